//! `saves mend`: a copy of a save as the game wrote it, up to its end or to where it is damaged.

use super::shown;
use crate::cli::say;
use crate::journal::{self, shell};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The save
    file: PathBuf,
    /// The copy
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mended = journal::mend(&args.file, &args.out)?;
    let (file, out) = (shown(&args.file), shown(&args.out));
    if !mended.travel.is_untouched() {
        say::note(format_args!(
            "{file} was rewritten by an editor or on its way: {}. The copy is as it was.",
            mended.travel
        ));
    }
    match (&mended.damage, mended.torn) {
        (Some(damage), _) => say::note(format_args!(
            "Left out: everything from line {} (turn {}) on, where {file} is damaged: {}.",
            damage.line, damage.turn, damage.why
        )),
        (None, Some(bytes)) => {
            say::note(format_args!("Left out: {bytes} bytes of a last line that was never finished."));
        }
        (None, None) if mended.travel.is_untouched() => say::note(format_args!("Nothing was wrong with {file}.")),
        (None, None) => {}
    }
    say::note(format_args!("{out} has {} lines, and stands in turn {}.", mended.lines, mended.turn));
    say::note(format_args!("Go on with: not-today resume {}", shell(&args.out)));
    Ok(())
}
