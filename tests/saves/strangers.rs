//! Saves from strangers: the chain is mended and the events could never have happened. Whatever opens a save refuses them or
//! tells what stands before; nothing panics, waits for ever, or believes a header that is only compared with itself.

use super::forged::{contents, replace, sealed, with};
use super::{text, verdict, whole_game};
use not_today::debrief::{Review, report};
use not_today::deck::OperationSet;
use not_today::journal::{Decks, JournalError, Tape, mend, open, read, read_bytes, state_digest, summary, verify};
use not_today::lab::{Course, luck};
use not_today::players::estimate::{Estimate, Question};
use not_today::rules::{Actor, Command, Event, Eyes, view};
use not_today::table::Table;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// Runs the program to its end; whatever takes this long would have taken for ever.
fn run(args: &[&str], input: &str) -> Output {
    use std::io::Write as _;
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_not-today"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    // It may leave before it has read everything.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let id = child.id().to_string();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || sender.send(child.wait_with_output()));
    let Ok(output) = receiver.recv_timeout(Duration::from_secs(300)) else {
        let _ = std::process::Command::new("kill").args(["-KILL", &id]).status();
        panic!("{args:?} never ends");
    };
    output.expect("it ends")
}

/// A game of the small deck that stands in the middle of a turn: its lines, without their chains.
fn halfway(seed: u64) -> Vec<String> {
    let mut lines = contents(&whole_game(seed));
    let turns: Vec<usize> = (0..lines.len()).filter(|n| lines[*n].contains("\"turn_ended\"")).collect();
    lines.truncate(turns[turns.len() / 2] + 1);
    lines
}

/// The same game with a line more: a command and what it is said to have come to.
fn with_line(mut lines: Vec<String>, who: &str, command: &Value, events: &Value) -> Vec<u8> {
    let n = lines.len() - 1;
    let line = json!({ "n": n, "time": "2026-11-26T22:40:00Z", "who": who, "command": command, "events": events });
    // The keys in the order of the format.
    let part = |key: &str| format!("\"{key}\":{}", line[key]);
    let parts: Vec<String> = ["n", "time", "who", "command", "events"].map(part).to_vec();
    lines.push(format!("{{{}", parts.join(",")));
    sealed(&lines)
}

