//! Decks that extend one another: several steps deep, and never out of their folder.

use not_today::deck::{Checked, Deck};
use std::path::Path;

fn write(folder: &Path, name: &str, extends: &str, part: &str) {
    let text = format!(
        r#"{{ "format": 1, "id": "mine", "title": "Mine", "about": "A", "extends": "{extends}"{}{part} }}"#,
        if part.is_empty() { "" } else { ", " }
    );
    std::fs::write(folder.join(name), text).expect("the folder takes files");
}

fn check(path: &Path) -> Checked {
    Checked::load(path.to_str().expect("a plain path"))
}

#[track_caller]
fn refused(path: &Path, code: &str, told: &str) {
    let checked = check(path);
    let shown = checked.report.render(false);
    assert!(!checked.loads(), "it loads");
    assert!(shown.contains(code) && shown.contains(told), "wanted {code} and “{told}”:\n{shown}");
    assert!(shown.contains(&path.file_name().unwrap().to_string_lossy().to_string()), "no place:\n{shown}");
}

#[test]
fn several_steps_deep_the_last_word_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let objective = |title: &str| {
        format!(r#""objectives": [{{ "id": "x", "title": "{title}", "about": "A", "source": "scenario" }}]"#)
    };
    std::fs::create_dir(folder.path().join("below")).unwrap();
    write(folder.path(), "a.json", "below/b.json", &objective("third"));
    write(&folder.path().join("below"), "b.json", "c.json", &objective("second"));
    write(&folder.path().join("below"), "c.json", "today-is-not-the-day", &objective("first"));
    let path = folder.path().join("a.json");
    let deck = Deck::load(path.to_str().expect("a plain path")).unwrap_or_else(|e| panic!("{}", e.render(false)));
    let named: Vec<&str> = deck.objectives.iter().map(|o| o.title.get("en")).collect();
    assert!(named.contains(&"third") && !named.contains(&"second") && !named.contains(&"first"), "{named:?}");
}

#[test]
fn circles_missing_files_and_paths_outside_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    write(folder.path(), "outside.json", "today-is-not-the-day", "");
    write(&inner, "self.json", "self.json", "");
    write(&inner, "one.json", "two.json", "");
    write(&inner, "two.json", "one.json", "");
    write(&inner, "missing.json", "nowhere.json", "");
    write(&inner, "up.json", "../outside.json", "");
    write(&inner, "around.json", "../inner/one.json", "");
    write(&inner, "absolute.json", folder.path().join("outside.json").to_str().unwrap(), "");
    write(&inner, "folder.json", ".", "");
    write(&inner, "typo.json", "today-is-not-the-dya", "");
    refused(&inner.join("self.json"), "D004", "in a circle");
    refused(&inner.join("one.json"), "D004", "in a circle");
    refused(&inner.join("missing.json"), "D003", "there is no file `nowhere.json`");
    refused(&inner.join("up.json"), "D032", "leads out of this deck's own folder");
    refused(&inner.join("around.json"), "D032", "leads out of this deck's own folder");
    refused(&inner.join("absolute.json"), "D032", "leads out of this deck's own folder");
    refused(&inner.join("folder.json"), "D003", "is not a file");
    refused(&inner.join("typo.json"), "D003", "Did you mean `today-is-not-the-day`?");
    for n in 0..9 {
        write(&inner, &format!("chain{n}.json"), &format!("chain{}.json", n + 1), "");
    }
    write(&inner, "chain9.json", "today-is-not-the-day", "");
    let long = check(&inner.join("chain0.json")).report.render(false);
    assert!(long.contains("D004") && long.contains("more than 8 decks"), "{long}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_outside_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    write(folder.path(), "outside.json", "today-is-not-the-day", "");
    write(&inner, "inside.json", "today-is-not-the-day", "");
    std::os::unix::fs::symlink("../outside.json", inner.join("link.json")).unwrap();
    std::os::unix::fs::symlink("inside.json", inner.join("good.json")).unwrap();
    write(&inner, "a.json", "link.json", "");
    write(&inner, "b.json", "good.json", "");
    refused(&inner.join("a.json"), "D033", "is a link that leads out of this deck's own folder");
    let good = check(&inner.join("b.json"));
    assert!(good.loads(), "{}", good.report.render(false));
}

#[test]
fn a_mistake_in_the_extended_file_is_told_there() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "base.json", "today-is-not-the-day", r#""surprise": 1"#);
    write(folder.path(), "top.json", "base.json", r#""surprise": 2"#);
    let shown = check(&folder.path().join("top.json")).report.render(false);
    assert!(shown.contains("top.json:1:") && shown.contains("base.json:1:"), "{shown}");
}
