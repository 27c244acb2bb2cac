//! Turning points: turns in which the game changed and did not change back.

use super::At;
use super::causes::{self, Share};
use crate::debrief::played::{Played, Turn};
use crate::deck::{MeterId, RungId};
use crate::rules::Event;

/// A headline meter turns a game where it moves by this much in a turn.
pub const SWING: u8 = 10;

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    /// The day came.
    DayCame {
        /// From which rung.
        from: RungId,
        /// To which.
        to: RungId,
    },
    /// Beijing moved, and never came back.
    Rung {
        /// From which rung.
        from: RungId,
        /// To which.
        to: RungId,
    },
    /// A headline meter moved, and never came back.
    Meter {
        /// Which.
        meter: MeterId,
        /// Its value at the end of the turn before.
        from: u8,
        /// Its value at the end of this turn.
        to: u8,
    },
}

/// A turning point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurningPoint {
    /// Where.
    pub at: At,
    /// What changed.
    pub what: Turned,
    /// For a meter: what moved it, the largest first.
    pub causes: Vec<Share>,
}

/// Every turning point, in order.
pub fn find(played: &Played) -> Vec<TurningPoint> {
    let mut found = Vec::new();
    for (n, turn) in played.turns.iter().enumerate() {
        let before = played.after(turn.number - 1);
        let later = &played.turns[n + 1..];
        let (from, to) = (before.rung(), turn.end.rung());
        let attack = played.deck.ladder.attack;
        if from < attack && to >= attack {
            found.push(point(turn, Turned::DayCame { from, to }, Vec::new()));
        } else if (to > from && later.iter().all(|turn| turn.end.rung() > from))
            || (to < from && later.iter().all(|turn| turn.end.rung() < from))
        {
            found.push(point(turn, Turned::Rung { from, to }, Vec::new()));
        }
        for meter in (0..played.deck.meters.len().min(2)).map(MeterId::at) {
            let (from, to) = (before.meter(meter), turn.end.meter(meter));
            let stays =
                |turn: &Turn| if to > from { turn.end.meter(meter) > from } else { turn.end.meter(meter) < from };
            if from.abs_diff(to) >= SWING && later.iter().all(stays) {
                found.push(point(turn, Turned::Meter { meter, from, to }, causes::of(turn, meter)));
            }
        }
    }
    found
}

/// A turning point, with the line that brought it about: the question's for a rung, the largest move's for a meter.
fn point(turn: &Turn, what: Turned, causes: Vec<Share>) -> TurningPoint {
    let largest = turn.moments.iter().filter_map(|moment| {
        let size = match (&moment.event, what) {
            (
                Event::RungChanged { to, .. } | Event::Decided { to, .. },
                Turned::Rung { to: end, .. } | Turned::DayCame { to: end, .. },
            ) if *to == end => 1,
            (Event::MeterMoved { meter, from, to, .. }, Turned::Meter { meter: turned, .. }) if *meter == turned => {
                from.abs_diff(*to)
            }
            _ => return None,
        };
        Some((size, std::cmp::Reverse(moment.line)))
    });
    let line = largest.max().map_or_else(|| turn.moments.first().map_or(0, |moment| moment.line), |(_, line)| line.0);
    TurningPoint { at: At::new(turn.number, line), what, causes }
}
