//! What a seat can do: everything that can change a game is one of these.

use super::state::Manner;
use crate::deck::{
    Answered, AreaId, EventId, MeterId, OperationId, OperationSet, PromiseId, RequestId, ResponseId, SeatId,
    SituationId,
};
use serde::{Deserialize, Serialize};

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A seat at the table.
    Seat(SeatId),
    /// The facilitator: the white cell.
    Facilitator,
    /// Whoever climbs the ladder, where it is played by more than the deck's own dice.
    Adversary,
}

/// An answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Accept,
    /// No.
    Decline,
    /// Not now: it waits again next turn.
    Defer,
}

impl Answer {
    /// All three, in the order of the deck.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Decline, Self::Defer];

    /// How the request stands afterwards.
    pub const fn mark(self) -> Answered {
        match self {
            Self::Accept => Answered::Accepted,
            Self::Decline => Answered::Declined,
            Self::Defer => Answered::Deferred,
        }
    }
}

/// Which way a seat expects a meter to go this turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It will be higher.
    Up,
    /// It will be the same.
    Same,
    /// It will be lower.
    Down,
}

/// What a seat writes down when it seals, before anyone knows the result.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionCard {
    /// Why, in a sentence. At most 400 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Which meters it expects to move, and which way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expects: Vec<(MeterId, Direction)>,
    /// The chance, in percent, that the day does not come this turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_today: Option<u8>,
    /// How sure it is of all this: 1 (a guess) to 5 (certain).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sure: Option<u8>,
}

/// What the facilitator marks for the debrief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// An observation.
    Note,
    /// A moment worth coming back to.
    Moment,
    /// Something that was said.
    Quote,
}

/// Something a seat or the facilitator does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Command {
    /// Lays an order for this turn.
    Lay {
        /// What is ordered.
        response: ResponseId,
        /// Openly or not.
        manner: Manner,
    },
    /// Takes an order back.
    Withdraw {
        /// Which.
        response: ResponseId,
    },
    /// Asks another seat.
    Ask {
        /// What is asked.
        request: RequestId,
    },
    /// Answers a request.
    Answer {
        /// Which.
        request: RequestId,
        /// How.
        answer: Answer,
    },
    /// Opens the procedure to designate a situation, or to amend the approved plan of the designated one.
    Designate {
        /// The situation.
        situation: SituationId,
        /// The plan that goes with it; empty where it needs none.
        #[serde(default, skip_serializing_if = "OperationSet::is_empty")]
        plan: OperationSet,
    },
    /// Gives a procedure up.
    Drop,
    /// Ends a standing operation, or stops a work.
    StandDown {
        /// Which.
        response: ResponseId,
    },
    /// Walks a statement back, before its moment has come.
    WalkBack {
        /// The promise.
        promise: PromiseId,
    },
    /// Is done for this turn.
    Seal {
        /// Puts off whatever still waits for an answer.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        defer: bool,
        /// The decision card, if one is written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        card: Option<DecisionCard>,
    },
    /// Writes a note for the seat itself.
    Note {
        /// At most 400 characters.
        text: String,
    },
    /// Facilitator: an event falls at once.
    Inject {
        /// Which.
        event: EventId,
    },
    /// Facilitator: moves a meter, with a reason.
    Adjust {
        /// Which.
        meter: MeterId,
        /// By how much, −100 to 100.
        by: i8,
        /// Why.
        reason: String,
    },
    /// Facilitator: rules on an operation, above the law of the deck.
    Rule {
        /// The operation.
        operation: OperationId,
        /// The area, or all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        area: Option<AreaId>,
        /// Permitted, barred, or (`None`) back to the law.
        permitted: Option<bool>,
        /// Why.
        reason: String,
    },
    /// Facilitator: nobody acts until play resumes.
    Pause,
    /// Facilitator: play resumes.
    Resume,
    /// Facilitator: back to the start of a turn.
    Rewind {
        /// The turn.
        turn: u8,
        /// Why.
        reason: String,
    },
    /// Facilitator: marks something for the debrief.
    Mark {
        /// What it is.
        kind: MarkKind,
        /// At most 400 characters.
        text: String,
    },
    /// Facilitator: lets the staff give estimates, or forbids it.
    Estimates {
        /// Whether it may.
        on: bool,
    },
    /// Adversary: what it does next, chosen from what it could do.
    Draw {
        /// As many events as are due, each once.
        cards: Vec<EventId>,
    },
}
