//! `resolute` believes that doubt invites the test: it commits itself in public, acts early, designates as soon as
//! the law allows with a plan that leaves nothing out, and consents at once to whatever the law lets it accept.

use super::plan::designation;
use super::worth::{binds, is_consent, value, worth};
use super::{Chance, Policy};
use crate::deck::{ActKind, Effect, MeterId, RequestId, ResponseId};
use crate::rules::{Answer, Command, Manner, Vantage, options};

#[derive(Debug)]
pub(super) struct Resolute;

/// A plan lists so many operations, though a broad one is harder to pass.
const PLAN_BREADTH: usize = 8;

/// What an order has to be worth to it.
const WORTHWHILE: i32 = 4;

/// A meter that stands no higher is spared all the same.
const SPENT: u8 = 8;

impl Policy for Resolute {
    fn name(&self) -> &'static str {
        "resolute"
    }

    fn choose(&self, vantage: &Vantage<'_>, chance: &mut Chance) -> Command {
        answer(vantage)
            .or_else(|| designation(vantage, PLAN_BREADTH))
            .or_else(|| ask(vantage))
            .or_else(|| order(vantage, chance))
            .unwrap_or(Command::Seal { defer: true, card: None })
    }
}

fn answer(vantage: &Vantage<'_>) -> Option<Command> {
    let request = vantage.waiting().next()?;
    let can = vantage.check_answer(request, Answer::Accept).is_ok();
    Some(Command::Answer { request, answer: if can { Answer::Accept } else { Answer::Decline } })
}

/// It asks for all that it may need, and does not wait for the moment.
fn ask(vantage: &Vantage<'_>) -> Option<Command> {
    let deck = vantage.deck();
    let requests = (0..deck.requests.len()).map(RequestId::at);
    let mut open = requests.filter(|request| vantage.check_ask(*request).is_ok());
    let wanted = |request: &RequestId| {
        is_consent(vantage, *request) || worth(vantage, &deck.requests[request.index()].answers[0].1) >= 0
    };
    open.find(wanted).map(|request| Command::Ask { request })
}

fn order(vantage: &Vantage<'_>, chance: &mut Chance) -> Option<Command> {
    let deck = vantage.deck();
    let mut best: Option<(i32, Command)> = None;
    for response in options::responses(deck, vantage.seat()).iter().copied() {
        // In public wherever that can be.
        let manner = options::MANNERS.into_iter().find(|manner| vantage.check_order(response, *manner).is_ok());
        let Some(manner) = manner else { continue };
        if exhausts(vantage, response) {
            continue;
        }
        let card = &deck.responses[response.index()];
        let mut value = value(vantage, response, manner) + i32::try_from(chance.dice.below(6)).unwrap_or(0);
        if manner == Manner::Publicly {
            let commits = binds(&card.effects) || card.publicly.as_ref().is_some_and(|effects| binds(effects));
            // A word given is what deters; and what is announced early deters longest.
            value += if commits { 24 } else { 6 };
            value += if vantage.act() == ActKind::Foundation { 4 } else { 0 };
        }
        if value > WORTHWHILE && best.as_ref().is_none_or(|(known, _)| value > *known) {
            best = Some((value, Command::Lay { response, manner }));
        }
    }
    best.map(|(_, command)| command)
}

/// Whether an operation would wear down what is nearly spent: resolve is not recklessness.
fn exhausts(vantage: &Vantage<'_>, response: ResponseId) -> bool {
    let spent = |meter: MeterId| vantage.meter(meter).is_some_and(|value| value <= SPENT);
    let wears = |effect: &Effect| matches!(effect, Effect::Meter { meter, add } if *add < 0 && spent(*meter));
    let card = &vantage.deck().responses[response.index()];
    card.effects.iter().chain(&card.each_turn).any(wears)
}
