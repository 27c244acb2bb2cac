//! Saved games: one text file of JSON lines, append-only, readable by people and by `jq`. The first line is
//! the header, with the whole deck; each further line is a command that was accepted and the events that it
//! caused. A line is on disk before its effect is shown, and nothing is ever overwritten in place.

pub mod beside;
mod branch;
mod decks;
mod difference;
mod hint;
mod line;
pub mod marks;
mod mend;
mod open;
mod record;
mod sound;
mod summary;
pub mod tape;
mod travel;
mod verify;
mod walk;
mod write;

pub use branch::{branch, branch_at};
pub use decks::Decks;
pub use difference::Difference;
pub use hint::shell;
pub use line::{ADVERSARY, Entry, Header, Opening, Parent, name_of, state_digest};
pub use mend::{Mended, mend};
pub use open::{Opened, open};
pub use record::{Record, read, read_bytes, read_with, walk};
pub use summary::{Found, Summary, files, folder, summary};
pub use tape::Tape;
pub use travel::Travel;
pub use verify::{ParentIs, Verdict, verify, verify_from};
pub use walk::{Damage, End, Walk};
pub use write::{Astray, Begin, Journal, Moved, Sink};

use std::fs::{File, Metadata, OpenOptions};
use std::io::Read as _;
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
    #[error("{path} is open in another game of Not Today: end that one first. It can be looked at meanwhile: not-today replay {word}",
        path = .0.display(), word = shell(.0))]
    Locked(PathBuf),
    /// The file is not a save.
    #[error("{path} is not a saved game: {why}. To see which saved games there are: not-today saves list", path = path.display())]
    NotASave {
        /// Which file.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// The save is damaged.
    #[error("{path} is damaged in line {line} (turn {turn}): {why}. {remedy}",
        path = path.display(), line = damage.line, turn = damage.turn, why = damage.why, remedy = remedy(path, damage, copy))]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// Where, and how.
        damage: Damage,
        /// A name for a copy of what stands before the damage.
        copy: PathBuf,
    },
    /// The save was rewritten on its way here, and every line of it is whole.
    #[error("{path} was rewritten by an editor or on its way here: {travel}. Every line of the game is whole. A copy that can be gone on with: not-today saves mend {from} --out {out}",
        path = path.display(), from = shell(path), out = shell(copy))]
    Rewritten {
        /// Which file.
        path: PathBuf,
        /// How.
        travel: Travel,
        /// A name for a copy as it was.
        copy: PathBuf,
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

impl JournalError {
    /// A save that is damaged.
    pub(crate) fn damaged(path: &Path, damage: Damage) -> Self {
        Self::Damaged { path: path.to_owned(), damage, copy: hint::beside(path, "-mended") }
    }

    /// A save that was rewritten on its way.
    pub(crate) fn rewritten(path: &Path, travel: Travel) -> Self {
        Self::Rewritten { path: path.to_owned(), travel, copy: hint::beside(path, "-mended") }
    }
}

/// What can be done with a damaged save.
pub fn remedy(path: &Path, damage: &Damage, copy: &Path) -> String {
    if damage.line <= 2 {
        return "Its first two lines hold the deck and how the game began, so nothing of it can be gone on with. Have it sent \
                again, in an archive that nothing rewrites on the way."
            .to_owned();
    }
    let (path, copy) = (shell(path), shell(copy));
    format!(
        "The game up to there can be looked at: not-today replay {path} — and gone on with, in a copy: not-today saves mend {path} --out {copy}"
    )
}

/// What can be done with a damaged save, with a name for the copy that is not taken.
pub fn remedy_for(path: &Path, damage: &Damage) -> String {
    remedy(path, damage, &hint::beside(path, "-mended"))
}

/// The time stamp of a line: UTC, to the second.
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::from_second(jiff::Timestamp::now().as_second()).unwrap_or_default()
}

/// Opens a plain file: a folder has no lines, a device may have no end, and opening a pipe may wait for ever.
fn open_plain(path: &Path, options: &OpenOptions) -> Result<File, JournalError> {
    let io_error = |error| JournalError::Io { path: path.to_owned(), error };
    let plain = |metadata: &Metadata| {
        if metadata.is_file() {
            return Ok(());
        }
        let why = if metadata.is_dir() { "it is a folder" } else { "it is not a plain file" };
        Err(JournalError::NotASave { path: path.to_owned(), why: why.to_owned() })
    };
    plain(&std::fs::metadata(path).map_err(io_error)?)?;
    let file = options.open(path).map_err(io_error)?;
    // It may have become another one meanwhile.
    plain(&file.metadata().map_err(io_error)?)?;
    Ok(file)
}

/// Opens a plain file to read it.
pub(crate) fn open_to_read(path: &Path) -> Result<File, JournalError> {
    open_plain(path, OpenOptions::new().read(true))
}

/// The bytes of a plain file.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, JournalError> {
    let mut bytes = Vec::new();
    let read = open_to_read(path)?.read_to_end(&mut bytes);
    read.map_err(|error| JournalError::Io { path: path.to_owned(), error })?;
    Ok(bytes)
}
