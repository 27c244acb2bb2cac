//! `play`: sets a table and plays at it, on screen or line by line.

use crate::plain::{Left, Plain};
use crate::table::{Control, Setup, Table};
use crate::tui;
use anyhow::{Context as _, bail};
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    table: TableArgs,
    /// A facilitator runs the exercise: a passphrase for what they can do is asked for first
    #[arg(long)]
    facilitator: bool,
}

/// What a table is set with.
#[derive(Debug, clap::Args)]
pub(super) struct TableArgs {
    /// A built-in deck's name, or the path of a deck file
    #[arg(long, default_value = crate::deck::library::DEFAULT)]
    pub deck: std::ffi::OsString,
    /// The scenario's id [default: the deck's first]
    #[arg(long)]
    pub scenario: Option<String>,
    /// Who plays each seat: human, doctrine, cautious, resolute, search[:N], random or pass; and the
    /// adversary, by the ladder's name: beijing=deck, opportunist or search[:N]
    #[arg(long, value_name = "SEAT=WHO,…", value_parser = seats)]
    pub seats: Option<Seats>,
    /// The seed of all dice [default: a fresh one]
    #[arg(long)]
    pub seed: Option<u64>,
    /// Where to save the game [default: a new file in your data folder]
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Line by line on standard input and output
    #[arg(long)]
    pub plain: bool,
    #[command(flatten)]
    pub lang: super::lang::Lang,
}

impl TableArgs {
    /// The setup that they ask for.
    pub fn setup(self) -> Setup {
        Setup {
            deck: self.deck,
            scenario: self.scenario,
            seats: self.seats.map_or_else(Vec::new, |seats| seats.0),
            seed: self.seed,
            save: self.save,
            language: self.lang.lang,
        }
    }
}

/// Seats as the command line names them.
#[derive(Debug, Clone)]
pub(super) struct Seats(pub Vec<(String, Control)>);

/// Reads `japan=human,us=doctrine`.
pub(super) fn seats(text: &str) -> Result<Seats, String> {
    text.split(',')
        .filter(|part| !part.trim().is_empty())
        .map(|part| match part.split_once('=') {
            Some((seat, who)) => Ok((seat.trim().to_owned(), Control::from_name(who.trim()))),
            None => Err(format!("`{part}` is not seat=who, such as japan=human")),
        })
        .collect::<Result<_, _>>()
        .map(Seats)
}

pub(super) fn run(args: Args) -> anyhow::Result<()> {
    let plain = args.table.plain;
    if !plain {
        need_terminal()?;
    }
    let setup = args.table.setup();
    if plain {
        return line_by_line(Table::start(&setup)?, args.facilitator);
    }
    // The first frame does not wait for the deck.
    let set = Box::new(move || Table::start(&setup).map(|table| (table, None)));
    Ok(tui::run(tui::Start::Later { set, facilitator: args.facilitator })?)
}

/// Plays at a table that is set, line by line.
pub(super) fn line_by_line(mut table: Table, facilitator: bool) -> anyhow::Result<()> {
    let stdin = io::stdin();
    let interactive = stdin.is_terminal();
    let mut plain = Plain::new(&mut table, io::stdout().lock(), interactive);
    let mut input = stdin.lock();
    let result = if facilitator { plain.play_facilitated(&mut input) } else { plain.play(&mut input) };
    drop(plain);
    told(&mut table, result)
}

/// What is left to say once a game that was played line by line is left: that the game is saved only where it is.
pub(super) fn told(table: &mut Table, result: io::Result<Left>) -> anyhow::Result<()> {
    match result {
        // Whoever read the output has gone: every accepted command is on disk, and there is nobody to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => {
            table.settle()?;
            if let Some(notice) = table.take_notice() {
                super::say::note(&notice);
            }
            Err(error).context("the terminal or pipe failed; the game is saved")
        }
        Ok(_) => Ok(()),
    }
}

/// The title screen.
pub(super) fn title() -> anyhow::Result<()> {
    need_terminal()?;
    Ok(tui::run(tui::Start::Title)?)
}

/// The full screen needs a terminal on both sides.
pub(super) fn need_terminal() -> anyhow::Result<()> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(());
    }
    bail!("The screen needs a terminal. Line by line, it works anywhere: not-today play --plain")
}
