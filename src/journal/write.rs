//! Writing a save: each line whole and on disk, or not at all.

use super::line::{self, EntryLine, Header};
use super::open::SoFar;
use super::{FORMAT, JournalError};
use crate::deck::Deck;
use crate::rules::{Actor, Command, Event, Game, RULES_VERSION};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
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

    /// Whether what it writes to still stands where it is said to be, as it was left. With `each_byte`, every byte of it
    /// is compared; otherwise it is only looked at.
    ///
    /// # Errors
    /// What became of it.
    fn stands(&self, _path: &Path, _kept: &[u8], _each_byte: bool) -> Result<(), Astray> {
        Ok(())
    }
}

/// What became of a save behind the game's back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Astray {
    /// Nothing is there any more.
    #[error("the file is gone")]
    Gone,
    /// Another file has taken its place: deleted and restored, renamed over, synchronised.
    #[error("another file has taken its place")]
    Another,
    /// Something else has written into it, or cut it.
    #[error("something else has written into the file")]
    Changed,
}

/// A save that had to be written anew, because it was no longer where it was said to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where it was.
    pub from: PathBuf,
    /// Where it is now, whole.
    pub to: PathBuf,
    /// What became of it.
    pub why: Astray,
}

impl std::fmt::Display for Moved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { from, to, why } = self;
        if from == to {
            return write!(f, "The game's save {} had to be written again, whole: {why}.", to.display());
        }
        write!(
            f,
            "{} is not this game's save any more ({why}): the game is saved, whole, in {}.",
            from.display(),
            to.display()
        )
    }
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

    fn stands(&self, path: &Path, kept: &[u8], each_byte: bool) -> Result<(), Astray> {
        let there = std::fs::metadata(path).map_err(|_| Astray::Gone)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let own = self.metadata().map_err(|_| Astray::Gone)?;
            if (own.dev(), own.ino()) != (there.dev(), there.ino()) {
                return Err(Astray::Another);
            }
        }
        if there.len() != kept.len() as u64 {
            return Err(Astray::Changed);
        }
        if each_byte && std::fs::read(path).map_err(|_| Astray::Gone)? != kept {
            return Err(Astray::Changed);
        }
        Ok(())
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
    /// All its whole lines: whatever becomes of the file, the game can be written again.
    kept: Vec<u8>,
    /// It had to be written anew, and nobody has been told yet.
    moved: Option<Moved>,
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
        let file = match OpenOptions::new().read(true).append(true).create_new(true).open(path) {
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
            kept: Vec::new(),
            moved: None,
            torn: false,
        }
    }

    /// A save whose lines have been gone through, to go on with; the file is read from where it stands, its beginning.
    pub(super) fn go_on(path: &Path, mut file: File, so_far: &SoFar) -> io::Result<Self> {
        let mut kept = Vec::new();
        file.read_to_end(&mut kept)?;
        Ok(Self {
            path: path.to_owned(),
            sink: Box::new(file),
            chain: so_far.chain.clone(),
            next: so_far.lines - 1,
            rules: so_far.rules,
            kept,
            moved: None,
            torn: false,
        })
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
        if self.torn {
            let cut = self.sink.cut(self.kept.len() as u64);
            // Where the file is gone there is nothing to cut: the game is written anew.
            if let Err(error) = cut
                && self.sink.stands(&self.path, &self.kept, false).is_ok()
            {
                return Err(JournalError::Io { path: self.path.clone(), error });
            }
            self.torn = false;
        }
        self.stand(false)?;
        let (mut lines, mut chain) = (String::new(), self.chain.clone());
        for object in objects {
            let (line, next) = line::seal(&chain, object);
            lines.push_str(&line);
            chain = next;
        }
        if let Err(error) = self.sink.append(lines.as_bytes()) {
            self.torn = self.sink.cut(self.kept.len() as u64).is_err();
            return Err(JournalError::Io { path: self.path.clone(), error });
        }
        self.chain = chain;
        self.kept.extend_from_slice(lines.as_bytes());
        Ok(())
    }

    /// Holds the path against the open file; where it is gone, or another, the whole game is written again beside it.
    fn stand(&mut self, each_byte: bool) -> Result<(), JournalError> {
        if self.kept.is_empty() {
            return Ok(());
        }
        let Err(why) = self.sink.stands(&self.path, &self.kept, each_byte) else { return Ok(()) };
        let (to, file) = write_again(&self.path, &self.kept)?;
        let from = std::mem::replace(&mut self.path, to.clone());
        // Told twice over, what counts is where it was said to be first.
        let from = self.moved.take().map_or(from, |before| before.from);
        self.moved = Some(Moved { from, to, why });
        self.sink = Box::new(file);
        self.torn = false;
        Ok(())
    }

    /// Whether the game is saved where it is said to be, to the byte: to be asked before that is said. Where it was not, it
    /// is afterwards ([`Journal::take_moved`]).
    ///
    /// # Errors
    /// Where it could not be written again.
    pub fn settle(&mut self) -> Result<(), JournalError> {
        if self.torn {
            self.torn = self.sink.cut(self.kept.len() as u64).is_err();
        }
        // Part of a line that cannot be cut now is cut when the game is resumed.
        if self.torn && matches!(self.sink.stands(&self.path, &self.kept, false), Err(Astray::Changed)) {
            return Ok(());
        }
        self.stand(true)
    }

    /// That it had to be written anew, once.
    pub fn take_moved(&mut self) -> Option<Moved> {
        self.moved.take()
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Writes a whole save again: under its name where nothing has that, beside it otherwise.
fn write_again(path: &Path, bytes: &[u8]) -> Result<(PathBuf, File), JournalError> {
    let mut to = path.to_owned();
    for _ in 0..100 {
        let io_error = |error| JournalError::Io { path: to.clone(), error };
        let mut file = match OpenOptions::new().read(true).append(true).create_new(true).open(&to) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                to = super::hint::beside(path, "-again");
                continue;
            }
            Err(error) => return Err(io_error(error)),
        };
        let written = lock(&file, &to).and_then(|()| {
            file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| sync_folder(&to)).map_err(io_error)
        });
        if let Err(error) = written {
            // Half a save is none: leave nothing behind.
            let _ = std::fs::remove_file(&to);
            return Err(error);
        }
        return Ok((to, file));
    }
    Err(JournalError::Exists(to))
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
