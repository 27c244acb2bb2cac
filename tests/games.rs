//! Whole games and reachable states: every game ends, what is listed is what is accepted, and no view holds
//! another seat's secrets.

mod common;

use common::{deck, table_of};
use not_today::deck::{
    Deck, MeterId, OperationId, OperationSet, PromiseId, RequestId, ResponseId, SeatId, SituationId,
};
use not_today::rules::dice::{Dice, Key};
use not_today::rules::{Actor, Answer, Command, Event, Eyes, Game, Manner, options, sharing, view};
use std::collections::HashSet;
use std::sync::Arc;

/// How many random games are played; `NOT_TODAY_GAMES` asks for another number.
fn games() -> u64 {
    std::env::var("NOT_TODAY_GAMES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000)
}

#[test]
fn every_random_game_ends_within_sixty_turns() {
    let deck = deck();
    let mut outcomes = HashSet::new();
    for seed in 0..games() {
        let scenario = usize::try_from(seed).unwrap() % deck.scenarios.len();
        let mut table = table_of(&deck, scenario, "random", seed);
        let mut steps = 0;
        while table.step().expect("an unsaved game cannot fail to be kept") {
            steps += 1;
            assert!(steps <= 60, "seed {seed} goes on past turn {}", table.game().state().turn());
        }
        assert!(table.game().state().turn() <= 60, "seed {seed}");
        outcomes.insert(table.game().state().outcome());
    }
    assert!(outcomes.len() >= 4, "random games come to few outcomes: {outcomes:?}");
}

#[test]
fn doctrine_and_pass_end_their_games_too() {
    let deck = deck();
    for (who, seeds) in [("doctrine", 60), ("pass", 60)] {
        for seed in 0..seeds {
            let mut table = table_of(&deck, usize::try_from(seed).unwrap() % deck.scenarios.len(), who, seed);
            let mut steps = 0;
            while table.step().expect("an unsaved game cannot fail to be kept") && steps <= 60 {
                steps += 1;
            }
            assert!(table.is_over(), "{who}, seed {seed}");
        }
    }
}

/// Plays a random game command by command and shows every state on the way to a check.
fn walk(deck: &Arc<Deck>, scenario: u8, seed: u64, mut check: impl FnMut(&Game)) {
    let mut game = Game::before(Arc::clone(deck), not_today::deck::ScenarioId(scenario), seed);
    let opening = game.opening();
    game.apply(&opening);
    for n in 0..4_000_u16 {
        check(&game);
        let state = game.state();
        if state.outcome().is_some() {
            return;
        }
        let seat = (0..deck.seats.len()).map(SeatId::at).find(|s| !state.has_sealed(*s)).expect("somebody can act");
        let listed = options::commands(deck, state, seat);
        assert!(
            listed.iter().any(|c| matches!(c, Command::Seal { .. })),
            "seed {seed}: {seat:?} has no way to seal in turn {}",
            state.turn()
        );
        let mut dice = Dice::new(seed, 255, Key::Policy(seat, n));
        let command = if dice.below(5) == 0 {
            Command::Seal { defer: true, card: None }
        } else {
            listed[dice.below(u32::try_from(listed.len()).unwrap()) as usize].clone()
        };
        let events = game.decide(Actor::Seat(seat), &command).expect("what is listed is accepted");
        game.apply(&events);
    }
    panic!("seed {seed}: the game does not end");
}

/// Every command that a seat could think of, but for texts and for plans beyond a few.
fn thinkable(deck: &Deck) -> Vec<Command> {
    let mut all = Vec::new();
    for response in (0..deck.responses.len()).map(ResponseId::at) {
        for manner in [Manner::Publicly, Manner::Quietly] {
            all.push(Command::Lay { response, manner });
        }
        all.push(Command::Withdraw { response });
        all.push(Command::StandDown { response });
    }
    for request in (0..deck.requests.len()).map(RequestId::at) {
        all.push(Command::Ask { request });
        all.extend(Answer::ALL.map(|answer| Command::Answer { request, answer }));
    }
    for situation in (0..deck.law.situations.len()).map(SituationId::at) {
        all.push(Command::Designate { situation, plan: options::widest_plan(deck, situation) });
    }
    all.extend((0..deck.promises.len()).map(|p| Command::WalkBack { promise: PromiseId::at(p) }));
    all.extend([Command::Drop, Command::Seal { defer: false, card: None }, Command::Seal { defer: true, card: None }]);
    all
}

#[test]
fn the_listed_commands_are_exactly_those_accepted() {
    let deck = deck();
    let thinkable = thinkable(&deck);
    for seed in 0..12 {
        let mut n = 0;
        walk(&deck, u8::try_from(seed % deck.scenarios.len() as u64).unwrap(), seed, |game| {
            n += 1;
            if n % 7 != 0 {
                return;
            }
            for seat in (0..deck.seats.len()).map(SeatId::at) {
                let listed = options::commands(&deck, game.state(), seat);
                for command in &thinkable {
                    let accepted = game.decide(Actor::Seat(seat), command).is_ok();
                    assert_eq!(listed.contains(command), accepted, "seed {seed}, {seat:?}: {command:?}");
                }
                assert!(listed.iter().all(|command| thinkable.contains(command)), "a command nobody thought of");
            }
        });
    }
}

#[test]
fn a_view_lists_as_allowed_exactly_what_can_be_ordered() {
    let deck = deck();
    for seed in 100..106 {
        let mut n = 0;
        walk(&deck, 0, seed, |game| {
            n += 1;
            if n % 11 != 0 {
                return;
            }
            for seat in (0..deck.seats.len()).map(SeatId::at) {
                let view = view::of(game, Eyes::Seat(seat), "en");
                let shown: HashSet<_> =
                    view.options.iter().flat_map(|o| o.manners.iter().map(|m| (o.response, *m))).collect();
                for response in (0..deck.responses.len()).map(ResponseId::at) {
                    for manner in [Manner::Publicly, Manner::Quietly] {
                        let accepted = game.decide(Actor::Seat(seat), &Command::Lay { response, manner }).is_ok();
                        assert_eq!(shown.contains(&(response, manner)), accepted, "seed {seed}: {response:?}");
                    }
                }
                for option in &view.options {
                    assert!(
                        !option.manners.is_empty() || option.laid.is_some() || option.reason.is_some(),
                        "{}: no reason",
                        option.title
                    );
                }
            }
        });
    }
}

#[test]
fn any_plan_out_of_what_can_be_listed_is_accepted_and_no_other() {
    let deck = deck();
    let mut tried = 0;
    for seed in 0..12 {
        walk(&deck, 2, seed, |game| {
            for situation in (1..deck.law.situations.len()).map(SituationId::at) {
                let widest = options::widest_plan(&deck, situation);
                let open =
                    game.decide(Actor::Seat(deck.law.seat), &Command::Designate { situation, plan: widest }).is_ok();
                for operation in (0..deck.operations.len()).map(OperationId::at) {
                    let plan = OperationSet::default().with(operation);
                    let accepted =
                        game.decide(Actor::Seat(deck.law.seat), &Command::Designate { situation, plan }).is_ok();
                    if open && deck.law.situations[situation.index()].plan && game.state().plan() != plan {
                        assert_eq!(accepted, widest.has(operation));
                        tried += 1;
                    } else if !deck.law.situations[situation.index()].plan {
                        assert!(!accepted, "a plan where none is needed");
                    }
                }
            }
        });
    }
    assert!(tried > 0, "no game came to a plan");
}

/// The built-in deck with a marker in every text that one seat alone may read, and the seats whose briefs are passed
/// on where they share what they notice.
fn marked_deck(passed_on: &serde_json::Value) -> Arc<Deck> {
    let mut source = deck().source();
    for event in source["events"].as_array_mut().unwrap() {
        let seats = ["japan", "us", "taiwan"].map(|seat| (seat.to_owned(), format!("SECRET-OF-{seat}-BRIEF").into()));
        event["briefs"] = serde_json::Value::Object(seats.into_iter().collect());
        event["passed_on"] = passed_on.clone();
        let briefs = event["briefs"].clone();
        for instead in ["softened", "forestalled"] {
            if let Some(instead) = event.get_mut(instead).and_then(serde_json::Value::as_object_mut) {
                instead.insert("briefs".to_owned(), briefs.clone());
                instead.remove("passed_on_as");
            }
        }
        if let Some(event) = event.as_object_mut() {
            event.remove("passed_on_as");
        }
    }
    for seat in source["seats"].as_array_mut().unwrap() {
        let id = seat["id"].as_str().unwrap().to_owned();
        seat["brief"] = format!("SECRET-OF-{id}-STANDING").into();
        for objective in seat["objectives"].as_array_mut().unwrap() {
            objective["title"] = format!("SECRET-OF-{id}-OBJECTIVE").into();
        }
    }
    for request in source["requests"].as_array_mut().unwrap() {
        let to = request["to"].as_str().unwrap().to_owned();
        request["staff_note"] = format!("SECRET-OF-{to}-STAFF").into();
    }
    Arc::new(Deck::from_source(&source).expect("markers do not break the deck"))
}

/// What a seat is told of another's brief, and which indications both know, follows the links and nothing else.
#[test]
fn what_is_noticed_passes_over_links_and_nowhere_else() {
    let deck = marked_deck(&serde_json::json!(["japan", "us", "taiwan"]));
    let (mut told, mut untold) = (0, 0);
    for seed in 0..4 {
        walk(&deck, 0, 7_000 + seed, |game| {
            let state = game.state();
            for to in (0..deck.seats.len()).map(SeatId::at) {
                let view = view::of(game, Eyes::Seat(to), "en");
                let Some(card) = view.cards.first() else { continue };
                for from in (0..deck.seats.len()).map(SeatId::at).filter(|from| *from != to) {
                    let is_told = sharing::is_told(&deck, state, from, to);
                    let marker = format!("SECRET-OF-{}-BRIEF", from.name(&deck.names));
                    let is_shown = card.passed_on.iter().any(|(_, text)| *text == marker);
                    assert_eq!(is_shown, is_told, "{from:?} to {to:?} in turn {}", state.turn());
                    *if is_told { &mut told } else { &mut untold } += 1;
                }
            }
        });
    }
    assert!(told > 0 && untold > 0, "told {told} times, not told {untold} times");
}

#[test]
fn no_view_holds_another_seats_secrets() {
    let deck = marked_deck(&serde_json::json!([]));
    let names: Vec<String> = deck.names.seats.iter().map(str::to_owned).collect();
    for seed in 0..6 {
        let mut game = Game::before(Arc::clone(&deck), not_today::deck::ScenarioId(0), 9_000_000_000_777 + seed);
        let opening = game.opening();
        game.apply(&opening);
        for n in 0..260_u16 {
            if game.state().outcome().is_some() {
                break;
            }
            let seat = (0..deck.seats.len()).map(SeatId::at).find(|s| !game.state().has_sealed(*s)).unwrap();
            let name = seat.name(&deck.names);
            let mut dice = Dice::new(seed, 254, Key::Policy(seat, n));
            let listed = options::commands(&deck, game.state(), seat);
            let command = match dice.below(6) {
                0 => {
                    let card = not_today::rules::DecisionCard {
                        why: format!("SECRET-OF-{name}-CARD"),
                        expects: vec![(MeterId(0), not_today::rules::Direction::Up)],
                        not_today: Some(77),
                        sure: Some(3),
                    };
                    Command::Seal { defer: true, card: Some(card) }
                }
                1 => Command::Note { text: format!("SECRET-OF-{name}-NOTE") },
                _ => listed[dice.below(u32::try_from(listed.len()).unwrap()) as usize].clone(),
            };
            let events = game.decide(Actor::Seat(seat), &command).expect("it is listed, or always allowed");
            game.apply(&events);
            if n % 3 == 0 {
                check_secrets(&deck, &game, &names);
            }
        }
    }
}

fn check_secrets(deck: &Arc<Deck>, game: &Game, names: &[String]) {
    let seed = game.state().seed().to_string();
    for (number, name) in names.iter().enumerate() {
        let seat = SeatId::at(number);
        let view = view::of(game, Eyes::Seat(seat), "en");
        let json = deck.names.scope(|| serde_json::to_string(&view)).expect("a view is JSON");
        for other in names.iter().filter(|other| *other != name) {
            let marker = format!("SECRET-OF-{other}-");
            assert!(!json.contains(&marker), "{name} sees {:?}", &json[json.find(&marker).unwrap()..][..60]);
        }
        assert!(!json.contains(&seed), "{name} sees the seed");
        assert!(json.contains(&format!("SECRET-OF-{name}-STANDING")), "the marker is where it belongs");
        // Orders of others, before they are carried out: no line of the log tells them, and no option does
        // but for a partner's part of a joint response.
        for line in &view.log {
            let others = names.iter().enumerate().filter(|(n, _)| *n != number);
            for (n, _) in others {
                let other = deck.seats[n].name.get("en");
                assert!(!line.text.starts_with(&format!("{other} lays")), "{name} reads: {}", line.text);
            }
        }
    }
}

#[test]
fn what_is_done_quietly_is_not_told_to_those_who_may_not_know() {
    let deck = deck();
    for seed in 0..8 {
        walk(&deck, 0, seed, |game| {
            if game.state().turn() % 4 != 0 {
                return;
            }
            for seat in (0..deck.seats.len()).map(SeatId::at) {
                let view = view::of(game, Eyes::Seat(seat), "en");
                for running in &view.running {
                    let known = deck.responses[running.response.index()].known_to.has(seat);
                    assert!(known || running.manner == Manner::Publicly, "{seat:?} knows of {}", running.title);
                }
            }
        });
    }
}

#[test]
fn the_same_seed_and_commands_give_the_same_events() {
    let deck = deck();
    let play = |seed| {
        let mut table = table_of(&deck, 0, "doctrine", seed);
        while table.step().unwrap() {}
        let log: Vec<Event> = table.game().log().iter().map(|h| h.event.clone()).collect();
        deck.names.scope(|| serde_json::to_string(&log)).unwrap()
    };
    assert_eq!(play(11), play(11));
    assert_ne!(play(11), play(12));
}

#[test]
fn a_rewind_meets_the_same_dice_and_cards() {
    let deck = deck();
    let mut table = table_of(&deck, 0, "human", 5);
    let seal = |table: &mut not_today::table::Table| {
        for seat in 0..3 {
            table.send(Actor::Seat(SeatId(seat)), &Command::Seal { defer: true, card: None }).unwrap();
        }
    };
    (0..3).for_each(|_| seal(&mut table));
    let once = format!("{:?}", table.game().state());
    table.send(Actor::Facilitator, &Command::Rewind { turn: 2, reason: "once more".into() }).unwrap();
    assert_eq!(table.game().state().turn(), 2);
    (0..2).for_each(|_| seal(&mut table));
    assert_eq!(format!("{:?}", table.game().state()), once);
}

#[test]
fn applying_the_recorded_events_gives_the_same_state() {
    let deck = deck();
    let mut table = table_of(&deck, 0, "random", 31);
    while table.step().unwrap() {}
    let mut again = Game::before(Arc::clone(&deck), not_today::deck::ScenarioId(0), 31);
    let events: Vec<Event> = table.game().log().iter().map(|h| h.event.clone()).collect();
    again.apply(&events);
    assert_eq!(format!("{:?}", again.state()), format!("{:?}", table.game().state()));
}

#[test]
fn a_state_is_small_and_flat() {
    assert!(size_of::<not_today::rules::State>() <= 2048, "{}", size_of::<not_today::rules::State>());
}
