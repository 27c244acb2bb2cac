//! Nothing that a deck holds panics, hangs or takes much memory: it loads, or is refused with a place and a message of its own.

#[path = "common/mutate.rs"]
mod mutate;

use mutate::Numbers;
use not_today::deck::{Checked, Deck};
use std::time::{Duration, Instant};

const BLANK: &str = include_str!("../assets/templates/blank.json");
const EXTENDING: &str = include_str!("../assets/templates/extending.json");

/// Checks a file's bytes as `deck check` does.
fn check(folder: &std::path::Path, bytes: &[u8]) -> Checked {
    let path = folder.join("deck.json");
    std::fs::write(&path, bytes).expect("the folder takes files");
    Checked::load(path.to_str().expect("a plain path"))
}

/// Checks so many changed decks, and tells how long the slowest took.
fn survive(rounds: u64) -> Duration {
    let mut slowest = Duration::ZERO;
    let folder = tempfile::tempdir().expect("a folder");
    for seed in 0..rounds {
        let mut numbers = Numbers(seed);
        // The smaller deck more often: the larger one is read with all of the built-in deck.
        let text = if numbers.below(64) == 0 { EXTENDING } else { BLANK };
        let bytes = mutate::bytes(text, &mut numbers);
        let began = Instant::now();
        let checked = check(folder.path(), &bytes);
        slowest = slowest.max(began.elapsed());
        assert!(checked.loads() || checked.report.errors() > 0, "seed {seed}: refused without a reason");
        for found in &checked.report.diagnostics {
            let (from, to) = checked.report.position(found);
            assert!(
                from.line >= 1 && from.column >= 1 && (to.line, to.column) >= (from.line, from.column),
                "seed {seed}"
            );
            assert!(!found.message.chars().any(char::is_control), "seed {seed}: {:?}", found.message);
        }
        let told = checked.report.render(false);
        assert!(!told.chars().any(|c| c.is_control() && c != '\n'), "seed {seed}: {told:?}");
    }
    slowest
}

#[test]
fn two_thousand_changed_decks_load_or_are_refused_with_a_place() {
    let rounds = std::env::var("NOT_TODAY_MUTATIONS").ok().and_then(|text| text.parse().ok());
    survive(rounds.unwrap_or(2_000));
}

#[test]
#[ignore = "minutes: a hundred thousand changed decks"]
fn a_hundred_thousand_changed_decks_load_or_are_refused_with_a_place() {
    // For people to read: a clock decides no test.
    println!("the slowest took {:?}", survive(100_000));
}

