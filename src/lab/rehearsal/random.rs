//! Many games of a policy: what fails, what is never seen, what is always beaten, where meters stick, how games end.

use super::beaten::{self, Choice, Pair};
use super::play::{Limits, Trouble, play};
use crate::deck::{Deck, ScenarioId, SeatId};
use crate::players::{self, Policy};
use crate::rules::holds::all_hold;
use crate::rules::{Actor, Command, Event, State, Vantage};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What is to be rehearsed.
#[derive(Debug)]
pub struct Rehearsal {
    /// The deck.
    pub deck: Arc<Deck>,
    /// The scenarios, played in turn.
    pub scenarios: Vec<ScenarioId>,
    /// Who plays every seat.
    pub policy: Box<dyn Policy>,
    /// When a game counts as endless.
    pub limits: Limits,
}

/// A game that went wrong.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Its seed.
    pub seed: u64,
    /// Its scenario.
    pub scenario: ScenarioId,
    /// What went wrong.
    pub trouble: Trouble,
    /// Its commands, up to there.
    pub commands: Vec<(Actor, Command)>,
}

/// An option that another always beats.
#[derive(Debug, Clone, Copy)]
pub struct Beaten {
    /// The option.
    pub worse: Choice,
    /// What beats it.
    pub better: Choice,
    /// Times that a seat had both before it.
    pub seen: u64,
}

/// What many games came to. Whole numbers only: how the games were spread over threads changes nothing.
#[derive(Debug, Clone, Default)]
pub struct Random {
    /// Games played.
    pub games: u64,
    /// The first games that went wrong, by seed.
    pub failures: Vec<Failure>,
    /// How many went wrong.
    pub failed: u64,
    /// Games in which each event fell, in the deck's order.
    pub events: Vec<u64>,
    /// Games in which each response was carried out.
    pub responses: Vec<u64>,
    /// Games in which each request was made.
    pub requests: Vec<u64>,
    /// Games in which each promise was made.
    pub promises: Vec<u64>,
    /// Games that each outcome ended.
    pub outcomes: Vec<u64>,
    /// Turns played.
    pub turns: u64,
    /// Turn ends at which each meter stood at 0, and at 100.
    pub at_ends: Vec<[u64; 2]>,
    /// Games in which each seat's objectives were met, seat by seat.
    pub objectives: Vec<Vec<u64>>,
    /// Options that another beat whenever it could be had.
    pub beaten: Vec<Beaten>,
    pairs: Vec<Pair>,
}

/// No more failing games than this are kept with their commands.
const MOST_KEPT: usize = 10;

impl Random {
    fn new(deck: &Deck, pairs: &[Pair]) -> Self {
        Self {
            events: vec![0; deck.events.len()],
            responses: vec![0; deck.responses.len()],
            requests: vec![0; deck.requests.len()],
            promises: vec![0; deck.promises.len()],
            outcomes: vec![0; deck.outcomes.len()],
            at_ends: vec![[0; 2]; deck.meters.len()],
            objectives: deck.seats.iter().map(|seat| vec![0; seat.objectives.len()]).collect(),
            pairs: pairs.to_vec(),
            ..Self::default()
        }
    }

    fn merge(&mut self, other: Self) {
        let add = |into: &mut [u64], from: &[u64]| into.iter_mut().zip(from).for_each(|(into, from)| *into += from);
        self.games += other.games;
        self.failed += other.failed;
        self.failures.extend(other.failures);
        self.failures.sort_by_key(|failure| failure.seed);
        self.failures.truncate(MOST_KEPT);
        add(&mut self.events, &other.events);
        add(&mut self.responses, &other.responses);
        add(&mut self.requests, &other.requests);
        add(&mut self.promises, &other.promises);
        add(&mut self.outcomes, &other.outcomes);
        self.turns += other.turns;
        self.at_ends.iter_mut().zip(&other.at_ends).for_each(|(into, from)| add(into, from));
        self.objectives.iter_mut().zip(&other.objectives).for_each(|(into, from)| add(into, from));
        for (into, from) in self.pairs.iter_mut().zip(&other.pairs) {
            into.both += from.both;
            into.alone += from.alone;
        }
    }

