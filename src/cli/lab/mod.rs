//! `lab`: what a measure is worth, how the cards are balanced, what if, luck or judgment: one file per question.

mod balance;
mod chart;
mod luck;
mod whatif;
mod worth;

use crate::journal::{self, Record};
use crate::lab::Share;
use anyhow::Context as _;
use std::path::Path;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    question: Question,
}

#[derive(Debug, clap::Subcommand)]
enum Question {
    /// What each preparation is worth: the change in games held when it is in place from the start
    Worth(worth::Args),
    /// Card by card: how often it can be ordered, how often it is, and what that changes
    Balance(balance::Args),
    /// Play a saved game on many times, with an order and without it
    Whatif(whatif::Args),
    /// Luck or judgment: each turn of a saved game among many plays of the same decisions
    Luck(luck::Args),
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    match &args.question {
        Question::Worth(args) => worth::run(args),
        Question::Balance(args) => balance::run(args),
        Question::Whatif(args) => whatif::run(args),
        Question::Luck(args) => luck::run(args),
    }
}

/// Reads a save. What is damaged is used up to the damage, and that is said.
fn read(path: &Path) -> anyhow::Result<Record> {
    let record = journal::read(path).context("the game cannot be read")?;
    if let Some(damage) = &record.damage {
        let (line, turn) = (damage.line, damage.turn);
        let (path, remedy) = (path.display(), journal::remedy_for(path, damage));
        super::say::note(format_args!(
            "{path} is damaged in line {line} (turn {turn}); what stands before it is used. {remedy}"
        ));
    } else if !record.travel.is_untouched() {
        super::say::note(format_args!("{}", journal::JournalError::rewritten(path, record.travel)));
    }
    Ok(record)
}

/// A change in percentage points with its interval, as the tables and charts write it.
fn points(change: Share) -> String {
    let [change, low, high] = [change.share, change.low, change.high].map(|share| share * 100.0);
    format!("{change:+5.1} ({low:+5.1} to {high:+5.1})")
}

/// A share in percent with its interval.
fn percent(share: Share) -> String {
    let [share, low, high] = [share.share, share.low, share.high].map(|share| share * 100.0);
    format!("{share:5.1} % ({low:.1} to {high:.1})")
}
