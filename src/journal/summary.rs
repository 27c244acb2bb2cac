//! What a save is, in short: for lists, and for the tree of games and their branches.

use super::JournalError;
use super::decks::Decks;
use super::line::{Entry, Header};
use super::record::walk;
use super::travel::Travel;
use super::walk::{BEGINS, BYTE_ORDER_MARK, Damage, End};
use crate::deck::{Deck, OutcomeId};
use crate::rules::Event;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a save is, in short.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Its file.
    pub path: PathBuf,
    /// What the first line says besides the deck.
    pub header: Header,
    /// Which game it is: the digest of the first line.
    pub identity: String,
    /// The deck.
    pub deck: Arc<Deck>,
    /// The turn in which it stands.
    pub turn: u8,
    /// How it ended, if it did.
    pub outcome: Option<OutcomeId>,
    /// How many commands it holds.
    pub commands: usize,
    /// When the last of them was given, or when the game began.
    pub last_played: jiff::Timestamp,
    /// Where it is damaged; what is told is what stands before.
    pub damage: Option<Damage>,
    /// How many bytes of an unfinished line stand at the end.
    pub torn: Option<usize>,
    /// How it was rewritten on its way here, every line of it being whole.
    pub travel: Travel,
}

impl Summary {
    /// The title of its scenario, in a language of the deck.
    pub fn scenario_title(&self, language: &str) -> &str {
        let scenario = crate::deck::ScenarioId::find(&self.deck.names, &self.header.scenario);
        scenario.map_or(&*self.header.scenario, |id| self.deck.scenarios[id.index()].title.get(language))
    }

    /// The title of its outcome, and whether deterrence held.
    pub fn outcome_title(&self, language: &str) -> Option<(&str, bool)> {
        let outcome = &self.deck.outcomes[self.outcome?.index()];
        Some((outcome.title.get(language), outcome.held))
    }
}

/// A file of a folder: summed up, or why it could not be.
pub type Found = Result<Summary, (PathBuf, JournalError)>;

/// Sums a save up. It is not locked and not written to.
///
/// # Errors
/// Where it cannot be read, is not a save, is of a newer format, or is damaged before the game began.
pub fn summary(path: &Path, decks: &mut Decks) -> Result<Summary, JournalError> {
    let mut walk = walk(path, decks)?;
    let mut outcome = None;
    let mut last_played = walk.header().time;
    let mut commands = 0;
    while let Some(Entry { time, events, .. }) = walk.next_entry()? {
        (last_played, commands) = (time, commands + 1);
        for event in events {
            match event {
                Event::GameEnded { outcome: ended } => outcome = Some(ended),
                Event::Rewound { .. } => outcome = None,
                _ => {}
            }
        }
    }
    let (damage, torn) = match walk.end() {
        Some(End::Damaged(damage)) => (Some(damage.clone()), None),
        Some(End::Torn(bytes)) => (None, Some(*bytes)),
        _ => (None, None),
    };
    Ok(Summary {
        path: path.to_owned(),
        header: walk.header().clone(),
        identity: walk.identity().to_owned(),
        deck: Arc::clone(walk.deck()),
        turn: walk.turn(),
        outcome,
        commands,
        last_played,
        damage,
        torn,
        travel: walk.travel(),
    })
}

/// The saves of a folder: files whose names end in `.jsonl`, and plain files of any name that begin as a save does. In the
/// order of their names.
///
/// # Errors
/// Where the folder cannot be read.
pub fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "jsonl") || begins_as_a_save(&file) {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a plain file begins as a save does.
fn begins_as_a_save(file: &Path) -> bool {
    let Ok(file) = super::open_to_read(file) else { return false };
    let mut found = Vec::new();
    let most = BYTE_ORDER_MARK.len() + BEGINS.len();
    let read = file.take(most as u64).read_to_end(&mut found);
    read.is_ok() && found.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&found).starts_with(BEGINS)
}

/// The saves of a folder ([`files`]), summed up; those that cannot be with the reason.
///
/// # Errors
/// Where the folder cannot be read.
pub fn folder(path: &Path) -> Result<Vec<Found>, JournalError> {
    let files = files(path).map_err(|error| JournalError::Io { path: path.to_owned(), error })?;
    let mut decks = Decks::default();
    Ok(files.into_iter().map(|file| summary(&file, &mut decks).map_err(|error| (file, error))).collect())
}
