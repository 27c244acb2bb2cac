//! A rollout: a sampled state played on by a plain model of every seat, quickly, with nothing kept but what the
//! question needs. The model takes what looks best among a few measures that it happens to think of: enough to
//! tell options apart, and no more.

use super::mix::Mix;
use crate::deck::{
    ActKind, Deck, Effect, MeterId, OperationSet, RequestId, ResponseId, SeatId, SeatSet, SituationId, limits,
};
use crate::rules::decide::{self, decide_in};
use crate::rules::event::Answered;
use crate::rules::law;
use crate::rules::{Actor, Answer, Command, Event, Manner, Sink, State, options};

/// What the model knows of a deck before it plays: every order with what it does to the meters, summed up.
#[derive(Debug)]
pub(super) struct Model<'a> {
    deck: &'a Deck,
    seats: Vec<Desk>,
}

/// What the model knows of a seat.
#[derive(Debug, Default)]
struct Desk {
    orders: Vec<Line>,
    asks: Vec<(RequestId, bool)>,
    designations: Vec<(SituationId, OperationSet)>,
}

/// An order in one manner.
#[derive(Debug)]
struct Line {
    response: ResponseId,
    manner: Manner,
    acts: u8,
    cost: i32,
    joint: bool,
    /// Whether the work may not be done before the day comes.
    takes: i32,
    meters: Vec<(MeterId, i32)>,
    fixed: i32,
}

/// How many measures the model thinks of before it decides.
const THINKS_OF: u32 = 8;

/// What an order has to be worth.
const WORTHWHILE: i32 = 8;

/// How many operations its plans list.
const PLAN_BREADTH: usize = 5;

impl<'a> Model<'a> {
    /// The model of a deck.
    pub fn new(deck: &'a Deck) -> Self {
        let seats = (0..deck.seats.len()).map(|seat| Desk::new(deck, SeatId::at(seat))).collect();
        Self { deck, seats }
    }

    /// Plays a state on until the day comes or the game ends. What came of it is in the ledger.
    pub fn play(&self, state: &mut State, mix: &mut Mix, ledger: &mut Ledger) {
        // Every turn brings each seat a few commands at most; nothing can go on for ever.
        for _ in 0..4_000 {
            if state.outcome().is_some() || (ledger.came && !ledger.in_conflict) {
                return;
            }
            let next = (0..self.deck.seats.len()).map(SeatId::at).find(|seat| !state.has_sealed(*seat));
            let Some(seat) = next else { return };
            self.finish_turn(state, seat, mix, ledger);
        }
    }

    /// A seat answers what waits, orders what it can, and seals.
    pub fn finish_turn(&self, state: &mut State, seat: SeatId, mix: &mut Mix, ledger: &mut Ledger) {
        let desk = &self.seats[seat.index()];
        loop {
            let Some(request) = decide::waiting_for(self.deck, state, seat).next() else { break };
            self.answer(state, seat, request, ledger);
        }
        if !desk.designations.is_empty() && state.procedure.is_none() && mix.percent(60) {
            for (situation, plan) in &desk.designations {
                let command = Command::Designate { situation: *situation, plan: *plan };
                if decide_in(self.deck, state, Actor::Seat(seat), &command, ledger).is_ok() {
                    break;
                }
            }
        }
        if !desk.asks.is_empty() && mix.percent(50) {
            let (request, is_consent) = desk.asks[mix.below(len(&desk.asks)) as usize];
            if !is_consent || self.is_grave(state) {
                let _ = decide_in(self.deck, state, Actor::Seat(seat), &Command::Ask { request }, ledger);
            }
        }
        while let Some((response, manner)) = self.order(state, seat, mix) {
            let command = Command::Lay { response, manner };
            if decide_in(self.deck, state, Actor::Seat(seat), &command, ledger).is_err() {
                break;
            }
        }
        let _ = decide_in(self.deck, state, Actor::Seat(seat), &SEAL, ledger);
    }

    fn is_grave(&self, state: &State) -> bool {
        state.act(self.deck) == ActKind::Conflict || state.rung().0 + 2 >= self.deck.ladder.attack.0
    }

