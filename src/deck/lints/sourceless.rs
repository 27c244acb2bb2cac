//! D115: an entry that says nothing of where it comes from, or names a fact that the report does not have.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::coverage::FACTS;
use crate::deck::diagnostic::Severity;
use crate::deck::document::Written;
use crate::deck::merge::Values;

pub const CODE: Code = Code {
    id: "D115",
    name: "without-source",
    severity: Severity::Warning,
    in_schema: false,
    what: "A term of the glossary says nothing of where it comes from (in every other entry `source` has to be there); or a source looks like the id of a fact, and no fact has that id.",
    why: "A seminar should always be able to tell the report from the authors of the deck.",
    example: r#""glossary": [{ "id": "mine", "term": "Mine", "about": "A term." }]"#,
    correction: r#""glossary": [{ "id": "mine", "term": "Mine", "about": "A term.", "source": "scenario" }]"#,
};

pub fn look(look: &mut Look<'_>) {
    let source = look.source;
    for term in source.glossary.iter().filter(|term| term.source.is_empty()) {
        let message = "nothing says where this comes from".to_owned();
        let help = "Name a fact's id, or \"scenario\" where it is your own.";
        look.warn(&Path::Entry("glossary", term.id), CODE.id, message, help);
    }
    let mut found = Vec::new();
    for (section, values) in look.parts() {
        match values {
            Values::One(part) => unknown_facts(&Path::Part(section), part, &mut found),
            Values::Entries(entries) => {
                for entry in entries {
                    let id = entry.get("id").and_then(Written::text).unwrap_or_default();
                    unknown_facts(&Path::Entry(section, id), entry, &mut found);
                }
            }
        }
    }
    for (entry, path, fact) in found {
        let near = crate::deck::ids::nearest(FACTS.iter().map(|(id, _)| id.as_str()), &fact);
        let near = near.map_or(String::new(), |near| format!("Did you mean `{near}`? "));
        let help =
            format!("{near}`not-today deck show DECK --coverage` lists the facts; what is your own is \"scenario\".");
        look.warn_at(&entry, &path, CODE.id, format!("the report has no fact `{fact}`"), &help);
    }
}

/// Sources that look like a fact's id (`L4`) and are none, each with its place.
fn unknown_facts(path: &Path<'_>, value: Written<'_>, found: &mut Vec<(String, String, String)>) {
    for (key, inner) in value.entries() {
        let key = key.text_of_key();
        let path = path.key(key);
        if !["source", "limit_source", "plan_source"].contains(&key) {
            unknown_facts(&path, inner, found);
            continue;
        }
        for source in inner.text().into_iter().chain(inner.items().filter_map(Written::text)) {
            let mut letters = source.chars();
            let looks_like_one = letters.next().is_some_and(|first| first.is_ascii_uppercase())
                && source.len() > 1
                && letters.all(|c| c.is_ascii_digit());
            if looks_like_one && !FACTS.iter().any(|(id, _)| id == source) {
                found.push((path.entry(), path.to_string(), source.to_owned()));
            }
        }
    }
    value.items().enumerate().for_each(|(number, item)| unknown_facts(&path.at(number), item, found));
}
