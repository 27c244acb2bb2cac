//! Scenarios: their acts, what is in play in them, what falls by itself, and a guided game's lessons.

use super::*;

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
