//! D115: an entry that says nothing of where it comes from, or names a fact that the report does not have.

use super::look::{Look, Path};
use crate::deck::codes::Code;
use crate::deck::coverage::FACTS;
use crate::deck::diagnostic::Severity;
use crate::deck::notes::Place;

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
    // Looked for in the files, key by key: every entry has a source, and hardly any a wrong one.
    let mut found = Vec::new();
    for (file, key, value) in look.keys() {
        if !["source", "limit_source", "plan_source"].iter().any(|name| key.reads(name)) {
            continue;
        }
        let one = value.text().map(|fact| (value, fact));
        for (place, fact) in one.into_iter().chain(value.items().filter_map(|item| Some((item, item.text()?)))) {
            if looks_like_a_fact(fact) && !FACTS.iter().any(|(id, _)| id == fact) {
                found.push((Place::Span(file, place.span()), fact.to_owned()));
            }
        }
    }
    for (place, fact) in found {
        let near = crate::deck::ids::nearest(FACTS.iter().map(|(id, _)| id.as_str()), &fact);
        let near = near.map_or(String::new(), |near| format!("Did you mean `{near}`? "));
        let help =
            format!("{near}`not-today deck show DECK --coverage` lists the facts; what is your own is \"scenario\".");
        look.warn_there(place, CODE.id, format!("the report has no fact `{fact}`"), &help);
    }
}

/// Whether a source is written like the id of a fact: `L4`.
fn looks_like_a_fact(source: &str) -> bool {
    let mut letters = source.chars();
    letters.next().is_some_and(|first| FACTS.iter().any(|(id, _)| id.starts_with(first)))
        && source.len() > 1
        && letters.all(|c| c.is_ascii_digit())
}
