//! A game on screen: the table, and the view of whoever sits at the keyboard.

use super::screen::{Go, Screen};
use super::screens::{curtain::Curtain, end::End, question::Question, table::AtTable};
use crate::deck::SeatId;
use crate::rules::view::View;
use crate::rules::{Actor, Command, Eyes};
use crate::table::{Table, TableError};

/// A game on screen.
#[derive(Debug)]
pub struct Play {
    /// The table.
    pub table: Table,
    /// What is seen of it.
    pub view: View,
    /// Who has the keyboard.
    pub seat: Option<SeatId>,
    /// The turn of the last question that was shown.
    asked: u8,
    /// The last turn whose guide was shown, and to whom.
    guided: Option<(u8, SeatId)>,
}

impl Play {
    /// Sits down at a table.
    pub fn new(table: Table) -> Self {
        let seat = table.turn_of();
        let view = table.view(eyes(&table, seat));
        let asked = turn_asked(&view);
        Self { table, view, seat, asked, guided: None }
    }

    /// Looks at the table anew.
    pub fn refresh(&mut self) {
        self.view = self.table.view(eyes(&self.table, self.seat));
    }

    /// Sends a command of the seat at the keyboard. `Ok` where it was done; else what was wrong, with its source.
    pub fn send(&mut self, command: &Command) -> Result<(), String> {
        let Some(seat) = self.seat else { return Err("Nobody has the keyboard.".to_owned()) };
        let sent = self.table.send(Actor::Seat(seat), command);
        self.refresh();
        sent.map_err(|error| match error {
            TableError::Refused(reason) => {
                let source = reason.source.map_or(String::new(), |source| format!(" [{source}]"));
                format!("{}{source}", reason.why)
            }
            error @ (TableError::Save(_) | TableError::Waiting(_)) => error.to_string(),
        })
    }

    /// What follows after something was done: the question, where it was asked; else whoever has the table next.
    pub fn after(&mut self) -> Go {
        let view = self.table.view(eyes(&self.table, self.seat));
        let turn = turn_asked(&view);
        if turn != self.asked {
            self.asked = turn;
            self.view = view;
            return Go::To(Box::new(Question::new()));
        }
        if self.table.is_over() || self.table.turn_of() != self.seat {
            return Go::To(self.next(false));
        }
        Go::Stay
    }

    /// The screen that follows: the end, a curtain, or the table.
    pub fn next(&mut self, fresh: bool) -> Box<dyn Screen> {
        if self.table.is_over() {
            self.view = self.table.view(eyes(&self.table, None));
            return Box::new(End::new());
        }
        let next = self.table.turn_of();
        let changed = next != self.seat || fresh;
        self.seat = next;
        if let (Some(seat), true, true) = (next, changed, self.table.human_seats().len() > 1) {
            return Box::new(Curtain::new(seat));
        }
        self.refresh();
        Box::new(AtTable::new(String::new()))
    }

    /// Whether the guide of this turn is still to be shown to whoever sits at the keyboard; it is from now on.
    pub fn is_to_be_guided(&mut self) -> bool {
        let now = self.seat.filter(|_| !self.view.lessons.is_empty()).map(|seat| (self.view.header.turn, seat));
        let fresh = now.is_some() && now != self.guided;
        self.guided = now.or(self.guided);
        fresh
    }

    /// Where the game is saved, fit to be drawn.
    pub fn save(&self) -> Option<String> {
        self.table.save_path().map(|path| crate::deck::text::clean(&path.display().to_string(), 1000))
    }
}

fn turn_asked(view: &View) -> u8 {
    view.question.as_ref().map_or(0, |question| question.turn)
}

fn eyes(table: &Table, seat: Option<SeatId>) -> Eyes {
    match (seat, table.human_seats().as_slice()) {
        (Some(seat), _) => Eyes::Seat(seat),
        (None, [only]) => Eyes::Seat(*only),
        // Everybody is done, and the game waits until it can be kept.
        (None, [.., last]) if !table.is_over() => Eyes::Seat(*last),
        (None, _) => Eyes::All,
    }
}
