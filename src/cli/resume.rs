//! `resume`: goes on with a saved game.

use crate::table::Table;
use crate::tui;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The saved game
    file: PathBuf,
    /// Line by line on standard input and output
    #[arg(long)]
    plain: bool,
    /// A facilitator runs the exercise: a passphrase for their panel is asked for first
    #[arg(long, conflicts_with = "plain")]
    facilitator: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    if !args.plain {
        super::play::need_terminal()?;
        let path = args.file.clone();
        let set = Box::new(move || Table::resume(&path));
        return Ok(tui::run(tui::Start::Later { set, facilitator: args.facilitator })?);
    }
    let (table, notice) = Table::resume(&args.file)?;
    if let Some(notice) = notice {
        eprintln!("{notice}");
    }
    super::play::at(table, args.plain)
}
