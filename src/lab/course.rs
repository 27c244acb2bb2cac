//! The course of a game that was played: turn by turn, the state in which it began and every command given in it.
//! What was rewound is no part of it.

use crate::deck::{Deck, ScenarioId};
use crate::journal::Record;
use crate::rules::{Actor, Command, Event, State};
use std::sync::Arc;

/// A game that was played.
#[derive(Debug)]
pub struct Course<'a> {
    /// Its deck.
    pub deck: &'a Arc<Deck>,
    /// Its scenario.
    pub scenario: ScenarioId,
    /// Its seed.
    pub seed: u64,
    /// Before anything had happened.
    pub before: State,
    /// What opened it.
    pub opening: &'a [Event],
    /// Its turns, the first one first.
    pub turns: Vec<Turn<'a>>,
}

/// A turn that was played.
#[derive(Debug)]
pub struct Turn<'a> {
    /// Its number, from 1.
    pub number: u8,
    /// The state after all that its beginning brought.
    pub start: State,
    /// What was done in it, in order.
    pub steps: Vec<Step<'a>>,
    /// Whether it was played to its end.
    pub over: bool,
}

/// A command that was accepted, and what it came to.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// Who gave it.
    pub actor: Actor,
    /// What it was.
    pub command: &'a Command,
    /// What happened.
    pub events: &'a [Event],
}

impl<'a> Course<'a> {
    /// The course of a saved game, as far as it goes.
    pub fn of(record: &'a Record) -> Self {
        let mut game = record.opened();
        let mut turns = vec![Turn::beginning(game.state())];
        for entry in &record.entries {
            game.apply(&entry.events);
            if let Command::Rewind { turn, .. } = entry.command {
                turns.truncate(usize::from(turn).max(1));
                if let Some(last) = turns.last_mut() {
                    last.steps.clear();
                    last.over = false;
                }
                continue;
            }
            if let Some(last) = turns.last_mut() {
                last.steps.push(Step { actor: entry.actor, command: &entry.command, events: &entry.events });
                last.over |= entry.events.iter().any(|event| matches!(event, Event::TurnEnded { .. }));
            }
            if turns.last().is_some_and(|last| last.number != game.state().turn()) {
                turns.push(Turn::beginning(game.state()));
            }
        }
        let (deck, scenario, seed) = (&record.deck, record.scenario, record.header.seed);
        let mut before = State::before(deck, scenario, seed);
        before.adversary = game.state().adversary;
        Self { deck, scenario, seed, before, opening: &record.opening.events, turns }
    }

    /// A turn by its number.
    pub fn turn(&self, number: u8) -> Option<&Turn<'a>> {
        self.turns.iter().find(|turn| turn.number == number)
    }

    /// The seed of other dice: the same for everyone who asks for the same number, and never the game's own.
    pub fn other_seed(&self, number: u64) -> u64 {
        // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): each number gives another seed.
        let mut z = self.seed ^ number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let seed = z ^ (z >> 31);
        if seed == self.seed { !seed } else { seed }
    }
}

impl Turn<'_> {
    fn beginning(state: &State) -> Self {
        Self { number: state.turn(), start: state.clone(), steps: Vec::new(), over: false }
    }
}
