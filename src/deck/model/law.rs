//! The law of a deck: situations, what each permits where, what is prohibited, and consents.

use super::*;

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
    /// Where it is not needed.
    pub not_needed: Option<Exemption>,
    /// What is said where it was not given.
    pub because: Text,
    /// What is said where it was.
    pub permits: Text,
    /// Where it comes from.
    pub source: Sources,
}

/// Where a consent is not needed: all three must fit.
#[derive(Debug)]
pub struct Exemption {
    /// The operations.
    pub operations: OperationSet,
    /// The situations, as bits.
    pub situations: u8,
    /// The kinds of area, as bits.
    pub areas: u8,
    /// What is said of it.
    pub because: Text,
}

impl Exemption {
    /// Whether it covers an operation in a kind of area while a situation is designated.
    pub const fn covers(&self, operation: OperationId, situation: SituationId, kind: AreaKind) -> bool {
        self.operations.has(operation)
            && self.situations & 1 << situation.0 != 0
            && self.areas & Deck::kind_bit(kind) != 0
    }
}

impl Exemption {
    /// Whether it covers an operation in every kind of area while a situation is designated.
    pub fn covers_everywhere(&self, operation: OperationId, situation: SituationId) -> bool {
        [AreaKind::JapanTerritory, AreaKind::SurroundingWaters, AreaKind::HighSeas, AreaKind::ForeignTerritory]
            .into_iter()
            .all(|kind| self.covers(operation, situation, kind))
    }
}

impl Law {
    /// Whether a use is one that the law is there to forbid, by name or because the unit would serve under a foreign
    /// commander: a card that asks for it is there to be learnt from.
    pub fn forbids(&self, used: Use) -> bool {
        used.by == self.seat
            && (used.integrated || self.prohibitions.iter().any(|p| !p.for_all() && p.operations.has(used.operation)))
    }
}

impl Prohibition {
    /// Whether it names no operation and so holds for all of them.
    pub const fn for_all(&self) -> bool {
        self.operations.0 == u64::MAX
    }
}
