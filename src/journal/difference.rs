//! The first difference between a line as it stands and as it should stand, told by line, turn and field.

use crate::deck::text::clean;
use serde_json::Value;
use std::fmt;

/// The longest value that is told in full.
const LONGEST: usize = 120;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// The line of the file, from 1.
    pub line: usize,
    /// The turn in which the game stood before that line; 0 before the first.
    pub turn: u8,
    /// The field within the line, such as `events[3].to`; empty for the line as a whole.
    pub field: String,
    /// What the save has there, as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved: Option<String>,
    /// What it should be, as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What is wrong, in words.
    pub why: String,
}

impl Difference {
    /// Something wrong with a line as a whole.
    pub(super) fn of_line(line: usize, turn: u8, why: &str) -> Self {
        Self { line, turn, field: String::new(), saved: None, expected: None, why: clean(why, 300) }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, turn {}", self.line, self.turn)?;
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        write!(f, ": {}", self.why)
    }
}

/// Between the content of a line (all before its chain) and the object that should stand there.
pub(super) fn between(line: usize, turn: u8, content: &str, expected: &str) -> Difference {
    let rewritten = "the line says the same in other bytes than Not Today writes";
    find(line, turn, &format!("{content}}}"), expected, "", rewritten)
}

/// Between recorded events and those that the rules give now.
pub(super) fn in_events(line: usize, turn: u8, saved: &str, now: &str) -> Difference {
    find(line, turn, saved, now, "events", "the events are written differently")
}

fn find(line: usize, turn: u8, saved: &str, expected: &str, at: &str, otherwise: &str) -> Difference {
    let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    let mut difference = Difference::of_line(line, turn, otherwise);
    difference.field.push_str(at);
    if let Some((field, saved, expected)) = first(at, Some(&parse(saved)), Some(&parse(expected))) {
        let told = |value: Option<Value>| value.map(|value| clean(&value.to_string(), LONGEST));
        (difference.field, difference.saved, difference.expected) = (field, told(saved), told(expected));
        difference.why = match (&difference.saved, &difference.expected) {
            (Some(saved), Some(expected)) => format!("the save has {saved}, the rules give {expected}"),
            (Some(saved), None) => format!("the save has {saved}, the rules give nothing"),
            (None, Some(expected)) => format!("the save has nothing, the rules give {expected}"),
            (None, None) => otherwise.to_owned(),
        };
    }
    difference
}

type Found = (String, Option<Value>, Option<Value>);

/// The first place at which two values differ.
fn first(at: &str, saved: Option<&Value>, expected: Option<&Value>) -> Option<Found> {
    match (saved, expected) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let extra = a.keys().filter(|key| !b.contains_key(*key));
            b.keys().chain(extra).find_map(|key| {
                let dot = if at.is_empty() { "" } else { "." };
                first(&format!("{at}{dot}{key}"), a.get(key), b.get(key))
            })
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            (0..a.len().max(b.len())).find_map(|n| first(&format!("{at}[{n}]"), a.get(n), b.get(n)))
        }
        (a, b) if a == b => None,
        (a, b) => Some((at.to_owned(), a.cloned(), b.cloned())),
    }
}
