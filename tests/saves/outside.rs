//! `saves` from outside, as a person or a script meets it.

use super::{run, text};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn play(folder: &Path, name: &str, seed: &str, input: &str) -> String {
    let path = folder.join(name).to_str().expect("a plain path").to_owned();
    let deck = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/saves/small-deck.json");
    let seats = "japan=human,us=random";
    let args = ["play", "--plain", "--deck", deck, "--seats", seats, "--seed", seed, "--save", &path];
    let output = run(&args, input);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    path
}

fn json(args: &[&str]) -> (i32, Value) {
    let output = run(args, "");
    let value = serde_json::from_slice(&output.stdout);
    let value = value.unwrap_or_else(|error| panic!("{args:?}: {error}: {}", String::from_utf8_lossy(&output.stdout)));
    (output.status.code().expect("it was not killed"), value)
}

#[test]
fn a_folder_is_listed_verified_and_drawn_as_a_tree_with_its_branches() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let dir = folder.path().to_str().expect("a plain path");
    let over = play(folder.path(), "over.jsonl", "3", &"seal!\n".repeat(40));
    let open = play(folder.path(), "open.jsonl", "4", "seal!\nquit\n");
    let out = folder.path().join("branch.jsonl").to_str().expect("a plain path").to_owned();
    let before = fs::read(&over).expect("it is there");
    let output = run(&["saves", "branch", &over, "--turn", "3", "--out", &out], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(fs::read(&over).expect("it is there"), before, "the parent is only read");
    assert!(text(&output.stderr).contains("not-today resume"));
    // A branch is a save like any other: it verifies, goes on, and can be branched.
    assert_eq!(run(&["resume", &out, "--plain"], &"seal!\n".repeat(40)).status.code(), Some(0));
    let twig = folder.path().join("twig.jsonl").to_str().expect("a plain path").to_owned();
    let args = ["saves", "branch", &out, "--turn", "5", "--out", &twig, "--seats", "japan=pass,us=human"];
    assert_eq!(run(&args, "").status.code(), Some(0));
    let (status, verdicts) = json(&["saves", "verify", "--json", &over, &open, &out, &twig]);
    assert_eq!(status, 0, "{verdicts}");
    for verdict in verdicts.as_array().expect("a list") {
        assert_eq!((&verdict["ok"], &verdict["difference"]), (&Value::Bool(true), &Value::Null), "{verdict}");
        assert_eq!(verdict["commands"], verdict["decided_again"]);
        assert_eq!(verdict["rules"], verdict["program_rules"]);
    }
    let (status, list) = json(&["saves", "list", dir, "--json"]);
    let files: Vec<&str> = list.as_array().expect("a list").iter().filter_map(|save| save["file"].as_str()).collect();
    assert_eq!((status, files.len()), (0, 4), "{list}");
    let save = &list.as_array().expect("a list").iter().find(|save| save["file"] == *twig).expect("it is listed");
    assert_eq!((&save["turn"], &save["outcome"]), (&Value::from(5), &Value::Null));
    assert_eq!(save["seats"], serde_json::json!({ "japan": "pass", "us": "human" }));
    assert_eq!((&save["scenario"], &save["parent"]["file"]), (&"short".into(), &"branch.jsonl".into()));
    let (_, tree) = json(&["saves", "tree", dir, "--json"]);
    let root = tree.as_array().expect("a list").iter().find(|save| save["file"] == *over).expect("a root");
    assert!(root["outcome"].is_string());
    assert_eq!(root["branches"][0]["file"], *out);
    assert_eq!(root["branches"][0]["branches"][0]["file"], *twig);
    assert_eq!(root["branches"][0]["parent"]["game"], root["game"]);
    let drawn = text(&run(&["saves", "tree", dir], "").stdout);
    assert!(drawn.contains("└─ branch.jsonl from turn 3") && drawn.contains("   └─ twig.jsonl from turn 5"), "{drawn}");
    let listed = text(&run(&["saves", "list", dir], "").stdout);
    assert!(
        listed.contains("A short crisis") && listed.contains("not over") && listed.contains("us=random"),
        "{listed}"
    );
    // Where the parent is gone, its name is still told.
    fs::remove_file(&over).expect("it was there");
    let drawn = text(&run(&["saves", "tree", dir], "").stdout);
    assert!(drawn.contains("left over.jsonl at turn 3, which is not here"), "{drawn}");
}

#[test]
fn a_branch_shares_its_parents_commands_times_and_dice() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let over = play(folder.path(), "over.jsonl", "9", &"note so far\nseal!\n".repeat(40));
    let out = folder.path().join("b.jsonl").to_str().expect("a plain path").to_owned();
    assert_eq!(run(&["saves", "branch", &over, "--turn", "4", "--out", &out], "").status.code(), Some(0));
    run(&["resume", &out, "--plain"], &"note so far\nseal!\n".repeat(40));
    let of = |path: &str| -> Vec<Value> {
        let text = fs::read_to_string(path).expect("it is there");
        let lines = text.lines().skip(1).map(|line| serde_json::from_str(line).expect("it is JSON"));
        lines
            .map(|line: Value| {
                serde_json::json!([line["n"], line["who"], line["command"], line["events"], line["state"]])
            })
            .collect()
    };
    assert_eq!(of(&over), of(&out), "the same commands come to the same, whichever save they are in");
}

