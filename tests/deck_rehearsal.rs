//! `deck test`: what it reaches, what it says of the rest, that a seed settles it, and that a failing game opens as a save.

use not_today::deck::{Deck, ScenarioId};
use not_today::lab::rehearsal::{self, Limits, Random, Rehearsal, Trouble};
use not_today::players;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

const BLANK: &str = include_str!("../assets/templates/blank.json");

fn blank(change: impl FnOnce(String) -> String) -> Arc<Deck> {
    let text = change(BLANK.replace("\"ID\"", "\"mine\""));
    Arc::new(Deck::from_text("mine.json", &text).unwrap_or_else(|error| panic!("{}", error.render(false))))
}

fn rehearse(deck: &Arc<Deck>, limits: Limits, threads: usize) -> Random {
    let policy = players::policy("random").expect("a policy");
    let rehearsal = Rehearsal { deck: Arc::clone(deck), scenarios: vec![ScenarioId(0)], policy, limits };
    rehearsal::random(&rehearsal, 0..64, threads, &AtomicBool::new(false), |_| {})
}

#[test]
fn quick_reaches_all_of_a_small_deck_and_says_why_not() {
    let stop = AtomicBool::new(false);
    let whole = rehearsal::quick(&blank(|text| text), 1, &stop, || {});
    assert!(whole.troubles.is_empty(), "{:?}", whole.troubles);
    assert!(whole.missed.is_empty(), "{:#?}", whole.missed);
    let barred = blank(|text| {
        text.replacen(
            r#""uses": [{ "operation": "strike", "area": "home_coast" }],"#,
            r#""uses": [{ "operation": "strike", "area": "home_coast" }], "when": [{ "meter": "trust", "below": 1 }],"#,
            1,
        )
    });
    let report = rehearsal::quick(&barred, 1, &stop, || {});
    let missed = report.missed.iter().find(|missed| missed.id == "strike_back").expect("it cannot be reached");
    assert!(missed.why.contains("Trust is below 1"), "{}", missed.why);
    let again = rehearsal::quick(&barred, 1, &stop, || {});
    assert_eq!(report.missed, again.missed);
    assert_eq!(report.games, again.games);
}

