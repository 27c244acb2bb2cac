//! Saved games: one text file of JSON lines, append-only, readable by people and by `jq`. The first line is
//! the header, with the whole deck; each further line is a command that was accepted and the events that it
//! caused. A line is on disk before its effect is shown, and nothing is ever overwritten in place.

mod line;
mod open;
mod write;

pub use line::{Entry, Header, Opening};
pub use open::{Opened, open};
pub use write::{Begin, Journal, Sink};

use std::path::PathBuf;

/// The version of the save format.
pub const FORMAT: u32 = 1;

/// What can be wrong with a save, or with keeping one.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The file cannot be read or written.
    #[error("{path} cannot be read or written: {error}", path = path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The file exists already.
    #[error("{path} exists already. Resume it, or name another file.", path = .0.display())]
    Exists(PathBuf),
    /// Another process has the save open.
    #[error("{path} is open in another game of Not Today.", path = .0.display())]
    Locked(PathBuf),
    /// The file is not a save.
    #[error("{path} is not a saved game: {why}", path = path.display())]
    NotASave {
        /// Which file.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// The save is damaged.
    #[error("{path} is damaged in line {line}: {why}", path = path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        why: String,
    },
    /// The save was written by a newer program.
    #[error("{path} has format {found}; this program reads format {FORMAT}. A newer version of Not Today opens it.", path = path.display())]
    TooNew {
        /// Which file.
        path: PathBuf,
        /// Its format.
        found: u32,
    },
}

/// The time stamp of a line: UTC, to the second.
pub fn now() -> String {
    jiff::Timestamp::now().round(jiff::Unit::Second).unwrap_or_default().to_string()
}
