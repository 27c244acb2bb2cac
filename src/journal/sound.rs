//! Whether recorded events can be applied and told at all. A save that strangers hand on may hold anything
//! that JSON can say; what could not have come from any version of the rules is damage, not a crash.

use super::MOST_TURNS;
use crate::deck::{Deck, ScenarioId, text::is_forbidden};
use crate::rules::Event;
use crate::rules::event::{Die, EndReason};

/// Whether events fit their deck.
///
/// # Errors
/// What is wrong with the first that does not.
pub(super) fn check(deck: &Deck, scenario: ScenarioId, events: &[Event]) -> Result<(), &'static str> {
    events.iter().try_for_each(|event| check_one(deck, scenario, event))
}

fn check_one(deck: &Deck, scenario: ScenarioId, event: &Event) -> Result<(), &'static str> {
    let need = |sound: bool, why: &'static str| if sound { Ok(()) } else { Err(why) };
    let texts = |texts: &[&str]| {
        let sound = texts.iter().all(|text| !text.chars().any(is_forbidden));
        need(sound, "a text has characters that must not be drawn")
    };
    let situation = |situation: crate::deck::SituationId, stage: u8| {
        let stages = deck.law.situations[situation.index()].stages.len();
        need(usize::from(stage) < stages.max(1), "the situation has no such stage")
    };
    match event {
        Event::ActBegan { act } => {
            need(usize::from(*act) < deck.scenarios[scenario.index()].acts.len(), "the scenario has no such act")
        }
        Event::TurnBegan { turn, turn_in_act, months, days } => {
            let (turn, turn_in_act) = (usize::from(*turn), usize::from(*turn_in_act));
            need((1..=MOST_TURNS).contains(&turn) && turn_in_act <= turn, "there is no such turn")?;
            need(*months <= 12_000 && *days <= 36_500, "the calendar ends before that")
        }
        Event::MeterMoved { from, to, .. } => need(*from <= 100 && *to <= 100, "a meter has no such value"),
        Event::Adjusted { from, to, reason, .. } => {
            need(*from <= 100 && *to <= 100, "a meter has no such value")?;
            texts(&[reason])
        }
        Event::Rolled { die, odds, .. } => {
            let rolls = match die {
                Die::Event(card, roll) => (*roll, deck.events[card.index()].rolls.len()),
                Die::Response(card, roll) => (*roll, deck.responses[card.index()].rolls.len()),
                Die::Stage(situation, stage) => (*stage, deck.law.situations[situation.index()].stages.len()),
                Die::Friction(_) => (0, 1),
            };
            need(usize::from(rolls.0) < rolls.1, "the card has no such die")?;
            need(odds.chance <= 100, "a chance has no such value")
        }
        Event::StageDecided { situation: of, stage, .. } | Event::ProcedureMoved { situation: of, stage, .. } => {
            situation(*of, *stage)
        }
        Event::ProcedureOpened { situation: of, .. } => situation(*of, 0),
        Event::Sealed { card: Some(card), .. } => {
            need(card.not_today.is_none_or(|chance| chance <= 100), "a chance has no such value")?;
            texts(&[&card.why])
        }
        Event::Noted { text, .. } | Event::Marked { text, .. } => texts(&[text]),
        Event::Ruled { reason, .. } => texts(&[reason]),
        Event::Rewound { turn, reason } => {
            need((1..=MOST_TURNS).contains(&usize::from(*turn)), "there is no such turn")?;
            texts(&[reason])
        }
        Event::OrderBarred { why, source, .. } | Event::Ended { reason: EndReason::Law { why, source }, .. } => {
            texts(&[why, source])
        }
        Event::Decided { today, climb, step_down, .. } => {
            let sound = [today, climb, step_down].iter().all(|odds| odds.chance <= 100);
            need(sound, "a chance has no such value")
        }
        _ => Ok(()),
    }
}
