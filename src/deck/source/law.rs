//! The law as written: situations, what each permits, how each is designated, what needs consent.

use super::chance::Chance;
use super::condition::Condition;
use super::effect::Effect;
use super::table::AreaKind;
use super::words::{OneOrMany, Sources, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who may do what, where, under which designation.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Law<'d> {
    /// The seat that it binds.
    pub seat: &'d str,
    /// The ladder of situations, lowest first. The first is the ordinary state and needs no designation.
    pub situations: Vec<Situation<'d>>,
    /// What each situation permits.
    pub rows: Vec<LawRow<'d>>,
    /// What is never permitted, whatever is designated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prohibitions: Vec<Prohibition<'d>>,
    /// What another seat may do only with the bound seat's consent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent<'d>>,
    /// What follows when an order or an operation turns out to be unlawful.
    pub unlawful: Unlawful<'d>,
    /// What the kinds of area are called; told in general words unless named here.
    #[serde(default, skip_serializing_if = "Kinds::is_default")]
    pub kinds: Kinds<'d>,
    /// What the plan is called: `Basic Response Plan`.
    pub plan_name: Text<'d>,
    /// What is said of an operation that the approved plan does not list.
    pub plan_because: Text<'d>,
    /// Where that comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub plan_source: Sources<'d>,
}

/// What the kinds of area are called on screen.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Kinds<'d> {
    /// The home country's territory: `Japanese territory`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_territory: Option<Text<'d>>,
    /// The waters around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surrounding_waters: Option<Text<'d>>,
    /// The high seas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high_seas: Option<Text<'d>>,
    /// What belongs to, or is held by, others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foreign_territory: Option<Text<'d>>,
}

impl Kinds<'_> {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A rung of the ladder of situations.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Situation<'d> {
    /// The situation's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Its name.
    pub name: Text<'d>,
    /// What it is, in a sentence or two.
    pub about: Text<'d>,
    /// It needs a plan that lists its operations one by one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub plan: bool,
    /// It can be designated only while these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition<'d>>,
    /// What is said where they do not.
    #[serde(default)]
    pub unless_met: Text<'d>,
    /// The stages of its designation, in order. None for the first situation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage<'d>>,
    /// What follows from its designation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect<'d>>,
    /// What follows when the procedure fails.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Effect<'d>>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// A stage of a designation.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Stage<'d> {
    /// The stage's id, of its own within the situation.
    pub id: &'d str,
    /// Its name: `Cabinet decision`.
    pub name: Text<'d>,
    /// How many turns it takes (1–9).
    #[schemars(range(min = 1, max = 9))]
    pub turns: u8,
    /// What shortens it: a turn each, never below one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faster: Vec<Vec<Condition<'d>>>,
    /// The chance that it is passed.
    pub chance: Chance<'d>,
    /// A roll that misses by no more than this delays the stage by a turn; beyond it the procedure fails (0–100).
    #[serde(default)]
    pub delay_within: u8,
    /// What the table reads when it is passed.
    pub passed: Text<'d>,
    /// What the table reads when it is delayed.
    pub delayed: Text<'d>,
    /// What the table reads when it fails.
    pub failed: Text<'d>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// What a situation permits.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct LawRow<'d> {
    /// The row's id.
    pub id: &'d str,
    /// The situations in which it holds.
    pub situation: OneOrMany<&'d str>,
    /// The operations it permits.
    pub operations: Vec<&'d str>,
    /// The kinds of area in which it permits them.
    pub areas: Vec<AreaKind>,
    /// What rules it out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Unless<'d>>,
    /// Not an act of the armed forces: no plan needs to list it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outside_plan: bool,
    /// What it permits, in words.
    pub permits: Text<'d>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
    /// What is said of its operations outside these areas.
    pub because: Text<'d>,
    /// Where that limit comes from; the row's own source unless told.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub limit_source: Sources<'d>,
}

/// What rules a row out.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Unless<'d> {
    /// The circumstance.
    pub is: Circumstance,
    /// What is said then.
    pub because: Text<'d>,
    /// Where that comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// A circumstance that rules a row of the law out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Circumstance {
    /// Fighting takes place in the area.
    Combat,
    /// The unit would serve under a foreign commander.
    ForeignCommand,
    /// It is not agreed with whoever holds the area.
    Uninvited,
}

/// What is never permitted.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Prohibition<'d> {
    /// The prohibition's id.
    pub id: &'d str,
    /// The operations; all unless told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<&'d str>,
    /// The kinds of area; all unless told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaKind>,
    /// The situations; all unless told.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub situation: OneOrMany<&'d str>,
    /// What is said of it.
    pub because: Text<'d>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// What another seat may do only with the bound seat's consent.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Consent<'d> {
    /// The consent's id.
    pub id: &'d str,
    /// The seat that needs it.
    pub seat: &'d str,
    /// The operations that need it.
    pub operations: Vec<&'d str>,
    /// The flag that is set while consent is given.
    #[schemars(schema_with = "super::shapes::id")]
    pub flag: &'d str,
    /// The request by which it is asked.
    pub request: &'d str,
    /// Where no consent is needed: for the bound country's own defense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_needed: Option<NotNeeded<'d>>,
    /// What is said where it has not been given.
    pub because: Text<'d>,
    /// What is said where it has.
    pub permits: Text<'d>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// Where consent is not needed. At least one of the three lists is told; all that are told must fit.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct NotNeeded<'d> {
    /// For these operations: the exemption follows the purpose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<&'d str>,
    /// In these situations.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub situation: OneOrMany<&'d str>,
    /// In these kinds of area.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaKind>,
    /// What is said of it.
    pub because: Text<'d>,
}

/// What follows when an order or an operation turns out to be unlawful.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Unlawful<'d> {
    /// When an order laid in good faith is barred at adjudication.
    pub order: Vec<Effect<'d>>,
    /// When a standing operation has to end.
    pub operation: Vec<Effect<'d>>,
    /// Where it comes from.
    pub source: Sources<'d>,
}
