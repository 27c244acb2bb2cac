//! What a debrief is made from: a game as its journal holds it. Nothing here judges.

use crate::deck::{Deck, ScenarioId};
use crate::journal::{self, Decks, JournalError};
use crate::lab::{Course, TurnLuck, luck};
use crate::rules::{Actor, Event, Game, RULES_VERSION};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A line of a journal.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its number; 0 is the opening.
    pub n: u64,
    /// When, UTC; empty where nobody wrote it down.
    pub time: String,
    /// Who acted; nobody opened the game.
    pub actor: Option<Actor>,
    /// What came of it.
    pub events: Vec<Event>,
}

/// How the journal is identified, so that a reader can check a report against it.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// The version of the save format.
    pub format: u32,
    /// The version of the rules that wrote it.
    pub rules: u32,
    /// SHA-256 of the deck.
    pub deck_digest: String,
    /// The digest of its first line: which game it is.
    pub game: String,
    /// SHA-256 of the whole file as it was read, as `sha256sum` prints it.
    pub file: String,
    /// The save that it branches from, in words.
    pub parent: Option<String>,
    /// What a reader should know of the file: a torn line, damage.
    pub notice: Option<String>,
}

/// A game as its journal holds it.
#[derive(Debug, Clone)]
pub struct Record {
    /// What it is called: the file's name.
    pub name: String,
    /// The deck.
    pub deck: Arc<Deck>,
    /// The scenario.
    pub scenario: ScenarioId,
    /// The seed of all dice.
    pub seed: u64,
    /// The language it was played in.
    pub language: String,
    /// Who sat where, by seat: `human`, or a policy's name.
    pub seats: Vec<String>,
    /// When it began, UTC.
    pub began: String,
    /// The journal, where there is one.
    pub paper: Option<Paper>,
    /// Every line, the opening first.
    pub steps: Vec<Step>,
    /// Each turn among plays of the same decisions with other dice, where the lab has weighed it.
    pub luck: Vec<TurnLuck>,
}

/// How often the lab plays each turn again for a debrief.
pub const PLAYS: u32 = 200;

impl From<journal::Record> for Record {
    fn from(read: journal::Record) -> Self {
        let header = &read.header;
        let who = |seat| header.seats.get(seat).and_then(|who| who.as_str()).unwrap_or("human").to_owned();
        let torn = read.torn.map(|bytes| {
            format!("The last line of the save was not whole ({bytes} bytes); the report tells all before it.")
        });
        let damage = read.damage.as_ref().map(|damage| {
            format!(
                "The save is damaged in line {}, in turn {} ({}); the report tells what stands before it.",
                damage.line, damage.turn, damage.why
            )
        });
        let travel = (!read.travel.is_untouched()).then(|| {
            format!(
                "The save was rewritten by an editor or on its way here ({}); every line of it is whole.",
                read.travel
            )
        });
        let mut steps =
            vec![Step { n: 0, time: read.opening.time.to_string(), actor: None, events: read.opening.events.clone() }];
        steps.extend(read.entries.iter().map(|entry| Step {
            n: entry.n,
            time: entry.time.to_string(),
            actor: Some(entry.actor),
            events: entry.events.clone(),
        }));
        Self {
            name: read.path.file_name().unwrap_or(read.path.as_os_str()).to_string_lossy().into_owned(),
            scenario: read.scenario,
            seed: header.seed,
            language: header.language.clone(),
            seats: read.deck.names.seats.iter().map(who).collect(),
            began: header.time.to_string(),
            paper: Some(Paper {
                format: header.not_today,
                rules: header.rules,
                deck_digest: header.deck_digest.clone(),
                game: read.identity.clone(),
                file: String::new(),
                parent: header
                    .parent
                    .as_ref()
                    .map(|parent| format!("{}, from the start of turn {}", parent.file, parent.turn)),
                notice: damage.or(torn).or(travel),
            }),
            deck: read.deck,
            steps,
            luck: Vec::new(),
        }
    }
}

impl Record {
    /// Reads a save, as far as it is sound, and has the lab weigh each turn's luck: [`PLAYS`] plays of it, unless other
    /// rules than this program's wrote it. The file is not locked and not changed.
    ///
    /// # Errors
    /// Where it cannot be read, or is not a save.
    pub fn read(path: &Path) -> Result<Self, JournalError> {
        let (read, bytes) = open(path, &mut Decks::default())?;
        let weighed = if read.header.rules == RULES_VERSION {
            luck(&Course::of(&read), PLAYS, &AtomicBool::new(false), |_| ())
        } else {
            Vec::new()
        };
        Ok(Self { luck: weighed, ..Self::identified(read, &bytes) })
    }

    /// Reads one save of many: a deck that they share is compiled once, and luck is not weighed.
    ///
    /// # Errors
    /// As [`Record::read`].
    pub fn read_with(path: &Path, decks: &mut Decks) -> Result<Self, JournalError> {
        let (read, bytes) = open(path, decks)?;
        Ok(Self::identified(read, &bytes))
    }

    fn identified(read: journal::Record, bytes: &[u8]) -> Self {
        let mut record = Self::from(read);
        let digest = Sha256::digest(bytes);
        if let Some(paper) = &mut record.paper {
            paper.file = digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            });
        }
        record
    }

    /// A record of a game that is not saved: no times, and nothing to verify it by.
    pub fn of_game(game: &Game) -> Self {
        let state = game.state();
        let mut record = Self::begin(game.deck(), state.scenario, state.seed());
        record.steps = (0..)
            .zip(game.steps())
            .map(|(n, step)| Step {
                n,
                time: String::new(),
                actor: None,
                events: step.iter().map(|happening| happening.event.clone()).collect(),
            })
            .collect();
        record
    }

    /// A record of a game that was only opened: for games that are driven without a journal.
    pub fn begin(deck: &Arc<Deck>, scenario: ScenarioId, seed: u64) -> Self {
        let opening = Game::before(Arc::clone(deck), scenario, seed).opening();
        Self {
            name: "this game".to_owned(),
            deck: Arc::clone(deck),
            scenario,
            seed,
            language: deck.language.to_string(),
            seats: vec!["human".to_owned(); deck.seats.len()],
            began: String::new(),
            paper: None,
            steps: vec![Step { n: 0, time: String::new(), actor: None, events: opening }],
            luck: Vec::new(),
        }
    }

    /// Adds what an accepted command came to.
    pub fn push(&mut self, actor: Actor, events: Vec<Event>) {
        let n = self.steps.len() as u64;
        self.steps.push(Step { n, time: String::new(), actor: Some(actor), events });
    }
}

fn open(path: &Path, decks: &mut Decks) -> Result<(journal::Record, Vec<u8>), JournalError> {
    let bytes = journal::read_file(path)?;
    Ok((journal::read_bytes(path, &bytes, decks)?, bytes))
}
