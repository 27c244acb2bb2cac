//! The pool of a rung in an act: which of its events could come now, and a draw among them by weight.

use crate::deck::{Deck, EventId};
use crate::rules::dice::Throw;
use crate::rules::holds::all_hold;
use crate::rules::state::State;

/// What could come now, but for what has been drawn since.
pub(super) struct Pool<'d> {
    deck: &'d Deck,
    cards: &'d [EventId],
    /// Which of the first cards can come, as bits.
    can: [u64; WORDS],
}

/// A pool of more cards than there are bits looks at the rest each time.
const WORDS: usize = 8;

impl<'d> Pool<'d> {
    /// The pool of the state's rung and act. It stays true while only draws are added to the state.
    pub fn of(deck: &'d Deck, state: &State) -> Self {
        let cards = deck.lists.pool(state.rung, state.act(deck));
        let mut can = [0; WORDS];
        for (n, card) in cards.iter().enumerate().take(64 * WORDS) {
            can[n / 64] |= u64::from(can_come(deck, state, *card)) << (n % 64);
        }
        Self { deck, cards, can }
    }

    /// Whether a card of the pool can come, by its place.
    fn can(&self, state: &State, n: usize) -> bool {
        match self.can.get(n / 64) {
            Some(word) => word & 1 << (n % 64) != 0,
            None => can_come(self.deck, state, self.cards[n]),
        }
    }

    /// The cards that can come in a state, in the deck's order.
    pub fn cards(&self, state: &State) -> impl Iterator<Item = EventId> {
        (0..self.cards.len())
            .filter(|n| self.can(state, *n))
            .map(|n| self.cards[n])
            .filter(|card| !state.coming.contains(card))
    }

    /// Draws one event, each as likely as its weight says; where asked, only among those that give a sign.
    pub fn draw(&self, state: &State, throw: Throw, signalled: bool) -> Option<EventId> {
        let weight = |card: EventId| {
            let event = &self.deck.events[card.index()];
            if signalled && event.signal.is_none() { 0 } else { u32::from(event.weight) }
        };
        let mut at = throw.below(self.cards(state).map(weight).sum());
        self.cards(state).find(|card| {
            let (weight, here) = (weight(*card), at < weight(*card));
            at = at.wrapping_sub(weight);
            here
        })
    }
}

/// The events that could be drawn in a state.
pub fn pool(deck: &Deck, state: &State) -> Vec<EventId> {
    Pool::of(deck, state).cards(state).collect()
}

fn can_come(deck: &Deck, state: &State, card: EventId) -> bool {
    let event = &deck.events[card.index()];
    deck.scenarios[state.scenario.index()].in_play.has_event(card)
        && (event.repeat || !event.memory.is_some_and(|memory| state.remembers(memory)))
        && !state.fallen.iter().any(|(fallen, _)| *fallen == card)
        && all_hold(deck, state, &event.when)
}
