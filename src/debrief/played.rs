//! The line of play: a record cut into turns, with the states between. What a rewind set aside is kept apart.
//! The only place that knows where a turn begins and ends; every finding reads turns from here.

use super::record::Record;
use crate::deck::{Deck, MeterId};
use crate::rules::{Event, State};
use std::sync::Arc;

/// Something that happened, and the journal's line that says so.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The line's number in the journal; 0 is the opening.
    pub line: u64,
    /// When, UTC; may be empty.
    pub time: String,
    /// What happened.
    pub event: Event,
}

/// A turn as it was played.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Its number, from 1.
    pub number: u8,
    /// The state before anything of it happened.
    pub before: State,
    /// The state to which a rewind to its start goes back.
    pub start: State,
    /// The state once it had begun: what fell has fallen, what comes is drawn, the table may act.
    pub begun: State,
    /// The state at its end, before anything of the next turn.
    pub end: State,
    /// What happened in it, in order.
    pub moments: Vec<Moment>,
    /// How many of them a rewind to its start keeps.
    pub kept: usize,
    /// How many of them belong to its beginning.
    pub beginning: usize,
}

impl Turn {
    /// Goes through the turn with the state before each moment.
    pub fn walk(&self, deck: &Deck, mut each: impl FnMut(&State, &Moment)) {
        let mut state = self.before.clone();
        for moment in &self.moments {
            each(&state, moment);
            state.apply(deck, &moment.event);
        }
    }

    /// What happened after the turn's beginning.
    pub fn acted(&self) -> &[Moment] {
        &self.moments[self.beginning.min(self.moments.len())..]
    }
}

/// What a rewind set aside.
#[derive(Debug, Clone)]
pub struct Aside {
    /// The turn to whose start the game went back.
    pub to: u8,
    /// The turn in which it was when it did.
    pub from: u8,
    /// What happened in between, with the turn of each.
    pub moments: Vec<(u8, Moment)>,
}

/// The line of play.
#[derive(Debug, Clone)]
pub struct Played {
    /// The deck.
    pub deck: Arc<Deck>,
    /// The language of its texts.
    pub language: String,
    /// The scenario's start.
    pub start: State,
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// What was set aside, in the order in which it was.
    pub aside: Vec<Aside>,
}

impl Played {
    /// Cuts a record into turns.
    pub fn of(record: &Record) -> Self {
        let deck = Arc::clone(&record.deck);
        let start = State::before(&deck, record.scenario, record.seed);
        let mut cutter = Cutter {
            played: Self {
                deck,
                language: record.language.clone(),
                start: start.clone(),
                turns: Vec::new(),
                aside: Vec::new(),
            },
            state: start.clone(),
            before: start,
            between: Vec::new(),
        };
        for step in &record.steps {
            for event in &step.events {
                cutter.take(Moment { line: step.n, time: step.time.clone(), event: event.clone() });
            }
            cutter.close_line(&step.events);
        }
        cutter.finish()
    }

    /// The state at the end of a turn; 0 is the scenario's start.
    pub fn after(&self, turn: u8) -> &State {
        usize::from(turn).checked_sub(1).and_then(|n| self.turns.get(n)).map_or(&self.start, |turn| &turn.end)
    }

    /// The state in which the game stands at the end of the record.
    pub fn last(&self) -> &State {
        self.turns.last().map_or(&self.start, |turn| &turn.end)
    }

    /// A meter's value at the start and at the end of each turn.
    pub fn series(&self, meter: MeterId) -> Vec<u8> {
        std::iter::once(&self.start).chain(self.turns.iter().map(|turn| &turn.end)).map(|s| s.meter(meter)).collect()
    }

    /// Every moment of the line of play, with its turn.
    pub fn moments(&self) -> impl Iterator<Item = (u8, &Moment)> {
        self.turns.iter().flat_map(|turn| turn.moments.iter().map(|moment| (turn.number, moment)))
    }
}

struct Cutter {
    played: Played,
    state: State,
    /// The state when the last turn ended.
    before: State,
    /// What has happened since then.
    between: Vec<Moment>,
}

impl Cutter {
    fn take(&mut self, moment: Moment) {
        match moment.event {
            Event::Rewound { turn, .. } => return self.rewind(turn, moment),
            Event::TurnBegan { turn, .. } => {
                let mut moments = std::mem::take(&mut self.between);
                self.state.apply(&self.played.deck, &moment.event);
                moments.push(moment);
                self.played.turns.push(Turn {
                    number: turn,
                    before: self.before.clone(),
                    start: self.state.clone(),
                    begun: self.state.clone(),
                    end: self.state.clone(),
                    moments,
                    kept: 0,
                    beginning: 0,
                });
                return;
            }
            _ => {}
        }
        self.state.apply(&self.played.deck, &moment.event);
        // An act that begins belongs to the turn that follows it; the end of the game to the last turn.
        let ended = matches!(moment.event, Event::TurnEnded { .. });
        let over = self.state.outcome().is_some();
        let between = self.is_between(ended);
        match self.played.turns.last_mut() {
            Some(turn) if over || !between => {
                turn.moments.push(moment);
                turn.end = self.state.clone();
                if ended {
                    self.before = self.state.clone();
                }
            }
            _ => self.between.push(moment),
        }
    }

    /// Whether the last turn has ended and the next has not begun.
    fn is_between(&self, ending_now: bool) -> bool {
        let Some(turn) = self.played.turns.last() else { return true };
        !ending_now && turn.moments.iter().any(|moment| matches!(moment.event, Event::TurnEnded { .. }))
    }

    /// A journal's line is whole: a turn that began in it has begun, unless a played adversary has still to choose.
    fn close_line(&mut self, events: &[Event]) {
        let began = events.iter().any(|event| matches!(event, Event::TurnBegan { .. }));
        let chosen = events.iter().any(|event| matches!(event, Event::DrawChosen));
        let Some(turn) = self.played.turns.last_mut().filter(|_| began || chosen) else { return };
        if turn.beginning < turn.moments.len() && self.between.is_empty() {
            turn.beginning = turn.moments.len();
            turn.begun = self.state.clone();
            if began {
                turn.kept = turn.moments.len();
                turn.start = self.state.clone();
            }
        }
    }

    fn rewind(&mut self, to: u8, moment: Moment) {
        let Some(keep) = usize::from(to).checked_sub(1).filter(|keep| *keep < self.played.turns.len()) else {
            return;
        };
        let from = self.played.turns.last().map_or(to, |turn| turn.number);
        let gone = self.played.turns.split_off(keep + 1);
        let turn = &mut self.played.turns[keep];
        let first = turn.moments.split_off(turn.kept);
        let mut moments: Vec<(u8, Moment)> = first.into_iter().map(|moment| (to, moment)).collect();
        moments.extend(gone.into_iter().flat_map(|turn| {
            let number = turn.number;
            turn.moments.into_iter().map(move |moment| (number, moment))
        }));
        (turn.begun, turn.end, turn.beginning) = (turn.start.clone(), turn.start.clone(), turn.kept);
        turn.moments.push(moment);
        self.state = turn.start.clone();
        self.between.clear();
        self.played.aside.push(Aside { to, from, moments });
    }

    fn finish(mut self) -> Played {
        // What a broken journal left between two turns is not told.
        self.between.clear();
        self.played
    }
}
