//! A game in play: its deck, its state, the state at the start of each turn, and everything that happened.

use super::command::{Actor, Command};
use super::decide;
use super::event::Event;
use super::refusal::Refusal;
use super::state::State;
use crate::deck::{Deck, ScenarioId};
use std::sync::Arc;

/// Something that happened, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// The turn in which it happened, as the state had it then.
    pub turn: u8,
    /// What happened.
    pub event: Event,
}

/// A game at a moment: what a view is made of.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// The deck.
    pub deck: &'a Deck,
    /// The state.
    pub state: &'a State,
    /// The states at the start of each turn so far.
    pub starts: &'a [State],
    /// Everything that happened so far, in order.
    pub log: &'a [Happening],
}

/// A game in play.
#[derive(Debug, Clone)]
pub struct Game {
    deck: Arc<Deck>,
    state: State,
    /// The state at the start of turn n + 1.
    starts: Vec<State>,
    log: Vec<Happening>,
    /// Where in the log each command's events end.
    ends: Vec<usize>,
}

impl Game {
    /// Before anything has happened.
    pub fn before(deck: Arc<Deck>, scenario: ScenarioId, seed: u64) -> Self {
        let state = State::before(&deck, scenario, seed);
        Self { deck, state, starts: Vec::new(), log: Vec::new(), ends: Vec::new() }
    }

    /// Has the adversary chosen by whoever plays it, not by the ladder's dice. Before the opening only.
    pub fn seat_adversary(&mut self) {
        self.state.adversary = true;
    }

    /// The deck.
    pub fn deck(&self) -> &Arc<Deck> {
        &self.deck
    }

    /// The state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The states at the start of each turn so far: the first is turn 1's.
    pub fn starts(&self) -> &[State] {
        &self.starts
    }

    /// Everything that happened, in order.
    pub fn log(&self) -> &[Happening] {
        &self.log
    }

    /// The game as it stands.
    pub fn moment(&self) -> Moment<'_> {
        Moment { deck: &self.deck, state: &self.state, starts: &self.starts, log: &self.log }
    }

    /// What opens the game: to be applied before any command.
    pub fn opening(&self) -> Vec<Event> {
        decide::open(&self.deck, &self.state)
    }

    /// Forgets what happened, and keeps what came of it: for long games that are only walked through.
    pub fn forget(&mut self) {
        self.log.clear();
        self.ends.clear();
    }

    /// What a command would come to.
    ///
    /// # Errors
    /// Why it is not accepted.
    pub fn decide(&self, actor: Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
        decide::decide(&self.deck, &self.state, actor, command)
    }

    /// What each command came to, in order; the opening first.
    pub fn steps(&self) -> impl Iterator<Item = &[Happening]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.log[start..*end])
    }

    /// Folds in what one command came to, or the opening.
    pub fn apply(&mut self, events: &[Event]) {
        for event in events {
            match event {
                Event::Rewound { turn, .. } => {
                    if let Some(start) = self.starts.get(usize::from(*turn).wrapping_sub(1)) {
                        self.state = start.clone();
                        self.starts.truncate(usize::from(*turn));
                    }
                }
                event => self.state.apply(&self.deck, event),
            }
            self.log.push(Happening { turn: self.state.turn(), event: event.clone() });
        }
        self.ends.push(self.log.len());
        // A turn's start is the state after all that its beginning brought: a rewind meets the same cards.
        let began = events.iter().any(|event| matches!(event, Event::TurnBegan { .. }));
        if began && self.starts.len() < usize::from(self.state.turn()) {
            self.starts.push(self.state.clone());
        }
    }
}
