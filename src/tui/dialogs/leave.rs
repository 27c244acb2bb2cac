//! Leaving the game: is that meant?

use super::open;
use crate::deck::text::clean;
use crate::journal::shell;
use crate::tui::keys::Action;
use crate::tui::play::Play;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, draw as draw_lines};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The question.
#[derive(Debug)]
pub struct Leave {
    /// What is said of the save.
    saved: String,
    /// The game is not saved.
    is_lost: bool,
}

impl Leave {
    /// The question, once it is known whether the game is saved where it is said to be.
    pub fn new(play: Option<&mut Play>) -> Self {
        let Some(play) = play else { return Self { saved: NOT_SAVED.to_owned(), is_lost: true } };
        let settled = play.table.settle();
        let notice = play.table.take_notice().map_or_else(String::new, |notice| format!("{} ", clean(&notice, 2000)));
        match (settled, play.table.save_path()) {
            (Err(error), _) => Self { saved: clean(&error.to_string(), 2000), is_lost: true },
            (Ok(()), Some(path)) => Self {
                saved: format!("{notice}The game is saved. Go on later with: not-today resume {}", shell(path)),
                is_lost: false,
            },
            (Ok(()), None) => Self { saved: NOT_SAVED.to_owned(), is_lost: true },
        }
    }
}

const NOT_SAVED: &str = "The game is not being saved.";

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
        let width = area.width.saturating_sub(8).max(20);
        let mut said = Lines::new(width.min(72));
        said.add(&self.saved, Style::new());
        let height = u16::try_from(said.len()).unwrap_or(u16::MAX).saturating_add(4).max(6);
        let inner = open(frame, area, height, "Leave the game?", &self.actions(shared), shared);
        let mut lines = Lines::new(inner.width);
        lines.add(&self.saved, if self.is_lost { theme.warn() } else { Style::new() });
        draw_lines(frame, inner, lines, 0, shared);
    }
}
