//! The table screen: everything at 100 columns and more, panels as tabs below that.

use super::{AtTable, Tab};
use crate::rules::view::View;
use crate::tui::panels::{cards, guide, header, law, ledger, log, map, meters, options, requests};
use crate::tui::screen::Shared;
use crate::tui::text::{Lines, Scroll, boxed};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// From this size on, everything is on screen at once.
const WIDE: (u16, u16) = (100, 34);

/// Whether an area shows everything at once.
pub fn is_wide(area: Rect) -> bool {
    area.width >= WIDE.0 && area.height >= WIDE.1
}

/// Draws the table.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, table: &AtTable, shared: &Shared) {
    let theme = shared.theme;
    let [top, guided, tabs, body] = Layout::vertical([
        Constraint::Length(2),
        Constraint::Length(guide::height(view)),
        Constraint::Length(1),
        Constraint::Min(1),
    ])
    .areas(area);
    header::draw(frame, top, view, theme);
    guide::strip(frame, guided, view, &shared.keys, theme);
    draw_tabs(frame, tabs, view, table, theme);
    if !is_wide(area) {
        draw_tab(frame, body, view, table, theme, false);
        return;
    }
    let left_width = (area.width * 9 / 20).min(72);
    let [left, right] = Layout::horizontal([Constraint::Length(left_width), Constraint::Min(1)]).areas(body);
    let meters_height = u16::try_from(view.meters.len()).unwrap_or(8) + 3;
    let [chart, gauge] = Layout::vertical([Constraint::Min(5), Constraint::Length(meters_height)]).areas(left);
    map::draw(frame, chart, view, &touched(view, table), theme);
    meters::draw(frame, gauge, view, theme);
    if table.tab == Tab::Situation {
        cards::draw(frame, right, view, &table.scroll, theme);
        return;
    }
    let cards_height = (right.height / 3).min(14);
    let [upper, lower] = Layout::vertical([Constraint::Length(cards_height), Constraint::Min(5)]).areas(right);
    cards::draw(frame, upper, view, &Scroll::default(), theme);
    draw_tab(frame, lower, view, table, theme, true);
}

fn draw_tab(frame: &mut Frame<'_>, area: Rect, view: &View, table: &AtTable, theme: Theme, wide: bool) {
    match table.tab {
        Tab::Situation => cards::draw(frame, area, view, &table.scroll, theme),
        Tab::Options => options::draw(frame, area, view, table.row, &table.scroll, theme),
        Tab::Requests => requests::draw(frame, area, view, table.row, &table.scroll, theme),
        Tab::Law => law::draw(frame, area, view, table.row, &table.scroll, theme),
        Tab::Ledger => ledger::draw(frame, area, view, table.row, &table.scroll, theme),
        Tab::Log => log::draw(frame, area, view, &table.search, &table.scroll, theme),
        Tab::Map if wide => {
            let inner = boxed(frame, area, "Areas", theme);
            let mut lines = Lines::new(inner.width);
            map::words(view, &mut lines, theme);
            table.scroll.draw(frame, inner, lines, 0, theme);
        }
        Tab::Map => {
            let meters_height = u16::try_from(view.meters.len()).unwrap_or(8) + 3;
            let [left, right] =
                Layout::horizontal([Constraint::Percentage(50), Constraint::Percentage(50)]).areas(area);
            map::draw(frame, left, view, &touched(view, table), theme);
            let [upper, lower] = Layout::vertical([Constraint::Length(meters_height), Constraint::Min(0)]).areas(right);
            meters::draw(frame, upper, view, theme);
            if !lower.is_empty() {
                let inner = boxed(frame, lower, "Areas", theme);
                let mut lines = Lines::new(inner.width);
                map::words(view, &mut lines, theme);
                table.scroll.draw(frame, inner, lines, 0, theme);
            }
        }
    }
}

/// The areas that the selected option would touch.
fn touched(view: &View, table: &AtTable) -> Vec<crate::deck::AreaId> {
    if table.tab != Tab::Options {
        return Vec::new();
    }
    view.sorted_options().get(table.row).map_or_else(Vec::new, |option| option.uses.iter().map(|u| u.area).collect())
}

fn draw_tabs(frame: &mut Frame<'_>, area: Rect, view: &View, table: &AtTable, theme: Theme) {
    let labels = |short: bool| -> Vec<String> {
        let label = |(number, tab): (usize, &Tab)| {
            let count = match tab {
                Tab::Requests if !view.incoming.is_empty() => format!(" ({}!)", view.incoming.len()),
                _ => String::new(),
            };
            if short && *tab != table.tab {
                format!("{number}{count}")
            } else {
                format!("{number} {}{count}", tab.name())
            }
        };
        Tab::ALL.iter().enumerate().map(label).collect()
    };
    let room = |labels: &[String]| labels.iter().map(|label| label.chars().count() + 2).sum::<usize>();
    let all = labels(false);
    let labels = if room(&all) <= usize::from(area.width) { all } else { labels(true) };
    let mut spans = vec![Span::raw(" ")];
    for (label, tab) in labels.into_iter().zip(Tab::ALL) {
        spans.push(Span::styled(label, if tab == table.tab { theme.selected() } else { theme.quiet() }));
        spans.push(Span::raw("  "));
    }
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}
