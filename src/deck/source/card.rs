//! The cards as written: events, responses, requests, promises.

use super::chance::Chance;
use super::condition::Condition;
use super::effect::Effect;
use super::scenario::ActKind;
use super::table::{BySeat, Category};
use super::words::{OneOrMany, Sources, Text};
use schemars::JsonSchema;
use serde::Deserialize;

/// Something Beijing does.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Event<'d> {
    /// The event's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// The rung, or rungs, from whose pool it is drawn.
    pub rung: OneOrMany<&'d str>,
    /// How likely it is drawn, among those that can be (1–20).
    #[schemars(range(min = 1, max = 20))]
    pub weight: u8,
    /// The acts in which it can fall; all unless told.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub acts: OneOrMany<ActKind>,
    /// Can fall more than once in a game. It is never drawn for the turn right after one in which it fell, so a rung needs
    /// more events than fall in a turn, or turns stay empty.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeat: bool,
    /// Can be drawn only while these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition<'d>>,
    /// One line, as a newspaper would put it.
    pub headline: Text<'d>,
    /// What everyone reads: two to four sentences.
    pub brief: Text<'d>,
    /// Who or what does it, where it is not the adversary: it stands under a heading of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Text<'d>>,
    /// What a single seat reads besides.
    #[serde(default, skip_serializing_if = "BySeat::is_empty")]
    pub briefs: BySeat<'d>,
    /// The seats whose briefs are passed on to those with whom they share what they notice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed_on: Vec<&'d str>,
    /// How a seat's brief reads to those to whom it is passed on; as it stands unless told.
    #[serde(default, skip_serializing_if = "BySeat::is_empty")]
    pub passed_on_as: BySeat<'d>,
    /// What it looks like the turn before, to a seat that notices. Without it nobody sees it coming.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signal: Option<Text<'d>>,
    /// The area where the map shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<&'d str>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect<'d>>,
    /// Dice, after the effects, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 8))]
    pub rolls: Vec<Roll<'d>>,
    /// What prevents it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forestalled: Option<Fallback<'d>>,
    /// What takes the edge off it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub softened: Option<Fallback<'d>>,
    /// The learning objectives it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<&'d str>,
    /// A question for the debrief.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Text<'d>>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// What happens in an event's place when the table was ready for it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Fallback<'d> {
    /// The conditions; all must hold when the event is to fall.
    pub when: Vec<Condition<'d>>,
    /// One line for what came instead. Without it the event's own headline stands there, marked as averted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<Text<'d>>,
    /// What everyone reads then, instead of the brief.
    pub text: Text<'d>,
    /// What a single seat reads besides, instead of the event's briefs.
    #[serde(default, skip_serializing_if = "BySeat::is_empty")]
    pub briefs: BySeat<'d>,
    /// How a seat's brief reads to those to whom it is passed on; as it stands unless told.
    #[serde(default, skip_serializing_if = "BySeat::is_empty")]
    pub passed_on_as: BySeat<'d>,
    /// What happens instead of the event's effects and dice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect<'d>>,
}

/// A die: a chance, and what follows either way.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Roll<'d> {
    /// What the die decides, as a short phrase: `The fishing boats turn back`.
    pub label: Text<'d>,
    /// The chance of success.
    pub chance: Chance<'d>,
    /// What happens then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub success: Vec<Effect<'d>>,
    /// What happens otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failure: Vec<Effect<'d>>,
    /// What the table reads on success.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success_text: Option<Text<'d>>,
    /// What the table reads on failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure_text: Option<Text<'d>>,
}

