//! Whether conditions hold, and what a chance comes to, in a state.

use super::state::State;
use crate::deck::{AreaId, Chance, Condition, Deck, OperationSet, Term, TermKind};
use serde::{Deserialize, Serialize};

/// A chance as it came to: what was added by which term, in the order of the deck, and the sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Odds {
    /// Before any term.
    pub base: i16,
    /// What each term added; 0 where it did not apply.
    pub terms: Box<[i16]>,
    /// The chance in percent.
    pub chance: u8,
}

impl Odds {
    /// No chance at all.
    pub fn none() -> Self {
        Self { base: 0, terms: Box::default(), chance: 0 }
    }
}

/// Whether all conditions hold.
pub fn all_hold(deck: &Deck, state: &State, conditions: &[Condition]) -> bool {
    conditions.iter().all(|condition| holds(deck, state, condition))
}

/// Whether a condition holds.
pub fn holds(deck: &Deck, state: &State, condition: &Condition) -> bool {
    match condition {
        Condition::Meter { meter, from, below } => (*from..*below).contains(&state.meter(*meter)),
        Condition::Flag { flag, is } => state.flag(*flag) == *is,
        Condition::Area { area, from, to } => (*from..=*to).contains(&state.area(*area)),
        Condition::AnyArea { kind, from } => {
            (0..deck.areas.len()).any(|area| deck.areas[area].kind == *kind && state.area(AreaId::at(area)) >= *from)
        }
        Condition::Rung { from, to } => (*from..=*to).contains(&state.rung),
        Condition::Situation { from, to } => (*from..=*to).contains(&state.situation),
        Condition::Act(act) => state.act(deck) == *act,
        Condition::Turn(turn) => state.turn >= *turn,
        Condition::Played { memory, .. } | Condition::Fell { memory, .. } => state.remembers(*memory),
        Condition::Standing(response) => state.is_standing(*response),
        Condition::PlanLists(operation) => state.plan.has(*operation),
        Condition::Procedure(situation) => state.procedure.is_some_and(|p| p.situation == *situation),
        Condition::Promise { promise, is } => state.promise(*promise).is == Some(*is),
        Condition::Request { request, is } => state.request(*request).is == Some(*is),
        Condition::Count { count, seat, from } => state.count(*count, *seat) >= *from,
        Condition::Finished(is) => {
            let finished = state.in_last_turn(deck)
                && (!state.day_has_come(deck) || state.act(deck) == crate::deck::ActKind::Conflict);
            finished == *is
        }
        Condition::Any(list) => list.iter().any(|condition| holds(deck, state, condition)),
        Condition::All(list) => all_hold(deck, state, list),
        Condition::Not(condition) => !holds(deck, state, condition),
    }
}

/// What a chance comes to, term by term. `plan` is the plan in procedure, where there is one.
pub fn odds(deck: &Deck, state: &State, chance: &Chance, plan: OperationSet) -> Odds {
    let mut sum = i32::from(chance.base);
    let add = |term: &Term| {
        let add = added(deck, state, &term.kind, plan);
        sum += add;
        i16::try_from(add).unwrap_or(i16::MAX)
    };
    let terms = chance.terms.iter().map(add).collect();
    Odds { base: chance.base, terms, chance: bounded(chance, sum) }
}

/// What a chance comes to in percent: the sum of its [`odds`] alone.
pub fn percent(deck: &Deck, state: &State, chance: &Chance, plan: OperationSet) -> u8 {
    let add = |sum, term: &Term| sum + added(deck, state, &term.kind, plan);
    bounded(chance, chance.terms.iter().fold(i32::from(chance.base), add))
}

fn bounded(chance: &Chance, sum: i32) -> u8 {
    u8::try_from(sum.clamp(chance.min.into(), chance.max.into())).unwrap_or(100)
}

/// What a term adds.
fn added(deck: &Deck, state: &State, kind: &TermKind, plan: OperationSet) -> i32 {
    match kind {
        TermKind::Meter { meter, around, percent } => {
            (i32::from(state.meter(*meter)) - i32::from(*around)) * i32::from(*percent) / 100
        }
        TermKind::When { when, add } => {
            if all_hold(deck, state, when) {
                i32::from(*add)
            } else {
                0
            }
        }
        TermKind::Breadth { each, beyond } => {
            let broad = i32::try_from(plan.count()).unwrap_or(64) - i32::from(*beyond);
            broad.max(0) * i32::from(*each)
        }
    }
}