    fn answer(&self, state: &mut State, seat: SeatId, request: RequestId, ledger: &mut Ledger) {
        let card = &self.deck.requests[request.index()];
        let is_consent = self.deck.law.consents.iter().any(|consent| consent.request == request);
        let weights = Weights::of(self.deck, state);
        let worth = weights.worth(&card.answers[0].1) - weights.worth(&card.answers[1].1);
        let answer = match (is_consent, self.is_grave(state)) {
            (_, true) => Answer::Accept,
            (true, false) => Answer::Defer,
            (false, false) if worth >= 0 => Answer::Accept,
            (false, false) => Answer::Decline,
        };
        let command = |answer| Command::Answer { request, answer };
        if decide_in(self.deck, state, Actor::Seat(seat), &command(answer), ledger).is_err() {
            let _ = decide_in(self.deck, state, Actor::Seat(seat), &command(Answer::Decline), ledger);
        }
    }

    /// The best of the measures that it happens to think of.
    fn order(&self, state: &State, seat: SeatId, mix: &mut Mix) -> Option<(ResponseId, Manner)> {
        let desk = &self.seats[seat.index()];
        if state.spent(self.deck, seat) >= self.deck.seats[seat.index()].orders || desk.orders.is_empty() {
            return None;
        }
        let act = Deck::act_bit(state.act(self.deck));
        let in_foundation = state.act(self.deck) == ActKind::Foundation;
        let weights = Weights::of(self.deck, state);
        let mut best = (WORTHWHILE, None);
        let mut thought = 0;
        for _ in 0..3 * THINKS_OF {
            let line = &desk.orders[mix.below(len(&desk.orders)) as usize];
            if line.acts & act == 0 {
                continue;
            }
            thought += 1;
            let value = line.value(&weights, in_foundation, || self.partners_wait(state, seat, line.response));
            if value > best.0 && decide::check_order(self.deck, state, seat, line.response, line.manner).is_ok() {
                best = (value, Some((line.response, line.manner)));
            }
            if thought == THINKS_OF {
                break;
            }
        }
        best.1
    }

    fn partners_wait(&self, state: &State, seat: SeatId, response: ResponseId) -> bool {
        let partners = self.deck.responses[response.index()].parties.without(seat);
        partners.iter().all(|partner| state.order(partner, response).is_some())
    }
}

/// A seal that leaves nothing unanswered.
pub(super) const SEAL: Command = Command::Seal { defer: true, card: None };

fn len<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

impl Desk {
    fn new(deck: &Deck, seat: SeatId) -> Self {
        let lines = deck.responses_of[seat.index()].iter().copied().flat_map(|response| {
            let card = &deck.responses[response.index()];
            let manners = options::MANNERS.into_iter().filter(move |manner| match manner {
                Manner::Publicly => card.publicly.is_some() || card.quietly.is_none(),
                Manner::Quietly => card.quietly.is_some(),
            });
            manners.map(move |manner| Line::new(deck, response, manner))
        });
        let is_consent = |request: RequestId| deck.law.consents.iter().any(|consent| consent.request == request);
        let asks = (0..deck.requests.len())
            .map(RequestId::at)
            .filter(|request| deck.requests[request.index()].from == seat)
            .map(|request| (request, is_consent(request)))
            .collect();
        let designations = if deck.law.seat == seat {
            let situations = (1..deck.law.situations.len()).rev().map(SituationId::at);
            situations.map(|situation| (situation, narrow_plan(deck, situation))).collect()
        } else {
            Vec::new()
        };
        Self { orders: lines.collect(), asks, designations }
    }
}

/// A plan that can pass: what only this situation adds comes first.
fn narrow_plan(deck: &Deck, situation: SituationId) -> OperationSet {
    if !deck.law.situations[situation.index()].plan {
        return OperationSet::default();
    }
    let below = law::plannable(deck, SituationId(situation.0 - 1));
    let mut listed: Vec<_> = law::plannable(deck, situation).iter().collect();
    listed.sort_by_key(|operation| (below.has(*operation), operation.0));
    listed.into_iter().take(PLAN_BREADTH).collect()
}

impl Line {
    fn new(deck: &Deck, response: ResponseId, manner: Manner) -> Self {
        let card = &deck.responses[response.index()];
        let mut line = Self {
            response,
            manner,
            acts: card.acts,
            cost: card.cost.into(),
            joint: card.parties != SeatSet::one(card.seat),
            takes: card.takes.into(),
            meters: Vec::new(),
            fixed: 0,
        };
        // In halves, so that an even chance can be counted.
        line.add(&card.effects, 2);
        for effects in options::effects_in(deck, response, manner) {
            line.add(effects, 2);
        }
        if card.standing {
            line.add(&card.each_turn, 4);
        }
        for roll in &card.rolls {
            line.add(&roll.effects[0], 1);
            line.add(&roll.effects[1], 1);
        }
        line
    }

