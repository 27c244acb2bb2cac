//! The curtain between two seats: nothing of the table is to be seen.

use super::table::AtTable;
use crate::deck::SeatId;
use crate::tui::dialogs::leave::Leave;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared};
use crate::tui::text::centered;
use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// The curtain.
#[derive(Debug)]
pub struct Curtain {
    seat: SeatId,
    /// What is to be said once the keyboard is taken.
    notice: String,
}

impl Curtain {
    /// The curtain before a seat.
    pub fn new(seat: SeatId) -> Self {
        Self::with(seat, String::new())
    }

    /// The curtain before a seat that is then told something.
    pub fn with(seat: SeatId, notice: String) -> Self {
        Self { seat, notice }
    }
}

impl Screen for Curtain {
    fn name(&self) -> &'static str {
        "The curtain"
    }

    fn actions(&self, shared: &Shared) -> Vec<Action> {
        use Action::*;
        let mut actions = vec![TakeKeyboard];
        if shared.facilitator.is_set() {
            actions.push(Facilitator);
        }
        actions.extend([Help, Quit]);
        actions
    }

    fn about(&self) -> &'static [&'static str] {
        &[
            "Between two seats the curtain hides the table: what one seat wrote, ordered and read is not the next one's to see.",
        ]
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        match press.action {
            Some(Action::TakeKeyboard) => {
                if let Some(play) = &mut shared.play {
                    play.refresh();
                }
                Go::To(Box::new(AtTable::briefed(std::mem::take(&mut self.notice), true)))
            }
            Some(Action::Facilitator) => super::facilitator::Panel::ask(),
            Some(Action::Quit) => Go::Over(Box::new(Leave::new(shared.play.as_mut()))),
            _ => Go::Stay,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let (Some(play), theme) = (&shared.play, shared.theme) else { return };
        let card = &play.table.deck().seats[self.seat.index()];
        let language = play.table.language();
        let key = shared.keys.hint(Action::TakeKeyboard).unwrap_or_default();
        let middle = centered(area, area.width, 7);
        let text = vec![
            Line::styled("Pass the keyboard", theme.quiet()),
            Line::default(),
            Line::styled(format!("to {}", card.name.get(language)), theme.heading()),
            Line::raw(card.title.get(language).to_owned()),
            Line::default(),
            Line::raw(format!("{key}, when they sit here and nobody else looks.")),
        ];
        frame.render_widget(Paragraph::new(text).alignment(Alignment::Center), middle);
    }
}
