//! The built-in deck carries the whole report, and is as large and as varied as it promises.

mod common;

use not_today::deck::{ActKind, Category, Checked, Deck, Response, coverage, library};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Everything of a kind that falls short, told at once.
fn none(short: &[String]) {
    assert!(short.is_empty(), "{}", short.join("\n"));
}

#[test]
fn every_fact_is_carried_by_a_card_a_request_a_scenario_or_the_law() {
    let found = coverage::of(&common::deck());
    let carried = |id: &String| found.get(id).is_some_and(|entries| entries.iter().any(|entry| entry.carries));
    let facts: BTreeSet<&str> = coverage::FACTS.iter().map(|(id, _)| id.as_str()).collect();
    let wanted: BTreeSet<String> = [("Q", 7), ("L", 20), ("P", 12), ("C", 14), ("R", 18)]
        .into_iter()
        .flat_map(|(letter, most)| (1..=most).map(move |n| format!("{letter}{n}")))
        .collect();
    assert_eq!(facts, wanted.iter().map(String::as_str).collect(), "assets/facts.json has the report's facts");
    none(&wanted.into_iter().filter(|id| !carried(id)).map(|id| format!("nothing carries {id}")).collect::<Vec<_>>());
}

/// A graver situation adds powers: what a row permits, the next higher situation permits too (L10).
#[test]
fn no_situation_takes_away_what_a_lower_one_permits() {
    for name in ["today-is-not-the-day", "second-thomas-shoal"] {
        let deck = Deck::load(name).expect("it is sound");
        let law = &deck.law;
        let mut lost = Vec::new();
        for situation in 0..law.situations.len() - 1 {
            for row in law.rows.iter().filter(|row| row.situations & 1 << situation != 0) {
                for (operation, kind) in row.operations.iter().flat_map(|o| (0..4).map(move |kind| (o, 1_u8 << kind))) {
                    let kept = law.rows.iter().any(|above| {
                        above.situations & 2 << situation != 0
                            && above.operations.has(operation)
                            && above.areas & kind != 0
                    });
                    if row.areas & kind != 0 && !kept {
                        lost.push(format!("{name}: {} after situation {situation} in {}", operation.0, row.id));
                    }
                }
            }
        }
        none(&lost);
    }
}

#[test]
fn it_is_as_large_as_it_promises() {
    let deck = common::deck();
    let mut short = Vec::new();
    let mut least = |what: &str, is: usize, wanted: usize| {
        if is < wanted {
            short.push(format!("{is} {what}, where {wanted} are promised"));
        }
    };
    least("events", deck.events.len(), 80);
    least("responses", deck.responses.len(), 140);
    least("requests", deck.requests.len(), 16);
    least("outcomes", deck.outcomes.len(), 14);
    least("scenarios", deck.scenarios.len(), 5);
    for (number, rung) in deck.names.rungs.iter().enumerate() {
        least(&format!("events on {rung}"), deck.events.iter().filter(|e| e.rungs & 1 << number != 0).count(), 8);
    }
    for (seat, wanted) in deck.names.seats.iter().zip([60, 45, 35]) {
        let own = deck.responses.iter().filter(|r| r.seat.name(&deck.names) == seat).count();
        least(&format!("responses of {seat}"), own, wanted);
    }
    none(&short);
}

#[test]
fn who_knows_what_differs() {
    let deck = common::deck();
    let events = deck.events.len();
    let briefed = deck.events.iter().filter(|event| event.briefs.iter().any(Option::is_some)).count();
    let signalled: Vec<_> = deck.events.iter().filter(|event| event.signal.is_some()).collect();
    let met = signalled.iter().filter(|event| event.forestalled.is_some() || event.softened.is_some()).count();
    assert!(briefed * 3 >= events, "{briefed} of {events} events brief seats differently");
    assert!(signalled.len() * 2 >= events, "{} of {events} events can be signalled", signalled.len());
    assert!(met * 3 >= signalled.len(), "{met} of {} signalled events can be met in time", signalled.len());
}

#[test]
fn every_objective_is_served_by_ten_entries() {
    let deck = common::deck();
    assert!(deck.objectives.len() >= 8);
    let mut short = Vec::new();
    for (number, id) in deck.names.objectives.iter().enumerate() {
        let events = deck.events.iter().filter(|c| c.objectives.iter().any(|o| o.index() == number)).count();
        let responses = deck.responses.iter().filter(|c| c.objectives.iter().any(|o| o.index() == number)).count();
        let requests = deck.requests.iter().filter(|c| c.objectives.iter().any(|o| o.index() == number)).count();
        if events + responses + requests < 10 {
            short.push(format!("{id} is served by {}", events + responses + requests));
        }
    }
    none(&short);
}

#[test]
fn each_recommendation_is_a_preparation_of_the_foundation() {
    let deck = common::deck();
    let prepares = |fact: &str| {
        deck.responses.iter().any(|card| {
            card.category == Category::Preparation
                && card.acts & Deck::act_bit(ActKind::Foundation) != 0
                && card.source.iter().any(|source| &**source == fact)
        })
    };
    let missing: Vec<String> = (1..=18).map(|n| format!("R{n}")).filter(|fact| !prepares(fact)).collect();
    none(&missing);
}

