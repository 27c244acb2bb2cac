//! D114: a text that lacks a language which its entry has elsewhere, or the scenario that shows it.

use super::look::{Look, Path};
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
    what: "A text is missing in the deck's own language, or in one in which other texts of the same entry are written; or an entry is missing altogether in a language of the scenario that shows it. A language that is not written as a tag is told too: `ja`, not `japanese` or `jp`.",
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

/// Parts that every game of a scenario shows.
const ALWAYS: [&str; 6] = ["meters", "seats", "areas", "outcomes", "law", "ladder"];
/// Parts that a game shows where a card names them, and the keys by which cards do.
const NAMED: [(&str, &str); 3] = [("operations", "operation"), ("objectives", "objectives"), ("promises", "promise")];
/// Cards, and the key by which a scenario scripts them.
const CARDS: [(&str, &str); 3] = [("events", "event"), ("responses", ""), ("requests", "request")];

/// A part of a deck that is written by itself: an entry of a section, or an item of a list in the law or the ladder.
struct Piece<'w> {
    section: &'w str,
    id: &'w str,
    /// Of an item of a list, where it stands in its part: `situations[2]`.
    at: Option<String>,
    value: Written<'w>,
    /// The languages in which some of its texts are written; none where they are all plain.
    languages: BTreeSet<&'w str>,
}

impl Piece<'_> {
    /// Runs a piece of work with the path to it.
    fn path<T>(&self, work: impl FnOnce(&Path<'_>) -> T) -> T {
        match &self.at {
            Some(at) => work(&Path::Part(self.section).key(at)),
            None => work(&Path::Entry(self.section, self.id)),
        }
    }
}

pub fn look(look: &mut Look<'_>) {
    if !is_tag(&look.deck.language) {
        let message = format!("`{}` is not the tag of a language, such as `en`, `ja` or `zh-Hant`", look.deck.language);
        look.warn(&Path::Part("language"), CODE.id, message, TAG);
    }
    if look.deck.languages.len() < 2 {
        return;
    }
    let own = &*look.deck.language;
    let pieces = pieces(look.parts());
    let mut found = Vec::new();
    for piece in &pieces {
        within(piece, own, &mut found);
    }
    for language in look.deck.languages.iter().skip(1).filter(|language| !is_tag(language)) {
        unknown_language(&pieces, language, &mut found);
    }
    for scenario in pieces.iter().filter(|piece| piece.section == "scenarios") {
        shown(scenario, &pieces, own, &mut found);
    }
    for (entry, path, message, help) in found {
        look.warn_at(&entry, &path, CODE.id, message, help);
    }
}

