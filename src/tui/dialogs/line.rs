//! One line of text: a note for oneself, or a word to search the log for.

use super::{open, type_into};
use crate::rules::Command;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, draw as draw_lines};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What the line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A note for oneself.
    Note,
    /// A search in the log.
    Search,
}

/// A line being typed.
#[derive(Debug)]
pub struct TextLine {
    purpose: Use,
    text: String,
    status: String,
}

impl TextLine {
    /// An empty line.
    pub fn new(purpose: Use) -> Self {
        Self { purpose, text: String::new(), status: String::new() }
    }
}

impl Screen for TextLine {
    fn name(&self) -> &'static str {
        match self.purpose {
            Use::Note => "A note for yourself",
            Use::Search => "Search the log",
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

    fn status(&self) -> &str {
        &self.status
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        match press.action {
            Some(Action::Back) => Go::Close(Told::Nothing),
            Some(Action::Keep) if self.purpose == Use::Search => Go::Close(Told::Search(self.text.clone())),
            Some(Action::Keep) if self.text.trim().is_empty() => Go::Close(Told::Nothing),
            Some(Action::Keep) => {
                let Some(play) = &mut shared.play else { return Go::Stay };
                match play.send(&Command::Note { text: self.text.clone() }) {
                    Ok(()) => Go::Close(Told::Sent("Noted.".to_owned())),
                    Err(why) => {
                        self.status = why;
                        Go::Stay
                    }
                }
            }
            _ => {
                type_into(&mut self.text, press.code, 400);
                Go::Stay
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let mut lines = Lines::new(area.width.min(76).saturating_sub(2));
        lines.add(&format!("{}▏", self.text), Style::new());
        lines.gap();
        match (self.purpose, &shared.play) {
            (Use::Search, _) => lines.add("An empty search shows everything.", theme.quiet()),
            (Use::Note, Some(play)) if play.view.notes().next().is_some() => {
                lines.add("What you wrote before, the newest first", theme.heading());
                for note in play.view.notes().rev() {
                    lines.indented(&format!("{:>2} ", note.turn), &note.text, theme.quiet());
                }
            }
            (Use::Note, _) => {
                lines.add("You have written nothing yet. Nobody else at the table reads it.", theme.quiet());
            }
        }
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).clamp(6, 20);
        let inner = open(frame, area, height, self.name(), &self.actions(shared), shared);
        draw_lines(frame, inner, lines, 0, shared);
    }
}
