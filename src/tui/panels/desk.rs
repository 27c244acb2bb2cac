//! The desk: what waits, what is due and what just happened, at a glance. Each has a tab of its own for the rest.

use super::log::styled;
use crate::deck::{Answered, PromiseMark};
use crate::rules::view::View;
use crate::tui::screen::Shared;
use crate::tui::text::{Lines, boxed, cut, draw as draw_lines};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Draws the desk: what waits and what is due first, then as much of the log as there is room for.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, shared: &Shared) {
    let theme = shared.theme;
    let inner = boxed(frame, area, "Requests, promises, the latest", theme);
    let width = usize::from(inner.width);
    let mut lines = Lines::new(inner.width);
    let say = |lines: &mut Lines, text: String, style: Style| lines.line(Line::styled(cut(&text, width), style));
    for request in &view.incoming {
        say(&mut lines, format!("◀ {} asks: {}", request.from, request.title), theme.warn());
    }
    for request in view.outgoing.iter().filter(|request| request.is == Some(Answered::Waiting)) {
        say(&mut lines, format!("▷ {} has yet to answer: {}", request.to, request.title), Style::new());
    }
    for promise in &view.promises {
        match promise.is {
            PromiseMark::Due => {
                let text = format!("! {}: due by the end of turn {}: {}", promise.seat, promise.turns.1, promise.title);
                say(&mut lines, text, theme.warn());
            }
            PromiseMark::Open => {
                say(&mut lines, format!("· {} has said: {}", promise.seat, promise.title), theme.quiet());
            }
            PromiseMark::Kept | PromiseMark::Broken | PromiseMark::WalkedBack => {}
        }
    }
    if lines.len() == 0 {
        say(&mut lines, "Nothing waits for an answer; no word is due.".to_owned(), theme.quiet());
    }
    let height = usize::from(inner.height);
    let room = height.saturating_sub(lines.len());
    let mut latest = Vec::new();
    let mut used = 0;
    for line in view.log.iter().rev() {
        let mut told = Lines::new(inner.width);
        styled(&mut told, line, theme);
        used += told.len();
        if used > room {
            break;
        }
        latest.push(line);
    }
    for line in latest.into_iter().rev() {
        styled(&mut lines, line, theme);
    }
    draw_lines(frame, inner, lines, 0, shared);
}
