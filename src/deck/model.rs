//! The deck as the rules read it: everything by index, nothing missing, nothing that changes. A `Deck`
//! that exists is sound, so the rules carry no branch for an unknown name.

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
    /// The merged source, as a save keeps it.
    pub source: serde_json::Value,
}

/// A meter.
#[derive(Debug)]
pub struct Meter {
    /// Its name.
    pub name: Text,
    /// What it stands for.
    pub about: Text,
    /// Where it starts.
    pub start: u8,
    /// Where it settles when nobody does anything, and how fast.
    pub settles: Option<Settles>,
    /// Not shown to the table.
    pub hidden: bool,
    /// Where it comes from.
    pub source: Sources,
}

/// Where a meter settles. See [`crate::deck::source::Settles`].
#[derive(Debug)]
pub struct Settles {
    /// The value it moves toward.
    pub at: Chance,
    /// Percent of the distance that it moves each turn.
    pub percent: u8,
}

/// A seat.
#[derive(Debug)]
pub struct Seat {
    /// Its short name.
    pub name: Text,
    /// Who it is.
    pub title: Text,
    /// The standing brief.
    pub brief: Text,
    /// What its orders of a turn may cost.
    pub orders: u8,
    /// By what authority it acts.
    pub authority: Text,
    /// The chance of seeing a true indication.
    pub intelligence: Chance,
    /// The chance of taking a false one for true.
    pub false_alarms: Chance,
    /// What it wants for itself.
    pub objectives: Vec<SeatObjective>,
}

/// Something a seat wants for itself.
#[derive(Debug)]
pub struct SeatObjective {
    /// Its id.
    pub id: Box<str>,
    /// What is wanted.
    pub title: Text,
    /// Its points.
    pub points: u8,
    /// When they are earned.
    pub when: Conditions,
    /// Where it comes from.
    pub source: Sources,
}

/// An area.
#[derive(Debug)]
pub struct Area {
    /// Its name.
    pub name: Text,
    /// Thousandths of a degree east and north: for maps only.
    pub position: (i32, i32),
    /// What it is to the law.
    pub kind: AreaKind,
    /// How it starts.
    pub start: AreaMood,
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// Its name.
    pub name: Text,
    /// What it is.
    pub about: Text,
    /// Where it comes from.
    pub source: Sources,
}

/// Conditions; all must hold.
pub type Conditions = Box<[Condition]>;

/// A compiled condition. See [`crate::deck::source::Condition`] for the meaning of each.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "documented where an instructor writes them")]
pub enum Condition {
    Meter { meter: MeterId, from: u8, below: u8 },
    Flag { flag: FlagId, is: bool },
    Area { area: AreaId, from: AreaMood, to: AreaMood },
    AnyArea { kind: AreaKind, from: AreaMood },
    Rung { from: RungId, to: RungId },
    Situation { from: SituationId, to: SituationId },
    Act(ActKind),
    Turn(u8),
    Played { response: ResponseId, memory: u16 },
    Fell { event: EventId, memory: u16 },
    Standing(ResponseId),
    PlanLists(OperationId),
    Procedure(SituationId),
    Promise { promise: PromiseId, is: PromiseMark },
    Request { request: RequestId, is: Answered },
    Count { count: CountKind, seat: Option<SeatId>, from: u8 },
    Finished(bool),
    Any(Conditions),
    All(Conditions),
    Not(Box<Condition>),
}

/// Effects, in order.
pub type Effects = Box<[Effect]>;

/// A compiled effect. See [`crate::deck::source::Effect`] for the meaning of each.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "documented where an instructor writes them")]
pub enum Effect {
    If { when: Conditions, then: Effects, otherwise: Effects },
    Meter { meter: MeterId, add: i8 },
    Flag { flag: FlagId, on: bool },
    Area { area: AreaId, becomes: AreaMood },
    Worsens(AreaId),
    Eases(AreaId),
    Promise(PromiseId),
    Ends(ResponseId),
    Ladder(LadderStep),
}

