//! The pool of a rung in an act: which of its events could come now, and a draw among them by weight.

use crate::deck::{Deck, EventId};
use crate::rules::dice::{Dice, Key};
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

    /// The cards that can come in a state, in the deck's order, each with its weight.
    fn each(&self, state: &State, signalled: bool) -> impl Iterator<Item = (EventId, u32)> {
        let early = self.can.iter().enumerate().flat_map(|(word, bits)| Bits(*bits).map(move |bit| 64 * word + bit));
        let late = (64 * WORDS..self.cards.len()).filter(|n| can_come(self.deck, state, self.cards[*n]));
        early.chain(late).map(|n| self.cards[n]).filter_map(move |card| {
            let event = &self.deck.events[card.index()];
            let can = (!signalled || event.signal.is_some()) && !state.coming.contains(&card);
            can.then_some((card, u32::from(event.weight)))
        })
    }

    /// The cards that can come in a state, in the deck's order.
    pub fn cards(&self, state: &State) -> impl Iterator<Item = EventId> {
        self.each(state, false).map(|(card, _)| card)
    }

    /// Draws one event, each as likely as its weight says; where asked, only among those that give a sign.
    pub fn draw(&self, state: &State, key: Key, signalled: bool) -> Option<EventId> {
        let total = self.each(state, signalled).map(|(_, weight)| weight).sum();
        let mut at = Dice::new(state.seed, state.turn, key).below(total);
        self.each(state, signalled).find_map(|(card, weight)| {
            let here = at < weight;
            at = at.wrapping_sub(weight);
            here.then_some(card)
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

/// The places of a word's bits, lowest first.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let bit = self.0.trailing_zeros() as usize;
        self.0 &= self.0.wrapping_sub(1);
        (bit < 64).then_some(bit)
    }
}
