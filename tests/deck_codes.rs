//! Every code of `deck check` is found in its own example and not in its correction, and the manual says what the program says.

use not_today::deck::codes::{self, Code};
use not_today::deck::{Checked, Severity};
use std::collections::BTreeSet;
use std::path::Path;

/// A folder as the examples tell it: a file beside them that they may extend, and a link that leads elsewhere.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let [here, other] = ["here", "other"].map(|name| folder.path().join(name));
    for path in [&here, &other] {
        std::fs::create_dir(path).expect("the folder takes folders");
    }
    let base = codes::whole(r#""remove": []"#);
    for path in [here.join("copy.json"), other.join("base.json")] {
        std::fs::write(path, &base).expect("the folder takes files");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("../other/base.json", here.join("base.json")).expect("the folder takes links");
    folder
}

/// Checks a deck's bytes as `deck check` does, in such a folder.
fn check(folder: &Path, bytes: &[u8]) -> Checked {
    let path = folder.join("here").join("mine.json");
    std::fs::write(&path, bytes).expect("the folder takes files");
    Checked::load(path.to_str().expect("a plain path"))
}

/// The codes that a deck's own file gets, not those of what it extends; without warnings where errors are asked for.
fn found(checked: &Checked, least: Severity) -> BTreeSet<&'static str> {
    let own = |found: &&not_today::deck::Diagnostic| found.file == 0 && found.severity >= least;
    checked.report.diagnostics.iter().filter(own).map(|found| found.code).collect()
}

/// The file that an example stands for: what its comment tells of is there in truth.
fn in_full(code: &Code) -> Vec<u8> {
    let text = codes::whole(code.example);
    let (told, meant) = match code.id {
        "D012" => (" …\"", [b" ", "x".repeat(4_000).as_bytes(), b"\""].concat()),
        "D030" => ("// … and 250,000 more such entries, of five values each.", many_entries()),
        "D031" => ("na\u{FFFD}ve", b"na\xEFve".to_vec()),
        _ => return text.into_bytes(),
    };
    let (before, after) = text.split_once(told).unwrap_or_else(|| panic!("the example of {} lacks {told}", code.id));
    [before.as_bytes(), &meant, after.as_bytes()].concat()
}

fn many_entries() -> Vec<u8> {
    let entry = |n| format!("{{ \"id\": \"m{n}\", \"term\": \"M\", \"about\": \"A\", \"source\": \"x\" }},\n");
    (0..250_000).map(entry).collect::<String>().into_bytes()
}

#[test]
fn every_example_has_what_it_shows_and_no_correction_does() {
    let mut wrong = Vec::new();
    let folder = folder();
    for code in codes::all() {
        // Not every system has links.
        if cfg!(not(unix)) && code.id == "D033" {
            continue;
        }
        let bad = found(&check(folder.path(), &in_full(code)), code.severity);
        if !bad.contains(code.id) {
            wrong.push(format!("{} is not found in its example, but {bad:?}", code.id));
        }
        let good = check(folder.path(), codes::whole(code.correction).as_bytes());
        if !good.loads() || found(&good, Severity::Warning).contains(code.id) {
            wrong.push(format!("the correction of {}:\n{}", code.id, good.report.render(false)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_cannot_be_written_out_is_found_alone() {
    let folder = folder();
    for id in ["D012", "D015", "D030", "D031", "D033"] {
        if cfg!(not(unix)) && id == "D033" {
            continue;
        }
        let code = codes::find(id).expect("it is a code");
        let checked = check(folder.path(), &in_full(code));
        assert_eq!(found(&checked, Severity::Warning), BTreeSet::from([id]), "{}", checked.report.render(false));
    }
}

#[test]
fn more_than_32_megabytes_are_too_large() {
    let folder = folder();
    let found_in = |bytes: usize| {
        let mut text = codes::whole(r#""remove": []"#).into_bytes();
        text.resize(bytes, b' ');
        found(&check(folder.path(), &text), Severity::Error)
    };
    assert_eq!(found_in((32 << 20) + 1), BTreeSet::from(["D030"]));
    assert!(found_in(1 << 20).is_empty());
}

#[test]
fn every_code_shows_an_example_and_its_correction() {
    for code in codes::all() {
        assert!(!code.example.is_empty() && !code.correction.is_empty(), "{} has no example", code.id);
        let page = code.page(1);
        for shown in [code.example, code.correction] {
            assert!(page.contains(&format!("```jsonc\n{shown}\n```")), "{page}");
        }
    }
}

#[test]
fn codes_and_names_stand_for_one_thing_each() {
    let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
    for code in codes::all() {
        assert!(ids.insert(code.id) && names.insert(code.name), "{} {}", code.id, code.name);
        assert!(!code.what.is_empty() && !code.why.is_empty(), "{} is not explained", code.id);
        assert_eq!(codes::find(code.id).map(|found| found.name), Some(code.name));
        assert_eq!(codes::find(code.name).map(|found| found.id), Some(code.id));
    }
    assert_eq!(codes::find("14").map(|found| found.id), Some("D014"));
    assert!(codes::find("D999").is_none());
}

#[test]
fn the_manual_is_current() {
    let kept = include_str!("../docs/deck-lints.md");
    assert!(kept == codes::manual(), "run: cargo run -- deck explain --all > docs/deck-lints.md");
}
