//! Those who play when no person does: what each policy believes, that no command of theirs is refused, that they
//! see no more than they may, and that the adversary's choices are on the record.

mod common;

use common::deck;
use not_today::deck::{Deck, ScenarioId, SeatId};
use not_today::rules::{Actor, Command, Event, Eyes, Game, Refusal, decide};
use std::sync::Arc;

/// A game whose adversary is played, at its opening.
fn against_an_adversary(deck: &Arc<Deck>, scenario: u8, seed: u64) -> Game {
    let mut game = Game::before(Arc::clone(deck), ScenarioId(scenario), seed);
    game.seat_adversary();
    let opening = game.opening();
    game.apply(&opening);
    game
}

#[test]
fn nobody_acts_until_the_adversary_has_chosen_and_it_chooses_only_what_could_come() {
    let deck = deck();
    for seed in 0..6 {
        let mut game = against_an_adversary(&deck, u8::try_from(seed % 4).unwrap(), seed);
        let mut draws = 0;
        while game.state().outcome().is_none() {
            let seal = Command::Seal { defer: true, card: None };
            if let Some(due) = game.state().due() {
                assert_eq!(game.decide(Actor::Seat(SeatId(0)), &seal), Err(Refusal::DrawDue));
                let pool = decide::pool(&deck, game.state());
                let refused = |cards: Vec<_>| game.decide(Actor::Adversary, &Command::Draw { cards }).is_err();
                let stranger = (0..deck.events.len()).map(not_today::deck::EventId::at).find(|e| !pool.contains(e));
                assert!(refused(Vec::new()), "none");
                assert!(refused(pool.clone()) || pool.len() == usize::from(due.cards), "all");
                assert!(refused(vec![pool[0]; 2]), "one twice");
                assert!(refused(vec![stranger.unwrap(); usize::from(due.cards)]), "one that cannot come");
                let cards: Vec<_> = pool.into_iter().rev().take(due.cards.into()).collect();
                let events = game.decide(Actor::Adversary, &Command::Draw { cards: cards.clone() }).unwrap();
                let drawn =
                    events.iter().filter_map(|e| if let Event::Drawn { card } = e { Some(*card) } else { None });
                assert!(drawn.take(cards.len()).eq(cards.iter().copied()));
                if due.now {
                    let fell = |card| events.iter().any(|e| matches!(e, Event::Fell { card: c, .. } if *c == card));
                    assert!(cards.into_iter().all(fell), "what is chosen for the turn that opens falls in it");
                }
                game.apply(&events);
                draws += 1;
                continue;
            }
            let refused = game.decide(Actor::Adversary, &Command::Draw { cards: Vec::new() });
            assert_eq!(refused, Err(Refusal::NoDrawDue));
            let seat = (0..3).map(SeatId).find(|seat| !game.state().has_sealed(*seat)).unwrap();
            let events = game.decide(Actor::Seat(seat), &seal).unwrap();
            game.apply(&events);
        }
        assert!(draws >= game.state().turn(), "it is asked each turn");
    }
}

#[test]
fn without_an_adversary_at_the_table_nothing_of_it_is_on_the_record() {
    let deck = deck();
    let mut game = Game::before(Arc::clone(&deck), ScenarioId(0), 3);
    let opening = game.opening();
    game.apply(&opening);
    let seal = Command::Seal { defer: true, card: None };
    while game.state().outcome().is_none() {
        assert!(game.decide(Actor::Adversary, &Command::Draw { cards: Vec::new() }).is_err());
        let seat = (0..3).map(SeatId).find(|seat| !game.state().has_sealed(*seat)).unwrap();
        let events = game.decide(Actor::Seat(seat), &seal).unwrap();
        game.apply(&events);
    }
    let of_it = |e: &Event| matches!(e, Event::AdversaryPlays | Event::DrawDue { .. } | Event::DrawChosen);
    assert!(!game.log().iter().any(|h| of_it(&h.event)));
}

#[test]
fn a_picture_is_drawn_from_what_was_seen_and_holds_nothing_else() {
    let deck = deck();
    let mut game = Game::before(Arc::clone(&deck), ScenarioId(0), 77);
    let opening = game.opening();
    game.apply(&opening);
    let before = format!("{:?}", game.picture(Eyes::Seat(SeatId(0))));
    // What another seat does behind closed doors changes nothing in it.
    let listed = not_today::rules::options::commands(&deck, game.state(), SeatId(1));
    let order = listed.into_iter().find(|command| {
        let Command::Lay { response, .. } = command else { return false };
        !deck.responses[response.index()].parties.has(SeatId(0))
    });
    for command in [order.expect("something can be ordered"), Command::Note { text: "to myself".into() }] {
        let events = game.decide(Actor::Seat(SeatId(1)), &command).unwrap();
        game.apply(&events);
    }
    assert_eq!(format!("{:?}", game.picture(Eyes::Seat(SeatId(0)))), before);
    assert_ne!(format!("{:?}", game.picture(Eyes::Seat(SeatId(1)))), before);
    // Its own orders, and what is public, are in it.
    let picture = game.picture(Eyes::Seat(SeatId(0)));
    assert_eq!((picture.seed(), picture.turn()), (0, game.state().turn()));
    for meter in (0..deck.meters.len()).map(not_today::deck::MeterId::at) {
        assert_eq!(picture.meter(meter), game.state().meter(meter));
    }
}
