//! The ledger: words that must be kept, what runs, and what the seat wants for itself.

use crate::deck::PromiseMark;
use crate::deck::prose::count;
use crate::rules::view::View;
use crate::tui::keys::Action;
use crate::tui::screen::Shared;
use crate::tui::text::{Lines, Scroll, boxed};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the ledger. Rows are promises first, then what runs.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, selected: usize, scroll: &Scroll, shared: &Shared) {
    let theme = shared.theme;
    let key = |action| shared.keys.hint(action).unwrap_or_default();
    let inner = boxed(frame, area, "Say–do ledger, and what runs", theme);
    let mut lines = Lines::new(inner.width);
    let mut block = 0..0;
    lines.add("Words that must be kept", theme.heading());
    if view.promises.is_empty() {
        lines.add("Nobody has given its word yet.", theme.quiet());
    }
    for (row, promise) in view.promises.iter().enumerate() {
        let (stands, style) = match promise.is {
            PromiseMark::Open => ("open".to_owned(), Style::new()),
            PromiseMark::Due => (format!("due by the end of turn {}", promise.turns.1), theme.warn()),
            PromiseMark::Kept => ("kept".to_owned(), theme.good()),
            PromiseMark::Broken => ("broken".to_owned(), theme.bad()),
            PromiseMark::WalkedBack => ("walked back".to_owned(), theme.quiet()),
        };
        let style = if row == selected { theme.selected() } else { style };
        let from = lines.len();
        lines.indented("· ", &format!("{}: {} ({stands})", promise.seat, promise.title), style);
        lines.indented("  ", &promise.text, theme.quiet());
        if row == selected && promise.mine && promise.is == PromiseMark::Open {
            lines.add(&format!("  {} walks it back, at a price", key(Action::WalkBack)), theme.heading());
        }
        if row == selected {
            block = from..lines.len();
        }
    }
    lines.gap();
    lines.add("What runs", theme.heading());
    if view.running.is_empty() {
        lines.add("Nothing.", theme.quiet());
    }
    for (row, running) in (view.promises.len()..).zip(&view.running) {
        let when = running
            .ready
            .map_or_else(|| format!("since turn {}", running.since), |ready| format!("ready in turn {ready}"));
        let style = if row == selected { theme.selected() } else { Style::new() };
        let from = lines.len();
        lines.indented("▶ ", &format!("{}: {} ({when})", running.seat, running.title), style);
        if row == selected && running.mine {
            lines.add(&format!("  {} ends it", key(Action::StandDown)), theme.heading());
        }
        if row == selected {
            block = from..lines.len();
        }
    }
    lines.gap();
    lines.add("What you want for yourself", theme.heading());
    for objective in &view.objectives {
        let (mark, style) = if objective.met { ("✓ ", theme.good()) } else { ("□ ", Style::new()) };
        lines.indented(
            mark,
            &format!("{} ({})", objective.title, count(objective.points.into(), "point", "points")),
            style,
        );
    }
    let first = Lines::first_for(&block, inner.height);
    scroll.draw(frame, inner, lines, first, shared);
}
