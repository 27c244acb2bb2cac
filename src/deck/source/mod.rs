//! What an instructor writes: the deck's JSON as plain types, ids still names. Nothing here is checked
//! beyond its shape; [`crate::deck::compile`] does that. Nothing is ever written from these types: `skip_serializing_if` says
//! that the schema names no default.

mod card;
mod chance;
mod condition;
mod effect;
mod law;
mod scenario;
pub(super) mod shapes;
mod table;
mod tagged;
mod words;

pub use card::{Event, Pressure, Promise};
pub use card::{Fallback, Request, RequestAnswer, Response, Roll, Use};
pub use chance::{Chance, ChanceForm, Term};
pub use condition::{Answered, Condition, CountKind, OrBeyond, PromiseMark};
pub use effect::{Effect, LadderStep};
pub use law::{Circumstance, Consent, Kinds, Law, LawRow, NotNeeded, Prohibition, Situation, Stage, Unlawful, Unless};
pub use scenario::{ActKind, Inject, Lesson, Only, Outcome, Panel, Scenario, ScenarioAct, Step};
pub use shapes::ID_PATTERN;
pub use table::BySeat;
pub use table::{
    Announcing, Area, AreaKind, AreaMood, Category, Flag, Friction, GlossaryTerm, Ladder, Meter, Objective, Operation,
    Rung, Seat, SeatObjective, Settles, Sharing, Signals,
};
pub use words::{OneOrMany, Sources, Text};

use schemars::JsonSchema;
use serde::Deserialize;

/// A whole deck as written: one JSON object, comments and trailing commas allowed.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct DeckSource<'d> {
    /// The format of this file. Always 1.
    #[schemars(range(min = 1, max = 1))]
    pub format: u32,
    /// The deck's name: lower-case letters, digits, `_` and `-`.
    #[schemars(schema_with = "shapes::id")]
    pub id: &'d str,
    /// The deck's title, as players see it.
    pub title: Text<'d>,
    /// What the deck is about, in a few sentences.
    pub about: Text<'d>,
    /// The language of texts written as a plain string. `en` unless told.
    #[serde(default = "english")]
    pub language: &'d str,
    /// The deck that this one builds on: a built-in name, or a path relative to this file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extends: Option<&'d str>,
    /// Entries of the extended deck to take out, each as `section/id` (`events/median_line_swarm`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<&'d str>,
    /// Whole numbers from 0 to 100 that the table watches. The first two are the headline meters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meters: Vec<Meter<'d>>,
    /// What the flags of conditions and effects are called on screen. A flag that is not named here is told by its id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag<'d>>,
    /// Who sits at the table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<Seat<'d>>,
    /// Where things happen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area<'d>>,
    /// The vocabulary of what forces do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<Operation<'d>>,
    /// Who may do what, where, under which designation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<Law<'d>>,
    /// Beijing's rungs, from pressure to invasion, and how it decides between them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder: Option<Ladder<'d>>,
    /// What can go wrong when two seats act together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub friction: Option<Friction<'d>>,
    /// What each announcement takes, besides what its card says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announcing: Option<Announcing<'d>>,
    /// How much of next turn's events can be seen coming.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signals: Option<Signals<'d>>,
    /// Whether players may ask their staff for estimates: the chances and meters that rollouts come to. True unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<bool>,
    /// What Beijing does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event<'d>>,
    /// What a seat can order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Response<'d>>,
    /// What one seat can ask of another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Request<'d>>,
    /// Words that must be kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promise<'d>>,
    /// What works on the table at each turn's end while its conditions hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pressures: Vec<Pressure<'d>>,
    /// What the seminar is to learn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<Objective<'d>>,
    /// Where a game can start and how long it lasts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario<'d>>,
    /// How a game can end: in order, the first whose condition holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome<'d>>,
    /// Terms that the help screen explains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub glossary: Vec<GlossaryTerm<'d>>,
}

fn english() -> &'static str {
    "en"
}
