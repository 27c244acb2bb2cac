//! From one turn to the next: outcomes, acts, what Beijing draws, who notices.

use super::check::check_scripted_ask;
use super::desk::Desk;
use super::pool::Pool;
use crate::deck::{
    ActKind, Answered, Deck, EventId, Inject, MeterId, OperationSet, OutcomeId, RequestId, SeatId, SeatSet, limits,
};
use crate::rules::dice::{Key, Throw};
use crate::rules::event::{Cause, Die, Event};
use crate::rules::fall::{fallback, falls};
use crate::rules::holds::{all_hold, percent};
use crate::rules::sharing;
use crate::rules::sink::Sink;
use crate::rules::state::Fall;
use arrayvec::ArrayVec;

impl<'d, S: Sink> Desk<'d, S> {
    /// Ends the game where an outcome's condition holds, or begins the next turn.
    pub fn end_or_go_on(&mut self) {
        let ended = self.deck.outcomes.iter().position(|outcome| all_hold(self.deck, self.state(), &outcome.when));
        if let Some(outcome) = ended {
            self.emit(Event::GameEnded { outcome: OutcomeId::at(outcome) });
            return;
        }
        let deck = self.deck;
        let acts = &deck.scenarios[self.state().scenario.index()].acts;
        let at = usize::from(self.state().act);
        let next = if self.state().day_has_come(deck) && acts[at].act != ActKind::Conflict {
            Some(acts.len() - 1)
        } else {
            Some(at + 1).filter(|next| self.state().turn_in_act >= acts[at].turns && *next < acts.len())
        };
        if let Some(next) = next {
            // What was on its way belonged to the act before.
            self.begin_act(next);
            if self.adversary_is_to_draw(true) {
                return;
            }
            self.draw(REDRAW);
        }
        self.begin_turn();
    }

    pub fn begin_act(&mut self, act: usize) {
        let deck = self.deck;
        let card = &deck.scenarios[self.state().scenario.index()].acts[act];
        self.emit(Event::ActBegan { act: u8::try_from(act).unwrap_or(u8::MAX) });
        if let Some(rung) = card.rung
            && rung > self.state().rung
            && rung < deck.ladder.attack
        {
            let from = self.state().rung;
            self.emit(Event::RungChanged { from, to: rung, cause: Cause::Act });
        }
        self.effects(&card.effects, Cause::Act);
    }

    /// The turn begins: works are done, what was drawn falls, what comes next is drawn and, in part, noticed.
    pub fn begin_turn(&mut self) {
        let deck = self.deck;
        let state = self.state();
        let act = &deck.scenarios[state.scenario.index()].acts[usize::from(state.act)];
        let (months, days) = if state.turn == 0 { (0, 0) } else { (u16::from(act.months), u16::from(act.days)) };
        self.emit(Event::TurnBegan {
            turn: state.turn + 1,
            turn_in_act: state.turn_in_act + 1,
            months: state.months + months,
            days: state.days + days,
        });
        if self.state().turn > 1 {
            self.settle();
        }
        for running in self.state().running.clone() {
            if running.is_work() && running.ready <= self.state().turn {
                self.emit(Event::WorkDone { response: running.response, manner: running.manner });
                self.take_effect(running.response, running.manner);
            }
        }
        for card in self.state().coming.clone() {
            self.fall(card);
        }
        self.wake_requests();
        self.scripted_requests();
        if self.adversary_is_to_draw(false) {
            return;
        }
        // Neither drawing nor noticing changes anything that the pool's conditions ask about.
        let pool = Pool::of(self.deck, self.state());
        self.draw_from(&pool, 0);
        self.signal_from(&pool);
    }

    /// Whether the adversary is played and chooses what is drawn now: then play waits for it. What a scenario
    /// scripts is not its choice, nor is what a game opens with.
    fn adversary_is_to_draw(&mut self, now: bool) -> bool {
        let state = self.state();
        let scripted = |desk: &Self| {
            let is_event = |inject| matches!(inject, Inject::Event(_));
            desk.scripted(desk.state().turn.saturating_add(1)).any(is_event)
        };
        if !state.adversary || scripted(self) {
            return false;
        }
        let draws = self.deck.ladder.rungs[state.rung.index()].events;
        let cards = draws.min(u8::try_from(Pool::of(self.deck, state).cards(state).count()).unwrap_or(u8::MAX));
        if cards > 0 {
            self.emit(Event::DrawDue { cards, now });
        }
        cards > 0
    }

    /// What was done yesterday counts for less today: meters move toward where they settle.
    fn settle(&mut self) {
        for meter in (0..self.deck.meters.len()).map(MeterId::at) {
            let Some(settles) = &self.deck.meters[meter.index()].settles else { continue };
            let at = percent(self.deck, self.state(), &settles.at, OperationSet::default());
            let from = self.state().meter(meter);
            let by = (i16::from(at) - i16::from(from)) * i16::from(settles.percent) / 100;
            let to = u8::try_from(i16::from(from) + by).unwrap_or(from);
            if to != from {
                self.emit(Event::MeterMoved { meter, from, to, cause: Cause::Time });
            }
        }
    }

    /// An event falls: in full, softened, or not at all, as the table was ready for it.
    pub fn fall(&mut self, card: EventId) {
        let deck = self.deck;
        let event = &deck.events[card.index()];
        let fall = falls(deck, self.state(), card);
        self.emit(Event::Fell { card, fall });
        let cause = Cause::Event(card);
        match fall {
            Fall::Full => {
                self.effects(&event.effects, cause);
                self.rolls(&event.rolls, cause, |n| (Key::Event(card, n), Die::Event(card, n)));
            }
            Fall::Softened | Fall::Forestalled => {
                if let Some(instead) = fallback(deck, card, fall) {
                    self.effects(&instead.effects, cause);
                }
            }
        }
    }

