//! Who passes on to whom what was noticed: a link or a shared picture makes one seat's knowledge another's. It knows
//! nothing of what is passed on.

use super::holds::all_hold;
use super::state::State;
use crate::deck::{Deck, SeatId, SeatSet};

/// The seats that know what `seen` noticed, once it has been passed on (C12, R15).
pub fn known_to(deck: &Deck, state: &State, seen: SeatSet) -> SeatSet {
    let mut known = seen;
    // What one seat was told it tells on, as far as the links reach.
    for _ in 0..deck.sharing.len() {
        for sharing in &deck.sharing {
            let reaches = sharing.between.iter().any(|seat| known.has(seat));
            if reaches && all_hold(deck, state, &sharing.when) {
                known = sharing.between.iter().fold(known, SeatSet::with);
            }
        }
    }
    known
}

/// Whether `to` is told what `from` notices.
pub fn is_told(deck: &Deck, state: &State, from: SeatId, to: SeatId) -> bool {
    from != to && known_to(deck, state, SeatSet::one(from)).has(to)
}
