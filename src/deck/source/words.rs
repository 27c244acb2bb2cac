//! Texts and sources as written: a string, or a map from language to string; one fact's id, or several.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text: a string in the deck's own language, or a map from language (`en`, `ja`, `zh-Hant`) to string.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Text {
    /// In the deck's own language.
    Plain(String),
    /// In several languages.
    Languages(BTreeMap<String, String>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

/// One value, or a list of them: `"crisis"` or `["crisis", "conflict"]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany<T> {
    /// A single value.
    One(T),
    /// A list.
    Many(Vec<T>),
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl<T> OneOrMany<T> {
    /// The values, in the order written.
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

/// Where an entry comes from: ids of the report's facts (`L4`), or `scenario` where it goes beyond the report.
pub type Sources = OneOrMany<String>;
