//! Conditions, effects and chances: what a card asks for, brings about and leaves to a die.

use super::*;

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
    WalksBack(PromiseId),
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
    pub const MOST_TERMS: usize = 48;
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
