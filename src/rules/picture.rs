//! What somebody knows of a game, as a state of its own: folded from what they saw, and from nothing else. What
//! they may not know is not in it: others' orders, what was done quietly, what is drawn, the seed. Nothing here
//! guesses at it; whoever plays on from a picture does that.

use super::audience::{Eyes, Watcher};
use super::event::{Cause, Event};
use super::game::Game;
use super::state::State;
use crate::deck::{CountKind, Deck};

/// A picture in the making.
#[derive(Debug)]
pub struct Picture<'a> {
    deck: &'a Deck,
    eyes: Eyes,
    watcher: Watcher<'a>,
    state: State,
    /// The picture at the start of turn n + 1.
    starts: Vec<State>,
}

impl<'a> Picture<'a> {
    /// Before anything has happened: from the state before the game opens.
    pub fn new(deck: &'a Deck, before: &State, eyes: Eyes) -> Self {
        let state = State { seed: 0, ..before.clone() };
        Self { deck, eyes, watcher: Watcher::new(deck, eyes), state, starts: Vec::new() }
    }

    /// What is known now. Its seed is 0, whatever the game's is.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Sees what one command came to, or the opening.
    pub fn see(&mut self, events: &[Event]) {
        for event in events {
            if let Event::Rewound { turn, .. } = event {
                if let Some(start) = self.starts.get(usize::from(*turn).wrapping_sub(1)) {
                    self.state = start.clone();
                    self.starts.truncate(usize::from(*turn));
                }
            } else if let Some(seen) = self.watcher.see(event) {
                self.state.apply(self.deck, &seen);
            } else if self.can_tell(event) {
                self.state.apply(self.deck, event);
            }
        }
        let began = events.iter().any(|event| matches!(event, Event::TurnBegan { .. }));
        if began && self.starts.len() < usize::from(self.state.turn()) {
            self.starts.push(self.state.clone());
        }
    }

    /// What is not told to these eyes, but can be told from what is: by reading the card that fell, by counting
    /// words kept and broken, by being party to a joint response, by having chosen.
    fn can_tell(&self, event: &Event) -> bool {
        match event {
            Event::FlagChanged { cause, .. } => matches!(cause, Cause::Event(_)),
            Event::Counted { count, .. } => {
                matches!(count, CountKind::PromisesKept | CountKind::PromisesBroken | CountKind::WalkedBack)
            }
            Event::Laid { response, .. } | Event::Withdrawn { response, .. } => {
                self.eyes.are_in(self.deck.responses[response.index()].parties)
            }
            Event::Drawn { .. } => self.eyes == Eyes::Public,
            _ => false,
        }
    }
}

impl Game {
    /// What somebody knows of this game by now.
    pub fn picture(&self, eyes: Eyes) -> State {
        let before = State::before(self.deck(), self.state().scenario, 0);
        let mut picture = Picture::new(self.deck(), &before, eyes);
        let mut events: Vec<Event> = Vec::new();
        for step in self.steps() {
            events.clear();
            events.extend(step.iter().map(|happening| happening.event.clone()));
            picture.see(&events);
        }
        picture.state
    }
}
