//! From one turn to the next: outcomes, acts, what Beijing draws, who notices.

use super::check::check_scripted_ask;
use super::desk::Desk;
use crate::deck::{
    ActKind, Answered, Deck, EventId, Inject, MeterId, OperationSet, OutcomeId, RequestId, SeatId, SeatSet,
};
use crate::rules::dice::{Dice, Key};
use crate::rules::event::{Cause, Die, Event};
use crate::rules::holds::{all_hold, odds};
use crate::rules::state::{Fall, State};

impl Desk<'_> {
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
        self.draw(0);
        self.signal();
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
        let cards = draws.min(u8::try_from(pool(self.deck, state).len()).unwrap_or(u8::MAX));
        if cards > 0 {
            self.emit(Event::DrawDue { cards, now });
        }
        cards > 0
    }

    /// What was done yesterday counts for less today: meters move toward where they settle.
    fn settle(&mut self) {
        for meter in (0..self.deck.meters.len()).map(MeterId::at) {
            let Some(settles) = &self.deck.meters[meter.index()].settles else { continue };
            let at = odds(self.deck, self.state(), &settles.at, OperationSet::default()).chance;
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
        let ready = |state: &State, fallback: Option<&crate::deck::Fallback>| {
            fallback.is_some_and(|fallback| all_hold(deck, state, &fallback.when))
        };
        let fall = if ready(self.state(), event.forestalled.as_ref()) {
            Fall::Forestalled
        } else if ready(self.state(), event.softened.as_ref()) {
            Fall::Softened
        } else {
            Fall::Full
        };
        self.emit(Event::Fell { card, fall });
        let cause = Cause::Event(card);
        match fall {
            Fall::Full => {
                self.effects(&event.effects, cause);
                self.rolls(&event.rolls, cause, |n| (Key::Event(card, n), Die::Event(card, n)));
            }
            Fall::Softened => self.fall_back(event.softened.as_ref(), cause),
            Fall::Forestalled => self.fall_back(event.forestalled.as_ref(), cause),
        }
    }

    fn fall_back(&mut self, fallback: Option<&crate::deck::Fallback>, cause: Cause) {
        if let Some(fallback) = fallback {
            self.effects(&fallback.effects, cause);
        }
    }

    /// Draws the next turn's events, by weight, from the pool of the rung on which Beijing stands; what the
    /// scenario scripts for that turn falls instead.
    pub fn draw(&mut self, first: u8) {
        let deck = self.deck;
        let scripted: Vec<EventId> = self
            .scripted(self.state().turn.saturating_add(1))
            .filter_map(|inject| if let Inject::Event(card) = inject { Some(card) } else { None })
            .collect();
        if !scripted.is_empty() {
            for card in scripted {
                if !self.state().coming.contains(&card) {
                    self.emit(Event::Drawn { card });
                }
            }
            return;
        }
        for n in 0..deck.ladder.rungs[self.state().rung.index()].events {
            if let Some(card) = pick(deck, self.state(), Key::Draw(first + n), false) {
                self.emit(Event::Drawn { card });
            }
        }
    }

    /// What the scenario scripts for a turn.
    fn scripted(&self, turn: u8) -> impl Iterator<Item = Inject> + use<'_> {
        let scenario = &self.deck.scenarios[self.state().scenario.index()];
        scenario.injects.iter().filter(move |(at, _)| *at == turn).map(|(_, inject)| *inject)
    }

    /// Makes the requests that the scenario scripts for this turn, where their seat could make them.
    fn scripted_requests(&mut self) {
        let requests: Vec<RequestId> = self
            .scripted(self.state().turn)
            .filter_map(|inject| if let Inject::Request(request) = inject { Some(request) } else { None })
            .collect();
        for request in requests {
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
        let deck = self.deck;
        let mut cards: Vec<(EventId, bool)> = self.state().coming.iter().map(|card| (*card, true)).collect();
        for n in 0..deck.decoys {
            if let Some(card) = pick(deck, self.state(), Key::Decoy(n), true)
                && cards.iter().all(|(known, _)| *known != card)
            {
                cards.push((card, false));
            }
        }
        // Told in an order that gives nothing away.
        cards.sort_unstable();
        for (card, real) in cards {
            if deck.events[card.index()].signal.is_none() {
                continue;
            }
            let mut seen = SeatSet::default();
            for seat in (0..deck.seats.len()).map(SeatId::at) {
                let card_of = &deck.seats[seat.index()];
                let chance = if real { &card_of.intelligence } else { &card_of.false_alarms };
                let odds = odds(deck, self.state(), chance, OperationSet::default());
                if Dice::new(self.state().seed, self.state().turn, Key::Notice(card, seat)).d100() <= odds.chance {
                    seen = seen.with(seat);
                }
            }
            if seen != SeatSet::default() {
                self.emit(Event::Signalled { card, seen });
            }
        }
    }
}

/// The first key of the draws that an act's beginning makes anew.
const REDRAW: u8 = 16;

/// The events that could be drawn in a state.
pub fn pool(deck: &Deck, state: &State) -> Vec<EventId> {
    (0..deck.events.len()).map(EventId::at).filter(|card| can_come(deck, state, *card, false)).collect()
}

/// Whether an event could be drawn; for a false indication, whether it could be taken for one.
fn can_come(deck: &Deck, state: &State, card: EventId, signalled: bool) -> bool {
    let event = &deck.events[card.index()];
    event.rungs & 1_u16 << state.rung.0 != 0
        && event.acts & Deck::act_bit(state.act(deck)) != 0
        && (!signalled || event.signal.is_some())
        && deck.scenarios[state.scenario.index()].in_play.has_event(card)
        && !state.coming.contains(&card)
        && !state.fallen.iter().any(|(fallen, _)| *fallen == card)
        && (event.repeat || !event.memory.is_some_and(|memory| state.remembers(memory)))
        && all_hold(deck, state, &event.when)
}

/// Draws one event from the pool, each as likely as its weight says.
fn pick(deck: &Deck, state: &State, key: Key, signalled: bool) -> Option<EventId> {
    let pool: Vec<usize> =
        (0..deck.events.len()).filter(|n| can_come(deck, state, EventId::at(*n), signalled)).collect();
    let total: u32 = pool.iter().map(|n| u32::from(deck.events[*n].weight)).sum();
    let mut at = Dice::new(state.seed, state.turn, key).below(total);
    pool.into_iter()
        .find(|n| {
            let weight = u32::from(deck.events[*n].weight);
            let here = at < weight;
            at = at.wrapping_sub(weight);
            here
        })
        .map(EventId::at)
}
