//! `resume`: goes on with a saved game.

use crate::table::{StartError, Table};
use crate::tui;
use anyhow::bail;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The saved game [default: one of those in your data folder, from a list on screen]
    file: Option<PathBuf>,
    /// Line by line on standard input and output
    #[arg(long)]
    plain: bool,
    /// A facilitator runs the exercise: a passphrase for what they can do is asked for first
    #[arg(long)]
    facilitator: bool,
    #[command(flatten)]
    lang: super::lang::Lang,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let Some(file) = &args.file else {
        if args.plain {
            bail!("Line by line, name the saved game: `not-today saves list` shows those that there are.");
        }
        if args.facilitator || args.lang.lang.is_some() {
            bail!(
                "--facilitator and --lang are for one saved game: name it. (In the list, f2 goes on with a facilitator.)"
            );
        }
        super::play::need_terminal()?;
        return Ok(tui::run(tui::Start::Saves(Table::recent()))?);
    };
    if !args.plain {
        super::play::need_terminal()?;
        let (path, lang) = (file.clone(), args.lang.clone());
        let set = Box::new(move || open(&path, &lang));
        return Ok(tui::run(tui::Start::Later { set, facilitator: args.facilitator })?);
    }
    let (table, notice) = open(file, &args.lang)?;
    if let Some(notice) = notice {
        super::say::note(notice);
    }
    super::play::line_by_line(table, args.facilitator)
}

/// Opens the save, in the language that is asked for.
fn open(path: &Path, lang: &super::lang::Lang) -> Result<(Table, Option<String>), StartError> {
    let (mut table, notice) = Table::resume(path)?;
    if let Some(name) = &lang.lang {
        table.speak(name)?;
    }
    Ok((table, notice))
}