#[test]
fn a_name_that_is_suggested_is_made_visible_first() {
    let text = BLANK.replacen(r#""id": "strike""#, r#""id": "st\u0007rike""#, 1);
    let told = Checked::text("deck.json", &text).report.render(false);
    assert!(told.contains("Did you mean `st\u{FFFD}rike`?"), "{told}");
    assert!(!told.contains('\u{7}'));
}

/// A deck that extends the built-in one.
fn with(part: &str) -> String {
    format!(
        "{{ \"format\": 1, \"id\": \"mine\", \"title\": \"M\", \"about\": \"A\", \"extends\": \"today-is-not-the-day\", {part} }}"
    )
}

fn objective(id: &str, title: &str) -> String {
    with(&format!(r#""objectives": [{{ "id": "{id}", "title": "{title}", "about": "A", "source": "scenario" }}]"#))
}

#[test]
fn each_trick_has_a_code_and_a_message_of_its_own() {
    let long = "x".repeat(4_001);
    let cases: Vec<(&str, String, &str, &str)> = vec![
        ("a control character", objective("x", r"a\u0007b"), "D011", "U+0007 is a control character"),
        ("a terminal escape", objective("x", r"\u001b]0;x"), "D011", "U+001B begins a command to the terminal"),
        ("a bidirectional override", objective("x", r"\u202eabc"), "D011", "U+202E changes the direction"),
        ("a zero-width trick in an id", objective(r"a\u200bb", "A"), "D011", "U+200B"),
        ("a homograph in an id", objective("dеterrence", "A"), "D016", "is not an id"),
        (
            "a number out of range",
            with(r#""signals": { "decoys": 300, "source": "x" }"#),
            "D018",
            "300 is not between 0 and 4",
        ),
        ("a number too large", with(r#""signals": { "decoys": 1e400, "source": "x" }"#), "D010", "too large"),
        (
            "a number too long",
            with(&format!(r#""signals": {{ "decoys": {}, "source": "x" }}"#, "1".repeat(30))),
            "D010",
            "24",
        ),
        (
            "an id twice",
            with(
                r#""glossary": [{ "id": "x", "term": "X", "about": "A", "source": "x" },
                { "id": "x", "term": "X", "about": "A", "source": "x" }]"#,
            ),
            "D007",
            "stands twice in `glossary`",
        ),
        ("a key twice", with(r#""remove": [], "remove": []"#), "D009", "stands twice in one object"),
        (
            "deep nesting",
            with(&format!(r#""remove": {}{}"#, "[".repeat(10_000), "]".repeat(10_000))),
            "D008",
            "32 deep",
        ),
        ("a huge string", objective("x", &long), "D012", "4000 characters"),
        ("a lone quotation mark", "\"".to_owned(), "D001", ""),
        ("nothing", String::new(), "D001", "the deck is empty"),
        ("a list", "[]".to_owned(), "D002", "one JSON object"),
        ("a newer format", with(r#""format": 2"#).replacen("\"format\": 1, ", "", 1), "D020", "not 2"),
    ];
    for (what, text, code, told) in cases {
        let checked = Checked::text("mine.json", &text);
        let found = checked.report.diagnostics.iter().find(|found| found.code == code);
        let found = found.unwrap_or_else(|| panic!("{what}: no {code} in\n{}", checked.report.render(false)));
        assert!(found.message.contains(told), "{what}: {}", found.message);
        assert!(!checked.loads(), "{what} loads");
    }
}

#[test]
fn a_million_values_are_too_many() {
    let mut text = String::from("{ \"remove\": [");
    text.push_str(&"0,".repeat(1_000_001));
    text.push_str("] }");
    let checked = Checked::text("mine.json", &text);
    assert_eq!(checked.report.diagnostics[0].code, "D030");
}

#[test]
fn more_of_a_kind_than_a_game_has_room_for_is_told() {
    let meter = |n: usize| format!(r#"{{ "id": "m{n}", "name": "M", "about": "A", "source": "scenario" }}"#);
    let meters: Vec<String> = (0..20).map(meter).collect();
    let checked = Checked::text("mine.json", &with(&format!(r#""meters": [{}]"#, meters.join(","))));
    assert!(checked.report.diagnostics.iter().any(|found| found.code == "D015"), "{}", checked.report.render(false));
}

#[test]
fn a_thousand_mistakes_are_told_up_to_a_number() {
    let one = |n: usize| format!(r#"{{ "id": "o{n}", "titel": "M", "about": "A", "source": "scenario" }}"#);
    let many: Vec<String> = (0..2_000).map(one).collect();
    let checked = Checked::text("mine.json", &with(&format!(r#""objectives": [{}]"#, many.join(","))));
    assert!(!checked.loads());
    assert!(checked.report.left_out > 0 && checked.report.diagnostics.len() < 1_000);
    assert!(checked.report.render(false).contains("more. Mend these first."));
}

#[test]
fn text_that_is_not_utf8_is_told_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let checked = check(folder.path(), b"{\n \"id\": \"\xFF\" }");
    let found = &checked.report.diagnostics[0];
    assert_eq!(found.code, "D031");
    assert_eq!(checked.report.position(found).0.line, 2);
    assert!(Deck::load(folder.path().join("deck.json").to_str().unwrap()).is_err());
}
