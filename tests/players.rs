//! Those who play when no person does: what each policy believes, that no command of theirs is refused, that they
//! see no more than they may, and that the adversary's choices are on the record.

mod common;

use common::deck;
use not_today::deck::{ActKind, Deck, Effect, ScenarioId, SeatId};
use not_today::lab::{Bench, Room};
use not_today::players::estimate::{Estimate, Expected, Question};
use not_today::players::{self, adversary};
use not_today::rules::{Actor, Answer, Cause, Command, Event, Eyes, Game, Manner, Refusal, Vantage, decide, options};
use not_today::table::{Control, Setup, Table};
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

fn bench(scenario: u8, seats: &[(&str, &str)]) -> Bench {
    let mut bench = Bench::new(deck(), ScenarioId(scenario));
    for (seat, policy) in seats {
        bench.seat(seat, policy).expect("they are the deck's seats, and policies");
    }
    bench
}

#[test]
fn every_mix_of_policies_ends_its_games_and_no_command_of_theirs_is_refused() {
    let quick = ["doctrine", "cautious", "resolute", "random", "pass"];
    let mut room = Room::default();
    let mut games = 0;
    for (n, japan) in quick.iter().enumerate() {
        for us in quick {
            for taiwan in quick {
                games += 1;
                let beijing = ["deck", "opportunist"][games % 2];
                let seats = [("japan", *japan), ("us", us), ("taiwan", taiwan), ("beijing", beijing)];
                let record = bench(u8::try_from((games + n) % 4).unwrap(), &seats).play(games as u64, &mut room);
                assert!(record.outcome.is_some(), "{seats:?} do not end game {games}");
            }
        }
    }
    for (n, seat) in ["japan", "us", "taiwan", "beijing"].into_iter().enumerate() {
        let record = bench(3, &[(seat, "search:1")]).play(n as u64, &mut room);
        assert!(record.outcome.is_some(), "search as {seat}");
    }
    assert_eq!(room.refused, 0);
}

/// A game between `who` in one seat and `doctrine` in the others, to its end.
fn played(scenario: usize, seat: &str, who: &str, seed: u64) -> Table {
    let deck = deck();
    let others = deck.names.seats.iter().map(|name| (name, if name == seat { who } else { "doctrine" }));
    let seats = others.map(|(name, who)| (name.to_owned(), Control::from_name(who))).collect();
    let scenario = Some(deck.names.scenarios.name(scenario).to_owned());
    let mut table = Table::unsaved(&deck, &Setup { seats, scenario, ..Setup::default() }, seed).unwrap();
    while table.step().unwrap() {}
    table
}

fn is_consent(deck: &Deck, request: not_today::deck::RequestId) -> bool {
    deck.law.consents.iter().any(|consent| consent.request == request)
}

#[test]
fn cautious_does_quietly_what_it_can_and_neither_binds_itself_nor_consents_before_the_fighting() {
    let deck = deck();
    let (mut laid, mut deferred) = (0, 0);
    for (seed, name) in (0..24).zip(["japan", "us", "taiwan"].into_iter().cycle()) {
        let table = played(usize::try_from(seed % 4).unwrap(), name, "cautious", seed);
        let seat = SeatId::find(&deck.names, name).unwrap();
        let mut act = ActKind::Foundation;
        for happening in table.game().log() {
            match &happening.event {
                Event::ActBegan { act: n } => {
                    let scenario = &deck.scenarios[usize::try_from(seed % 4).unwrap()];
                    act = scenario.acts[usize::from(*n)].act;
                }
                Event::Laid { seat: by, response, manner } if *by == seat => {
                    laid += 1;
                    let card = &deck.responses[response.index()];
                    assert!(*manner == Manner::Quietly || card.quietly.is_none(), "seed {seed}: {response:?}");
                    let binds = |effects: &[Effect]| effects.iter().any(|e| matches!(e, Effect::Promise(_)));
                    assert!(!binds(&card.effects));
                    assert!(*manner == Manner::Quietly || !card.publicly.as_ref().is_some_and(|e| binds(e)));
                }
                Event::Answered { request, answer } if deck.requests[request.index()].to == seat => {
                    let early = is_consent(&deck, *request) && act != ActKind::Conflict;
                    deferred += u32::from(early);
                    assert!(!early || *answer != Answer::Accept, "seed {seed}: consent before anybody fights");
                }
                _ => {}
            }
        }
    }
    assert!(laid > 100 && deferred > 5, "{laid} orders and {deferred} answers show little");
}