/// Commands, and events that no rules can have made of them in the game at hand.
fn never_happened() -> Vec<(&'static str, Value, Value)> {
    let note = json!({ "do": "note", "text": "x" });
    let noted = |seat: &str| json!({ "event": "noted", "seat": seat, "text": "x" });
    let seal = json!({ "do": "seal", "defer": true });
    let sealed = |seat: &str| json!({ "event": "sealed", "seat": seat });
    let lay = |response: &str| json!({ "do": "lay", "response": response, "manner": "quietly" });
    let laid = |seat: &str, response: &str| json!({ "event": "laid", "seat": seat, "response": response, "manner": "quietly" });
    let opened =
        |situation: &str| json!([{ "event": "procedure_opened", "situation": situation, "plan": [], "left": 1 }]);
    let odds = json!({ "base": 70, "terms": [], "chance": 70 });
    let mut cases = vec![
        // What a note comes to is a note.
        ("japan", note.clone(), opened("none")),
        (
            "japan",
            note.clone(),
            json!([{ "event": "stage_decided", "situation": "none", "stage": 0, "result": "passed", "left": 0 }]),
        ),
        (
            "japan",
            note.clone(),
            json!([{ "event": "sealed", "seat": "japan", "card": { "why": "", "expects": [], "not_today": 0, "sure": 0 } }]),
        ),
        ("japan", note.clone(), json!([])),
        ("japan", note.clone(), json!([noted("us")])),
        ("japan", note.clone(), json!([noted("japan"), noted("japan")])),
        ("japan", note.clone(), json!([noted("japan"), { "event": "turn_ended", "turn": 1 }])),
        ("japan", note.clone(), json!([noted("japan"), { "event": "game_ended", "outcome": "held" }])),
        ("facilitator", note, json!([noted("japan")])),
        // Procedures that were never opened, or never can be.
        ("japan", json!({ "do": "designate", "situation": "none" }), opened("none")),
        (
            "japan",
            json!({ "do": "designate", "situation": "important" }),
            json!([{ "event": "procedure_opened", "situation": "important", "plan": [], "left": 0 }]),
        ),
        ("japan", json!({ "do": "drop" }), json!([{ "event": "procedure_dropped", "situation": "important" }])),
        // Orders beyond what a seat has.
        ("japan", lay("vow"), json!([laid("japan", "vow")])),
        (
            "us",
            json!({ "do": "withdraw", "response": "envoy" }),
            json!([{ "event": "withdrawn", "seat": "us", "response": "envoy" }]),
        ),
        (
            "japan",
            json!({ "do": "stand_down", "response": "vow" }),
            json!([{ "event": "ended", "response": "vow", "reason": "ordered" }]),
        ),
        // Turns that end and are followed by nothing, and games that end twice.
        ("japan", seal.clone(), json!([sealed("japan"), { "event": "turn_ended", "turn": 99 }])),
        ("japan", seal.clone(), json!([sealed("japan"), sealed("us")])),
        (
            "japan",
            seal.clone(),
            json!([sealed("japan"), { "event": "game_ended", "outcome": "held" }, { "event": "paused" }]),
        ),
        ("japan", seal.clone(), json!([sealed("japan"), { "event": "act_began", "act": 9 }])),
        (
            "japan",
            seal.clone(),
            json!([sealed("japan"), { "event": "designated", "situation": "important", "plan": [] }]),
        ),
        ("japan", seal.clone(), json!([sealed("japan"), { "event": "draw_due", "cards": 2, "now": true }])),
        (
            "japan",
            seal.clone(),
            json!([sealed("japan"), { "event": "rolled", "die": { "stage": ["important", 0] }, "odds": odds, "rolled": 1, "success": true }]),
        ),
        (
            "japan",
            seal,
            json!([{ "event": "sealed", "seat": "japan" }, { "event": "meter_moved", "meter": "deterrence", "from": 101, "to": 4, "cause": "time" }]),
        ),
        (
            "facilitator",
            json!({ "do": "rewind", "turn": 1, "reason": "x" }),
            json!([{ "event": "rewound", "turn": 60, "reason": "x" }]),
        ),
        (
            "facilitator",
            json!({ "do": "rewind", "turn": 60, "reason": "x" }),
            json!([{ "event": "rewound", "turn": 60, "reason": "x" }]),
        ),
        ("facilitator", json!({ "do": "resume" }), json!([{ "event": "resumed" }])),
        ("adversary", json!({ "do": "draw", "cards": [] }), json!([{ "event": "draw_chosen" }])),
        (
            "facilitator",
            json!({ "do": "adjust", "meter": "deterrence", "by": 1, "reason": "x" }),
            json!([{ "event": "adjusted", "meter": "deterrence", "from": 0, "to": 100, "reason": "x" }]),
        ),
    ];
    for event in ["promise_due", "promise_kept", "promise_broken"] {
        let mut happened = json!({ "event": event, "promise": "stand" });
        if event == "promise_due" {
            happened["due"] = 3.into();
        }
        let seal = json!({ "do": "seal", "defer": true });
        // Each of them follows another of these: none stands after both.
        cases.push(("japan", seal, json!([{ "event": "sealed", "seat": "japan" }, happened.clone(), happened])));
    }
    cases
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("the disk has room");
    path
}

#[test]
fn what_never_happened_is_damage_where_it_stands_and_the_rest_is_mended() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let lines = halfway(8);
    let whole = sealed(&lines);
    let mut decks = Decks::default();
    for own_rules in [true, false] {
        for (n, (who, command, events)) in never_happened().into_iter().enumerate() {
            let mut forged = with_line(lines.clone(), who, &command, &events);
            let mut sound = whole.clone();
            if !own_rules {
                forged = super::forged::of_other_rules(&forged, 999);
                sound = super::forged::of_other_rules(&sound, 999);
            }
            let what = format!("{command} that came to {events}, own rules: {own_rules}");
            let record = read_bytes(Path::new("forged"), &forged, &mut decks).expect("it begins well");
            let damage = record.damage.as_ref().unwrap_or_else(|| panic!("{what} was believed"));
            assert_eq!(damage.line, lines.len() + 1, "{what}");
            let found = verdict(&forged, &mut decks);
            assert_eq!(found.difference.map(|difference| difference.line), Some(lines.len() + 1), "{what}");
            let path = put(folder.path(), &format!("{n}-{own_rules}.jsonl"), &forged);
            let copy = folder.path().join(format!("{n}-{own_rules}-mended.jsonl"));
            let refused = open(&path).expect_err("it is damaged");
            assert!(
                matches!(&refused, JournalError::Damaged { copy: named, .. } if *named == copy),
                "{what}: {refused}"
            );
            // What is said can be done, and works.
            let mended = mend(&path, &copy).unwrap_or_else(|error| panic!("{what}: {error}"));
            assert_eq!((mended.lines, mended.damage.as_ref()), (lines.len(), Some(damage)), "{what}");
            assert_eq!(std::fs::read(&copy).expect("it is there"), sound, "{what}");
            assert!(open(&copy).is_ok(), "{what}");
        }
    }
}

