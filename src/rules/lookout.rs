//! What the adversary may know when it chooses what it does: what is public, and what it could do itself. It sees
//! no quiet measure, no order before it is carried out, no note, and no dice.

use super::fall::falls;
use super::state::{Due, Fall, State};
use crate::deck::{ActKind, Deck, EventId, MeterId, RungId};

/// The adversary's lens.
#[derive(Debug, Clone, Copy)]
pub struct Lookout<'a> {
    deck: &'a Deck,
    picture: &'a State,
    pool: &'a [EventId],
    due: Due,
}

impl<'a> Lookout<'a> {
    /// The lens on a public picture, with what it could do. Nothing while no choice is due.
    pub fn new(deck: &'a Deck, picture: &'a State, pool: &'a [EventId]) -> Option<Self> {
        picture.due().map(|due| Self { deck, picture, pool, due })
    }

    /// The deck: everyone may read the rules.
    pub fn deck(&self) -> &'a Deck {
        self.deck
    }

    /// The turn, from 1.
    pub fn turn(&self) -> u8 {
        self.picture.turn()
    }

    /// The act.
    pub fn act(&self) -> ActKind {
        self.picture.act(self.deck)
    }

    /// Where it stands on its ladder.
    pub fn rung(&self) -> RungId {
        self.picture.rung()
    }

    /// A meter's value; nothing for one that is not shown.
    pub fn meter(&self, meter: MeterId) -> Option<u8> {
        (!self.deck.meters[meter.index()].hidden).then(|| self.picture.meter(meter))
    }

    /// What it is to choose.
    pub fn due(&self) -> Due {
        self.due
    }

    /// What it could do, in the order of the deck.
    pub fn pool(&self) -> &'a [EventId] {
        self.pool
    }

    /// How many events it chooses.
    pub fn count(&self) -> usize {
        usize::from(self.due.cards).min(self.pool.len())
    }

    /// How an event would fall, as far as the public record shows who is ready for what.
    pub fn expects(&self, card: EventId) -> Fall {
        falls(self.deck, self.picture, card)
    }

    /// Everything public, as a state of its own.
    pub fn picture(&self) -> &'a State {
        self.picture
    }
}
