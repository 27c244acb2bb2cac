//! What a debrief is made from: a game as its journal holds it. Nothing here judges.

use crate::deck::{Deck, ScenarioId};
use crate::journal::{self, JournalError};
use crate::rules::{Actor, Event, Game};
use std::path::Path;
use std::sync::Arc;

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
    /// The chain digest of the last whole line.
    pub chain: String,
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
}

impl Record {
    /// Reads a save, as far as its chain is whole. The file is not locked and not changed.
    ///
    /// # Errors
    /// Where it cannot be read, or is not a save.
    pub fn read(path: &Path) -> Result<Self, JournalError> {
        let opened = journal::open(path)?;
        let header = &opened.header;
        let deck = Arc::clone(opened.game.deck());
        let mut record = Self::begin(&deck, opened.game.state().scenario, header.seed);
        record.name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        record.language.clone_from(&header.language);
        let who = |seat| header.seats.get(seat).and_then(|who| who.as_str()).unwrap_or("human").to_owned();
        record.seats = deck.names.seats.iter().map(who).collect();
        record.began.clone_from(&header.time);
        record.paper = Some(Paper {
            format: header.not_today,
            rules: header.rules,
            deck_digest: header.deck_digest.clone(),
            notice: opened.notice.clone(),
            ..Paper::default()
        });
        for (n, (actor, _, events)) in (1..).zip(opened.commands) {
            record.steps.push(Step { n, time: String::new(), actor: Some(actor), events });
        }
        Ok(record)
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
        }
    }

    /// Adds what an accepted command came to.
    pub fn push(&mut self, actor: Actor, events: Vec<Event>) {
        let n = self.steps.len() as u64;
        self.steps.push(Step { n, time: String::new(), actor: Some(actor), events });
    }
}
