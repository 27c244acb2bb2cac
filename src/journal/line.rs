//! The lines of a save, and the chain that binds each to all before it.

use crate::deck::{Deck, SeatId};
use crate::rules::{Actor, Command, Event};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Header {
    /// The format: [`super::FORMAT`].
    pub not_today: u32,
    /// The version of the rules that wrote it.
    pub rules: u32,
    /// When the game began: UTC.
    pub time: String,
    /// The scenario's id.
    pub scenario: String,
    /// The seed of all dice.
    pub seed: u64,
    /// The language the game was played in.
    pub language: String,
    /// Who sat where: seat and `human`, or a policy's name.
    pub seats: serde_json::Map<String, Value>,
    /// The save that this one branches from, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Value>,
    /// SHA-256 of the deck as it stands in this line.
    pub deck_digest: String,
    /// The whole deck, merged.
    pub deck: Value,
}

/// The second line: what opened the game, before any command.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opening {
    /// Always 0.
    pub n: u64,
    /// When: UTC.
    pub time: String,
    /// What happened.
    pub events: Vec<Event>,
}

/// A further line: a command that was accepted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, from 1.
    pub n: u64,
    /// When: UTC.
    pub time: String,
    /// A seat's id, or `facilitator`.
    pub who: String,
    /// What was done.
    pub command: Command,
    /// What came of it.
    pub events: Vec<Event>,
}

/// The name of an actor in a save.
pub(crate) fn name_of(deck: &Deck, actor: Actor) -> String {
    match actor {
        Actor::Seat(seat) => seat.name(&deck.names).to_owned(),
        Actor::Facilitator => "facilitator".to_owned(),
    }
}

/// The actor of a name.
pub(crate) fn actor_of(deck: &Deck, name: &str) -> Option<Actor> {
    if name == "facilitator" {
        return Some(Actor::Facilitator);
    }
    SeatId::find(&deck.names, name).map(Actor::Seat)
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn digest(parts: &[&str]) -> String {
    use std::fmt::Write as _;
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

const CHAIN: &str = ",\"chain\":\"";

/// Seals a line: adds the digest over the previous line's digest and this line's own content.
pub(crate) fn seal(previous: &str, object: &str) -> (String, String) {
    let content = &object[..object.len() - 1];
    let chain = digest(&[previous, content]);
    (format!("{content}{CHAIN}{chain}\"}}\n"), chain)
}

/// Checks a line's seal; tells its object and its digest.
pub(crate) fn unseal(previous: &str, line: &str) -> Option<(String, String)> {
    let at = line.len().checked_sub(CHAIN.len() + 64 + 2)?;
    if !line.is_char_boundary(at) {
        return None;
    }
    let (content, rest) = line.split_at(at);
    let chain = rest.strip_prefix(CHAIN)?.strip_suffix("\"}")?;
    (digest(&[previous, content]) == chain).then(|| (format!("{content}}}"), chain.to_owned()))
}
