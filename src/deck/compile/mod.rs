//! From names to indices: a deck's merged source becomes a [`Deck`], or a list of everything that is wrong.

mod cards;
mod cx;
mod law;
mod names;
mod table;

use super::decode;
use super::diagnostic::Finding;
use super::document::{Document, Written};
use super::merge::{Merged, Values};
use super::model::Deck;
use super::source::DeckSource;
use cx::Cx;
use serde_json::json;
use std::sync::LazyLock;

/// The most that a deck can have of each sort: what the state of a game has room for.
pub mod limits {
    /// Meters.
    pub const METERS: usize = 16;
    /// Consents of the law.
    pub const CONSENTS: usize = 32;
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

/// Compiles a merged deck, where it is sound, as yet without its lists and its text for saves; and what it was compiled from.
/// Parts whose shape is wrong were made to fit, so that one mistake does not hide the next; a deck with an error is never
/// played from.
pub(super) fn compile(merged: &Merged) -> (Option<Deck>, Option<DeckSource<'_>>) {
    let names = names::take(merged);
    let source = decode(merged);
    let deck =
        names.zip(source.as_ref()).and_then(|(names, source)| table::deck(&mut Cx::new(merged, names, source), source));
    (deck.filter(|_| !merged.notes.has_errors()), source)
}

/// The parts as the loader's types.
fn decode(merged: &Merged) -> Option<DeckSource<'_>> {
    // What is missing or wrong has been told, or is told by the compiler.
    static FILLERS: LazyLock<Document> =
        LazyLock::new(|| Document::written(&json!({ "format": 1, "id": "x", "title": "x", "about": "x" })));
    let fillers = FILLERS.root().into_iter().flat_map(Written::entries);
    let missing = fillers.map(|(key, value)| (key.text_of_key(), Values::One(value)));
    let missing = missing.filter(|(key, _)| !merged.singles.contains_key(*key));
    match decode::parts(merged.parts().chain(missing)) {
        Ok(source) => Some(source),
        Err(error) => {
            let message = crate::deck::text::clean(&error.to_string(), 300);
            merged.notes.error(merged.place("id", ""), Finding::new("D013", message));
            None
        }
    }
}
