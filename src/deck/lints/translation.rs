//! D114: a text that lacks a language which its entry has elsewhere.

use super::look::Look;
use crate::deck::codes::Code;
use crate::deck::diagnostic::Severity;
use crate::deck::document::{Kind, Written};
use crate::deck::merge::Values;
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
    if look.deck.languages.len() < 2 {
        return;
    }
    let own = &*look.deck.language;
    let mut found = Vec::new();
    for (section, values) in look.parts() {
        let Values::Entries(entries) = values else { continue };
        for entry in entries {
            let mut languages = BTreeSet::new();
            gather(entry, &mut languages);
            if languages.is_empty() {
                continue;
            }
            languages.insert(own);
            let id = entry.get("id").and_then(Written::text).unwrap_or_default();
            each_text("", entry, &mut |path, text| {
                let has = |language: &str| match text.kind() {
                    Kind::Object => text.get(language).is_some(),
                    _ => *language == *own,
                };
                let missing: Vec<&str> = languages.iter().filter(|language| !has(language)).copied().collect();
                if !missing.is_empty() {
                    found.push((format!("{section}/{id}"), path.to_owned(), missing.join(", ")));
                }
            });
        }
    }
    for (entry, path, missing) in found {
        let message = format!("this text is missing in {missing}, which other texts of the entry have");
        look.warn_at(&entry, &path, CODE.id, message, "Write it in that language too.");
    }
}

/// The languages of an entry's texts. Most entries have none but the deck's own, and are done with.
fn gather<'w>(value: Written<'w>, languages: &mut BTreeSet<&'w str>) {
    let take = |texts: Written<'w>, languages: &mut BTreeSet<&'w str>| {
        languages.extend(texts.entries().map(|(language, _)| language.text_of_key()));
    };
    match value.kind() {
        Kind::Object => {
            for (key, inner) in value.entries() {
                let key = key.text_of_key();
                match inner.kind() {
                    // Briefs are texts by seat, each perhaps in several languages.
                    Kind::Object if key == "briefs" => inner.entries().for_each(|(_, texts)| take(texts, languages)),
                    Kind::Object if TEXTS.contains(&key) && is_text(inner) => take(inner, languages),
                    Kind::Object | Kind::List => gather(inner, languages),
                    _ => {}
                }
            }
        }
        Kind::List => value.items().for_each(|inner| gather(inner, languages)),
        _ => {}
    }
}

/// Every text of an entry, with its path: a string, or a map of languages.
fn each_text<'w>(path: &str, value: Written<'w>, visit: &mut dyn FnMut(&str, Written<'w>)) {
    match value.kind() {
        Kind::Object => {
            for (key, inner) in value.entries() {
                let key = key.text_of_key();
                let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
                if key == "briefs" {
                    inner.entries().for_each(|(seat, text)| visit(&format!("{path}.{}", seat.text_of_key()), text));
                } else if TEXTS.contains(&key) && is_text(inner) {
                    visit(&path, inner);
                } else {
                    each_text(&path, inner, visit);
                }
            }
        }
        Kind::List => {
            value.items().enumerate().for_each(|(number, inner)| each_text(&format!("{path}[{number}]"), inner, visit));
        }
        _ => {}
    }
}

/// A string, or a map from language to string: not an answer or a fallback, whose texts stand deeper.
fn is_text(value: Written<'_>) -> bool {
    match value.kind() {
        Kind::Text => true,
        Kind::Object => {
            let mut entries = value.entries().peekable();
            entries.peek().is_some()
                && entries
                    .all(|(key, text)| text.kind() == Kind::Text && !["text", "when"].contains(&key.text_of_key()))
        }
        _ => false,
    }
}
