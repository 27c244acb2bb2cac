//! Setting a table: which deck, scenario, seats, seed and save, and what can be wrong with each.

use super::{Chair, Table};
use crate::deck::{Deck, DeckError, ScenarioId, SeatId, library, text::clean};
use crate::journal::{self, Begin, Journal, JournalError};
use crate::players;
use crate::players::adversary::{self, Adversary};
use crate::rules::Game;
use rand::TryRng as _;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Who plays a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// A person.
    Human,
    /// A policy, by its name.
    Policy(String),
}

impl Control {
    /// Its name on the command line and in saves.
    pub fn name(&self) -> &str {
        match self {
            Self::Human => "human",
            Self::Policy(name) => name,
        }
    }

    /// The control of a name.
    pub fn from_name(name: &str) -> Self {
        if name == "human" { Self::Human } else { Self::Policy(name.to_owned()) }
    }
}

/// What a table is set with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// A built-in deck's name, or a path.
    pub deck: OsString,
    /// The scenario's id; the deck's first unless told.
    pub scenario: Option<String>,
    /// Who sits where, by seat id; and who plays the adversary, by the name of its ladder. The first seat is human and the others play `doctrine` unless told.
    pub seats: Vec<(String, Control)>,
    /// The seed; a fresh one unless told.
    pub seed: Option<u64>,
    /// Where the game is saved; a new file in the user's data folder unless told.
    pub save: Option<PathBuf>,
    /// The language of texts; the deck's own unless told.
    pub language: Option<String>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            deck: library::DEFAULT.into(),
            scenario: None,
            seats: Vec::new(),
            seed: None,
            save: None,
            language: None,
        }
    }
}

