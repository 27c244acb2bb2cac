//! `search[:N]` believes that judgment is looking ahead: it plays what it could do to the end, many times, from
//! what its seat knows, and does what held most often. What is hidden from it is sampled from the deck and never
//! looked at, the game's dice least of all; N is how often each of its best candidates is played.

use super::mix::Mix;
use super::plan::plan_for;
use super::rollout::{Ledger, Model, SEAL};
use super::sample::Sampler;
use super::{Chance, Policy};
use crate::deck::{ActKind, Deck, SeatId};
use crate::rules::decide::decide_in;
use crate::rules::holds::all_hold;
use crate::rules::{Actor, Command, State, Vantage};

/// A search.
#[derive(Debug)]
pub(super) struct Search {
    rollouts: u32,
}

/// How often a candidate is played unless told.
pub(super) const ROLLOUTS: u32 = 48;

/// And at most.
pub(super) const MOST_ROLLOUTS: u32 = 100_000;

/// The value of a game that is held, in which the day never comes.
const HELD: i64 = 10_000;

/// What all of a seat's own objectives together are worth beside it.
const OBJECTIVES: i64 = 1_000;

impl Search {
    /// A search with so many rollouts for a candidate.
    pub fn new(rollouts: u32) -> Self {
        Self { rollouts }
    }
}

impl Policy for Search {
    fn name(&self) -> &'static str {
        "search"
    }

    fn needs_picture(&self) -> bool {
        true
    }

    fn choose(&self, vantage: &Vantage<'_>, chance: &mut Chance) -> Command {
        let Some(picture) = vantage.picture() else { return SEAL };
        let candidates = candidates(vantage);
        if candidates.len() < 2 {
            return candidates.into_iter().next().unwrap_or(SEAL);
        }
        let (deck, seat) = (vantage.deck(), vantage.seat());
        let thought = Thought {
            deck,
            seat,
            sampler: &Sampler::new(deck, picture, Some(seat)),
            model: &Model::new(deck),
            // What was sent before in this turn was chosen among the same samples; these are new ones.
            first: u64::from(vantage.turn()) << 40 | u64::from(chance.sent()) << 24,
        };
        let best = narrow(candidates.len(), self.rollouts, |at, number| thought.play(&candidates[at], number));
        candidates.into_iter().nth(best).unwrap_or(SEAL)
    }
}

/// Finds the best of some candidates in two rounds: all are tried a little, and the better third often. Each plays the
/// same samples, so that luck is shared. Tells its place.
pub(super) fn narrow(count: usize, rollouts: u32, mut play: impl FnMut(usize, u32) -> i64) -> usize {
    let mut sums: Vec<(i64, usize)> = (0..count).map(|at| (0, at)).collect();
    let first = rollouts.div_ceil(4);
    for (sum, at) in &mut sums {
        *sum = (0..first).map(|number| play(*at, number)).sum();
    }
    let best_first = |sums: &mut Vec<(i64, usize)>| sums.sort_by_key(|(sum, at)| (std::cmp::Reverse(*sum), *at));
    best_first(&mut sums);
    sums.truncate(count.div_ceil(3).max(4));
    for (sum, at) in &mut sums {
        *sum += (first..rollouts).map(|number| play(*at, number)).sum::<i64>();
    }
    best_first(&mut sums);
    sums.first().map_or(0, |(_, at)| *at)
}

/// What a seat can do that is worth a thought: all that is open to it, with a plan that can pass beside the widest.
fn candidates(vantage: &Vantage<'_>) -> Vec<Command> {
    let mut found = Vec::new();
    for command in vantage.commands() {
        match command {
            // An answer that waits is given before anything else.
            Command::Seal { defer: true, .. } if vantage.waiting().next().is_some() => {}
            Command::Seal { defer: false, .. } | Command::Withdraw { .. } => {}
            Command::Designate { situation, plan } => {
                for breadth in [3, 5] {
                    let plan = plan_for(vantage, situation, breadth);
                    let narrow = Command::Designate { situation, plan };
                    if vantage.check_designate(situation, plan).is_ok() && !found.contains(&narrow) {
                        found.push(narrow);
                    }
                }
                let widest = Command::Designate { situation, plan };
                if !found.contains(&widest) {
                    found.push(widest);
                }
            }
            command => found.push(command),
        }
    }
    // One question at a time, and the one that waits first.
    if let Some(request) = vantage.waiting().next() {
        found.retain(|command| matches!(command, Command::Answer { request: of, .. } if *of == request));
    }
    found
}

struct Thought<'a> {
    deck: &'a Deck,
    seat: SeatId,
    sampler: &'a Sampler<'a>,
    model: &'a Model<'a>,
    first: u64,
}

impl Thought<'_> {
    /// Plays a candidate once, and tells what came of it.
    fn play(&self, candidate: &Command, number: u32) -> i64 {
        let number = self.first + u64::from(number);
        let mut state = self.sampler.state(number);
        let mut mix = Mix::of(number, 1);
        let mut ledger = Ledger::new(self.deck, &state);
        // What is refused in this sample, the seat's knowledge notwithstanding, comes to nothing in it.
        let _ = decide_in(self.deck, &mut state, Actor::Seat(self.seat), candidate, &mut ledger);
        self.model.play(&mut state, &mut mix, &mut ledger);
        score(self.deck, &state, &ledger, self.seat)
    }
}

/// What a finished rollout is worth to a seat: that the day does not come and the game is held first, and its own
/// objectives after that.
fn score(deck: &Deck, state: &State, ledger: &Ledger, seat: SeatId) -> i64 {
    let held = state.outcome().is_some_and(|outcome| deck.outcomes[outcome.index()].held);
    let met: i64 = deck.seats[seat.index()]
        .objectives
        .iter()
        .filter(|objective| all_hold(deck, state, &objective.when))
        .map(|objective| i64::from(objective.points))
        .sum();
    let of: i64 = deck.seats[seat.index()].objectives.iter().map(|objective| i64::from(objective.points)).sum();
    let own = OBJECTIVES * met / of.max(1);
    if ledger.in_conflict || state.act(deck) == ActKind::Conflict {
        return if held { HELD } else { 0 } + own;
    }
    // The chance that the day came, not whether it did: that much less is luck.
    let lost = HELD * i64::from(ledger.day) / 100;
    let failed = if held || ledger.came { 0 } else { HELD };
    HELD - lost - failed + if ledger.came { 0 } else { own }
}
