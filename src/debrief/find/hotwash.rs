//! Questions for the hot wash: the discussion questions of the cards that were played and fell.

use super::At;
use super::branches::Branch;
use crate::debrief::played::Played;
use crate::deck::{EventId, RequestId, ResponseId, SeatId, SeatSet};
use crate::rules::Event;

/// The card that asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// An event that fell.
    Event(EventId),
    /// A response that was ordered.
    Response(ResponseId),
    /// A request that was made.
    Request(RequestId),
}

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Where its card was played or fell first.
    pub at: At,
    /// The card.
    pub asker: Asker,
    /// To whom.
    pub to: SeatSet,
    /// Its turn is worth branching from.
    pub pressing: bool,
}

/// Every question, the pressing ones first, each card's once.
pub fn find(played: &Played, branches: &[Branch]) -> Vec<Question> {
    let deck = &played.deck;
    let everyone = (0..deck.seats.len()).map(SeatId::at).fold(SeatSet::default(), SeatSet::with);
    let mut found: Vec<Question> = Vec::new();
    for (turn, moment) in played.moments() {
        let (asker, to) = match moment.event {
            Event::Fell { card, .. } if deck.events[card.index()].question.is_some() => (Asker::Event(card), everyone),
            Event::CarriedOut { response, .. }
            | Event::OrderBarred { response, .. }
            | Event::Miscarried { response } => (Asker::Response(response), deck.responses[response.index()].parties),
            Event::Asked { request } => {
                let card = &deck.requests[request.index()];
                (Asker::Request(request), SeatSet::one(card.from).with(card.to))
            }
            _ => continue,
        };
        let pressing = branches.iter().any(|branch| branch.turn == turn);
        match found.iter_mut().find(|question| question.asker == asker) {
            Some(known) if pressing && !known.pressing => {
                *known = Question { at: At::new(turn, moment.line), pressing, ..*known };
            }
            Some(_) => {}
            None => found.push(Question { at: At::new(turn, moment.line), asker, to, pressing }),
        }
    }
    found.sort_by_key(|question| (!question.pressing, question.at));
    found
}
