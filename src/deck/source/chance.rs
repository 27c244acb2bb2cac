//! Chances as written: a base in percent, and terms that are added, each with a label the table is shown.

use super::condition::Condition;
use super::tagged::by_key;
use super::words::{OneOrMany, Sources, Text};
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::fmt;

/// A chance: a number in percent, or a base with terms.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum Chance<'d> {
    /// Always this many percent.
    Fixed(#[schemars(range(min = 0, max = 100))] u8),
    /// A base, and what is added to it.
    Form(ChanceForm<'d>),
}

impl Default for Chance<'_> {
    fn default() -> Self {
        Self::Fixed(0)
    }
}

impl<'de: 'd, 'd> Deserialize<'de> for Chance<'d> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberOrForm;

        impl<'de> Visitor<'de> for NumberOrForm {
            type Value = Chance<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a chance: a number in percent, or a base with terms")
            }

            fn visit_i64<E: Error>(self, percent: i64) -> Result<Chance<'de>, E> {
                u8::try_from(percent).map(Chance::Fixed).map_err(|_| E::custom("a chance out of range"))
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Chance<'de>, M::Error> {
                ChanceForm::deserialize(MapAccessDeserializer::new(map)).map(Chance::Form)
            }
        }

        deserializer.deserialize_any(NumberOrForm)
    }
}

/// A base in percent with terms that are added to it; the sum is kept between `min` and `max`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct ChanceForm<'d> {
    /// Before any term, in percent (−100 to 200).
    #[schemars(range(min = -100, max = 200))]
    pub base: i16,
    /// What is added. At most 48.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 48))]
    pub terms: Vec<Term<'d>>,
    /// Never less than this. 0 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100))]
    pub min: Option<u8>,
    /// Never more than this. 100 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100))]
    pub max: Option<u8>,
}

by_key! {
    /// What is added to a chance.
    pub enum Term as "a term of a chance" {
        /// A meter's distance from a value, times so many percent: with `around` 50 and `percent` 40, a
        /// meter at 70 adds (70 − 50) × 40 / 100 = 8.
        "meter" => Meter {
            /// What the table reads.
            label: Text<'d>,
            /// The meter's id.
            meter: &'d str,
            /// The value at which it adds nothing (0–100).
            around: u8 as [range(min = 0, max = 100)],
            /// Percent of the distance that is added (−300 to 300).
            percent: i16 as [range(min = -300, max = 300)],
            /// Where it comes from.
            #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
            source: Sources<'d>,
        }
        /// Added while the conditions hold.
        "when" => When {
            /// What the table reads.
            label: Text<'d>,
            /// The conditions; all must hold.
            when: Vec<Condition<'d>>,
            /// What is added (−100 to 100).
            add: i16 as [range(min = -100, max = 100)],
            /// Where it comes from.
            #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
            source: Sources<'d>,
        }
        /// Added for each operation that the plan in procedure lists beyond a number. Only in the stages of a designation.
        "each_operation" => Breadth {
            /// What the table reads.
            label: Text<'d>,
            /// What each operation adds (−100 to 100).
            each_operation: i16 as [range(min = -100, max = 100)],
            /// How many operations are free of it.
            #[serde(default)]
            beyond: u8,
            /// Where it comes from.
            #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
            source: Sources<'d>,
        }
    }
}
