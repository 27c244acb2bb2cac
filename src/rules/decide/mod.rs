//! Decides what a command comes to: events, or a refusal with its reason. Deciding changes nothing; it
//! works on a copy of the state and returns what is to be applied.

mod adjudicate;
mod check;
mod desk;
mod facilitator;
mod pool;
mod turn;

pub use check::{
    check_answer, check_ask, check_designate, check_draw, check_drop, check_may_act, check_order, check_seal,
    check_stand_down, check_walk_back, check_withdraw,
};
pub(in crate::rules) use check::{check_designable, check_may_designate};
pub(in crate::rules) use desk::stage_turns;

pub use adjudicate::question;
pub use pool::pool;

use super::command::{Actor, Answer, Command};
use super::event::{EndReason, Event};
use super::refusal::Refusal;
use super::sink::Sink;
use super::state::{Manner, State};
use crate::deck::{Answered, Deck, RequestId, ResponseId, SeatId};
use desk::Desk;

/// The most characters of a note, a reason or a decision card.
pub const LONGEST_NOTE: usize = 400;

/// The events that open a game: the first act, the first turn, and what Beijing does in it.
pub fn open(deck: &Deck, before: &State) -> Vec<Event> {
    let mut events = Vec::new();
    open_in(deck, &mut before.clone(), &mut events);
    events
}

/// Opens a game in place: the state goes on from before its first turn, the events are told.
pub fn open_in<S: Sink>(deck: &Deck, state: &mut State, sink: &mut S) {
    let is_played = state.adversary;
    let mut desk = Desk::new(deck, state, sink);
    if is_played {
        desk.emit(Event::AdversaryPlays);
    }
    desk.begin_act(0);
    desk.draw(0);
    desk.begin_turn();
}

/// Begins a turn in place, with what has been drawn for it: for those who play on in thought from between two turns.
pub fn begin_turn_in<S: Sink>(deck: &Deck, state: &mut State, sink: &mut S) {
    Desk::new(deck, state, sink).begin_turn();
}

/// Puts a response in place before a game opens, as if it had been carried out: its effects, its dice, and the
/// response itself where it stands. For the lab; no command does this.
pub fn grant<S: Sink>(deck: &Deck, state: &mut State, response: ResponseId, manner: Manner, sink: &mut S) {
    let mut desk = Desk::new(deck, state, sink);
    desk.emit(Event::CarriedOut { response, manner, ready: 0 });
    desk.take_effect(response, manner);
}

/// What a command of an actor comes to in a state.
///
/// # Errors
/// Why it is not accepted. The state is as it was.
pub fn decide(deck: &Deck, state: &State, actor: Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    decide_in(deck, &mut state.clone(), actor, command, &mut events)?;
    Ok(events)
}

/// Decides in place, for whoever plays thousands of games: what was decided is folded into the state, and the
/// events are told to `sink`. [`Event::Rewound`] is folded in by [`Game`](super::Game) alone.
///
/// # Errors
/// Why the command is not accepted. The state is as it was, and nothing was told.
pub fn decide_in<S: Sink>(
    deck: &Deck,
    state: &mut State,
    actor: Actor,
    command: &Command,
    sink: &mut S,
) -> Result<(), Refusal> {
    let mut desk = Desk::new(deck, state, sink);
    match actor {
        Actor::Facilitator => facilitator::decide(&mut desk, command),
        Actor::Adversary => decide_adversary(&mut desk, command),
        Actor::Seat(seat) if seat.index() >= deck.seats.len() => Err(Refusal::Unknown),
        Actor::Seat(seat) => decide_seat(&mut desk, seat, command),
    }
}

