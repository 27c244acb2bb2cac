//! What a situation permits, operation by kind of area: the law alone, without rulings and consents.

use super::Permit;
use crate::deck::{AreaKind, Deck, OperationId, OperationSet, SituationId};
use crate::rules::law::{Case, judge};
use crate::rules::state::State;

const KINDS: [AreaKind; 4] =
    [AreaKind::JapanTerritory, AreaKind::SurroundingWaters, AreaKind::HighSeas, AreaKind::ForeignTerritory];

/// What would be permitted to the law's seat, were the situation designated. Operations that are permitted nowhere,
/// and those that wait for a consent instead, are left out.
pub(super) fn of(
    deck: &Deck,
    state: &State,
    situation: SituationId,
    plannable: OperationSet,
) -> Vec<(OperationId, [Permit; 4])> {
    let judged = |operation, kind, combat, plan| {
        let seat = deck.law.seat;
        let case = Case { seat, operation, kind, combat, integrated: false, situation, plan, consents: 0 };
        judge(deck, &case).is_permitted()
    };
    let permit = |operation, kind| {
        if judged(operation, kind, true, state.plan) {
            Permit::Always
        } else if judged(operation, kind, false, state.plan) {
            Permit::OutsideCombat
        } else if judged(operation, kind, false, plannable) {
            Permit::Listed
        } else {
            Permit::Never
        }
    };
    (0..deck.operations.len())
        .map(OperationId::at)
        .filter(|operation| !deck.law.consents.iter().any(|consent| consent.operations.has(*operation)))
        .map(|operation| (operation, KINDS.map(|kind| permit(operation, kind))))
        .filter(|(_, row)| row.iter().any(|permit| *permit != Permit::Never))
        .collect()
}
