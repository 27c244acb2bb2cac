//! No output that a user names destroys what somebody may still need: every command that takes one, against everything that
//! may already be there. And what is told and written is safe to show on a terminal.

#[path = "common/folder.rs"]
mod folder;

use folder::{Folder, said};
use std::path::Path;
use std::process::Output;

/// Every option that names an output: the command, with `OUT` where the output's name comes.
const OUTPUTS: [&str; 15] = [
    "debrief game.jsonl --html OUT",
    "debrief game.jsonl --markdown OUT",
    "debrief game.jsonl --csv OUT",
    "debrief compare game.jsonl other.jsonl --html OUT",
    "debrief compare game.jsonl other.jsonl --markdown OUT",
    "debrief compare game.jsonl other.jsonl --csv OUT",
    "lab luck game.jsonl --plays 20 --html OUT",
    "lab luck game.jsonl --plays 20 --svg OUT",
    "lab whatif game.jsonl --turn 1 --seat japan --order presuppose_nothing --games 2 --svg OUT",
    "lab worth --deck deck.json --games 1 --cards taiwan_in_the_strategy --html OUT",
    "lab worth --deck deck.json --games 1 --cards taiwan_in_the_strategy --svg OUT",
    "simulate --deck deck.json --games 2 --csv OUT",
    "deck new OUT",
    "play --plain --deck deck.json --save OUT",
    "saves branch game.jsonl --turn 1 --out OUT",
];

/// A folder with two saved games, their marks, a deck, and links to them.
fn folder() -> Folder {
    let folder = Folder::new();
    for (name, seed) in [("game.jsonl", "3"), ("other.jsonl", "4")] {
        let args = ["play", "--plain", "--scenario", "tutorial", "--seed", seed, "--save", name];
        let played = folder.run(&args, &"seal!\n".repeat(12));
        assert!(played.status.success(), "{}", said(&played.stderr));
    }
    assert!(folder.run(&["deck", "new", "deck.json"], "").status.success());
    let mark = r#"{"game":"0","event":1,"turn":1,"time":"2027-01-01T00:00:00Z","text":""}"#;
    std::fs::write(folder.file("game.jsonl.marks"), format!("{mark}\n")).unwrap();
    folder
}

fn run(folder: &Folder, command: &str, out: &str) -> Output {
    let args: Vec<&str> = command.split(' ').map(|word| if word == "OUT" { out } else { word }).collect();
    folder.run(&args, "quit\n")
}

