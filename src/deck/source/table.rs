//! The table's furniture as written: meters, seats, areas, operations, the ladder, friction, signals.

use super::chance::Chance;
use super::condition::Condition;
use super::effect::Effect;
use super::words::{OneOrMany, Sources, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A whole number from 0 to 100 that the table watches.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Meter<'d> {
    /// The meter's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Its name on screen, 20 columns at most.
    pub name: Text<'d>,
    /// What it stands for, in a sentence.
    pub about: Text<'d>,
    /// Where it starts unless the scenario says otherwise (0–100).
    #[serde(default = "half")]
    #[schemars(range(min = 0, max = 100))]
    pub start: u8,
    /// Where it settles when nobody does anything, and how fast.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settles: Option<Settles<'d>>,
    /// Kept by the rules and by conditions, not shown to the table.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// Where a meter settles when nobody does anything: what was done yesterday counts for less today (Q1).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Settles<'d> {
    /// The value it moves toward at the start of each turn (0–100): a number, or a base with terms, so that what
    /// was laid beforehand lasts.
    pub at: Chance<'d>,
    /// Percent of the distance that it moves (0–100), rounded toward where it stands.
    #[schemars(range(min = 0, max = 100))]
    pub percent: u8,
}

fn half() -> u8 {
    50
}

/// Who sits at the table.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Seat<'d> {
    /// The seat's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Its short name: `Japan`.
    pub name: Text<'d>,
    /// Who it is: `Prime Minister of Japan`.
    pub title: Text<'d>,
    /// The standing brief that the player reads first.
    pub brief: Text<'d>,
    /// How much it can order in a turn: the costs of its orders may add up to this (1–9).
    #[schemars(range(min = 1, max = 9))]
    pub orders: u8,
    /// By what authority it acts where the law does not bind it.
    pub authority: Text<'d>,
    /// The chance that it sees an indication of an event that is coming.
    pub intelligence: Chance<'d>,
    /// The chance that it takes an indication of something that is not coming for one.
    pub false_alarms: Chance<'d>,
    /// What this seat wants for itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<SeatObjective<'d>>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// Something a seat wants for itself, known to it alone until the debrief.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct SeatObjective<'d> {
    /// Its id, of its own among all seats' objectives.
    pub id: &'d str,
    /// What is wanted.
    pub title: Text<'d>,
    /// Points if the conditions hold when the game ends (1–100).
    #[schemars(range(min = 1, max = 100))]
    pub points: u8,
    /// The conditions; all must hold.
    pub when: Vec<Condition<'d>>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// Where things happen.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Area<'d> {
    /// The area's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Its name.
    pub name: Text<'d>,
    /// Degrees east, −180 to 180.
    #[schemars(range(min = -180.0, max = 180.0))]
    pub lon: f64,
    /// Degrees north, −90 to 90.
    #[schemars(range(min = -90.0, max = 90.0))]
    pub lat: f64,
    /// What it is to the law.
    pub kind: AreaKind,
    /// How it starts unless the scenario says otherwise.
    #[serde(default)]
    pub start: AreaMood,
    /// Where it comes from.
    pub source: Sources<'d>,
}

/// What an area is to the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(transform = super::shapes::home_territory)]
pub enum AreaKind {
    /// The home country's land, territorial waters and airspace. In a deck whose home country is not Japan, write
    /// `home_territory`.
    #[serde(alias = "home_territory")]
    JapanTerritory,
    /// The waters and airspace around it.
    SurroundingWaters,
    /// The high seas and international airspace beyond.
    HighSeas,
    /// Another country's land, territorial waters or airspace.
    ForeignTerritory,
}

/// The state of an area, from calm to combat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AreaMood {
    /// Nothing out of the ordinary.
    #[default]
    Calm,
    /// Forces watch each other closely.
    Tense,
    /// Forces are in each other's way.
    Contested,
    /// Fighting takes place.
    Combat,
}

/// Something that forces do.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Operation<'d> {
    /// The operation's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Its name.
    pub name: Text<'d>,
    /// What it is, in a sentence.
    pub about: Text<'d>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// Beijing's ladder and the question it asks itself.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Ladder<'d> {
    /// Who decides: `Beijing`.
    pub who: Text<'d>,
    /// The question at the end of each turn: `Is today the day?`
    pub question: Text<'d>,
    /// The rungs, lowest first.
    pub rungs: Vec<Rung<'d>>,
}

/// A rung of the ladder.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Rung<'d> {
    /// The rung's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Its name.
    pub name: Text<'d>,
    /// What it means, in a sentence or two.
    pub about: Text<'d>,
    /// The day has come: on the first such rung the Conflict act begins.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub attack: bool,
    /// How many events fall in a turn (0–4).
    #[schemars(range(min = 0, max = 4))]
    pub events: u8,
    /// The chance that today is the day: that the answer is the attack rung. Not on attack rungs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<Chance<'d>>,
    /// The chance of climbing to the next rung, where that is not the attack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub climb: Option<Chance<'d>>,
    /// The chance of stepping down a rung.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_down: Option<Chance<'d>>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// What can go wrong when two seats act together.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Friction<'d> {
    /// The chance that a joint response miscarries.
    pub chance: Chance<'d>,
    /// What happens when it does, instead of the response's effects.
    pub effects: Vec<Effect<'d>>,
    /// What the table reads then.
    pub text: Text<'d>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// What announcing takes: attention, patience, room for the next announcement (Q4).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Announcing<'d> {
    /// What happens with each response that is done publicly and could have been done quietly, before its own effects.
    #[schemars(length(min = 1))]
    pub effects: Vec<Effect<'d>>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// How much of next turn can be seen coming.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Signals<'d> {
    /// How many indications of things that will not happen are mixed in (0–4).
    #[schemars(range(min = 0, max = 4))]
    pub decoys: u8,
    /// Between whom what is noticed is passed on, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<Sharing<'d>>,
    /// Where it comes from.
    pub source: Sources<'d>,
}

/// Seats that pass on to each other what they notice: indications, and the briefs of events that say so.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Sharing<'d> {
    /// The seats, at least two.
    pub between: Vec<&'d str>,
    /// The conditions; all must hold.
    pub when: Vec<Condition<'d>>,
    /// Where it comes from.
    pub source: Sources<'d>,
}

/// Something the seminar is to learn.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Objective<'d> {
    /// The objective's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Its title.
    pub title: Text<'d>,
    /// What a participant should be able to say afterwards.
    pub about: Text<'d>,
    /// Where it comes from.
    pub source: Sources<'d>,
}

/// What sort of thing a response is; the table screen groups by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Words.
    Statement,
    /// Diplomacy and politics.
    Diplomacy,
    /// Something made ready for later.
    Preparation,
    /// Forces doing something.
    Operation,
    /// Money, trade, sanctions.
    Economic,
}

/// What a flag is called on screen.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Flag<'d> {
    /// The flag, as conditions and effects write it.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// What it stands for, in a few words that read well in quotation marks: “The supply depots are open”.
    pub name: Text<'d>,
}

/// A term that the help screen explains.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct GlossaryTerm<'d> {
    /// The term's id.
    pub id: &'d str,
    /// The term as it stands on screen.
    pub term: Text<'d>,
    /// What it means, in a sentence or two.
    pub about: Text<'d>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub source: Sources<'d>,
}

/// Texts by seat.
pub type BySeat<'d> = BTreeMap<&'d str, Text<'d>>;
