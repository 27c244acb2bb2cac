//! `resume`: goes on with a saved game.

use crate::table::Table;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The saved game
    file: PathBuf,
    /// Line by line on standard input and output
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    lang: super::lang::Lang,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    if !args.plain {
        super::play::need_terminal()?;
    }
    let (mut table, notice) = Table::resume(&args.file)?;
    if let Some(name) = &args.lang.lang {
        table.speak(name)?;
    }
    if let Some(notice) = notice {
        eprintln!("{notice}");
    }
    super::play::at(table, args.plain)
}
