//! Opening a save: every line is checked against the chain; a torn last line is cut and told.

use super::line::{self, Entry, Header, Opening};
use super::write::{Journal, lock};
use super::{FORMAT, JournalError};
use crate::deck::{Deck, ScenarioId};
use crate::rules::{Actor, Command, Event, Game};
use std::fs::OpenOptions;
use std::io::{Read as _, Seek as _};
use std::path::Path;
use std::sync::Arc;

/// A save that was opened to go on with.
#[derive(Debug)]
pub struct Opened {
    /// Its first line.
    pub header: Header,
    /// The game, at the last whole line.
    pub game: Game,
    /// Every accepted command, with its actor and events.
    pub commands: Vec<(Actor, Command, Vec<Event>)>,
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
    let mut file = OpenOptions::new().read(true).append(true).open(path).map_err(io_error)?;
    if file.metadata().map_err(io_error)?.is_dir() {
        return Err(JournalError::NotASave { path: path.to_owned(), why: "it is a folder".to_owned() });
    }
    lock(&file, path)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(io_error)?;
    let reader = Reader { path };
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let text = std::str::from_utf8(&bytes[..whole]).map_err(|error| {
        let line = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).lines().count() + 1;
        reader.damaged(line, "it is not text")
    })?;
    let mut lines = text.lines();
    let (header, deck, mut chain) = reader.header(lines.next().unwrap_or_default())?;
    let scenario = ScenarioId::find(&deck.names, &header.scenario)
        .ok_or_else(|| reader.damaged(1, "the deck has no such scenario"))?;
    let mut game = Game::before(Arc::clone(&deck), scenario, header.seed);
    let mut length = text.lines().next().map_or(0, |line| line.len() + 1);
    let mut commands = Vec::new();
    let mut next = 0;
    for (number, text) in (2..).zip(lines) {
        let (object, sealed) =
            line::unseal(&chain, text).ok_or_else(|| reader.damaged(number, "its digest does not match"))?;
        let read = deck.names.scope(|| {
            if next == 0 {
                let opening: Opening = serde_json::from_str(&object)?;
                return Ok(Entry {
                    n: opening.n,
                    time: opening.time,
                    who: String::new(),
                    command: Command::Pause,
                    events: opening.events,
                });
            }
            serde_json::from_str::<Entry>(&object)
        });
        let entry = read.map_err(|error: serde_json::Error| reader.damaged(number, &error.to_string()))?;
        if entry.n != next {
            return Err(reader.damaged(number, "its number is out of order"));
        }
        game.apply(&entry.events);
        if next > 0 {
            let actor = line::actor_of(&deck, &entry.who)
                .ok_or_else(|| reader.damaged(number, "nobody of that name sits here"))?;
            commands.push((actor, entry.command, entry.events));
        }
        length += text.len() + 1;
        chain = sealed;
        next += 1;
    }
    if next == 0 {
        return Err(JournalError::NotASave { path: path.to_owned(), why: "the game never began".to_owned() });
    }
    let torn = bytes.len() - whole;
    let notice = (torn > 0).then(|| {
        format!("The last line was not whole ({torn} bytes, cut off while it was written). The game goes on from the last accepted command.")
    });
    if torn > 0 {
        file.set_len(whole as u64).and_then(|()| file.sync_data()).map_err(io_error)?;
    }
    file.seek(std::io::SeekFrom::End(0)).map_err(io_error)?;
    let journal = Journal::go_on(path, file, chain, next, length as u64);
    Ok(Opened { header, game, commands, journal, notice })
}

struct Reader<'a> {
    path: &'a Path,
}

impl Reader<'_> {
    fn damaged(&self, line: usize, why: &str) -> JournalError {
        JournalError::Damaged { path: self.path.to_owned(), line, why: crate::deck::text::clean(why, 200) }
    }

    fn header(&self, text: &str) -> Result<(Header, Arc<Deck>, String), JournalError> {
        let not_a_save = |why: String| JournalError::NotASave { path: self.path.to_owned(), why };
        if !text.starts_with("{\"not_today\":") {
            return Err(not_a_save("it does not begin with a header of Not Today".to_owned()));
        }
        let probe: serde_json::Value =
            serde_json::from_str(text).map_err(|_| not_a_save("its header is not JSON".to_owned()))?;
        let found = probe["not_today"].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        if found > FORMAT {
            return Err(JournalError::TooNew { path: self.path.to_owned(), found });
        }
        let (object, chain) = line::unseal("", text).ok_or_else(|| self.damaged(1, "its digest does not match"))?;
        let header: Header = serde_json::from_str(&object).map_err(|error| not_a_save(error.to_string()))?;
        let deck = Deck::from_source(&header.deck).map_err(|error| self.damaged(1, &error.to_string()))?;
        Ok((header, Arc::new(deck), chain))
    }
}