type Found = Vec<(String, String, String, &'static str)>;

const TRANSLATE: &str = "Write it in that language too.";
const TAG: &str = "Write the language's tag: `fi` for Finnish, `ja` for Japanese, `ko` for Korean, `uk` for Ukrainian.";
const TRANSLATE_ALL: &str = "Translate them too, or leave the scenario in the deck's own language.";
/// So many entries without a translation are told one by one; more in a line.
const MOST_TOLD: usize = 8;

fn pieces<'w>(parts: impl Iterator<Item = (&'w str, Values<'w>)>) -> Vec<Piece<'w>> {
    let mut pieces = Vec::new();
    let mut add = |section: &'w str, at: Option<String>, value: Written<'w>| {
        let mut languages = BTreeSet::new();
        gather(value, &mut languages);
        // What is no language is told by itself, and asks for no translation.
        languages.retain(|language| is_tag(language));
        let id = value.get("id").and_then(Written::text).unwrap_or_default();
        pieces.push(Piece { section, id, at, value, languages });
    };
    for (section, values) in parts {
        match values {
            Values::Entries(entries) => entries.into_iter().for_each(|value| add(section, None, value)),
            Values::One(part) => {
                for (key, list) in part.entries() {
                    for (number, value) in list.items().enumerate().filter(|(_, value)| value.kind() == Kind::Object) {
                        add(section, Some(format!("{}[{number}]", key.text_of_key())), value);
                    }
                }
            }
        }
    }
    pieces
}

/// Texts that lack a language which others of the same piece have.
fn within(piece: &Piece<'_>, own: &str, found: &mut Found) {
    if piece.languages.is_empty() {
        return;
    }
    let mut languages = piece.languages.clone();
    languages.insert(own);
    let mut look = |path: &Path<'_>, text: Written<'_>| {
        let has = |language: &str| match text.kind() {
            Kind::Object => text.get(language).is_some(),
            _ => *language == *own,
        };
        let missing: Vec<&str> = languages.iter().filter(|language| !has(language)).copied().collect();
        if !missing.is_empty() {
            let message =
                format!("this text is missing in {}, which other texts of the entry have", missing.join(", "));
            found.push((path.entry(), path.to_string(), message, TRANSLATE));
        }
    };
    piece.path(|path| each_text(path, piece.value, &mut look));
}

/// Whether a language is written as a tag (RFC 5646): `en`, `ja`, `zh-Hant`.
fn is_tag(language: &str) -> bool {
    let mut parts = language.split('-');
    let first = parts.next().unwrap_or_default();
    // The tags of countries that are often taken for those of their languages.
    let country = ["jp", "kr", "cn", "tw", "ua", "cz", "dk", "gr", "vn"].contains(&language);
    matches!(first.len(), 2 | 3)
        && !country
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The first text that has a language which is not written as one.
fn unknown_language(pieces: &[Piece<'_>], language: &str, found: &mut Found) {
    for piece in pieces {
        let before = found.len();
        let mut look = |path: &Path<'_>, text: Written<'_>| {
            if found.len() == before && text.get(language).is_some() {
                let path = path.key(language);
                let message = format!("`{language}` is not the tag of a language, such as `en`, `ja` or `zh-Hant`");
                found.push((path.entry(), path.to_string(), message, TAG));
            }
        };
        piece.path(|path| each_text(path, piece.value, &mut look));
        if found.len() > before {
            return;
        }
    }
}

/// What a scenario shows that has no text in a language of the scenario's, and was written in the same file.
fn shown(scenario: &Piece<'_>, pieces: &[Piece<'_>], own: &str, found: &mut Found) {
    let languages: Vec<&str> = scenario.languages.iter().filter(|language| **language != own).copied().collect();
    if languages.is_empty() {
        return;
    }
    let only = scenario.value.get("only");
    let scripted = |key: &str, id: &str| {
        let injects = scenario.value.get("injects").into_iter().flat_map(Written::items);
        injects.filter_map(|inject| inject.get(key)).any(|event| event.reads(id))
    };
    let in_play = |piece: &Piece<'_>| {
        CARDS.iter().find(|(section, _)| *section == piece.section).is_some_and(|(section, key)| {
            let listed = only.and_then(|only| only.get(section));
            listed.is_none_or(|list| list.items().any(|id| id.reads(piece.id))) || scripted(key, piece.id)
        })
    };
    let mut named = BTreeSet::new();
    for card in pieces.iter().filter(|piece| in_play(piece)) {
        names(card.value, &mut named);
    }
    let is_shown = |piece: &Piece<'_>| {
        ALWAYS.contains(&piece.section)
            || in_play(piece)
            || NAMED.iter().any(|(section, key)| *section == piece.section && named.contains(&(*key, piece.id)))
    };
    let mut lacking: Vec<(&Piece<'_>, String)> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.value.is_beside(scenario.value) && is_shown(piece)) {
        let missing: Vec<&str> =
            languages.iter().filter(|language| !piece.languages.contains(*language)).copied().collect();
        if missing.is_empty() {
            continue;
        }
        let mut texts = 0;
        piece.path(|path| each_text(path, piece.value, &mut |_, _| texts += 1));
        if texts > 0 {
            lacking.push((piece, missing.join(", ")));
        }
    }
    let id = scenario.id;
    if lacking.len() > MOST_TOLD {
        let (first, count) = (&lacking[0].0, lacking.len());
        let first = first.path(|path| format!("{}{}{path}", path.entry(), if first.at.is_some() { "/" } else { "" }));
        let languages = languages.join(", ");
        let message =
            format!("{count} entries that this scenario shows have no text in {languages}, such as `{first}`");
        scenario.path(|path| found.push((path.entry(), path.key("title").to_string(), message, TRANSLATE_ALL)));
        return;
    }
    for (piece, missing) in lacking {
        let message = format!("this has no text in {missing}, in which the scenario `{id}` is written");
        piece.path(|path| found.push((path.entry(), path.to_string(), message, TRANSLATE)));
    }
}

/// What a card names, each with the key that names it.
fn names<'w>(value: Written<'w>, named: &mut BTreeSet<(&'w str, &'w str)>) {
    for (key, inner) in value.entries() {
        let key = key.text_of_key();
        let several = inner.items().filter_map(Written::text);
        named.extend(inner.text().into_iter().chain(several).map(|id| (key, id)));
        names(inner, named);
    }
    value.items().for_each(|item| names(item, named));
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
fn each_text<'w>(path: &Path<'_>, value: Written<'w>, visit: &mut dyn FnMut(&Path<'_>, Written<'w>)) {
    for (key, inner) in value.entries() {
        let key = key.text_of_key();
        let path = path.key(key);
        if key == "briefs" {
            inner.entries().for_each(|(seat, text)| visit(&path.key(seat.text_of_key()), text));
        } else if TEXTS.contains(&key) && is_text(inner) {
            visit(&path, inner);
        } else {
            each_text(&path, inner, visit);
        }
    }
    value.items().enumerate().for_each(|(number, inner)| each_text(&path.at(number), inner, visit));
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
