//! Signals: which were true, and what the table made of them.

use super::At;
use crate::debrief::hypothesis::{self, Measure};
use crate::debrief::played::{Played, Turn};
use crate::deck::{EventId, Fallback, ResponseId, SeatId, SeatSet};
use crate::rules::holds::all_hold;
use crate::rules::{Event, Fall, Manner, State, decide};

/// What became of a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// Nothing of the kind was coming.
    False,
    /// It was coming, and an act that began swept it away, or the game ended first.
    Overtaken,
    /// It was coming, and its turn has not been played.
    Open,
    /// The table made itself ready in between.
    Heeded(Fall),
    /// The table was ready already.
    Prepared(Fall),
    /// It fell in full; these could still have been ordered and would have made the table ready.
    Missed(Vec<ResponseId>),
    /// It fell, and nothing in the deck softens or forestalls it.
    NoAnswer,
}

/// A signal that some seat noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// Where.
    pub at: At,
    /// What it pointed at.
    pub event: EventId,
    /// Who noticed.
    pub seen: SeatSet,
    /// What became of it.
    pub became: Became,
}

/// Every signal that some seat noticed, in order.
pub fn find(played: &Played) -> Vec<Noticed> {
    let mut found = Vec::new();
    for (n, turn) in played.turns.iter().enumerate() {
        for moment in &turn.moments {
            let Event::Signalled { card, seen } = moment.event else { continue };
            let became = became(played, turn, played.turns.get(n + 1), card);
            found.push(Noticed { at: At::new(turn.number, moment.line), event: card, seen, became });
        }
    }
    found
}

fn became(played: &Played, turn: &Turn, next: Option<&Turn>, card: EventId) -> Became {
    let drawn = |turn: &Turn| turn.moments.iter().any(|m| matches!(m.event, Event::Drawn { card: c } if c == card));
    if !drawn(turn) {
        return Became::False;
    }
    let mut fell = None;
    if let Some(next) = next {
        next.walk(&played.deck, |state, moment| {
            if let Event::Fell { card: fallen, fall } = moment.event
                && fallen == card
                && fell.is_none()
            {
                fell = Some((fall, state.clone()));
            }
        });
    }
    let Some((fall, before)) = fell else {
        let left = next.is_none() && played.last().outcome.is_none();
        return if left { Became::Open } else { Became::Overtaken };
    };
    let event = &played.deck.events[card.index()];
    let holds = |state: &State, fallback: Option<&Fallback>| {
        fallback.is_some_and(|fallback| all_hold(&played.deck, state, &fallback.when))
    };
    match fall {
        Fall::Forestalled if holds(&turn.begun, event.forestalled.as_ref()) => Became::Prepared(fall),
        Fall::Softened if holds(&turn.begun, event.softened.as_ref()) => Became::Prepared(fall),
        Fall::Forestalled | Fall::Softened => Became::Heeded(fall),
        Fall::Full if event.forestalled.is_none() && event.softened.is_none() => Became::NoAnswer,
        Fall::Full => Became::Missed(means(played, turn, &before, card)),
    }
}

/// The single responses that some seat could have ordered at the turn's start, and that would have made the table
/// ready when the event fell.
fn means(played: &Played, turn: &Turn, before: &State, card: EventId) -> Vec<ResponseId> {
    let deck = &played.deck;
    let event = &deck.events[card.index()];
    let readies = |response: ResponseId| {
        let with = hypothesis::with(deck, before, Measure::Response(response));
        [&event.forestalled, &event.softened].into_iter().flatten().any(|f| all_hold(deck, &with, &f.when))
    };
    (0..deck.responses.len())
        .map(ResponseId::at)
        .filter(|response| {
            let card = &deck.responses[response.index()];
            card.takes <= 1 && card.parties == SeatSet::one(card.seat)
        })
        .filter(|response| orderable(played, &turn.begun, deck.responses[response.index()].seat, *response))
        .filter(|response| readies(*response))
        .collect()
}

/// Whether a seat could order a response in some manner.
pub fn orderable(played: &Played, state: &State, seat: SeatId, response: ResponseId) -> bool {
    [Manner::Publicly, Manner::Quietly]
        .into_iter()
        .any(|manner| decide::check_order(&played.deck, state, seat, response, manner).is_ok())
}
