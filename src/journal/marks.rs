//! Marks and notes that a person made while looking at a save: kept in a file of their own beside it, a JSON line
//! each, so that the save itself is never touched.

use super::JournalError;
use super::write::sync_folder;
use serde::{Deserialize, Serialize};
use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The most characters of a note.
pub const LONGEST: usize = 400;
/// No file of marks is larger than this.
const LARGEST: u64 = 16 << 20;

/// A mark on a save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Which game: the digest of its first line.
    pub game: String,
    /// The event after which it stands, counted from the beginning of the game.
    pub event: usize,
    /// The turn in which that is.
    pub turn: u8,
    /// When it was made: UTC.
    pub time: jiff::Timestamp,
    /// What was noted; empty for a bare mark.
    pub text: String,
}

/// The file of marks of a save: its name with `.marks` behind it.
pub fn file(save: &Path) -> PathBuf {
    let mut name = save.as_os_str().to_owned();
    name.push(".marks");
    name.into()
}

/// The marks on a save, in the order of the game. Lines that are no marks of this game are passed over.
///
/// # Errors
/// Where there is a file that cannot be read.
pub fn read(save: &Path, game: &str) -> Result<Vec<Mark>, JournalError> {
    let path = file(save);
    let io_error = |error| JournalError::Io { path: path.clone(), error };
    let input = match super::open_to_read(&path) {
        Ok(input) => input,
        Err(JournalError::Io { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    input.take(LARGEST).read_to_end(&mut bytes).map_err(io_error)?;
    let marks = bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Mark>(line).ok());
    let mut marks: Vec<Mark> = marks
        .filter(|mark| mark.game == game)
        .map(|mark| Mark { text: crate::deck::text::clean(&mark.text, LONGEST), ..mark })
        .collect();
    marks.sort_by_key(|mark| mark.event);
    Ok(marks)
}

/// Adds a mark to a save's file of marks: when this returns, it is on disk.
///
/// # Errors
/// Where it cannot be written.
pub fn add(save: &Path, mark: &Mark) -> Result<(), JournalError> {
    let path = file(save);
    let io_error = |error| JournalError::Io { path: path.clone(), error };
    let mut line = serde_json::to_string(mark).map_err(|error| io_error(error.into()))?;
    line.push('\n');
    let is_new = !path.exists();
    let mut output = if is_new {
        OpenOptions::new().append(true).create(true).open(&path).map_err(io_error)?
    } else {
        super::open_plain(&path, OpenOptions::new().append(true))?
    };
    output.write_all(line.as_bytes()).and_then(|()| output.sync_data()).map_err(io_error)?;
    if is_new {
        sync_folder(&path).map_err(io_error)?;
    }
    Ok(())
}
