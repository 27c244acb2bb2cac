//! Help on any screen: its keys, the marks, and the terms of the deck.

use super::text::{Lines, boxed, centered, draw as draw_lines};
use super::theme::Theme;
use crate::rules::view::{Mark, View};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Clear;

const KEYS: &[(&str, &str)] = &[
    ("0–6, Tab", "the tabs: situation, options, requests, law, ledger, log, map"),
    ("↑ ↓ or j k", "choose a line; PgUp PgDn scroll the text beside it"),
    ("Enter or p", "order the selected option (openly, where there is a choice); ask; open a procedure"),
    ("o", "order it quietly, off the record"),
    ("u or Backspace", "take the order back"),
    ("a x f", "requests: accept, decline, defer. x in the law gives a procedure up"),
    ("w e", "ledger: walk a statement back; end an operation"),
    ("/", "search the log"),
    ("n", "write a note for yourself, kept in the save"),
    ("s", "seal: done for this turn"),
    ("? or F1", "this help; F1 where text is typed"),
    ("q", "quit; the game is saved"),
];

/// Draws the help over everything.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: Option<&View>, scroll: usize, theme: Theme) {
    let area = centered(area, 90, area.height);
    frame.render_widget(Clear, area);
    let inner = boxed(frame, area, "Help · Esc closes", theme);
    let mut lines = Lines::new(inner.width);
    lines.add("How it is played", theme.heading());
    lines.add("Each turn Beijing acts. Read what it did, see what may come, and order what you can: within the law, within your orders for the turn. Ask the other seats, answer them, open what the law needs. Then seal. When all have sealed, everything is carried out, and Beijing asks: is today the day?", Style::new());
    lines.gap();
    lines.add("Keys", theme.heading());
    for (key, what) in KEYS {
        lines.indented(&format!("  {key:<15} "), what, Style::new());
    }
    lines.gap();
    lines.add("Marks", theme.heading());
    for mark in [Mark::Laid, Mark::Allowed, Mark::NotNow, Mark::Needs, Mark::Barred, Mark::Running, Mark::Done] {
        let (sign, style) = theme.mark(mark);
        lines.add(&format!("  {sign} {}", super::options::mark_words(mark)), style);
    }
    lines.add("  [L5] the fact of the report behind it; [scenario] goes beyond the report", Style::new());
    if let Some(view) = view {
        lines.gap();
        lines.add("Terms", theme.heading());
        for (term, about) in &view.glossary {
            lines.indented("  ", &format!("{term}: {about}"), Style::new());
        }
    }
    draw_lines(frame, inner, lines, scroll, theme);
}
