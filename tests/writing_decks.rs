//! `docs/writing-decks.md`: every example on it is an excerpt of a deck that loads, and those decks have nothing to warn of.

use not_today::deck::Deck;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn examples() -> Vec<PathBuf> {
    let folder = fs::read_dir(root().join("docs/examples")).expect("the examples are there");
    let mut found: Vec<PathBuf> = folder.map(|entry| entry.expect("it can be read").path()).collect();
    found.sort();
    found
}

/// A text without its layout: what is compared is what is written, not how it is broken into lines.
fn bare(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("").trim_end_matches(',').to_owned()
}

#[test]
fn every_example_of_the_guide_stands_in_a_deck_that_loads() {
    let guide = fs::read_to_string(root().join("docs/writing-decks.md")).expect("the guide is there");
    let decks: Vec<String> =
        examples().iter().map(|path| bare(&fs::read_to_string(path).expect("it can be read"))).collect();
    let blocks: Vec<&str> = guide.split("```jsonc").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 20, "the guide has examples: {}", blocks.len());
    for block in blocks {
        assert!(decks.iter().any(|deck| deck.contains(&bare(block))), "in no example deck:{block}");
    }
}

#[test]
fn the_example_decks_load_and_there_is_nothing_to_warn_of() {
    for path in examples() {
        let name = path.to_str().expect("a plain path");
        Deck::load(name).unwrap_or_else(|error| panic!("{name}: {}", error.render(false)));
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_not-today"))
            .args(["deck", "check", name])
            .output()
            .expect("it runs");
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        let of_example = format!("--> {name}");
        assert!(output.status.success() && !told.contains(&of_example), "{told}");
    }
}
