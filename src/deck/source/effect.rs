//! Effects as written: what a card does to the table.

use super::condition::Condition;
use super::table::AreaMood;
use super::tagged::by_key;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

by_key! {
    /// One effect.
    pub enum Effect as "an effect" {
        /// Only where the conditions hold; else the other effects.
        "if" => If {
            /// The conditions; all must hold.
            #[serde(rename = "if")]
            when: Vec<Condition<'d>>,
            /// What happens when they hold.
            then: Vec<Effect<'d>>,
            /// What happens otherwise.
            #[serde(default, rename = "else", skip_serializing_if = "Vec::is_empty")]
            otherwise: Vec<Effect<'d>>,
        }
        /// A meter moves; it stays within 0 and 100.
        "meter" => Meter {
            /// The meter's id.
            meter: &'d str,
            /// By how much (−100 to 100, not 0).
            add: i8 as [schema_with = "super::super::shapes::step"],
        }
        /// A flag is set.
        "set" => Set {
            /// The flag's name.
            set: &'d str as [schema_with = "super::super::shapes::id"],
        }
        /// A flag is cleared.
        "clear" => Clear {
            /// The flag's name.
            clear: &'d str as [schema_with = "super::super::shapes::id"],
        }
        /// An area changes its state to this one.
        "area" => Area {
            /// The area's id.
            area: &'d str,
            /// The new state.
            becomes: AreaMood,
        }
        /// An area's state grows worse by one step, `combat` at worst.
        "worsens" => Worsens {
            /// The area's id.
            worsens: &'d str,
        }
        /// An area's state grows better by one step, `calm` at best.
        "eases" => Eases {
            /// The area's id.
            eases: &'d str,
        }
        /// The seat binds itself: the promise enters the ledger.
        "promise" => Promise {
            /// The promise's id.
            promise: &'d str,
        }
        /// Words still open are walked back, with what that costs: what was just said takes them back.
        "walks_back" => WalksBack {
            /// The promise's id.
            walks_back: &'d str,
        }
        /// A standing operation or a work under way ends.
        "ends" => Ends {
            /// The response's id.
            ends: &'d str,
        }
        /// Beijing moves on its ladder outside its own decision. Never onto or past the attack rung.
        "ladder" => Ladder {
            /// Which way.
            ladder: LadderStep,
        }
    }
}

/// A step on Beijing's ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LadderStep {
    /// One rung up.
    Up,
    /// One rung down.
    Down,
}
