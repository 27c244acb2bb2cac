//! The bench on which games are set up alike: a deck, a scenario, who plays, what is granted beforehand.

use super::onlookers::Onlookers;
use super::record::{CardCount, Record};
use crate::deck::{Category, CountKind, Deck, MeterId, OutcomeId, RequestId, ResponseId, ScenarioId, SeatId};
use crate::players::adversary::{self, Adversary};
use crate::players::{self, Policy};
use crate::rules::decide::{self, grant};
use crate::rules::event::Answered;
use crate::rules::{Actor, Answer, Command, Event, Manner, Sink, State, Vantage, options};
use std::sync::Arc;

/// A response whose effects are in place from the start, as if it had been carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// The response.
    pub response: ResponseId,
    /// In public or quietly.
    pub manner: Manner,
}

/// Why a bench cannot be set up.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BenchError {
    /// No such name in the deck.
    #[error("the deck has no {what} `{name}`{}", near(.nearest.as_ref()))]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// The name as given.
        name: String,
        /// The nearest name, where one is near.
        nearest: Option<String>,
    },
    /// No such policy.
    #[error("no policy is called `{name}`; there are {}", players::NAMES.join(", "))]
    Policy {
        /// The name as given.
        name: String,
    },
    /// No such policy for the adversary.
    #[error("the adversary is not played by `{name}`; there are {}", adversary::NAMES.join(", "))]
    Adversary {
        /// The name as given.
        name: String,
    },
    /// A meter's start that is no whole number from 0 to 100.
    #[error("`{0}` does not set a meter: write meter=value, with a value from 0 to 100")]
    Setting(String),
    /// An answer that is none.
    #[error("`{0}` does not fix an answer: write request=accept, request=decline or request=defer")]
    Answer(String),
}

