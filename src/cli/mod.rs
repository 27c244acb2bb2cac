//! The command line: one thin file per subcommand. Messages for people go to standard error, results to
//! standard output. Exit status: 0 done; 1 the input was at fault; 2 usage.

mod debrief;
mod deck;
mod demo;
mod lab;
mod lang;
mod law;
mod play;
mod replay;
mod resume;
mod saves;
mod simulate;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "not-today", version, about = "A crisis tabletop game for the terminal: is today the day?")]
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
}

/// Reads the command line and does what it asks for.
///
/// # Errors
/// What was wrong, and what to do, for the user to read.
pub fn run() -> anyhow::Result<()> {
    match Args::parse().command {
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
    }
}