/// The answer of a command that must not have written: at fault, with the file named and no panic.
fn refused(output: &Output, why: &str) -> String {
    let told = said(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{why}: {told}");
    assert!(told.starts_with("not-today: ") && told.trim_end().lines().count() == 1, "{why}: {told}");
    told
}

#[test]
fn no_output_takes_the_place_of_an_input_a_save_or_a_deck() {
    let folder = folder();
    let damaged = std::fs::read_to_string(folder.file("game.jsonl")).unwrap();
    let (_, rest) = damaged.split_once('\n').unwrap();
    std::fs::write(folder.file("beheaded"), rest).unwrap();
    std::fs::write(folder.file("half.json"), "// mine\n{ \"format\": 1, \"id\": \"half\", \"title\":").unwrap();
    std::fs::create_dir(folder.file("a-folder")).unwrap();
    let mut names = vec!["game.jsonl", "other.jsonl", "game.jsonl.marks", "deck.json", "beheaded", "half.json"];
    names.extend(["a-folder", "./a-folder/../game.jsonl"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("game.jsonl", folder.file("link.html")).unwrap();
        symlink("link.html", folder.file("link-to-link.csv")).unwrap();
        symlink("deck.json", folder.file("link.svg")).unwrap();
        symlink("nowhere", folder.file("dangling")).unwrap();
        std::fs::hard_link(folder.file("game.jsonl"), folder.file("twin.md")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, folder.file("pipe"), rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR)
            .unwrap();
        names.extend(["link.html", "link-to-link.csv", "link.svg", "dangling", "twin.md", "pipe", "/dev/null"]);
    }
    let before = everything(folder.path());
    for command in OUTPUTS {
        for name in &names {
            let told = refused(&run(&folder, command, name), &format!("{command} {name}"));
            assert!(told.contains(name), "{command} {name}: {told}");
            // The word of the user is not enough either, where there is one.
            if !["deck new", "play", "saves"].iter().any(|other| command.starts_with(other)) {
                refused(&run(&folder, &format!("{command} --force"), name), &format!("{command} {name} --force"));
            }
        }
    }
    assert_eq!(everything(folder.path()), before, "nothing is new, gone or changed");
}

#[test]
fn what_this_program_did_not_write_is_replaced_only_with_force() {
    let folder = folder();
    for command in OUTPUTS {
        std::fs::write(folder.file("theirs"), "their own words\n").unwrap();
        let told = refused(&run(&folder, command, "theirs"), command);
        assert!(told.contains("theirs exists already"), "{command}: {told}");
        assert_eq!(std::fs::read_to_string(folder.file("theirs")).unwrap(), "their own words\n");
        if ["deck new", "play", "saves"].iter().any(|other| command.starts_with(other)) {
            continue;
        }
        assert!(told.contains("--force"), "{command}: {told}");
        let forced = run(&folder, &format!("{command} --force"), "theirs");
        assert!(forced.status.success(), "{command}: {}", said(&forced.stderr));
        // What it wrote itself, and an empty file, it replaces unasked.
        let again = run(&folder, command, "theirs");
        assert!(again.status.success(), "{command}: {}", said(&again.stderr));
        std::fs::write(folder.file("empty"), "").unwrap();
        let empty = run(&folder, command, "empty");
        assert!(empty.status.success(), "{command}: {}", said(&empty.stderr));
        std::fs::remove_file(folder.file("empty")).unwrap();
        // A report that somebody has worked on since is theirs.
        let report = std::fs::read_to_string(folder.file("theirs")).unwrap();
        let changed = if command.contains("csv") { report.replace('\n', "\r\n") } else { report.replace('e', "E") };
        std::fs::write(folder.file("theirs"), &changed).unwrap();
        refused(&run(&folder, command, "theirs"), command);
        assert_eq!(std::fs::read_to_string(folder.file("theirs")).unwrap(), changed, "{command}");
        std::fs::remove_file(folder.file("theirs")).unwrap();
    }
    let left: Vec<String> = everything(folder.path()).into_iter().map(|(name, _)| name).collect();
    assert!(left.iter().all(|name| !name.contains(".part")), "{left:?}");
}

#[test]
fn one_file_is_not_named_for_two_results_and_a_missing_folder_is_told() {
    let folder = folder();
    for command in [
        "debrief game.jsonl --html new --markdown ./new",
        "debrief game.jsonl --csv new --html new",
        "debrief compare game.jsonl other.jsonl --csv new --markdown new",
        "lab luck game.jsonl --plays 20 --svg new --html ./new",
    ] {
        let told = refused(&run(&folder, command, ""), command);
        assert!(told.contains("two results"), "{told}");
        assert!(!folder.file("new").exists(), "{command}");
    }
    let told = refused(&run(&folder, "debrief game.jsonl --html missing/r.html", ""), "no folder");
    assert!(told.contains("no such folder"), "{told}");
    let told =
        refused(&run(&folder, "deck test deck.json --random --games 1 --out game.jsonl --policy nobody", ""), "");
    assert!(told.contains("nobody"), "{told}");
}

#[test]
#[cfg(unix)]
fn a_game_that_is_being_played_is_not_written_over() {
    use std::io::{BufRead as _, Write as _};
    let folder = Folder::new();
    let mut command = folder.game();
    command.current_dir(folder.path()).args(["play", "--plain", "--scenario", "tutorial", "--save", "live.jsonl"]);
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    lines.next().unwrap().unwrap();
    // What tells a save by its words is one thing; its lock is another, and holds before there are words.
    for out in ["live.jsonl", "locked"] {
        let file = std::fs::File::create(folder.file("locked")).unwrap();
        file.lock().unwrap();
        let told = refused(&run(&folder, "simulate --games 1 --csv OUT --force", out), out);
        assert!(told.contains("open in a game") || told.contains("saved game"), "{told}");
    }
    let before = std::fs::read(folder.file("live.jsonl")).unwrap();
    child.stdin.take().unwrap().write_all(b"note I am still here\nquit\n").unwrap();
    assert!(lines.map_while(Result::ok).count() > 0);
    assert!(child.wait().unwrap().success());
    let after = std::fs::read(folder.file("live.jsonl")).unwrap();
    assert!(after.starts_with(&before) && after.len() > before.len(), "the game went on in its own file");
}

#[test]
#[cfg(unix)]
fn a_full_disk_leaves_the_old_report_and_nothing_beside_it() {
    let folder = folder();
    let program = env!("CARGO_BIN_EXE_not-today");
    for command in [
        "debrief game.jsonl --html report",
        "debrief game.jsonl --markdown report",
        "lab luck game.jsonl --plays 20 --svg report",
        "simulate --games 200 --csv report",
        "man manual",
    ] {
        let written = run(&folder, command, "");
        assert!(written.status.success(), "{command}: {}", said(&written.stderr));
        let before = everything(folder.path());
        // No file may grow beyond a block: the system refuses as a full disk does.
        let script = format!("trap '' XFSZ; ulimit -f 1; exec '{program}' {command}");
        let output =
            std::process::Command::new("sh").arg("-c").arg(script).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{command}: {}", said(&output.stderr));
        assert!(said(&output.stderr).contains("cannot be written; what was there is as it was"), "{command}");
        assert_eq!(everything(folder.path()), before, "{command}");
        let _ = std::fs::remove_file(folder.file("report"));
    }
}

#[test]
#[cfg(unix)]
fn who_may_read_a_report_stays_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder();
    assert!(run(&folder, "debrief game.jsonl --html report", "").status.success());
    std::fs::set_permissions(folder.file("report"), std::fs::Permissions::from_mode(0o600)).unwrap();
    symlink("report", folder.file("link")).unwrap();
    assert!(run(&folder, "debrief other.jsonl --html link", "").status.success());
    assert!(folder.file("link").symlink_metadata().unwrap().is_symlink());
    assert_eq!(folder.file("report").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert!(std::fs::read_to_string(folder.file("report")).unwrap().contains("other"));
}

/// Names and contents of all plain files and links of a folder.
fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let data = path.symlink_metadata().unwrap();
        let content = if data.is_file() { std::fs::read(&path).unwrap() } else { Vec::new() };
        if data.is_dir() {
            found.extend(everything(&path));
        }
        found.push((path.display().to_string(), content));
    }
    found.sort();
    found
}
