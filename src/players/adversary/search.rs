//! `search[:N]` looks ahead: it plays what it could do to the end, many times, from what is public, and does what
//! breaks the table's resistance most often. N is how often each of its best candidates is played.

use super::{Adversary, Chance};
use crate::deck::EventId;
use crate::players::mix::Mix;
use crate::players::rollout::{Ledger, Model};
use crate::players::sample::Sampler;
use crate::players::search::narrow;
use crate::rules::decide;
use crate::rules::{Lookout, State};

/// A search.
#[derive(Debug)]
pub(super) struct Search {
    rollouts: u32,
}

/// How often a candidate is played unless told.
pub(super) const ROLLOUTS: u32 = 32;

impl Search {
    /// A search with so many rollouts for a candidate.
    pub fn new(rollouts: u32) -> Self {
        Self { rollouts }
    }
}

impl Adversary for Search {
    fn name(&self) -> &'static str {
        "search"
    }

    fn choose(&self, lookout: &Lookout<'_>, chance: &mut Chance) -> Vec<EventId> {
        let deck = lookout.deck();
        let (sampler, model) = (Sampler::new(deck, lookout.picture(), None), Model::new(deck));
        let first = u64::from(lookout.turn()) << 40 | u64::from(chance.sent()) << 24 | 1 << 63;
        let mut chosen: Vec<EventId> = Vec::new();
        // One after the other: the second is chosen for what it adds to the first.
        while chosen.len() < lookout.count() {
            let open: Vec<EventId> = lookout.pool().iter().copied().filter(|card| !chosen.contains(card)).collect();
            let best = narrow(open.len(), self.rollouts, |at, number| {
                let number = first + u64::from(number);
                let mut state = sampler.state(number);
                prepare(&mut state, &chosen, open[at], lookout.count());
                let mut ledger = Ledger::new(deck, &state);
                if lookout.due().now {
                    decide::begin_turn_in(deck, &mut state, &mut ledger);
                }
                model.play(&mut state, &mut Mix::of(number, 2), &mut ledger);
                let held = state.outcome().is_some_and(|outcome| deck.outcomes[outcome.index()].held);
                // Below its best hope, it counts what it takes off the headline meters.
                let weak: i64 = state.meters[..2].iter().map(|value| 100 - i64::from(*value)).sum();
                let broken = if ledger.in_conflict || ledger.came || held { 0 } else { 10_000 };
                100 * i64::from(ledger.day.min(100)) + broken + weak
            });
            chosen.push(open[best]);
        }
        chosen
    }
}

/// What is chosen comes, and what the sample drew besides only as far as there is room.
fn prepare(state: &mut State, chosen: &[EventId], card: EventId, count: usize) {
    let drawn = std::mem::take(&mut state.coming);
    for card in chosen.iter().copied().chain([card]).chain(drawn) {
        if state.coming.len() < count && !state.coming.contains(&card) {
            state.coming.push(card);
        }
    }
}
