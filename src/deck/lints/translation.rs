//! D114: a text that lacks a language which its entry has elsewhere.

use super::look::Look;
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use serde_json::Value;
use std::collections::BTreeSet;

pub const CODE: Code = Code {
    id: "D114",
    name: "missing-translation",
    severity: Severity::Warning,
    in_schema: false,
    what: "A text is missing in a language in which other texts of the same entry are written, or in the deck's own language.",
    why: "A reader of that language meets a foreign sentence in the middle of the page: the text falls back to the deck's own language.",
    example: r#""glossary": [{ "id": "mine", "term": { "en": "Seat", "ja": "席" }, "about": "Where somebody sits.", "source": "scenario" }]"#,
    correction: r#""glossary": [{ "id": "mine", "term": { "en": "Seat", "ja": "席" },
  "about": { "en": "Where somebody sits.", "ja": "誰かが座る場所。" }, "source": "scenario" }]"#,
};

/// Keys that hold texts, wherever they stand.
const TEXTS: [&str; 33] = [
    "name",
    "title",
    "about",
    "brief",
    "briefs",
    "headline",
    "signal",
    "text",
    "label",
    "success_text",
    "failure_text",
    "unless_met",
    "staff_note",
    "basis",
    "question",
    "authority",
    "permits",
    "because",
    "plan_name",
    "plan_because",
    "passed",
    "delayed",
    "failed",
    "who",
    "epilogue",
    "term",
    "accept",
    "decline",
    "defer",
    "forestalled",
    "softened",
    "lessons",
    "acts",
];

pub fn look(look: &mut Look<'_>) {
    let deck = look.deck;
    let own = deck.language.to_string();
    for (section, entries) in deck.source.as_object().into_iter().flatten() {
        let Value::Array(entries) = entries else { continue };
        for entry in entries {
            let mut languages = BTreeSet::new();
            gather(entry, &mut languages);
            if languages.is_empty() {
                continue;
            }
            languages.insert(own.clone());
            let id = entry["id"].as_str().unwrap_or_default();
            let mut found = Vec::new();
            each_text("", entry, &mut |path, text| {
                let has = |language: &String| match text {
                    Value::Object(map) => map.contains_key(language),
                    _ => *language == own,
                };
                let missing: Vec<String> = languages.iter().filter(|language| !has(language)).cloned().collect();
                if !missing.is_empty() {
                    found.push((path.to_owned(), missing.join(", ")));
                }
            });
            for (path, missing) in found {
                let message = format!("this text is missing in {missing}, which other texts of the entry have");
                look.warn_at(&format!("{section}/{id}"), &path, CODE.id, message, "Write it in that language too.");
            }
        }
    }
}

/// The languages of an entry's texts. Most entries have none but the deck's own, and are done with.
fn gather(value: &Value, languages: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                match inner {
                    Value::Object(texts) if TEXTS.contains(&key.as_str()) && is_text(inner) && key != "briefs" => {
                        languages.extend(texts.keys().cloned());
                    }
                    // Briefs are texts by seat, each perhaps in several languages.
                    Value::Object(briefs) if key == "briefs" => {
                        briefs
                            .values()
                            .filter_map(Value::as_object)
                            .for_each(|texts| languages.extend(texts.keys().cloned()));
                    }
                    inner => gather(inner, languages),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| gather(inner, languages)),
        _ => {}
    }
}

/// Every text of an entry, with its path: a string, or a map of languages.
fn each_text(path: &str, value: &Value, visit: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                if key == "briefs" {
                    each_brief(&path, inner, visit);
                } else if TEXTS.contains(&key.as_str()) && is_text(inner) {
                    visit(&path, inner);
                } else {
                    each_text(&path, inner, visit);
                }
            }
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(number, inner)| each_text(&format!("{path}[{number}]"), inner, visit));
        }
        _ => {}
    }
}

fn each_brief(path: &str, briefs: &Value, visit: &mut dyn FnMut(&str, &Value)) {
    for (seat, text) in briefs.as_object().into_iter().flatten() {
        visit(&format!("{path}.{seat}"), text);
    }
}

/// A string, or a map from language to string: not an answer or a fallback, whose texts stand deeper.
fn is_text(value: &Value) -> bool {
    match value {
        Value::String(_) => true,
        Value::Object(map) => {
            !map.is_empty()
                && !map.contains_key("text")
                && !map.contains_key("when")
                && map.values().all(Value::is_string)
        }
        _ => false,
    }
}
