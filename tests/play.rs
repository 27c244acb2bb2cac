//! The game from outside, as a person or a script meets it: line by line, saved, killed, resumed, misused.

#[path = "common/folder.rs"]
mod folder;

use folder::{Folder, said as text};
use serde_json::Value;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Output, Stdio};

const ALL_HUMAN: &str = "japan=human,us=human,taiwan=human";

fn play(folder: &Folder, save: &Path, seed: &str, input: &str) -> Output {
    let save = save.to_str().expect("a plain path");
    folder.run(&["play", "--plain", "--seats", ALL_HUMAN, "--seed", seed, "--save", save], input)
}

/// A save's lines without what the clock gave them: times, and the digests over them.
fn without_times(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("the save is there");
    text.lines()
        .map(|line| {
            let mut value: Value = serde_json::from_str(line).expect("each line is JSON");
            let object = value.as_object_mut().expect("each line is an object");
            object.remove("time").expect("each line has its time");
            object.remove("chain").expect("each line has its digest");
            value
        })
        .collect()
}

#[test]
fn sealing_alone_reaches_an_outcome_and_the_same_save_every_time() {
    let folder = Folder::new();
    let (a, b) = (folder.file("a.jsonl"), folder.file("b.jsonl"));
    let input = "seal\n".repeat(3000);
    for save in [&a, &b] {
        let output = play(&folder, save, "7", &input);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("The game is kept in"), "no outcome was told");
    }
    assert_eq!(without_times(&a), without_times(&b));
    let last = without_times(&a).pop().expect("lines");
    assert!(last["events"].as_array().unwrap().iter().any(|e| e["event"] == "game_ended"));
}