/// Something a seat can order.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Response<'d> {
    /// The response's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// The seat that orders it.
    pub seat: &'d str,
    /// Seats that must order it too, in the same turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<&'d str>,
    /// What sort of thing it is.
    pub category: Category,
    /// The acts in which it can be ordered.
    pub acts: OneOrMany<ActKind>,
    /// What it takes of the seat's orders for the turn (0–9).
    #[schemars(range(min = 0, max = 9))]
    pub cost: u8,
    /// How many turns it takes to be done; 0 is at once. Effects come when it is done.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = 0, max = 20))]
    pub takes: u8,
    /// Goes on once ordered, until it is ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub standing: bool,
    /// Can be ordered more than once in a game. A standing one can always be ordered anew once it has ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeat: bool,
    /// Can be ordered only while these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition<'d>>,
    /// Why not, in words, where they do not. Without it the conditions are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless_met: Option<Text<'d>>,
    /// The operations it uses and where: what the law is asked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Use<'d>>,
    /// What it does when announced. With `quietly` beside it the player chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publicly: Option<Vec<Effect<'d>>>,
    /// What it does when done quietly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quietly: Option<Vec<Effect<'d>>>,
    /// What it does either way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect<'d>>,
    /// What a standing one does at the end of each turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub each_turn: Vec<Effect<'d>>,
    /// What happens when a standing one ends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when_ended: Vec<Effect<'d>>,
    /// Dice, after the effects, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 8))]
    pub rolls: Vec<Roll<'d>>,
    /// Its title, as an order would be headed.
    pub title: Text<'d>,
    /// What the staff says of it: what it does, what it risks.
    pub staff_note: Text<'d>,
    /// Its legal basis, in words.
    pub basis: Text<'d>,
    /// A question for the debrief.
    pub question: Text<'d>,
    /// Seats that learn of it even when done quietly. Joint partners always do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared_with: Vec<&'d str>,
    /// The learning objectives it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<&'d str>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(value: &u8) -> bool {
    *value == 0
}

/// An operation in an area, and who does it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Use<'d> {
    /// The operation's id.
    pub operation: &'d str,
    /// The area's id.
    pub area: &'d str,
    /// The seat whose forces do it; the response's own unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<&'d str>,
    /// The unit would serve under a foreign commander.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub integrated: bool,
    /// Whoever holds the area has agreed: an exercise or an evacuation abroad.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invited: bool,
}

/// Something one seat can ask of another.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Request<'d> {
    /// The request's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Who asks.
    pub from: &'d str,
    /// Who is asked.
    pub to: &'d str,
    /// The acts in which it can be asked.
    pub acts: OneOrMany<ActKind>,
    /// Its title.
    pub title: Text<'d>,
    /// What is said to the seat that is asked.
    pub text: Text<'d>,
    /// Can be asked only while these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition<'d>>,
    /// Why not, in words, where they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless_met: Option<Text<'d>>,
    /// Turns before it can be asked again after it was declined (1–60). After it was accepted it is settled.
    #[serde(default = "two")]
    #[schemars(range(min = 1, max = 60))]
    pub again_after: u8,
    /// What the law is asked about before it can be accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Use<'d>>,
    /// Accepting.
    pub accept: RequestAnswer<'d>,
    /// Declining.
    pub decline: RequestAnswer<'d>,
    /// Putting it off: it waits again next turn.
    pub defer: RequestAnswer<'d>,
    /// What the staff of the seat that is asked says of it.
    pub staff_note: Text<'d>,
    /// A question for the debrief.
    pub question: Text<'d>,
    /// The learning objectives it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<&'d str>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

fn two() -> u8 {
    2
}

/// An answer to a request.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct RequestAnswer<'d> {
    /// What the answer says, in a sentence.
    pub text: Text<'d>,
    /// What follows at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect<'d>>,
}

/// What wears on the table, or bears it up, at the end of each turn while its conditions hold: no seat orders it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Pressure<'d> {
    /// The pressure's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// What it is, in a few words.
    pub title: Text<'d>,
    /// What the table reads each time, in a sentence.
    pub text: Text<'d>,
    /// It works while these hold.
    #[schemars(length(min = 1))]
    pub when: Vec<Condition<'d>>,
    /// What it does at the end of each such turn, before the question is asked.
    #[schemars(length(min = 1))]
    pub effects: Vec<Effect<'d>>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}

/// Words that must be kept.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'd"))]
pub struct Promise<'d> {
    /// The promise's id.
    #[schemars(schema_with = "super::shapes::id")]
    pub id: &'d str,
    /// Who is bound.
    pub seat: &'d str,
    /// What was said, in a line.
    pub title: Text<'d>,
    /// What it binds the seat to, in a sentence.
    pub text: Text<'d>,
    /// Its moment comes when these hold.
    pub when: Vec<Condition<'d>>,
    /// Turns to keep it once its moment has come (0–20): 0 is in the same turn.
    #[schemars(range(min = 0, max = 20))]
    pub within: u8,
    /// It is kept when these hold.
    #[schemars(length(min = 1))]
    pub kept_when: Vec<Condition<'d>>,
    /// What keeping it does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Effect<'d>>,
    /// What breaking it does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<Effect<'d>>,
    /// What walking it back does, before its moment has come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub walked_back: Vec<Effect<'d>>,
    /// Where it comes from.
    #[schemars(schema_with = "super::shapes::sources")]
    pub source: Sources<'d>,
}
