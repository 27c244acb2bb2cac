//! The lines of a save, and the chain that binds each to all before it.

use crate::deck::{Deck, SeatId};
use crate::rules::content::content;
use crate::rules::{Actor, Command, Event, State};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

/// What the first line says besides the deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The format: [`super::FORMAT`].
    pub not_today: u32,
    /// The version of the rules that wrote it.
    pub rules: u32,
    /// When the game began: UTC.
    pub time: Timestamp,
    /// The scenario's id.
    pub scenario: String,
    /// The seed of all dice.
    pub seed: u64,
    /// The language the game was played in.
    pub language: String,
    /// Who sat where: seat and `human`, or a policy's name.
    pub seats: serde_json::Map<String, Value>,
    /// The save that this one branches from, if it does.
    pub parent: Option<Parent>,
    /// SHA-256 of the deck as it stands in this line.
    pub deck_digest: String,
}

/// Where a branch left another save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// The name of the parent's file when the branch was made, without its folder.
    pub file: String,
    /// The digest of the parent's first line: which game it is, whatever its file is called now.
    pub game: String,
    /// The turn in which the branch leaves: at its start, unless it was left by hand in a replay.
    pub turn: u8,
    /// The last line of the parent that the branch shares, from 1.
    pub line: usize,
    /// The digest of that line.
    pub chain: String,
}

/// The second line: what opened the game, before any command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// When: UTC.
    pub time: Timestamp,
    /// What happened.
    pub events: Vec<Event>,
}

/// A further line: a command that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1. It stands in line `n` + 2 of the file.
    pub n: u64,
    /// When: UTC.
    pub time: Timestamp,
    /// Who acted.
    pub actor: Actor,
    /// What was done.
    pub command: Command,
    /// What came of it.
    pub events: Vec<Event>,
    /// Where a turn ends in these events: the digest of the state after them ([`state_digest`]).
    pub state: Option<String>,
    /// Where other rules than the line before decided this command and all that follow: their version.
    pub rules: Option<u32>,
}

/// The first line as it stands, without its chain. The order of the fields is the order in the file.
#[derive(Serialize, Deserialize)]
pub(super) struct HeaderLine<'a> {
    pub not_today: u32,
    pub rules: u32,
    pub time: Timestamp,
    pub scenario: String,
    pub seed: u64,
    pub language: String,
    pub seats: serde_json::Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Parent>,
    pub deck_digest: String,
    #[serde(borrow)]
    pub deck: &'a RawValue,
}

impl HeaderLine<'_> {
    pub fn header(self) -> Header {
        Header {
            not_today: self.not_today,
            rules: self.rules,
            time: self.time,
            scenario: self.scenario,
            seed: self.seed,
            language: self.language,
            seats: self.seats,
            parent: self.parent,
            deck_digest: self.deck_digest,
        }
    }
}

/// The first line of a header and its deck, without its chain.
pub(super) fn header_line(header: &Header, deck_text: &str) -> serde_json::Result<String> {
    let deck = serde_json::from_str(deck_text)?;
    let Header { not_today, rules, time, scenario, seed, language, seats, parent, deck_digest } = header.clone();
    serde_json::to_string(&HeaderLine {
        not_today,
        rules,
        time,
        scenario,
        seed,
        language,
        seats,
        parent,
        deck_digest,
        deck,
    })
}

/// The second line as it stands, without its chain.
#[derive(Serialize, Deserialize)]
pub(super) struct OpeningLine<E> {
    pub n: u64,
    pub time: Timestamp,
    pub events: E,
}

/// A further line as it stands, without its chain. The parts are values of their own where they are read, and
/// borrowed where they are written.
#[derive(Serialize, Deserialize)]
pub(super) struct EntryLine<W, C, E> {
    pub n: u64,
    pub time: Timestamp,
    pub who: W,
    pub command: C,
    pub events: E,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<u32>,
}

/// A further line as it is read.
pub(super) type ReadEntry = EntryLine<String, Command, Vec<Event>>;

/// A further line of its parts, without its chain. Within the deck's scope of names.
pub(super) fn entry_line(deck: &Deck, line: &EntryLine<&str, &Command, &[Event]>) -> serde_json::Result<String> {
    deck.names.scope(|| serde_json::to_string(line))
}

/// The second line of its parts, without its chain.
pub(super) fn opening_line(deck: &Deck, time: Timestamp, events: &[Event]) -> serde_json::Result<String> {
    deck.names.scope(|| serde_json::to_string(&OpeningLine { n: 0, time, events }))
}

/// The adversary's name in a save, among the seats and as one who acts.
pub const ADVERSARY: &str = "adversary";

/// The name of an actor in a save.
pub fn name_of(deck: &Deck, actor: Actor) -> &str {
    match actor {
        Actor::Seat(seat) => seat.name(&deck.names),
        Actor::Facilitator => "facilitator",
        Actor::Adversary => ADVERSARY,
    }
}

/// The actor of a name.
pub(super) fn actor_of(deck: &Deck, name: &str) -> Option<Actor> {
    match name {
        "facilitator" => return Some(Actor::Facilitator),
        ADVERSARY => return Some(Actor::Adversary),
        _ => {}
    }
    SeatId::find(&deck.names, name).map(Actor::Seat)
}

/// The digest of a state's content ([`content`]): what a save carries at each turn's end.
pub fn state_digest(deck: &Deck, state: &State) -> String {
    digest(&[&content(deck, state)])
}

/// Whether a turn ends in these events, so that their line carries the state's digest.
pub(super) fn ends_a_turn(events: &[Event]) -> bool {
    events.iter().any(|event| matches!(event, Event::TurnEnded { .. } | Event::GameEnded { .. }))
}

/// The digest that a line carries whose events are about to be applied to a state, if it carries one.
pub(super) fn digest_after(deck: &Deck, before: &State, events: &[Event]) -> Option<String> {
    ends_a_turn(events).then(|| {
        let mut after = before.clone();
        for event in events {
            after.apply(deck, event);
        }
        state_digest(deck, &after)
    })
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn digest(parts: &[&str]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
    }
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    hash.finalize().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

const CHAIN: &str = ",\"chain\":\"";

/// Seals a line: adds the digest over the previous line's digest and this line's own content.
pub(super) fn seal(previous: &str, object: &str) -> (String, String) {
    let content = &object[..object.len() - 1];
    let chain = digest(&[previous, content]);
    (format!("{content}{CHAIN}{chain}\"}}\n"), chain)
}

/// Checks a line's seal (the line without its end of line); tells its content, up to the chain, and its digest.
pub(super) fn unseal<'a>(previous: &str, line: &'a str) -> Option<(&'a str, &'a str)> {
    let at = line.len().checked_sub(CHAIN.len() + 64 + 2)?;
    if !line.is_char_boundary(at) {
        return None;
    }
    let (content, rest) = line.split_at(at);
    let chain = rest.strip_prefix(CHAIN)?.strip_suffix("\"}")?;
    (digest(&[previous, content]) == chain).then_some((content, chain))
}