/// A chance in percent: a base and terms, kept between `min` and `max`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chance {
    /// Before any term.
    pub base: i16,
    /// What is added. At most [`Chance::MOST_TERMS`].
    pub terms: Box<[Term]>,
    /// Never less.
    pub min: u8,
    /// Never more.
    pub max: u8,
}

impl Chance {
    /// No chance has more terms.
    pub const MOST_TERMS: usize = 24;
}

/// A term of a chance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What the table reads.
    pub label: Text,
    /// What it adds.
    pub kind: TermKind,
    /// Where it comes from.
    pub source: Sources,
}

/// What a term adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermKind {
    /// Percent of a meter's distance from a value.
    Meter {
        /// The meter.
        meter: MeterId,
        /// The value at which it adds nothing.
        around: u8,
        /// Percent of the distance.
        percent: i16,
    },
    /// A number while conditions hold.
    When {
        /// The conditions.
        when: Conditions,
        /// The number.
        add: i16,
    },
    /// A number for each operation of the plan in procedure beyond some.
    Breadth {
        /// The number.
        each: i16,
        /// How many are free.
        beyond: u8,
    },
}

/// The law.
#[derive(Debug)]
pub struct Law {
    /// The seat that it binds.
    pub seat: SeatId,
    /// The situations, lowest first.
    pub situations: Vec<Situation>,
    /// What each permits.
    pub rows: Vec<LawRow>,
    /// What is never permitted.
    pub prohibitions: Vec<Prohibition>,
    /// What needs the bound seat's consent.
    pub consents: Vec<Consent>,
    /// What follows when an order turns out unlawful.
    pub unlawful_order: Effects,
    /// What follows when an operation has to end.
    pub unlawful_operation: Effects,
    /// What the kinds of area are called, in the order of [`AreaKind`].
    pub kinds: [Text; 4],
    /// What the plan is called.
    pub plan_name: Text,
    /// What is said of an operation that the plan does not list.
    pub plan_because: Text,
    /// Where that comes from.
    pub plan_source: Sources,
}

/// A situation.
#[derive(Debug)]
pub struct Situation {
    /// Its name.
    pub name: Text,
    /// What it is.
    pub about: Text,
    /// It needs a plan.
    pub plan: bool,
    /// It can be designated only while these hold.
    pub when: Conditions,
    /// What is said where they do not.
    pub unless_met: Text,
    /// The stages of its designation.
    pub stages: Vec<Stage>,
    /// What follows from it.
    pub effects: Effects,
    /// What follows when it fails.
    pub rejected: Effects,
    /// Where it comes from.
    pub source: Sources,
}

/// A stage of a designation.
#[derive(Debug)]
pub struct Stage {
    /// Its id within the situation.
    pub id: Box<str>,
    /// Its name.
    pub name: Text,
    /// How many turns it takes.
    pub turns: u8,
    /// What shortens it.
    pub faster: Vec<Conditions>,
    /// The chance that it is passed.
    pub chance: Chance,
    /// A miss by no more than this only delays.
    pub delay_within: u8,
    /// Passed, delayed, failed: what the table reads.
    pub texts: [Text; 3],
    /// Where it comes from.
    pub source: Sources,
}

/// A row of the law.
#[derive(Debug)]
pub struct LawRow {
    /// Its id.
    pub id: Box<str>,
    /// The situations in which it holds, as bits.
    pub situations: u8,
    /// The operations.
    pub operations: OperationSet,
    /// The kinds of area, as bits.
    pub areas: u8,
    /// What rules it out.
    pub unless: Vec<(Circumstance, Text, Sources)>,
    /// No plan needs to list it.
    pub outside_plan: bool,
    /// What it permits.
    pub permits: Text,
    /// Where it comes from.
    pub source: Sources,
    /// What is said outside its areas.
    pub because: Text,
    /// Where that limit comes from.
    pub limit_source: Sources,
}