#[test]
fn what_is_wrong_is_told_with_status_1_and_where() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let save = play(folder.path(), "a.jsonl", "3", &"seal!\n".repeat(40));
    let bytes = fs::read(&save).expect("it is there");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("the disk has room");
        path.to_str().expect("a plain path").to_owned()
    };
    let mut changed = bytes.clone();
    let lines: Vec<usize> = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at).collect();
    changed[lines[6] - 100] ^= 1;
    let damaged = put("damaged.jsonl", &changed);
    let torn = put("torn.jsonl", &bytes[..bytes.len() - 7]);
    let letter = put("letter.jsonl", b"Dear colleagues,\n");
    let newer = put("newer.jsonl", text(&bytes).replacen("{\"not_today\":1", "{\"not_today\":7", 1).as_bytes());
    let empty = put("empty.jsonl", b"");
    let out = folder.path().join("out.jsonl").to_str().expect("a plain path").to_owned();
    let taken = save.clone();
    let cases: &[(&[&str], &str)] = &[
        (&["saves", "verify", &damaged], "line 7, turn"),
        (&["saves", "verify", &torn], "never finished"),
        (&["saves", "verify", &letter], "does not begin with a header"),
        (&["saves", "verify", &save, &torn], "1 of 2 saves"),
        (&["saves", "verify", "/no/such/save.jsonl"], "/no/such/save.jsonl"),
        (&["saves", "verify", dir_of(&save)], "it is a folder"),
        (&["saves", "verify", &empty], "it is empty"),
        (&["saves", "list", "/no/such/folder"], "/no/such/folder"),
        (&["saves", "branch", &save, "--turn", "59", "--out", &out], "never came to turn 59"),
        (&["saves", "branch", &save, "--turn", "2", "--out", &taken], "exists already"),
        (&["saves", "branch", &save, "--turn", "2", "--out", &out, "--seats", "china=human"], "japan, us"),
        (&["saves", "branch", &save, "--turn", "2", "--out", &out, "--seats", "us=nobody"], "doctrine"),
        (&["saves", "branch", &newer, "--turn", "2", "--out", &out], "newer version"),
        (&["resume", &damaged, "--plain"], "line 7 (turn"),
    ];
    for (args, told) in cases {
        let output = run(args, "");
        let said = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.contains(told) && !said.contains("panicked"), "{args:?}: {said}");
    }
    assert!(!Path::new(&out).exists(), "nothing is left behind");
    for args in [&["saves", "verify"][..], &["saves", "branch", &save], &["saves", "burn"]] {
        assert_eq!(run(args, "").status.code(), Some(2), "{args:?}");
    }
    // What is broken is still listed, with the reason, and can be branched before the damage.
    let output = run(&["saves", "list", dir_of(&save)], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("damaged in line 7") && text(&output.stderr).contains("letter.jsonl"));
    let output = run(&["saves", "branch", &damaged, "--turn", "1", "--out", &out], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(run(&["saves", "verify", &out], "").status.code(), Some(0));
}

#[test]
fn who_plays_the_adversary_in_a_branch_can_be_changed_and_not_taken_away() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let file = |name: &str| folder.path().join(name).to_str().expect("a plain path").to_owned();
    let (save, out) = (file("save.jsonl"), file("out.jsonl"));
    let deck = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/saves/small-deck.json");
    let seats = "japan=human,us=random,beijing=opportunist";
    let args = ["play", "--plain", "--deck", deck, "--seats", seats, "--seed", "3", "--save", &save];
    assert_eq!(run(&args, "seal!\nquit\n").status.code(), Some(0));
    for (who, plays) in [
        ("adversary=human", None),
        ("adversary=deck", None),
        ("beijing=pass", None),
        ("china=search", None),
        ("japan=pass,us=pass", Some("opportunist")),
        ("adversary=search:5", Some("search:5")),
        ("beijing=search:5", Some("search:5")),
    ] {
        let output = run(&["saves", "branch", &save, "--turn", "1", "--out", &out, "--seats", who], "");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(i32::from(plays.is_none())), "{who}: {said}");
        let Some(plays) = plays else {
            assert!(!Path::new(&out).exists(), "{who}: {said}");
            continue;
        };
        // What is made opens, goes on and is proved.
        assert_eq!(run(&["resume", "--plain", &out], "quit\n").status.code(), Some(0), "{who}");
        assert_eq!(run(&["saves", "verify", "--strict", &out], "").status.code(), Some(0), "{who}");
        let header = not_today::journal::read(Path::new(&out)).expect("it is whole").header;
        assert_eq!(header.seats["adversary"], plays, "{who}");
        std::fs::remove_file(&out).expect("it was made");
    }
}

fn dir_of(path: &str) -> &str {
    path.rsplit_once('/').expect("a whole path").0
}
