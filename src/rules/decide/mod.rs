//! Decides what a command comes to: events, or a refusal with its reason. Deciding changes nothing; it
//! works on a copy of the state and returns what is to be applied.

mod adjudicate;
mod check;
mod desk;
mod facilitator;
mod turn;

pub(in crate::rules) use check::check_may_designate;
pub use check::{
    check_answer, check_ask, check_designate, check_drop, check_may_act, check_order, check_seal, check_stand_down,
    check_walk_back, check_withdraw,
};
pub(in crate::rules) use desk::stage_turns;

pub use adjudicate::question;

use super::command::{Actor, Answer, Command};
use super::event::{Cause, EndReason, Event};
use super::refusal::Refusal;
use super::state::State;
use crate::deck::{Answered, CountKind, Deck, RequestId, ScenarioId, SeatId};
use desk::Desk;

/// The most characters of a note, a reason or a decision card.
pub const LONGEST_NOTE: usize = 400;

/// The events that open a game: the first act, the first turn, and what Beijing does in it.
pub fn open(deck: &Deck, scenario: ScenarioId, seed: u64) -> Vec<Event> {
    let mut desk = Desk::new(deck, &State::before(deck, scenario, seed));
    desk.begin_act(0);
    desk.draw(0);
    desk.begin_turn();
    desk.finish()
}

/// What a command of an actor comes to in a state.
///
/// # Errors
/// Why it is not accepted. The state is as it was.
pub fn decide(deck: &Deck, state: &State, actor: Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
    match actor {
        Actor::Facilitator => facilitator::decide(deck, state, command),
        Actor::Seat(seat) if seat.index() >= deck.seats.len() => Err(Refusal::Unknown),
        Actor::Seat(seat) => decide_seat(deck, state, seat, command),
    }
}

fn decide_seat(deck: &Deck, state: &State, seat: SeatId, command: &Command) -> Result<Vec<Event>, Refusal> {
    if let Command::Note { text } = command {
        check_text(text)?;
        return Ok(vec![Event::Noted { seat, text: text.clone() }]);
    }
    check::check_may_act(state, seat)?;
    match command {
        Command::Lay { response, manner } => {
            check_order(deck, state, seat, *response, *manner)?;
            Ok(vec![Event::Laid { seat, response: *response, manner: *manner }])
        }
        Command::Withdraw { response } => {
            check_withdraw(state, seat, *response)?;
            Ok(vec![Event::Withdrawn { seat, response: *response }])
        }
        Command::Ask { request } => {
            check_ask(deck, state, seat, *request)?;
            let to = deck.requests[request.index()].to;
            let mut events = vec![Event::Asked { request: *request }];
            if state.sealed.has(to) {
                events.push(Event::SealBroken { seat: to, request: *request });
            }
            Ok(events)
        }
        Command::Answer { request, answer } => {
            check_answer(deck, state, seat, *request, *answer)?;
            let mut desk = Desk::new(deck, state);
            desk.answer(*request, *answer);
            Ok(desk.finish())
        }
        Command::Designate { situation, plan } => {
            check_designate(deck, state, seat, *situation, *plan)?;
            let left = desk::stage_turns(deck, state, *situation, 0);
            Ok(vec![Event::ProcedureOpened { situation: *situation, plan: *plan, left }])
        }
        Command::Drop => {
            let situation = check_drop(deck, state, seat)?;
            Ok(vec![Event::ProcedureDropped { situation }])
        }
        Command::StandDown { response } => {
            check_stand_down(deck, state, seat, *response)?;
            let mut desk = Desk::new(deck, state);
            desk.end(*response, EndReason::Ordered);
            Ok(desk.finish())
        }
        Command::WalkBack { promise } => {
            check_walk_back(deck, state, seat, *promise)?;
            let mut desk = Desk::new(deck, state);
            desk.emit(Event::WalkedBack { promise: *promise });
            desk.emit(Event::Counted { count: CountKind::WalkedBack, seat });
            desk.effects(&deck.promises[promise.index()].effects[2], Cause::Promise(*promise));
            Ok(desk.finish())
        }
        Command::Seal { defer, card } => {
            if let Some(card) = card {
                check::check_card(deck, card)?;
            }
            check_seal(deck, state, seat, *defer)?;
            let mut desk = Desk::new(deck, state);
            for request in waiting_for(deck, state, seat).collect::<Vec<_>>() {
                desk.answer(request, Answer::Defer);
            }
            desk.emit(Event::Sealed { seat, card: card.clone().map(Box::new) });
            if (0..deck.seats.len()).all(|seat| desk.state().sealed.has(SeatId::at(seat))) {
                desk.adjudicate();
            }
            Ok(desk.finish())
        }
        _ => Err(Refusal::FacilitatorOnly),
    }
}

/// The requests that wait for a seat's answer.
pub fn waiting_for<'a>(deck: &'a Deck, state: &'a State, seat: SeatId) -> impl Iterator<Item = RequestId> + 'a {
    (0..deck.requests.len())
        .map(RequestId::at)
        .filter(move |r| deck.requests[r.index()].to == seat && state.request(*r).is == Some(Answered::Waiting))
}

/// Whether a text may be kept and drawn.
pub(super) fn check_text(text: &str) -> Result<(), Refusal> {
    let count = text.chars().count();
    let sound = (1..=LONGEST_NOTE).contains(&count) && !text.chars().any(crate::deck::text::is_forbidden);
    if sound && !text.trim().is_empty() { Ok(()) } else { Err(Refusal::BadText) }
}
