//! A mended copy of a save: its lines as the game wrote them, up to its end or to the first that cannot be gone on from.
//! The save itself is only read.

use super::JournalError;
use super::decks::Decks;
use super::open::go_through;
use super::record::walk;
use super::travel::Travel;
use super::walk::{Damage, End, Lines, Next};
use super::write::{lock, sync_folder};
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::Path;

/// What a mended copy came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// How many lines it has.
    pub lines: usize,
    /// How many of them are commands.
    pub commands: usize,
    /// The turn in which the game stands.
    pub turn: u8,
    /// What was rewritten on the way, and is as it was in the copy.
    pub travel: Travel,
    /// What was left out from there on.
    pub damage: Option<Damage>,
    /// How many bytes of an unfinished line were left out.
    pub torn: Option<usize>,
}

/// Makes a mended copy of a save: one that opens. It is the same game, up to where the save is damaged.
///
/// # Errors
/// Where the save cannot be read or is damaged before the game began, or the copy exists or cannot be written.
pub fn mend(from: &Path, out: &Path) -> Result<Mended, JournalError> {
    let io_error = |error| JournalError::Io { path: out.to_owned(), error };
    let mut walk = walk(from, &mut Decks::default())?;
    let mut lines = walk.line();
    let (game, end) = go_through(&mut walk, |walk, _| {
        lines = walk.line();
        Ok(())
    })?;
    let (damage, torn) = match end {
        End::Whole => (None, None),
        End::Torn(bytes) => (None, Some(bytes)),
        End::Damaged(damage) => (Some(damage), None),
    };
    let file = match OpenOptions::new().write(true).create_new(true).open(out) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(JournalError::Exists(out.to_owned())),
        Err(error) => return Err(io_error(error)),
    };
    let written = lock(&file, out).and_then(|()| copy(from, lines, &file, out));
    if written.is_err() {
        // Half a copy is no save: leave nothing behind.
        let _ = std::fs::remove_file(out);
    }
    written?;
    sync_folder(out).map_err(io_error)?;
    Ok(Mended { lines, commands: lines - 2, turn: game.state().turn(), travel: walk.travel(), damage, torn })
}

fn copy(from: &Path, count: usize, file: &File, out: &Path) -> Result<(), JournalError> {
    let read_error = |error| JournalError::Io { path: from.to_owned(), error };
    let write_error = |error| JournalError::Io { path: out.to_owned(), error };
    let mut lines = Lines::new(BufReader::with_capacity(1 << 16, super::open_to_read(from)?));
    let mut written = BufWriter::with_capacity(1 << 16, file);
    for _ in 0..count {
        if lines.next().map_err(read_error)? != Next::Line {
            return Err(read_error(io::Error::other("it changed while it was read")));
        }
        written.write_all(lines.text().as_bytes()).and_then(|()| written.write_all(b"\n")).map_err(write_error)?;
    }
    written.flush().map_err(write_error)?;
    file.sync_all().map_err(write_error)
}
