//! The saved games, to go on with one.

use super::message::Message;
use super::replay::Replay;
use super::title::Title;
use crate::journal::Tape;
use crate::rules::Eyes;
use crate::table::Table;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared};
use crate::tui::text::{Lines, boxed, centered, cut, draw as draw_lines, first_row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use std::path::PathBuf;

/// The list of saved games.
#[derive(Debug)]
pub struct Saves {
    saves: Vec<PathBuf>,
    row: usize,
}

impl Saves {
    /// The saves in the user's folder, the last played first.
    pub fn new() -> Self {
        Self { saves: Table::recent(), row: 0 }
    }
}

impl Screen for Saves {
    fn name(&self) -> &'static str {
        "Saved games"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        vec![Up, Down, First, Last, Choose, ReplayGame, Back, Help, Quit]
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        let last = self.saves.len().saturating_sub(1);
        match press.action {
            Some(Action::Up) => self.row = self.row.saturating_sub(1),
            Some(Action::Down) => self.row = (self.row + 1).min(last),
            Some(Action::First) => self.row = 0,
            Some(Action::Last) => self.row = last,
            Some(Action::Choose) => {
                if let Some(path) = self.saves.get(self.row) {
                    return Go::Sit(Box::new(Table::resume(path)));
                }
            }
            Some(Action::ReplayGame) => {
                if let Some(path) = self.saves.get(self.row) {
                    return Go::To(match Tape::open(path) {
                        Ok(tape) => Box::new(Replay::new(tape, Eyes::All, None)),
                        Err(error) => Box::new(Message::new(error.to_string())),
                    });
                }
            }
            Some(Action::Back | Action::Quit) => return Go::To(Box::new(Title::new(1))),
            _ => {}
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let inner = boxed(frame, centered(area, 100, area.height), "Saved games, the last played first", theme);
        if self.saves.is_empty() {
            let mut lines = Lines::new(inner.width);
            lines.add("There are no saved games yet. Esc goes back.", Style::new());
            draw_lines(frame, inner, lines, 0, theme);
            return;
        }
        let height = usize::from(inner.height);
        let from = first_row(self.row, self.saves.len(), height);
        let rows: Vec<Line<'static>> = self
            .saves
            .iter()
            .enumerate()
            .skip(from)
            .take(height)
            .map(|(n, path)| {
                let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let name = cut(&crate::deck::text::clean(&name, 200), usize::from(inner.width));
                Line::styled(name, if n == self.row { theme.selected() } else { Style::new() })
            })
            .collect();
        frame.render_widget(Paragraph::new(rows), inner);
    }
}
