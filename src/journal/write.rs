//! Writing a save: each line whole and on disk, or not at all.

use super::line::{self, EntryLine, Header};
use super::walk::Walk;
use super::{FORMAT, JournalError};
use crate::deck::Deck;
use crate::rules::{Actor, Command, Event, Game, RULES_VERSION};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where lines go: a file, or in tests something that fails.
pub trait Sink: std::fmt::Debug + Send {
    /// Appends bytes and brings them to disk.
    ///
    /// # Errors
    /// What the system said. Some of the bytes may have been written.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Cuts everything after a length, after a failed append.
    ///
    /// # Errors
    /// What the system said.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

impl Sink for File {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)?;
        self.sync_data()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)?;
        self.seek(io::SeekFrom::End(0))?;
        self.sync_data()
    }
}

/// A save being written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    sink: Box<dyn Sink>,
    chain: String,
    next: u64,
    /// The rules of the last line.
    rules: u32,
    /// How long the file is with all its whole lines.
    length: u64,
    /// A failed append left part of a line behind, and it could not be cut yet.
    torn: bool,
}

/// What a save begins with.
#[derive(Debug, Clone)]
pub struct Begin<'a> {
    /// The deck.
    pub deck: &'a Deck,
    /// The scenario's id.
    pub scenario: &'a str,
    /// The seed.
    pub seed: u64,
    /// The language.
    pub language: &'a str,
    /// Who sits where.
    pub seats: Vec<(String, String)>,
    /// What opened the game.
    pub events: &'a [Event],
}

impl Journal {
    /// Creates a save, with its header and opening on disk.
    ///
    /// # Errors
    /// Where the file exists, or cannot be written.
    pub fn create(path: &Path, begin: &Begin<'_>) -> Result<Self, JournalError> {
        let io_error = |error| JournalError::Io { path: path.to_owned(), error };
        let file = match OpenOptions::new().append(true).create_new(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(JournalError::Exists(path.to_owned()));
            }
            Err(error) => return Err(io_error(error)),
        };
        lock(&file, path)?;
        let mut journal = Self::on(path, Box::new(file));
        let written = journal.begin(begin);
        if written.is_err() {
            // A save without a header is no save: leave nothing behind.
            let _ = std::fs::remove_file(path);
        }
        written?;
        sync_folder(path).map_err(io_error)?;
        Ok(journal)
    }

    /// A save on a sink of its own, with nothing written.
    pub fn on(path: &Path, sink: Box<dyn Sink>) -> Self {
        Self {
            path: path.to_owned(),
            sink,
            chain: String::new(),
            next: 0,
            rules: RULES_VERSION,
            length: 0,
            torn: false,
        }
    }

    /// A save whose lines have been walked through, to go on with.
    pub(super) fn go_on(path: &Path, sink: Box<dyn Sink>, walk: &Walk<impl BufRead>) -> Self {
        Self {
            path: path.to_owned(),
            sink,
            chain: walk.chain().to_owned(),
            next: walk.line() as u64 - 1,
            rules: walk.rules(),
            length: walk.length(),
            torn: false,
        }
    }

    /// Writes header and opening.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn begin(&mut self, begin: &Begin<'_>) -> Result<(), JournalError> {
        let deck_text = &begin.deck.written;
        let seats = begin.seats.iter().map(|(seat, who)| (seat.clone(), who.clone().into())).collect();
        let header = Header {
            not_today: FORMAT,
            rules: RULES_VERSION,
            time: super::now(),
            scenario: begin.scenario.to_owned(),
            seed: begin.seed,
            language: begin.language.to_owned(),
            seats,
            parent: None,
            deck_digest: line::digest(&[deck_text]),
        };
        let header = self.encode(line::header_line(&header, deck_text))?;
        let opening = self.encode(line::opening_line(begin.deck, super::now(), begin.events))?;
        // Both at once: a save that was begun at all can be opened.
        self.append_lines(&[&header, &opening])?;
        self.next = 1;
        Ok(())
    }

    /// Writes a command that was accepted and its events, before they are applied to the game: when this returns,
    /// they are on disk.
    ///
    /// # Errors
    /// Where they cannot be written. Then the save is as it was, and nothing may be shown of them.
    pub fn append(
        &mut self,
        game: &Game,
        actor: Actor,
        command: &Command,
        events: &[Event],
    ) -> Result<(), JournalError> {
        let deck = game.deck();
        let entry = EntryLine {
            n: self.next,
            time: super::now(),
            who: line::name_of(deck, actor),
            command,
            events,
            state: line::digest_after(deck, game.state(), events),
            rules: (self.rules != RULES_VERSION).then_some(RULES_VERSION),
        };
        let entry = self.encode(line::entry_line(deck, &entry))?;
        self.append_lines(&[&entry])?;
        self.next += 1;
        self.rules = RULES_VERSION;
        Ok(())
    }

    fn encode(&self, text: serde_json::Result<String>) -> Result<String, JournalError> {
        text.map_err(|error| JournalError::Io { path: self.path.clone(), error: error.into() })
    }

    fn append_lines(&mut self, objects: &[&str]) -> Result<(), JournalError> {
        let io_error = |error| JournalError::Io { path: self.path.clone(), error };
        if self.torn {
            self.sink.cut(self.length).map_err(io_error)?;
            self.torn = false;
        }
        let (mut lines, mut chain) = (String::new(), self.chain.clone());
        for object in objects {
            let (line, next) = line::seal(&chain, object);
            lines.push_str(&line);
            chain = next;
        }
        if let Err(error) = self.sink.append(lines.as_bytes()) {
            self.torn = self.sink.cut(self.length).is_err();
            return Err(JournalError::Io { path: self.path.clone(), error });
        }
        self.chain = chain;
        self.length += lines.len() as u64;
        Ok(())
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Brings a new file's name to disk: it is there only once its folder is.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Keeps any other process from this save.
pub(super) fn lock(file: &File, path: &Path) -> Result<(), JournalError> {
    // A process that is just being started holds its parent's files for a moment: a lock is not taken at the first try.
    for _ in 0..20 {
        if !matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    match file.try_lock() {
        // Where a system has no locks, the save is kept without one.
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(JournalError::Locked(path.to_owned())),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => Err(JournalError::Io { path: path.to_owned(), error }),
    }
}
