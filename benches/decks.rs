//! How long a deck takes to check: the built-in one (5 ms allowed), and one of ten thousand cards (250 ms and 200 MB allowed,
//! on one core). For the memory: `/usr/bin/time -f %M not-today deck check BIG`, with the deck that
//! `NOT_TODAY_BIG_DECK=FILE cargo bench --bench decks` writes.

use criterion::{Criterion, criterion_group, criterion_main};
use not_today::deck::{Checked, Deck, library};
use serde_json::{Value, json};
use std::hint::black_box;

/// A deck of so many cards, half of them events and half responses, on the ground of the blank template.
fn big(cards: usize) -> String {
    let template = include_str!("../assets/templates/blank.json").replace("\"ID\"", "\"big\"");
    let mut deck = Deck::from_text("blank", &template).expect("the template is sound").source();
    let (event, response) = (deck["events"][1].clone(), deck["responses"][1].clone());
    for n in 0..cards / 2 {
        let mut event = event.clone();
        event["id"] = format!("event_{n}").into();
        event["when"] = json!([{ "meter": "deterrence", "below": 10 + n % 80 },
            { "any": [{ "flag": "ports_open" }, { "turn_at_least": 1 + n % 9 }] }]);
        event["briefs"] = json!({ "home": "Home alone reads this about the ships." });
        event["effects"] = json!([{ "worsens": "strait" }, { "meter": "deterrence", "add": -1 },
            { "if": [{ "flag": "struck_back" }], "then": [{ "meter": "trust", "add": 1 }] }]);
        push(&mut deck["events"], event);
        let mut response = response.clone();
        response["id"] = format!("response_{n}").into();
        response["repeat"] = true.into();
        response["when"] = json!([{ "meter": "trust", "at_least": 10 + n % 70 }]);
        push(&mut deck["responses"], response);
    }
    serde_json::to_string_pretty(&deck).expect("it is JSON")
}

fn push(list: &mut Value, entry: Value) {
    if let Value::Array(list) = list {
        list.push(entry);
    }
}

fn decks(criterion: &mut Criterion) {
    criterion.bench_function("check the built-in deck", |bench| {
        bench.iter(|| black_box(Checked::load(library::DEFAULT)).loads());
    });
    let text = big(10_000);
    if let Some(path) = std::env::var_os("NOT_TODAY_BIG_DECK") {
        std::fs::write(path, &text).expect("the file can be written");
    }
    let mut group = criterion.benchmark_group("large");
    group.sample_size(10);
    group.bench_function("check ten thousand cards", |bench| {
        bench.iter(|| {
            let checked = Checked::text("big", &text);
            assert!(checked.loads(), "{}", checked.report.render(false));
        });
    });
    group.finish();
}

criterion_group!(benches, decks);
criterion_main!(benches);
