//! What moved a meter in a turn: the journal's own causes, added up.

use crate::debrief::played::Turn;
use crate::deck::MeterId;
use crate::rules::{Cause, Event};

/// A cause, and what it moved a meter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// What brought it about.
    pub cause: Cause,
    /// By how much, in all.
    pub by: i16,
}

/// What moved a meter in a turn, the largest first; of equals, the earlier.
pub fn of(turn: &Turn, meter: MeterId) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for moment in &turn.moments {
        let (cause, by) = match &moment.event {
            Event::MeterMoved { meter: moved, from, to, cause } if *moved == meter => {
                (*cause, i16::from(*to) - i16::from(*from))
            }
            Event::Adjusted { meter: moved, from, to, .. } if *moved == meter => {
                (Cause::Facilitator, i16::from(*to) - i16::from(*from))
            }
            _ => continue,
        };
        match shares.iter_mut().find(|share| share.cause == cause) {
            Some(share) => share.by += by,
            None => shares.push(Share { cause, by }),
        }
    }
    shares.retain(|share| share.by != 0);
    shares.sort_by_key(|share| std::cmp::Reverse(share.by.abs()));
    shares
}
