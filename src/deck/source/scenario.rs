//! Scenarios and outcomes as written: where a game starts, how long it lasts, how it ends.

use super::condition::Condition;
use super::effect::Effect;
use super::table::AreaMood;
use super::words::{Sources, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A start and the acts that follow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The scenario's id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it is about, and how long it takes.
    pub brief: Text,
    /// The date of the first turn: `2027-04-01`.
    pub date: String,
    /// Meters that start elsewhere than their own `start`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub meters: BTreeMap<String, u8>,
    /// Flags that are set from the start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
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
    /// What a guided game tells a seat to try, turn by turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lessons: Vec<Lesson>,
    /// Where it comes from.
    pub source: Sources,
}

/// An act of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioAct {
    /// Which act.
    pub act: ActKind,
    /// What the table reads when it begins.
    pub brief: Text,
    /// How many turns it lasts at most (1–40).
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// The turn in which it happens (the first is 1).
    pub turn: u8,
    /// The event that falls then. What a turn scripts is all that falls in it: nothing is drawn beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The request that is made then, if it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

/// A step of a guided game: shown to its seat in its turn, and ticked off when it is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The turn in which it is shown (the first is 1).
    pub turn: u8,
    /// The seat that it speaks to.
    pub seat: String,
    /// What is to be tried, in a few words.
    pub title: Text,
    /// How, and what to look for.
    pub text: Text,
    /// It is done once the seat has laid this response …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laid: Option<String>,
    /// … and these hold. With neither, it is something to read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done_when: Vec<Condition>,
}

/// The acts of a crisis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The outcome's id.
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
    pub source: Sources,
}
