//! Saved games: one text file of JSON lines, append-only, readable by people and by `jq`. The first line is
//! the header, with the whole deck; each further line is a command that was accepted and the events that it
//! caused. A line is on disk before its effect is shown, and nothing is ever overwritten in place.

pub mod beside;
mod branch;
mod decks;
mod difference;
mod line;
pub mod marks;
mod open;
mod record;
mod sound;
mod summary;
pub mod tape;
mod verify;
mod walk;
mod write;

pub use branch::{branch, branch_at};
pub use decks::Decks;
pub use difference::Difference;
pub use line::{ADVERSARY, Entry, Header, Opening, Parent, name_of, state_digest};
pub use open::{Opened, open};
pub use record::{Record, read, read_bytes, read_with, walk};
pub use summary::{Found, Summary, folder, summary};
pub use tape::Tape;
pub use verify::{Verdict, verify, verify_from};
pub use walk::{Damage, End, Walk};
pub use write::{Begin, Journal, Sink};

use std::fs::File;
use std::path::{Path, PathBuf};

/// The version of the save format.
pub const FORMAT: u32 = 1;

/// Rules are counted up from 1; a save that names a version beyond this was not written by any.
const NEWEST_RULES_EVER: u32 = 9999;

/// No game has more turns than this.
const MOST_TURNS: usize = crate::deck::limits::TURNS;

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
    #[error("{path} is damaged in line {line} (turn {turn}): {why}. The game can be viewed up to there: not-today replay.",
        path = path.display(), line = damage.line, turn = damage.turn, why = damage.why)]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// Where, and how.
        damage: Damage,
    },
    /// The game never came to a turn.
    #[error("{path} never came to turn {turn}: it goes to turn {last}.", path = path.display())]
    NoSuchTurn {
        /// Which file.
        path: PathBuf,
        /// What was asked for.
        turn: u8,
        /// The last turn it came to.
        last: u8,
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
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::from_second(jiff::Timestamp::now().as_second()).unwrap_or_default()
}

/// A save is a plain file: a folder has no lines, and a device may have no end.
fn need_file(file: &File, path: &Path) -> Result<(), JournalError> {
    let metadata = file.metadata().map_err(|error| JournalError::Io { path: path.to_owned(), error })?;
    if metadata.is_file() {
        return Ok(());
    }
    let why = if metadata.is_dir() { "it is a folder" } else { "it is not a plain file" };
    Err(JournalError::NotASave { path: path.to_owned(), why: why.to_owned() })
}
