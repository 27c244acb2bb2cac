//! Every code of `deck check` is found in its own example and not in its correction, and the manual says what the program says.

use not_today::deck::{Checked, codes};
use std::collections::HashSet;

/// The codes that a deck's own file gets, not those of what it extends.
fn found(text: &str) -> HashSet<&'static str> {
    let checked = Checked::text("mine.json", text);
    checked.report.diagnostics.iter().filter(|d| d.file == 0).map(|d| d.code).collect()
}

#[test]
fn every_example_has_what_it_shows_and_no_correction_does() {
    let mut wrong = Vec::new();
    for code in codes::all().filter(|code| !code.example.is_empty()) {
        // Circles and folders need files; `tests/deck_files.rs` has them.
        if ["D004", "D032"].contains(&code.id) {
            continue;
        }
        let bad = found(&codes::whole(code.example));
        if !bad.contains(code.id) {
            wrong.push(format!("{} is not found in its example, but {bad:?}", code.id));
        }
        let good = Checked::text("mine.json", &codes::whole(code.correction));
        let left = good.report.diagnostics.iter().any(|d| d.file == 0 && d.code == code.id);
        if good.deck.is_none() || left {
            wrong.push(format!("the correction of {}:\n{}", code.id, good.report.render(false)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn codes_and_names_stand_for_one_thing_each() {
    let (mut ids, mut names) = (HashSet::new(), HashSet::new());
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
