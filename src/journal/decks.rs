//! Decks that were met in saves, each compiled once: a thousand games of one deck read it once.

use super::line::digest;
use crate::deck::{Deck, DeckError};
use std::sync::Arc;

/// How many decks are kept at hand.
const MOST: usize = 8;

/// A deck as a header holds it.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// Its text there.
    pub text: Arc<str>,
    /// The SHA-256 of that text.
    pub digest: Arc<str>,
    /// The text is as this program writes it.
    pub canonical: bool,
    /// What it compiles to.
    pub deck: Arc<Deck>,
}

/// Decks that were met, the last one first.
#[derive(Debug, Default)]
pub struct Decks(Vec<Known>);

impl Decks {
    /// Where a first line's content ends with a deck that was met before: what stands before it, and the deck.
    pub(super) fn at_the_end_of<'a>(&self, content: &'a str) -> Option<(&'a str, Known)> {
        self.0.iter().find_map(|known| {
            let head = content.strip_suffix(&*known.text)?;
            head.ends_with(",\"deck\":").then(|| (head, known.clone()))
        })
    }

    /// The deck of a text: compiled, or found again.
    pub(super) fn compile(&mut self, text: &str) -> Result<Known, DeckError> {
        if let Some(known) = self.0.iter().find(|known| *known.text == *text) {
            return Ok(known.clone());
        }
        let deck = Deck::from_text("the deck in this save", text)?;
        let canonical = *deck.written == *text;
        let known = Known { text: text.into(), digest: digest(&[text]).into(), canonical, deck: Arc::new(deck) };
        self.0.insert(0, known.clone());
        self.0.truncate(MOST);
        Ok(known)
    }
}