#[test]
fn a_forged_save_is_met_by_every_command_without_a_panic_or_a_wait() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let plain = |path: &Path| path.to_str().expect("a plain path").to_owned();
    let good = plain(&put(folder.path(), "good.jsonl", &sealed(&halfway(9))));
    let out = plain(&folder.path().join("out.jsonl"));
    // A stage of a situation without any, a procedure for it, a seal of all from nowhere, and turns that never were.
    let cases = never_happened();
    let chosen = [0, 1, 2, 9, 16, 18].map(|n| cases[n].clone());
    for (n, (who, command, events)) in chosen.into_iter().enumerate() {
        let bytes = with_line(halfway(8), who, &command, &events);
        let bytes = if n % 2 == 0 { bytes } else { super::forged::of_other_rules(&bytes, 999) };
        let path = plain(&put(folder.path(), &format!("forged-{n}.jsonl"), &bytes));
        let commands: &[(&[&str], &str, bool)] = &[
            (&["replay", "--plain", &path], "", false),
            (&["replay", "--plain", &path, "--seat", "us"], "", false),
            (&["replay", "--plain", &good, &path], "", true),
            (&["resume", "--plain", &path], "estimate\nseal!\nseal!\nquit\n", false),
            (&["debrief", &path], "", true),
            (&["debrief", "compare", &good, &path], "", true),
            (&["lab", "luck", "--plays", "20", &path], "", true),
            (&["lab", "whatif", &path, "--turn", "1", "--seat", "us", "--order", "envoy", "--games", "3"], "", true),
            (&["saves", "list", &plain(folder.path())], "", true),
            (&["saves", "tree", &plain(folder.path())], "", true),
            (&["saves", "verify", &path], "", false),
            (&["saves", "branch", &path, "--turn", "1", "--out", &out], "", true),
            (&["resume", "--plain", &out], "estimate\nseal!\nseal!\nquit\n", true),
        ];
        for (args, input, is_fine) in commands {
            let output = run(args, input);
            let said = text(&output.stdout) + &text(&output.stderr);
            assert!(!said.contains("panicked") && !said.contains("RUST_BACKTRACE"), "{args:?}: {said}");
            let status = output.status.code().unwrap_or_else(|| panic!("{args:?} was killed"));
            assert!(matches!(status, 0 | 1), "{args:?}: {status}: {said}");
            if *is_fine && args[0] != "lab" {
                assert_eq!(status, 0, "{args:?}: {said}");
            } else if !is_fine {
                assert_eq!(status, 1, "{args:?}: {said}");
                assert!(said.contains("saves mend") || args[1] == "verify", "{args:?}: {said}");
            }
        }
        std::fs::remove_file(&out).expect("it was made");
    }
}

