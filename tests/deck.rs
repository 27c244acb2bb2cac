//! The built-in deck holds what it must, and a broken deck is answered with file, line and what to do.

mod common;

use not_today::deck::{ActKind, Checked, Deck, DeckError, SeatId};
use std::collections::BTreeSet;

#[test]
fn the_built_in_deck_has_enough_for_a_real_game() {
    let deck = common::deck();
    assert!(deck.events.len() >= 30, "{} events", deck.events.len());
    assert!(deck.responses.len() >= 60, "{} responses", deck.responses.len());
    assert!(deck.outcomes.len() >= 6, "{} outcomes", deck.outcomes.len());
    for seat in 0..deck.seats.len() {
        let own = deck.responses.iter().filter(|r| r.seat == SeatId::at(seat)).count();
        assert!(own >= 15, "{} has {own} responses", deck.names.seats.name(seat));
    }
    for (number, name) in deck.names.rungs.iter().enumerate() {
        let pool = deck.events.iter().filter(|e| e.rungs & 1 << number != 0).count();
        assert!(pool >= 3, "{name} has {pool} events");
        let endless = deck.events.iter().filter(|e| e.rungs & 1 << number != 0 && e.repeat).count();
        assert!(endless >= 1, "{name} can run dry");
    }
    let acts: BTreeSet<ActKind> = deck.scenarios.iter().flat_map(|s| s.acts.iter().map(|a| a.act)).collect();
    assert_eq!(acts.len(), 3, "foundation, crisis and conflict");
    for card in &deck.responses {
        for act in [ActKind::Foundation, ActKind::Crisis, ActKind::Conflict] {
            let _ = card.acts & Deck::act_bit(act);
        }
        assert!(!card.staff_note.is_empty() && !card.basis.is_empty() && !card.question.is_empty());
    }
}

#[test]
fn every_row_of_the_law_is_carried_by_the_deck() {
    let deck = common::deck();
    let text = deck.written.to_string();
    for fact in (1..=18).map(|n| format!("\"L{n}\"")).chain(["\"P5\"".to_owned()]) {
        assert!(text.contains(&fact), "nothing cites {fact}");
    }
}

#[test]
fn every_source_is_a_fact_or_the_scenarios() {
    fn walk(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(object) => {
                for (key, value) in object {
                    if key == "source" || key == "limit_source" || key == "plan_source" {
                        let one = value.as_str().map(str::to_owned);
                        let many = value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned));
                        found.extend(one.into_iter().chain(many));
                    } else {
                        walk(value, found);
                    }
                }
            }
            serde_json::Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    walk(&common::deck().source(), &mut found);
    let known = |source: &str| {
        let (letter, number) = source.split_at(1);
        let most = match letter {
            "Q" => 7,
            "L" => 20,
            "R" => 18,
            "P" => 12,
            "C" => 14,
            _ => 0,
        };
        source == "scenario" || number.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n))
    };
    let unknown: Vec<&String> = found.iter().filter(|source| !known(source)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[track_caller]
fn broken(text: &str) -> DeckError {
    match Deck::from_text("mine.json", text) {
        Err(error) => error,
        Ok(_) => panic!("it loads"),
    }
}

/// A deck that adds one thing to the built-in one.
fn with(addition: &str) -> String {
    format!(
        "{{\n  \"format\": 1, \"id\": \"mine\", \"title\": \"Mine\", \"about\": \"A test.\",\n  \"extends\": \"today-is-not-the-day\",\n  {addition}\n}}\n"
    )
}

#[test]
fn a_deck_can_add_replace_and_remove() {
    let plain = common::deck();
    let mine = Deck::from_text(
        "mine.json",
        &with(
            r#""remove": ["outcomes/ceasefire"], "objectives": [
                { "id": "partners", "title": "Others", "about": "Replaced.", "source": "scenario" },
                { "id": "mine", "title": "Mine", "about": "Added.", "source": "scenario" }, // a comment, a trailing comma
            ]"#,
        ),
    )
    .expect("it is sound");
    assert_eq!(mine.objectives.len(), plain.objectives.len() + 1);
    assert_eq!(mine.outcomes.len(), plain.outcomes.len() - 1);
    assert!(mine.objectives.iter().any(|o| o.title.get("en") == "Others"));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let cases: &[(&str, &str, &str)] = &[
        ("{", "D001", "mine.json:1"),
        ("[]", "D002", "one JSON object"),
        (&with(r#""surprise": 1"#), "D024", "surprise"),
        (
            &with(r#""events": [{ "id": "x", "rung": "grey_zone" }]"#),
            "D025",
            "`weight`, `headline`, `brief`, `source` are missing",
        ),
        (&with("\"about\": \"bell \\u0007\""), "D009", "stands twice"),
        (&with("\"glossary\": [{ \"id\": \"x\", \"term\": \"\\u202e\", \"about\": \"y\" }]"), "D011", "U+202E"),
        (&with("\"glossary\": [{ \"id\": \"x\", \"term\": \"\\u001b[2J\", \"about\": \"y\" }]"), "D011", "U+001B"),
        (&with(r#""remove": ["events/nothing"]"#), "D005", "events/nothing"),
        (
            &with(
                r#""outcomes": [{ "id": "x", "title": "X", "epilogue": "X", "held": true, "source": "scenario",
                "when": [{ "meter": "deterence", "below": 5 }] }]"#,
            ),
            "D014",
            "Did you mean `deterrence`?",
        ),
        (
            &with(
                r#""outcomes": [{ "id": "x", "title": "X", "epilogue": "X", "held": true, "source": "scenario",
                "when": [{ "metre": "deterrence" }] }]"#,
            ),
            "D029",
            "Did you mean `meter`?",
        ),
        (&with(r#""meters": [{ "id": "Bad Id", "name": "X", "about": "X", "source": "scenario" }]"#), "D016", "Bad Id"),
        (
            &with(
                r#""scenarios": [{ "id": "x", "title": "X", "brief": "X", "date": "tomorrow", "rung": "grey_zone",
                "acts": [{ "act": "crisis", "brief": "X", "turns": 90, "days": 1 }], "source": "scenario" }]"#,
            ),
            "D028",
            "tomorrow",
        ),
        (r#"{ "format": 1, "id": "x", "title": "X", "about": "X" }"#, "D021", "needs"),
        (
            r#"{ "format": 1, "id": "x", "title": "X", "about": "X", "extends": "../../etc/passwd" }"#,
            "D003",
            "no built-in deck",
        ),
    ];
    for (text, code, told) in cases {
        let error = broken(text);
        let shown = error.render(false);
        assert!(shown.contains(code) && shown.contains(told), "wanted {code} and {told}:\n{shown}");
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "the text is drawn as it is:\n{shown}");
    }
}

#[test]
fn several_mistakes_are_told_in_one_go() {
    let error = broken(&with(
        r#""outcomes": [
            { "id": "a", "title": "X", "epilogue": "X", "held": true, "source": "scenario", "when": [{ "flag": "x", "was": 1 }] },
            { "id": "b", "title": "X", "epilogue": "X", "held": "yes", "source": "scenario", "when": [] }
        ]"#,
    ));
    assert!(error.0.diagnostics.len() >= 2, "{}", error.render(false));
}

