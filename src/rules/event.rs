//! What happened: the only things that change a state. A save is a list of these, so their names and
//! fields are a promise: they are added to, never renamed.

use super::command::{Answer, DecisionCard, MarkKind};
use super::holds::Odds;
use super::state::{Fall, Manner};
use crate::deck::{
    AreaId, AreaMood, CountKind, EventId, FlagId, MeterId, OperationId, OperationSet, OutcomeId, PressureId, PromiseId,
    RequestId, ResponseId, RungId, SeatId, SeatSet, SituationId,
};
use serde::{Deserialize, Serialize};

/// What brought an effect about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// An event.
    Event(EventId),
    /// A response.
    Response(ResponseId),
    /// A request and its answer.
    Request(RequestId),
    /// A designation.
    Situation(SituationId),
    /// A promise.
    Promise(PromiseId),
    /// A pressure.
    Pressure(PressureId),
    /// An act that began.
    Act,
    /// Friction of a joint response.
    Friction(ResponseId),
    /// The law, on an unlawful order or operation.
    Law(ResponseId),
    /// Beijing's decision.
    Question,
    /// Time: the meter settles.
    Time,
    /// The facilitator.
    Facilitator,
    /// Something that this seat may not know.
    Unknown,
}

/// What Beijing answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// Today is the day.
    Today,
    /// Not today, but a rung higher.
    Climbs,
    /// Not today.
    Holds,
    /// Not today, and a rung lower.
    StepsDown,
}

/// Why a standing operation or a work ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// Its seat ended it.
    Ordered,
    /// An effect ended it.
    Effect,
    /// The law no longer permits it.
    Law {
        /// Why.
        why: Box<str>,
        /// Where that comes from.
        source: Box<str>,
    },
}

/// What a die decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Die {
    /// A die of an event, by its place on the card.
    Event(EventId, u8),
    /// A die of a response.
    Response(ResponseId, u8),
    /// Whether a joint response miscarries.
    Friction(ResponseId),
    /// A stage of a designation.
    Stage(SituationId, u8),
}

/// How a stage went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageResult {
    /// On to the next.
    Passed,
    /// Once more next turn.
    Delayed,
    /// The procedure is over.
    Failed,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum Event {
    /// An act begins.
    ActBegan { act: u8 },
    /// A turn begins; so much time has passed since the scenario's date.
    TurnBegan { turn: u8, turn_in_act: u8, months: u16, days: u16 },
    /// An event falls.
    Fell { card: EventId, fall: Fall },
    /// An event is drawn for the next turn. Nobody at the table sees this.
    Drawn { card: EventId },
    /// The adversary is played: it chooses what the ladder would draw by dice.
    AdversaryPlays,
    /// The adversary is to choose so many events, for the turn that opens (`now`) or for the one after it.
    DrawDue { cards: u8, now: bool },
    /// It has chosen.
    DrawChosen,
    /// Seats notice an indication.
    Signalled { card: EventId, seen: SeatSet },
    /// A meter moved.
    MeterMoved { meter: MeterId, from: u8, to: u8, cause: Cause },
    /// A flag changed.
    FlagChanged { flag: FlagId, on: bool, cause: Cause },
    /// An area changed its state.
    AreaChanged { area: AreaId, from: AreaMood, to: AreaMood, cause: Cause },
    /// Beijing moved on its ladder.
    RungChanged { from: RungId, to: RungId, cause: Cause },
    /// A die was thrown: it needed `odds.chance` or less.
    Rolled { die: Die, odds: Odds, rolled: u8, success: bool },
    /// An order was laid.
    Laid { seat: SeatId, response: ResponseId, manner: Manner },
    /// An order was taken back.
    Withdrawn { seat: SeatId, response: ResponseId },
    /// A request was made.
    Asked { request: RequestId },
    /// A sealed seat was asked, and has the table again.
    SealBroken { seat: SeatId, request: RequestId },
    /// A request was answered.
    Answered { request: RequestId, answer: Answer },
    /// A request put off waits again.
    WaitsAgain { request: RequestId },
    /// A request put off came to nothing: its conditions no longer hold.
    RequestLapsed { request: RequestId },
    /// A procedure was opened.
    ProcedureOpened { situation: SituationId, plan: OperationSet, left: u8 },
    /// A procedure was given up.
    ProcedureDropped { situation: SituationId },
    /// A procedure waits for its stage to be decided.
    ProcedureMoved { situation: SituationId, stage: u8, left: u8 },
    /// A stage was decided. `left` is for the next stage, or for the same again.
    StageDecided { situation: SituationId, stage: u8, result: StageResult, left: u8 },
    /// A situation is designated, with its plan.
    Designated { situation: SituationId, plan: OperationSet },
    /// A seat is done for this turn.
    Sealed {
        seat: SeatId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        card: Option<Box<DecisionCard>>,
    },
    /// A seat wrote itself a note.
    Noted { seat: SeatId, text: String },
    /// An order was carried out. A work is ready at the start of turn `ready`.
    CarriedOut { response: ResponseId, manner: Manner, ready: u8 },
    /// An order had become unlawful.
    OrderBarred { response: ResponseId, why: Box<str>, source: Box<str> },
    /// An order's conditions no longer held.
    OrderLapsed { response: ResponseId },
    /// A joint response lacked these partners.
    PartnerMissing { response: ResponseId, missing: SeatSet },
    /// A joint response miscarried.
    Miscarried { response: ResponseId },
    /// A work is done.
    WorkDone { response: ResponseId, manner: Manner },
    /// A standing operation or a work ended.
    Ended { response: ResponseId, reason: EndReason },
    /// Something was counted for a seat.
    Counted { count: CountKind, seat: SeatId },
    /// A promise was made.
    Promised { promise: PromiseId },
    /// A promise's moment has come; it is to be kept by the end of turn `due`.
    PromiseDue { promise: PromiseId, due: u8 },
    /// A promise was kept.
    PromiseKept { promise: PromiseId },
    /// A promise was broken.
    PromiseBroken { promise: PromiseId },
    /// A statement was walked back.
    WalkedBack { promise: PromiseId },
    /// A pressure works.
    Pressed { pressure: PressureId },
    /// Is today the day?
    Decided { today: Odds, climb: Odds, step_down: Odds, rolled: u8, answer: Answered, from: RungId, to: RungId },
    /// The turn is over: orders and seals are cleared.
    TurnEnded { turn: u8 },
    /// The game is over.
    GameEnded { outcome: OutcomeId },
    /// The facilitator injected an event.
    Injected { card: EventId },
    /// The facilitator moved a meter.
    Adjusted { meter: MeterId, from: u8, to: u8, reason: String },
    /// The facilitator ruled.
    Ruled {
        operation: OperationId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        area: Option<AreaId>,
        permitted: Option<bool>,
        reason: String,
    },
    /// The facilitator paused the game.
    Paused,
    /// The facilitator resumed it.
    Resumed,
    /// The facilitator went back to the start of a turn.
    Rewound { turn: u8, reason: String },
    /// The facilitator marked something for the debrief.
    Marked { kind: MarkKind, text: String },
    /// The facilitator let the staff give estimates, or forbade it.
    EstimatesSwitched { on: bool },
}
