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
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Scenario<'d> {
    /// The scenario's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Its title.
    pub title: Text<'d>,
    /// What it is about, and how long it takes.
    pub brief: Text<'d>,
    /// The date of the first turn: `2027-04-01`.
    pub date: &'d str,
    /// Meters that start elsewhere than their own `start`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(schema_with = "super::shapes::levels")]
    pub meters: BTreeMap<&'d str, u8>,
    /// Flags that are set from the start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(schema_with = "super::shapes::ids")]
    pub flags: Vec<&'d str>,
    /// Areas that start elsewhere than their own `start`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub areas: BTreeMap<&'d str, AreaMood>,
    /// The rung on which Beijing starts.
    pub rung: &'d str,
    /// The acts, in order; the conflict act, if any, comes last.
    pub acts: Vec<ScenarioAct<'d>>,
    /// What happens in a given turn whatever the dice say, as an exercise's list of scripted events has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub injects: Vec<Inject<'d>>,
    /// The only cards in play, besides those that are scripted. All of the deck's unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Only<'d>>,
    /// What a guided game tells a seat to try, turn by turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lessons: Vec<Lesson<'d>>,
    /// Where it comes from.
    pub source: Sources<'d>,
}

/// An act of a scenario.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct ScenarioAct<'d> {
    /// Which act.
    pub act: ActKind,
    /// What the table reads when it begins.
    pub brief: Text<'d>,
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
    pub rung: Option<&'d str>,
    /// What happens when it begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect<'d>>,
}

/// A scripted event or request: exactly one of the two.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Inject<'d> {
    /// The turn in which it happens (the first is 1).
    #[schemars(range(min = 1, max = 60))]
    pub turn: u8,
    /// The event that falls then. What a turn scripts is all that falls in it: nothing is drawn beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<&'d str>,
    /// The request that is made then, if it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<&'d str>,
}

/// A step of a guided game: shown to its seat in its turn, and ticked off when it is done.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Lesson<'d> {
    /// The turn in which it is shown (the first is 1).
    #[schemars(range(min = 1, max = 60))]
    pub turn: u8,
    /// The seat that it speaks to.
    pub seat: &'d str,
    /// What is to be tried, in a few words.
    pub title: Text<'d>,
    /// How, and what to look for.
    pub text: Text<'d>,
    /// What is to be done: each front end says by which keys or words, and ticks it off. Without it the lesson
    /// is something to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step<'d>>,
    /// What has to hold besides before it is ticked off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done_when: Vec<Condition<'d>>,
}

by_key! {
    /// What a lesson asks for.
    pub enum Step as "a step of a lesson" {
        /// Read what stands with an option; it need not be one that can be ordered.
        "look_at" => LookAt {
            /// The response's id.
            look_at: &'d str,
        }
        /// Lay an order.
        "order" => Order {
            /// The response's id.
            order: &'d str,
        }
        /// Make a request.
        "ask" => Ask {
            /// The request's id.
            ask: &'d str,
        }
        /// Answer a request, in whatever way.
        "answer" => Answer {
            /// The request's id.
            answer: &'d str,
        }
        /// Open the procedure for a situation.
        "designate" => Designate {
            /// The situation's id.
            designate: &'d str,
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
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Only<'d> {
    /// The events that can be drawn, or be falsely signalled. Those that are scripted fall all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<&'d str>>,
    /// The responses that can be ordered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responses: Option<Vec<&'d str>>,
    /// The requests that can be made. Those that are scripted are made all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requests: Option<Vec<&'d str>>,
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
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Outcome<'d> {
    /// The outcome's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Its title.
    pub title: Text<'d>,
    /// What came of it, in a paragraph.
    pub epilogue: Text<'d>,
    /// Whether deterrence held.
    pub held: bool,
    /// The day came and was withstood: a good end all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withstood: bool,
    /// It ends the game at the end of the turn in which these hold.
    pub when: Vec<Condition<'d>>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}