/// Why a table could not be set.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The deck does not load.
    #[error("{}", .0.render(false).trim_end())]
    Deck(DeckError),
    /// The deck has no such scenario.
    #[error("The deck has no scenario `{name}`. It has: {known}.")]
    Scenario {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The deck has no such seat.
    #[error("The deck has no seat `{name}`. It has: {known}.")]
    Seat {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The deck has no text in that language.
    #[error("The deck has no texts in `{name}`. It has: {known}.")]
    Language {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// A seat is named twice.
    #[error("The seat `{0}` is named twice.")]
    SeatTwice(String),
    /// There is no such policy.
    #[error("Nobody plays as `{name}`. A seat is played by `human`, or by: {known}.")]
    Policy {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// There is no such policy for the adversary.
    #[error("The adversary is not played by `{name}`. It is played by: {known}.")]
    Adversary {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The save cannot be made or opened.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// There is nowhere to keep saves.
    #[error("There is no folder for saves: name a file with --save.")]
    NoFolder,
    /// The system gave no seed.
    #[error("The system gives no random seed: name one with --seed.")]
    NoSeed,
}

/// The folder where saves are kept unless told otherwise: `NOT_TODAY_SAVES`, or `saves` in the user's data folder.
pub fn saves_folder() -> Option<PathBuf> {
    match std::env::var_os("NOT_TODAY_SAVES") {
        Some(folder) if !folder.is_empty() => Some(folder.into()),
        _ => directories::ProjectDirs::from("", "", "not-today").map(|dirs| dirs.data_dir().join("saves")),
    }
}

/// A language as the deck writes it (`zh-Hant` for `ZH-hant`).
///
/// # Errors
/// Where no text of the deck is written in it.
pub fn language(deck: &Deck, name: &str) -> Result<String, StartError> {
    let known = &deck.languages;
    let found = known.iter().find(|language| language.eq_ignore_ascii_case(name.trim()));
    found
        .map(ToString::to_string)
        .ok_or_else(|| StartError::Language { name: clean(name, 40), known: known.join(", ") })
}

impl Table {
    /// Sets a table and begins the game: header and opening are on disk.
    ///
    /// # Errors
    /// What is wrong with the deck, scenario, seats or save.
    pub fn start(setup: &Setup) -> Result<Self, StartError> {
        Self::start_with(&Arc::new(Deck::load(&setup.deck).map_err(StartError::Deck)?), setup)
    }

    /// [`Table::start`], with the deck at hand.
    ///
    /// # Errors
    /// What is wrong with the scenario, seats or save.
    pub fn start_with(deck: &Arc<Deck>, setup: &Setup) -> Result<Self, StartError> {
        let seed = match setup.seed {
            Some(seed) => seed,
            // Small enough to be read out and typed.
            None => u64::from(rand::rngs::SysRng.try_next_u32().map_err(|_| StartError::NoSeed)? % 1_000_000),
        };
        let save = match &setup.save {
            Some(path) => path.clone(),
            None => fresh_save()?,
        };
        Self::set(deck, setup, seed, |begin| Journal::create(&save, begin).map(Some))
    }

    /// Sets a table that is not saved: for tests and for games nobody means to keep.
    ///
    /// # Errors
    /// What is wrong with the scenario or seats.
    pub fn unsaved(deck: &Arc<Deck>, setup: &Setup, seed: u64) -> Result<Self, StartError> {
        Self::set(deck, setup, seed, |_| Ok(None))
    }

    /// Sets a table whose game is kept by a journal at hand, on which nothing is written yet.
    ///
    /// # Errors
    /// What is wrong with the scenario or seats, or that the game could not be kept.
    pub fn on(deck: &Arc<Deck>, setup: &Setup, seed: u64, mut journal: Journal) -> Result<Self, StartError> {
        Self::set(deck, setup, seed, |begin| {
            journal.begin(begin)?;
            Ok(Some(journal))
        })
    }

    fn set(
        deck: &Arc<Deck>,
        setup: &Setup,
        seed: u64,
        keep: impl FnOnce(&Begin<'_>) -> Result<Option<Journal>, JournalError>,
    ) -> Result<Self, StartError> {
        let known = |names: &crate::deck::Index| names.iter().collect::<Vec<_>>().join(", ");
        let scenario = match &setup.scenario {
            None => ScenarioId(0),
            Some(name) => ScenarioId::find(&deck.names, name)
                .ok_or_else(|| StartError::Scenario { name: clean(name, 80), known: known(&deck.names.scenarios) })?,
        };
        let mut controls: Vec<Option<Control>> = vec![None; deck.seats.len()];
        let mut played = None;
        for (name, control) in &setup.seats {
            let Some(seat) = SeatId::find(&deck.names, name) else {
                let key = adversary::key(deck);
                if *name != key {
                    let known = format!("{}; and {key}", known(&deck.names.seats));
                    return Err(StartError::Seat { name: clean(name, 80), known });
                }
                if played.replace(control.clone()).is_some() {
                    return Err(StartError::SeatTwice(key));
                }
                continue;
            };
            if controls[seat.index()].replace(control.clone()).is_some() {
                return Err(StartError::SeatTwice(clean(name, 80)));
            }
        }
        let default = |seat: usize| if seat == 0 { Control::Human } else { Control::Policy("doctrine".to_owned()) };
        let controls: Vec<Control> =
            controls.into_iter().enumerate().map(|(n, c)| c.unwrap_or_else(|| default(n))).collect();
        let chairs = controls.iter().map(chair).collect::<Result<_, _>>()?;
        let language = match &setup.language {
            None => deck.language.to_string(),
            Some(name) => language(deck, name)?,
        };
        let played = played.filter(|control| control.name() != "deck");
        let adversary = played.as_ref().map(adversary_of).transpose()?.flatten();
        let mut game = Game::before(Arc::clone(deck), scenario, seed);
        if adversary.is_some() {
            game.seat_adversary();
        }
        let opening = game.opening();
        let seated = deck.names.seats.iter().zip(&controls).map(|(seat, control)| (seat, control.name()));
        let seated = seated.chain(played.iter().map(|control| (journal::ADVERSARY, control.name())));
        let journal = keep(&Begin {
            deck,
            scenario: scenario.name(&deck.names),
            seed,
            language: &language,
            seats: seated.map(|(seat, who)| (seat.to_owned(), who.to_owned())).collect(),
            events: &opening,
        })?;
        game.apply(&opening);
        let sent = vec![0; deck.seats.len()];
        let mut table = Self { sent, drawn: 0, game, journal, chairs, adversary, language };
        table.let_policies_begin()?;
        Ok(table)
    }

    /// Opens a save and goes on with it; tells what a person should know of it.
    ///
    /// # Errors
    /// Where the file is not a save, is damaged, or is open elsewhere.
    pub fn resume(path: &Path) -> Result<(Self, Option<String>), StartError> {
        let opened = journal::open(path)?;
        let deck = Arc::clone(opened.game.deck());
        let mut chairs = Vec::new();
        for seat in deck.names.seats.iter() {
            let name = opened.header.seats.get(seat).and_then(|name| name.as_str()).unwrap_or("human");
            chairs.push(chair(&Control::from_name(name))?);
        }
        let played = opened.header.seats.get(journal::ADVERSARY).and_then(|name| name.as_str());
        let adversary = played.map(|name| adversary_of(&Control::from_name(name))).transpose()?.flatten();
        let mut table = Self {
            sent: vec![0; deck.seats.len()],
            drawn: 0,
            adversary,
            game: opened.game,
            journal: Some(opened.journal),
            chairs,
            language: opened.header.language,
        };
        // What each seat has sent since its turn began is the key of a policy's dice.
        for actor in &opened.since_turn {
            table.count(*actor);
        }
        table.let_policies_begin()?;
        Ok((table, opened.notice))
    }

    fn let_policies_begin(&mut self) -> Result<(), StartError> {
        if self.human_seats().is_empty() {
            return Ok(());
        }
        self.play_policies(|_| false).map_err(|error| {
            let path = self.save_path().unwrap_or(Path::new("")).to_owned();
            StartError::Journal(JournalError::Io { path, error: std::io::Error::other(error.to_string()) })
        })
    }

    /// The saves in the user's folder, the last played first.
    pub fn recent() -> Vec<PathBuf> {
        let Some(files) = saves_folder().and_then(|folder| journal::files(&folder).ok()) else {
            return Vec::new();
        };
        let mut found: Vec<(std::time::SystemTime, PathBuf)> = files
            .into_iter()
            .filter_map(|file| {
                let metadata = std::fs::metadata(&file).ok().filter(std::fs::Metadata::is_file)?;
                Some((metadata.modified().ok()?, file))
            })
            .collect();
        found.sort_by(|a, b| b.cmp(a));
        found.into_iter().map(|(_, path)| path).collect()
    }
}

fn chair(control: &Control) -> Result<Chair, StartError> {
    match control {
        Control::Human => Ok(Chair::Person),
        Control::Policy(name) => players::policy(name)
            .map(Chair::Policy)
            .ok_or_else(|| StartError::Policy { name: clean(name, 80), known: players::NAMES.join(", ") }),
    }
}

fn adversary_of(control: &Control) -> Result<Option<Box<dyn Adversary>>, StartError> {
    adversary::policy(control.name())
        .ok_or_else(|| StartError::Adversary { name: clean(control.name(), 80), known: adversary::NAMES.join(", ") })
}

/// A file name that is not taken, in the user's folder.
fn fresh_save() -> Result<PathBuf, StartError> {
    let folder = saves_folder().ok_or(StartError::NoFolder)?;
    std::fs::create_dir_all(&folder)
        .map_err(|error| StartError::Journal(JournalError::Io { path: folder.clone(), error }))?;
    let stamp: String = journal::now().to_string().chars().map(|c| if c == ':' { '-' } else { c }).collect();
    let mut path = folder.join(format!("{stamp}.jsonl"));
    for n in 2.. {
        if !path.exists() {
            break;
        }
        path = folder.join(format!("{stamp}-{n}.jsonl"));
    }
    Ok(path)
}
