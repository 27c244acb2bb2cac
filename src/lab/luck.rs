//! Luck or judgment, turn by turn: what a turn came to, placed among many plays of the same decisions with other
//! dice, and beside plays in which the table did nothing. What fell at the turn's beginning is given; what its
//! orders, procedures and Beijing's question came to is played again.

use super::course::{Course, Turn};
use super::interval::Share;
use crate::deck::{Deck, MeterId, RungId, SeatId, limits};
use crate::rules::decide::decide_in;
use crate::rules::event::Answered;
use crate::rules::{Actor, Command, Event, Sink, State};
use std::cmp::Reverse;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a turn came to, when it had ended and before the next began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnResult {
    /// What Beijing answered.
    pub answer: Answered,
    /// Where it stood then.
    pub rung: RungId,
    /// Every meter, in the deck's order; the rest is 0.
    pub meters: [u8; limits::METERS],
}

impl TurnResult {
    /// What a turn came to when it was played; nothing where it was not played to its end.
    pub fn of(turn: &Turn<'_>) -> Option<Self> {
        let mut actual = Reader::of(&turn.start);
        turn.steps.iter().flat_map(|step| step.events).for_each(|event| actual.read(event));
        actual.result()
    }

    /// How a turn is ranked among others: that the day did not come counts first, then the rung, then the two
    /// headline meters together. More is better.
    fn rank(&self) -> (bool, Reverse<RungId>, u16) {
        let headline = u16::from(self.meters[0]) + u16::from(self.meters[1]);
        (self.answer != Answered::Today, Reverse(self.rung), headline)
    }
}

/// How a meter's value at a turn's end stands among the plays.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeterLuck {
    /// The meter.
    pub meter: MeterId,
    /// What it was when the turn began.
    pub start: u8,
    /// What it came to.
    pub actual: u8,
    /// The mean over the plays of the same decisions.
    pub mean: f64,
    /// Nine plays in ten lie from here
    pub low: u8,
    /// to here.
    pub high: u8,
    /// The mean over the plays in which the table did nothing.
    pub idle: f64,
}

/// Whether a turn's result is more than its decisions account for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// At least nine plays in ten of the same decisions came out worse.
    Lucky,
    /// At least nine in ten came out better.
    Unlucky,
    /// Neither.
    AsExpected,
}

impl Verdict {
    /// The same in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Lucky => "lucky",
            Self::Unlucky => "unlucky",
            Self::AsExpected => "as expected",
        }
    }
}

/// A turn's luck.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnLuck {
    /// The turn.
    pub turn: u8,
    /// What it came to.
    pub actual: TurnResult,
    /// How many plays it is placed among.
    pub plays: u32,
    /// The share of the plays that came out worse, with half of those that came out alike: 0 is the worst luck, 1 the
    /// best.
    pub place: f64,
    /// What that says.
    pub verdict: Verdict,
    /// How often the day came over the plays of the same decisions.
    pub day: Share,
    /// How often it came where the table did nothing.
    pub day_idle: Share,
    /// Meter by meter, in the deck's order.
    pub meters: Vec<MeterLuck>,
}

impl TurnLuck {
    /// What the decisions brought a meter on average, against doing nothing: the part that is judgment.
    pub fn judgment(&self, meter: MeterId) -> f64 {
        let meter = &self.meters[meter.index()];
        meter.mean - meter.idle
    }

    /// What the dice brought a meter beyond that: the part that is luck.
    pub fn luck(&self, meter: MeterId) -> f64 {
        let meter = &self.meters[meter.index()];
        f64::from(meter.actual) - meter.mean
    }
}

/// The luck of every turn that was played to its end, with `plays` plays of each. `each` is told of every turn as it
/// is done; raising `stop` ends after the turn under way.
pub fn luck(course: &Course<'_>, plays: u32, stop: &AtomicBool, mut each: impl FnMut(u8)) -> Vec<TurnLuck> {
    let mut found = Vec::new();
    for turn in course.turns.iter().filter(|turn| turn.over) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        found.extend(of_turn(course, turn, plays.max(1)));
        each(turn.number);
    }
    found
}

