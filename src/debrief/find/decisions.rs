//! Each decision: who, when, what else could have been done, on what basis, and what came of it.

use super::At;
use crate::debrief::played::{Played, Turn};
use crate::debrief::words::Words;
use crate::deck::{
    Deck, MeterId, OperationSet, PromiseId, RequestId, ResponseId, SeatId, SeatSet, SituationId, Sources,
};
use crate::rules::event::{Die, EndReason};
use crate::rules::law::{self, Finding};
use crate::rules::{Answer, Cause, Event, Manner, Refusal, State, decide};

/// What a seat could have ordered at the start of a turn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Could be ordered.
    pub open: Vec<ResponseId>,
    /// Needed a step of the law first.
    pub step: Vec<ResponseId>,
    /// Barred by the law.
    pub barred: Vec<ResponseId>,
    /// Lawful, but its conditions did not hold.
    pub not_now: usize,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// An order.
    Ordered(ResponseId, Manner),
    /// A request.
    Asked(RequestId),
    /// An answer.
    Answered(RequestId, Answer),
    /// A procedure was opened.
    Opened(SituationId, OperationSet),
    /// A procedure was given up.
    Dropped(SituationId),
    /// Something that ran was ended.
    StoodDown(ResponseId),
    /// A statement was walked back.
    WalkedBack(PromiseId),
}

/// On what a decision rested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// The law's own words for each operation it used, with their source.
    Law(Vec<(String, String)>),
    /// The basis that stands on the card.
    Card,
    /// A deck's entry: its sources.
    Source(Sources),
    /// A statement or a request between governments needs none.
    None,
}

/// What became of a decision in its turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It was carried out.
    CarriedOut,
    /// It is a work, to be ready in this turn.
    Begun(u8),
    /// It was taken back before the seal.
    TakenBack,
    /// It had become unlawful.
    Barred,
    /// Its conditions no longer held.
    Lapsed,
    /// These partners were missing.
    Partner(SeatSet),
    /// It miscarried.
    Miscarried,
    /// The turn was never adjudicated.
    Pending,
    /// It stood as it was decided.
    Stood,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Where.
    pub at: At,
    /// Who.
    pub seat: SeatId,
    /// What.
    pub did: Did,
    /// On what it rested.
    pub basis: Basis,
    /// What became of it.
    pub fate: Fate,
    /// The meters that it moved in this turn.
    pub moved: Vec<(MeterId, i16)>,
    /// Its dice in this turn: which, the chance, the die, success.
    pub dice: Vec<(u8, u8, u8, bool)>,
}

/// A seat's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// Whose.
    pub seat: SeatId,
    /// What it could have ordered at the start.
    pub options: Options,
    /// What it decided, in order.
    pub decisions: Vec<Decision>,
}

/// Every seat's turn, turn by turn.
pub fn find(played: &Played) -> Vec<Vec<Desk>> {
    played.turns.iter().map(|turn| of_turn(played, turn)).collect()
}

fn of_turn(played: &Played, turn: &Turn) -> Vec<Desk> {
    let words = Words::of(played);
    let deck = words.deck;
    let mut desks: Vec<Desk> = (0..deck.seats.len())
        .map(SeatId::at)
        .map(|seat| Desk { seat, options: options(deck, &turn.begun, seat), decisions: Vec::new() })
        .collect();
    let mut n = 0;
    turn.walk(deck, |state, moment| {
        n += 1;
        if n > turn.beginning {
            decide_at(words, &mut desks, turn.number, moment.line, state, &moment.event);
        }
    });
    desks
}

