//! The findings of a debrief, one a file, each by its definition in `docs/debrief.md`. A finding reads the
//! line of play and returns what it found, with the turn and the journal's line of each; it words nothing.

pub mod branches;
pub mod causes;
pub mod decisions;
pub mod facilitator;
pub mod forecast;
pub mod hotwash;
pub mod lacked;
pub mod learning;
pub mod luck;
pub mod meters;
pub mod orders;
pub mod procedures;
pub mod promises;
pub mod seats;
pub mod signals;
pub mod turning;
pub mod untried;

/// Where in the journal a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The turn.
    pub turn: u8,
    /// The line's number.
    pub line: u64,
}

impl At {
    /// A moment's place.
    pub const fn new(turn: u8, line: u64) -> Self {
        Self { turn, line }
    }
}