/// What is never permitted.
#[derive(Debug)]
pub struct Prohibition {
    /// The operations.
    pub operations: OperationSet,
    /// The kinds of area, as bits.
    pub areas: u8,
    /// The situations, as bits.
    pub situations: u8,
    /// What is said of it.
    pub because: Text,
    /// Where it comes from.
    pub source: Sources,
}

/// What another seat may do only with consent.
#[derive(Debug)]
pub struct Consent {
    /// The seat that needs it.
    pub seat: SeatId,
    /// The operations.
    pub operations: OperationSet,
    /// Set while it is given.
    pub flag: FlagId,
    /// How it is asked.
    pub request: RequestId,
    /// Where it is not needed: situations and kinds of area as bits, and what is said.
    pub not_needed: Option<(u8, u8, Text)>,
    /// What is said where it was not given.
    pub because: Text,
    /// What is said where it was.
    pub permits: Text,
    /// Where it comes from.
    pub source: Sources,
}

/// The ladder.
#[derive(Debug)]
pub struct Ladder {
    /// Who decides.
    pub who: Text,
    /// The question.
    pub question: Text,
    /// The rungs, lowest first.
    pub rungs: Vec<Rung>,
    /// The first attack rung.
    pub attack: RungId,
}

/// A rung.
#[derive(Debug)]
pub struct Rung {
    /// Its name.
    pub name: Text,
    /// What it means.
    pub about: Text,
    /// The day has come.
    pub attack: bool,
    /// How many events fall in a turn.
    pub events: u8,
    /// The chance that today is the day.
    pub today: Option<Chance>,
    /// The chance of climbing.
    pub climb: Option<Chance>,
    /// The chance of stepping down.
    pub step_down: Option<Chance>,
    /// Where it comes from.
    pub source: Sources,
}

/// Friction of joint responses.
#[derive(Debug)]
pub struct Friction {
    /// The chance of miscarrying.
    pub chance: Chance,
    /// What happens then.
    pub effects: Effects,
    /// What the table reads then.
    pub text: Text,
    /// Where it comes from.
    pub source: Sources,
}

/// Seats that pass on to each other what they notice, while conditions hold.
#[derive(Debug)]
pub struct Sharing {
    /// The seats.
    pub between: SeatSet,
    /// When.
    pub when: Conditions,
    /// Where it comes from.
    pub source: Sources,
}

/// An event card.
#[derive(Debug)]
pub struct Event {
    /// The rungs from whose pool it is drawn, as bits.
    pub rungs: u16,
    /// How likely.
    pub weight: u8,
    /// The acts, as bits.
    pub acts: u8,
    /// Can fall again.
    pub repeat: bool,
    /// Where the state remembers that it fell, where anything asks.
    pub memory: Option<u16>,
    /// Can be drawn only while these hold.
    pub when: Conditions,
    /// One line.
    pub headline: Text,
    /// What everyone reads.
    pub brief: Text,
    /// What single seats read besides, by seat.
    pub briefs: Vec<Option<Text>>,
    /// The seats whose briefs are passed on to those with whom they share what they notice.
    pub passed_on: SeatSet,
    /// What it looks like the turn before.
    pub signal: Option<Text>,
    /// Where the map shows it.
    pub area: Option<AreaId>,
    /// What it does.
    pub effects: Effects,
    /// Its dice.
    pub rolls: Vec<Roll>,
    /// What prevents it.
    pub forestalled: Option<Fallback>,
    /// What takes the edge off it.
    pub softened: Option<Fallback>,
    /// The learning objectives it serves.
    pub objectives: Vec<ObjectiveId>,
    /// For the debrief.
    pub question: Option<Text>,
    /// Where it comes from.
    pub source: Sources,
}

/// What happens in an event's place.
#[derive(Debug)]
pub struct Fallback {
    /// When.
    pub when: Conditions,
    /// What everyone reads.
    pub text: Text,
    /// What it does.
    pub effects: Effects,
}

