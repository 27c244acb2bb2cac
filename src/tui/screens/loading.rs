//! While a table is being set: the first frame, before the deck has been read.

use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared};
use crate::tui::text::centered;
use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// The table is being set.
#[derive(Debug)]
pub struct Loading;

impl Screen for Loading {
    fn name(&self) -> &'static str {
        "Setting the table"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        vec![Action::Quit]
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        if press.action == Some(Action::Quit) { Go::Quit } else { Go::Stay }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let text = vec![
            Line::styled("N O T   T O D A Y", shared.theme.heading()),
            Line::default(),
            Line::styled("The table is being set.", shared.theme.quiet()),
        ];
        frame.render_widget(Paragraph::new(text).alignment(Alignment::Center), centered(area, area.width, 3));
    }
}
