//! Whether a command is accepted: the same checks list the options and judge the commands.

use super::pool::Pool;
use super::{check_text, waiting_for};
use crate::deck::{
    Answered, Deck, EventId, OperationSet, PromiseId, PromiseMark, RequestId, ResponseId, SeatId, SituationId,
};
use crate::rules::command::{Answer, DecisionCard};
use crate::rules::holds::all_hold;
use crate::rules::law;
use crate::rules::refusal::Refusal;
use crate::rules::state::{MOST_ORDERS, MOST_RUNNING, Manner, State};

type Check = Result<(), Refusal>;

fn require(holds: bool, refusal: Refusal) -> Check {
    if holds { Ok(()) } else { Err(refusal) }
}

/// Whether a seat may act at all now.
///
/// # Errors
/// Why not.
pub fn check_may_act(state: &State, seat: SeatId) -> Check {
    require(state.outcome.is_none(), Refusal::Over)?;
    require(!state.paused, Refusal::Paused)?;
    require(state.due.is_none(), Refusal::DrawDue)?;
    require(!state.sealed.has(seat), Refusal::Sealed)
}

/// Whether the adversary may draw so.
///
/// # Errors
/// Why not.
pub fn check_draw(deck: &Deck, state: &State, cards: &[EventId]) -> Check {
    require(state.outcome.is_none(), Refusal::Over)?;
    require(!state.paused, Refusal::Paused)?;
    let due = state.due.ok_or(Refusal::NoDrawDue)?;
    let pool = Pool::of(deck, state);
    let can_come = |card| pool.cards(state).any(|known| known == card);
    let sound = cards.len() == usize::from(due.cards).min(pool.cards(state).count())
        && cards.iter().enumerate().all(|(n, card)| can_come(*card) && !cards[..n].contains(card));
    require(sound, Refusal::BadDraw)
}

/// Whether a seat may lay an order.
///
/// # Errors
/// Why not.
pub fn check_order(deck: &Deck, state: &State, seat: SeatId, response: ResponseId, manner: Manner) -> Check {
    check_may_act(state, seat)?;
    let card = deck.responses.get(response.index()).ok_or(Refusal::Unknown)?;
    require(card.parties.has(seat), Refusal::NotYours)?;
    require(deck.scenarios[state.scenario.index()].in_play.has_response(response), Refusal::NotInPlay)?;
    require(card.acts & Deck::act_bit(state.act(deck)) != 0, Refusal::NotInAct)?;
    require(state.running(response).is_none(), Refusal::AlreadyRunning)?;
    let done = !card.repeat && !card.standing && card.memory.is_some_and(|memory| state.remembers(memory));
    require(!done, Refusal::AlreadyDone)?;
    require(state.order(seat, response).is_none(), Refusal::AlreadyLaid)?;
    let possible = match manner {
        Manner::Publicly => card.publicly.is_some() || card.quietly.is_none(),
        Manner::Quietly => card.quietly.is_some(),
    };
    require(possible, Refusal::NoSuchManner)?;
    require(all_hold(deck, state, &card.when), Refusal::Unmet(response))?;
    for used in &card.uses {
        let finding = law::may(deck, state, *used);
        require(finding.is_permitted(), Refusal::Unlawful(finding))?;
    }
    let left = deck.seats[seat.index()].orders.saturating_sub(state.spent(deck, seat));
    require(card.cost <= left, Refusal::TooCostly { cost: card.cost, left })?;
    let laid: usize = state.orders.iter().map(arrayvec::ArrayVec::len).sum();
    let room = state.orders[seat.index()].len() < MOST_ORDERS && state.running.len() + laid < MOST_RUNNING;
    require(room, Refusal::TooMany)
}

/// Whether a seat may take an order back.
///
/// # Errors
/// Why not.
pub fn check_withdraw(state: &State, seat: SeatId, response: ResponseId) -> Check {
    check_may_act(state, seat)?;
    require(state.order(seat, response).is_some(), Refusal::NotLaid)
}

/// Whether a seat may make a request.
///
/// # Errors
/// Why not.
pub fn check_ask(deck: &Deck, state: &State, seat: SeatId, request: RequestId) -> Check {
    check_scripted_ask(deck, state, seat, request)?;
    require(deck.scenarios[state.scenario.index()].in_play.has_request(request), Refusal::NotInPlay)
}

/// Whether the scenario's script may make a request: it need not be among those in play.
///
/// # Errors
/// Why not.
pub fn check_scripted_ask(deck: &Deck, state: &State, seat: SeatId, request: RequestId) -> Check {
    check_may_act(state, seat)?;
    let card = deck.requests.get(request.index()).ok_or(Refusal::Unknown)?;
    require(card.from == seat, Refusal::NotYoursToAsk)?;
    let asked = state.request(request);
    match asked.is {
        Some(Answered::Waiting | Answered::Deferred) => return Err(Refusal::AlreadyAsked),
        Some(Answered::Accepted) => return Err(Refusal::Settled),
        Some(Answered::Declined) if state.turn < asked.turn.saturating_add(card.again_after) => {
            return Err(Refusal::TooSoon { turn: asked.turn.saturating_add(card.again_after) });
        }
        Some(Answered::Declined) | None => {}
    }
    require(card.acts & Deck::act_bit(state.act(deck)) != 0, Refusal::NotInAct)?;
    require(all_hold(deck, state, &card.when), Refusal::CannotAsk(request))
}

