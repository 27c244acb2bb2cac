//! Leaving the game: is that meant?

use super::open;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, draw as draw_lines};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The question.
#[derive(Debug)]
pub struct Leave;

impl Screen for Leave {
    fn name(&self) -> &'static str {
        "Leaving"
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        vec![Action::Leave, Action::Back]
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        match press.action {
            Some(Action::Leave) => Go::Quit,
            Some(Action::Back) => Go::Close(Told::Nothing),
            _ => Go::Stay,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let inner = open(frame, area, 6, "Leave the game?", &self.actions(shared), shared);
        let mut lines = Lines::new(inner.width);
        match shared.play.as_ref().and_then(crate::tui::play::Play::save) {
            Some(save) => {
                lines.add(&format!("The game is saved. Go on later with: not-today resume \"{save}\""), Style::new());
            }
            None => lines.add("The game is not being saved.", theme.warn()),
        }
        draw_lines(frame, inner, lines, 0, shared);
    }
}