fn decide_adversary<S: Sink>(desk: &mut Desk<'_, S>, command: &Command) -> Result<(), Refusal> {
    let Command::Draw { cards } = command else { return Err(Refusal::AdversaryOnlyDraws) };
    check_draw(desk.deck, desk.state(), cards)?;
    let now = desk.state().due.is_some_and(|due| due.now);
    desk.emit(Event::DrawChosen);
    for card in cards {
        desk.emit(Event::Drawn { card: *card });
    }
    if now {
        desk.begin_turn();
    } else {
        desk.signal();
    }
    Ok(())
}

fn decide_seat<S: Sink>(desk: &mut Desk<'_, S>, seat: SeatId, command: &Command) -> Result<(), Refusal> {
    let deck = desk.deck;
    if let Command::Note { text } = command {
        check_text(text)?;
        desk.emit(Event::Noted { seat, text: text.clone() });
        return Ok(());
    }
    check::check_may_act(desk.state(), seat)?;
    match command {
        Command::Lay { response, manner } => {
            check_order(deck, desk.state(), seat, *response, *manner)?;
            desk.emit(Event::Laid { seat, response: *response, manner: *manner });
        }
        Command::Withdraw { response } => {
            check_withdraw(desk.state(), seat, *response)?;
            desk.emit(Event::Withdrawn { seat, response: *response });
        }
        Command::Ask { request } => {
            check_ask(deck, desk.state(), seat, *request)?;
            let to = deck.requests[request.index()].to;
            desk.emit(Event::Asked { request: *request });
            if desk.state().sealed.has(to) {
                desk.emit(Event::SealBroken { seat: to, request: *request });
            }
        }
        Command::Answer { request, answer } => {
            check_answer(deck, desk.state(), seat, *request, *answer)?;
            desk.answer(*request, *answer);
        }
        Command::Designate { situation, plan } => {
            check_designate(deck, desk.state(), seat, *situation, *plan)?;
            let left = desk::stage_turns(deck, desk.state(), *situation, 0);
            desk.emit(Event::ProcedureOpened { situation: *situation, plan: *plan, left });
        }
        Command::Drop => {
            let situation = check_drop(deck, desk.state(), seat)?;
            desk.emit(Event::ProcedureDropped { situation });
        }
        Command::StandDown { response } => {
            check_stand_down(deck, desk.state(), seat, *response)?;
            desk.end(*response, EndReason::Ordered);
        }
        Command::WalkBack { promise } => {
            check_walk_back(deck, desk.state(), seat, *promise)?;
            desk.walk_back(*promise, 0);
        }
        Command::Seal { defer, card } => {
            if let Some(card) = card {
                check::check_card(deck, card)?;
            }
            check_seal(deck, desk.state(), seat, *defer)?;
            for request in deck.lists.answers(seat).iter().copied() {
                if waits(desk.state(), request) {
                    desk.answer(request, Answer::Defer);
                }
            }
            desk.emit(Event::Sealed { seat, card: card.clone().map(Box::new) });
            if (0..deck.seats.len()).all(|seat| desk.state().sealed.has(SeatId::at(seat))) {
                desk.adjudicate();
            }
        }
        Command::Draw { .. } => return Err(Refusal::AdversaryOnly),
        _ => return Err(Refusal::FacilitatorOnly),
    }
    Ok(())
}

/// The requests that wait for a seat's answer.
pub fn waiting_for<'a>(deck: &'a Deck, state: &'a State, seat: SeatId) -> impl Iterator<Item = RequestId> + 'a {
    deck.lists.answers(seat).iter().copied().filter(move |request| waits(state, *request))
}

fn waits(state: &State, request: RequestId) -> bool {
    state.request(request).is == Some(Answered::Waiting)
}

/// Whether a text may be kept and drawn.
pub(super) fn check_text(text: &str) -> Result<(), Refusal> {
    let count = text.chars().count();
    let sound = (1..=LONGEST_NOTE).contains(&count) && !text.chars().any(crate::deck::text::is_forbidden);
    if sound && !text.trim().is_empty() { Ok(()) } else { Err(Refusal::BadText) }
}