fn of_turn(course: &Course<'_>, turn: &Turn<'_>, plays: u32) -> Option<TurnLuck> {
    let deck = &**course.deck;
    let actual = TurnResult::of(turn)?;
    let (mut same, mut idle) = (Vec::new(), Vec::new());
    for number in 0..plays {
        let seed = course.other_seed(number.into());
        same.extend(play_turn(deck, turn, seed, true));
        idle.extend(play_turn(deck, turn, seed, false));
    }
    let count = same.len() as u64;
    let worse = same.iter().filter(|play| play.rank() < actual.rank()).count() as u64;
    let alike = same.iter().filter(|play| play.rank() == actual.rank()).count() as u64;
    let share = |hits: u64| Share::of(hits, count).share;
    let days = |plays: &[TurnResult]| {
        Share::of(plays.iter().filter(|play| play.answer == Answered::Today).count() as u64, plays.len() as u64)
    };
    let verdict = if share(worse) >= 0.9 {
        Verdict::Lucky
    } else if share(count - worse - alike) >= 0.9 {
        Verdict::Unlucky
    } else {
        Verdict::AsExpected
    };
    Some(TurnLuck {
        turn: turn.number,
        actual,
        plays,
        place: share(worse) + share(alike) / 2.0,
        verdict,
        day: days(&same),
        day_idle: days(&idle),
        meters: (0..deck.meters.len())
            .map(|meter| meter_luck(MeterId::at(meter), &turn.start, &actual, &same, &idle))
            .collect(),
    })
}

fn meter_luck(
    meter: MeterId,
    start: &State,
    actual: &TurnResult,
    same: &[TurnResult],
    idle: &[TurnResult],
) -> MeterLuck {
    let of = |plays: &[TurnResult]| -> Vec<u8> {
        let mut values: Vec<u8> = plays.iter().map(|play| play.meters[meter.index()]).collect();
        values.sort_unstable();
        values
    };
    #[expect(clippy::cast_precision_loss, reason = "no lab plays 2^52 turns")]
    let mean = |values: &[u8]| match values.len() {
        0 => 0.0,
        count => values.iter().map(|value| u64::from(*value)).sum::<u64>() as f64 / count as f64,
    };
    let (same, idle) = (of(same), of(idle));
    let at = |percent: usize| same.get(same.len().saturating_sub(1) * percent / 100).copied().unwrap_or(0);
    MeterLuck {
        meter,
        start: start.meter(meter),
        actual: actual.meters[meter.index()],
        mean: mean(&same),
        low: at(5),
        high: at(95),
        idle: mean(&idle),
    }
}

/// Plays a turn with the dice of a seed: with the decisions that were made, or with none but the facilitator's. Nothing
/// where Beijing was not asked its question in it.
pub fn play_turn(deck: &Deck, turn: &Turn<'_>, seed: u64, decisions: bool) -> Option<TurnResult> {
    let mut state = turn.start.clone();
    state.seed = seed;
    let mut reader = Reader::of(&state);
    for step in &turn.steps {
        if reader.over {
            break;
        }
        // The adversary's draws are for the next turn; they come after this one's end, or before its beginning.
        let is_played = match step.actor {
            Actor::Seat(_) => decisions,
            _ => true,
        };
        if is_played {
            // What stood on a die of this very turn may not be open with other dice.
            let _ = decide_in(deck, &mut state, step.actor, step.command, &mut reader);
        }
    }
    let seal = Command::Seal { defer: true, card: None };
    for seat in (0..deck.seats.len()).map(SeatId::at) {
        if !reader.over && !state.has_sealed(seat) {
            let _ = decide_in(deck, &mut state, Actor::Seat(seat), &seal, &mut reader);
        }
    }
    reader.result()
}

/// Reads a turn's result off its events.
struct Reader {
    result: TurnResult,
    answered: bool,
    over: bool,
}

impl Reader {
    fn of(state: &State) -> Self {
        let result = TurnResult { answer: Answered::Holds, rung: state.rung, meters: state.meters };
        Self { result, answered: false, over: false }
    }

    fn read(&mut self, event: &Event) {
        if self.over {
            return;
        }
        match event {
            Event::MeterMoved { meter, to, .. } | Event::Adjusted { meter, to, .. } => {
                self.result.meters[meter.index()] = *to;
            }
            Event::RungChanged { to, .. } => self.result.rung = *to,
            Event::Decided { answer, to, .. } => {
                (self.result.answer, self.result.rung, self.answered) = (*answer, *to, true);
            }
            Event::TurnEnded { .. } => self.over = true,
            _ => {}
        }
    }

    fn result(&self) -> Option<TurnResult> {
        (self.over && self.answered).then_some(self.result)
    }
}

impl Sink for Reader {
    const RECORDS: bool = false;

    fn take(&mut self, event: Event) {
        self.read(&event);
    }
}
