//! Where the panels of the table go: all at once where there is room, else one tab at a time.

use super::{AtTable, Tab};
use crate::deck::PromiseMark;
use crate::rules::view::View;
use crate::tui::panels::Chosen;
use crate::tui::panels::map::Touched;
use crate::tui::panels::{briefing, cards, desk, guide, header, law, ledger, log, map, meters, options, requests};
use crate::tui::screen::{Hit, Shared};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr as _;

/// From this size on, the map, the meters and what Beijing does stand beside the tab.
const WIDE: (u16, u16) = (100, 34);
/// From this size on, the requests, promises and the log stand there too.
const LARGE: (u16, u16) = (160, 42);

/// Draws the table.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, table: &AtTable, shared: &Shared) {
    let [top, guided, tabs, body] = Layout::vertical([
        Constraint::Length(2),
        Constraint::Length(guide::height(view)),
        Constraint::Length(1),
        Constraint::Min(1),
    ])
    .areas(area);
    guide::strip(frame, guided, view, &shared.keys, shared.theme);
    header::draw(frame, top, view, shared.facilitator.timer.left(shared.now), shared.theme);
    if table.briefing {
        let whole = Rect { y: tabs.y, height: tabs.height + body.height, ..body };
        let since = shared.play.as_ref().map_or(&[][..], |play| play.since());
        briefing::draw(frame, whole, view, since, &table.scroll, shared);
        return;
    }
    draw_tabs(frame, tabs, view, table, shared);
    let holds = |(width, height): (u16, u16)| area.width >= width && area.height >= height;
    if holds(LARGE) {
        large(frame, body, view, table, shared);
    } else if holds(WIDE) {
        wide(frame, body, view, table, shared);
    } else {
        tab(frame, body, view, table, shared, false);
    }
}

/// The map over the meters.
fn ground(frame: &mut Frame<'_>, area: Rect, view: &View, table: &AtTable, shared: &Shared) {
    let [chart, gauge] = Layout::vertical([Constraint::Min(5), Constraint::Length(meters_height(view))]).areas(area);
    map::draw(frame, chart, view, &touched(view, table, shared), table.sight, shared.theme);
    meters::draw(frame, gauge, view, shared.theme);
}

fn meters_height(view: &View) -> u16 {
    u16::try_from(view.meters.len()).unwrap_or(8) + 3
}

fn wide(frame: &mut Frame<'_>, area: Rect, view: &View, table: &AtTable, shared: &Shared) {
    let left_width = (area.width * 9 / 20).min(80);
    let [left, right] = Layout::horizontal([Constraint::Length(left_width), Constraint::Min(1)]).areas(area);
    ground(frame, left, view, table, shared);
    if matches!(table.tab, Tab::Situation | Tab::Law) {
        // These two want all the room there is.
        tab(frame, right, view, table, shared, true);
        return;
    }
    let cards_height = (right.height / 3).min(14);
    let [upper, lower] = Layout::vertical([Constraint::Length(cards_height), Constraint::Min(5)]).areas(right);
    cards::draw_beside(frame, upper, view, shared);
    tab(frame, lower, view, table, shared, true);
}

fn large(frame: &mut Frame<'_>, area: Rect, view: &View, table: &AtTable, shared: &Shared) {
    let side = (area.width / 4).clamp(44, 64);
    let left_width = (area.width * 2 / 5).min(96);
    let [left, middle, right] =
        Layout::horizontal([Constraint::Length(left_width), Constraint::Min(1), Constraint::Length(side)]).areas(area);
    ground(frame, left, view, table, shared);
    if table.tab == Tab::Law {
        let both = Rect { width: middle.width + right.width, ..middle };
        tab(frame, both, view, table, shared, true);
        return;
    }
    tab(frame, middle, view, table, shared, true);
    if table.tab == Tab::Situation {
        desk::draw(frame, right, view, shared);
        return;
    }
    let [upper, lower] = Layout::vertical([Constraint::Percentage(50), Constraint::Percentage(50)]).areas(right);
    cards::draw_beside(frame, upper, view, shared);
    desk::draw(frame, lower, view, shared);
}

