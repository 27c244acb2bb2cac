//! The log: what happened, as far as the seat may know, the newest last; with a search.

use crate::rules::view::{LineKind, LogLine, View};
use crate::tui::text::{Lines, Scroll, boxed, draw as draw_lines};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the log, `back` lines before its end.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, search: &str, back: &Scroll, theme: Theme) {
    let title = if search.is_empty() {
        "Log · / searches".to_owned()
    } else {
        format!("Log · only “{search}” · / anew")
    };
    let inner = boxed(frame, area, &title, theme);
    let mut lines = Lines::new(inner.width);
    let wanted = search.to_lowercase();
    for line in view.log.iter().filter(|line| line.text.to_lowercase().contains(&wanted)) {
        styled(&mut lines, line, theme);
    }
    if lines.len() == 0 {
        lines.add("Nothing here.", theme.quiet());
    }
    let end = lines.len().saturating_sub(usize::from(inner.height));
    back.note(end);
    draw_lines(frame, inner, lines, end.saturating_sub(back.at()), theme);
}

/// A line of the log, by its kind.
pub fn styled(lines: &mut Lines, line: &LogLine, theme: Theme) {
    let style = match line.kind {
        LineKind::Turn => theme.heading(),
        LineKind::Beijing => theme.strong(),
        LineKind::Law | LineKind::Promise | LineKind::Facilitator => theme.warn(),
        LineKind::Effect | LineKind::Die => theme.quiet(),
        LineKind::Seat => Style::new(),
    };
    lines.indented(&format!("{:>2} ", line.turn), &line.text, style);
}
