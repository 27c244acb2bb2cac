//! What if: a saved game left in a turn on two lines that differ in one order, each played on many times by policies.
//! Both lines of a pair have the same dice.

use super::bench::{Bench, Room};
use super::course::{Course, Step};
use super::onlookers::Onlookers;
use super::record::Record;
use super::run::{Run, run_with};
use super::worth::Line;
use crate::deck::{Deck, ResponseId, SeatId};
use crate::rules::decide::decide_in;
use crate::rules::{Actor, Command, Event, Manner, Refusal, State};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct WhatIf {
    /// The turn in which the lines part.
    pub turn: u8,
    /// Whose order it is.
    pub seat: SeatId,
    /// The order.
    pub response: ResponseId,
    /// Openly or quietly.
    pub manner: Manner,
    /// An order of that turn that makes room for it.
    pub instead_of: Option<ResponseId>,
}

/// Why a question cannot be asked of a game.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum WhatIfError {
    /// The game has no such turn.
    #[error("the game has no turn {turn}; it was played to turn {last}")]
    NoSuchTurn {
        /// The turn asked for.
        turn: u8,
        /// The last there is.
        last: u8,
    },
    /// What should make room was not ordered.
    #[error("that order was not laid in that turn, so it cannot make room")]
    NotLaid,
    /// The order was not possible then.
    #[error("the order was not possible then")]
    Refused(Refusal),
}

/// The two lines of a question: without the order, and with it.
#[derive(Debug)]
pub struct Lines<'a> {
    /// Whether the order was laid in the game itself.
    pub was_laid: bool,
    without: Branch<'a>,
    with: Branch<'a>,
    course: &'a Course<'a>,
    /// What had happened before the lines part, command by command.
    history: Vec<&'a [Event]>,
}

/// A line: a state on the way through a turn, and what was still done in that turn.
#[derive(Debug)]
struct Branch<'a> {
    state: State,
    /// What set it apart.
    own: Vec<Event>,
    rest: &'a [Step<'a>],
    over: bool,
}

/// What the two lines came to.
#[derive(Debug)]
pub struct Outcome {
    /// Without the order.
    pub without: Side,
    /// With it.
    pub with: Side,
}

/// What a line came to.
#[derive(Debug)]
pub struct Side {
    /// The games.
    pub summary: super::Summary,
    /// Which of them were held, in the order of their dice.
    pub line: Line,
}

impl<'a> Lines<'a> {
    /// The lines of a question.
    ///
    /// # Errors
    /// Why it cannot be asked of this game.
    pub fn of(course: &'a Course<'a>, asked: &WhatIf) -> Result<Self, WhatIfError> {
        let deck: &Deck = course.deck;
        let last = course.turns.last().map_or(0, |turn| turn.number);
        let turn = course.turn(asked.turn).ok_or(WhatIfError::NoSuchTurn { turn: asked.turn, last })?;
        // The lines part where the seat sealed for good; where it had not yet, after all that was done.
        let seals =
            |step: &Step<'_>| step.actor == Actor::Seat(asked.seat) && matches!(step.command, Command::Seal { .. });
        let at = turn.steps.iter().rposition(seals).unwrap_or(turn.steps.len());
        let (before, rest) = turn.steps.split_at(at);
        let mut state = turn.start.clone();
        for event in before.iter().flat_map(|step| step.events) {
            state.apply(deck, event);
        }
        let send = |(state, events): &mut (State, Vec<Event>), command: Command| {
            decide_in(deck, state, Actor::Seat(asked.seat), &command, events).map_err(WhatIfError::Refused)
        };
        let was_laid = state.order(asked.seat, asked.response).is_some();
        let mut with = (state.clone(), Vec::new());
        let mut without = (state, Vec::new());
        if was_laid {
            send(&mut without, Command::Withdraw { response: asked.response })?;
        } else {
            if let Some(response) = asked.instead_of {
                send(&mut with, Command::Withdraw { response }).map_err(|_| WhatIfError::NotLaid)?;
            }
            send(&mut with, Command::Lay { response: asked.response, manner: asked.manner })?;
        }
        let branch = |(state, own)| Branch { state, own, rest, over: turn.over };
        let earlier = course.turns.iter().filter(|turn| turn.number < asked.turn).flat_map(|turn| &turn.steps);
        let history = std::iter::once(course.opening).chain(earlier.chain(before).map(|step| step.events)).collect();
        Ok(Self { was_laid, without: branch(without), with: branch(with), course, history })
    }

    /// Plays both lines to the end, once for each number of a run. `each` is told how many games were played.
    pub fn play(&self, bench: &Bench, how: &Run<'_>, mut each: impl FnMut(u64)) -> Outcome {
        let mut side = |branch: &Branch<'a>| {
            let mut line = Line::default();
            let summary = run_with(
                bench,
                how,
                |number, room| self.play_one(branch, bench, self.course.other_seed(number), room),
                |records: &[Record]| {
                    line.add(records);
                    each(records.len() as u64);
                },
            );
            Side { summary, line }
        };
        Outcome { without: side(&self.without), with: side(&self.with) }
    }

    fn play_one(&self, branch: &Branch<'_>, bench: &Bench, seed: u64, room: &mut Room) -> Record {
        let deck = &**bench.deck();
        let mut onlookers = Onlookers::of(bench, &self.course.before);
        if !onlookers.is_empty() {
            self.history.iter().for_each(|events| onlookers.show(events));
            onlookers.show(&branch.own);
        }
        let mut state = branch.state.clone();
        state.seed = seed;
        bench.clear(&state, &onlookers, room);
        let turn = state.turn();
        let is_over = |state: &State| state.outcome().is_some() || state.turn() != turn;
        for step in branch.rest {
            if is_over(&state) {
                break;
            }
            // What the other order has closed is left out.
            let _ = decide_in(deck, &mut state, step.actor, step.command, room);
            onlookers.see(room);
        }
        let seal = Command::Seal { defer: true, card: None };
        for seat in (0..deck.seats.len()).map(SeatId::at) {
            // The turn was played; nobody at this table has more to say in it.
            if branch.over && !is_over(&state) && !state.has_sealed(seat) {
                let _ = decide_in(deck, &mut state, Actor::Seat(seat), &seal, room);
                onlookers.see(room);
            }
        }
        bench.play_on(state, onlookers, room)
    }
}
