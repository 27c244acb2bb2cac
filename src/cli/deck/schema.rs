//! `deck schema`: the JSON Schema of a deck's file, on standard output, or its keys as tables.

use super::keys;
use crate::deck::schema;
use std::io::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print the keys of every sort of entry as tables instead (Markdown)
    #[arg(long)]
    keys: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if args.keys {
        write!(out, "{}", keys::page())?;
    } else {
        writeln!(out, "{}", schema::written())?;
    }
    Ok(())
}
