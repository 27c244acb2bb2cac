//! A line of text that a replay asks for: what to search, which turn, a note, another save.

use crate::tui::dialogs::{open, type_into};
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, draw as draw_lines};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A word to look for.
    Search,
    /// A turn to go to.
    Turn,
    /// A note, kept beside the save.
    Note,
    /// Another save, to be set beside this one.
    Beside,
}

/// A line being typed.
#[derive(Debug)]
pub struct Ask {
    what: What,
    text: String,
}

impl Ask {
    /// An empty line.
    pub fn new(what: What) -> Self {
        Self { what, text: String::new() }
    }
}

impl Screen for Ask {
    fn name(&self) -> &'static str {
        match self.what {
            What::Search => "Search what happened",
            What::Turn => "Go to turn",
            What::Note => "Mark this moment",
            What::Beside => "Set another save beside this one",
        }
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        vec![Action::Keep, Action::Back]
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        match press.action {
            Some(Action::Back) => Go::Close(Told::Nothing),
            Some(Action::Keep) => Go::Close(Told::Typed(std::mem::take(&mut self.text))),
            _ => {
                type_into(&mut self.text, press.code, crate::journal::marks::LONGEST);
                Go::Stay
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let inner = open(frame, area, 6, self.name(), &self.actions(shared), shared);
        let mut lines = Lines::new(inner.width);
        lines.add(&format!("{}▏", self.text), Style::new());
        let hint = match self.what {
            What::Search => "Goes to the next event whose text holds this.",
            What::Turn => "The number of a turn.",
            What::Note => "What is worth coming back to; may stay empty. Kept in a file beside the save.",
            What::Beside => "The path of a save. The two are shown turn by turn, differences marked.",
        };
        lines.add(hint, shared.theme.quiet());
        draw_lines(frame, inner, lines, 0, shared);
    }
}