#[test]
fn resolute_speaks_in_public_and_consents_at_once() {
    let deck = deck();
    let (mut public, mut consents) = (0, 0);
    for (seed, name) in (0..24).zip(["japan", "us", "taiwan"].into_iter().cycle()) {
        let table = played(usize::try_from(seed % 4).unwrap(), name, "resolute", seed);
        let seat = SeatId::find(&deck.names, name).unwrap();
        for happening in table.game().log() {
            match &happening.event {
                Event::Laid { seat: by, response, manner } if *by == seat => {
                    let card = &deck.responses[response.index()];
                    assert!(*manner == Manner::Publicly || card.publicly.is_none(), "seed {seed}: {response:?}");
                    public += u32::from(*manner == Manner::Publicly);
                }
                Event::Answered { request, answer } if deck.requests[request.index()].to == seat => {
                    assert_ne!(*answer, Answer::Defer, "seed {seed}: it puts nothing off");
                    if is_consent(&deck, *request) {
                        consents += 1;
                        assert_eq!(*answer, Answer::Accept, "seed {seed}");
                    }
                }
                _ => {}
            }
        }
    }
    assert!(public > 100 && consents > 3, "{public} orders and {consents} consents show little");
}

/// Two games that look the same from a seat, and differ in all that it may not see.
fn twins(deck: &Arc<Deck>, scenario: u8, seat: SeatId) -> [Game; 2] {
    let mut one = Game::before(Arc::clone(deck), ScenarioId(scenario), 4);
    let opening = one.opening();
    one.apply(&opening);
    // The other has other dice, and other events on their way.
    let mut other = Game::before(Arc::clone(deck), ScenarioId(scenario), 9_999);
    let mut pool = decide::pool(deck, one.state()).into_iter().rev();
    let last = opening.iter().rposition(|event| matches!(event, Event::Drawn { .. })).unwrap();
    let mut events = opening;
    events[last] = Event::Drawn { card: pool.next().expect("another could come") };
    other.apply(&events);
    // Something is done there behind closed doors: an order, a note, and a measure that leaves a flag behind.
    let stranger = (0..deck.seats.len()).map(SeatId::at).find(|other| *other != seat).unwrap();
    let secret = |response: &not_today::deck::ResponseId| {
        let card = &deck.responses[response.index()];
        card.quietly.is_some() && !card.known_to.has(seat) && !card.parties.has(seat)
    };
    let order = options::commands(deck, other.state(), stranger)
        .into_iter()
        .find(|command| matches!(command, Command::Lay { response, manner: Manner::Quietly } if secret(response)));
    let note = Command::Note { text: "the tender sails tonight".into() };
    for command in order.into_iter().chain([note]) {
        let events = other.decide(Actor::Seat(stranger), &command).unwrap();
        other.apply(&events);
    }
    let hidden = deck.responses.iter().zip((0..).map(not_today::deck::ResponseId)).find_map(|(card, response)| {
        let flag = card
            .effects
            .iter()
            .chain(card.quietly.iter().flatten())
            .find_map(|effect| if let Effect::Flag { flag, on: true } = effect { Some(*flag) } else { None })?;
        let cause = Cause::Response(response);
        let mut changed = other.clone();
        changed.apply(&[
            Event::CarriedOut { response, manner: Manner::Quietly, ready: 0 },
            Event::FlagChanged { flag, on: true, cause },
        ]);
        let same = options::commands(deck, changed.state(), seat) == options::commands(deck, other.state(), seat);
        (secret(&response) && same).then_some(changed)
    });
    [one, hidden.expect("something can be done in secret")]
}

