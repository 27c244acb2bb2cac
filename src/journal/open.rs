//! Opening a save to go on with it: every line is checked against the chain, and every command is decided again that this
//! program's rules decided; a torn last line is cut and told.

use super::JournalError;
use super::decks::Decks;
use super::line::{self, ADVERSARY, Entry, Header};
use super::walk::{Damage, End, Walk};
use super::write::{Journal, lock};
use super::{difference, open_plain};
use crate::deck::text::clean;
use crate::rules::{Actor, Event, Game, RULES_VERSION};
use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::Arc;

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
    /// What a person should be told: a torn line that was cut, an end of line that was added.
    pub notice: Option<String>,
}

/// Opens a save to go on with it.
///
/// # Errors
/// Where it is not a save, is damaged, was rewritten on its way, or is open elsewhere.
pub fn open(path: &Path) -> Result<Opened, JournalError> {
    let io_error = |error| JournalError::Io { path: path.to_owned(), error };
    let mut file = open_plain(path, OpenOptions::new().read(true).append(true))?;
    lock(&file, path)?;
    let mut walk = Walk::begin(path, BufReader::with_capacity(1 << 16, &file), &mut Decks::default())?;
    let mut since_turn = Vec::new();
    let (game, end) = go_through(&mut walk, |_, entry| {
        if entry.events.iter().any(|event| matches!(event, Event::TurnBegan { .. } | Event::Rewound { .. })) {
            since_turn.clear();
        } else {
            since_turn.push(entry.actor);
        }
        Ok(())
    })?;
    let torn = match end {
        End::Damaged(damage) => return Err(JournalError::damaged(path, damage)),
        End::Torn(bytes) => Some(bytes),
        End::Whole => None,
    };
    let travel = walk.travel();
    if !travel.is_untouched() && !travel.lacks_only_the_end() {
        return Err(JournalError::rewritten(path, travel));
    }
    let (header, length) = (walk.header().clone(), walk.length());
    let so_far = SoFar { chain: walk.chain().to_owned(), lines: walk.line() as u64, rules: walk.rules() };
    drop(walk);
    let mut notice = None;
    if let Some(bytes) = torn {
        file.set_len(length).and_then(|()| file.sync_data()).map_err(io_error)?;
        notice = Some(format!(
            "The last line was not whole ({bytes} bytes, cut off while it was written). The game goes on from the last accepted command."
        ));
    } else if travel.no_last_line_feed {
        file.write_all(b"\n").and_then(|()| file.sync_data()).map_err(io_error)?;
        notice =
            Some("The last line feed of the save was missing, and was added: nothing of the game is lost.".to_owned());
    }
    file.seek(SeekFrom::Start(0)).map_err(io_error)?;
    let journal = Journal::go_on(path, file, &so_far).map_err(io_error)?;
    Ok(Opened { header, game, since_turn, journal, notice })
}

/// How far a save goes that is gone on with.
pub(super) struct SoFar {
    /// The digest of its last line.
    pub chain: String,
    /// How many lines it has.
    pub lines: u64,
    /// The rules that decided the last of them.
    pub rules: u32,
}

/// Goes through a save as far as it can be gone on from, line by line; tells the game there, and how the save ends. A line
/// whose events the rules do not give is damage, where they are the rules that it names.
pub(super) fn go_through<R: BufRead>(
    walk: &mut Walk<R>,
    mut each: impl FnMut(&Walk<R>, &Entry) -> Result<(), JournalError>,
) -> Result<(Game, End), JournalError> {
    let mut game = walk.game();
    if walk.rules() == RULES_VERSION {
        let mut before = Game::before(Arc::clone(walk.deck()), walk.scenario(), walk.header().seed);
        if walk.header().seats.contains_key(ADVERSARY) {
            before.seat_adversary();
        }
        if before.opening() != walk.opening().events {
            let why = "the rules that it names open the game otherwise".to_owned();
            return Err(JournalError::damaged(walk.path(), Damage { line: 2, turn: 0, why }));
        }
    }
    while let Some(entry) = walk.next_entry()? {
        if let Err(why) = decide_again(&game, walk.rules(), &entry) {
            let damage = Damage { line: walk.line(), turn: game.state().turn(), why: clean(&why, 300) };
            return Ok((game, End::Damaged(damage)));
        }
        each(walk, &entry)?;
        game.apply(&entry.events);
    }
    let end = walk.end().cloned().unwrap_or(End::Whole);
    Ok((game, end))
}

/// Whether a line is what the rules that it names make of its command, where those are this program's; and whether the
/// state after it is the one it tells.
fn decide_again(game: &Game, rules: u32, entry: &Entry) -> Result<(), String> {
    let deck = game.deck();
    if rules == RULES_VERSION {
        let now = game.decide(entry.actor, &entry.command).map_err(|refusal| {
            format!("the rules that it names do not accept its command: {}", refusal.explain(deck, &deck.language).why)
        })?;
        if now != entry.events {
            let write = |events: &[Event]| deck.names.scope(|| serde_json::to_string(events)).unwrap_or_default();
            let found = difference::in_events(0, 0, &write(&entry.events), &write(&now));
            return Err(format!("{}: {}", found.field, found.why));
        }
    }
    if line::digest_after(deck, game.state(), &entry.events) != entry.state {
        return Err("the state after it is not the one that it tells".to_owned());
    }
    Ok(())
}
