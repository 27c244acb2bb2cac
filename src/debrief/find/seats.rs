//! Each seat's own objectives, and its points.

use crate::debrief::played::Played;
use crate::deck::SeatId;
use crate::rules::holds::all_hold;

/// How a seat did by its own objectives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whose.
    pub seat: SeatId,
    /// By the place of each objective in the seat's list: met at the end or not.
    pub met: Vec<bool>,
    /// Points earned.
    pub points: u16,
    /// Points possible.
    pub possible: u16,
}

/// Every seat's standing at the end of the record.
pub fn find(played: &Played) -> Vec<Standing> {
    let state = played.last();
    let of = |seat: usize| {
        let objectives = &played.deck.seats[seat].objectives;
        let met: Vec<bool> = objectives.iter().map(|o| all_hold(&played.deck, state, &o.when)).collect();
        let earned = objectives.iter().zip(&met).filter(|(_, met)| **met);
        Standing {
            seat: SeatId::at(seat),
            points: earned.map(|(objective, _)| u16::from(objective.points)).sum(),
            possible: objectives.iter().map(|objective| u16::from(objective.points)).sum(),
            met,
        }
    };
    (0..played.deck.seats.len()).map(of).collect()
}