/// A die.
#[derive(Debug)]
pub struct Roll {
    /// What it decides.
    pub label: Text,
    /// The chance of success.
    pub chance: Chance,
    /// What follows success, and what follows failure.
    pub effects: [Effects; 2],
    /// What the table reads on success, and on failure.
    pub texts: [Option<Text>; 2],
}

/// A response card.
#[derive(Debug)]
pub struct Response {
    /// The seat that orders it.
    pub seat: SeatId,
    /// All that must order it in the same turn, the seat itself among them.
    pub parties: SeatSet,
    /// What sort of thing it is.
    pub category: Category,
    /// The acts, as bits.
    pub acts: u8,
    /// What it takes of the orders.
    pub cost: u8,
    /// How many turns it takes.
    pub takes: u8,
    /// Goes on.
    pub standing: bool,
    /// Can be ordered again.
    pub repeat: bool,
    /// Where the state remembers that it was carried out, where anything asks.
    pub memory: Option<u16>,
    /// Can be ordered only while these hold.
    pub when: Conditions,
    /// Why not, where they do not.
    pub unless_met: Option<Text>,
    /// What the law is asked about.
    pub uses: Vec<Use>,
    /// What it does when announced, where it can be.
    pub publicly: Option<Effects>,
    /// What it does when done quietly, where it can be.
    pub quietly: Option<Effects>,
    /// What it does either way.
    pub effects: Effects,
    /// What it does at each turn's end.
    pub each_turn: Effects,
    /// What happens when it ends.
    pub when_ended: Effects,
    /// Its dice.
    pub rolls: Vec<Roll>,
    /// Its title.
    pub title: Text,
    /// What the staff says.
    pub staff_note: Text,
    /// Its legal basis, in words.
    pub basis: Text,
    /// For the debrief.
    pub question: Text,
    /// Who learns of it even when done quietly, the parties among them.
    pub known_to: SeatSet,
    /// The learning objectives it serves.
    pub objectives: Vec<ObjectiveId>,
    /// Where it comes from.
    pub source: Sources,
}

/// An operation in an area.
#[derive(Debug, Clone, Copy)]
pub struct Use {
    /// The operation.
    pub operation: OperationId,
    /// The area.
    pub area: AreaId,
    /// Whose forces.
    pub by: SeatId,
    /// Under a foreign commander.
    pub integrated: bool,
}

/// A request card.
#[derive(Debug)]
pub struct Request {
    /// Who asks.
    pub from: SeatId,
    /// Who is asked.
    pub to: SeatId,
    /// The acts, as bits.
    pub acts: u8,
    /// Its title.
    pub title: Text,
    /// What is said to the seat that is asked.
    pub text: Text,
    /// Can be asked only while these hold.
    pub when: Conditions,
    /// Why not, where they do not.
    pub unless_met: Option<Text>,
    /// Turns before it can be asked again after it was declined.
    pub again_after: u8,
    /// What the law is asked about before it can be accepted.
    pub uses: Vec<Use>,
    /// Accept, decline, defer: what is said, and what follows.
    pub answers: [(Text, Effects); 3],
    /// What the asked seat's staff says.
    pub staff_note: Text,
    /// For the debrief.
    pub question: Text,
    /// The learning objectives it serves.
    pub objectives: Vec<ObjectiveId>,
    /// Where it comes from.
    pub source: Sources,
}

/// A promise.
#[derive(Debug)]
pub struct Promise {
    /// Who is bound.
    pub seat: SeatId,
    /// What was said.
    pub title: Text,
    /// What it binds to.
    pub text: Text,
    /// Its moment.
    pub when: Conditions,
    /// Turns to keep it.
    pub within: u8,
    /// What keeps it.
    pub kept_when: Conditions,
    /// What keeping, breaking, walking back does.
    pub effects: [Effects; 3],
    /// Where it comes from.
    pub source: Sources,
}

/// A learning objective.
#[derive(Debug)]
pub struct Objective {
    /// Its title.
    pub title: Text,
    /// What a participant should be able to say.
    pub about: Text,
}