#[test]
fn extending_never_leaves_the_decks_own_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(folder.path().join("outside.json"), with("\"remove\": []")).unwrap();
    let deck =
        |extends: &str| format!(r#"{{ "format": 1, "id": "x", "title": "X", "about": "X", "extends": "{extends}" }}"#);
    std::fs::write(inner.join("a.json"), deck("../outside.json")).unwrap();
    std::fs::write(inner.join("b.json"), deck("c.json")).unwrap();
    std::fs::write(inner.join("c.json"), deck("b.json")).unwrap();
    std::fs::write(inner.join("d.json"), deck("today-is-not-the-day")).unwrap();
    std::fs::write(inner.join("e.json"), deck("d.json")).unwrap();
    let load = |name: &str| Deck::load(inner.join(name).to_str().unwrap()).map_err(|error| error.render(false));
    assert!(load("a.json").unwrap_err().contains("leads out of this deck's own folder"));
    assert!(load("b.json").unwrap_err().contains("in a circle"));
    assert!(load("e.json").is_ok(), "{:?}", load("e.json").err());
}

#[test]
fn a_scenario_written_in_a_language_is_told_what_it_shows_without_it() {
    let found = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut deck = common::deck().source();
        change(&mut deck);
        let checked = Checked::text("mine.json", &deck.to_string());
        let told = checked.report.diagnostics.iter().filter(|found| found.code == "D114");
        told.map(|found| found.message.clone()).collect::<Vec<_>>()
    };
    let all = |deck: &mut serde_json::Value, section: &str, key: &str| {
        for entry in deck[section].as_array_mut().expect("a list") {
            if entry["id"] == key {
                in_english(entry);
            }
        }
    };
    let missing = "this has no text in ja, zh-Hant, in which the scenario `tutorial` is written";
    assert_eq!(found(&|_| ()), Vec::<String>::new());
    // A meter is always shown, a card where it is in play, an operation where such a card uses it.
    for (section, id) in [("meters", "coalition"), ("requests", "umbrella_request"), ("operations", "isr")] {
        assert_eq!(found(&|deck| all(deck, section, id)), [missing], "{section}/{id}");
    }
    assert_eq!(found(&|deck| in_english(&mut deck["law"]["situations"][1])), [missing]);
    // A card that the guided game never deals needs none; what an extending deck adds is its own affair.
    let added = r#"{ "format": 1, "id": "mine", "title": "M", "about": "A", "extends": "today-is-not-the-day",
        "meters": [{ "id": "mine", "name": "Mine", "about": "A", "hidden": true, "source": "scenario" }] }"#;
    let checked = Checked::text("mine.json", added);
    assert!(checked.report.diagnostics.iter().all(|found| found.code != "D114"), "{}", checked.report.render(false));
}

/// Leaves only the English of every text.
fn in_english(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) if map.contains_key("en") => *value = map["en"].clone(),
        serde_json::Value::Object(map) => map.values_mut().for_each(in_english),
        serde_json::Value::Array(list) => list.iter_mut().for_each(in_english),
        _ => {}
    }
}