    fn add(&mut self, effects: &[Effect], times: i32) {
        for effect in effects {
            match effect {
                Effect::Meter { meter, add } => {
                    let by = i32::from(*add) * times;
                    match self.meters.iter_mut().find(|(known, _)| known == meter) {
                        Some((_, sum)) => *sum += by,
                        None => self.meters.push((*meter, by)),
                    }
                }
                Effect::If { then, otherwise, .. } => {
                    self.add(then, times / 2);
                    self.add(otherwise, times / 2);
                }
                effect => self.fixed += fixed_worth(effect) * times,
            }
        }
    }

    fn value(&self, weights: &Weights, in_foundation: bool, partners_wait: impl FnOnce() -> bool) -> i32 {
        let moved: i32 = self.meters.iter().map(|(meter, by)| by * weights.0[meter.index()]).sum();
        let mut value = i32::midpoint(moved, self.fixed);
        if !in_foundation {
            value -= 4 * self.takes;
        }
        if self.joint {
            value += if partners_wait() { 20 } else { -4 };
        }
        value * 3 / (2 + self.cost)
    }
}

/// What an effect is worth, but for those on meters.
fn fixed_worth(effect: &Effect) -> i32 {
    match effect {
        Effect::Flag { on: true, .. } => 8,
        Effect::Flag { on: false, .. } => -8,
        Effect::Promise(_) => -6,
        Effect::Worsens(_) => -3,
        Effect::Eases(_) => 3,
        _ => 0,
    }
}

/// What a point of each meter is worth, as it stands: headline meters most, and each more the nearer it is to its end.
pub(super) struct Weights([i32; limits::METERS]);

impl Weights {
    pub fn of(deck: &Deck, state: &State) -> Self {
        let mut weights = [0; limits::METERS];
        for (n, weight) in weights.iter_mut().enumerate().take(deck.meters.len()) {
            let base = if n < 2 { 3 } else { 2 };
            *weight = match state.meter(MeterId::at(n)) {
                0..=20 => base + 3,
                21..=35 => base + 1,
                _ => base,
            };
        }
        Self(weights)
    }

    /// What effects are worth to the table.
    pub fn worth(&self, effects: &[Effect]) -> i32 {
        let one = |effect: &Effect| match effect {
            Effect::Meter { meter, add } => i32::from(*add) * self.0[meter.index()],
            Effect::If { then, otherwise, .. } => i32::midpoint(self.worth(then), self.worth(otherwise)),
            effect => fixed_worth(effect),
        };
        effects.iter().map(one).sum()
    }
}

/// What is kept of a rollout.
#[derive(Debug, Clone)]
pub(super) struct Ledger {
    /// The chance, in percent, that the day came in the turn that was under way.
    pub this_turn: Option<u8>,
    /// The chances of all turns so far, summed up while the day had not come: over many rollouts their mean is the
    /// chance that it comes, told with far less luck than counting the days that came.
    pub day: u32,
    /// Whether it came.
    pub came: bool,
    /// The fight was on when the rollout began.
    pub in_conflict: bool,
    /// The meters at the end of the turn that was under way.
    pub meters: [u8; limits::METERS],
    ended: bool,
}

impl Ledger {
    /// Before a rollout from a state.
    pub fn new(deck: &Deck, state: &State) -> Self {
        let in_conflict = state.day_has_come(deck);
        Self { this_turn: None, day: 0, came: in_conflict, in_conflict, meters: state.meters, ended: false }
    }
}

impl Sink for Ledger {
    const RECORDS: bool = false;

    fn take(&mut self, event: Event) {
        match event {
            Event::Decided { today, answer, .. } => {
                self.this_turn.get_or_insert(today.chance);
                self.day += u32::from(today.chance);
                self.came |= answer == Answered::Today;
            }
            Event::MeterMoved { meter, to, .. } if !self.ended => self.meters[meter.index()] = to,
            Event::TurnEnded { .. } => self.ended = true,
            _ => {}
        }
    }
}
