//! The log: what happened, as far as the seat may know, the newest last; with a search.

use crate::rules::view::{LineKind, LogLine, View};
use crate::tui::keys::Action;
use crate::tui::screen::Shared;
use crate::tui::text::{Lines, Scroll, boxed};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the log, `back` lines before its end.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, search: &str, back: &Scroll, shared: &Shared) {
    let theme = shared.theme;
    let key = shared.keys.hint(Action::Search).unwrap_or_default();
    let title = if search.is_empty() {
        format!("Log · {key} searches")
    } else {
        format!("Log · only “{search}” · {key} anew")
    };
    let inner = boxed(frame, area, &title, theme);
    let wanted = search.to_lowercase();
    let mut found = view.log.iter().rev().filter(|line| line.text.to_lowercase().contains(&wanted)).peekable();
    let mut is_empty = found.peek().is_none();
    let older = |lines: &mut Lines| {
        if std::mem::take(&mut is_empty) {
            lines.add("Nothing here.", theme.quiet());
            return true;
        }
        found.next().map(|line| styled(lines, line, theme)).is_some()
    };
    back.draw_end(frame, inner, older, shared);
}

/// A line of the log, by its kind.
pub fn styled(lines: &mut Lines, line: &LogLine, theme: Theme) {
    let style = match line.kind {
        LineKind::Turn => theme.heading(),
        LineKind::Beijing => theme.strong(),
        LineKind::Law | LineKind::Promise | LineKind::Facilitator => theme.warn(),
        LineKind::Effect | LineKind::Die => theme.quiet(),
        LineKind::Seat | LineKind::Note => Style::new(),
    };
    lines.indented(&format!("{:>2} ", line.turn), &line.text, style);
}
