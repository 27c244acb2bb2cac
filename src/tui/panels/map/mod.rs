//! The map: coastlines in braille, areas by state, what happens where, the combat zone, and what the selected option
//! would touch.

mod chart;
mod labels;
mod sight;

pub use sight::Sight;

use super::Chosen;
use crate::deck::{AreaId, AreaMood, prose};
use crate::rules::view::{AreaView, View};
use crate::tui::screen::Shared;
use crate::tui::text::{Lines, Scroll, boxed, cut, list};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use ratatui::widgets::canvas::{Canvas, Circle};

/// Draws the map. The title names what the selected option would touch.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, touched: &Touched, sight: Sight, theme: Theme) {
    let inner = boxed(frame, area, &title(view, touched, sight), theme);
    let touched = &touched.areas;
    if inner.is_empty() {
        return;
    }
    legend(frame, area, theme);
    let bounds = sight.bounds(view, inner);
    chart::draw(frame.buffer_mut(), inner, bounds, theme.coast());
    let fighting: Vec<&AreaView> = view.areas.iter().filter(|area| area.mood == AreaMood::Combat).collect();
    if !fighting.is_empty() {
        // The zone that the law cares about: where combat is taking place, support may not go.
        let zones = Canvas::default().marker(Marker::Braille).x_bounds(bounds.0).y_bounds(bounds.1).paint(|context| {
            for area in &fighting {
                let (x, y) = sight::degrees(area);
                context.draw(&Circle { x, y, radius: 1.1, color: theme.bad().fg.unwrap_or_default() });
            }
        });
        overlay(frame, inner, zones);
    }
    for (place, text, style) in labels::place(view, bounds, inner, touched, sight, theme) {
        // A label covers the coast under it, with its color.
        frame.render_widget(Clear, place);
        frame.render_widget(Line::styled(text, style), place);
    }
}

/// Draws the coastlines alone: the ground of the title screen.
pub fn draw_chart(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    // The first island chain, with the sea to the east of it: the words stand there.
    let high = 17.0;
    let wide = high * f64::from(area.width) / f64::from(area.height.max(1)) / 2.0 / 0.9;
    chart::draw(frame.buffer_mut(), area, ([117.0, 117.0 + wide], [18.5, 18.5 + high]), theme.coast());
}

/// Draws a canvas over what is there, cell by cell where it draws anything.
fn overlay(frame: &mut Frame<'_>, area: Rect, canvas: Canvas<'_, impl Fn(&mut ratatui::widgets::canvas::Context<'_>)>) {
    let mut over = ratatui::buffer::Buffer::empty(area);
    ratatui::widgets::Widget::render(canvas, area, &mut over);
    for position in area.positions() {
        if let (Some(to), Some(from)) = (frame.buffer_mut().cell_mut(position), over.cell(position))
            && !matches!(from.symbol(), " " | "⠀")
        {
            *to = from.clone();
        }
    }
}

/// The areas that stand out on the map, and why.
#[derive(Debug, Default)]
pub struct Touched {
    /// Which.
    pub areas: Vec<AreaId>,
    /// What comes before their names: `would touch`.
    pub why: &'static str,
}

fn title(view: &View, touched: &Touched, sight: Sight) -> String {
    let close = match sight.closeness() {
        0 if sight.is_whole() => String::new(),
        steps => format!(" · {steps} closer"),
    };
    let mut names: Vec<&str> = Vec::new();
    for area in &touched.areas {
        if let Some(area) = view.areas.iter().find(|a| a.area == *area)
            && !names.contains(&area.name.as_str())
        {
            names.push(&area.name);
        }
    }
    if names.is_empty() { format!("Map{close}") } else { format!("Map{close} · {}{}", touched.why, names.join(", ")) }
}

/// The marks, on the lower border.
fn legend(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let marks = [AreaMood::Tense, AreaMood::Contested, AreaMood::Combat];
    let gap = if area.width < 68 { " " } else { "  " };
    let mut spans = vec![Span::raw(" ")];
    for mood in marks {
        let (mark, style) = theme.mood(mood);
        spans.push(Span::styled(format!("{mark} "), style));
        spans.push(Span::styled(format!("{}{gap}", prose::mood(mood)), theme.quiet()));
    }
    for (mark, what) in [("◆", "Chinese action"), ("▲", "allied operation")] {
        let what = if area.width < 68 { what.rsplit(' ').next().unwrap_or(what) } else { what };
        spans.push(Span::raw(format!("{mark} ")));
        spans.push(Span::styled(format!("{what}{gap}"), theme.quiet()));
    }
    let line = Line::from(spans);
    if line.width() + 2 <= usize::from(area.width) && area.height > 2 {
        let place = Rect::new(area.x + 1, area.bottom() - 1, u16::try_from(line.width()).unwrap_or(0), 1);
        frame.render_widget(line, place);
    }
}

/// The areas in words: a list, and everything about the selected one.
pub fn draw_words(frame: &mut Frame<'_>, area: Rect, view: &View, chosen: Chosen, scroll: &Scroll, shared: &Shared) {
    let theme = shared.theme;
    let rows = u16::try_from(view.areas.len()).unwrap_or(u16::MAX);
    let height = (rows + 2).min(area.height.saturating_sub(7)).max(4);
    let [upper, lower] = Layout::vertical([Constraint::Length(height), Constraint::Min(3)]).areas(area);
    let inner = boxed(frame, upper, "Areas", theme);
    let width = usize::from(inner.width);
    let rows = view.areas.iter().enumerate().map(|(n, area)| {
        let (mark, style) = theme.mood(area.mood);
        let mut tail = prose::mood(area.mood).to_owned();
        if !area.cards.is_empty() {
            tail.push_str(" ◆");
        }
        if !area.operations.is_empty() {
            tail.push_str(" ▲");
        }
        let line = Line::styled(super::spread(&format!("{mark} {}", area.name), &tail, width), style);
        if n == chosen.row { line.style(theme.selected()) } else { line }
    });
    list(frame, inner, rows.collect(), chosen.row, shared);
    let Some(area) = view.areas.get(chosen.detailed) else { return };
    let inner = boxed(frame, lower, &area.name, theme);
    let mut lines = Lines::new(inner.width);
    about(&mut lines, area, theme);
    scroll.draw(frame, inner, lines, 0, shared);
}

fn about(lines: &mut Lines, area: &AreaView, theme: Theme) {
    let (mark, style) = theme.mood(area.mood);
    lines.add(&format!("{mark} {} · to the law: {}", prose::mood(area.mood), area.kind_name), style);
    if area.mood == AreaMood::Combat {
        lines.add(
            "Combat is taking place here: the law bars support and whatever it keeps away from the fighting.",
            theme.bad(),
        );
    }
    for card in &area.cards {
        lines.indented("◆ ", card, Style::new());
    }
    for operation in &area.operations {
        lines.indented("▲ ", operation, Style::new());
    }
    if area.cards.is_empty() && area.operations.is_empty() {
        lines.add("Nothing that you know of happens here this turn.", theme.quiet());
    }
}

/// A name cut to a width, for a label.
fn short(name: &str, width: usize) -> String {
    cut(name, width)
}
