//! `docs/writing-decks.md`: every example on it is an excerpt of a deck that loads, and those decks have nothing to warn of.

use not_today::deck::{Checked, Deck, schema};
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
fn what_the_first_steps_print_loads_as_printed() {
    let guide = fs::read_to_string(root().join("docs/writing-decks.md")).expect("the guide is there");
    let steps = guide.split("## Tools").next().expect("the steps come first");
    let blocks: Vec<&str> = steps.split("```jsonc").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [event, response, scenario] = blocks.as_slice() else { panic!("an event, a response, a scenario: {blocks:?}") };
    let template = include_str!("../assets/templates/extending.json");
    let after = |text: &str, mark: &str, pasted: &str| {
        assert!(text.contains(mark), "the template has no {mark}");
        text.replacen(mark, &format!("{mark}{pasted}"), 1)
    };
    let mut text = template.to_owned();
    for (mark, pasted) in [
        ("\"events\": [", (*event).to_owned()),
        ("\"responses\": [", (*response).to_owned()),
        ("\"remove\": [],", format!("\"scenarios\": [{scenario}],")),
    ] {
        text = after(&text, mark, &pasted);
        // The event asks for a flag that the response sets: from then on there is nothing to warn of.
        let checked = Checked::text("mine.json", &text);
        let own = checked.report.diagnostics.iter().filter(|found| found.file == 0);
        let told = checked.report.render(false);
        assert!(checked.loads(), "{told}");
        assert!(mark.contains("events") || own.count() == 0, "{told}");
    }
}

#[test]
fn the_tables_of_keys_are_current() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_not-today"))
        .args(["deck", "schema", "--keys"])
        .output()
        .expect("it runs");
    let kept = fs::read_to_string(root().join("docs/deck-keys.md")).expect("the tables are there");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(kept == printed, "run: cargo run -- deck schema --keys > docs/deck-keys.md");
    // Every sort of entry of the schema has its table, and every key of each stands in it.
    for (name, sort) in schema::deck()["$defs"].as_object().expect("the schema has sorts") {
        for key in sort["properties"].as_object().into_iter().flat_map(serde_json::Map::keys) {
            let about = sort["properties"][key]["description"].as_str().unwrap_or_default().replace('\n', " ");
            let row = kept.lines().find(|line| line.contains(&format!("`{key}`")) && line.contains(&about));
            assert!(row.is_some(), "{name}: {key}");
        }
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
