//! `doctrine` believes what the report says of each government: Tokyo consults before it decides, takes up one
//! matter at a time while nothing burns (P1), finds money easier than ships (P8) and waits with the bases until it is
//! grave; both allies keep their ambiguity until then (Q3). It weighs what a card says it does; it knows no card by
//! name, and it optimizes nothing.

use super::plan::designation;
use super::worth::{is_consent, is_grave, value, worth};
use super::{Chance, Policy};
use crate::deck::{Category, Effect, MeterId, RequestId, ResponseId};
use crate::rules::{Answer, Command, Manner, Vantage, options};

#[derive(Debug)]
pub(super) struct Doctrine;

/// How a kind of government goes about its business while nothing is grave. All in percent.
struct Temper {
    /// The share of all measures that it ever considers.
    considers: u8,
    /// How often it lets a turn pass without an order.
    idles: u32,
    /// How often it leaves it at one matter a turn.
    lingers: u32,
    /// How often it puts off a request that it would grant.
    defers: u32,
}

/// A government whose forces are bound by the law of situations, and by a coalition: Tokyo (P1, P2, P3).
const BOUND: Temper = Temper { considers: 34, idles: 30, lingers: 70, defers: 30 };

/// Any other.
const FREE: Temper = Temper { considers: 40, idles: 15, lingers: 50, defers: 10 };

/// The share of all requests that a government ever thinks of making, in percent.
const ASKS: u8 = 45;

/// How often the use of the bases is granted when it is asked for in a grave moment, in percent; else it is put off.
const CONSENTS: u32 = 60;

/// How many choices in a hundred follow a whim.
const WHIMS: u32 = 10;

/// How far chance can lift an order above a better one.
const TILT: u32 = 24;

/// What an order has to be worth, chance included.
const WORTHWHILE: i32 = 8;

/// What is taken off a binding public word while nothing is grave (Q3).
const AMBIGUITY: i32 = 10;

/// What is added to an economic measure of a bound government, and taken off a military one while nothing is grave (P8).
const EASIER: i32 = 6;

/// A meter that stands no higher is nearly spent.
const SPENT: u8 = 12;

/// A plan lists at most so many operations: a broad one does not pass (L8).
const PLAN_BREADTH: usize = 5;

/// Requests lean by numbers of their own, beyond those of the responses.
const REQUESTS_LEAN: u16 = 1_000;

impl Policy for Doctrine {
    fn name(&self) -> &'static str {
        "doctrine"
    }

    fn choose(&self, vantage: &Vantage<'_>, chance: &mut Chance) -> Command {
        answer(vantage, chance)
            .or_else(|| designation(vantage, PLAN_BREADTH))
            .or_else(|| relieve(vantage))
            .or_else(|| ask(vantage, chance))
            .or_else(|| order(vantage, chance))
            .unwrap_or(Command::Seal { defer: true, card: None })
    }
}

fn is_bound(vantage: &Vantage<'_>) -> bool {
    vantage.seat() == vantage.deck().law.seat
}

