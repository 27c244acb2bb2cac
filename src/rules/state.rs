//! The state of a game at one moment: small, flat, and cheap to copy (a staff estimate plays thousands of
//! games from it). It holds no log, no text and no deck; only [`State::apply`](crate::rules) changes it.

use crate::deck::limits;
use crate::deck::{
    ActKind, Answered, AreaId, AreaMood, CountKind, Deck, EventId, FlagId, MeterId, OperationId, OperationSet,
    OutcomeId, PromiseId, PromiseMark, RequestId, ResponseId, RungId, ScenarioId, SeatId, SeatSet, SituationId,
};
use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

/// The most orders a seat can lay in a turn.
pub const MOST_ORDERS: usize = 9;
/// The most operations and works that can be under way at once.
pub const MOST_RUNNING: usize = 48;

/// Openly or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// Announced: it deters more, provokes more, and binds (Q4).
    Publicly,
    /// Without announcement.
    Quietly,
}

/// An order laid for this turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// What is ordered.
    pub response: ResponseId,
    /// Openly or not.
    pub manner: Manner,
}

/// A standing operation that goes on, or a work that is not done yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// What was ordered.
    pub response: ResponseId,
    /// Openly or not.
    pub manner: Manner,
    /// The turn in which it was ordered.
    pub since: u8,
    /// For a work: the turn at whose start it is done. 0 once it is done.
    pub ready: u8,
}

impl Running {
    /// Whether it is still being made ready.
    pub const fn is_work(&self) -> bool {
        self.ready > 0
    }
}

/// A designation in procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Procedure {
    /// The situation to be designated.
    pub situation: SituationId,
    /// The plan that goes with it; empty where it needs none.
    pub plan: OperationSet,
    /// The stage it is in.
    pub stage: u8,
    /// Turn ends until the stage is decided.
    pub left: u8,
}

/// How a request stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// Its last answer, if it was ever asked.
    pub is: Option<Answered>,
    /// The turn in which it was asked or answered last.
    pub turn: u8,
}

/// How a promise stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Word {
    /// Nothing, if it was never made.
    pub is: Option<PromiseMark>,
    /// The turn in which it was made.
    pub made: u8,
    /// The last turn in which it can be kept, once it is due.
    pub due: u8,
}

/// How an event came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fall {
    /// In full.
    Full,
    /// With its edge taken off.
    Softened,
    /// Not at all: the table was ready.
    Forestalled,
}

/// An indication of something that may happen next turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    /// The event it points at.
    pub event: EventId,
    /// The seats that noticed.
    pub seen: SeatSet,
}

/// A ruling of the facilitator that stands above the law of the deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// The operation.
    pub operation: OperationId,
    /// The area, or all.
    pub area: Option<AreaId>,
    /// Permitted, or barred.
    pub permitted: bool,
}

/// A choice that the adversary has to make before play goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// How many events it chooses.
    pub cards: u8,
    /// Whether they fall at once, as a turn opens, or in the next turn.
    pub now: bool,
}

/// The state of a game.
#[derive(Debug, Clone)]
pub struct State {
    /// The seed of all dice. No view tells it.
    pub(crate) seed: u64,
    pub(crate) scenario: ScenarioId,
    pub(crate) turn: u8,
    pub(crate) act: u8,
    pub(crate) turn_in_act: u8,
    pub(crate) months: u16,
    pub(crate) days: u16,
    pub(crate) meters: [u8; limits::METERS],
    pub(crate) flags: [u64; limits::FLAGS / 64],
    pub(crate) memory: [u64; limits::MEMORIES / 64],
    pub(crate) areas: [AreaMood; limits::AREAS],
    pub(crate) rung: RungId,
    pub(crate) situation: SituationId,
    pub(crate) plan: OperationSet,
    pub(crate) procedure: Option<Procedure>,
    pub(crate) orders: [ArrayVec<Order, MOST_ORDERS>; limits::SEATS],
    pub(crate) running: ArrayVec<Running, MOST_RUNNING>,
    pub(crate) requests: [Asked; limits::REQUESTS],
    pub(crate) promises: [Word; limits::PROMISES],
    pub(crate) coming: ArrayVec<EventId, { limits::EVENTS_A_TURN }>,
    pub(crate) fallen: ArrayVec<(EventId, Fall), 12>,
    pub(crate) signals: ArrayVec<Signal, 8>,
    pub(crate) rulings: ArrayVec<Ruling, 16>,
    pub(crate) counts: [[u8; limits::SEATS]; 7],
    pub(crate) sealed: SeatSet,
    pub(crate) paused: bool,
    /// Whether the adversary is played.
    pub(crate) adversary: bool,
    pub(crate) due: Option<Due>,
    /// Whether the staff may give estimates.
    pub(crate) estimates: bool,
    pub(crate) outcome: Option<OutcomeId>,
}