/// Changes something in the events of a line.
fn bend(line: &mut String, other: &str, random: &mut impl rand::Rng) -> Option<()> {
    let mut value: Value = serde_json::from_str(&format!("{line}}}")).ok()?;
    let others: Value = serde_json::from_str(&format!("{other}}}")).ok()?;
    let foreign = others["events"].as_array()?.clone();
    let events = value["events"].as_array_mut()?;
    let at = random.random_range(0..events.len().max(1));
    match random.random_range(0..6) {
        0 => drop((at < events.len()).then(|| events.remove(at))),
        1 => {
            let again = events.get(at)?.clone();
            events.insert(at, again);
        }
        2 if at < events.len() => events.swap(0, at),
        3 => events.insert(at, foreign.get(random.random_range(0..foreign.len().max(1)))?.clone()),
        4 => events.extend(foreign),
        _ => {
            let event = events.get_mut(at)?.as_object_mut()?;
            let numbers: Vec<String> = event.iter().filter(|(_, v)| v.is_u64()).map(|(key, _)| key.clone()).collect();
            let key = numbers.get(random.random_range(0..numbers.len().max(1)))?;
            event.insert(key.clone(), [0, 1, 2, 3, 50, 100, 255][random.random_range(0..7)].into());
        }
    }
    // The keys in the order of the format.
    let keys = ["n", "time", "who", "command", "events", "state", "rules"];
    let part = |key: &str| value.get(key).map(|value| format!("\"{key}\":{value}"));
    *line = format!("{{{}", keys.iter().filter_map(|key| part(key)).collect::<Vec<_>>().join(","));
    Some(())
}

/// Seals lines anew, with the digest of the state that their events come to wherever one is told.
fn states_mended(mut lines: Vec<String>, decks: &mut Decks) -> Vec<u8> {
    let bytes = sealed(&lines);
    let Ok(record) = read_bytes(Path::new("bent"), &bytes, decks) else { return bytes };
    let mut game = record.opened();
    for (n, entry) in record.entries.iter().enumerate() {
        game.apply(&entry.events);
        let line = &mut lines[n + 2];
        if let Some(told) = &entry.state {
            *line = line.replace(told, &state_digest(&record.deck, game.state()));
        }
    }
    sealed(&lines)
}

#[test]
fn whatever_is_bent_in_a_save_is_refused_or_harmless() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("bent.jsonl");
    let mut random = rand::rngs::ChaCha8Rng::seed_from_u64(7);
    let mut decks = Decks::default();
    let mut believed = 0;
    for n in 0..400 {
        let mut lines = contents(&whole_game(n % 5));
        if n % 2 == 0 {
            let keep = random.random_range(6..lines.len());
            lines.truncate(keep);
        }
        // Other rules may have decided anything: only what can have happened is asked of them.
        let own = format!("\"rules\":{}", not_today::rules::RULES_VERSION);
        replace(&mut lines, 0, &own, "\"rules\":999");
        // Whoever goes on from there has a game before them that no rules would have come to.
        let policies = ["random", "doctrine", "cautious", "resolute", "search:2", "pass"];
        let sits = format!("\"us\":\"{}\"", policies[usize::try_from(n).unwrap_or(0) % policies.len()]);
        replace(&mut lines, 0, "\"us\":\"random\"", &sits);
        if n % 3 > 0 {
            replace(&mut lines, 0, "\"japan\":\"random\"", "\"japan\":\"human\"");
        }
        for _ in 0..=n % 2 {
            // The last lines, after which no digest of a state is to come, or any.
            let from = if n % 4 < 2 { lines.len().saturating_sub(3).max(2) } else { 2 };
            let (at, other) = (random.random_range(from..lines.len()), random.random_range(2..lines.len()));
            let other = lines[other].clone();
            let _ = bend(&mut lines[at], &other, &mut random);
        }
        let bytes = states_mended(lines, &mut decks);
        let Ok(record) = read_bytes(Path::new("bent"), &bytes, &mut decks) else { continue };
        believed += usize::from(record.damage.is_none());
        let game = record.last();
        for eyes in [Eyes::All, Eyes::Seat(not_today::deck::SeatId(0))] {
            let _ = view::of(&game, eyes, "en");
        }
        let _ = luck(&Course::of(&record), 1, &AtomicBool::new(false), |_| ());
        let _ = report::page(&Review::of(not_today::debrief::Record::from(record)));
        std::fs::write(&path, &bytes).expect("the disk has room");
        let tape = Tape::open(&path).expect("it was read before");
        let _ = tape.view(tape.len(), Eyes::All);
        let Ok((mut table, _)) = Table::resume(&path) else { continue };
        for seat in table.human_seats().into_iter().chain([not_today::deck::SeatId(0)]) {
            if let Some(estimate) = table.estimate(seat, vec![Command::Seal { defer: true, card: None }], 2) {
                assert_eq!(estimate.wait()[0].rollouts, 2, "an estimate failed");
            }
            let _ = table.send(Actor::Seat(seat), &Command::Seal { defer: true, card: None });
        }
        for _ in 0..100 {
            if table.is_over() || !table.step().unwrap_or(false) {
                break;
            }
        }
    }
    assert!(believed > 20, "only {believed} were worth trying");
}

