//! `deck`: everything an instructor does with decks, one thin file per subcommand.

mod check;
mod explain;
mod keys;
mod list;
mod new;
mod schema;
mod show;
mod test;
mod watch;

use super::say;
use crate::deck::{Deck, DeckError, Report};
use std::ffi::OsStr;
use std::io::{self, IsTerminal as _};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Commands,
}

#[derive(Debug, clap::Subcommand)]
enum Commands {
    /// List the built-in decks
    List,
    /// Write a small, commented, playable deck to begin from
    New(new::Args),
    /// Check decks: everything that is wrong, with file, line and column
    Check(check::Args),
    /// Explain a code that `deck check` prints, with an example and its correction
    Explain(explain::Args),
    /// Print the JSON Schema of a deck's file, for editors
    Schema(schema::Args),
    /// Rehearse a deck: reach for everything once, then play many games and tell what is wrong
    Test(test::Args),
    /// Tell the cards of a deck as prose, or which facts they carry
    Show(show::Args),
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    match &args.command {
        Commands::List => unless_pipe_broke(list::run()),
        Commands::New(args) => unless_pipe_broke(new::run(args)),
        Commands::Check(args) => unless_pipe_broke(check::run(args)),
        Commands::Explain(args) => unless_pipe_broke(explain::run(args)),
        Commands::Schema(args) => unless_pipe_broke(schema::run(args)),
        Commands::Test(args) => unless_pipe_broke(test::run(args)),
        Commands::Show(args) => unless_pipe_broke(show::run(args)),
    }
}

/// Loads a deck, or tells everything that is wrong with it.
fn load(name: &OsStr) -> anyhow::Result<Deck> {
    Deck::load(name).map_err(|error| tell(&error))
}

/// The diagnostics on standard error; the error that is left says how many there were.
fn tell(error: &DeckError) -> anyhow::Error {
    say::drawn(&told(&error.0));
    anyhow::anyhow!("{error}")
}

/// A report as it stands on standard error: in color, and no wider than the terminal, where there is one.
fn told(report: &Report) -> String {
    let width = if io::stderr().is_terminal() { ratatui::crossterm::terminal::size().ok() } else { None };
    match width {
        // The number of the line and the frame take some of it.
        Some((columns, _)) => report.render_in(colored(), usize::from(columns).saturating_sub(10).clamp(40, 120)),
        None => report.render(colored()),
    }
}

/// Whether standard error takes color.
fn colored() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whoever read the output may leave before its end.
fn unless_pipe_broke(result: anyhow::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error)
            if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) =>
        {
            Ok(())
        }
        other => other,
    }
}
