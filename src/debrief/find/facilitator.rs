//! The facilitator's acts and marks: all of them, those that a rewind set aside too.

use super::At;
use crate::debrief::record::Record;
use crate::rules::{Event, MarkKind};

/// An act of the facilitator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Where.
    pub at: At,
    /// When, UTC; may be empty.
    pub time: String,
    /// What was done.
    pub event: Event,
    /// A rewind set it aside later.
    pub aside: bool,
}

impl Act {
    /// What it marks for the debrief, where it marks something.
    pub fn mark(&self) -> Option<(MarkKind, &str)> {
        match &self.event {
            Event::Marked { kind, text } => Some((*kind, text)),
            _ => None,
        }
    }
}

/// Every act of the facilitator, in the order of the journal.
pub fn find(record: &Record) -> Vec<Act> {
    let mut found: Vec<Act> = Vec::new();
    let mut turn = 0;
    for step in &record.steps {
        for event in &step.events {
            match event {
                Event::TurnBegan { turn: begun, .. } => turn = *begun,
                Event::Rewound { turn: to, .. } => {
                    // The turns from `to` on were played again: what was done in them was set aside.
                    for act in found.iter_mut().filter(|act| act.at.turn >= *to) {
                        act.aside = act.aside || !matches!(act.event, Event::Rewound { .. });
                    }
                    turn = *to;
                }
                _ => {}
            }
            let acts = matches!(
                event,
                Event::Injected { .. }
                    | Event::Adjusted { .. }
                    | Event::Ruled { .. }
                    | Event::EstimatesSwitched { .. }
                    | Event::Paused
                    | Event::Resumed
                    | Event::Rewound { .. }
                    | Event::Marked { .. }
            );
            if acts {
                let at = At::new(turn, step.n);
                found.push(Act { at, time: step.time.clone(), event: event.clone(), aside: false });
            }
        }
    }
    found
}
