//! From names to indices: a deck's merged source becomes a [`Deck`], or a list of everything that is wrong.

mod cards;
mod cx;
mod law;
mod table;

use super::diagnostic::DeckError;
use super::lists::Lists;
use super::model::Deck;
use super::read::{LISTS, Merged};
use super::source::DeckSource;
use cx::Cx;
use serde_json::Value;

/// The most that a deck can have of each sort: what the state of a game has room for.
pub mod limits {
    /// Meters.
    pub const METERS: usize = 16;
    /// Seats.
    pub const SEATS: usize = 6;
    /// Areas.
    pub const AREAS: usize = 32;
    /// Operations.
    pub const OPERATIONS: usize = 64;
    /// Situations of the law.
    pub const SITUATIONS: usize = 8;
    /// Rungs of the ladder.
    pub const RUNGS: usize = 16;
    /// Flags.
    pub const FLAGS: usize = 512;
    /// Requests.
    pub const REQUESTS: usize = 64;
    /// Promises.
    pub const PROMISES: usize = 48;
    /// Cards that the state remembers: those that can be played once, and those that a condition asks about.
    pub const MEMORIES: usize = 4096;
    /// Events, and responses.
    pub const CARDS: usize = 20_000;
    /// False indications that are mixed in.
    pub const DECOYS: usize = 4;
    /// Events that fall in one turn.
    pub const EVENTS_A_TURN: usize = 4;
    /// Turns of a scenario, all acts together.
    pub const TURNS: usize = 60;
    /// Everything else.
    pub const OTHERS: usize = 200;
}

/// Compiles a merged deck.
pub(super) fn compile(mut merged: Merged) -> Result<Deck, DeckError> {
    let Some(source) = decode(&mut merged) else {
        return Err(merged.fail());
    };
    let value = Value::Object(std::mem::take(&mut merged.value));
    let mut cx = Cx::new(&mut merged, &source);
    let deck = table::deck(&mut cx, &source, value);
    let failed = !merged.diagnostics.is_empty();
    match deck {
        Some(mut deck) if !failed => {
            deck.lists = Lists::of(&deck);
            Ok(deck)
        }
        _ => Err(merged.fail()),
    }
}

/// Reads each entry by itself, so that one mistake does not hide the next.
fn decode(merged: &mut Merged) -> Option<DeckSource> {
    let mut whole = merged.value.clone();
    let mut clean = true;
    for section in LISTS {
        let Some(Value::Array(entries)) = merged.value.get(section).cloned() else { continue };
        for entry in &entries {
            let key = format!("{section}/{}", entry["id"].as_str().unwrap_or_default());
            clean &= decode_one(merged, &key, || {
                let mut probe = serde_json::Map::new();
                probe.insert(section.to_owned(), Value::Array(vec![entry.clone()]));
                (probe, format!("{section}[0]"))
            });
        }
        whole.insert(section.to_owned(), Value::Array(Vec::new()));
    }
    let rest: Vec<String> = whole.keys().cloned().collect();
    for key in rest {
        if LISTS.contains(&key.as_str()) || ["format", "id", "title", "about"].contains(&key.as_str()) {
            continue;
        }
        let value = whole[&key].clone();
        clean &= decode_one(merged, &key, || {
            let mut probe = serde_json::Map::new();
            probe.insert(key.clone(), value.clone());
            (probe, key.clone())
        });
    }
    if !clean {
        return None;
    }
    match serde_path_to_error::deserialize::<_, DeckSource>(Value::Object(merged.value.clone())) {
        Ok(source) => Some(source),
        Err(error) => {
            let path = error.path().to_string();
            let key = path.split(['.', '[']).next().unwrap_or_default().to_owned();
            let (file, span) = merged.locate(&key, "");
            merged.error(file, span, "D013", error.into_inner().to_string(), None);
            None
        }
    }
}

/// Reads one entry (or one object of the deck) as the loader's types; notes what does not fit.
fn decode_one(
    merged: &mut Merged,
    key: &str,
    probe: impl FnOnce() -> (serde_json::Map<String, Value>, String),
) -> bool {
    let (mut probe, prefix) = probe();
    for (name, filler) in [("format", Value::from(1)), ("id", "x".into()), ("title", "x".into()), ("about", "x".into())]
    {
        probe.entry(name).or_insert(filler);
    }
    let Err(error) = serde_path_to_error::deserialize::<_, DeckSource>(Value::Object(probe)) else {
        return true;
    };
    let path = error.path().to_string();
    let inner = path.strip_prefix(&prefix).unwrap_or("").trim_start_matches('.').to_owned();
    let (file, span) = merged.locate(key, &inner);
    let message = error.into_inner().to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    merged.error(file, span, "D013", message, None);
    false
}
