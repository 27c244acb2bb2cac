//! What an instructor writes, as the rules read it: a deck is read from JSON with comments, merged with
//! what it extends, checked, and compiled into an indexed, immutable [`Deck`]. A deck is to the rules what a
//! program is to its interpreter. Nothing in this room knows a game in play.

mod compile;
pub mod diagnostic;
mod ids;
pub mod library;
mod lists;
mod model;
pub mod prose;
mod read;
pub mod schema;
pub mod source;
pub mod text;

pub use compile::limits;
pub use diagnostic::DeckError;
pub use ids::*;
pub use lists::{Lists, Orders};
pub use model::*;
pub use read::DeckPlace;
pub use source::{
    ActKind, Answered, AreaKind, AreaMood, Category, Circumstance, CountKind, LadderStep, Panel, PromiseMark,
};
pub use text::Text;

use read::Merged;
use serde_json::Value;

impl Deck {
    /// Reads and compiles a built-in deck (by name) or a file (by path).
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn load(name: &str) -> Result<Self, DeckError> {
        compile::compile(Merged::read(&library::place(name))?)
    }

    /// Compiles a deck from a text at hand. It can extend built-in decks only.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn from_text(name: &str, text: &str) -> Result<Self, DeckError> {
        let place = DeckPlace::BuiltIn(name.to_owned());
        compile::compile(Merged::read_text(name.to_owned(), text, &place)?)
    }

    /// Compiles a deck from the merged source that a save keeps.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn from_source(source: &Value) -> Result<Self, DeckError> {
        Self::from_text("the deck in this save", &source.to_string())
    }
}