impl State {
    /// Before the first turn of a scenario.
    pub fn before(deck: &Deck, scenario: ScenarioId, seed: u64) -> Self {
        let start = &deck.scenarios[scenario.index()];
        let mut state = Self {
            seed,
            scenario,
            turn: 0,
            act: 0,
            turn_in_act: 0,
            months: 0,
            days: 0,
            meters: [0; limits::METERS],
            flags: [0; limits::FLAGS / 64],
            memory: [0; limits::MEMORIES / 64],
            areas: [AreaMood::Calm; limits::AREAS],
            rung: start.rung,
            situation: SituationId(0),
            plan: OperationSet::default(),
            procedure: None,
            orders: std::array::from_fn(|_| ArrayVec::new()),
            running: ArrayVec::new(),
            requests: [Asked::default(); limits::REQUESTS],
            promises: [Word::default(); limits::PROMISES],
            coming: ArrayVec::new(),
            fallen: ArrayVec::new(),
            signals: ArrayVec::new(),
            rulings: ArrayVec::new(),
            counts: [[0; limits::SEATS]; 7],
            sealed: SeatSet::default(),
            paused: false,
            adversary: false,
            due: None,
            estimates: deck.estimate,
            outcome: None,
        };
        state.meters[..start.meters.len()].copy_from_slice(&start.meters);
        state.areas[..start.areas.len()].copy_from_slice(&start.areas);
        for flag in &start.flags {
            state.set_flag(*flag, true);
        }
        state
    }

    /// Starts a meter elsewhere than the scenario does, before the game opens.
    pub(crate) fn start_meter(&mut self, meter: MeterId, value: u8) {
        self.meters[meter.index()] = value;
    }

    /// A meter's value, 0–100.
    pub fn meter(&self, meter: MeterId) -> u8 {
        self.meters[meter.index()]
    }

    /// Whether a flag is set.
    pub fn flag(&self, flag: FlagId) -> bool {
        self.flags[flag.index() / 64] & 1 << (flag.index() % 64) != 0
    }

    pub(crate) fn set_flag(&mut self, flag: FlagId, on: bool) {
        let bit = 1 << (flag.index() % 64);
        if on {
            self.flags[flag.index() / 64] |= bit;
        } else {
            self.flags[flag.index() / 64] &= !bit;
        }
    }

    /// Whether a card is remembered.
    pub(crate) fn remembers(&self, memory: u16) -> bool {
        self.memory[usize::from(memory) / 64] & 1 << (memory % 64) != 0
    }

    pub(crate) fn remember(&mut self, memory: Option<u16>) {
        if let Some(memory) = memory {
            self.memory[usize::from(memory) / 64] |= 1 << (memory % 64);
        }
    }

    /// An area's state.
    pub fn area(&self, area: AreaId) -> AreaMood {
        self.areas[area.index()]
    }

    /// The turn, from 1; 0 before the first.
    pub fn turn(&self) -> u8 {
        self.turn
    }

    /// Where Beijing stands.
    pub fn rung(&self) -> RungId {
        self.rung
    }

    /// What is designated.
    pub fn situation(&self) -> SituationId {
        self.situation
    }

    /// The approved plan.
    pub fn plan(&self) -> OperationSet {
        self.plan
    }

    /// Whether a seat has sealed its orders for this turn.
    pub fn has_sealed(&self, seat: SeatId) -> bool {
        self.sealed.has(seat)
    }

    /// Whether the facilitator has paused the game.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// The choice that the adversary has to make before play goes on, where it is played.
    pub fn due(&self) -> Option<Due> {
        self.due
    }

    /// Whether the staff may give estimates.
    pub fn allows_estimates(&self) -> bool {
        self.estimates
    }

    /// The seed of all dice: for whoever owns the game, never for a seat.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How the game ended, if it has.
    pub fn outcome(&self) -> Option<OutcomeId> {
        self.outcome
    }

    /// The current act.
    pub fn act(&self, deck: &Deck) -> ActKind {
        deck.scenarios[self.scenario.index()].acts[usize::from(self.act)].act
    }

    /// What runs: standing operations and works.
    pub fn running(&self, response: ResponseId) -> Option<&Running> {
        self.running.iter().find(|running| running.response == response)
    }

    /// Whether a standing operation is running.
    pub fn is_standing(&self, response: ResponseId) -> bool {
        self.running(response).is_some_and(|running| !running.is_work())
    }

    /// How a request stands.
    pub fn request(&self, request: RequestId) -> Asked {
        self.requests[request.index()]
    }

    /// How a promise stands.
    pub fn promise(&self, promise: PromiseId) -> Word {
        self.promises[promise.index()]
    }

    /// A seat's order for a response, if it has laid one.
    pub fn order(&self, seat: SeatId, response: ResponseId) -> Option<Order> {
        self.orders[seat.index()].iter().copied().find(|order| order.response == response)
    }

    /// What a seat's orders cost together.
    pub fn spent(&self, deck: &Deck, seat: SeatId) -> u8 {
        self.orders[seat.index()].iter().map(|order| deck.responses[order.response.index()].cost).sum()
    }

    /// How often something was counted, for one seat or for all.
    pub fn count(&self, count: CountKind, seat: Option<SeatId>) -> u8 {
        let row = &self.counts[count as usize];
        seat.map_or_else(|| row.iter().fold(0, |sum: u8, n| sum.saturating_add(*n)), |seat| row[seat.index()])
    }

    /// Whether the scenario's last turn is being played: nothing follows it but, on the day, the conflict.
    pub fn in_last_turn(&self, deck: &Deck) -> bool {
        let acts = &deck.scenarios[self.scenario.index()].acts;
        let act = &acts[usize::from(self.act)];
        let next = acts.get(usize::from(self.act) + 1);
        self.turn_in_act >= act.turns
            && (act.act == ActKind::Conflict || next.is_none_or(|next| next.act == ActKind::Conflict))
    }

    /// Whether the day has come.
    pub fn day_has_come(&self, deck: &Deck) -> bool {
        self.rung >= deck.ladder.attack
    }
}
