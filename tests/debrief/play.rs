//! Games that are driven by hand, on a deck in which nothing is left to chance: what a test scripts is what comes.

use not_today::debrief::{Record, Review};
use not_today::deck::{
    Deck, EventId, MeterId, OperationSet, PromiseId, RequestId, ResponseId, ScenarioId, SeatId, SituationId,
};
use not_today::rules::{Actor, Answer, Command, DecisionCard, Game, Manner};
use serde_json::{Value, json};
use std::sync::Arc;

pub const HOME: SeatId = SeatId(0);
pub const ALLY: SeatId = SeatId(1);
pub const DETERRENCE: MeterId = MeterId(0);
pub const TRUST: MeterId = MeterId(1);

/// The deck of the tests, with what a test scripts: the turn, and the event or request.
pub fn deck(scripted: &[(u8, &str)]) -> Arc<Deck> {
    let plain = Deck::from_text("harbor", include_str!("deck.json"))
        .unwrap_or_else(|error| panic!("the deck of the tests: {}", error.render(false)));
    let mut source = plain.source();
    for scenario in source["scenarios"].as_array_mut().expect("scenarios") {
        let injects = scripted.iter().map(|(turn, what)| {
            let kind = if EventId::find(&plain.names, what).is_some() { "event" } else { "request" };
            json!({ "turn": turn, kind: what })
        });
        scenario["injects"] = Value::Array(injects.collect());
    }
    Arc::new(Deck::from_source(&source).unwrap_or_else(|error| panic!("it stays sound: {}", error.render(false))))
}

/// A game driven by hand, and its record.
pub struct Play {
    pub deck: Arc<Deck>,
    game: Game,
    record: Record,
}

impl Play {
    /// The six days' crisis, with what is scripted.
    pub fn new(scripted: &[(u8, &str)]) -> Self {
        Self::of(&deck(scripted), 0, 7)
    }

    /// A scenario of a deck.
    pub fn of(deck: &Arc<Deck>, scenario: u8, seed: u64) -> Self {
        let scenario = ScenarioId(scenario);
        let mut game = Game::before(Arc::clone(deck), scenario, seed);
        let opening = game.opening();
        game.apply(&opening);
        Self { deck: Arc::clone(deck), game, record: Record::begin(deck, scenario, seed) }
    }

    pub fn send(&mut self, actor: Actor, command: &Command) -> &mut Self {
        let events = self.game.decide(actor, command).unwrap_or_else(|refusal| panic!("{command:?}: {refusal:?}"));
        self.game.apply(&events);
        self.record.push(actor, events);
        self
    }

    pub fn response(&self, name: &str) -> ResponseId {
        ResponseId::find(&self.deck.names, name).expect(name)
    }

    pub fn event(&self, name: &str) -> EventId {
        EventId::find(&self.deck.names, name).expect(name)
    }

    pub fn request(&self, name: &str) -> RequestId {
        RequestId::find(&self.deck.names, name).expect(name)
    }

    pub fn lay(&mut self, seat: SeatId, name: &str) -> &mut Self {
        let response = self.response(name);
        self.send(Actor::Seat(seat), &Command::Lay { response, manner: Manner::Publicly })
    }

    pub fn answer(&mut self, seat: SeatId, name: &str, answer: Answer) -> &mut Self {
        let request = self.request(name);
        self.send(Actor::Seat(seat), &Command::Answer { request, answer })
    }

    pub fn designate(&mut self) -> &mut Self {
        let plan = OperationSet::default();
        self.send(Actor::Seat(HOME), &Command::Designate { situation: SituationId(1), plan })
    }

    pub fn walk_back(&mut self) -> &mut Self {
        self.send(Actor::Seat(HOME), &Command::WalkBack { promise: PromiseId(0) })
    }

    /// Seals one seat, with a card.
    pub fn seal(&mut self, seat: SeatId, card: DecisionCard) -> &mut Self {
        self.send(Actor::Seat(seat), &Command::Seal { defer: true, card: Some(card) })
    }

    /// Ends the turn: every seat that has not sealed seals.
    pub fn end(&mut self) -> &mut Self {
        for seat in [HOME, ALLY] {
            if self.game.state().outcome().is_none() && !self.game.state().has_sealed(seat) {
                self.send(Actor::Seat(seat), &Command::Seal { defer: true, card: None });
            }
        }
        self
    }

    /// Ends so many turns.
    pub fn ends(&mut self, turns: u8) -> &mut Self {
        for _ in 0..turns {
            self.end();
        }
        self
    }

    /// Plays to the end of the game.
    pub fn finish(&mut self) -> &mut Self {
        while self.game.state().outcome().is_none() {
            self.end();
        }
        self
    }

    pub fn record(&self) -> Record {
        self.record.clone()
    }

    pub fn review(&self) -> Review {
        Review::of(self.record.clone())
    }
}
