//! `sober` believes in order: the foundation first, the law when it opens, what the law opens before what it does not,
//! and words only where something stands behind them (Q2, L15). It announces what deters by being seen and keeps the rest
//! quiet, consents when the moment is grave and was prepared for, and never leaves an ally that is hit without help (P7).

use super::plan::designation;
use super::worth::{binds, is_consent, is_grave, provokes, value, worth};
use super::{Chance, Policy};
use crate::deck::{ActKind, Category, Effect, MeterId, RequestId, ResponseId};
use crate::rules::{Answer, Command, Manner, Vantage, options};

#[derive(Debug)]
pub(super) struct Sober;

/// A plan lists so many operations: enough to be of use, few enough to pass (L8).
const PLAN_BREADTH: usize = 6;

/// What an order has to be worth.
const WORTHWHILE: i32 = 6;

/// What is added to an operation of forces, which is there when it is needed and counts while it stands.
const IN_PLACE: i32 = 14;

/// What is added to a preparation while there is time for it.
const PREPARED: i32 = 8;

/// What is taken off for announcing while there is time: the room for it is wanted later.
const SPARED: i32 = 6;

/// A meter that stands no higher is spared.
const SPENT: u8 = 14;

impl Policy for Sober {
    fn name(&self) -> &'static str {
        "sober"
    }

    fn choose(&self, vantage: &Vantage<'_>, chance: &mut Chance) -> Command {
        answer(vantage)
            .or_else(|| relieve(vantage))
            .or_else(|| designation(vantage, PLAN_BREADTH))
            .or_else(|| ask(vantage))
            .or_else(|| order(vantage, chance))
            .unwrap_or(Command::Seal { defer: true, card: None })
    }
}

fn answer(vantage: &Vantage<'_>) -> Option<Command> {
    let request = vantage.waiting().next()?;
    let accepted = &vantage.deck().requests[request.index()].answers[0].1;
    let may = |answer| vantage.check_answer(request, answer).is_ok();
    let answer = if !may(Answer::Accept) {
        Answer::Decline
    } else if is_consent(vantage, request) && !is_grave(vantage) && may(Answer::Defer) {
        Answer::Defer
    } else if is_grave(vantage) || !provokes(accepted) && worth(vantage, accepted) >= 0 {
        Answer::Accept
    } else {
        Answer::Decline
    };
    Some(Command::Answer { request, answer })
}

fn ask(vantage: &Vantage<'_>) -> Option<Command> {
    if vantage.has_asked() {
        return None;
    }
    let deck = vantage.deck();
    let mut open = (0..deck.requests.len()).map(RequestId::at).filter(|request| vantage.check_ask(*request).is_ok());
    let wanted = |request: &RequestId| {
        let accepted = &deck.requests[request.index()].answers[0].1;
        // What is refused costs something: it asks when the answer can be yes.
        if is_consent(vantage, *request) { is_grave(vantage) } else { worth(vantage, accepted) > 0 }
    };
    open.find(wanted).map(|request| Command::Ask { request })
}

/// What runs and wears down a meter that is nearly spent is ended.
fn relieve(vantage: &Vantage<'_>) -> Option<Command> {
    let deck = vantage.deck();
    let mut running = options::responses(deck, vantage.seat()).iter().copied();
    running
        .find(|response| {
            wears_out(vantage, &deck.responses[response.index()].each_turn)
                && vantage.check_stand_down(*response).is_ok()
        })
        .map(|response| Command::StandDown { response })
}

fn wears_out(vantage: &Vantage<'_>, effects: &[Effect]) -> bool {
    let spent = |meter: MeterId| vantage.meter(meter).is_some_and(|value| value <= SPENT);
    effects.iter().any(|effect| matches!(effect, Effect::Meter { meter, add } if *add < 0 && spent(*meter)))
}

fn order(vantage: &Vantage<'_>, chance: &mut Chance) -> Option<Command> {
    let deck = vantage.deck();
    let foundation = vantage.act() == ActKind::Foundation;
    let mut best: Option<(i32, ResponseId, Manner)> = None;
    for response in options::responses(deck, vantage.seat()).iter().copied() {
        let card = &deck.responses[response.index()];
        if wears_out(vantage, &card.effects) || wears_out(vantage, &card.each_turn) {
            continue;
        }
        for manner in options::MANNERS {
            if vantage.check_order(response, manner).is_err() {
                continue;
            }
            let mut value = value(vantage, response, manner) + i32::try_from(chance.dice.below(6)).unwrap_or(0);
            value += match card.category {
                Category::Operation if !card.uses.is_empty() => IN_PLACE,
                Category::Preparation if foundation => PREPARED,
                _ => 0,
            };
            if manner == Manner::Publicly && card.quietly.is_some() {
                let commits = binds(&card.effects) || card.publicly.as_deref().is_some_and(binds);
                // Binding words come late, when something stands behind them; other announcements cost room.
                value -= if commits && !is_grave(vantage) { 3 * SPARED } else { SPARED };
            }
            if value > WORTHWHILE && best.is_none_or(|(known, ..)| value > known) {
                best = Some((value, response, manner));
            }
        }
    }
    best.map(|(_, response, manner)| Command::Lay { response, manner })
}