/// A scenario.
#[derive(Debug)]
pub struct Scenario {
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub brief: Text,
    /// The date of its first turn: year, month, day.
    pub date: (i16, i8, i8),
    /// Where the meters start.
    pub meters: Vec<u8>,
    /// What is set from the start.
    pub flags: Vec<FlagId>,
    /// How the areas start.
    pub areas: Vec<AreaMood>,
    /// Where Beijing starts.
    pub rung: RungId,
    /// Its acts.
    pub acts: Vec<ScenarioAct>,
    /// What is scripted: the turn, and what happens in it.
    pub injects: Vec<(u8, Inject)>,
    /// What it teaches, in order.
    pub lessons: Vec<Lesson>,
    /// Which cards are in play.
    pub in_play: InPlay,
}

/// Which of the deck's cards are in play in a scenario: all of a sort, or those listed, in order.
#[derive(Debug, Default)]
pub struct InPlay {
    /// The events that can be drawn.
    pub events: Option<Box<[EventId]>>,
    /// The responses that can be ordered.
    pub responses: Option<Box<[ResponseId]>>,
    /// The requests that can be made.
    pub requests: Option<Box<[RequestId]>>,
}

impl InPlay {
    /// Whether an event can be drawn.
    pub fn has_event(&self, event: EventId) -> bool {
        self.events.as_ref().is_none_or(|list| list.binary_search(&event).is_ok())
    }

    /// Whether a response can be ordered.
    pub fn has_response(&self, response: ResponseId) -> bool {
        self.responses.as_ref().is_none_or(|list| list.binary_search(&response).is_ok())
    }

    /// Whether a request can be made.
    pub fn has_request(&self, request: RequestId) -> bool {
        self.requests.as_ref().is_none_or(|list| list.binary_search(&request).is_ok())
    }
}

/// What a lesson asks for. See [`crate::deck::source::Step`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Read what stands with an option.
    LookAt(ResponseId),
    /// Lay an order.
    Order(ResponseId),
    /// Make a request.
    Ask(RequestId),
    /// Answer a request.
    Answer(RequestId),
    /// Open the procedure for a situation.
    Designate(SituationId),
    /// Look at a part of the table.
    Open(Panel),
    /// Seal the turn.
    Seal,
}

/// Something scripted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inject {
    /// An event falls.
    Event(EventId),
    /// A request is made.
    Request(RequestId),
}

/// A step of a guided game. See [`crate::deck::source::Lesson`].
#[derive(Debug)]
pub struct Lesson {
    /// The turn in which it is shown.
    pub turn: u8,
    /// The seat that it speaks to.
    pub seat: SeatId,
    /// What is to be tried.
    pub title: Text,
    /// How, and what to look for.
    pub text: Text,
    /// What is to be done.
    pub step: Option<Step>,
    /// What has to hold besides.
    pub done_when: Conditions,
}

/// An act of a scenario.
#[derive(Debug)]
pub struct ScenarioAct {
    /// Which act.
    pub act: ActKind,
    /// What the table reads when it begins.
    pub brief: Text,
    /// How many turns at most.
    pub turns: u8,
    /// Months a turn.
    pub months: u8,
    /// Days a turn.
    pub days: u8,
    /// Beijing stands at least here when it begins.
    pub rung: Option<RungId>,
    /// What happens when it begins.
    pub effects: Effects,
}

/// An outcome.
#[derive(Debug)]
pub struct Outcome {
    /// Its title.
    pub title: Text,
    /// What came of it.
    pub epilogue: Text,
    /// Whether deterrence held.
    pub held: bool,
    /// When it ends the game.
    pub when: Conditions,
    /// Where it comes from.
    pub source: Sources,
}

impl Prohibition {
    /// Whether it names no operation and so holds for all of them.
    pub const fn for_all(&self) -> bool {
        self.operations.0 == u64::MAX
    }
}

impl Deck {
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
