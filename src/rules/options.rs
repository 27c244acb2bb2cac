//! What a seat can do now: every command that would be accepted. The list and the judgment are the same
//! checks, so what is listed is exactly what is accepted.

use super::command::{Answer, Command};
use super::decide;
use super::law;
use super::state::{Manner, State};
use crate::deck::{Deck, Effect, OperationSet, PromiseId, RequestId, ResponseId, SeatId, SituationId};

/// Both manners, the open one first.
pub const MANNERS: [Manner; 2] = [Manner::Publicly, Manner::Quietly];

/// What a response does besides its own effects when it is done in a manner: what announcing takes, and what the card
/// says of that manner.
pub fn effects_in(deck: &Deck, response: ResponseId, manner: Manner) -> [&[Effect]; 2] {
    let card = &deck.responses[response.index()];
    match manner {
        Manner::Publicly => [deck.announcing_of(response), card.publicly.as_deref().unwrap_or_default()],
        Manner::Quietly => [&[], card.quietly.as_deref().unwrap_or_default()],
    }
}

/// Every command of a seat that would be accepted now, but for texts and for the choice within a plan: each
/// designation is listed once, with the widest plan it can have.
pub fn commands(deck: &Deck, state: &State, seat: SeatId) -> Vec<Command> {
    let mut found = Vec::new();
    if decide::check_may_act(state, seat).is_err() {
        return found;
    }
    for response in deck.responses_of[seat.index()].iter().copied() {
        for manner in MANNERS {
            if decide::check_order(deck, state, seat, response, manner).is_ok() {
                found.push(Command::Lay { response, manner });
            }
        }
        if decide::check_stand_down(deck, state, seat, response).is_ok() {
            found.push(Command::StandDown { response });
        }
    }
    found.extend(state.orders[seat.index()].iter().map(|order| Command::Withdraw { response: order.response }));
    for request in (0..deck.requests.len()).map(RequestId::at) {
        if decide::check_ask(deck, state, seat, request).is_ok() {
            found.push(Command::Ask { request });
        }
        for answer in Answer::ALL {
            if decide::check_answer(deck, state, seat, request, answer).is_ok() {
                found.push(Command::Answer { request, answer });
            }
        }
    }
    for situation in (0..deck.law.situations.len()).map(SituationId::at) {
        let plan = widest_plan(deck, situation);
        if decide::check_designate(deck, state, seat, situation, plan).is_ok() {
            found.push(Command::Designate { situation, plan });
        }
    }
    if decide::check_drop(deck, state, seat).is_ok() {
        found.push(Command::Drop);
    }
    for promise in (0..deck.promises.len()).map(PromiseId::at) {
        if decide::check_walk_back(deck, state, seat, promise).is_ok() {
            found.push(Command::WalkBack { promise });
        }
    }
    for defer in [false, true] {
        if decide::check_seal(deck, state, seat, defer).is_ok() {
            found.push(Command::Seal { defer, card: None });
        }
    }
    found
}

/// Everything that a plan for a situation can list; nothing where it needs no plan.
pub fn widest_plan(deck: &Deck, situation: SituationId) -> OperationSet {
    if deck.law.situations[situation.index()].plan { law::plannable(deck, situation) } else { OperationSet::default() }
}

/// The responses that a seat could ever order, for a list that keeps what is barred.
pub fn responses(deck: &Deck, seat: SeatId) -> &[ResponseId] {
    &deck.responses_of[seat.index()]
}
