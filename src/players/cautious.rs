//! `cautious` believes in ambiguity (Q3): it prepares quietly, asks before it acts, and avoids whatever provokes and
//! whatever binds it. It gives consent only when fighting has begun, and it would rather put an answer off than
//! decline.

use super::plan::plan_for;
use super::worth::{binds, is_consent, is_grave, provokes, value, worth};
use super::{Chance, Policy};
use crate::deck::{ActKind, Deck, Effect, RequestId, ResponseId, SituationId};
use crate::rules::{Answer, Command, Manner, Vantage, options};

#[derive(Debug)]
pub(super) struct Cautious;

/// A plan lists so few operations that it cannot frighten anybody.
const PLAN_BREADTH: usize = 3;

/// What an order has to be worth to it.
const WORTHWHILE: i32 = 6;

/// A meter that stands no higher is to be spared.
const LOW: u8 = 20;

impl Policy for Cautious {
    fn name(&self) -> &'static str {
        "cautious"
    }

    fn choose(&self, vantage: &Vantage<'_>, chance: &mut Chance) -> Command {
        answer(vantage)
            .or_else(|| ask(vantage))
            .or_else(|| relieve(vantage))
            .or_else(|| designate(vantage))
            .or_else(|| order(vantage, chance))
            .unwrap_or(Command::Seal { defer: true, card: None })
    }
}

fn answer(vantage: &Vantage<'_>) -> Option<Command> {
    let request = vantage.waiting().next()?;
    let deck = vantage.deck();
    let accepted = &deck.requests[request.index()].answers[0].1;
    let answer = if vantage.check_answer(request, Answer::Accept).is_err() {
        Answer::Decline
    } else if is_consent(vantage, request) {
        if vantage.act() == ActKind::Conflict { Answer::Accept } else { Answer::Defer }
    } else if provokes(accepted) || binds(accepted) || worth(vantage, accepted) < 0 {
        Answer::Defer
    } else {
        Answer::Accept
    };
    Some(Command::Answer { request, answer })
}

/// It would rather have asked, and long before the answer matters.
fn ask(vantage: &Vantage<'_>) -> Option<Command> {
    if vantage.has_asked() {
        return None;
    }
    let deck = vantage.deck();
    let harmless = |request: &RequestId| {
        let accepted = &deck.requests[request.index()].answers[0].1;
        is_consent(vantage, *request) || !provokes(accepted) && worth(vantage, accepted) >= 0
    };
    let requests = (0..deck.requests.len()).map(RequestId::at);
    let mut open = requests.filter(|request| vantage.check_ask(*request).is_ok());
    open.find(harmless).map(|request| Command::Ask { request })
}

/// What runs and wears down a low meter is ended.
fn relieve(vantage: &Vantage<'_>) -> Option<Command> {
    let deck = vantage.deck();
    let low = |effect: &Effect| matches!(effect, Effect::Meter { meter, add } if *add < 0 && vantage.meter(*meter).is_some_and(|v| v <= LOW));
    let wears = |response: &ResponseId| deck.responses[response.index()].each_turn.iter().any(low);
    let mut worn = options::responses(deck, vantage.seat()).iter().copied().filter(wears);
    worn.find(|response| vantage.check_stand_down(*response).is_ok()).map(|response| Command::StandDown { response })
}

/// One step at a time, and only when the moment is grave.
fn designate(vantage: &Vantage<'_>) -> Option<Command> {
    let deck = vantage.deck();
    if vantage.seat() != deck.law.seat || !is_grave(vantage) {
        return None;
    }
    let (now, _) = vantage.situation();
    (usize::from(now.0) + 1..deck.law.situations.len()).map(SituationId::at).find_map(|situation| {
        let plan = plan_for(vantage, situation, PLAN_BREADTH);
        vantage.check_designate(situation, plan).is_ok().then_some(Command::Designate { situation, plan })
    })
}

/// The manner in which it would do something, if it would do it at all: quietly wherever that can be, and in
/// public only what neither provokes nor binds.
fn manner(deck: &Deck, response: ResponseId) -> Option<Manner> {
    let card = &deck.responses[response.index()];
    let tame = |effects: &[Effect]| !provokes(effects) && !binds(effects);
    let dice = card.rolls.iter().all(|roll| roll.effects.iter().all(|effects| tame(effects)));
    let (manner, effects) = match (&card.quietly, &card.publicly) {
        (Some(quietly), _) => (Manner::Quietly, Some(quietly)),
        (None, publicly) => (Manner::Publicly, publicly.as_ref()),
    };
    let all = tame(&card.effects) && tame(&card.each_turn) && effects.is_none_or(|effects| tame(effects));
    (dice && all).then_some(manner)
}

fn order(vantage: &Vantage<'_>, chance: &mut Chance) -> Option<Command> {
    let deck = vantage.deck();
    let mut best: Option<(i32, Command)> = None;
    for response in options::responses(deck, vantage.seat()).iter().copied() {
        let Some(manner) = manner(deck, response) else { continue };
        if vantage.check_order(response, manner).is_err() {
            continue;
        }
        // Between things as good as each other, chance decides.
        let value = value(vantage, response, manner) + i32::try_from(chance.dice.below(6)).unwrap_or(0);
        if value > WORTHWHILE && best.as_ref().is_none_or(|(known, _)| value > *known) {
            best = Some((value, Command::Lay { response, manner }));
        }
    }
    best.map(|(_, command)| command)
}
