//! What a situation permits, operation by kind of area: the law alone, without rulings and consents.

use super::Permit;
use crate::deck::{AreaKind, Deck, OperationId, OperationSet, SituationId};
use crate::rules::law::{Case, judge};

const KINDS: [AreaKind; 4] =
    [AreaKind::JapanTerritory, AreaKind::SurroundingWaters, AreaKind::HighSeas, AreaKind::ForeignTerritory];

/// What would be permitted to the law's seat, were the situation designated, and under which conditions. Operations that are
/// permitted nowhere, and those that wait for a consent instead, are left out.
pub(super) fn of(
    deck: &Deck,
    situation: SituationId,
    plannable: OperationSet,
) -> Vec<(OperationId, [Option<Permit>; 4])> {
    let judged = |operation, kind, combat, invited, plan| {
        let seat = deck.law.seat;
        let case = Case { seat, operation, kind, combat, integrated: false, invited, situation, plan, consents: 0 };
        judge(deck, &case).is_permitted()
    };
    let permit = |operation, kind| {
        judged(operation, kind, false, true, plannable).then(|| Permit {
            listed: !judged(operation, kind, false, true, OperationSet::default()),
            away_from_combat: !judged(operation, kind, true, true, plannable),
            invited: !judged(operation, kind, false, false, plannable),
        })
    };
    (0..deck.operations.len())
        .map(OperationId::at)
        .filter(|operation| !deck.law.consents.iter().any(|consent| consent.operations.has(*operation)))
        .map(|operation| (operation, KINDS.map(|kind| permit(operation, kind))))
        .filter(|(_, row)| row.iter().any(Option::is_some))
        .collect()
}
