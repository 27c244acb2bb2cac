//! `deck check`: everything that is wrong with a deck, each with its place.

use crate::deck::{Deck, text};
use anyhow::bail;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Built-in names or paths
    #[arg(required = true)]
    decks: Vec<String>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut broken = 0;
    for name in &args.decks {
        match Deck::load(name) {
            Ok(deck) => println!(
                "{}: sound. {} events, {} responses, {} requests, {} scenarios, {} outcomes.",
                text::clean(name, 400),
                deck.events.len(),
                deck.responses.len(),
                deck.requests.len(),
                deck.scenarios.len(),
                deck.outcomes.len()
            ),
            Err(error) => {
                super::tell(&error);
                broken += 1;
            }
        }
    }
    match broken {
        0 => Ok(()),
        1 => bail!("1 deck does not load"),
        n => bail!("{n} decks do not load"),
    }
}
