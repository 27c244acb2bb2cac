//! `--lang`: the language of a deck's texts, for the commands that print them. It asks the deck which it has.

use crate::deck::Deck;
use crate::table::StartError;

/// The language of a deck's texts.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Lang {
    /// The language of the deck's texts, where it has several, such as ja [default: the deck's own, or the save's]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
}

impl Lang {
    /// The language as the deck writes it; `usual` where none is asked for.
    pub fn of(&self, deck: &Deck, usual: &str) -> Result<String, StartError> {
        match &self.lang {
            None => Ok(usual.to_owned()),
            Some(name) => crate::table::language(deck, name),
        }
    }
}
