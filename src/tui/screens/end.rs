//! The end: what came of it, the meters' way, the points.

use super::debrief::Debrief;
use super::table::AtTable;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared};
use crate::tui::text::{Lines, Scroll, boxed, centered};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The end.
#[derive(Debug, Default)]
pub struct End {
    scroll: Scroll,
    status: String,
}

impl End {
    /// The end, from its top.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Screen for End {
    fn name(&self) -> &'static str {
        "The end"
    }

    fn actions(&self, shared: &Shared) -> Vec<Action> {
        use Action::*;
        // Not Enter or Esc: a key too many on the question would leave before anybody has read the outcome.
        let mut actions = vec![LineUp, LineDown, PageUp, PageDown, Debrief, ReadLog];
        if shared.facilitator.is_set() {
            actions.push(Facilitator);
        }
        actions.extend([Help, Quit]);
        actions
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        match press.action {
            Some(Action::Debrief) => match shared.play.as_ref().map(|play| Debrief::of(&play.table)) {
                Some(Ok(debrief)) => Go::Over(Box::new(debrief)),
                Some(Err(why)) => {
                    self.status = why;
                    Go::Stay
                }
                None => Go::Stay,
            },
            Some(Action::Quit) => Go::Quit,
            Some(Action::Facilitator) => super::facilitator::Panel::ask(),
            Some(Action::ReadLog) => Go::To(Box::new(AtTable::log())),
            Some(action) => {
                self.scroll.take(action);
                Go::Stay
            }
            None => Go::Stay,
        }
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let (Some(play), theme) = (&shared.play, shared.theme) else { return };
        let view = &play.view;
        let Some(end) = &view.end else { return };
        let inner = boxed(frame, centered(area, 84, area.height), &view.header.scenario, theme);
        let mut lines = Lines::new(inner.width);
        lines.add(&end.title, theme.heading());
        let held =
            if end.held { ("Deterrence held.", theme.good()) } else { ("Deterrence did not hold.", theme.bad()) };
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
        if let Some(why) = &play.lost {
            lines.gap();
            lines.add(&crate::deck::text::clean(why, 2000), theme.warn());
        } else if let Some(save) = play.save() {
            lines.gap();
            lines.add(&format!("The game is kept in {save}"), theme.quiet());
        }
        self.scroll.draw(frame, inner, lines, 0, shared);
    }
}
