//! The briefing of a seat: what it is here for, and what has happened since it last had the keyboard, as far as it
//! may know.

use super::log::styled;
use crate::deck::prose::count;
use crate::rules::view::LogLine;
use crate::rules::view::View;
use crate::tui::screen::Shared;
use crate::tui::text::{Lines, Scroll, boxed, centered};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the briefing.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, since: &[LogLine], scroll: &Scroll, shared: &Shared) {
    let theme = shared.theme;
    let header = &view.header;
    let area = centered(area, 100, area.height);
    let inner = boxed(frame, area, &format!("{} · {}", header.seat, header.title), theme);
    let mut lines = Lines::new(inner.width);
    if header.turn == 1 {
        lines.add(&format!("{} · {}", header.scenario, header.date), theme.strong());
        lines.gap();
        lines.add("What you are here for", theme.heading());
        lines.add(&view.brief, Style::new());
        lines.gap();
    }
    if header.turn_in_act.0 == 1 && !header.act_brief.is_empty() {
        lines.add("How things stand", theme.heading());
        lines.add(&header.act_brief, Style::new());
        lines.gap();
    }
    if header.turn == 1 && !view.objectives.is_empty() {
        lines.add("What you want for yourself", theme.heading());
        for objective in &view.objectives {
            lines.indented(
                "· ",
                &format!("{} ({})", objective.title, count(objective.points.into(), "point", "points")),
                Style::new(),
            );
        }
        lines.gap();
    }
    if header.turn > 1 || since.len() > view.cards.len() + 1 {
        lines.gap();
        lines.add("Since you last had the keyboard", theme.heading());
        for line in since {
            styled(&mut lines, line, theme);
        }
    }
    scroll.draw(frame, inner, lines, 0, shared);
}