/// Whether a seat may answer a request so.
///
/// # Errors
/// Why not.
pub fn check_answer(deck: &Deck, state: &State, seat: SeatId, request: RequestId, answer: Answer) -> Check {
    check_may_act(state, seat)?;
    let card = deck.requests.get(request.index()).ok_or(Refusal::Unknown)?;
    require(card.to == seat, Refusal::NotYoursToAnswer)?;
    require(state.request(request).is == Some(Answered::Waiting), Refusal::NothingAsked)?;
    if answer == Answer::Accept {
        for used in &card.uses {
            let finding = law::may(deck, state, *used);
            require(finding.is_permitted(), Refusal::Unlawful(finding))?;
        }
    }
    Ok(())
}

/// Whether a seat may open a procedure.
///
/// # Errors
/// Why not.
pub fn check_designate(deck: &Deck, state: &State, seat: SeatId, situation: SituationId, plan: OperationSet) -> Check {
    check_may_designate(deck, state, seat, situation)?;
    if !deck.law.situations[situation.index()].plan {
        return require(plan.is_empty(), Refusal::NoPlanNeeded);
    }
    require(!plan.is_empty(), Refusal::EmptyPlan)?;
    let plannable = law::plannable(deck, situation);
    require(plan.0 & !plannable.0 == 0, Refusal::NotPlannable)?;
    require(state.situation != situation || state.plan != plan, Refusal::AlreadyDesignated)
}

/// Whether a seat may open a procedure for a situation, with some plan where it needs one.
pub(in crate::rules) fn check_may_designate(deck: &Deck, state: &State, seat: SeatId, situation: SituationId) -> Check {
    check_may_act(state, seat)?;
    require(seat == deck.law.seat, Refusal::NotYoursToDesignate)?;
    check_designable(deck, state, situation)
}

/// Whether a situation can be designated now, whoever asks: also where the bound seat has sealed.
pub(in crate::rules) fn check_designable(deck: &Deck, state: &State, situation: SituationId) -> Check {
    let card = deck.law.situations.get(situation.index()).ok_or(Refusal::Unknown)?;
    require(state.procedure.is_none(), Refusal::ProcedureUnderWay)?;
    require(situation >= state.situation && situation.0 > 0, Refusal::NotHigher)?;
    require(situation != state.situation || card.plan, Refusal::AlreadyDesignated)?;
    require(all_hold(deck, state, &card.when), Refusal::CannotDesignate(situation))
}

/// Whether a seat may give a procedure up; tells which.
///
/// # Errors
/// Why not.
pub fn check_drop(deck: &Deck, state: &State, seat: SeatId) -> Result<SituationId, Refusal> {
    check_may_act(state, seat)?;
    require(seat == deck.law.seat, Refusal::NotYoursToDesignate)?;
    state.procedure.map(|procedure| procedure.situation).ok_or(Refusal::NoProcedure)
}

/// Whether a seat may end something that runs.
///
/// # Errors
/// Why not.
pub fn check_stand_down(deck: &Deck, state: &State, seat: SeatId, response: ResponseId) -> Check {
    check_may_act(state, seat)?;
    let card = deck.responses.get(response.index()).ok_or(Refusal::Unknown)?;
    require(card.parties.has(seat), Refusal::NotYours)?;
    require(state.running(response).is_some(), Refusal::NotRunning)
}

/// Whether a seat may walk a statement back.
///
/// # Errors
/// Why not.
pub fn check_walk_back(deck: &Deck, state: &State, seat: SeatId, promise: PromiseId) -> Check {
    check_may_act(state, seat)?;
    let card = deck.promises.get(promise.index()).ok_or(Refusal::Unknown)?;
    require(card.seat == seat, Refusal::NotYourPromise)?;
    match state.promise(promise).is {
        Some(PromiseMark::Open) => Ok(()),
        Some(PromiseMark::Due) => Err(Refusal::PromiseIsDue(promise)),
        _ => Err(Refusal::NotPromised),
    }
}

/// Whether a seat may seal.
///
/// # Errors
/// Why not.
pub fn check_seal(deck: &Deck, state: &State, seat: SeatId, defer: bool) -> Check {
    check_may_act(state, seat)?;
    match waiting_for(deck, state, seat).next() {
        Some(request) if !defer => Err(Refusal::MustAnswer(request)),
        _ => Ok(()),
    }
}

/// Whether a decision card can be kept.
pub fn check_card(deck: &Deck, card: &DecisionCard) -> Check {
    if !card.why.is_empty() {
        check_text(&card.why)?;
    }
    let sound = card.not_today.is_none_or(|percent| percent <= 100)
        && card.sure.is_none_or(|sure| (1..=5).contains(&sure))
        && card.expects.len() <= deck.meters.len()
        && card.expects.iter().all(|(meter, _)| meter.index() < deck.meters.len());
    require(sound, Refusal::BadNumber)
}