fn near(nearest: Option<&String>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

/// Games set up alike.
#[derive(Debug)]
pub struct Bench {
    deck: Arc<Deck>,
    scenario: ScenarioId,
    pub(super) chairs: Vec<Box<dyn Policy>>,
    pub(super) adversary: Option<Box<dyn Adversary>>,
    grants: Vec<Grant>,
    settings: Vec<(MeterId, u8)>,
    answers: Vec<(RequestId, Answer)>,
    /// Whether to count, card by card, what was legal and what was carried out.
    pub counts_cards: bool,
}

impl Bench {
    /// A bench with `doctrine` in every seat.
    pub fn new(deck: Arc<Deck>, scenario: ScenarioId) -> Self {
        let chairs =
            (0..deck.seats.len()).map(|_| players::policy("doctrine").expect("doctrine is a policy")).collect();
        Self {
            deck,
            scenario,
            chairs,
            adversary: None,
            grants: Vec::new(),
            settings: Vec::new(),
            answers: Vec::new(),
            counts_cards: false,
        }
    }

    /// The deck.
    pub fn deck(&self) -> &Arc<Deck> {
        &self.deck
    }

    /// The scenario.
    pub fn scenario(&self) -> ScenarioId {
        self.scenario
    }

    /// Puts a policy into a seat, or has the adversary played, by the name of its ladder.
    ///
    /// # Errors
    /// An unknown seat or policy.
    pub fn seat(&mut self, seat: &str, policy: &str) -> Result<(), BenchError> {
        let names = &self.deck.names;
        let Some(seat) = SeatId::find(names, seat) else {
            if seat != adversary::key(&self.deck) {
                return Err(unknown("seat", seat, names.seats.nearest(seat)));
            }
            self.adversary =
                adversary::policy(policy).ok_or_else(|| BenchError::Adversary { name: policy.to_owned() })?;
            return Ok(());
        };
        self.chairs[seat.index()] =
            players::policy(policy).ok_or_else(|| BenchError::Policy { name: policy.to_owned() })?;
        Ok(())
    }

    /// Puts a response's effects in place from the start: `card`, `card:public` or `card:quiet`.
    ///
    /// # Errors
    /// An unknown response.
    pub fn with(&mut self, card: &str) -> Result<ResponseId, BenchError> {
        let (name, quiet) = match card.rsplit_once(':') {
            Some((name, "quiet" | "quietly")) => (name, true),
            Some((name, "public" | "publicly")) => (name, false),
            _ => (card, false),
        };
        let response = self.response(name)?;
        let card = &self.deck.responses[response.index()];
        let quiet = card.quietly.is_some() && (quiet || card.publicly.is_none());
        self.grants.push(Grant { response, manner: if quiet { Manner::Quietly } else { Manner::Publicly } });
        Ok(response)
    }

    /// Takes a response out of play: nobody can order it.
    ///
    /// # Errors
    /// An unknown response.
    pub fn without(&mut self, card: &str) -> Result<(), BenchError> {
        let response = self.response(card)?;
        self.bar(response);
        Ok(())
    }

    /// Takes a response out of play, and tells in which acts it was.
    pub(super) fn bar(&mut self, response: ResponseId) -> u8 {
        self.own_deck(|deck| std::mem::take(&mut deck.responses[response.index()].acts))
    }

    /// Puts a response back into play.
    pub(super) fn unbar(&mut self, response: ResponseId, acts: u8) {
        self.own_deck(|deck| deck.responses[response.index()].acts = acts);
    }

    /// Leaves only responses of some categories in play.
    pub fn only(&mut self, categories: &[Category]) {
        self.own_deck(|deck| {
            for card in deck.responses.iter_mut().filter(|card| !categories.contains(&card.category)) {
                card.acts = 0;
            }
        });
    }

    /// Lets what can be done in one manner be done in no other: what could be announced is done quietly, or the
    /// other way round. What has one manner only keeps it.
    pub fn manner(&mut self, manner: Manner) {
        self.own_deck(|deck| {
            for card in &mut deck.responses {
                match manner {
                    Manner::Quietly if card.quietly.is_some() => card.publicly = None,
                    Manner::Publicly if card.publicly.is_some() => card.quietly = None,
                    _ => {}
                }
            }
        });
    }

    /// Gives a request the same answer whenever it is answered: `request=accept`, `decline` or `defer`. Who is asked
    /// has no say in it.
    ///
    /// # Errors
    /// An unknown request or answer.
    pub fn answer(&mut self, setting: &str) -> Result<(), BenchError> {
        let bad = || BenchError::Answer(setting.to_owned());
        let (name, answer) = setting.split_once('=').ok_or_else(bad)?;
        let answer = match answer.trim() {
            "accept" => Answer::Accept,
            "decline" => Answer::Decline,
            "defer" => Answer::Defer,
            _ => return Err(bad()),
        };
        let (name, names) = (name.trim(), &self.deck.names);
        let request = RequestId::find(names, name);
        let request = request.ok_or_else(|| unknown("request", name, names.requests.nearest(name)))?;
        self.answers.push((request, answer));
        Ok(())
    }

    /// Changes the deck on this bench, which is its own from here on: the source compiled once and compiles again.
    /// What was changed before is lost with a deck that others hold, so no bench is handed on in between.
    fn own_deck<T>(&mut self, change: impl FnOnce(&mut Deck) -> T) -> T {
        if Arc::get_mut(&mut self.deck).is_none() {
            self.deck = Arc::new(Deck::from_source(&self.deck.source()).expect("a compiled deck's source compiles"));
        }
        change(Arc::get_mut(&mut self.deck).expect("nobody else has a deck that was just compiled"))
    }

    /// Starts a meter elsewhere: `meter=value`.
    ///
    /// # Errors
    /// An unknown meter, or a value that is not 0–100.
    pub fn set(&mut self, setting: &str) -> Result<(), BenchError> {
        let bad = || BenchError::Setting(setting.to_owned());
        let (name, value) = setting.split_once('=').ok_or_else(bad)?;
        let value: u8 = value.trim().parse().ok().filter(|value| *value <= 100).ok_or_else(bad)?;
        let name = name.trim();
        let names = &self.deck.names;
        let meter = MeterId::find(names, name).ok_or_else(|| unknown("meter", name, names.meters.nearest(name)))?;
        self.settings.push((meter, value));
        Ok(())
    }

    fn response(&self, name: &str) -> Result<ResponseId, BenchError> {
        let names = &self.deck.names;
        ResponseId::find(names, name).ok_or_else(|| unknown("response", name, names.responses.nearest(name)))
    }

    /// Plays the game of a seed to its end. `room` is used again and again, so that games allocate little.
    pub fn play(&self, seed: u64, room: &mut Room) -> Record {
        let deck = &*self.deck;
        let mut state = State::before(deck, self.scenario, seed);
        for (meter, value) in &self.settings {
            state.start_meter(*meter, *value);
        }
        state.adversary = self.adversary.is_some();
        let mut onlookers = Onlookers::of(self, &state);
        self.clear(&state, &onlookers, room);
        for granted in &self.grants {
            grant(deck, &mut state, granted.response, granted.manner, room);
        }
        decide::open_in(deck, &mut state, room);
        onlookers.see(room);
        self.play_on(state, onlookers, room)
    }

    /// Makes room for a game that goes on from a state.
    pub(super) fn clear(&self, state: &State, onlookers: &Onlookers<'_>, room: &mut Room) {
        room.reset(&self.deck, self.counts_cards, !onlookers.is_empty());
        (room.day_came, room.highest_situation) = (state.day_has_come(&self.deck), state.situation().0);
    }

    /// Plays a state on to the end of its game. Its dice are those of its seed.
    pub(super) fn play_on(&self, mut state: State, mut onlookers: Onlookers<'_>, room: &mut Room) -> Record {
        let (deck, seed) = (&*self.deck, state.seed());
        let mut drawn = 0_u16;
        let mut sent = [0_u16; crate::deck::limits::SEATS];
        let mut turn = state.turn();
        let mut decisions = 0_u32;
        while state.outcome().is_none() {
            if let (Some(adversary), Some(picture), Some(_)) = (&self.adversary, onlookers.adversary(), state.due()) {
                let command = adversary::next_command(adversary.as_ref(), deck, &state, picture, drawn);
                if decide::decide_in(deck, &mut state, Actor::Adversary, &command, room).is_err() {
                    break;
                }
                drawn += 1;
                if state.turn() != turn {
                    turn = state.turn();
                    (sent, drawn) = ([0; crate::deck::limits::SEATS], 0);
                }
                onlookers.see(room);
                continue;
            }
            let next = (0..deck.seats.len()).map(SeatId::at).find(|seat| !state.has_sealed(*seat));
            let Some(seat) = next else { break };
            if self.counts_cards && sent[seat.index()] == 0 {
                room.note_legal(deck, &state, seat);
            }
            let policy = self.chairs[seat.index()].as_ref();
            let mut vantage = Vantage::new(deck, &state, seat);
            if let Some(picture) = onlookers.of_seat(seat) {
                vantage = vantage.with_picture(picture);
            }
            let mut command = players::next_command(policy, &vantage, seed, sent[seat.index()]);
            self.fix_answer(&state, seat, &mut command);
            if decide::decide_in(deck, &mut state, Actor::Seat(seat), &command, room).is_err() {
                room.refused += 1;
                // A policy that errs does not hold the table up.
                let seal = Command::Seal { defer: true, card: None };
                if decide::decide_in(deck, &mut state, Actor::Seat(seat), &seal, room).is_err() {
                    break;
                }
            }
            decisions += 1;
            sent[seat.index()] += 1;
            if state.turn() != turn {
                turn = state.turn();
                (sent, drawn) = ([0; crate::deck::limits::SEATS], 0);
            }
            onlookers.see(room);
        }
        self.record(seed, &state, decisions, room)
    }

    /// Puts the answer that this bench gives in place of the player's.
    fn fix_answer(&self, state: &State, seat: SeatId, command: &mut Command) {
        let fixed = |request| self.answers.iter().find(|(known, _)| *known == request).copied();
        let waiting = || decide::waiting_for(&self.deck, state, seat).find_map(fixed);
        let found = match command {
            Command::Answer { request, .. } => fixed(*request),
            // Sealing puts off what waits: it is answered first.
            Command::Seal { .. } if !self.answers.is_empty() => {
                waiting().filter(|(_, answer)| *answer != Answer::Defer)
            }
            _ => None,
        };
        if let Some((request, answer)) = found
            && decide::check_answer(&self.deck, state, seat, request, answer).is_ok()
        {
            *command = Command::Answer { request, answer };
        }
    }

    fn record(&self, seed: u64, state: &State, decisions: u32, room: &mut Room) -> Record {
        let deck = &*self.deck;
        let outcome = state.outcome();
        let held = outcome.is_some_and(|outcome: OutcomeId| deck.outcomes[outcome.index()].held);
        let ended_well = outcome.is_some_and(|outcome| deck.outcomes[outcome.index()].is_good());
        let count = |kind| u32::from(state.count(kind, None));
        for card in &mut room.cards {
            if card.legal > 0 || card.played > 0 {
                card.legal = 1;
                card.held_played = u64::from(held && card.played > 0);
                card.held_legal = u64::from(held);
            }
        }
        Record {
            seed,
            outcome,
            held,
            ended_well,
            turns: state.turn(),
            day_came: room.day_came,
            meters: (0..deck.meters.len()).map(|meter| state.meter(MeterId::at(meter))).collect(),
            situation: room.highest_situation,
            consents: u32::try_from(deck.law.consents.iter().filter(|c| state.flag(c.flag)).count()).unwrap_or(0),
            promises_kept: count(CountKind::PromisesKept),
            promises_broken: count(CountKind::PromisesBroken),
            orders_barred: count(CountKind::OrdersBarred),
            miscarried: count(CountKind::JointMiscarried),
            decisions,
            flags: state.flags,
        }
    }
}

fn unknown(what: &'static str, name: &str, nearest: Option<&str>) -> BenchError {
    BenchError::Unknown { what, name: name.to_owned(), nearest: nearest.map(str::to_owned) }
}

/// What games use again and again; it counts while one is played.
#[derive(Debug, Default)]
pub struct Room {
    /// Card by card, of the game just played: `legal` and `played` are 0 or 1.
    pub cards: Vec<CardCount>,
    day_came: bool,
    highest_situation: u8,
    /// Commands of policies that were refused, in all games played in this room. There should be none.
    pub refused: u32,
    /// What was decided since somebody looked, where somebody does.
    pub(super) events: Vec<Event>,
    pub(super) is_watched: bool,
}

impl Room {
    fn reset(&mut self, deck: &Deck, counts_cards: bool, is_watched: bool) {
        self.events.clear();
        self.is_watched = is_watched;
        (self.day_came, self.highest_situation) = (false, 0);
        self.cards.clear();
        if counts_cards {
            self.cards.resize(deck.responses.len(), CardCount::default());
        }
    }

    fn note_legal(&mut self, deck: &Deck, state: &State, seat: SeatId) {
        for response in options::responses(deck, seat) {
            let may = |manner| decide::check_order(deck, state, seat, *response, manner).is_ok();
            if self.cards[response.index()].legal == 0 && options::MANNERS.into_iter().any(may) {
                self.cards[response.index()].legal = 1;
            }
        }
    }
}

impl Sink for Room {
    const RECORDS: bool = false;

    #[inline]
    fn take(&mut self, event: Event) {
        if self.is_watched {
            self.events.push(event.clone());
        }
        match event {
            Event::Decided { answer: Answered::Today, .. } => self.day_came = true,
            Event::Designated { situation, .. } => {
                self.highest_situation = self.highest_situation.max(situation.0);
            }
            Event::CarriedOut { response, .. } => {
                if let Some(card) = self.cards.get_mut(response.index()) {
                    card.played = 1;
                }
            }
            _ => {}
        }
    }
}
