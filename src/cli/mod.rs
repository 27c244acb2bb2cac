//! The command line: one thin file per subcommand. Messages for people go to standard error, results to
//! standard output. Exit status: 0 done; 1 the input was at fault; 2 usage.
//!
//! Two rooms are all that the others write through: `say` for what is told, `output` for files that a user names.

// What is told goes through `say`, which cleans it.
#![warn(clippy::print_stderr, clippy::print_stdout)]

mod completions;
mod debrief;
mod deck;
mod demo;
mod lab;
mod lang;
mod law;
mod man;
mod output;
mod play;
mod replay;
mod resume;
mod saves;
mod say;
mod simulate;

use crate::rules::RULES_VERSION;
use crate::table::StartError;
use clap::{CommandFactory as _, Parser, Subcommand};
use std::ffi::OsString;
use std::sync::LazyLock;

const NAME: &str = "not-today";

/// What `--version` tells: the version, the commit it was built from, and the rules by which it plays.
fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let (version, commit) = (env!("CARGO_PKG_VERSION"), env!("NOT_TODAY_COMMIT"));
        format!("{version} ({commit}; rules {RULES_VERSION}, save format {})", crate::journal::FORMAT)
    });
    &VERSION
}

/// The command line as clap has it.
fn command() -> clap::Command {
    Args::command()
}

#[derive(Debug, Parser)]
#[command(name = NAME, version = version(), about = "A crisis tabletop game for the terminal: is today the day?")]
struct Args {
    #[command(subcommand)]
    command: Option<Commands>,
}

#[derive(Debug, Subcommand)]
enum Commands {
    /// Play a game
    Play(play::Args),
    /// Go on with a saved game
    Resume(resume::Args),
    /// Walk through a saved game, or through two side by side
    Replay(replay::Args),
    /// List, verify and branch saved games
    Saves(saves::Args),
    /// Ask the law of a deck whether an operation may be done
    Law(law::Args),
    /// List, check and show decks
    Deck(deck::Args),
    /// Let policies play thousands of games, and see how they end
    Simulate(simulate::Args),
    /// Ask what a measure is worth
    Lab(lab::Args),
    /// Write the after-action report of a saved game, or compare several groups
    Debrief(debrief::Args),
    /// Watch policies play a whole game
    Demo(demo::Args),
    /// Print what a shell needs to complete these commands
    Completions(completions::Args),
    /// Write the manual, a page for each command, into a folder
    Man(man::Args),
}

/// Reads the command line and does what it asks for.
///
/// # Errors
/// What was wrong, and what to do, for the user to read.
pub fn run() -> anyhow::Result<()> {
    match parse().command {
        None => play::title(),
        Some(Commands::Play(args)) => play::run(args),
        Some(Commands::Resume(args)) => resume::run(&args),
        Some(Commands::Replay(args)) => replay::run(&args),
        Some(Commands::Saves(args)) => saves::run(&args),
        Some(Commands::Law(args)) => law::run(&args),
        Some(Commands::Deck(args)) => deck::run(&args),
        Some(Commands::Simulate(args)) => simulate::run(args),
        Some(Commands::Lab(args)) => lab::run(&args),
        Some(Commands::Debrief(args)) => debrief::run(&args),
        Some(Commands::Demo(args)) => demo::run(args),
        Some(Commands::Completions(args)) => completions::run(&args),
        Some(Commands::Man(args)) => man::run(&args),
    }
}

/// Tells what went wrong, on standard error.
pub fn tell(error: &anyhow::Error) {
    let told = format!("not-today: {error:#}");
    // A deck's mistakes are told with the lines in which they stand; anything else is one line, whatever a name has in it.
    let has_lines = error.chain().any(|cause| matches!(cause.downcast_ref(), Some(StartError::Deck(_))));
    if has_lines {
        say::drawn(&(say::lines(&told) + "\n"));
    } else {
        say::note(told);
    }
}

/// The command line; usage is told here. What was typed wrong is repeated cleaned and shortened: it is read again that way,
/// so that the message has the form and the colors of every other.
fn parse() -> Args {
    let given: Vec<OsString> = std::env::args_os().collect();
    let wrong = match Args::try_parse_from(&given) {
        Ok(args) => return args,
        Err(wrong) if wrong.use_stderr() => wrong,
        Err(help) => help.exit(),
    };
    match Args::try_parse_from(given.iter().map(|given| say::argument(given))) {
        Err(again) if again.kind() == wrong.kind() => again.exit(),
        _ => {
            say::drawn(&say::lines(&wrong.to_string()));
            std::process::exit(2);
        }
    }
}
