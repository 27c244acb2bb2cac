//! Requests: what waits for this seat's answer, and what it can ask.

use super::Chosen;
use super::spread;
use crate::deck::Answered;
use crate::deck::prose::inside;
use crate::rules::view::{RequestView, View};
use crate::tui::keys::Action;
use crate::tui::screen::Shared;
use crate::tui::text::{Lines, Scroll, boxed, draw as draw_lines, list};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

/// The request at a row: incoming ones stand first.
pub fn at(view: &View, row: usize) -> Option<(&RequestView, bool)> {
    let incoming = view.incoming.len();
    match view.incoming.get(row) {
        Some(request) => Some((request, true)),
        None => view.outgoing.get(row - incoming).map(|request| (request, false)),
    }
}

/// Draws the list and the selected request.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, chosen: Chosen, scroll: &Scroll, shared: &Shared) {
    let theme = shared.theme;
    let count = view.incoming.len() + view.outgoing.len();
    let list_height = (area.height * 2 / 5).clamp(4, 16);
    let [upper, detail] = Layout::vertical([Constraint::Length(list_height), Constraint::Min(3)]).areas(area);
    let inner = boxed(frame, upper, &waiting(view.incoming.len()), theme);
    let rows = (0..count).filter_map(|row| {
        let (request, incoming) = at(view, row)?;
        let width = usize::from(inner.width);
        let line = Line::raw(if incoming {
            spread(&format!("◀ {} asks: {}", request.from, request.title), "waits for you", width)
        } else {
            spread(&format!("▷ Ask {}: {}", inside(&request.to), request.title), stands(request), width)
        });
        let style = if incoming { theme.warn() } else { Style::new() };
        Some(line.style(if row == chosen.row { theme.selected() } else { style }))
    });
    list(frame, inner, rows.collect(), chosen.row, shared);
    let Some((request, incoming)) = at(view, chosen.detailed) else {
        let inner = boxed(frame, detail, "Nothing is asked", theme);
        let mut lines = Lines::new(inner.width);
        lines.add("Nothing waits for your answer, and there is nothing to ask in this act.", Style::new());
        draw_lines(frame, inner, lines, 0, shared);
        return;
    };
    let inner = boxed(frame, detail, &format!("{} [{}]", request.title, request.source), theme);
    let mut lines = Lines::new(inner.width);
    fill(&mut lines, request, incoming, shared);
    scroll.draw(frame, inner, lines, 0, shared);
}

fn waiting(count: usize) -> String {
    match count {
        0 => "Requests".to_owned(),
        1 => "Requests · one waits for your answer".to_owned(),
        many => format!("Requests · {many} wait for your answer"),
    }
}

fn fill(lines: &mut Lines, request: &RequestView, incoming: bool, shared: &Shared) {
    let (theme, keys) = (shared.theme, &shared.keys);
    if incoming {
        lines.add(&keys.line(&[Action::Accept, Action::Decline, Action::Defer]), theme.heading());
    } else if request.reason.is_none() {
        lines.add(&keys.line(&[Action::Ask]), theme.heading());
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
