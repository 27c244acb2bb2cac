//! The title screen.

use super::new_game::NewGame;
use super::saves::Saves;
use crate::tui::keys::Action;
use crate::tui::panels::map;
use crate::tui::screen::{Go, Hit, Press, Screen, Shared};
use crate::tui::text::centered;
use ratatui::Frame;
use ratatui::layout::{Alignment, Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Paragraph};

/// An entry, and what it opens.
type Entry = (&'static str, fn() -> Go);

const MENU: [Entry; 4] = [
    ("New game", || Go::To(Box::new(NewGame::new()))),
    ("Continue a saved game", || Go::To(Box::new(Saves::new()))),
    ("Help", || Go::Help),
    ("Quit", || Go::Quit),
];

/// The title screen.
#[derive(Debug)]
pub struct Title {
    row: usize,
}

impl Title {
    /// The title screen, with an entry selected.
    pub fn new(row: usize) -> Self {
        Self { row }
    }
}

impl Screen for Title {
    fn name(&self) -> &'static str {
        "Not Today"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        vec![Up, Down, NextTab, PreviousTab, Choose, First, Last, Help, Quit, Back]
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        let last = MENU.len() - 1;
        match press.action {
            Some(Action::Up | Action::PreviousTab) => self.row = self.row.checked_sub(1).unwrap_or(last),
            Some(Action::Down | Action::NextTab) => self.row = (self.row + 1) % MENU.len(),
            Some(Action::First) => self.row = 0,
            Some(Action::Last) => self.row = last,
            Some(Action::Choose) => return MENU[self.row].1(),
            Some(Action::Quit | Action::Back) => return Go::Quit,
            _ => {}
        }
        Go::Stay
    }

    fn pick(&mut self, row: usize, _: &mut Shared) -> Go {
        self.row = row.min(MENU.len() - 1);
        MENU[self.row].1()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        if area.width >= 100 {
            map::draw_chart(frame, area, theme);
        }
        let [_, head, menu, _] = Layout::vertical([
            Constraint::Percentage(20),
            Constraint::Length(8),
            Constraint::Length(6),
            Constraint::Min(0),
        ])
        .areas(area);
        let text = vec![
            Line::styled("N O T   T O D A Y", theme.heading()),
            Line::default(),
            Line::raw("The U.S.–Japan alliance, Taiwan,"),
            Line::raw("and the question Beijing asks every day."),
            Line::default(),
            Line::styled("A crisis tabletop game for one to three seats", theme.quiet()),
        ];
        frame.render_widget(Clear, centered(head, 50, head.height));
        frame.render_widget(Clear, centered(menu, 50, menu.height));
        frame.render_widget(Paragraph::new(text).alignment(Alignment::Center), head);
        let entries: Vec<Line<'static>> = MENU
            .iter()
            .enumerate()
            .map(|(n, (entry, _))| {
                Line::styled(format!(" {entry:^25} "), if n == self.row { theme.selected() } else { Style::new() })
            })
            .collect();
        for (row, y) in (menu.y..menu.bottom()).enumerate().take(entries.len()) {
            let place = Rect { y, height: 1, ..centered(menu, 27, menu.height) };
            shared.hits.note(place, Hit::Row(row));
        }
        frame.render_widget(Paragraph::new(entries).alignment(Alignment::Center), menu);
    }
}
