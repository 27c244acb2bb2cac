//! What an instructor writes, as the rules read it: a deck is read from JSON with comments, merged with
//! what it extends, checked, and compiled into an indexed, immutable [`Deck`]. A deck is to the rules what a
//! program is to its interpreter. Nothing in this room knows a game in play.

pub mod codes;
mod compile;
pub mod coverage;
mod decode;
pub mod diagnostic;
mod document;
mod ids;
pub mod library;
mod lints;
mod lists;
mod merge;
mod model;
mod notes;
pub mod prose;
mod read;
pub mod schema;
mod shape;
pub mod source;
mod syntax;
pub mod telling;
pub mod text;

pub use compile::limits;
pub use diagnostic::{DeckError, Diagnostic, Report, Severity};
pub use ids::*;
pub use lists::{Lists, Orders};
pub use model::*;
pub use read::DeckPlace;
pub use source::{
    ActKind, Answered, AreaKind, AreaMood, Category, Circumstance, CountKind, LadderStep, Panel, PromiseMark,
};
pub use text::Text;

use merge::Merged;
use serde_json::Value;
use std::ffi::OsStr;

/// What checking a deck comes to.
#[derive(Debug)]
pub struct Checked {
    /// The deck, where it loads. It has neither lists nor a text for saves, so it is not to be played: [`Deck::load`] is for that.
    deck: Option<Deck>,
    /// Errors and warnings.
    pub report: Report,
}

impl Deck {
    /// Reads and compiles a built-in deck (by name) or a file (by path).
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn load(name: impl AsRef<OsStr>) -> Result<Self, DeckError> {
        Self::compiled(Merged::read(&library::place(name.as_ref()))?)
    }

    /// Compiles a deck from a text at hand. It can extend built-in decks only.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn from_text(name: &str, text: &str) -> Result<Self, DeckError> {
        let place = DeckPlace::BuiltIn(name.to_owned());
        Self::compiled(Merged::read_text(name.to_owned(), text.to_owned().into(), &place)?)
    }

    /// Compiles a deck from the merged source that a save keeps.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn from_source(source: &Value) -> Result<Self, DeckError> {
        Self::from_text("the deck in this save", &source.to_string())
    }

    fn compiled(merged: Merged) -> Result<Self, DeckError> {
        match compile::compile(&merged) {
            (Some(deck), _) => Ok(Self { lists: Lists::of(&deck), written: merged.written().into(), ..deck }),
            (None, source) => {
                drop(source);
                Err(merged.fail())
            }
        }
    }
}

impl Checked {
    /// Whether it loads.
    pub fn loads(&self) -> bool {
        self.deck.is_some()
    }

    /// How many events, responses, requests, scenarios and outcomes it has, where it loads.
    pub fn counts(&self) -> Option<[usize; 5]> {
        let deck = self.deck.as_ref()?;
        let cards = [deck.events.len(), deck.responses.len(), deck.requests.len()];
        Some([cards[0], cards[1], cards[2], deck.scenarios.len(), deck.outcomes.len()])
    }

    /// Checks a built-in deck (by name) or a file (by path): whether it loads, and what its author may want to look at.
    pub fn load(name: impl AsRef<OsStr>) -> Self {
        Self::of(Merged::read(&library::place(name.as_ref())))
    }

    /// Checks a text at hand. It can extend built-in decks only.
    pub fn text(name: &str, text: &str) -> Self {
        let place = DeckPlace::BuiltIn(name.to_owned());
        Self::of(Merged::read_text(name.to_owned(), text.to_owned().into(), &place))
    }

    fn of(merged: Result<Merged, DeckError>) -> Self {
        match merged {
            Ok(merged) => {
                let (deck, source) = compile::compile(&merged);
                if let (Some(deck), Some(source)) = (&deck, &source) {
                    lints::run(deck, source, &merged);
                }
                drop(source);
                Self { deck, report: merged.report() }
            }
            Err(DeckError(report)) => Self { deck: None, report },
        }
    }
}
