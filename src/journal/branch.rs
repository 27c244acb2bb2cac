//! A branch: a new save that shares another's lines up to the start of a turn, and names it as its parent. The
//! parent is only read.

use super::JournalError;
use super::decks::Decks;
use super::line::{self, Parent};
use super::record::walk;
use super::walk::{Lines, Next};
use super::write::{lock, sync_folder};
use crate::rules::Event;
use serde_json::Value;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::Path;

/// Makes a branch of a save, at the start of a turn: the last time that it began or was gone back to. Who sits
/// where may change. A damaged save can be branched before the damage.
///
/// # Errors
/// Where the save cannot be read or never came to that turn, or the new file exists or cannot be written.
pub fn branch(from: &Path, turn: u8, out: &Path, seats: &[(String, String)]) -> Result<Parent, JournalError> {
    let mut decks = Decks::default();
    let parent = parent(from, turn, &mut decks)?;
    make(from, parent, out, seats, &mut decks)
}

/// Makes a branch of a save after one of its lines (from 2, the opening): from the middle of a turn as well.
///
/// # Errors
/// As [`branch`].
pub fn branch_at(from: &Path, line: usize, out: &Path, seats: &[(String, String)]) -> Result<Parent, JournalError> {
    let mut decks = Decks::default();
    let mut walk = walk(from, &mut decks)?;
    while walk.line() < line && walk.next_entry()?.is_some() {}
    let parent = parent_at(from, walk.turn(), walk.line(), walk.chain(), walk.identity());
    make(from, parent, out, seats, &mut decks)
}

fn make(
    from: &Path,
    parent: Parent,
    out: &Path,
    seats: &[(String, String)],
    decks: &mut Decks,
) -> Result<Parent, JournalError> {
    let io_error = |error| JournalError::Io { path: out.to_owned(), error };
    let file = match OpenOptions::new().write(true).create_new(true).open(out) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(JournalError::Exists(out.to_owned()));
        }
        Err(error) => return Err(io_error(error)),
    };
    lock(&file, out)?;
    let written = copy(from, &parent, seats, &file, decks);
    if written.is_err() {
        // Half a branch is no save: leave nothing behind.
        let _ = std::fs::remove_file(out);
    }
    written?;
    sync_folder(out).map_err(io_error)?;
    Ok(parent)
}

/// Where a turn began last.
fn parent(from: &Path, turn: u8, decks: &mut Decks) -> Result<Parent, JournalError> {
    let mut walk = walk(from, decks)?;
    let mut found = (turn == 1).then(|| (walk.line(), walk.chain().to_owned()));
    let mut last = walk.turn();
    while let Some(entry) = walk.next_entry()? {
        last = last.max(walk.turn());
        let starts = entry.events.iter().any(|event| match event {
            Event::TurnBegan { turn: began, .. } | Event::Rewound { turn: began, .. } => *began == turn,
            _ => false,
        });
        if starts {
            found = Some((walk.line(), walk.chain().to_owned()));
        }
    }
    let (line, chain) = found.ok_or_else(|| JournalError::NoSuchTurn { path: from.to_owned(), turn, last })?;
    Ok(parent_at(from, turn, line, &chain, walk.identity()))
}

fn parent_at(from: &Path, turn: u8, line: usize, chain: &str, game: &str) -> Parent {
    let file = from.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Parent { file, game: game.to_owned(), turn, line, chain: chain.to_owned() }
}

fn copy(
    from: &Path,
    parent: &Parent,
    seats: &[(String, String)],
    file: &File,
    decks: &mut Decks,
) -> Result<(), JournalError> {
    let read_error = |error| JournalError::Io { path: from.to_owned(), error };
    let mut lines = Lines::new(BufReader::with_capacity(1 << 16, super::open_to_read(from)?));
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let mut chain = String::new();
    for number in 1..=parent.line {
        if lines.next().map_err(read_error)? != Next::Line {
            return Err(read_error(io::Error::other("it changed while it was read")));
        }
        let object = if number == 1 {
            let start =
                super::walk::read_start(&lines, decks).map_err(|fault| read_error(io::Error::other(fault.why)))?;
            let mut header = start.header;
            header.time = super::now();
            header.parent = Some(parent.clone());
            for (seat, who) in seats {
                header.seats.insert(seat.clone(), Value::from(who.as_str()));
            }
            line::header_line(&header, &start.known.text).map_err(|error| read_error(error.into()))?
        } else {
            format!("{}}}", lines.content())
        };
        let (sealed, next) = line::seal(&chain, &object);
        chain = next;
        out.write_all(sealed.as_bytes()).map_err(read_error)?;
    }
    if lines.chain != parent.chain {
        return Err(read_error(io::Error::other("it changed while it was read")));
    }
    out.flush().map_err(read_error)?;
    file.sync_all().map_err(read_error)
}
