//! The Basic Response Plan that a policy draws up: which operations it names, and how many. It knows none by name.

use crate::deck::{OperationId, OperationSet, SituationId};
use crate::rules::{Command, Vantage, law};

/// The operations that this seat's cards use most, within what a plan can list and no more than `breadth`.
pub(super) fn plan_for(vantage: &Vantage<'_>, situation: SituationId, breadth: usize) -> OperationSet {
    let deck = vantage.deck();
    if !deck.law.situations[situation.index()].plan {
        return OperationSet::default();
    }
    let plannable = law::plannable(deck, situation);
    let uses = |operation: OperationId| {
        let cards = deck.responses_of[vantage.seat().index()].iter().map(|r| &deck.responses[r.index()]);
        cards.filter(|card| card.uses.iter().any(|used| used.operation == operation)).count()
    };
    let mut listed: Vec<OperationId> = plannable.iter().collect();
    // What is running would end if it were left out; what only this situation adds is why the plan is drawn up.
    let runs = |operation: OperationId| {
        let cards = deck.responses_of[vantage.seat().index()].iter();
        cards
            .filter(|response| vantage.runs(**response))
            .any(|response| deck.responses[response.index()].uses.iter().any(|used| used.operation == operation))
    };
    let below = SituationId(situation.0 - 1);
    let added = |operation: &OperationId| !law::plannable(deck, below).has(*operation);
    listed.sort_by_key(|operation| {
        (
            std::cmp::Reverse(runs(*operation)),
            std::cmp::Reverse(added(operation)),
            std::cmp::Reverse(uses(*operation)),
            operation.0,
        )
    });
    listed.into_iter().take(breadth).collect()
}

/// The highest situation that the law's seat can designate now, with a plan of so many operations; `None` for other seats.
pub(super) fn designation(vantage: &Vantage<'_>, breadth: usize) -> Option<Command> {
    let deck = vantage.deck();
    if vantage.seat() != deck.law.seat {
        return None;
    }
    let (now, _) = vantage.situation();
    (usize::from(now.0) + 1..deck.law.situations.len()).rev().map(SituationId::at).find_map(|situation| {
        let plan = plan_for(vantage, situation, breadth);
        vantage.check_designate(situation, plan).is_ok().then_some(Command::Designate { situation, plan })
    })
}
