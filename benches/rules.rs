//! What the rules cost: one decision, one turn, listing options, a copy of the state, one whole game per policy.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use not_today::deck::{Deck, ScenarioId, SeatId, library};
use not_today::lab::{Bench, Room};
use not_today::players;
use not_today::rules::dice::{Dice, Key};
use not_today::rules::{Actor, Command, State, Untold, Vantage, decide, options};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

fn deck() -> Arc<Deck> {
    Arc::new(Deck::load(library::DEFAULT).expect("the built-in deck is sound"))
}

const SEAL: Command = Command::Seal { defer: true, card: None };

/// A state in the middle of a game: eight turns of orders drawn at random, then the first seat to act.
fn midgame(deck: &Deck, seed: u64) -> State {
    let mut state = State::before(deck, ScenarioId(0), seed);
    decide::open_in(deck, &mut state, &mut Untold);
    let mut n = 0;
    while state.turn() < 9 && state.outcome().is_none() {
        let seat = (0..deck.seats.len()).map(SeatId::at).find(|seat| !state.has_sealed(*seat)).expect("one can act");
        let mut dice = Dice::new(seed, 255, Key::Policy(seat, n));
        let any = Vantage::new(deck, &state, seat).any_command(|bound| dice.below(bound));
        let command = if dice.below(4) == 0 { SEAL } else { any.unwrap_or(SEAL) };
        decide::decide_in(deck, &mut state, Actor::Seat(seat), &command, &mut Untold).expect("it is accepted");
        n += 1;
    }
    state
}

fn rules(criterion: &mut Criterion) {
    let deck = deck();
    // A game that is still on in its ninth turn.
    let state =
        (0..).map(|seed| midgame(&deck, seed)).find(|state| state.outcome().is_none()).expect("some game goes on");
    let seat = SeatId(0);
    let lay = options::commands(&deck, &state, seat)
        .into_iter()
        .find(|command| matches!(command, Command::Lay { .. }))
        .expect("something can be ordered");
    criterion.bench_function("copy of a state", |b| b.iter(|| black_box(&state).clone()));
    criterion.bench_function("listing options", |b| b.iter(|| options::commands(&deck, black_box(&state), seat)));
    criterion.bench_function("one decision, recorded", |b| {
        b.iter(|| decide::decide(&deck, black_box(&state), Actor::Seat(seat), &lay));
    });
    criterion.bench_function("one decision, in place", |b| {
        let decide = |mut state: State| decide::decide_in(&deck, &mut state, Actor::Seat(seat), &lay, &mut Untold);
        b.iter_batched(|| state.clone(), decide, BatchSize::SmallInput);
    });
    criterion.bench_function("one turn, three seals", |b| {
        let turn = |mut state: State| {
            for seat in (0..deck.seats.len()).map(SeatId::at) {
                let _ = decide::decide_in(&deck, &mut state, Actor::Seat(seat), &SEAL, &mut Untold);
            }
            state
        };
        b.iter_batched(|| state.clone(), turn, BatchSize::SmallInput);
    });
}

fn games(criterion: &mut Criterion) {
    let deck = deck();
    let mut group = criterion.benchmark_group("one whole game");
    group.sample_size(20).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    for policy in players::NAMES {
        // A search is asked for few rollouts: what it costs grows with their number.
        let named = if *policy == "search" { "search:20" } else { policy };
        let mut bench = Bench::new(Arc::clone(&deck), ScenarioId(0));
        for seat in deck.names.seats.iter() {
            bench.seat(seat, named).expect("a policy of that name");
        }
        let (mut room, mut seed) = (Room::default(), 0);
        group.bench_function(named, |b| {
            b.iter(|| {
                seed += 1;
                bench.play(seed, &mut room)
            });
        });
    }
    group.finish();
}

criterion_group!(all, rules, games);
criterion_main!(all);
