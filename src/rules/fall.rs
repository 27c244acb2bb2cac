//! How an event falls, and what is told of it then: in full, softened, or not at all.

use super::holds::all_hold;
use super::state::{Fall, State};
use crate::deck::{Deck, EventId, Fallback, Text};

/// How an event would fall in a state: as ready as the table is for it.
pub fn falls(deck: &Deck, state: &State, card: EventId) -> Fall {
    let event = &deck.events[card.index()];
    let ready = |fallback: &Option<Fallback>| fallback.as_ref().is_some_and(|f| all_hold(deck, state, &f.when));
    if ready(&event.forestalled) {
        Fall::Forestalled
    } else if ready(&event.softened) {
        Fall::Softened
    } else {
        Fall::Full
    }
}

/// What stands in an event's place where it did not fall in full.
pub fn fallback(deck: &Deck, card: EventId, fall: Fall) -> Option<&Fallback> {
    let event = &deck.events[card.index()];
    match fall {
        Fall::Full => None,
        Fall::Softened => event.softened.as_ref(),
        Fall::Forestalled => event.forestalled.as_ref(),
    }
}

/// What an event is told as.
#[derive(Debug, Clone, Copy)]
pub struct Told<'d> {
    /// One line. The event's own, where what came instead has none.
    pub headline: &'d Text,
    /// Whether the headline is of what came instead: then nothing has to be said beside it.
    pub own_headline: bool,
    /// What everyone reads.
    pub text: &'d Text,
    /// What single seats read besides, by seat.
    pub briefs: &'d [Option<Text>],
    /// How these briefs read to those to whom they are passed on, by seat, where that differs.
    pub passed_on_as: &'d [Option<Text>],
}

/// What is told of an event that fell so.
pub fn told(deck: &Deck, card: EventId, fall: Fall) -> Told<'_> {
    let event = &deck.events[card.index()];
    match fallback(deck, card, fall) {
        Some(instead) => Told {
            headline: instead.headline.as_ref().unwrap_or(&event.headline),
            own_headline: instead.headline.is_some(),
            text: &instead.text,
            // The event's own private lines tell of what did not happen.
            briefs: &instead.briefs,
            passed_on_as: &instead.passed_on_as,
        },
        None => Told {
            headline: &event.headline,
            own_headline: fall == Fall::Full,
            text: &event.brief,
            briefs: &event.briefs,
            passed_on_as: &event.passed_on_as,
        },
    }
}
