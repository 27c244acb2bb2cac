//! `demo`: policies play a whole game while you watch.

use super::play::{TableArgs, line_by_line, need_terminal, told};
use crate::deck::Deck;
use crate::plain::Plain;
use crate::table::{Control, StartError, Table};
use crate::tui;
use std::io::IsTerminal as _;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    table: TableArgs,
}

pub(super) fn run(args: Args) -> anyhow::Result<()> {
    let plain = args.table.plain;
    let mut setup = args.table.setup();
    let deck = Arc::new(Deck::load(&setup.deck).map_err(StartError::Deck)?);
    for seat in deck.names.seats.iter() {
        if setup.seats.iter().all(|(name, _)| name != seat) {
            setup.seats.push((seat.to_owned(), Control::Policy("doctrine".to_owned())));
        }
    }
    // Without a terminal it is told line by line: there is nothing to type.
    let plain = plain || !std::io::stdout().is_terminal();
    if !plain {
        need_terminal()?;
    }
    let mut table = Table::start_with(&deck, &setup)?;
    if !table.human_seats().is_empty() {
        if plain {
            return line_by_line(table, false);
        }
        return Ok(tui::run(tui::Start::Play(table))?);
    }
    if plain {
        let result = Plain::new(&mut table, std::io::stdout().lock(), false).play(&mut std::io::empty());
        return told(&mut table, result);
    }
    Ok(tui::run(tui::Start::Demo(table))?)
}
