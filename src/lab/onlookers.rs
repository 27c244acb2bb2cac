//! The pictures of those who play on in thought: what each of them has seen of the game on a bench.

use super::bench::{Bench, Room};
use crate::deck::SeatId;
use crate::players::adversary;
use crate::rules::{Event, Eyes, Picture, State};

/// The pictures of those who play on in thought: of the seats, and of the adversary last.
pub(super) struct Onlookers<'a>(Vec<(Option<SeatId>, Picture<'a>)>);

impl<'a> Onlookers<'a> {
    pub fn of(bench: &'a Bench, before: &State) -> Self {
        let seats = (0..bench.chairs.len()).filter(|n| bench.chairs[*n].needs_picture()).map(SeatId::at);
        let seats = seats.map(|seat| (Some(seat), Picture::new(bench.deck(), before, Eyes::Seat(seat))));
        let adversary = bench.adversary.iter().map(|_| (None, Picture::new(bench.deck(), before, adversary::EYES)));
        Self(seats.chain(adversary).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Shows what one command came to, or the opening.
    pub fn show(&mut self, events: &[Event]) {
        self.0.iter_mut().for_each(|(_, picture)| picture.see(events));
    }

    /// Shows what was decided in a room since the last time.
    pub fn see(&mut self, room: &mut Room) {
        if room.is_watched {
            self.show(&room.events);
            room.events.clear();
        }
    }

    pub fn of_seat(&self, seat: SeatId) -> Option<&State> {
        self.0.iter().find(|(of, _)| *of == Some(seat)).map(|(_, picture)| picture.state())
    }

    pub fn adversary(&self) -> Option<&State> {
        self.0.last().filter(|(of, _)| of.is_none()).map(|(_, picture)| picture.state())
    }
}