    fn game(&mut self, rehearsal: &Rehearsal, seed: u64) {
        let deck = &*rehearsal.deck;
        let scenario = rehearsal.scenarios[usize::try_from(seed).unwrap_or(0) % rehearsal.scenarios.len()];
        let mut seen = Seen::new(deck);
        let pairs = &mut self.pairs;
        let mut choose = |state: &State, seat: SeatId, sent: u16| {
            if sent == 0 {
                beaten::observe(deck, state, seat, pairs);
            }
            let vantage = Vantage::new(deck, state, seat);
            Some(players::next_command(rehearsal.policy.as_ref(), &vantage, seed, sent))
        };
        let played = play(deck, scenario, seed, rehearsal.limits, &mut choose, &mut |state, events| {
            seen.note(state, events);
        });
        self.games += 1;
        let add = |into: &mut [u64], from: &[bool]| {
            into.iter_mut().zip(from).for_each(|(into, from)| *into += u64::from(*from));
        };
        add(&mut self.events, &seen.events);
        add(&mut self.responses, &seen.responses);
        add(&mut self.requests, &seen.requests);
        add(&mut self.promises, &seen.promises);
        self.at_ends.iter_mut().zip(&seen.at_ends).for_each(|(into, from)| {
            into[0] += from[0];
            into[1] += from[1];
        });
        self.turns += u64::from(played.state.turn());
        if let Some(outcome) = played.state.outcome() {
            self.outcomes[outcome.index()] += 1;
            for (met, seat) in self.objectives.iter_mut().zip(&deck.seats) {
                for (met, objective) in met.iter_mut().zip(&seat.objectives) {
                    *met += u64::from(all_hold(deck, &played.state, &objective.when));
                }
            }
        }
        if let Some(trouble) = played.trouble {
            self.failed += 1;
            if self.failures.len() < MOST_KEPT {
                self.failures.push(Failure { seed, scenario, trouble, commands: played.commands });
            }
        }
    }

    /// What came of each pair: beaten where the better option was always there.
    fn settle(&mut self, deck: &Deck) {
        let mut found: Vec<Beaten> = self
            .pairs
            .iter()
            .filter(|pair| pair.alone == 0 && pair.both > 0)
            .map(|pair| Beaten { worse: pair.worse, better: pair.better, seen: pair.both })
            .collect();
        // One is enough for each option: the first in the deck.
        found.dedup_by_key(|beaten| beaten.worse);
        found.retain(|beaten| beaten.worse.0.index() < deck.responses.len());
        self.beaten = found;
    }
}

/// What was seen in one game.
struct Seen {
    events: Vec<bool>,
    responses: Vec<bool>,
    requests: Vec<bool>,
    promises: Vec<bool>,
    at_ends: Vec<[u64; 2]>,
}

impl Seen {
    fn new(deck: &Deck) -> Self {
        Self {
            events: vec![false; deck.events.len()],
            responses: vec![false; deck.responses.len()],
            requests: vec![false; deck.requests.len()],
            promises: vec![false; deck.promises.len()],
            at_ends: vec![[0; 2]; deck.meters.len()],
        }
    }

    fn note(&mut self, state: &State, events: &[Event]) {
        for event in events {
            match event {
                Event::Fell { card, .. } => self.events[card.index()] = true,
                Event::CarriedOut { response, .. } => self.responses[response.index()] = true,
                Event::Asked { request } => self.requests[request.index()] = true,
                Event::Promised { promise } => self.promises[promise.index()] = true,
                Event::TurnEnded { .. } => {
                    for (meter, ends) in self.at_ends.iter_mut().enumerate() {
                        let value = state.meter(crate::deck::MeterId::at(meter));
                        ends[0] += u64::from(value == 0);
                        ends[1] += u64::from(value == 100);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Games that a thread takes at a time.
const CHUNK: u64 = 16;

/// Plays games of these seeds on some threads; `each` is told how many with each step. `stop` ends it early.
pub fn random(
    rehearsal: &Rehearsal,
    seeds: std::ops::Range<u64>,
    threads: usize,
    stop: &AtomicBool,
    each: impl Fn(u64) + Sync,
) -> Random {
    let deck = &*rehearsal.deck;
    let pairs = beaten::pairs(deck);
    let next = AtomicU64::new(seeds.start);
    let mut whole = Random::new(deck, &pairs);
    let parts: Vec<Random> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.clamp(1, 256))
            .map(|_| {
                scope.spawn(|| {
                    let mut part = Random::new(deck, &pairs);
                    while !stop.load(Ordering::Relaxed) {
                        let first = next.fetch_add(CHUNK, Ordering::Relaxed);
                        if first >= seeds.end {
                            break;
                        }
                        let last = seeds.end.min(first + CHUNK);
                        (first..last).for_each(|seed| part.game(rehearsal, seed));
                        each(last - first);
                    }
                    part
                })
            })
            .collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
    });
    for part in parts {
        whole.merge(part);
    }
    whole.settle(deck);
    whole
}
