//! Plays one game to its end, or to where it goes wrong, and remembers every command.

use crate::deck::{Deck, ScenarioId, SeatId};
use crate::rules::decide;
use crate::rules::{Actor, Command, Event, State, options};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How long a game may take before it counts as endless.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Turns.
    pub turns: u8,
    /// Commands of all seats together.
    pub commands: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { turns: 62, commands: 30_000 }
    }
}

/// What went wrong with a game.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The rules panicked: a fault of the program that the deck brought to light.
    Crash(String),
    /// A seat had nothing that it could do, not even seal.
    DeadEnd {
        /// The seat.
        seat: SeatId,
        /// The turn.
        turn: u8,
    },
    /// It did not end.
    Endless {
        /// The turn it had come to.
        turn: u8,
    },
    /// A command that was listed as possible was refused.
    Refused(String),
}

impl Trouble {
    /// The kind, as reports name it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Crash(_) => "crash",
            Self::DeadEnd { .. } => "dead_end",
            Self::Endless { .. } => "endless",
            Self::Refused(_) => "refused",
        }
    }

    /// What happened, in words.
    pub fn words(&self, deck: &Deck) -> String {
        match self {
            Self::Crash(why) => format!("the rules crashed: {why}"),
            Self::DeadEnd { seat, turn } => {
                let seat = deck.seats[seat.index()].name.get(&deck.language);
                format!("in turn {turn} {seat} could do nothing, not even seal")
            }
            Self::Endless { turn } => format!("the game did not end: it had come to turn {turn}"),
            Self::Refused(why) => format!("what was listed as possible was refused: {why}"),
        }
    }
}

/// A game that was played.
#[derive(Debug)]
pub struct Played {
    /// Where it ended.
    pub state: State,
    /// What went wrong, if anything did.
    pub trouble: Option<Trouble>,
    /// Every command, in order.
    pub commands: Vec<(Actor, Command)>,
}

/// Who chooses: asked with the state, the seat, and how many commands it has sent this turn.
pub type Chooser<'c> = dyn FnMut(&State, SeatId, u16) -> Option<Command> + 'c;

/// Plays a game. `watch` is told the state and what happened, after every command.
pub fn play(
    deck: &Deck,
    scenario: ScenarioId,
    seed: u64,
    limits: Limits,
    choose: &mut Chooser<'_>,
    watch: &mut dyn FnMut(&State, &[Event]),
) -> Played {
    let mut state = State::before(deck, scenario, seed);
    let mut events = Vec::new();
    let mut commands = Vec::new();
    let opened = catch_unwind(AssertUnwindSafe(|| decide::open_in(deck, &mut state, &mut events)));
    if let Err(panic) = opened {
        return Played { state, trouble: Some(Trouble::Crash(words_of(panic.as_ref()))), commands };
    }
    watch(&state, &events);
    let mut sent = [0_u16; crate::deck::limits::SEATS];
    let mut turn = state.turn();
    let trouble = loop {
        if state.outcome().is_some() {
            break None;
        }
        if state.turn() > limits.turns || commands.len() > limits.commands {
            break Some(Trouble::Endless { turn: state.turn() });
        }
        let Some(seat) = (0..deck.seats.len()).map(SeatId::at).find(|seat| !state.has_sealed(*seat)) else {
            break Some(Trouble::Endless { turn: state.turn() });
        };
        let command = match choose(&state, seat, sent[seat.index()]) {
            Some(command) => command,
            None if options::commands(deck, &state, seat).is_empty() => {
                break Some(Trouble::DeadEnd { seat, turn: state.turn() });
            }
            None => Command::Seal { defer: true, card: None },
        };
        commands.push((Actor::Seat(seat), command.clone()));
        events.clear();
        let decided = catch_unwind(AssertUnwindSafe(|| {
            decide::decide_in(deck, &mut state, Actor::Seat(seat), &command, &mut events)
        }));
        match decided {
            Err(panic) => break Some(Trouble::Crash(words_of(panic.as_ref()))),
            Ok(Err(refusal)) => break Some(Trouble::Refused(refusal.explain(deck, &deck.language).why)),
            Ok(Ok(())) => {}
        }
        watch(&state, &events);
        sent[seat.index()] += 1;
        if state.turn() != turn {
            turn = state.turn();
            sent = [0; crate::deck::limits::SEATS];
        }
    };
    Played { state, trouble, commands }
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}