    /// Draws the next turn's events, by weight, from the pool of the rung on which Beijing stands; what the
    /// scenario scripts for that turn falls instead.
    pub fn draw(&mut self, first: u8) {
        let pool = Pool::of(self.deck, self.state());
        self.draw_from(&pool, first);
    }

    fn draw_from(&mut self, pool: &Pool<'_>, first: u8) {
        let next = self.state().turn.saturating_add(1);
        let mut scripted = false;
        for inject in self.scripted(next) {
            if let Inject::Event(card) = inject {
                scripted = true;
                if !self.state().coming.contains(&card) {
                    self.emit(Event::Drawn { card });
                }
            }
        }
        if scripted {
            return;
        }
        let throws = self.throws(|n| Key::Draw(first + n));
        let draws = self.deck.ladder.rungs[self.state().rung.index()].events;
        for throw in throws.into_iter().take(draws.into()) {
            if let Some(card) = pool.draw(self.state(), throw, false) {
                self.emit(Event::Drawn { card });
            }
        }
    }

    /// As many throws as there are cards to draw in a turn at most.
    fn throws(&self, key: impl Fn(u8) -> Key) -> [Throw; limits::EVENTS_A_TURN] {
        const { assert!(limits::EVENTS_A_TURN == 4 && limits::DECOYS == 4) };
        Throw::four(self.state().seed, self.state().turn, [0, 1, 2, 3].map(key))
    }

    /// What the scenario scripts for a turn.
    fn scripted(&self, turn: u8) -> impl Iterator<Item = Inject> + use<'d, S> {
        let scenario = &self.deck.scenarios[self.state().scenario.index()];
        scenario.injects.iter().filter(move |(at, _)| *at == turn).map(|(_, inject)| *inject)
    }

    /// Makes the requests that the scenario scripts for this turn, where their seat could make them.
    fn scripted_requests(&mut self) {
        for inject in self.scripted(self.state().turn) {
            let Inject::Request(request) = inject else { continue };
            let from = self.deck.requests[request.index()].from;
            if check_scripted_ask(self.deck, self.state(), from, request).is_ok() {
                self.emit(Event::Asked { request });
            }
        }
    }

    /// A request put off waits again, or lapses with its conditions.
    fn wake_requests(&mut self) {
        for request in (0..self.deck.requests.len()).map(RequestId::at) {
            if self.state().request(request).is != Some(Answered::Deferred) {
                continue;
            }
            let card = &self.deck.requests[request.index()];
            let stands = card.acts & Deck::act_bit(self.state().act(self.deck)) != 0
                && all_hold(self.deck, self.state(), &card.when);
            self.emit(if stands { Event::WaitsAgain { request } } else { Event::RequestLapsed { request } });
        }
    }

    /// The signals of what may come next: what was drawn for the coming turn, among things that will not happen.
    pub fn signal(&mut self) {
        let pool = Pool::of(self.deck, self.state());
        self.signal_from(&pool);
    }

    fn signal_from(&mut self, pool: &Pool<'_>) {
        let deck = self.deck;
        let mut cards: ArrayVec<(EventId, bool), { limits::EVENTS_A_TURN + limits::DECOYS }> =
            self.state().coming.iter().map(|card| (*card, true)).collect();
        for throw in self.throws(Key::Decoy).into_iter().take(deck.decoys.into()) {
            if let Some(card) = pool.draw(self.state(), throw, true)
                && cards.iter().all(|(known, _)| *known != card)
            {
                let _ = cards.try_push((card, false));
            }
        }
        // Told in an order that gives nothing away.
        cards.sort_unstable();
        cards.retain(|(card, _)| deck.events[card.index()].signal.is_some());
        // How well each seat tells what is true, and how readily it takes what is not for true.
        let seats = deck.seats.len();
        let mut chances = [[0; 2]; limits::SEATS];
        for (seat, chances) in deck.seats.iter().zip(&mut chances) {
            let percent = |chance| percent(deck, self.state(), chance, OperationSet::default());
            *chances = [percent(&seat.false_alarms), percent(&seat.intelligence)];
        }
        let (seed, turn) = (self.state().seed, self.state().turn);
        let mut dice = Notices { seed, turn, seats, cards: &cards, next: 0, thrown: None };
        for (card, real) in &cards {
            let mut seen = SeatSet::default();
            for seat in (0..seats).map(SeatId::at) {
                if dice.throw() <= chances[seat.index()][usize::from(*real)] {
                    seen = seen.with(seat);
                }
            }
            seen = sharing::known_to(deck, self.state(), seen);
            if seen != SeatSet::default() {
                self.emit(Event::Signalled { card: *card, seen });
            }
        }
    }
}

/// The dice for who notices what, card by card and seat by seat, thrown four at a time.
struct Notices<'a> {
    seed: u64,
    turn: u8,
    seats: usize,
    cards: &'a [(EventId, bool)],
    next: usize,
    thrown: Option<[Throw; 4]>,
}

impl Notices<'_> {
    fn throw(&mut self) -> u8 {
        let at = self.next % 4;
        if at == 0 {
            let key = |n: usize| {
                let n = self.next + n;
                let card = self.cards.get(n / self.seats).unwrap_or(&self.cards[0]);
                Key::Notice(card.0, SeatId::at(n % self.seats))
            };
            self.thrown = Some(Throw::four(self.seed, self.turn, std::array::from_fn(key)));
        }
        self.next += 1;
        self.thrown.map_or(100, |thrown| thrown[at].d100())
    }
}

/// The first key of the draws that an act's beginning makes anew.
const REDRAW: u8 = 16;