#[test]
fn public_or_quiet_is_a_choice_on_most_preparations_and_statements() {
    let deck = common::deck();
    for category in [Category::Preparation, Category::Statement] {
        let cards: Vec<&Response> = deck.responses.iter().filter(|card| card.category == category).collect();
        let both = cards.iter().filter(|card| card.publicly.is_some() && card.quietly.is_some()).count();
        assert!(both * 2 > cards.len(), "{both} of {} {category:?} cards leave the choice", cards.len());
        for card in cards.iter().filter(|card| card.publicly.is_some() && card.quietly.is_some()) {
            assert_ne!(card.publicly, card.quietly, "{} is the same either way", card.title.get("en"));
        }
    }
}

/// Texts below a value that stand in one language only, with their paths.
fn in_one_language(value: &Value, path: &str, found: &mut Vec<String>) {
    const TEXTS: [&str; 17] = [
        "name",
        "title",
        "about",
        "brief",
        "headline",
        "text",
        "label",
        "epilogue",
        "staff_note",
        "basis",
        "question",
        "authority",
        "permits",
        "because",
        "unless_met",
        "term",
        "signal",
    ];
    match value {
        Value::Object(object) if ["en", "ja", "zh-Hant"].iter().all(|language| object.contains_key(*language)) => {}
        Value::Object(object) if object.contains_key("en") => found.push(path.to_owned()),
        Value::Object(object) => {
            for (key, value) in object {
                let path = format!("{path}.{key}");
                if value.is_string() && TEXTS.contains(&&**key) {
                    found.push(path);
                } else {
                    in_one_language(value, &path, found);
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|entry| {
            let id = entry.get("id").and_then(Value::as_str).unwrap_or_default();
            in_one_language(entry, &format!("{path}[{id}]"), found);
        }),
        _ => {}
    }
}

/// The flags that conditions and effects below a value name. A term of a chance is told by its label.
fn flags_in<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(object) if object.contains_key("label") => {}
        Value::Object(object) => {
            let named = ["flag", "set", "clear"].iter().filter_map(|key| object.get(*key)?.as_str());
            found.extend(named);
            object.values().for_each(|value| flags_in(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| flags_in(value, found)),
        _ => {}
    }
}

#[test]
fn what_a_guided_game_can_show_is_in_three_languages() {
    let deck = &common::deck().source();
    let (mut found, mut flags) = (Vec::new(), BTreeSet::new());
    for section in [
        "title",
        "about",
        "meters",
        "seats",
        "areas",
        "operations",
        "law",
        "ladder",
        "friction",
        "promises",
        "objectives",
        "outcomes",
        "glossary",
    ] {
        in_one_language(&json!({ section: deck[section] }), "", &mut found);
        flags_in(&deck[section], &mut flags);
    }
    let scenarios = deck["scenarios"].as_array().expect("scenarios");
    let guided = scenarios.iter().find(|scenario| scenario["id"] == "tutorial").expect("the guided game");
    in_one_language(guided, "tutorial", &mut found);
    for (section, scripted) in [("events", "event"), ("responses", "response"), ("requests", "request")] {
        let only = guided["only"][section].as_array().into_iter().flatten();
        let injects = guided["injects"].as_array().into_iter().flatten().map(|inject| &inject[scripted]);
        let met: Vec<&Value> = only.chain(injects).collect();
        for card in deck[section].as_array().expect("cards").iter().filter(|card| met.contains(&&card["id"])) {
            in_one_language(card, card["id"].as_str().unwrap_or_default(), &mut found);
            flags_in(card, &mut flags);
        }
    }
    assert!(flags.contains("japan_attacked") && flags.contains("depots_promised"), "{flags:?}");
    let named = |flag: &&Value| flag["id"].as_str().is_some_and(|id| flags.contains(id));
    let named = deck["flags"].as_array().expect("flags").iter().filter(named);
    named.for_each(|flag| in_one_language(flag, &format!("flag {}", flag["id"]), &mut found));
    none(&found);
}

/// Sentences of a text: ends of sentences that are followed by a space and a capital, or by nothing.
fn sentences(text: &str) -> usize {
    let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| ".?!".contains(*c)).collect();
    marks
        .iter()
        .filter(|(at, _)| {
            let rest = text[at + 1..].trim_start_matches(['”', '"', '’', ')']);
            let before = text[..*at].rsplit(' ').next().unwrap_or_default();
            // “U.S.”, “No. 3” and the like end no sentence.
            let short = before.len() <= 1 || before.contains('.') || before == "No";
            let ends = rest.trim().is_empty()
                || rest.starts_with(' ')
                    && rest.trim_start().starts_with(|c: char| c.is_uppercase() || "“\"".contains(c));
            ends && (!short || rest.trim().is_empty())
        })
        .count()
}

#[test]
fn texts_are_whole() {
    let deck = common::deck();
    let mut short = Vec::new();
    for (id, event) in deck.names.events.iter().zip(&deck.events) {
        let count = sentences(event.brief.get("en"));
        if !(2..=4).contains(&count) {
            short.push(format!("the brief of {id} has {count} sentences"));
        }
    }
    for (id, card) in deck.names.responses.iter().zip(&deck.responses) {
        for (what, text) in [("staff note", &card.staff_note), ("basis", &card.basis), ("question", &card.question)] {
            if text.is_empty() {
                short.push(format!("{id} has no {what}"));
            }
        }
    }
    none(&short);
}

#[test]
fn nothing_is_found_in_the_built_in_decks() {
    for (name, _) in library::BUILT_IN {
        let checked = Checked::load(name);
        assert_eq!(checked.report.diagnostics.len(), 0, "{name}:\n{}", checked.report.render(false));
    }
}