#[test]
fn what_is_said_of_the_rest_is_true_and_never_empty() {
    let stop = AtomicBool::new(false);
    // What softens it forestalls it too: it was so, and it was forestalled.
    let both = blank(|text| {
        text.replacen(
            r#""softened": { "when": [{ "standing": "escort_ships" }],"#,
            r#""forestalled": { "when": [{ "standing": "escort_ships" }], "text": "T" },
               "softened": { "when": [{ "standing": "escort_ships" }],"#,
            1,
        )
    });
    let report = rehearsal::quick(&both, 1, &stop, || {});
    let missed = report.missed.iter().find(|missed| missed.id == "boarding").expect("it is never softened");
    assert_eq!((missed.how, &*missed.why), ("softened", "whatever softens it forestalls it, and that comes first"));
    // An outcome after one that holds whenever it does.
    let after = blank(|text| {
        text.replacen(
            r#"    { "id": "held","#,
            r#"    { "id": "late", "title": "Late", "epilogue": "L", "held": false, "source": "scenario",
                     "when": [{ "finished": true }, { "act": "conflict" }] },
                   { "id": "held","#,
            1,
        )
    });
    let report = rehearsal::quick(&after, 1, &stop, || {});
    let missed = report.missed.iter().find(|missed| missed.id == "late").expect("another comes first");
    assert!(missed.why.ends_with("an outcome before it came first"), "{}", missed.why);
    // A situation without a text of its own for why not.
    let silent = blank(|text| {
        let own = r#""when": [{ "not": { "act": "foundation" } }], "unless_met": "An emergency can be declared only once the crisis has come.","#;
        assert!(text.contains(own));
        text.replacen(own, r#""when": [{ "meter": "trust", "below": 1 }],"#, 1)
    });
    let report = rehearsal::quick(&silent, 1, &stop, || {});
    assert!(report.missed.iter().all(|missed| !missed.why.is_empty()), "{:#?}", report.missed);
    let missed = report.missed.iter().find(|missed| missed.id == "emergency").expect("it cannot be designated");
    assert_eq!(missed.why, "Only when Trust is below 1.");
}

#[test]
fn nothing_goes_wrong_in_the_shipped_decks_and_nearly_all_of_them_is_reached() {
    let stop = AtomicBool::new(false);
    for (name, allowed) in [("today-is-not-the-day", 12), ("second-thomas-shoal", 12)] {
        let report = rehearsal::quick(&Arc::new(Deck::load(name).expect("it is sound")), 1, &stop, || {});
        assert!(report.troubles.is_empty(), "{name}: {:?}", report.troubles);
        assert!(report.missed.len() <= allowed, "{name}: {:#?}", report.missed);
    }
}

#[test]
fn random_counts_the_same_on_any_number_of_threads() {
    let deck = blank(|text| text);
    let (one, three) = (rehearse(&deck, Limits::default(), 1), rehearse(&deck, Limits::default(), 3));
    assert_eq!(one.games, 64);
    assert_eq!(one.failed, 0, "{:?}", one.failures);
    assert_eq!(one.outcomes.iter().sum::<u64>(), 64);
    assert_eq!(
        (one.events, one.responses, one.outcomes, one.at_ends),
        (three.events, three.responses, three.outcomes, three.at_ends)
    );
}

#[test]
fn an_option_that_another_always_beats_is_told() {
    let deck = blank(|text| {
        let worse = r#"{ "id": "worse", "seat": "home", "category": "diplomacy", "acts": ["foundation", "crisis"], "cost": 1, "repeat": true,
            "effects": [{ "meter": "deterrence", "add": 1 }], "title": "Worse", "staff_note": "S", "basis": "B", "question": "Q",
            "objectives": ["law"], "source": "scenario" },"#;
        let better = worse.replace("worse", "better").replace("Worse", "Better").replace("\"add\": 1", "\"add\": 3");
        text.replacen("\"responses\": [", &format!("\"responses\": [{worse}{better}"), 1)
    });
    let report = rehearse(&deck, Limits::default(), 2);
    let names: Vec<(&str, &str)> = report
        .beaten
        .iter()
        .map(|beaten| (beaten.worse.0.name(&deck.names), beaten.better.0.name(&deck.names)))
        .collect();
    assert!(names.contains(&("worse", "better")), "{names:?}");
}

#[test]
fn a_failing_game_is_kept_as_a_save_that_opens() {
    let deck = blank(|text| text);
    let report = rehearse(&deck, Limits { turns: 2, commands: 10_000 }, 2);
    assert!(report.failed > 0);
    let failure = &report.failures[0];
    assert!(matches!(failure.trouble, Trouble::Endless { turn: 3 }), "{:?}", failure.trouble);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("failing.jsonl");
    rehearsal::keep(&deck, failure.scenario, failure.seed, &failure.commands, &path).expect("it is kept");
    let opened = not_today::journal::open(&path).expect("it opens");
    assert_eq!(opened.game.state().turn(), 3);
}

#[test]
fn the_command_tells_people_and_programs_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |args: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_not-today")).current_dir(folder.path()).args(args).output();
        let done = done.expect("it runs");
        (
            done.status.code(),
            String::from_utf8_lossy(&done.stdout).into_owned(),
            String::from_utf8_lossy(&done.stderr).into_owned(),
        )
    };
    assert_eq!(run(&["deck", "new", "mine.json", "--blank"]).0, Some(0));
    let again = run(&["deck", "new", "mine.json"]);
    assert!(again.0 == Some(1) && again.2.contains("exists already"), "{again:?}");
    assert_eq!(run(&["deck", "new", "other.json"]).0, Some(0));
    assert_eq!(run(&["deck", "check", "mine.json", "other.json", "--deny-warnings"]).0, Some(0));
    let (status, out, _) = run(&["deck", "test", "mine.json", "--games", "20", "--seed", "3", "--json"]);
    assert_eq!(status, Some(0));
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["random"]["games"], 20);
    assert!(report["quick"]["reached"].as_u64() > Some(20), "{report}");
    assert_eq!(run(&["deck", "test", "mine.json", "--games", "20", "--seed", "3", "--json"]).1, out);
    let told = run(&["deck", "test", "mine.json", "--games", "20", "--seed", "3"]).1;
    assert!(told.contains("Quick:") && told.contains("Random: 20 games, 0 went wrong."), "{told}");
    let json = run(&["deck", "check", "mine.json", "--json"]).1;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).expect("JSON")[0]["loads"], true);
    std::fs::write(folder.path().join("bad.json"), r#"{ "format": 1, "extends": "mine.json", "surprise": 1 }"#)
        .unwrap();
    let bad = run(&["deck", "check", "bad.json"]);
    assert!(bad.0 == Some(1) && bad.2.contains("D024") && bad.2.contains("bad.json:1:40"), "{bad:?}");
    assert_eq!(run(&["deck", "explain", "D024"]).0, Some(0));
    assert_eq!(run(&["deck", "explain", "D000"]).0, Some(1));
    assert_eq!(run(&["deck", "frobnicate"]).0, Some(2));
    let shown = run(&["deck", "show", "mine.json", "--seat", "ally", "--id", "stand_by_home"]).1;
    assert!(shown.contains("“We stand by Home”") && !shown.contains("escort_ships"), "{shown}");
    assert!(shown.contains("It can be ordered once."), "{shown}");
    let drill = run(&["deck", "show", "mine.json", "--id", "drill"]).1;
    assert!(drill.contains("The map shows it in “The strait”.") && drill.contains("  The neighbor may do"), "{drill}");
    assert_eq!(run(&["deck", "show", "mine.json", "--rung", "presure"]).0, Some(1));
    for (asked, told) in [
        (["--id", "deterrence"], "no event, response, request, promise or outcome `deterrence`"),
        (["--lang", "fi"], "no texts in `fi`"),
    ] {
        let refused = run(&[&["deck", "show", "mine.json"], &asked[..]].concat());
        assert!(refused.0 == Some(1) && refused.2.contains(told), "{refused:?}");
    }
}
