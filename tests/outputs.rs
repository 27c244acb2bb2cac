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

/// Whether a text holds nothing that a terminal obeys or that hides.
fn is_safe(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).chars().all(|c| c == '\n' || !not_today::deck::text::is_forbidden(c))
}

#[test]
#[cfg(unix)]
#[expect(clippy::too_many_lines, reason = "a table of everything that is echoed")]
fn names_and_arguments_from_outside_are_told_cleaned_and_shortened() {
    use std::os::unix::ffi::OsStringExt as _;
    let folder = folder();
    let hostile = "a\u{1b}]0;owned\u{7}\u{1b}[31m\u{202e}\u{9b}2J\u{200b}\nnot-today: all is well";
    let long = "x".repeat(100_000);
    let save = format!("{hostile}.jsonl");
    std::fs::copy(folder.file("game.jsonl"), folder.file(&save)).unwrap();
    let torn = format!("{hostile}-torn.jsonl");
    let whole = std::fs::read(folder.file("game.jsonl")).unwrap();
    std::fs::write(folder.file(&torn), [&whole[..whole.len() / 2], b"}\n{}\n"].concat()).unwrap();
    std::fs::write(folder.file(&format!("{hostile}-other.jsonl")), "no save").unwrap();
    let deck = std::ffi::OsString::from_vec(b"\xFF\x1b[31m.json".to_vec());
    std::fs::copy(folder.file("deck.json"), folder.path().join(&deck)).unwrap();
    let commands = [
        "saves list .",
        "saves tree .",
        "saves list . --json",
        "saves tree . --json",
        "saves list OUT",
        "saves tree OUT",
        "saves verify OUT",
        "saves verify OUT --json",
        "saves branch OUT --turn 1 --out game.jsonl",
        "saves branch OUT --turn 99 --out new",
        "saves branch game.jsonl --turn 1 --out OUT",
        "saves branch game.jsonl --turn 1 --out new --seats OUT=human",
        "saves branch game.jsonl --turn 1 --out new --seats japan=OUT",
        "replay OUT --plain",
        "replay OUT --plain --turn 99",
        "replay game.jsonl --plain --seat OUT",
        "replay game.jsonl --plain --lang OUT",
        "resume OUT --plain",
        "debrief OUT",
        "debrief OUT --html new.html",
        "debrief compare OUT game.jsonl",
        "debrief game.jsonl --html OUT",
        "debrief game.jsonl --lang OUT",
        "lab luck OUT --plays 20",
        "lab luck OUT --plays 20 --json",
        "lab luck game.jsonl --plays 20 --svg OUT",
        "lab whatif OUT --turn 1 --seat japan --order presuppose_nothing --games 2 --json",
        "lab whatif game.jsonl --turn 1 --seat OUT --order x",
        "lab whatif game.jsonl --turn 1 --seat japan --order OUT",
        "simulate merge OUT",
        "simulate --games 1 --with OUT",
        "simulate --games 1 --without OUT",
        "simulate --games 1 --set OUT=1",
        "simulate --games 1 --set deterrence=OUT",
        "simulate --games 1 --answer OUT=accept",
        "simulate --games 1 --scenario OUT",
        "simulate --games 1 --seats OUT=doctrine",
        "simulate --games 1 --seats japan=OUT",
        "simulate --games 1 --deck OUT",
        "simulate --games 1 --csv OUT",
        "simulate --games OUT",
        "simulate --only OUT",
        "simulate --manner OUT",
        "simulate --shard OUT",
        "lab worth --games 1 --cards OUT",
        "law --operation OUT --area high_seas",
        "law --operation minesweeping --area OUT",
        "law --operation minesweeping --area high_seas --plan OUT",
        "law --operation minesweeping --area high_seas --deck OUT --json",
        "deck check OUT",
        "deck check OUT --json",
        "deck show OUT",
        "deck show --seat OUT",
        "deck show --id OUT",
        "deck test OUT",
        "deck test deck.json --policy OUT",
        "deck test deck.json --scenario OUT",
        "deck explain OUT",
        "deck new OUT",
        "play --plain --deck OUT",
        "play --plain --save OUT",
        "play --plain --scenario OUT",
        "play --plain --seats OUT",
        "play --plain --seats japan=OUT",
        "play --plain --lang OUT",
        "demo --deck OUT",
        "man OUT",
        "completions OUT",
        "OUT",
        "OUT --help",
        "--OUT",
    ];
    for command in commands {
        for out in [&*save, &torn, hostile, &long] {
            let words: Vec<String> = command.split(' ').map(|word| word.replace("OUT", out)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let output = folder.run(&words, "quit\n");
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(is_safe(&output.stderr), "{command}: {told:?}");
            assert!(is_safe(&output.stdout), "{command}: {:?}", String::from_utf8_lossy(&output.stdout));
            assert!(!told.contains("panicked"), "{command}: {told}");
            assert!(!told.lines().any(|line| line == "not-today: all is well"), "{command}: {told}");
            assert!(told.lines().all(|line| line.chars().count() <= 2_000), "{command}: {} bytes", told.len());
            if output.status.success() && command.ends_with("--json") {
                let _: serde_json::Value = serde_json::from_slice(&output.stdout).expect(command);
            }
            for new in ["new", "new.html", hostile] {
                let _ = std::fs::remove_file(folder.file(new));
                let _ = std::fs::remove_dir_all(folder.file(new));
            }
        }
    }
    // A deck's name need not be text.
    for command in [
        "deck check",
        "deck check --json",
        "deck show",
        "deck test --quick",
        "simulate --games 1 --deck",
        "lab worth --games 1 --cards taiwan_in_the_strategy --deck",
        "law --operation minesweeping --area high_seas --deck",
        "play --plain --save deckgame.jsonl --deck",
        "demo --plain --save demo.jsonl --deck",
    ] {
        let mut game = folder.game();
        game.current_dir(folder.path()).args(command.split(' ')).arg(&deck);
        let output = folder::run_on(game, "quit\n");
        assert!(output.status.success(), "{command}: {}", said(&output.stderr));
        assert!(is_safe(&output.stdout) && is_safe(&output.stderr), "{command}");
    }
}

#[test]
fn json_escapes_what_a_terminal_obeys_and_keeps_its_meaning() {
    let folder = folder();
    let names =
        ["a\u{7f}b.jsonl", "a\u{9b}b.jsonl", "a\u{202e}b.jsonl", "a\u{2066}b.jsonl", "a\u{200b}\u{e0041}b.jsonl"];
    for name in names {
        std::fs::copy(folder.file("game.jsonl"), folder.file(name)).unwrap();
        for command in [
            "saves verify OUT --json",
            "lab luck OUT --plays 20 --json",
            "lab whatif OUT --turn 1 --seat japan --order presuppose_nothing --games 2 --json",
        ] {
            let output = run(&folder, command, name);
            assert!(output.status.success() && is_safe(&output.stdout), "{command}: {}", said(&output.stderr));
            let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            let told = if told.is_array() { &told[0] } else { &told };
            assert_eq!(told["file"], name, "{command}");
        }
    }
    let listed = folder.run(&["saves", "list", ".", "--json"], "");
    assert!(is_safe(&listed.stdout));
    let listed: Vec<serde_json::Value> = serde_json::from_slice(&listed.stdout).unwrap();
    for name in names {
        assert!(listed.iter().any(|save| save["file"].as_str().is_some_and(|file| file.ends_with(name))), "{name:?}");
    }
}

#[test]
fn the_id_of_a_deck_is_an_id() {
    let folder = folder();
    let deck = std::fs::read_to_string(folder.file("deck.json")).unwrap();
    for id in ["../../esc", "", "a/b", "A", "a b", "é", "a.b", "..", &"a".repeat(65)] {
        std::fs::write(folder.file("bad.json"), deck.replacen("\"id\": \"deck\"", &format!("\"id\": \"{id}\""), 1))
            .unwrap();
        let checked = folder.run(&["deck", "check", "bad.json"], "");
        assert_eq!(checked.status.code(), Some(1), "{id}");
        assert!(said(&checked.stderr).contains("D016") && said(&checked.stderr).contains("is not an id"), "{id}");
        for command in [
            "deck test bad.json --quick",
            "simulate --games 1 --deck bad.json",
            "play --plain --deck bad.json --save no.jsonl",
        ] {
            assert_eq!(run(&folder, command, "").status.code(), Some(1), "{command}");
        }
        assert!(!folder.file("no.jsonl").exists());
    }
    // Beside a mistake in the id everything else is still told.
    std::fs::write(
        folder.file("bad.json"),
        r#"{ "format": 1, "id": "Bad", "title": "T", "about": "A", "extends": "today-is-not-the-day", "mine": 1 }"#,
    )
    .unwrap();
    let told = said(&folder.run(&["deck", "check", "bad.json"], "").stderr);
    assert!(told.contains("D016") && told.contains("D024"), "{told}");
}

#[test]
fn a_report_opens_right_where_it_is_opened() {
    let folder = folder();
    let args = ["play", "--plain", "--scenario", "tutorial", "--lang", "ja", "--seed", "3", "--save", "ja.jsonl"];
    assert!(folder.run(&args, &"seal!\n".repeat(12)).status.success());
    let args = ["debrief", "ja.jsonl", "--csv", "ja.csv", "--html", "ja.html", "--markdown", "ja.md"];
    assert!(folder.run(&args, "").status.success());
    let csv = std::fs::read(folder.file("ja.csv")).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    // Without the mark a spreadsheet takes UTF-8 for an old code page.
    let rows = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut rows = csv::Reader::from_reader(rows.as_bytes());
    let heads: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    assert!(heads.iter().all(|head| head.chars().all(|c| c.is_ascii_lowercase() || c == '_')), "{heads:?}");
    let at = |name: &str| heads.iter().position(|head| head == name).expect(name);
    let rungs: Vec<String> = rungs_of_the_deck();
    for row in rows.records() {
        let row = row.unwrap();
        assert!(rungs.contains(&row[at("rung_id")].to_owned()), "{row:?}");
        assert!(!row[at("rung")].is_empty());
    }
    assert!(std::fs::read_to_string(folder.file("ja.html")).unwrap().contains("<html lang=\"ja\">"));
    let args = ["debrief", "ja.jsonl", "--lang", "zh-Hant", "--html", "zh.html"];
    assert!(folder.run(&args, "").status.success());
    assert!(std::fs::read_to_string(folder.file("zh.html")).unwrap().contains("<html lang=\"zh-Hant\">"));
    for (command, language) in [
        ("debrief game.jsonl --html OUT", "en"),
        ("debrief compare ja.jsonl game.jsonl --html OUT", "ja"),
        ("lab luck ja.jsonl --plays 20 --html OUT", "ja"),
        ("lab whatif ja.jsonl --turn 1 --seat japan --order presuppose_nothing --games 2 --html OUT", "ja"),
        ("lab worth --games 1 --cards taiwan_in_the_strategy --html OUT", "en"),
    ] {
        assert!(run(&folder, command, "lang.html").status.success(), "{command}");
        let page = std::fs::read_to_string(folder.file("lang.html")).unwrap();
        assert!(page.contains(&format!("<html lang=\"{language}\">")), "{command}");
    }
    // One row a game is for programs: ids and numbers alone, which need no mark.
    assert!(run(&folder, "simulate --games 2 --csv OUT", "games.csv").status.success());
    assert!(std::fs::read(folder.file("games.csv")).unwrap().is_ascii());
}

fn rungs_of_the_deck() -> Vec<String> {
    let deck = not_today::deck::Deck::load(not_today::deck::library::DEFAULT).expect("the built-in deck");
    deck.names.rungs.iter().map(str::to_owned).collect()
}

#[test]
fn the_program_brings_its_manual_and_its_completions() {
    let folder = Folder::new();
    let version = said(&folder.run(&["--version"], "").stdout);
    let rules = format!("rules {}", not_today::rules::RULES_VERSION);
    assert!(version.contains(env!("CARGO_PKG_VERSION")) && version.contains(&rules), "{version}");
    assert!(
        ["commit ", "a build for development", "not built from a git checkout"].iter().any(|c| version.contains(c))
    );
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = folder.run(&["completions", shell], "");
        assert!(script.status.success() && said(&script.stdout).contains("debrief"), "{shell}");
    }
    assert!(folder.run(&["man", "manual/pages"], "").status.success());
    let pages = everything(&folder.file("manual/pages"));
    let help = said(&folder.run(&["--help"], "").stdout);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    for command in listed.filter_map(|line| line.split_whitespace().next()).filter(|command| *command != "help") {
        assert!(pages.iter().any(|(name, _)| name.ends_with(&format!("not-today-{command}.1"))), "{command}");
    }
    for (name, page) in &pages {
        let page = said(page);
        for part in [".TH not-today", ".SH SYNOPSIS", ".SH DESCRIPTION"] {
            assert!(page.contains(part), "{name}: {part}");
        }
    }
    // Again, and over a page that somebody changed.
    assert!(folder.run(&["man", "manual/pages"], "").status.success());
    std::fs::write(folder.file("manual/pages/not-today.1"), "mine").unwrap();
    let told = refused(&folder.run(&["man", "manual/pages"], ""), "a changed page");
    assert!(told.contains("--force"), "{told}");
    assert!(folder.run(&["man", "manual/pages", "--force"], "").status.success());
}
