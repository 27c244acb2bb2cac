//! The lab from outside and from within: the same seeds give the same games on any number of threads and in any
//! slices, a saved game's turns are played again as they were, and an order's two lines differ in that order alone.

mod common;

use common::deck;
use not_today::deck::ResponseId;
use not_today::journal::{self, Record};
use not_today::lab::{self, Bench, Course, Lines, Run, TurnResult, WhatIf, WhatIfError};
use not_today::rules::{Actor, Command, Manner, Refusal};
use not_today::table::{Control, Setup, Table};
use serde_json::Value;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

fn run(args: &[&str]) -> Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_not-today")).args(args).output().expect("the binary runs")
}

/// What a command prints, which has to succeed.
fn stdout(args: &[&str]) -> String {
    let output = run(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// JSON without what a clock says.
fn timeless(json: &str) -> String {
    let mut value: Value = serde_json::from_str(json).expect("JSON");
    let object = value.as_object_mut().expect("an object");
    for clock in ["seconds", "games_per_second", "decisions_per_second"] {
        assert!(object.remove(clock).is_some_and(|value| value.is_number()), "{clock}");
    }
    serde_json::to_string_pretty(&value).unwrap()
}

const SIMULATE: [&str; 6] = ["simulate", "--seats", "japan=random,us=doctrine,taiwan=pass", "--seed", "40", "--json"];

#[test]
fn the_same_seed_gives_the_same_games_for_any_number_of_threads() {
    let of = |threads: &str| {
        timeless(&stdout(&[&SIMULATE[..], &["--games", "150", "--cards", "--threads", threads]].concat()))
    };
    let one = of("1");
    assert_eq!(one, of("2"));
    assert_eq!(one, of("7"));
}

#[test]
fn slices_add_up_exactly_as_one_run_would() {
    let folder = tempfile::tempdir().unwrap();
    let whole = stdout(&[&SIMULATE[..], &["--games", "131", "--cards"]].concat());
    let files: Vec<String> = (1..=3)
        .map(|slice| {
            let path = folder.path().join(format!("{slice}.json"));
            let json =
                stdout(&[&SIMULATE[..], &["--games", "131", "--cards", "--shard", &format!("{slice}/3")]].concat());
            std::fs::write(&path, json).unwrap();
            path.display().to_string()
        })
        .collect();
    let mut merge = vec!["simulate", "merge"];
    merge.extend(files.iter().map(String::as_str));
    assert_eq!(timeless(&stdout(&merge)), timeless(&whole));
    // A slice of something else is told, and not added.
    let other = folder.path().join("other.json");
    std::fs::write(&other, "{\"games\": 3}").unwrap();
    let output = run(&["simulate", "merge", &files[0], &other.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("other.json"));
}

#[test]
fn one_row_a_game_in_the_order_of_the_seeds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("games.csv");
    let file = path.display().to_string();
    let args = [&SIMULATE[..], &["--games", "70", "--threads", "2", "--csv", &file]].concat();
    let json: Value = serde_json::from_str(&stdout(&args)).unwrap();
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let heads = reader.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap_or_else(|| panic!("no column {name}"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let seeds: Vec<u64> = rows.iter().map(|row| row[column("seed")].parse().unwrap()).collect();
    assert_eq!(seeds, (40..110).collect::<Vec<u64>>());
    let sum = |name: &str| rows.iter().map(|row| row[column(name)].parse::<u64>().unwrap()).sum::<u64>();
    assert_eq!(json["turns"]["sum"], sum("turns"));
    assert_eq!(json["held"]["games"], sum("held"));
    assert_eq!(json["decisions"], sum("decisions"));
    for meter in deck().names.meters.iter() {
        assert_eq!(json["meters"][meter]["sum"], sum(meter), "{meter}");
    }
    for (outcome, count) in json["outcomes"].as_object().unwrap() {
        let rows = rows.iter().filter(|row| row[column("outcome")] == **outcome).count();
        assert_eq!(count, rows, "{outcome}");
    }
}

#[test]
fn what_is_asked_wrongly_is_told_with_what_would_be_right() {
    for (args, told) in [
        (&["--with", "open_the_depot"][..], "open_the_depots"),
        (&["--without", "nothing_of_the_kind"], "nothing_of_the_kind"),
        (&["--set", "deterrence=101"], "meter=value"),
        (&["--set", "deterence=50"], "deterrence"),
        (&["--seats", "japan=human"], "japan"),
        (&["--scenario", "none"], "quarantine"),
    ] {
        let output = run(&[&["simulate", "--games", "1"], args].concat());
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {error}");
        assert!(error.contains(told), "{args:?}: {error}");
    }
    for args in [&["--shard", "4/3"][..], &["--games", "0"], &["--threads", "0"]] {
        assert_eq!(run(&[&["simulate"], args].concat()).status.code(), Some(2), "{args:?}");
    }
}

/// A game between policies, saved.
fn saved(path: &Path, seed: u64) -> Record {
    let deck = deck();
    let seats = deck.names.seats.iter().map(|seat| (seat.to_owned(), Control::from_name("doctrine"))).collect();
    let setup = Setup { seats, save: Some(path.to_owned()), seed: Some(seed), ..Setup::default() };
    let mut table = Table::start(&setup).expect("a new file in a new folder");
    while table.step().unwrap() {}
    drop(table);
    journal::read(path).expect("a save that was just written")
}

#[test]
fn a_saved_games_turns_are_played_again_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    for seed in [3, 4] {
        let record = saved(&folder.path().join(format!("{seed}.jsonl")), seed);
        let course = Course::of(&record);
        assert!(course.turns.len() > 3);
        for turn in &course.turns {
            assert!(turn.over, "turn {}", turn.number);
            let again = lab::play_turn(course.deck, turn, course.seed, true);
            assert_eq!(again, TurnResult::of(turn), "seed {seed}, turn {}", turn.number);
        }
        let stop = AtomicBool::new(false);
        let found = lab::luck(&course, 60, &stop, |_| ());
        assert_eq!(found.len(), course.turns.len());
        for turn in &found {
            assert!((0.0..=1.0).contains(&turn.place));
            for meter in &turn.meters {
                let (judged, lucky) = (turn.judgment(meter.meter), turn.luck(meter.meter));
                assert!(
                    (meter.idle + judged + lucky - f64::from(meter.actual)).abs() < 1e-9,
                    "the parts are the whole"
                );
                assert!(meter.low <= meter.high);
            }
        }
        assert!(found.iter().any(|turn| turn.judgment(not_today::deck::MeterId(0)).abs() > 0.5), "decisions matter");
        assert_eq!(found, lab::luck(&course, 60, &stop, |_| ()), "the same plays each time");
    }
}

#[test]
fn what_if_compares_an_order_with_its_absence() {
    let folder = tempfile::tempdir().unwrap();
    let record = saved(&folder.path().join("game.jsonl"), 5);
    let course = Course::of(&record);
    let mut bench = Bench::new(Arc::clone(&record.deck), record.scenario);
    bench.seat("japan", "pass").unwrap();
    let stop = AtomicBool::new(false);
    let how = Run { seeds: 0..40, threads: 2, stop: &stop };
    // An order that was laid, and one of the same seat and turn that was not.
    let (turn, seat, laid) = course
        .turns
        .iter()
        .find_map(|turn| {
            turn.steps.iter().find_map(|step| match (step.actor, step.command) {
                (Actor::Seat(seat), Command::Lay { response, manner }) => {
                    Some((turn.number, seat, (*response, *manner)))
                }
                _ => None,
            })
        })
        .expect("doctrine orders something");
    let asked = WhatIf { turn, seat, response: laid.0, manner: laid.1, instead_of: None };
    let lines = Lines::of(&course, &asked).unwrap();
    assert!(lines.was_laid);
    let first = lines.play(&bench, &how, |_| ());
    assert_eq!((first.with.summary.games, first.without.summary.games), (40, 40));
    let second = lines.play(&bench, &Run { threads: 1, ..how }, |_| ());
    assert_eq!(first.with.summary, second.with.summary);
    assert_ne!(first.with.summary, first.without.summary, "the order does something");
    let refused = |asked: WhatIf| Lines::of(&course, &asked).err();
    assert_eq!(
        refused(WhatIf { turn: 99, ..asked }),
        Some(WhatIfError::NoSuchTurn { turn: 99, last: course.turns.last().unwrap().number })
    );
    let others = (0..record.deck.responses.len()).map(ResponseId::at);
    let foreign = others.clone().find(|r| !record.deck.responses[r.index()].parties.has(seat)).unwrap();
    let asked_foreign = WhatIf { response: foreign, manner: Manner::Publicly, ..asked };
    assert_eq!(refused(asked_foreign), Some(WhatIfError::Refused(Refusal::NotYours)));
    let never = WhatIf { instead_of: Some(foreign), response: foreign, ..asked };
    assert_eq!(refused(never), Some(WhatIfError::NotLaid));
}

#[test]
fn the_labs_questions_are_answered_as_tables_json_and_charts() {
    let folder = tempfile::tempdir().unwrap();
    let save = folder.path().join("game.jsonl");
    let record = saved(&save, 6);
    let course = Course::of(&record);
    let order = course.turns.iter().find_map(|turn| {
        turn.steps.iter().find_map(|step| match (step.actor, step.command) {
            (Actor::Seat(seat), Command::Lay { response, .. }) => Some((turn.number, seat, *response)),
            _ => None,
        })
    });
    let (turn, seat, response) = order.expect("doctrine orders something");
    let names = &record.deck.names;
    let (turn, seat, order) = (turn.to_string(), seat.name(names), response.name(names));
    let save = save.display().to_string();
    let luck = ["lab", "luck", &save, "--plays", "40"];
    let whatif = ["lab", "whatif", &save, "--turn", &turn, "--seat", seat, "--order", order, "--games", "20"];
    let worth = ["lab", "worth", "--games", "20", "--cards", "taiwan_in_the_strategy"];
    let balance = ["lab", "balance", "--games", "8", "--seats", "all=random"];
    for question in [&luck[..], &whatif, &worth, &balance] {
        let table = stdout(question);
        assert!(table.lines().count() > 3, "{question:?}: {table}");
        let (svg, html) = (folder.path().join("chart.svg"), folder.path().join("chart.html"));
        let to = [svg.display().to_string(), html.display().to_string()];
        let json = stdout(&[question, &["--json", "--svg", &to[0], "--html", &to[1]]].concat());
        let json: Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{question:?}: {error}"));
        assert!(json.is_object());
        let svg = std::fs::read_to_string(&svg).unwrap();
        let page = std::fs::read_to_string(&html).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains("<desc") && svg.contains("role=\"img\""), "{question:?}");
        assert!(page.contains("<table>") && page.contains("</svg>"), "{question:?}");
        // Self-contained: nothing is fetched.
        assert!(!page.contains("src=") && !page.contains("href="), "{question:?}");
    }
    let wrong = run(&["lab", "whatif", &save, "--turn", "99", "--seat", seat, "--order", order]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("no turn 99"));
}