fn decide_at(words: Words<'_>, desks: &mut [Desk], turn: u8, line: u64, state: &State, event: &Event) {
    let deck = words.deck;
    let at = At::new(turn, line);
    let mut add = |seat: SeatId, did: Did, basis: Basis, fate: Fate| {
        let decision = Decision { at, seat, did, basis, fate, moved: Vec::new(), dice: Vec::new() };
        desks[seat.index()].decisions.push(decision);
    };
    match event {
        Event::Laid { seat, response, manner } => {
            add(*seat, Did::Ordered(*response, *manner), basis(words, state, *response), Fate::Pending);
        }
        Event::Asked { request } => {
            add(deck.requests[request.index()].from, Did::Asked(*request), Basis::None, Fate::Stood);
        }
        Event::Answered { request, answer } => {
            let consent = deck.law.consents.iter().find(|consent| consent.request == *request);
            let basis = consent.map_or(Basis::None, |consent| Basis::Source(consent.source.clone()));
            add(deck.requests[request.index()].to, Did::Answered(*request, *answer), basis, Fate::Stood);
        }
        Event::ProcedureOpened { situation, plan, .. } => {
            let source = deck.law.situations[situation.index()].source.clone();
            add(deck.law.seat, Did::Opened(*situation, *plan), Basis::Source(source), Fate::Stood);
        }
        Event::ProcedureDropped { situation } => {
            add(deck.law.seat, Did::Dropped(*situation), Basis::None, Fate::Stood);
        }
        Event::Ended { response, reason: EndReason::Ordered } => {
            let seat = deck.responses[response.index()].seat;
            add(seat, Did::StoodDown(*response), Basis::None, Fate::Stood);
        }
        Event::WalkedBack { promise } => {
            add(deck.promises[promise.index()].seat, Did::WalkedBack(*promise), Basis::None, Fate::Stood);
        }
        Event::Withdrawn { seat, response } => {
            let laid = |d: &&mut Decision| matches!(d.did, Did::Ordered(r, _) if r == *response);
            if let Some(decision) = desks[seat.index()].decisions.iter_mut().rev().find(laid) {
                decision.fate = Fate::TakenBack;
            }
        }
        Event::CarriedOut { response, ready, .. } => {
            let basis = basis(words, state, *response);
            let fate = if *ready > 0 { Fate::Begun(*ready) } else { Fate::CarriedOut };
            settle(desks, *response, |decision| {
                decision.basis = basis.clone();
                decision.fate = fate.clone();
            });
        }
        Event::OrderBarred { response, .. } => settle(desks, *response, |d| d.fate = Fate::Barred),
        Event::OrderLapsed { response } => settle(desks, *response, |d| d.fate = Fate::Lapsed),
        Event::PartnerMissing { response, missing } => settle(desks, *response, |d| d.fate = Fate::Partner(*missing)),
        Event::Miscarried { response } => settle(desks, *response, |d| d.fate = Fate::Miscarried),
        Event::Rolled { die: Die::Response(response, n), odds, rolled, success } => {
            settle(desks, *response, |d| d.dice.push((*n, odds.chance, *rolled, *success)));
        }
        Event::MeterMoved { meter, from, to, cause } => {
            let by = i16::from(*to) - i16::from(*from);
            match cause {
                Cause::Response(response) | Cause::Law(response) | Cause::Friction(response) => {
                    settle(desks, *response, |decision| moved(decision, *meter, by));
                }
                Cause::Request(request) => {
                    let desk = &mut desks[deck.requests[request.index()].to.index()];
                    let answered = |d: &&mut Decision| matches!(d.did, Did::Answered(r, _) if r == *request);
                    if let Some(decision) = desk.decisions.iter_mut().rev().find(answered) {
                        moved(decision, *meter, by);
                    }
                }
                _ => {}
            }
        }
        _ => {}
    }
}

fn moved(decision: &mut Decision, meter: MeterId, by: i16) {
    match decision.moved.iter_mut().find(|(known, _)| *known == meter) {
        Some((_, sum)) => *sum += by,
        None => decision.moved.push((meter, by)),
    }
}

/// Settles the orders for a response: one for each party of a joint one.
fn settle(desks: &mut [Desk], response: ResponseId, mut with: impl FnMut(&mut Decision)) {
    for desk in desks {
        let laid = |d: &&mut Decision| {
            matches!(d.did, Did::Ordered(r, _) if r == response) && d.fate != Fate::TakenBack
                || matches!(d.did, Did::StoodDown(r) if r == response)
        };
        if let Some(decision) = desk.decisions.iter_mut().rev().find(laid) {
            with(decision);
        }
    }
}

/// The law's words for what a response uses, in the game's language; the card's where it uses nothing.
fn basis(words: Words<'_>, state: &State, response: ResponseId) -> Basis {
    let uses = &words.deck.responses[response.index()].uses;
    if uses.is_empty() {
        return Basis::Card;
    }
    let mut found: Vec<(String, String)> = Vec::new();
    for used in uses {
        let verdict = law::may(words.deck, state, *used).explain(words.deck, words.language);
        if !found.iter().any(|(why, _)| *why == verdict.why) {
            found.push((verdict.why, verdict.source));
        }
    }
    Basis::Law(found)
}

/// What a seat could order in a state.
pub fn options(deck: &Deck, state: &State, seat: SeatId) -> Options {
    let mut options = Options::default();
    for response in deck.responses_of[seat.index()].iter().copied() {
        let card = &deck.responses[response.index()];
        let manner = if card.publicly.is_some() || card.quietly.is_none() { Manner::Publicly } else { Manner::Quietly };
        match decide::check_order(deck, state, seat, response, manner) {
            Ok(()) => options.open.push(response),
            Err(Refusal::Unlawful(Finding::Needs(_))) => options.step.push(response),
            Err(Refusal::Unlawful(_)) => options.barred.push(response),
            Err(Refusal::Unmet(_) | Refusal::TooCostly { .. } | Refusal::TooMany) => options.not_now += 1,
            Err(_) => {}
        }
    }
    options
}
