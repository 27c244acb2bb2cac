//! What the effects of a card are worth to an ally that weighs them by the meters as they stand. It knows no card by
//! name, and it decides nothing: policies do.

use crate::deck::{ActKind, AreaMood, Effect, LadderStep, MeterId, PromiseMark, RequestId, ResponseId};
use crate::rules::options::effects_in;
use crate::rules::{Manner, Vantage};

/// Whether the moment is grave: fighting, or two rungs from it at most.
pub(super) fn is_grave(vantage: &Vantage<'_>) -> bool {
    let attack = vantage.deck().ladder.attack.0;
    vantage.act() == ActKind::Conflict || vantage.rung().0 + 2 >= attack
}

/// Whether a request asks for one of the law's consents.
pub(super) fn is_consent(vantage: &Vantage<'_>, request: RequestId) -> bool {
    vantage.deck().law.consents.iter().any(|consent| consent.request == request)
}

/// What an order is worth against what it costs, as it stands.
pub(super) fn value(vantage: &Vantage<'_>, response: ResponseId, manner: Manner) -> i32 {
    let card = &vantage.deck().responses[response.index()];
    let by_manner = effects_in(vantage.deck(), response, manner);
    let mut value =
        worth(vantage, &card.effects) + by_manner.map(|effects| worth(vantage, effects)).iter().sum::<i32>();
    value += card
        .rolls
        .iter()
        .map(|roll| i32::midpoint(worth(vantage, &roll.effects[0]), worth(vantage, &roll.effects[1])))
        .sum::<i32>();
    if card.standing {
        value += 2 * worth(vantage, &card.each_turn);
    }
    if vantage.act() != ActKind::Foundation && card.takes > 0 {
        value -= 4 * i32::from(card.takes);
    }
    let partners = card.parties.without(vantage.seat());
    if partners.iter().next().is_some() {
        value += if partners.iter().all(|partner| vantage.partner_laid(partner, response)) { 20 } else { -4 };
    }
    // What is worth more than it costs in orders.
    value * 3 / (2 + i32::from(card.cost))
}

/// What effects are worth to a sober ally, as it stands.
pub(super) fn worth(vantage: &Vantage<'_>, effects: &[Effect]) -> i32 {
    effects.iter().map(|effect| worth_of(vantage, effect)).sum()
}

fn worth_of(vantage: &Vantage<'_>, effect: &Effect) -> i32 {
    match effect {
        Effect::Meter { meter, add } => i32::from(*add) * weight(vantage, *meter),
        // Something put in place makes something else possible.
        Effect::Flag { on: true, .. } => 8,
        Effect::Flag { on: false, .. } => -8,
        Effect::Promise(promise) => match vantage.promise(*promise) {
            Some(PromiseMark::Open | PromiseMark::Due) => 0,
            _ => -6,
        },
        Effect::Worsens(_) => -3,
        Effect::Eases(_) => 3,
        Effect::If { then, otherwise, .. } => i32::midpoint(worth(vantage, then), worth(vantage, otherwise)),
        // Words taken back cost what walking them back costs.
        Effect::WalksBack(promise) => match vantage.promise(*promise) {
            Some(PromiseMark::Open) => worth(vantage, &vantage.deck().promises[promise.index()].effects[2]),
            _ => 0,
        },
        Effect::Area { .. } | Effect::Ends(_) | Effect::Ladder(_) => 0,
    }
}

/// The headline meters weigh most; any meter weighs more the nearer it is to its end.
pub(super) fn weight(vantage: &Vantage<'_>, meter: MeterId) -> i32 {
    let base = if meter.index() < 2 { 3 } else { 2 };
    match vantage.meter(meter) {
        Some(0..=20) => base + 3,
        Some(21..=35) => base + 1,
        _ => base,
    }
}

/// Whether effects raise the temperature: an area grows worse, or the adversary is brought a rung up.
pub(super) fn provokes(effects: &[Effect]) -> bool {
    any(effects, &|effect| {
        let worse = matches!(effect, Effect::Area { becomes, .. } if *becomes > AreaMood::Calm);
        worse || matches!(effect, Effect::Worsens(_) | Effect::Ladder(LadderStep::Up))
    })
}

/// Whether effects give a word that must be kept.
pub(super) fn binds(effects: &[Effect]) -> bool {
    any(effects, &|effect| matches!(effect, Effect::Promise(_)))
}

fn any(effects: &[Effect], is: &dyn Fn(&Effect) -> bool) -> bool {
    effects.iter().any(|effect| match effect {
        Effect::If { then, otherwise, .. } => any(then, is) || any(otherwise, is),
        effect => is(effect),
    })
}
