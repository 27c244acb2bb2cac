//! What the loader takes for a deck's shape is what the schema describes: compared with a validator that knows nothing of the
//! loader, on every shipped deck and on thousands of changed ones.

#[path = "common/mutate.rs"]
mod mutate;

use mutate::Numbers;
use not_today::deck::{Checked, Deck, codes, library, schema};
use serde_json::Value;

fn templates() -> Vec<(&'static str, Value)> {
    [
        ("blank", include_str!("../assets/templates/blank.json")),
        ("extending", include_str!("../assets/templates/extending.json")),
    ]
    .map(|(name, text)| (name, plain(&text.replace("\"ID\"", "\"mine\""))))
    .into()
}

/// A deck's text as plain JSON: the comments go.
fn plain(text: &str) -> Value {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    serde_json::from_str(&lines.join("\n")).expect("it is a deck, with comments on lines of their own")
}

/// Whether the loader finds nothing that the schema would find.
fn loader_accepts(deck: &Value) -> bool {
    let checked = Checked::text("mine.json", &deck.to_string());
    let own = |code: &str| codes::find(code).is_some_and(|code| code.in_schema);
    !checked.report.diagnostics.iter().any(|found| found.file == 0 && own(found.code))
}

#[test]
fn the_schema_is_one() {
    assert!(jsonschema::meta::is_valid(schema::deck()));
    assert_eq!(schema::deck()["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let described = schema::deck()["$defs"]["Event"]["properties"].as_object().expect("events have keys");
    assert!(described.values().all(|key| key.get("description").is_some()), "every key is described");
}

#[test]
fn every_shipped_deck_validates() {
    let validator = jsonschema::validator_for(schema::deck()).expect("the schema is one");
    for (name, _) in library::BUILT_IN {
        let deck = Deck::load(name).expect("it loads").source();
        let errors: Vec<String> = validator.iter_errors(&deck).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert!(Checked::load(name).loads(), "{name}");
    }
    for (name, deck) in templates() {
        assert!(validator.is_valid(&deck), "{name}");
        let checked = Checked::text("mine.json", &deck.to_string());
        assert!(checked.loads(), "{name}:\n{}", checked.report.render(false));
        let own = checked.report.diagnostics.iter().filter(|found| found.file == 0).count();
        assert_eq!(own, 0, "{name}:\n{}", checked.report.render(false));
    }
}

/// Changes decks and compares the two judgments.
fn agree(rounds: u64) {
    let validator = jsonschema::validator_for(schema::deck()).expect("the schema is one");
    let decks = templates();
    let (mut valid, mut invalid) = (0, 0);
    for seed in 0..rounds {
        let mut numbers = Numbers(seed);
        let mut deck = decks[usize::try_from(seed % 2).unwrap()].1.clone();
        for _ in 0..=numbers.below(2) {
            mutate::structure(&mut deck, &mut numbers);
        }
        let (by_schema, by_loader) = (validator.is_valid(&deck), loader_accepts(&deck));
        if by_schema != by_loader {
            let errors: Vec<String> =
                validator.iter_errors(&deck).map(|e| format!("{}: {e}", e.instance_path())).collect();
            let told = Checked::text("mine.json", &deck.to_string()).report.render(false);
            panic!("seed {seed}: schema {by_schema}, loader {by_loader}\n{errors:?}\n{told}");
        }
        *if by_schema { &mut valid } else { &mut invalid } += 1;
    }
    assert!(valid > 0 && invalid > valid / 10, "{valid} valid, {invalid} invalid: the changes say too little");
}

#[test]
fn loader_and_schema_agree_on_changed_decks() {
    agree(1_500);
}

#[test]
#[ignore = "minutes: more of the same"]
fn loader_and_schema_agree_on_many_changed_decks() {
    agree(100_000);
}