#[test]
fn search_and_estimates_come_to_the_same_where_only_hidden_things_differ() {
    let deck = deck();
    for (scenario, seat) in [(0, SeatId(0)), (3, SeatId(1)), (2, SeatId(2))] {
        let twins = twins(&deck, scenario, seat);
        let pictures = twins.each_ref().map(|game| game.picture(Eyes::Seat(seat)));
        assert_ne!(format!("{:?}", twins[0].state()), format!("{:?}", twins[1].state()));
        assert_eq!(format!("{:?}", pictures[0]), format!("{:?}", pictures[1]), "a picture holds what is hidden");
        let search = players::policy("search:6").unwrap();
        let choices = [0, 1].map(|n| {
            let vantage = Vantage::new(&deck, twins[n].state(), seat).with_picture(&pictures[n]);
            players::next_command(search.as_ref(), &vantage, twins[n].state().seed(), 0)
        });
        assert_eq!(choices[0], choices[1]);
        let estimates = pictures.map(|picture| estimate(&deck, picture, seat, 50, 1));
        assert_eq!(estimates[0], estimates[1]);
    }
}

fn estimate(
    deck: &Arc<Deck>,
    picture: not_today::rules::State,
    seat: SeatId,
    rollouts: u32,
    threads: usize,
) -> Vec<Expected> {
    let orders = options::commands(deck, &picture, seat).into_iter().filter(|c| matches!(c, Command::Lay { .. }));
    let options = orders.take(5).chain([Command::Seal { defer: true, card: None }]).collect();
    Estimate::begin(Question { deck: Arc::clone(deck), picture, seat, options, rollouts, threads }).wait()
}

#[test]
fn an_estimate_is_the_same_for_any_number_of_threads_and_says_how_sure_it_is() {
    let deck = deck();
    let table = played_for(&deck, 2, 3);
    let picture = table.game().picture(Eyes::Seat(SeatId(0)));
    let [few, many] = [120, 480].map(|rollouts| estimate(&deck, picture.clone(), SeatId(0), rollouts, 1));
    assert_eq!(estimate(&deck, picture.clone(), SeatId(0), 120, 3), few);
    for (few, many) in few.iter().zip(&many) {
        assert_eq!((few.rollouts, many.rollouts, few.meters.len()), (120, 480, deck.meters.len()));
        let (few, many) = (few.not_today.unwrap(), many.not_today.unwrap());
        assert!((0.0..=100.0).contains(&many.mean) && many.margin < few.margin, "{few:?} {many:?}");
        assert!((few.mean - many.mean).abs() < 2.0 * (few.margin + many.margin), "{few:?} {many:?}");
    }
}

/// A table at which `doctrine` has played some turns in every seat.
fn played_for(deck: &Arc<Deck>, scenario: usize, turns: u8) -> Table {
    let mut table = common::table_of(deck, scenario, "doctrine", 5);
    while table.game().state().turn() <= turns && table.step().unwrap() {}
    table
}

#[test]
fn an_estimate_sees_what_an_order_does_to_a_meter() {
    let deck = deck();
    let game = played_for(&deck, 0, 1);
    let picture = game.game().picture(Eyes::Seat(SeatId(0)));
    let seal = Command::Seal { defer: true, card: None };
    // An order that all can read the effect of: so many points on one meter, at once and for certain.
    let moves = |command: &Command| {
        let Command::Lay { response, manner: Manner::Publicly } = command else { return None };
        let card = &deck.responses[response.index()];
        let plain =
            card.takes == 0 && card.rolls.is_empty() && card.parties == not_today::deck::SeatSet::one(SeatId(0));
        let of = |effects: &[Effect]| -> i32 {
            effects
                .iter()
                .map(|e| {
                    if let Effect::Meter { meter, add } = e
                        && meter.0 == 0
                    {
                        i32::from(*add)
                    } else {
                        0
                    }
                })
                .sum()
        };
        let by = of(&card.effects) + card.publicly.as_ref().map_or(0, |effects| of(effects)) + of(&card.each_turn);
        (plain && by >= 3).then_some(by)
    };
    let listed = options::commands(&deck, &picture, SeatId(0));
    let (order, by) = listed.iter().find_map(|c| moves(c).map(|by| (c.clone(), by))).expect("something deters");
    let options = vec![order, seal];
    let question = Question { deck: Arc::clone(&deck), picture, seat: SeatId(0), options, rollouts: 400, threads: 2 };
    let expected = Estimate::begin(question).wait();
    let [with, without] = [0, 1].map(|n| expected[n].meters[0]);
    let change = with.mean - without.mean;
    assert!((change - f64::from(by)).abs() <= 1.0 + with.margin + without.margin, "{change} is not {by}");
}

