//! Options that another always beats: as dear or dearer, worse or no better on every meter, and never to be had without the
//! better one. A higher meter counts as better; a card that does anything but move meters is never called beaten.

use crate::deck::{Deck, Effect, Response, ResponseId, SeatId};
use crate::rules::{Manner, State, decide, options};

/// An option: a response in a manner.
pub type Choice = (ResponseId, Manner);

/// A pair of which the first may be beaten by the second, and how often that was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    pub worse: Choice,
    pub better: Choice,
    /// Times that both could be ordered.
    pub both: u64,
    /// Times that only the worse one could.
    pub alone: u64,
}

/// No more pairs than this are followed.
const MOST_PAIRS: usize = 4_000;

/// The pairs that the cards themselves suggest.
pub fn pairs(deck: &Deck) -> Vec<Pair> {
    let mut options: Vec<(Choice, Vec<i32>)> = Vec::new();
    for (number, card) in deck.responses.iter().enumerate() {
        for manner in options::MANNERS {
            if let Some(moves) = moves(deck, card, manner) {
                options.push(((ResponseId::at(number), manner), moves));
            }
        }
    }
    let mut found = Vec::new();
    for (worse, low) in &options {
        for (better, high) in &options {
            let (a, b) = (&deck.responses[worse.0.index()], &deck.responses[better.0.index()]);
            let comparable = worse != better
                && a.parties == b.parties
                && a.standing == b.standing
                && b.repeat >= a.repeat
                && b.cost <= a.cost
                && b.takes <= a.takes;
            let as_good = high.iter().zip(low).all(|(high, low)| high >= low);
            let more = b.cost < a.cost || high.iter().zip(low).any(|(high, low)| high > low);
            if comparable && as_good && more && found.len() < MOST_PAIRS {
                found.push(Pair { worse: *worse, better: *better, both: 0, alone: 0 });
            }
        }
    }
    found
}

/// What an option does to each meter, at once and each turn; nothing where it does anything else.
fn moves(deck: &Deck, card: &Response, manner: Manner) -> Option<Vec<i32>> {
    let by_manner = match manner {
        Manner::Publicly if card.publicly.is_some() || card.quietly.is_none() => card.publicly.as_deref(),
        Manner::Quietly => Some(card.quietly.as_deref()?),
        Manner::Publicly => return None,
    };
    if !card.rolls.is_empty() || !card.when_ended.is_empty() || !card.uses.is_empty() {
        return None;
    }
    let mut moves = vec![0; deck.meters.len() * 2];
    let at_once = card.effects.iter().chain(by_manner.unwrap_or_default()).map(|effect| (0, effect));
    for (shift, effect) in at_once.chain(card.each_turn.iter().map(|effect| (deck.meters.len(), effect))) {
        let Effect::Meter { meter, add } = effect else { return None };
        moves[shift + meter.index()] += i32::from(*add);
    }
    Some(moves)
}

/// Looks at what a seat could order now.
pub fn observe(deck: &Deck, state: &State, seat: SeatId, pairs: &mut [Pair]) {
    let may = |(response, manner): Choice| decide::check_order(deck, state, seat, response, manner).is_ok();
    for pair in pairs.iter_mut().filter(|pair| deck.responses[pair.worse.0.index()].seat == seat) {
        if may(pair.worse) {
            if may(pair.better) {
                pair.both += 1;
            } else {
                pair.alone += 1;
            }
        }
    }
}
