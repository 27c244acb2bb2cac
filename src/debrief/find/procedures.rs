//! Procedures: how far each came, and how long it took.

use super::At;
use crate::debrief::played::Played;
use crate::deck::{Deck, OperationSet, SituationId};
use crate::rules::event::{Die, StageResult};
use crate::rules::holds::all_hold;
use crate::rules::{Event, State};

/// A stage that was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// Where.
    pub at: At,
    /// Its place in the situation's stages.
    pub stage: u8,
    /// How it went.
    pub result: StageResult,
    /// The chance in percent, and the die.
    pub die: Option<(u8, u8)>,
}

/// How a procedure ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The situation was designated.
    Designated(At),
    /// A stage failed.
    Failed(At),
    /// It was given up.
    Dropped(At),
    /// It was under way when the game ended.
    UnderWay,
}

/// A procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// Where it was opened.
    pub opened: At,
    /// For which situation.
    pub situation: SituationId,
    /// With which plan.
    pub plan: OperationSet,
    /// The stages that were decided.
    pub stages: Vec<Stage>,
    /// How it ended.
    pub end: End,
    /// How many turn ends it took so far.
    pub turns: u8,
    /// How many it would have taken at best, with what was in place when it was opened.
    pub best: u8,
}

/// Every procedure, in order.
pub fn find(played: &Played) -> Vec<Procedure> {
    let mut found: Vec<Procedure> = Vec::new();
    for turn in &played.turns {
        let mut die = None;
        turn.walk(&played.deck, |state, moment| {
            let at = At::new(turn.number, moment.line);
            let open = found.last_mut().filter(|procedure| procedure.end == End::UnderWay);
            match &moment.event {
                Event::ProcedureOpened { situation, plan, .. } => {
                    let best = best(&played.deck, state, *situation);
                    found.push(Procedure {
                        opened: at,
                        situation: *situation,
                        plan: *plan,
                        stages: Vec::new(),
                        end: End::UnderWay,
                        turns: 0,
                        best,
                    });
                }
                Event::Rolled { die: Die::Stage(..), odds, rolled, .. } => die = Some((odds.chance, *rolled)),
                Event::StageDecided { stage, result, .. } => {
                    if let Some(procedure) = open {
                        procedure.stages.push(Stage { at, stage: *stage, result: *result, die: die.take() });
                        if *result == StageResult::Failed {
                            procedure.turns += 1;
                            procedure.end = End::Failed(at);
                        }
                    }
                }
                Event::Designated { situation, .. } => {
                    if let Some(procedure) = open.filter(|procedure| procedure.situation == *situation) {
                        procedure.turns += 1;
                        procedure.end = End::Designated(at);
                    }
                }
                Event::ProcedureDropped { .. } => {
                    if let Some(procedure) = open {
                        procedure.end = End::Dropped(at);
                    }
                }
                Event::TurnEnded { .. } => {
                    if let Some(procedure) = open {
                        procedure.turns += 1;
                    }
                }
                _ => {}
            }
        });
    }
    found
}

/// The turn ends that a situation's stages take in a state, if none is delayed.
fn best(deck: &Deck, state: &State, situation: SituationId) -> u8 {
    let stages = &deck.law.situations[situation.index()].stages;
    stages.iter().map(|stage| turns_of(deck, state, stage)).fold(0, u8::saturating_add)
}

/// The turn ends that one stage takes in a state, by the rules' own measure.
pub fn turns_of(deck: &Deck, state: &State, stage: &crate::deck::Stage) -> u8 {
    let saved = stage.faster.iter().filter(|when| all_hold(deck, state, when)).count();
    stage.turns.saturating_sub(u8::try_from(saved).unwrap_or(u8::MAX)).max(1)
}