#[test]
fn estimates_are_given_until_the_deck_or_the_facilitator_forbids_them() {
    let mut table = common::table_of(&deck(), 0, "human", 1);
    let ask = |table: &Table| table.estimate(SeatId(0), vec![Command::Seal { defer: true, card: None }], 10);
    assert!(ask(&table).is_some());
    table.send(Actor::Facilitator, &Command::Estimates { on: false }).unwrap();
    assert!(ask(&table).is_none());
    assert!(table.send(Actor::Facilitator, &Command::Estimates { on: false }).is_err(), "it is so already");
    assert!(table.send(Actor::Seat(SeatId(0)), &Command::Estimates { on: true }).is_err(), "not a seat's to say");
    table.send(Actor::Facilitator, &Command::Estimates { on: true }).unwrap();
    assert_eq!(ask(&table).unwrap().wait()[0].rollouts, 10);
    let mut source = deck().source();
    source["estimate"] = false.into();
    let strict = Arc::new(Deck::from_source(&source).expect("a deck may forbid estimates"));
    assert!(ask(&common::table_of(&strict, 0, "human", 1)).is_none());
}

/// Games of the same seeds with one seat played by `search` and by `doctrine`: held by the one only, by the other only,
/// and how many.
fn duel(scenario: u8, seat: &str, search: &str, seeds: std::ops::Range<u64>) -> (u32, u32, u32) {
    let benches = [search, "doctrine"].map(|policy| bench(scenario, &[(seat, policy)]));
    let share = seeds.end - seeds.start;
    let halves = [seeds.start..seeds.start + share / 2, seeds.start + share / 2..seeds.end];
    let counts = std::thread::scope(|scope| {
        let threads = halves.map(|seeds| {
            let benches = &benches;
            scope.spawn(move || {
                let mut room = Room::default();
                let mut count = (0, 0, 0);
                for seed in seeds {
                    let held = benches.each_ref().map(|bench: &Bench| bench.play(seed, &mut room).held);
                    count.0 += u32::from(held[0] && !held[1]);
                    count.1 += u32::from(held[1] && !held[0]);
                    count.2 += 1;
                }
                count
            })
        });
        threads.map(|thread| thread.join().expect("games do not panic"))
    });
    (counts[0].0 + counts[1].0, counts[0].1 + counts[1].1, counts[0].2 + counts[1].2)
}

/// The change in the share held, with its 95 percent interval, from games paired by seed.
fn change((gained, lost, games): (u32, u32, u32)) -> (f64, f64, f64) {
    let (gained, lost, n) = (f64::from(gained), f64::from(lost), f64::from(games));
    let mean = (gained - lost) / n;
    let deviation = (((gained + lost) / n - mean * mean) / n).sqrt();
    (mean, mean - 1.96 * deviation, mean + 1.96 * deviation)
}

#[test]
fn search_holds_more_games_than_doctrine_in_its_own_seat() {
    let counts = duel(2, "us", "search:8", 0..60);
    let (mean, low, high) = change(counts);
    assert!(low > 0.0, "{mean:+.3} ({low:+.3} to {high:+.3}): {counts:?}");
}

/// The long version: every seat, with the default number of rollouts. Run it with
/// `cargo test --release --test players -- --ignored --nocapture`.
#[test]
#[ignore = "plays 1,200 games, half of them with search: some minutes"]
fn search_holds_more_games_than_doctrine_in_every_seat() {
    let mut all = (0, 0, 0);
    for seat in ["japan", "us", "taiwan"] {
        let counts = duel(3, seat, "search", 1_000..1_200);
        let (mean, low, high) = change(counts);
        println!("{seat}: {mean:+.3} (95 percent interval {low:+.3} to {high:+.3}): {counts:?}");
        assert!(low > 0.0, "{seat}: {mean:+.3} ({low:+.3} to {high:+.3}): {counts:?}");
        all = (all.0 + counts.0, all.1 + counts.1, all.2 + counts.2);
    }
    let (mean, low, high) = change(all);
    println!("all: {mean:+.3} (95 percent interval {low:+.3} to {high:+.3}): {all:?}");
}

