//! `man`: the manual, a page for each command, in a folder.

use super::output::{Format, Outputs, Replace};
use super::say;
use anyhow::Context as _;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder; it is made if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Replace files that Not Today did not write, or that were changed since
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut command = super::command().disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    collect(&command, super::NAME.to_owned(), &mut pages).context("the manual cannot be made")?;
    std::fs::create_dir_all(&args.folder)
        .with_context(|| format!("the folder {} cannot be made", args.folder.display()))?;
    let nothing: [&Path; 0] = [];
    let mut outputs = Outputs::beside(nothing, Replace::forced(args.force));
    let mut taken = Vec::new();
    for (name, page) in &pages {
        taken.push((outputs.take(&args.folder.join(format!("{name}.1")), Format::Manual)?, page));
    }
    for (file, page) in taken {
        file.write(page)?;
    }
    say::note(format_args!("Written: {} pages in {}", pages.len(), args.folder.display()));
    Ok(())
}

/// A page for a command and one for each below it.
fn collect(command: &clap::Command, name: String, pages: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    let mut page = Vec::new();
    // The page's own name is that of its file; what is typed stands in its synopsis.
    let named = command.clone().display_name(name.clone());
    clap_mangen::Man::new(named).source(concat!("not-today ", env!("CARGO_PKG_VERSION"))).render(&mut page)?;
    for below in command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help") {
        collect(below, format!("{name}-{}", below.get_name()), pages)?;
    }
    pages.push((name, page));
    Ok(())
}
