//! Conditions as written: JSON objects that a program can reason about, never a script. A list of
//! conditions holds when all of them hold.

use super::scenario::ActKind;
use super::table::{AreaKind, AreaMood};
use super::tagged::by_key;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

by_key! {
    /// One condition.
    pub enum Condition as "a condition" {
        /// A meter is below a value, at least a value, or both.
        "meter" => Meter {
            /// The meter's id.
            meter: &'d str,
            /// Holds when the meter is strictly below this (1–100).
            #[serde(default, skip_serializing_if = "Option::is_none")]
            below: Option<u8> as [range(min = 1, max = 100)],
            /// Holds when the meter is this or more (0–100).
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at_least: Option<u8> as [range(min = 0, max = 100)],
        }
        /// A flag is set, or (with `"is": false`) is not.
        "flag" => Flag {
            /// The flag's name.
            flag: &'d str as [schema_with = "super::super::shapes::id"],
            /// Whether it has to be set.
            #[serde(default = "yes", skip_serializing_if = "is_true")]
            is: bool,
        }
        /// An area is in a state, or in that state or a worse one.
        "area" => Area {
            /// The area's id.
            area: &'d str,
            /// Exactly this state.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            is: Option<AreaMood>,
            /// This state or a worse one.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at_least: Option<AreaMood>,
        }
        /// Some area of a kind is in a state or a worse one.
        "any_area" => AnyArea {
            /// The kind of area.
            any_area: AreaKind,
            /// This state or a worse one.
            at_least: AreaMood,
        }
        /// Beijing stands on a rung; with `or`, on it or beyond it on that side.
        "rung" => Rung {
            /// The rung's id.
            rung: &'d str,
            /// Counts the rungs above, or below, as well.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            or: Option<OrBeyond>,
        }
        /// A situation is designated; with `or`, it or one beyond it on that side.
        "situation" => Situation {
            /// The situation's id.
            situation: &'d str,
            /// Counts the situations above, or below, as well.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            or: Option<OrBeyond>,
        }
        /// The game is in this act.
        "act" => Act {
            /// The act.
            act: ActKind,
        }
        /// The game is in this turn or a later one (the first is 1).
        "turn_at_least" => Turn {
            /// The turn.
            turn_at_least: u8,
        }
        /// A response has been carried out at some time in this game.
        "played" => Played {
            /// The response's id.
            played: &'d str,
        }
        /// An event has fallen at some time in this game.
        "fell" => Fell {
            /// The event's id.
            fell: &'d str,
        }
        /// A standing operation is running.
        "standing" => Standing {
            /// The response's id.
            standing: &'d str,
        }
        /// The approved plan lists an operation.
        "plan_lists" => PlanLists {
            /// The operation's id.
            plan_lists: &'d str,
        }
        /// A designation procedure is under way.
        "procedure" => Procedure {
            /// The situation that is to be designated.
            procedure: &'d str,
        }
        /// A promise stands in the ledger so.
        "promise" => Promise {
            /// The promise's id.
            promise: &'d str,
            /// How it stands.
            is: PromiseMark,
        }
        /// A request was last answered so.
        "request" => Request {
            /// The request's id.
            request: &'d str,
            /// How it was answered.
            is: Answered,
        }
        /// Something has been counted so often.
        "count" => Count {
            /// What is counted.
            count: CountKind,
            /// For this seat only; without it, for all seats together.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            seat: Option<&'d str>,
            /// Holds from this number on.
            at_least: u8,
        }
        /// The scenario's last turn has been played.
        "finished" => Finished {
            /// Always `true`.
            finished: bool,
        }
        /// At least one of these holds.
        "any" => Any {
            /// The conditions.
            any: Vec<Condition<'d>>,
        }
        /// All of these hold.
        "all" => All {
            /// The conditions.
            all: Vec<Condition<'d>>,
        }
        /// This does not hold.
        "not" => Not {
            /// The condition.
            not: Box<Condition<'d>>,
        }
    }
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_true(value: &bool) -> bool {
    *value
}

/// Which side of a ladder counts as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrBeyond {
    /// It or any above it.
    Above,
    /// It or any below it.
    Below,
}

/// How a promise stands in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromiseMark {
    /// Made, and its moment has not come.
    Open,
    /// Its moment has come: it is due.
    Due,
    /// Kept.
    Kept,
    /// Broken.
    Broken,
    /// Walked back before its moment came.
    WalkedBack,
}

/// How a request was last answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// Asked, not yet answered.
    Waiting,
    /// Accepted.
    Accepted,
    /// Declined.
    Declined,
    /// Put off.
    Deferred,
}

/// What the rules count for each seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountKind {
    /// Promises kept.
    PromisesKept,
    /// Promises broken.
    PromisesBroken,
    /// Statements walked back.
    WalkedBack,
    /// Orders that had become unlawful when they were to be carried out.
    OrdersBarred,
    /// Standing operations that the law ended.
    OperationsEnded,
    /// Joint responses that miscarried.
    JointMiscarried,
    /// Requests declined.
    RequestsDeclined,
}