fn temper(vantage: &Vantage<'_>) -> &'static Temper {
    if is_bound(vantage) { &BOUND } else { &FREE }
}

fn answer(vantage: &Vantage<'_>, chance: &mut Chance) -> Option<Command> {
    let request = vantage.waiting().next()?;
    let card = &vantage.deck().requests[request.index()];
    let may = |answer| vantage.check_answer(request, answer).is_ok();
    let gains = || worth(vantage, &card.answers[0].1) >= worth(vantage, &card.answers[1].1);
    let grave = is_grave(vantage);
    let answer = if !may(Answer::Accept) {
        Answer::Decline
    } else if is_consent(vantage, request) {
        // The use of the bases is granted when it matters, not before, and seldom at the first time of asking.
        if grave && chance.dice.below(100) < CONSENTS { Answer::Accept } else { Answer::Defer }
    } else if grave {
        Answer::Accept
    } else if gains() {
        let puts_off = chance.dice.below(100) < temper(vantage).defers;
        if puts_off && may(Answer::Defer) { Answer::Defer } else { Answer::Accept }
    } else {
        Answer::Decline
    };
    Some(Command::Answer { request, answer })
}

fn ask(vantage: &Vantage<'_>, chance: &mut Chance) -> Option<Command> {
    // One thing at a time: the other side has to answer it.
    if vantage.has_asked() {
        return None;
    }
    let deck = vantage.deck();
    (0..deck.requests.len())
        .map(RequestId::at)
        .filter(|request| is_consent(vantage, *request) || chance.leaning(REQUESTS_LEAN + u16::from(request.0)) < ASKS)
        .filter(|request| vantage.check_ask(*request).is_ok())
        .find(|request| {
            let accepted = &deck.requests[request.index()].answers[0].1;
            if is_consent(vantage, *request) { is_grave(vantage) } else { worth(vantage, accepted) >= 0 }
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
/// Among those it considers it takes the best, give or take, and now and then one that looks poor. While nothing is
/// grave it takes its time.
fn order(vantage: &Vantage<'_>, chance: &mut Chance) -> Option<Command> {
    let (deck, temper) = (vantage.deck(), temper(vantage));
    // What a designation has opened does not wait for a better day.
    let opened = || {
        options::responses(deck, vantage.seat()).iter().any(|response| {
            is_opened(vantage, *response)
                && options::MANNERS.iter().any(|manner| vantage.check_order(*response, *manner).is_ok())
        })
    };
    if !is_grave(vantage) && !opened() {
        let untouched = vantage.orders_left() == deck.seats[vantage.seat().index()].orders;
        let rests = if untouched { temper.idles } else { temper.lingers };
        if chance.dice.below(100) < rests {
            return None;
        }
    }
    // Now and then what moves a government is not its worth.
    let is_whim = chance.dice.below(100) < WHIMS;
    let mut best: Option<(i32, ResponseId, Manner)> = None;
    for response in options::responses(deck, vantage.seat()).iter().copied() {
        if chance.leaning(response.0) >= temper.considers && !is_at_hand(vantage, response) {
            continue;
        }
        for manner in options::MANNERS {
            if vantage.check_order(response, manner).is_err() {
                continue;
            }
            let tilt = i32::try_from(chance.dice.below(if is_whim { 1_000 } else { TILT })).unwrap_or(0);
            let value = if is_whim {
                WORTHWHILE + tilt
            } else {
                value(vantage, response, manner) + bent(vantage, response, manner) + tilt
            };
            if value > WORTHWHILE && best.is_none_or(|(known, ..)| value > known) {
                best = Some((value, response, manner));
            }
        }
    }
    best.map(|(_, response, manner)| Command::Lay { response, manner })
}

/// What lies on the table is considered whatever a government leans to: what a partner has laid its half of, and what the
/// designated situation was designated for.
fn is_at_hand(vantage: &Vantage<'_>, response: ResponseId) -> bool {
    let partners = vantage.deck().responses[response.index()].parties.without(vantage.seat());
    partners.iter().any(|partner| vantage.partner_laid(partner, response)) || is_opened(vantage, response)
}

/// Whether it is an operation of the bound seat's forces that a designation has opened.
fn is_opened(vantage: &Vantage<'_>, response: ResponseId) -> bool {
    let (deck, (situation, _)) = (vantage.deck(), vantage.situation());
    let ordinary = |operation| deck.lists.rows(operation).any(|row| deck.law.rows[row].situations & 1 != 0);
    situation.0 > 0
        && deck.responses[response.index()]
            .uses
            .iter()
            .any(|used| used.by == deck.law.seat && used.by == vantage.seat() && !ordinary(used.operation))
}

/// What habit adds to an order's worth, or takes off it.
fn bent(vantage: &Vantage<'_>, response: ResponseId, manner: Manner) -> i32 {
    let card = &vantage.deck().responses[response.index()];
    let grave = is_grave(vantage);
    let binds = || card.publicly.iter().flatten().any(|effect| matches!(effect, Effect::Promise(_)));
    let ambiguity = if manner == Manner::Publicly && !grave && binds() { AMBIGUITY } else { 0 };
    let habit = match card.category {
        Category::Economic if is_bound(vantage) => EASIER,
        // A situation is designated in order to be used: rear-area support comes first (L15).
        Category::Operation if is_opened(vantage, response) => EASIER,
        Category::Operation if is_bound(vantage) && !grave => -EASIER,
        _ => 0,
    };
    habit - ambiguity
}
