//! Texts and sources as written: a string, or a map from language to string; one fact's id, or several.

use schemars::JsonSchema;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A text: a string in the deck's own language, or a map from language (`en`, `ja`, `zh-Hant`) to string.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum Text<'d> {
    /// In the deck's own language.
    Plain(&'d str),
    /// In several languages.
    Languages(BTreeMap<&'d str, &'d str>),
}

impl<'de: 'd, 'd> Deserialize<'de> for Text<'d> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrSeveral;

        impl<'de> Visitor<'de> for OneOrSeveral {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a map from language to text")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text::Plain(text))
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Text<'de>, M::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(Text::Languages)
            }
        }

        deserializer.deserialize_any(OneOrSeveral)
    }
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self::Plain("")
    }
}

/// One value, or a list of them: `"crisis"` or `["crisis", "conflict"]`.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum OneOrMany<T> {
    /// A single value.
    One(T),
    /// A list.
    Many(Vec<T>),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordOrList<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for WordOrList<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one value, or a list of them")
            }

            fn visit_borrowed_str<E: Error>(self, word: &'de str) -> Result<Self::Value, E> {
                T::deserialize(BorrowedStrDeserializer::new(word)).map(OneOrMany::One)
            }

            fn visit_seq<S: SeqAccess<'de>>(self, list: S) -> Result<Self::Value, S::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(OneOrMany::Many)
            }
        }

        deserializer.deserialize_any(WordOrList(PhantomData))
    }
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
pub type Sources<'d> = OneOrMany<&'d str>;