/// The panel of the tab. `beside` says that the map and the meters are on screen already.
fn tab(frame: &mut Frame<'_>, area: Rect, view: &View, table: &AtTable, shared: &Shared, beside: bool) {
    let (row, scroll, theme) = (table.row, &table.scroll, shared.theme);
    let chosen = Chosen { row, detailed: table.rested(shared).0 };
    match table.tab {
        Tab::Situation => cards::draw(frame, area, view, scroll, shared),
        Tab::Options => options::draw(frame, area, view, chosen, scroll, shared),
        Tab::Requests => requests::draw(frame, area, view, chosen, scroll, shared),
        Tab::Law => law::draw(frame, area, view, row, scroll, shared),
        Tab::Ledger => ledger::draw(frame, area, view, row, scroll, shared),
        Tab::Log => log::draw(frame, area, view, &table.search, scroll, shared),
        Tab::Map if beside => map::draw_words(frame, area, view, chosen, scroll, shared),
        Tab::Map => {
            let [left, right] = Layout::horizontal([Constraint::Min(30), Constraint::Length(34)]).areas(area);
            map::draw(frame, left, view, &touched(view, table, shared), table.sight, theme);
            map::draw_words(frame, right, view, chosen, scroll, shared);
        }
        Tab::Meters => meters::draw_whole(frame, area, view, row, scroll, shared),
    }
}

/// The areas that the selected option would touch; on the map's own tab the selected area.
fn touched(view: &View, table: &AtTable, shared: &Shared) -> Touched {
    let row = table.rested(shared).0;
    let (areas, why) = match table.tab {
        Tab::Options => (
            view.sorted_options()
                .get(row)
                .map_or_else(Vec::new, |option| option.uses.iter().map(|used| used.area).collect()),
            "would touch ",
        ),
        Tab::Map => (view.areas.get(row).map_or_else(Vec::new, |area| vec![area.area]), ""),
        _ => (Vec::new(), ""),
    };
    Touched { areas, why }
}

fn draw_tabs(frame: &mut Frame<'_>, area: Rect, view: &View, table: &AtTable, shared: &Shared) {
    let due = view.promises.iter().filter(|promise| promise.mine && promise.is == PromiseMark::Due).count();
    let count = |tab: Tab| match tab {
        Tab::Requests if !view.incoming.is_empty() => format!(" ({}!)", view.incoming.len()),
        Tab::Ledger if due > 0 => format!(" ({due} due)"),
        _ => String::new(),
    };
    let labels = |short: bool| -> Vec<String> {
        Tab::ALL
            .iter()
            .map(|tab| {
                let key = shared.keys.hint(tab.action()).unwrap_or_default();
                let name = if short && *tab != table.tab { "" } else { tab.name() };
                let name = if name.is_empty() { String::new() } else { format!(" {name}") };
                format!("{key}{name}{}", count(*tab))
            })
            .collect()
    };
    // The names stand as long as there is room for them, with less room between them if need be.
    let all = labels(false);
    let room = |gap: usize| all.iter().map(|label| label.width() + gap).sum::<usize>() <= usize::from(area.width);
    let (labels, gap) = match (room(2), room(1)) {
        (true, _) => (all, 2),
        (false, true) => (all, 1),
        (false, false) => (labels(true), 2),
    };
    let mut spans = vec![Span::raw(" ")];
    let mut x = area.x + 1;
    for (label, tab) in labels.into_iter().zip(Tab::ALL) {
        let width = u16::try_from(label.width()).unwrap_or(0);
        shared.hits.note(Rect::new(x, area.y, width, 1), Hit::Do(tab.action()));
        x += width + gap;
        spans.push(Span::styled(label, if tab == table.tab { shared.theme.selected() } else { shared.theme.quiet() }));
        spans.push(Span::raw(" ".repeat(usize::from(gap))));
    }
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}
