//! `opportunist` believes that every wall has a seam: among what it could do it looks for what nobody is ready for
//! and what hits the table where it is weakest, and when deterrence is low it does what carries it up the ladder.

use super::{Adversary, Chance};
use crate::deck::{Effect, EventId, LadderStep, MeterId, OperationSet};
use crate::players::sample::fallback;
use crate::rules::holds::odds;
use crate::rules::{Fall, Lookout};

#[derive(Debug)]
pub(super) struct Opportunist;

/// How far chance can lift one seam above another, so that it is not read like a book.
const TILT: u32 = 12;

/// What a step up the ladder is worth to it when nothing deters it.
const CLIMB: i32 = 60;

impl Adversary for Opportunist {
    fn name(&self) -> &'static str {
        "opportunist"
    }

    fn choose(&self, lookout: &Lookout<'_>, chance: &mut Chance) -> Vec<EventId> {
        let mut seams: Vec<(i32, EventId)> = lookout
            .pool()
            .iter()
            .map(|card| (seam(lookout, *card) + i32::try_from(chance.dice.below(TILT)).unwrap_or(0), *card))
            .collect();
        seams.sort_by_key(|(worth, card)| (std::cmp::Reverse(*worth), *card));
        seams.into_iter().take(lookout.count()).map(|(_, card)| card).collect()
    }
}

/// How much an event hurts, as it would fall.
fn seam(lookout: &Lookout<'_>, card: EventId) -> i32 {
    let deck = lookout.deck();
    let event = &deck.events[card.index()];
    match lookout.expects(card) {
        // What the table is ready for only shows that it is ready.
        Fall::Forestalled => -20 + fallback(deck, lookout.picture(), card).map_or(0, |f| harm(lookout, &f.effects)),
        Fall::Softened => fallback(deck, lookout.picture(), card).map_or(0, |f| harm(lookout, &f.effects)),
        Fall::Full => {
            let dice = event.rolls.iter().map(|roll| {
                let chance = i32::from(odds(deck, lookout.picture(), &roll.chance, OperationSet::default()).chance);
                (chance * harm(lookout, &roll.effects[0]) + (100 - chance) * harm(lookout, &roll.effects[1])) / 100
            });
            harm(lookout, &event.effects) + dice.sum::<i32>()
        }
    }
}

fn harm(lookout: &Lookout<'_>, effects: &[Effect]) -> i32 {
    let one = |effect: &Effect| match effect {
        Effect::Meter { meter, add } => -i32::from(*add) * weakness(lookout, *meter),
        Effect::If { then, otherwise, .. } => i32::midpoint(harm(lookout, then), harm(lookout, otherwise)),
        Effect::Worsens(_) | Effect::Area { .. } => 4,
        Effect::Eases(_) => -4,
        // A work undone.
        Effect::Ends(_) | Effect::Flag { on: false, .. } => 8,
        Effect::Ladder(LadderStep::Up) => {
            // The first meter is deterrence.
            CLIMB * (100 - i32::from(lookout.meter(MeterId(0)).unwrap_or(50))) / 100
        }
        Effect::Ladder(LadderStep::Down) => -20,
        _ => 0,
    };
    effects.iter().map(one).sum()
}

/// What a point off a meter is worth: the nearer it is to its end, the more.
fn weakness(lookout: &Lookout<'_>, meter: MeterId) -> i32 {
    let base = if meter.index() < 2 { 3 } else { 2 };
    match lookout.meter(meter) {
        Some(0..=15) => base + 6,
        Some(16..=30) => base + 3,
        Some(31..=45) => base + 1,
        Some(76..) => base - 1,
        _ => base,
    }
}