#[test]
fn a_question_that_cannot_be_worked_out_has_no_estimate_and_nobody_waits() {
    let deck = super::small_deck();
    let mut game = super::before(&deck, 1);
    let opening = game.opening();
    game.apply(&opening);
    let seat = not_today::deck::SeatId(0);
    // A procedure of a situation without stages: no save is believed that has one, and whoever plays on from it fails.
    let situation = not_today::deck::SituationId(0);
    game.apply(&[Event::ProcedureOpened { situation, plan: OperationSet::default(), left: 1 }]);
    let options = vec![Command::Seal { defer: true, card: None }; 3];
    for (rollouts, threads) in [(1, 1), (100, 2), (500, 4)] {
        let estimate = Estimate::begin(Question {
            deck: std::sync::Arc::clone(&deck),
            picture: game.state().clone(),
            seat,
            options: options.clone(),
            rollouts,
            threads,
        });
        let expected = estimate.wait();
        assert!(estimate.has_failed() && estimate.is_done());
        assert!(expected.len() == 3 && expected.iter().all(|option| option.rollouts == 0));
    }
}

/// What is done to a save's lines.
type Forge = Box<dyn Fn(&mut [String])>;

/// A header with something else in it, and the field that is told.
fn headers() -> Vec<(&'static str, Forge, &'static str)> {
    fn swap(from: &'static str, to: &'static str) -> Forge {
        Box::new(move |lines| replace(lines, 0, from, to))
    }
    fn parent(file: &'static str, game: usize, turn: u8, line: usize, chain: usize) -> Forge {
        Box::new(move |lines| {
            let parent = format!(
                ",\"parent\":{{\"file\":\"{file}\",\"game\":\"{}\",\"turn\":{turn},\"line\":{line},\"chain\":\"{}\"}},\"deck_digest\"",
                "a".repeat(game),
                "b".repeat(chain)
            );
            replace(lines, 0, ",\"deck_digest\"", &parent);
        })
    }
    vec![
        ("format 0", swap("{\"not_today\":1", "{\"not_today\":0"), "not_today"),
        ("format 2", swap("{\"not_today\":1", "{\"not_today\":2"), "not_today"),
        (
            "rules 0",
            Box::new(|lines| {
                let own = format!("\"rules\":{}", not_today::rules::RULES_VERSION);
                replace(lines, 0, &own, "\"rules\":0");
            }),
            "rules",
        ),
        ("a language that the deck lacks", swap("\"language\":\"en\"", "\"language\":\"tlh\""), "language"),
        ("a language that is none", swap("\"language\":\"en\"", "\"language\":\"\\u001b[2J\""), "language"),
        ("a seat that the deck lacks", swap("\"japan\":", "\"narnia\":\"human\",\"japan\":"), "seats"),
        ("a seat that is left out", swap("\"japan\":\"random\",", ""), "seats"),
        ("a number in a seat", swap("\"japan\":\"random\"", "\"japan\":7"), "seats"),
        ("nobody in a seat", swap("\"japan\":\"random\"", "\"japan\":\"\""), "seats"),
        (
            "an adversary that nobody plays",
            swap("\"us\":\"random\"", "\"us\":\"random\",\"adversary\":\"deck\""),
            "seats",
        ),
        ("a parent of no digest", parent("p.jsonl", 10, 1, 2, 64), "parent"),
        ("a parent left at no digest", parent("p.jsonl", 64, 1, 2, 9), "parent"),
        ("a parent left in its header", parent("p.jsonl", 64, 1, 1, 64), "parent"),
        ("a parent left in no turn", parent("p.jsonl", 64, 0, 2, 64), "parent"),
        ("a parent in another folder", parent("../../p.jsonl", 64, 1, 2, 64), "parent"),
        ("a parent without a name", parent("", 64, 1, 2, 64), "parent"),
    ]
}

