//! `doctrine` believes what the report says of each government: it consults, it designates as soon as the
//! law allows, it gives rear-area support before anything bolder, it prepares while there is time, and it
//! gives its word sparingly. It weighs what a card says it does; it knows no card by name.

use super::plan::plan_for;
use super::worth::{is_grave, value, worth};
use super::{Chance, Policy};
use crate::deck::{Effect, MeterId, RequestId, ResponseId, SituationId};
use crate::rules::{Answer, Command, Manner, Vantage, options};

#[derive(Debug)]
pub(super) struct Doctrine;

/// The share of all measures that a government considers, in percent.
const CONSIDERS: u8 = 58;

/// How many choices in a hundred follow a whim.
const WHIMS: u32 = 8;

/// How far chance can lift an order above a better one.
const TILT: u32 = 16;

/// What an order has to be worth, chance included.
const WORTHWHILE: i32 = 8;

/// A meter that stands no higher is nearly spent.
const SPENT: u8 = 12;

/// A plan lists at most so many operations: a broad one does not pass (L8).
const PLAN_BREADTH: usize = 5;

impl Policy for Doctrine {
    fn name(&self) -> &'static str {
        "doctrine"
    }

    fn choose(&self, vantage: &Vantage<'_>, chance: &mut Chance) -> Command {
        answer(vantage)
            .or_else(|| designate(vantage))
            .or_else(|| relieve(vantage))
            .or_else(|| ask(vantage))
            .or_else(|| order(vantage, chance))
            .unwrap_or(Command::Seal { defer: true, card: None })
    }
}

fn answer(vantage: &Vantage<'_>) -> Option<Command> {
    let request = vantage.waiting().next()?;
    let card = &vantage.deck().requests[request.index()];
    let can_accept = vantage.check_answer(request, Answer::Accept).is_ok();
    let worth = worth(vantage, &card.answers[0].1) - worth(vantage, &card.answers[1].1);
    let is_consent = vantage.deck().law.consents.iter().any(|consent| consent.request == request);
    let answer = if !can_accept {
        Answer::Decline
    } else if is_consent {
        // The use of the bases is granted when it matters, not before.
        if is_grave(vantage) { Answer::Accept } else { Answer::Defer }
    } else if worth >= 0 || is_grave(vantage) {
        Answer::Accept
    } else {
        Answer::Decline
    };
    Some(Command::Answer { request, answer })
}

fn designate(vantage: &Vantage<'_>) -> Option<Command> {
    let deck = vantage.deck();
    if vantage.seat() != deck.law.seat {
        return None;
    }
    let (now, _) = vantage.situation();
    (usize::from(now.0) + 1..deck.law.situations.len()).rev().map(SituationId::at).find_map(|situation| {
        let plan = plan_for(vantage, situation, PLAN_BREADTH);
        vantage.check_designate(situation, plan).is_ok().then_some(Command::Designate { situation, plan })
    })
}

fn ask(vantage: &Vantage<'_>) -> Option<Command> {
    // One thing at a time: the other side has to answer it.
    if vantage.has_asked() {
        return None;
    }
    let deck = vantage.deck();
    let is_consent = |request: RequestId| deck.law.consents.iter().any(|consent| consent.request == request);
    (0..deck.requests.len())
        .map(RequestId::at)
        .filter(|request| vantage.check_ask(*request).is_ok())
        .find(|request| {
            let card = &deck.requests[request.index()];
            if is_consent(*request) { is_grave(vantage) } else { worth(vantage, &card.answers[0].1) >= 0 }
        })
        .map(|request| Command::Ask { request })
}

/// What runs and wears down a meter that is nearly spent is ended.
fn relieve(vantage: &Vantage<'_>) -> Option<Command> {
    let deck = vantage.deck();
    let spent = |meter: MeterId| vantage.meter(meter).is_some_and(|value| value <= SPENT);
    let wears = |effect: &Effect| matches!(effect, Effect::Meter { meter, add } if *add < 0 && spent(*meter));
    options::responses(deck, vantage.seat())
        .iter()
        .copied()
        .find(|response| {
            deck.responses[response.index()].each_turn.iter().any(wears) && vantage.check_stand_down(*response).is_ok()
        })
        .map(|response| Command::StandDown { response })
}

/// No government thinks of everything: in each game it leans toward some measures and never comes to others.
/// Among those it considers it takes the best, give or take, and now and then one that looks poor.
fn order(vantage: &Vantage<'_>, chance: &mut Chance) -> Option<Command> {
    let mut best: Option<(i32, ResponseId, Manner)> = None;
    // Now and then what moves a government is not its worth.
    let is_whim = chance.dice.below(100) < WHIMS;
    for response in options::responses(vantage.deck(), vantage.seat()).iter().copied() {
        if chance.leaning(response.0) >= CONSIDERS {
            continue;
        }
        for manner in options::MANNERS {
            if vantage.check_order(response, manner).is_err() {
                continue;
            }
            let tilt = i32::try_from(chance.dice.below(if is_whim { 1_000 } else { TILT })).unwrap_or(0);
            let value = tilt + if is_whim { WORTHWHILE } else { value(vantage, response, manner) };
            if value > WORTHWHILE && best.is_none_or(|(known, ..)| value > known) {
                best = Some((value, response, manner));
            }
        }
    }
    best.map(|(_, response, manner)| Command::Lay { response, manner })
}