#[test]
fn the_end_of_input_saves_and_leaves_with_status_0() {
    let folder = Folder::new();
    let save = folder.file("short.jsonl");
    let output = play(&folder, &save, "3", "seal\noptions\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("not-today resume"));
    let resumed = folder.run(&["resume", save.to_str().unwrap(), "--plain"], &"seal!\n".repeat(400));
    assert_eq!(resumed.status.code(), Some(0), "{}", text(&resumed.stderr));
    assert!(text(&resumed.stdout).contains("The game is kept in"));
}

#[test]
fn a_turn_begins_with_what_time_did_and_names_read_well_inside_a_sentence() {
    let folder = Folder::new();
    let deck = folder.file("mine.json");
    let deck = deck.to_str().expect("a plain path");
    assert_eq!(folder.run(&["deck", "new", "--blank", deck], "").status.code(), Some(0));
    let written = fs::read_to_string(deck).expect("it is written");
    fs::write(deck, written.replace("\"percent\": 20 }", "\"percent\": 100 }")).expect("the folder takes files");
    let save = folder.file("drift.jsonl");
    let args = ["play", "--plain", "--deck", deck, "--seats", "home=human,ally=human", "--seed", "3", "--save"];
    let args = [&args[..], &[save.to_str().expect("a plain path")]].concat();
    let output = folder.run(&args, "seal\nseal\nlog deterrence\nbrief\ndebrief\nquit\n");
    let out = text(&output.stdout);
    assert!(out.contains("As time passes: Deterrence 48 → 40."), "{out}");
    assert!(out.contains("-- What the neighbor does --") && !out.contains("What The"), "{out}");
    assert!(out.contains("debrief comes when the game has ended"), "{out}");
}

#[test]
fn a_request_must_be_answered_before_sealing_and_seal_bang_defers() {
    let folder = Folder::new();
    let save = folder.file("asks.jsonl");
    // Japan seals; the U.S. asks Japan, which gets the table back.
    let output = play(&folder, &save, "3", "seal\nrequests\nask 1\nseal\nseal\nseal!\nquit\n");
    let out = text(&output.stdout);
    assert!(out.contains("Asked of Japan"), "{out}");
    assert!(out.contains("waits for your answer"), "{out}");
    let lines = without_times(&save);
    let told: Vec<&str> = lines
        .iter()
        .flat_map(|l| l["events"].as_array().into_iter().flatten())
        .filter_map(|e| e["event"].as_str())
        .collect();
    assert!(told.contains(&"seal_broken") && told.contains(&"answered"), "{told:?}");
}

#[test]
fn killed_at_any_moment_it_goes_on_from_the_last_accepted_command() {
    for (n, wait) in [5_u64, 20, 35, 60, 90, 140].into_iter().enumerate() {
        let folder = Folder::new();
        let save = folder.file("killed.jsonl");
        let args = ["play", "--plain", "--seats", ALL_HUMAN, "--seed", "7", "--save", save.to_str().unwrap()];
        let mut child = folder.game().args(args).stdin(Stdio::piped()).spawn().expect("it starts");
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let reader = std::thread::spawn(move || {
            let mut told = Vec::new();
            let _ = stdout.read_to_end(&mut told);
            String::from_utf8_lossy(&told).into_owned()
        });
        let writer = std::thread::spawn(move || {
            for _ in 0..60 {
                if stdin.write_all(b"note hold the line\nseal\n").is_err() {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
        });
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().expect("it is killed");
        child.wait().expect("it is gone");
        writer.join().unwrap();
        let told = reader.join().unwrap();
        if !save.exists() || fs::read_to_string(&save).unwrap_or_default().lines().count() < 2 {
            assert!(!told.contains("Sealed."), "something was accepted and is not there");
            continue;
        }
        let accepted = told.matches("Sealed.").count() + told.matches("Noted.").count();
        let output = folder.run(&["resume", save.to_str().unwrap(), "--plain"], "quit\n");
        assert_eq!(output.status.code(), Some(0), "kill {n}: {}", text(&output.stderr));
        let kept = without_times(&save).len() - 2;
        assert!(kept >= accepted, "kill {n}: {accepted} accepted, {kept} kept");
    }
}

#[test]
fn a_torn_last_line_is_cut_and_told() {
    let folder = Folder::new();
    let save = folder.file("torn.jsonl");
    play(&folder, &save, "3", &"seal\n".repeat(7));
    let whole = fs::read(&save).unwrap();
    let lines = String::from_utf8_lossy(&whole).lines().count();
    fs::write(&save, &whole[..whole.len() - 9]).unwrap();
    let output = folder.run(&["resume", save.to_str().unwrap(), "--plain"], "quit\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("not whole"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&save).unwrap().lines().count(), lines - 1);
}

#[test]
fn bad_input_is_answered_with_what_was_wrong_and_what_to_do() {
    let folder = Folder::new();
    let broken = folder.file("broken.json");
    fs::write(&broken, "{\n  \"format\": 1,\n  \"id\": \"x\" \"title\": \"y\"\n}\n").unwrap();
    let not_a_save = folder.file("letter.txt");
    fs::write(&not_a_save, "Dear colleagues,\n").unwrap();
    let (broken, not_a_save) = (broken.to_str().unwrap(), not_a_save.to_str().unwrap());
    let cases: &[(&[&str], i32, &str)] = &[
        (&["play", "--plain", "--deck", "no-such-deck"], 1, "no-such-deck"),
        (&["play", "--plain", "--deck", broken], 1, "broken.json:3"),
        (&["play", "--plain", "--seats", "china=human"], 1, "japan, us, taiwan"),
        (&["play", "--plain", "--seats", "japan=nobody"], 1, "doctrine"),
        (&["play", "--plain", "--seats", "japan"], 2, "seat=who"),
        (&["play", "--plain", "--scenario", "ww3"], 1, "full_campaign"),
        (&["play", "--plain", "--loud"], 2, "--loud"),
        (&["resume", "/no/such/save.jsonl", "--plain"], 1, "/no/such/save.jsonl"),
        (&["resume", not_a_save, "--plain"], 1, "not a saved game"),
        (&["play"], 1, "--plain"),
        (&[], 1, "--plain"),
        (&["deck", "check", broken], 1, "D001"),
    ];
    for (args, status, told) in cases {
        let output = folder.run(args, "");
        let err = text(&output.stderr);
        assert_eq!(output.status.code(), Some(*status), "{args:?}: {err}");
        assert!(err.contains(told), "{args:?}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = Folder::new();
    let output = play(&folder, Path::new("/dev/full"), "3", "seal\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(!text(&output.stderr).contains("panicked"), "{}", text(&output.stderr));
}

#[test]
fn a_save_is_open_in_one_game_only() {
    let folder = Folder::new();
    let save = folder.file("one.jsonl");
    let args = ["play", "--plain", "--seats", ALL_HUMAN, "--save", save.to_str().unwrap()];
    let mut first = folder.game().args(args).stdin(Stdio::piped()).spawn().unwrap();
    let mut begun = [0; 64];
    first.stdout.as_mut().unwrap().read_exact(&mut begun).expect("it begins");
    let second = folder.run(&["resume", save.to_str().unwrap(), "--plain"], "");
    assert_eq!(second.status.code(), Some(1));
    assert!(text(&second.stderr).contains("open in another game"), "{}", text(&second.stderr));
    first.kill().unwrap();
    first.wait().unwrap();
}

#[test]
fn the_deck_commands_show_what_there_is() {
    let folder = Folder::new();
    let output = folder.run(&["deck", "list"], "");
    assert!(text(&output.stdout).starts_with("today-is-not-the-day: "));
    let output = folder.run(&["deck", "show", "--json"], "");
    let deck: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert!(deck["events"].as_array().unwrap().iter().all(|e| !e["source"].is_null() && !e["id"].is_null()));
    assert!(deck["compiled"]["flags"].as_array().is_some_and(|flags| flags.len() > 20));
    let output = folder.run(&["demo", "--seed", "4"], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("The game is kept in"));
}

#[test]
fn a_facilitator_runs_the_exercise_line_by_line_behind_a_passphrase() {
    let folder = Folder::new();
    let save = folder.file("run.jsonl");
    let lines = [
        // The passphrase is set, at the second try.
        "xylophone 37",
        "xylophone 73",
        "xylophone 37",
        "xylophone 37",
        "facilitator",
        "valley",
        "facilitator",
        "xylophone 37",
        "inject no_such_event",
        "inject blackout_drill",
        "adjust alliance_trust -5",
        "adjust alliance_trust -5 A leak in the press",
        "rule minesweeping everywhere barred The exercise leaves mines out",
        "pause",
        "leave",
        "seal",
        "facilitator",
        "xylophone 37",
        "resume",
        "mark quote Nobody here has read the treaty.",
        "timer 10",
        "estimates off",
        "leave",
        "seal!",
        "seal!",
        "seal!",
        "facilitator",
        "xylophone 37",
        "rewind 1 Once more, with the bases",
        "leave",
        "quit",
    ];
    let kept = save.to_str().expect("a plain path");
    let args = ["play", "--plain", "--facilitator", "--seats", ALL_HUMAN, "--seed", "5", "--save", kept];
    let output = folder.run(&args, &lines.join("\n"));
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    for wanted in [
        "The two are not the same.",
        "That is not the passphrase.",
        "There is no event no_such_event.",
        "The record wants a reason",
        "The meter is moved.",
        "The ruling stands.",
        "The game is paused.",
        "Play resumes.",
        "Marked for the debrief.",
        "Japan (10:00 left)>",
        "The game is at the start of turn 1 again.",
    ] {
        assert!(said.contains(wanted), "not said: {wanted}\n{said}");
    }
    assert!(!fs::read_to_string(&save).unwrap().contains("xylophone"), "the passphrase is in no save");
    let done: Vec<String> = without_times(&save)
        .iter()
        .filter(|line| line["who"] == "facilitator")
        .map(|line| line["command"]["do"].as_str().unwrap_or_default().to_owned())
        .collect();
    let wanted = ["adjust", "rule", "pause", "resume", "mark", "mark", "estimates", "rewind"];
    assert_eq!(done.iter().filter(|what| *what != "inject").collect::<Vec<_>>(), wanted.iter().collect::<Vec<_>>());
    // Without a facilitator there is nothing to open.
    let output = play(&folder, &folder.file("none.jsonl"), "5", "facilitator\nquit\n");
    assert!(text(&output.stdout).contains("This table has no facilitator"));
}

#[test]
#[cfg(unix)]
fn the_name_of_a_save_commands_no_terminal_whatever_is_told_of_it() {
    let folder = Folder::new();
    let name = "a\u{1b}[31m\u{9b}\u{202e}b.jsonl";
    let args = ["play", "--plain", "--scenario", "tutorial", "--seats", "japan=human", "--seed", "3", "--save", name];
    let after = "branch 99\nbranch 2\ndebrief\nquit\n";
    let output = folder.run(&args, &format!("{}{after}", "seal!\n".repeat(12)));
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(said.contains("a\u{fffd}[31m\u{fffd}\u{fffd}b.jsonl never came to turn 99"), "{said}");
    assert!(said.chars().all(|c| c == '\n' || !not_today::deck::text::is_forbidden(c)), "{said:?}");
}