#[test]
fn a_header_that_says_what_no_game_says_is_refused_everywhere() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let mut decks = Decks::default();
    for (n, (what, forge, field)) in headers().into_iter().enumerate() {
        let mut lines = halfway(8);
        forge(&mut lines);
        let bytes = sealed(&lines);
        let difference = verdict(&bytes, &mut decks).difference.unwrap_or_else(|| panic!("{what} verifies"));
        assert_eq!((difference.line, &*difference.field), (1, field), "{what}: {difference}");
        let path = put(folder.path(), &format!("{n}.jsonl"), &bytes);
        let out = folder.path().join("out.jsonl");
        assert!(read(&path).is_err(), "{what}");
        assert!(summary(&path, &mut decks).is_err(), "{what}");
        assert!(open(&path).is_err(), "{what}");
        assert!(mend(&path, &out).is_err() && !out.exists(), "{what}");
        assert!(not_today::journal::branch(&path, 1, &out, &[]).is_err() && !out.exists(), "{what}");
        // Nobody is promised a view that shows nothing.
        let said = open(&path).expect_err("it is refused").to_string();
        assert!(!said.contains("looked at"), "{what}: {said}");
    }
}

#[test]
fn a_parent_is_found_beside_its_branch_or_is_not_proved() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let parent = put(folder.path(), "parent.jsonl", &sealed(&halfway(8)));
    let branch = folder.path().join("branch.jsonl");
    not_today::journal::branch(&parent, 2, &branch, &[]).expect("it is branched");
    let mut decks = Decks::default();
    assert!(verify(&branch, &mut decks).expect("it can be read").is_proved());
    // Under another name it is found as well.
    let renamed = folder.path().join("group 1");
    std::fs::rename(&parent, &renamed).expect("it was there");
    assert!(verify(&branch, &mut decks).expect("it can be read").is_proved());
    // A parent that is not there, and one that shares something else.
    let bytes = std::fs::read(&renamed).expect("it is there");
    std::fs::remove_file(&renamed).expect("it was there");
    let alone = verify(&branch, &mut decks).expect("it can be read");
    assert!(alone.holds() && !alone.is_proved());
    let mut lines = contents(&bytes);
    let line = with(&lines, "\"do\":\"mark\"").min(lines.len() - 1);
    lines.truncate(2);
    assert!(line > 1);
    put(folder.path(), "parent.jsonl", &sealed(&lines));
    let found = verify(&branch, &mut decks).expect("it can be read");
    assert_eq!(found.difference.map(|difference| difference.field).as_deref(), Some("parent"), "it shares too little");
    // A header that names another turn than its lines.
    let mut lines = contents(&std::fs::read(&branch).expect("it is there"));
    replace(&mut lines, 0, "\"turn\":2", "\"turn\":3");
    let forged = sealed(&lines);
    assert_eq!(verdict(&forged, &mut decks).difference.map(|d| d.field).as_deref(), Some("parent.turn"));
    assert!(read_bytes(Path::new("forged"), &forged, &mut decks).is_ok_and(|record| record.damage.is_some()));
}

#[test]
fn proved_and_consistent_are_two_words_for_two_things() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let own = sealed(&halfway(8));
    let of = |name: &str, bytes: &[u8]| put(folder.path(), name, bytes).to_str().expect("a plain path").to_owned();
    let proved = of("proved.jsonl", &own);
    let other = of("other.jsonl", &super::forged::of_other_rules(&own, 99));
    // A forged opening under other rules, with no command at all.
    let mut lines = contents(&super::forged::of_other_rules(&own, 99));
    lines.truncate(2);
    let opening = of("opening.jsonl", &sealed(&lines));
    let torn = of("torn.jsonl", &own[..own.len() - 9]);
    for (file, word, plain, strict) in [
        (&proved, "proved", 0, 0),
        (&other, "consistent", 0, 1),
        (&opening, "consistent", 0, 1),
        (&torn, "damaged", 1, 1),
    ] {
        let output = run(&["saves", "verify", file], "");
        assert_eq!(output.status.code(), Some(plain), "{word}");
        let told = text(&output.stdout);
        assert_eq!(told.contains(&format!("whole, and {word}")), word != "damaged", "{told}");
        assert_eq!(run(&["saves", "verify", "--strict", file], "").status.code(), Some(strict), "{word}");
        let output = run(&["saves", "verify", "--json", "--strict", file], "");
        let list: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
        assert_eq!(list[0]["verdict"], word);
        assert_eq!(list[0]["proved"], word == "proved");
    }
}
