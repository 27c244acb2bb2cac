//! `deck check --watch`: checks again whenever one of the deck's files is saved.
//!
//! It looks at the files' sizes and times a few times a second instead of asking the system to be told: that works alike on
//! every system, on network drives, and with editors that save by replacing the file, and a deck has a handful of files.

use crate::cli::say;
use crate::deck::Checked;
use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

const PAUSE: Duration = Duration::from_millis(250);

/// What tells that a file has changed.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

pub(super) fn run(decks: &[OsString], stop: &AtomicBool) -> anyhow::Result<()> {
    let mut before: Option<Vec<Stamp>> = None;
    let mut files: Vec<PathBuf> = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let now = stamps(decks, &files);
        if before.as_ref() != Some(&now) {
            files = look(decks)?;
            before = Some(stamps(decks, &files));
        }
        std::thread::sleep(PAUSE);
    }
    Ok(())
}

/// Checks every deck and tells what was found; the files to look at from now on.
fn look(decks: &[OsString]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if std::io::stderr().is_terminal() {
        // A clean screen for each look, so that what is mended is gone.
        say::drawn("\x1b[2J\x1b[3J\x1b[H");
    }
    for name in decks {
        let checked = Checked::load(name);
        say::drawn(&super::told(&checked.report));
        writeln!(std::io::stdout(), "{}", super::check::summary(name, &checked))?;
        files.extend(checked.report.files.iter().map(|file| PathBuf::from(&file.name)));
    }
    say::note("Looking again whenever it is saved. Ctrl-C ends.");
    Ok(files)
}

fn stamps(decks: &[OsString], files: &[PathBuf]) -> Vec<Stamp> {
    let named = decks.iter().map(PathBuf::from).chain(files.iter().cloned());
    let stamp = |path: &PathBuf| {
        let data = std::fs::metadata(path).ok()?;
        Some((data.modified().ok()?, data.len()))
    };
    named.map(|path| (path.clone(), stamp(&path))).collect()
}
