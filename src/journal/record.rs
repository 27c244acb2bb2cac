//! A whole save in memory, for looking at: read without locking or writing, damaged or not.

use super::JournalError;
use super::decks::Decks;
use super::line::{Entry, Header, Opening};
use super::travel::Travel;
use super::walk::{Damage, End, Walk};
use crate::deck::{Deck, ScenarioId};
use crate::rules::Game;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A save as it was read.
///
/// The entries are what was recorded. A game is rebuilt from them by applying their events, never by deciding
/// their commands again, so that a save can be looked at in every later version, whatever its rules:
///
/// ```no_run
/// # fn main() -> Result<(), not_today::journal::JournalError> {
/// let record = not_today::journal::read(std::path::Path::new("saves/held.jsonl"))?;
/// let mut game = record.opened(); // after the opening: turn 1 has begun
/// for entry in &record.entries {
///     // Here `game` is what `entry.actor` had before it: views, vantages and what-ifs start from it.
///     game.apply(&entry.events);
/// }
/// if let Some(damage) = &record.damage {
///     eprintln!("shown up to line {}, in turn {}: {}", damage.line, damage.turn, damage.why);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Record {
    /// The file it was read from, or the name it was given.
    pub path: PathBuf,
    /// What the first line says besides the deck: rules version, scenario, seed, language, seats, parent.
    pub header: Header,
    /// Which game it is: the digest of the first line. A branch names its parent by this.
    pub identity: String,
    /// The deck, compiled from the one in the save.
    pub deck: Arc<Deck>,
    /// The scenario.
    pub scenario: ScenarioId,
    /// What opened the game.
    pub opening: Opening,
    /// Every accepted command with its time, actor and events, in order: `entries[i]` has `n` = i + 1 and stands
    /// in line i + 3 of the file. Rewinds are entries like any other; nothing that was rewound is missing.
    pub entries: Vec<Entry>,
    /// Where the save is damaged. The entries are those before it.
    pub damage: Option<Damage>,
    /// How many bytes of an unfinished line stand at the end.
    pub torn: Option<usize>,
    /// How it was rewritten on its way here, every line of it being whole.
    pub travel: Travel,
}

impl Record {
    /// The game as it opened, before the first command.
    pub fn opened(&self) -> Game {
        let mut game = Game::before(Arc::clone(&self.deck), self.scenario, self.header.seed);
        game.apply(&self.opening.events);
        game
    }

    /// The game after the first `count` entries (all of them, where there are fewer).
    pub fn game_after(&self, count: usize) -> Game {
        let mut game = self.opened();
        self.entries.iter().take(count).for_each(|entry| game.apply(&entry.events));
        game
    }

    /// The game after the last entry.
    pub fn last(&self) -> Game {
        self.game_after(self.entries.len())
    }

    fn collect(mut walk: Walk<impl BufRead>, path: &Path) -> Result<Self, JournalError> {
        let mut entries = Vec::new();
        while let Some(entry) = walk.next_entry()? {
            entries.push(entry);
        }
        let (damage, torn) = match walk.end() {
            Some(End::Damaged(damage)) => (Some(damage.clone()), None),
            Some(End::Torn(bytes)) => (None, Some(*bytes)),
            _ => (None, None),
        };
        Ok(Self {
            path: path.to_owned(),
            header: walk.header().clone(),
            identity: walk.identity().to_owned(),
            deck: Arc::clone(walk.deck()),
            scenario: walk.scenario(),
            opening: walk.opening().clone(),
            entries,
            damage,
            torn,
            travel: walk.travel(),
        })
    }
}

/// Reads a save to look at it. It is not locked and not written to; a damaged one is read up to the damage.
///
/// # Errors
/// Where the file cannot be read, is not a save, is of a newer format, or is damaged before the game began.
pub fn read(path: &Path) -> Result<Record, JournalError> {
    read_with(path, &mut Decks::default())
}

/// [`read`], for many saves: a deck that they share is compiled once.
///
/// # Errors
/// As [`read`].
pub fn read_with(path: &Path, decks: &mut Decks) -> Result<Record, JournalError> {
    Record::collect(walk(path, decks)?, path)
}

/// [`read`], from bytes at hand; errors name them by `name`.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(name: &Path, bytes: &[u8], decks: &mut Decks) -> Result<Record, JournalError> {
    Record::collect(Walk::begin(name, bytes, decks)?, name)
}

/// Begins a walk through a save's file, which keeps nothing of it in memory: for saves of any length.
///
/// # Errors
/// As [`read`].
pub fn walk(path: &Path, decks: &mut Decks) -> Result<Walk<BufReader<File>>, JournalError> {
    let file = super::open_to_read(path)?;
    Walk::begin(path, BufReader::with_capacity(1 << 16, file), decks)
}