#[test]
fn the_adversarys_choices_are_on_the_record_verified_and_go_on_when_resumed() {
    let deck = deck();
    let folder = tempfile::tempdir().unwrap();
    let play = |name: &str, who: &str| {
        let seats = deck.names.seats.iter().map(|seat| (seat.to_owned(), Control::from_name("doctrine")));
        let seats = seats.chain([(adversary::key(&deck), Control::from_name(who))]).collect();
        let save = folder.path().join(name);
        let scenario = Some("outlying_islands".to_owned());
        Table::start(&Setup { seats, scenario, seed: Some(8), save: Some(save), ..Setup::default() }).unwrap()
    };
    let mut whole = play("whole.jsonl", "opportunist");
    while whole.step().unwrap() {}
    let mut parted = play("parted.jsonl", "opportunist");
    for _ in 0..3 {
        parted.step().unwrap();
    }
    let path = parted.save_path().unwrap().to_owned();
    drop(parted);
    let (mut parted, _) = Table::resume(&path).unwrap();
    while parted.step().unwrap() {}
    let log = |table: &Table| {
        deck.names
            .scope(|| table.game().log().iter().map(|h| serde_json::to_string(&h.event).unwrap()).collect::<Vec<_>>())
    };
    assert_eq!(log(&whole), log(&parted));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.lines().next().unwrap().contains("\"adversary\":\"opportunist\""), "the header says who plays");
    assert!(text.contains("\"who\":\"adversary\",\"command\":{\"do\":\"draw\""));
    drop((whole, parted));
    for name in ["whole.jsonl", "parted.jsonl"] {
        let verdict =
            not_today::journal::verify(&folder.path().join(name), &mut not_today::journal::Decks::default()).unwrap();
        assert!(verdict.holds(), "{name}: {verdict:?}");
    }
    // The ladder as it is written leaves no trace, and comes to other events.
    let mut ladder = play("ladder.jsonl", "deck");
    while ladder.step().unwrap() {}
    assert!(!std::fs::read_to_string(ladder.save_path().unwrap()).unwrap().contains("adversary"));
    assert_ne!(log(&ladder), log(&Table::resume(&path).unwrap().0));
}

#[test]
fn opportunist_does_not_spend_itself_on_what_the_table_is_ready_for() {
    let deck = deck();
    let (mut ready, mut all) = ([0, 0], [0, 0]);
    for (n, who) in ["opportunist", "deck"].into_iter().enumerate() {
        for seed in 0..100 {
            let seats = deck.names.seats.iter().map(|seat| (seat.to_owned(), Control::from_name("doctrine")));
            let seats = seats.chain([(adversary::key(&deck), Control::from_name(who))]).collect();
            let mut table = Table::unsaved(&deck, &Setup { seats, ..Setup::default() }, seed).unwrap();
            while table.step().unwrap() {}
            for happening in table.game().log() {
                if let Event::Fell { fall, .. } = happening.event {
                    all[n] += 1;
                    ready[n] += u32::from(fall == not_today::rules::Fall::Forestalled);
                }
            }
        }
    }
    // Less than half as often as the ladder's dice.
    assert!(2 * ready[0] * all[1] < ready[1] * all[0], "{ready:?} of {all:?}");
}

#[test]
fn what_cannot_be_played_is_refused_with_what_can() {
    let deck = deck();
    let at = |seat: &str, who: &str| {
        let seats = vec![(seat.to_owned(), Control::from_name(who))];
        Table::unsaved(&deck, &Setup { seats, ..Setup::default() }, 1).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(at("beijing", "deck"), Ok(()));
    assert_eq!(at("beijing", "search:3"), Ok(()));
    for (seat, who, told) in [
        ("beijing", "human", "opportunist"),
        ("beijing", "doctrine", "deck, opportunist, search"),
        ("moscow", "search", "beijing"),
        ("us", "search:0", "cautious"),
        ("us", "search:many", "search"),
        ("us", "opportunist", "resolute"),
    ] {
        let error = at(seat, who).unwrap_err();
        assert!(error.contains(told), "{seat}={who}: {error}");
    }
}
