//! `debrief` from outside: what it prints and writes, and what it says when the input is at fault.

use crate::folder::{Folder, said};
use std::path::Path;
use std::process::Output;

/// Plays the tutorial by sealing, with a card and a note, and reads the debrief at its end.
fn play(folder: &Folder, save: &str, seed: &str, after: &str) -> String {
    let input =
        format!("card 80 4 +deterrence -coalition because\nnote hold the line\n{}{after}", "seal!\n".repeat(12));
    let args = ["play", "--plain", "--scenario", "tutorial", "--seats", "japan=human", "--seed", seed, "--save", save];
    let output = folder.run(&args, &input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is text")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn a_save_becomes_a_report_in_every_format() {
    let folder = Folder::new();
    play(&folder, "game.jsonl", "3", "");
    let printed = folder.run(&["debrief", "game.jsonl"], "");
    assert_eq!(code(&printed), Some(0), "{}", said(&printed.stderr));
    let text = said(&printed.stdout);
    for part in [
        "## Exercise overview",
        "## Chronology",
        "## Decisions, turn by turn",
        "## Strengths and areas for improvement",
        "## Improvement plan",
        "## The facilitator",
        "## Questions for the hot wash",
        "## Notes on the game itself",
        "## How to verify this report",
        "because",
        "hold the line",
        "does not predict",
    ] {
        assert!(text.contains(part), "{part}");
    }
    let args = ["debrief", "game.jsonl", "--html", "r.html", "--markdown", "r.md", "--csv", "r.csv"];
    let written = folder.run(&args, "");
    assert_eq!(code(&written), Some(0), "{}", said(&written.stderr));
    assert!(written.stdout.is_empty(), "what is for people goes to standard error");
    // The file has one line more, which says that it is as it was written.
    let file = std::fs::read_to_string(folder.file("r.md")).unwrap();
    let mark = file.strip_prefix(&text).expect("the same as on standard output");
    assert!(mark.starts_with("<!-- Written by Not Today") && mark.lines().count() == 1, "{mark}");
    assert!(std::fs::read_to_string(folder.file("r.html")).unwrap().starts_with("<!DOCTYPE html>"));
    assert!(
        std::fs::read_to_string(folder.file("r.csv"))
            .unwrap()
            .starts_with("\u{feff}game,turn,date,rung_id,rung,deterrence")
    );
}

#[test]
fn after_the_game_the_debrief_is_a_word_away_and_a_turn_can_be_branched_from() {
    let folder = Folder::new();
    let told = play(&folder, "game.jsonl", "3", "debrief 3\nbranch 2\nquit\n");
    assert!(told.contains("==== 3. Each seat's objectives and points ===="), "{told}");
    let branch = folder.file("game-turn-2.jsonl");
    assert!(branch.exists() && told.contains("game-turn-2.jsonl"), "{told}");
    let resumed = folder.run(&["resume", "game-turn-2.jsonl", "--plain"], "quit\n");
    assert!(said(&resumed.stdout).contains("turn 2"), "{}", said(&resumed.stdout));
    // The branch has a debrief of its own, which names its parent.
    let text = said(&folder.run(&["debrief", "game-turn-2.jsonl"], "").stdout);
    assert!(text.contains("Branch of") && text.contains("game.jsonl, from the start of turn 2"));
}

#[test]
fn groups_are_compared_on_one_deck_and_can_stay_without_names() {
    let folder = Folder::new();
    play(&folder, "north.jsonl", "3", "");
    play(&folder, "south.jsonl", "4", "");
    let named = folder.run(&["debrief", "compare", "north.jsonl", "south.jsonl"], "");
    assert_eq!(code(&named), Some(0), "{}", said(&named.stderr));
    assert!(said(&named.stdout).contains("north") && said(&named.stdout).contains("## What no group tried"));
    let args =
        ["debrief", "compare", "north.jsonl", "south.jsonl", "--anonymous", "--html", "c.html", "--csv", "c.csv"];
    assert_eq!(code(&folder.run(&args, "")), Some(0));
    for name in ["c.html", "c.csv"] {
        let text = std::fs::read_to_string(folder.file(name)).unwrap();
        assert!(text.contains("Group A") && text.contains("Group B"), "{name}");
        assert!(!text.contains("north") && !text.contains("because") && !text.contains("hold the line"), "{name}");
    }
}

#[test]
fn what_is_at_fault_is_said_with_its_exit_status() {
    let folder = Folder::new();
    play(&folder, "game.jsonl", "3", "");
    std::fs::write(folder.file("letter.txt"), "Dear all,\n").unwrap();
    let other =
        r#"{ "format": 1, "id": "other", "title": "Other", "about": "A test.", "extends": "today-is-not-the-day" }"#;
    std::fs::write(folder.file("other.json"), other).unwrap();
    let args = [
        "play",
        "--plain",
        "--deck",
        "other.json",
        "--scenario",
        "tutorial",
        "--seats",
        "japan=human",
        "--save",
        "other.jsonl",
    ];
    assert_eq!(code(&folder.run(&args, &"seal!\n".repeat(12))), Some(0));
    let cases: [(&[&str], i32, &str); 7] = [
        (&["debrief"], 2, "required"),
        (&["debrief", "compare"], 2, "required"),
        (&["debrief", "nowhere.jsonl"], 1, "nowhere.jsonl"),
        (&["debrief", "letter.txt"], 1, "not a saved game"),
        (&["debrief", "compare", "game.jsonl"], 1, "at least two"),
        (&["debrief", "compare", "game.jsonl", "other.jsonl"], 1, "different decks"),
        (&["debrief", "game.jsonl", "--html", "no/such/folder.html"], 1, "cannot be written"),
    ];
    for (args, status, why) in cases {
        let output = folder.run(args, "");
        assert_eq!(code(&output), Some(status), "{args:?}: {}", said(&output.stderr));
        assert!(said(&output.stderr).contains(why), "{args:?}: {}", said(&output.stderr));
    }
}

#[test]
fn a_save_that_was_torn_or_damaged_is_told_as_far_as_it_is_sound() {
    let folder = Folder::new();
    play(&folder, "game.jsonl", "3", "");
    let bytes = std::fs::read(folder.file("game.jsonl")).unwrap();
    let tell = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.file(name), bytes).unwrap();
        let output = folder.run(&["debrief", name], "");
        assert_eq!(code(&output), Some(0), "{}", said(&output.stderr));
        said(&output.stdout)
    };
    assert!(tell("torn.jsonl", &bytes[..bytes.len() - 20]).contains("was not whole"));
    let mut damaged = bytes.clone();
    // In the last line but two, where a command stands.
    let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect();
    let at = ends[ends.len() - 3] - 80;
    damaged[at] ^= 1;
    assert!(tell("damaged.jsonl", &damaged).contains("is damaged in line"));
    assert_eq!(std::fs::read(folder.file("game.jsonl")).unwrap(), bytes, "a debrief changes no save");
    assert!(Path::new(&folder.file("torn.jsonl")).exists());
}
