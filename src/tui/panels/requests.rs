//! Requests: what waits for this seat's answer, and what it can ask.

use crate::deck::Answered;
use crate::rules::view::{RequestView, View};
use crate::tui::text::{Lines, Scroll, boxed, cut, draw as draw_lines, first_row};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// The request at a row: incoming ones stand first.
pub fn at(view: &View, row: usize) -> Option<(&RequestView, bool)> {
    let incoming = view.incoming.len();
    match view.incoming.get(row) {
        Some(request) => Some((request, true)),
        None => view.outgoing.get(row - incoming).map(|request| (request, false)),
    }
}

/// Draws the list and the selected request.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, selected: usize, scroll: &Scroll, theme: Theme) {
    let count = view.incoming.len() + view.outgoing.len();
    let list_height = (area.height * 2 / 5).clamp(4, 12);
    let [list, detail] = Layout::vertical([Constraint::Length(list_height), Constraint::Min(3)]).areas(area);
    let inner = boxed(frame, list, &format!("Requests · {} wait for your answer", view.incoming.len()), theme);
    let height = usize::from(inner.height);
    let from = first_row(selected, count, height);
    let rows: Vec<Line<'static>> = (from..count)
        .take(height)
        .filter_map(|row| {
            let (request, incoming) = at(view, row)?;
            let text = if incoming {
                format!("◀ {} asks: {}", request.from, request.title)
            } else {
                format!("▷ Ask {}: {} ({})", request.to, request.title, stands(request))
            };
            let line = Line::raw(cut(&text, usize::from(inner.width)));
            let style = if incoming { theme.warn() } else { Style::new() };
            Some(line.style(if row == selected { theme.selected() } else { style }))
        })
        .collect();
    frame.render_widget(Paragraph::new(rows), inner);
    let Some((request, incoming)) = at(view, selected) else {
        let inner = boxed(frame, detail, "Nothing is asked", theme);
        let mut lines = Lines::new(inner.width);
        lines.add("Nothing waits for your answer, and there is nothing to ask in this act.", Style::new());
        draw_lines(frame, inner, lines, 0, theme);
        return;
    };
    let inner = boxed(frame, detail, &format!("{} [{}]", request.title, request.source), theme);
    let mut lines = Lines::new(inner.width);
    fill(&mut lines, request, incoming, theme);
    scroll.draw(frame, inner, lines, 0, theme);
}

fn fill(lines: &mut Lines, request: &RequestView, incoming: bool, theme: Theme) {
    if incoming {
        lines.add("a accept · x decline · f defer", theme.heading());
    } else if request.reason.is_none() {
        lines.add("Enter: ask", theme.heading());
    }
    lines.add(&request.text, Style::new());
    if let Some(reason) = &request.reason {
        let lead = if incoming { "Cannot be accepted now: " } else { "Not now: " };
        lines.indented(lead, reason, theme.warn());
    }
    if !request.staff_note.is_empty() {
        lines.indented("Staff: ", &request.staff_note, Style::new());
    }
    for (label, (said, follows)) in ["Accept: ", "Decline: ", "Defer: "].iter().zip(&request.answers) {
        lines.indented(label, &format!("{said} {follows}"), Style::new());
    }
}

fn stands(request: &RequestView) -> &'static str {
    match request.is {
        Some(Answered::Waiting) => "waits for an answer",
        Some(Answered::Accepted) => "accepted",
        Some(Answered::Declined) => "declined",
        Some(Answered::Deferred) => "put off",
        None if request.reason.is_some() => "not now",
        None => "can be asked",
    }
}
