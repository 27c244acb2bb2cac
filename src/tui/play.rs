//! A game on screen: the table, and the view of whoever sits at the keyboard.

use super::screen::{Go, Screen};
use super::screens::{curtain::Curtain, end::End, question::Question, table::AtTable};
use crate::deck::SeatId;
use crate::rules::view::{LogLine, View};
use crate::rules::{Actor, Command, Eyes};
use crate::table::Table;

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
    /// How much of its log each seat had read when it gave the keyboard away.
    read: Vec<Option<usize>>,
    /// The last turn whose guide was shown, and to whom.
    guided: Option<(u8, SeatId)>,
    /// Why the game that is over is not saved any more.
    pub lost: Option<String>,
}

impl Play {
    /// Sits down at a table.
    pub fn new(table: Table) -> Self {
        let seat = table.turn_of();
        let view = table.view(eyes(&table, seat));
        let asked = turn_asked(&view);
        let read = vec![None; table.deck().seats.len()];
        Self { table, view, seat, asked, read, guided: None, lost: None }
    }

    /// Looks at the table anew.
    pub fn refresh(&mut self) {
        self.view = self.table.view(eyes(&self.table, self.seat));
    }

    /// Sends a command of the seat at the keyboard. `Ok` where it was done; else what was wrong, with its source.
    pub fn send(&mut self, command: &Command) -> Result<(), String> {
        let Some(seat) = self.seat else { return Err("Nobody has the keyboard.".to_owned()) };
        let read = self.view.log.len();
        let sent = self.table.send(Actor::Seat(seat), command);
        if sent.is_ok() && matches!(command, Command::Seal { .. }) {
            self.read[seat.index()] = Some(read);
        }
        self.refresh();
        sent.map_err(|error| error.explained())
    }

    /// What has happened since the seat at the keyboard last had it; in its first turn here, in the last turn.
    pub fn since(&self) -> &[LogLine] {
        let log = &self.view.log;
        let turn = self.view.header.turn;
        let read = self.seat.and_then(|seat| self.read[seat.index()]).filter(|read| *read <= log.len());
        let from = read.unwrap_or_else(|| log.iter().position(|line| line.turn + 1 >= turn).unwrap_or(0));
        &log[from..]
    }

    /// Whether a seat is a person's and has not sealed.
    pub fn is_open(&self, seat: SeatId) -> bool {
        let sealed = self.view.seats.iter().any(|card| card.seat == seat && card.sealed);
        !sealed && self.table.human_seats().contains(&seat)
    }

    /// The next person who has not sealed, after the one at the keyboard.
    pub fn other_seat(&self) -> Option<SeatId> {
        let open: Vec<SeatId> = self.table.human_seats().into_iter().filter(|seat| self.is_open(*seat)).collect();
        let at = self.seat?;
        open.iter().copied().find(|seat| *seat > at).or_else(|| open.first().copied()).filter(|seat| *seat != at)
    }

    /// Gives the keyboard to the next person who has not sealed.
    pub fn pass(&mut self) -> Go {
        let Some(next) = self.other_seat() else { return Go::Stay };
        if let Some(seat) = self.seat {
            self.read[seat.index()] = Some(self.view.log.len());
        }
        self.seat = Some(next);
        Go::To(Box::new(Curtain::new(next)))
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
        if self.table.is_over() || !self.seat.is_none_or(|seat| self.is_open(seat)) {
            return Go::To(self.next(false));
        }
        Go::Stay
    }

    /// The last question counts as shown: the facilitator has changed what went before.
    pub fn forget_question(&mut self) {
        self.refresh();
        self.asked = turn_asked(&self.view);
    }

    /// The screen that follows: the end, a curtain, or the table.
    pub fn next(&mut self, fresh: bool) -> Box<dyn Screen> {
        if self.table.is_over() {
            self.lost = self.table.settle().err().map(|error| error.to_string());
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
        Box::new(AtTable::briefed(String::new(), self.seat.is_some()))
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
