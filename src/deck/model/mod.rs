//! The deck as the rules read it: everything by index, nothing missing, nothing that changes. A `Deck`
//! that exists is sound, so the rules carry no branch for an unknown name.

mod board;
mod cards;
mod chance;
mod law;
mod scenario;

pub use board::*;
pub use cards::*;
pub use chance::*;
pub use law::*;
pub use scenario::*;

use super::ids::*;
use super::lists::Lists;
use super::source::{
    ActKind, Answered, AreaKind, AreaMood, Category, Circumstance, CountKind, LadderStep, Panel, PromiseMark,
};
use super::text::Text;
use std::sync::Arc;

/// Facts' ids, or `scenario`.
pub type Sources = Box<[Box<str>]>;

/// A compiled deck.
#[derive(Debug)]
pub struct Deck {
    /// The deck's name.
    pub id: Box<str>,
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub about: Text,
    /// The language of its plain texts.
    pub language: Box<str>,
    /// All its names.
    pub names: Arc<Names>,
    /// The meters; the first two are the headline meters.
    pub meters: Vec<Meter>,
    /// The seats.
    pub seats: Vec<Seat>,
    /// The areas.
    pub areas: Vec<Area>,
    /// The operations.
    pub operations: Vec<Operation>,
    /// The law.
    pub law: Law,
    /// The ladder.
    pub ladder: Ladder,
    /// Friction of joint responses.
    pub friction: Friction,
    /// What announcing takes.
    pub announcing: Announcing,
    /// How many false indications are mixed in.
    pub decoys: u8,
    /// Who passes on to whom what was noticed, and when.
    pub sharing: Vec<Sharing>,
    /// Whether the staff gives estimates, until the facilitator says otherwise.
    pub estimate: bool,
    /// The events.
    pub events: Vec<Event>,
    /// The responses.
    pub responses: Vec<Response>,
    /// The responses that each seat takes part in, joint ones with their partners too.
    pub responses_of: Vec<Vec<ResponseId>>,
    /// The requests.
    pub requests: Vec<Request>,
    /// The promises.
    pub promises: Vec<Promise>,
    /// What works on the table at each turn's end.
    pub pressures: Vec<Pressure>,
    /// The learning objectives.
    pub objectives: Vec<Objective>,
    /// The scenarios.
    pub scenarios: Vec<Scenario>,
    /// The outcomes, in order.
    pub outcomes: Vec<Outcome>,
    /// What each flag is called on screen.
    pub flags: Vec<Text>,
    /// Terms that the help explains.
    pub glossary: Vec<(Text, Text)>,
    /// What would otherwise be looked for again and again.
    pub lists: Lists,
    /// The languages in which some of its texts are written, its own first.
    pub languages: Box<[Box<str>]>,
    /// The merged source as a save keeps it: one JSON object without spaces.
    pub written: Box<str>,
}

/// Conditions; all must hold.
pub type Conditions = Box<[Condition]>;

/// Effects, in order.
pub type Effects = Box<[Effect]>;

impl Deck {
    /// The merged source, to look at or to change.
    pub fn source(&self) -> serde_json::Value {
        serde_json::from_str(&self.written).unwrap_or_default()
    }

    /// What announcing a response takes, besides what its card says; nothing where it cannot be done quietly too.
    pub fn announcing_of(&self, response: ResponseId) -> &[Effect] {
        if self.responses[response.index()].announced { &self.announcing.effects } else { &[] }
    }

    /// Every id of a list, in order.
    pub fn ids<T>(list: &[T]) -> std::ops::Range<usize> {
        0..list.len()
    }

    /// The bit of an act in a card's `acts`.
    pub const fn act_bit(act: ActKind) -> u8 {
        1 << act as u8
    }

    /// The bit of a kind of area in a row's `areas`.
    pub const fn kind_bit(kind: AreaKind) -> u8 {
        1 << kind as u8
    }
}
