//! The end: what came of it, the meters' way, the points.

use super::text::{Lines, boxed, centered, draw as draw_lines};
use super::theme::Theme;
use crate::rules::view::View;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the end.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, save: Option<&str>, scroll: usize, theme: Theme) {
    let Some(end) = &view.end else { return };
    let inner = boxed(frame, centered(area, 84, area.height), &view.header.scenario, theme);
    let mut lines = Lines::new(inner.width);
    lines.add(&end.title, theme.heading());
    let held = if end.held { ("Deterrence held.", theme.good()) } else { ("Deterrence did not hold.", theme.bad()) };
    lines.add(held.0, held.1);
    lines.gap();
    lines.add(&end.epilogue, Style::new());
    lines.gap();
    lines.add("The meters, from the first turn to the last", theme.strong());
    for meter in &view.meters {
        let start = meter.history.first().copied().unwrap_or(meter.value);
        lines.indented("  ", &format!("{}: {start} → {}", meter.name, meter.value), Style::new());
    }
    lines.gap();
    lines.add("Points for what each seat wanted for itself", theme.strong());
    for (seat, points, of) in &end.points {
        lines.indented("  ", &format!("{seat}: {points} of {of}"), Style::new());
    }
    for objective in &view.objectives {
        let mark = if objective.met { "  ✓ " } else { "  □ " };
        lines.indented(mark, &format!("{} ({})", objective.title, objective.points), theme.quiet());
    }
    if let Some(save) = save {
        lines.gap();
        lines.add(&format!("The game is kept in {save}"), theme.quiet());
    }
    draw_lines(frame, inner, lines, scroll, theme);
}
