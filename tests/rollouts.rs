//! What rollouts rest on: a command drawn is one of those listed, each as likely as the next; deciding comes to the
//! same state whoever listens; and nothing is allocated while games are played on a state.

mod common;

use common::deck;
use not_today::deck::{Deck, ScenarioId, SeatId};
use not_today::lab::{Bench, Room};
use not_today::rules::dice::{Dice, Key};
use not_today::rules::{Actor, Command, Event, State, Untold, Vantage, decide, options};
use std::sync::Arc;

/// Plays a random game in place, and shows every state on the way to a check.
fn walk(deck: &Deck, scenario: u8, seed: u64, mut check: impl FnMut(u16, &State, SeatId)) {
    let mut state = State::before(deck, ScenarioId(scenario), seed);
    decide::open_in(deck, &mut state, &mut Untold);
    for n in 0..4_000 {
        if state.outcome().is_some() {
            return;
        }
        let seat = (0..deck.seats.len()).map(SeatId::at).find(|seat| !state.has_sealed(*seat)).expect("one can act");
        check(n, &state, seat);
        let command = any(deck, &state, seat, &mut Dice::new(seed, 255, Key::Policy(seat, n)));
        decide::decide_in(deck, &mut state, Actor::Seat(seat), &command, &mut Untold)
            .expect("what is drawn is accepted");
    }
    panic!("seed {seed}: the game does not end");
}

fn any(deck: &Deck, state: &State, seat: SeatId, dice: &mut Dice) -> Command {
    if dice.below(5) == 0 {
        return Command::Seal { defer: true, card: None };
    }
    Vantage::new(deck, state, seat).any_command(|bound| dice.below(bound)).expect("a seat that can act can seal")
}

#[test]
fn any_command_is_one_of_those_listed_each_as_likely_as_the_next() {
    let deck = deck();
    let mut states = 0;
    for seed in 0..10 {
        walk(&deck, u8::try_from(seed % deck.scenarios.len() as u64).unwrap(), seed, |n, state, seat| {
            if n % 23 != 5 {
                return;
            }
            states += 1;
            let listed = options::commands(&deck, state, seat);
            let mut drawn = vec![0_u32; listed.len()];
            let mut dice = Dice::new(seed, 254, Key::Policy(seat, n));
            for _ in 0..100 * listed.len() {
                let command = Vantage::new(&deck, state, seat).any_command(|bound| dice.below(bound)).unwrap();
                let at = listed.iter().position(|known| *known == command);
                drawn[at.unwrap_or_else(|| panic!("{command:?} is drawn and not listed"))] += 1;
            }
            // A hundred each, give or take six times what chance gives and takes.
            assert!(drawn.iter().all(|count| (40..=160).contains(count)), "seed {seed}, {n}: {drawn:?}");
        });
    }
    assert!(states > 50, "{states}");
}

#[test]
fn a_seat_that_cannot_act_draws_nothing() {
    let deck = deck();
    let mut state = State::before(&deck, ScenarioId(0), 3);
    decide::open_in(&deck, &mut state, &mut Untold);
    let seal = Command::Seal { defer: true, card: None };
    decide::decide_in(&deck, &mut state, Actor::Seat(SeatId(0)), &seal, &mut Untold).unwrap();
    assert_eq!(Vantage::new(&deck, &state, SeatId(0)).any_command(|_| 0), None);
}

#[test]
fn deciding_comes_to_the_same_state_whoever_listens() {
    let deck = deck();
    for seed in 0..10 {
        walk(&deck, u8::try_from(seed % deck.scenarios.len() as u64).unwrap(), seed, |n, state, seat| {
            let command = any(&deck, state, seat, &mut Dice::new(seed, 255, Key::Policy(seat, n)));
            let (mut told, mut untold, mut applied) = (state.clone(), state.clone(), state.clone());
            let mut events: Vec<Event> = Vec::new();
            let mut decide = |state: &mut State, record: bool| {
                let actor = Actor::Seat(seat);
                let decided = if record {
                    decide::decide_in(&deck, state, actor, &command, &mut events)
                } else {
                    decide::decide_in(&deck, state, actor, &command, &mut Untold)
                };
                decided.expect("what is drawn is accepted");
            };
            decide(&mut told, true);
            decide(&mut untold, false);
            for event in &events {
                applied.apply(&deck, event);
            }
            let texts = [&told, &untold, &applied].map(|state| format!("{state:?}"));
            assert!(texts[0] == texts[1] && texts[0] == texts[2], "seed {seed}, {n}: {command:?}");
        });
    }
}

/// A clone allocates nothing, and a game played on a state allocates nothing, the first one or any other.
#[test]
fn games_on_a_state_allocate_nothing() {
    let deck = deck();
    let mut state = State::before(&deck, ScenarioId(0), 5);
    decide::open_in(&deck, &mut state, &mut Untold);
    let mut copy = None;
    let counted = allocation_counter::measure(|| copy = Some(state.clone()));
    assert_eq!(counted.count_total, 0, "a clone");
    let counted = allocation_counter::measure(|| {
        for seed in 0..20 {
            walk(&deck, 0, seed, |_, _, _| {});
        }
    });
    assert_eq!(counted.count_total, 0, "random games");
    let mut bench = Bench::new(Arc::clone(&deck), ScenarioId(0));
    for seat in ["japan", "us", "taiwan"] {
        bench.seat(seat, "random").unwrap();
    }
    let mut room = Room::default();
    bench.play(1, &mut room);
    let counted = allocation_counter::measure(|| (2..20).for_each(|seed| drop(bench.play(seed, &mut room))));
    assert_eq!(counted.count_total, 0, "games on a bench");
}
