//! Scenarios and outcomes as written: where a game starts, how long it lasts, how it ends.

use super::condition::Condition;
use super::effect::Effect;
use super::table::AreaMood;
use super::tagged::by_key;
use super::words::{Sources, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A start and the acts that follow.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The scenario's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it is about, and how long it takes.
    pub brief: Text,
    /// The date of the first turn: `2027-04-01`.
    pub date: String,
    /// Meters that start elsewhere than their own `start`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(schema_with = "super::shapes::levels")]
    pub meters: BTreeMap<String, u8>,
    /// Flags that are set from the start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(schema_with = "super::shapes::ids")]
    pub flags: Vec<String>,
    /// Areas that start elsewhere than their own `start`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub areas: BTreeMap<String, AreaMood>,
    /// The rung on which Beijing starts.
    pub rung: String,
    /// The acts, in order; the conflict act, if any, comes last.
    pub acts: Vec<ScenarioAct>,
    /// What happens in a given turn whatever the dice say, as an exercise's list of scripted events has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub injects: Vec<Inject>,
    /// The only cards in play, besides those that are scripted. All of the deck's unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Only>,
    /// What a guided game tells a seat to try, turn by turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lessons: Vec<Lesson>,
    /// Where it comes from.
    pub source: Sources,
}

/// An act of a scenario.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioAct {
    /// Which act.
    pub act: ActKind,
    /// What the table reads when it begins.
    pub brief: Text,
    /// How many turns it lasts at most (1–40).
    #[schemars(range(min = 1, max = 40))]
    pub turns: u8,
    /// Months that a turn takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u8>,
    /// Days that a turn takes, where it is not months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u8>,
    /// Beijing stands at least on this rung when it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<String>,
    /// What happens when it begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
}

/// A scripted event or request: exactly one of the two.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// The turn in which it happens (the first is 1).
    #[schemars(range(min = 1, max = 60))]
    pub turn: u8,
    /// The event that falls then. What a turn scripts is all that falls in it: nothing is drawn beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The request that is made then, if it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

/// A step of a guided game: shown to its seat in its turn, and ticked off when it is done.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The turn in which it is shown (the first is 1).
    #[schemars(range(min = 1, max = 60))]
    pub turn: u8,
    /// The seat that it speaks to.
    pub seat: String,
    /// What is to be tried, in a few words.
    pub title: Text,
    /// How, and what to look for.
    pub text: Text,
    /// What is to be done: each front end says by which keys or words, and ticks it off. Without it the lesson
    /// is something to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// What has to hold besides before it is ticked off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done_when: Vec<Condition>,
}

by_key! {
    /// What a lesson asks for.
    pub enum Step as "a step of a lesson" {
        /// Read what stands with an option; it need not be one that can be ordered.
        "look_at" => LookAt {
            /// The response's id.
            look_at: String,
        }
        /// Lay an order.
        "order" => Order {
            /// The response's id.
            order: String,
        }
        /// Make a request.
        "ask" => Ask {
            /// The request's id.
            ask: String,
        }
        /// Answer a request, in whatever way.
        "answer" => Answer {
            /// The request's id.
            answer: String,
        }
        /// Open the procedure for a situation.
        "designate" => Designate {
            /// The situation's id.
            designate: String,
        }
        /// Look at a part of the table.
        "open" => Open {
            /// Which part.
            open: Panel,
        }
        /// Seal the turn.
        "seal" => Seal {
            /// Always `true`.
            seal: bool,
        }
    }
}

/// A part of the table that a lesson can point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Panel {
    /// What was done this turn, and what may come.
    Situation,
    /// What the law permits, and how a situation is designated.
    Law,
    /// Promises, what runs, what the seat wants for itself.
    Ledger,
    /// The areas.
    Map,
}

/// The only cards in play in a scenario. A list that is left out means all of the deck's.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Only {
    /// The events that can be drawn, or be falsely signalled. Those that are scripted fall all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<String>>,
    /// The responses that can be ordered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responses: Option<Vec<String>>,
    /// The requests that can be made. Those that are scripted are made all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requests: Option<Vec<String>>,
}

/// The acts of a crisis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// Before the crisis: what is not prepared here will be slow, barred or clumsy later.
    Foundation,
    /// The crisis.
    Crisis,
    /// The day has come.
    Conflict,
}

/// How a game can end.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The outcome's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What came of it, in a paragraph.
    pub epilogue: Text,
    /// Whether deterrence held.
    pub held: bool,
    /// It ends the game at the end of the turn in which these hold.
    pub when: Vec<Condition>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources,
}
