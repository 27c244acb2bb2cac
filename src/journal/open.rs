//! Opening a save to go on with it: every line is checked against the chain; a torn last line is cut and told.

use super::JournalError;
use super::decks::Decks;
use super::line::Header;
use super::walk::{End, Walk};
use super::write::{Journal, lock};
use crate::rules::{Actor, Event, Game};
use std::fs::OpenOptions;
use std::io::{BufReader, Seek as _};
use std::path::Path;

/// A save that was opened to go on with.
#[derive(Debug)]
pub struct Opened {
    /// Its first line.
    pub header: Header,
    /// The game, at the last whole line.
    pub game: Game,
    /// Who has acted since the current turn began, in order.
    pub since_turn: Vec<Actor>,
    /// The save, to be written on.
    pub journal: Journal,
    /// What a person should be told: a torn line that was cut.
    pub notice: Option<String>,
}

/// Opens a save to go on with it.
///
/// # Errors
/// Where it is not a save, is damaged, or is open elsewhere.
pub fn open(path: &Path) -> Result<Opened, JournalError> {
    let io_error = |error| JournalError::Io { path: path.to_owned(), error };
    let file = OpenOptions::new().read(true).append(true).open(path).map_err(io_error)?;
    super::need_file(&file, path)?;
    lock(&file, path)?;
    let mut walk = Walk::begin(path, BufReader::with_capacity(1 << 16, &file), &mut Decks::default())?;
    let mut game = walk.game();
    let mut since_turn = Vec::new();
    while let Some(entry) = walk.next_entry()? {
        if entry.events.iter().any(|event| matches!(event, Event::TurnBegan { .. } | Event::Rewound { .. })) {
            since_turn.clear();
        } else {
            since_turn.push(entry.actor);
        }
        game.apply(&entry.events);
    }
    let torn = match walk.end() {
        Some(End::Damaged(damage)) => {
            return Err(JournalError::Damaged { path: path.to_owned(), damage: damage.clone() });
        }
        Some(End::Torn(bytes)) => Some(*bytes),
        _ => None,
    };
    let sink = file.try_clone().map_err(io_error)?;
    let journal = Journal::go_on(path, Box::new(sink), &walk);
    let (header, length) = (walk.header().clone(), walk.length());
    drop(walk);
    if torn.is_some() {
        file.set_len(length).and_then(|()| file.sync_data()).map_err(io_error)?;
    }
    let notice = torn.map(|bytes| {
        format!(
            "The last line was not whole ({bytes} bytes, cut off while it was written). The game goes on from the last accepted command."
        )
    });
    (&file).seek(std::io::SeekFrom::End(0)).map_err(io_error)?;
    Ok(Opened { header, game, since_turn, journal, notice })
}
