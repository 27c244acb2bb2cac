//! `demo`: policies play a whole game while you watch.

use super::play::{Seats, at, need_terminal, seats};
use crate::plain::Plain;
use crate::table::{Control, Setup, Table};
use crate::tui;
use anyhow::Context as _;
use std::io::IsTerminal as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A built-in deck's name, or the path of a deck file
    #[arg(long, default_value = crate::deck::library::DEFAULT)]
    deck: String,
    /// The scenario's id [default: the deck's first]
    #[arg(long)]
    scenario: Option<String>,
    /// Who plays each seat [default: doctrine]
    #[arg(long, value_name = "SEAT=WHO,…", value_parser = seats)]
    seats: Option<Seats>,
    /// The seed of all dice [default: a fresh one]
    #[arg(long)]
    seed: Option<u64>,
    /// Where to save the game [default: a new file in your data folder]
    #[arg(long, value_name = "FILE")]
    save: Option<std::path::PathBuf>,
    /// Line by line on standard output
    #[arg(long)]
    plain: bool,
}

pub(super) fn run(args: Args) -> anyhow::Result<()> {
    let deck = crate::deck::Deck::load(&args.deck).map_err(crate::table::StartError::Deck)?;
    let named = args.seats.map_or_else(Vec::new, |seats| seats.0);
    let unnamed = deck.names.seats.iter().filter(|seat| named.iter().all(|(name, _)| name != seat));
    let doctrine: Vec<_> = unnamed.map(|seat| (seat.to_owned(), Control::Policy("doctrine".to_owned()))).collect();
    let setup = Setup {
        deck: args.deck,
        scenario: args.scenario,
        seats: named.into_iter().chain(doctrine).collect(),
        seed: args.seed,
        save: args.save,
        language: None,
    };
    // Without a terminal it is told line by line: there is nothing to type.
    let plain = args.plain || !std::io::stdout().is_terminal();
    if !plain {
        need_terminal()?;
    }
    let mut table = Table::start(&setup)?;
    if !table.human_seats().is_empty() {
        return at(table, plain);
    }
    if plain {
        let result = Plain::new(&mut table, std::io::stdout().lock(), false).play(&mut std::io::empty());
        return match result {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(error).context("the pipe failed; the game is saved"),
            Ok(_) => Ok(()),
        };
    }
    tui::run(tui::Start::Demo(table)).context("the terminal failed; the game is saved")
}
