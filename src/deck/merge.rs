//! From files to one deck: `extends` followed and never out of its folder, entries replaced and removed by id, and for every
//! entry where it was written.

use super::diagnostic::{DeckError, DeckFile, Finding, Report};
use super::ids::nearest;
use super::library;
use super::notes::{FileNotes, Notes, Place};
use super::read::{self, DeckPlace, LARGEST, MOST_VALUES};
use super::shape;
use super::text::clean;
use jsonc_parser::ast;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// No deck extends through more files than this.
const LONGEST_CHAIN: usize = 8;

/// The sections that hold a list of entries, each with an id.
pub(super) const LISTS: [&str; 13] = [
    "meters",
    "flags",
    "seats",
    "areas",
    "operations",
    "events",
    "responses",
    "requests",
    "promises",
    "objectives",
    "scenarios",
    "outcomes",
    "glossary",
];

/// A part of a deck as it was written: an entry of a list, or an object such as the law.
#[derive(Debug)]
pub(super) struct Part {
    pub id: String,
    pub value: Value,
    pub file: usize,
    /// Its path in that file: `events[3]`, `law`.
    pub path: String,
    /// The file that first had an entry of this id.
    first: usize,
    /// Its shape is what the schema asks for. Where it is not, the value was made to fit.
    pub sound: bool,
}

/// A list of entries by id. What was removed leaves a gap.
#[derive(Debug, Default)]
pub(super) struct Section {
    entries: Vec<Option<Part>>,
    places: HashMap<String, usize>,
}

impl Section {
    pub fn iter(&self) -> impl Iterator<Item = &Part> {
        self.entries.iter().flatten()
    }

    pub fn get(&self, id: &str) -> Option<&Part> {
        self.places.get(id).and_then(|place| self.entries[*place].as_ref())
    }

    /// Puts what a deck adds before what it extends had.
    fn added_first(&mut self) {
        self.entries.retain(Option::is_some);
        self.entries.sort_by_key(|part| part.as_ref().map(|part| part.first));
        let ids = self.entries.iter().flatten().map(|part| part.id.clone());
        self.places = ids.zip(0..).collect();
    }

    fn remove(&mut self, id: &str) -> bool {
        self.places.remove(id).is_some_and(|place| self.entries[place].take().is_some())
    }

    fn put(&mut self, id: String, mut part: Part) {
        if let Some(place) = self.places.get(&id) {
            part.first = self.entries[*place].as_ref().map_or(part.file, |replaced| replaced.first);
            self.entries[*place] = Some(part);
        } else {
            self.places.insert(id, self.entries.len());
            self.entries.push(Some(part));
        }
    }
}

/// A deck's files, and what they come to together.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub files: Vec<DeckFile>,
    pub sections: HashMap<&'static str, Section>,
    pub singles: HashMap<String, Part>,
    pub notes: Notes,
    /// The order in which the parts were first written.
    order: Vec<String>,
    bytes: usize,
    values: usize,
}

/// Nothing more can be said of the deck.
struct Hopeless;

impl Merged {
    /// Reads a deck and all that it extends.
    pub fn read(place: &DeckPlace) -> Result<Self, DeckError> {
        let (name, text) = place.load().map_err(|(name, error)| {
            let mut report = Report::whole(&name, error.finding);
            report.files[0].text = error.text;
            report.diagnostics[0].span = error.at..error.at;
            DeckError(report)
        })?;
        Self::read_text(name, text, place)
    }

    /// Reads a deck from a text already at hand.
    pub fn read_text(name: String, text: String, place: &DeckPlace) -> Result<Self, DeckError> {
        let mut merged = Self::default();
        match merged.add(name, text, place, &mut Vec::new()) {
            Ok(()) => {
                // Outcomes are tried in order: an added one behind the extended deck's last would never come.
                if let Some(outcomes) = merged.sections.get_mut("outcomes") {
                    outcomes.added_first();
                }
                Ok(merged)
            }
            Err(Hopeless) => Err(merged.fail()),
        }
    }

    fn add(
        &mut self,
        name: String,
        mut text: String,
        place: &DeckPlace,
        chain: &mut Vec<String>,
    ) -> Result<(), Hopeless> {
        let file = self.files.len();
        chain.push(place.key());
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        // The text stands aside while it is looked at, and is kept with the deck's files.
        self.files.push(DeckFile { name, text: String::new() });
        let result = self.add_text(file, &text, place, chain);
        self.files[file].text = text;
        result
    }

    fn add_text(
        &mut self,
        file: usize,
        text: &str,
        place: &DeckPlace,
        chain: &mut Vec<String>,
    ) -> Result<(), Hopeless> {
        let hopeless = |merged: &mut Self, (span, finding): (Range<usize>, Finding)| {
            merged.notes.error(Place::Span(file, span), finding);
            Hopeless
        };
        self.bytes += text.len();
        if self.bytes > LARGEST {
            let message = format!("the deck's files are larger than {} MB together", LARGEST >> 20);
            return Err(hopeless(self, (0..0, Finding::new("D030", message))));
        }
        self.values += read::survey(text, MOST_VALUES - self.values).map_err(|found| hopeless(self, found))?;
        let root = read::parse(text).map_err(|found| hopeless(self, found))?;
        let ast::Value::Object(object) = &root else {
            let found = (shape::span_of(&root), Finding::new("D002", "a deck is one JSON object: { … }"));
            return Err(hopeless(self, found));
        };
        if let Some(format) = object.get_number("format").filter(|format| format.value.parse() != Ok(1.0_f64)) {
            let message = format!("this program reads decks of format 1, not {}", clean(format.value, 24));
            let finding =
                Finding::new("D020", message).help("Write \"format\": 1, or use a newer version of Not Today.");
            return Err(hopeless(self, (format.range.start..format.range.end, finding)));
        }
        // What does not fit spoils the part in which it stands, and no other.
        let mut report = FileNotes { notes: &mut self.notes, file, spoiled: Vec::new() };
        read::check_values(&root, &mut report);
        shape::check(&root, &mut report);
        let mut spoiled = report.spoiled;
        spoiled.sort_by_key(|span| span.start);
        if self.notes.is_full() {
            return Err(Hopeless);
        }
        if let Some(base) = object.get_string("extends") {
            self.extend(file, base, place, chain)?;
        }
        self.merge(file, object, &spoiled);
        Ok(())
    }

    fn extend(
        &mut self,
        file: usize,
        base: &ast::StringLit<'_>,
        place: &DeckPlace,
        chain: &mut Vec<String>,
    ) -> Result<(), Hopeless> {
        let at = Place::Span(file, base.range.start..base.range.end);
        let shown = clean(&base.value, 200);
        let next = match library::resolve(&base.value, place) {
            Ok(next) => next,
            Err(finding) => {
                self.notes.error(at, finding);
                return Err(Hopeless);
            }
        };
        if chain.contains(&next.key()) {
            let help = "Follow the `extends` of each file: one of them has to stand alone.";
            self.notes.error(at, Finding::new("D004", format!("`{shown}` extends itself in a circle")).help(help));
            return Err(Hopeless);
        }
        if chain.len() >= LONGEST_CHAIN {
            let message = format!("more than {LONGEST_CHAIN} decks extend one another");
            self.notes.error(at, Finding::new("D004", message));
            return Err(Hopeless);
        }
        match next.load() {
            Ok((name, text)) => self.add(name, text, &next, chain),
            Err((name, error)) => {
                let message = format!("`{shown}`: {}", error.finding.message);
                self.notes.error(at, Finding { message, ..error.finding.clone() });
                if !error.text.is_empty() {
                    self.files.push(DeckFile { name, text: error.text });
                    let span = error.at..error.at;
                    self.notes.error(Place::Span(self.files.len() - 1, span), error.finding);
                }
                Err(Hopeless)
            }
        }
    }

    fn merge(&mut self, file: usize, object: &ast::Object<'_>, spoiled: &[Range<usize>]) {
        let sound = |range: &Range<usize>| {
            let first = spoiled.partition_point(|span| span.start < range.start);
            spoiled.get(first).is_none_or(|span| span.start >= range.end)
        };
        for element in object.get_array("remove").into_iter().flat_map(|list| &list.elements) {
            if let Some(name) = element.as_string_lit() {
                self.take_out(file, &name.value, shape::span_of(element));
            }
        }
        for property in &object.properties {
            let key = property.name.as_str();
            let range = shape::span_of(&property.value);
            let list = LISTS.iter().find(|list| **list == key);
            if let (Some(section), ast::Value::Array(list)) = (list, &property.value) {
                let mut here = HashSet::new();
                for (number, element) in list.elements.iter().enumerate() {
                    let Some(id) = element.as_object().and_then(|entry| entry.get_string("id")) else { continue };
                    let id = id.value.to_string();
                    if !here.insert(id.clone()) {
                        let message = format!("`{}` stands twice in `{section}`", clean(&id, 64));
                        let finding = Finding::new("D007", message).help("Give one of them another id.");
                        self.notes.error(Place::Span(file, read::span_of_entry(element)), finding);
                        continue;
                    }
                    let sound = sound(&shape::span_of(element));
                    let mut value =
                        if sound { read::to_json(element) } else { shape::repaired(section, true, element) };
                    value["id"] = id.as_str().into();
                    let path = format!("{section}[{number}]");
                    let part = Part { id: id.clone(), value, file, first: file, path, sound };
                    self.note_order(section);
                    self.sections.entry(section).or_default().put(id, part);
                }
            } else if key != "remove" && key != "extends" && list.is_none() && shape::is_part(key) {
                let sound = sound(&range);
                let value =
                    if sound { read::to_json(&property.value) } else { shape::repaired(key, false, &property.value) };
                // `null` in the place of what a deck cannot do without says nothing.
                if value.is_null() && ["law", "ladder"].contains(&key) {
                    continue;
                }
                let part = Part { id: key.to_owned(), value, file, first: file, path: key.to_owned(), sound };
                self.note_order(key);
                self.singles.insert(key.to_owned(), part);
            }
        }
    }

    fn note_order(&mut self, key: &str) {
        if self.order.last().is_none_or(|last| last != key) && !self.order.iter().any(|known| known == key) {
            self.order.push(key.to_owned());
        }
    }

    fn take_out(&mut self, file: usize, name: &str, span: Range<usize>) {
        let found = name.split_once('/').is_some_and(|(section, id)| {
            let section = LISTS.iter().find(|list| **list == section);
            section.and_then(|section| self.sections.get_mut(section)).is_some_and(|section| section.remove(id))
        });
        if !found {
            let finding = Finding::new("D005", format!("there is no `{}` to remove", clean(name, 100)));
            let nearest = name.split_once('/').and_then(|(section, id)| {
                let known = &self.sections.get(section)?.places;
                let near = self.notes.may_guess(known.len()).then(|| nearest(known.keys().map(String::as_str), id));
                near.flatten().map(|near| format!("Did you mean `{section}/{near}`?"))
            });
            let help =
                nearest.unwrap_or_else(|| "Write section and id, such as `events/median_line_swarm`.".to_owned());
            self.notes.error(Place::Span(file, span), finding.help(help));
        }
    }

    /// The deck as one JSON object, each where it was first written.
    pub fn take_value(&mut self) -> Map<String, Value> {
        let mut whole = Map::new();
        for key in &self.order {
            if let Some(section) = self.sections.get_mut(key.as_str()) {
                let parts = section.entries.iter_mut().flatten();
                whole.insert(key.clone(), Value::Array(parts.map(|part| part.value.take()).collect()));
            } else if let Some(part) = self.singles.get_mut(key) {
                whole.insert(key.clone(), part.value.take());
            }
        }
        whole
    }

    /// Whether an entry's shape is what the schema asks for.
    pub fn is_sound(&self, entry: &str) -> bool {
        self.part(entry).is_none_or(|part| part.sound)
    }

    fn part(&self, entry: &str) -> Option<&Part> {
        match entry.split_once('/') {
            Some((section, id)) => self.sections.get(section).and_then(|section| section.get(id)),
            None => self.singles.get(entry),
        }
    }

    /// The place of something in an entry: `events/id` and `when[0].meter`, or `law` and `rows[2]`.
    pub fn place(&self, entry: &str, inner: &str) -> Place {
        match self.part(entry) {
            Some(part) if inner.is_empty() => Place::Path(part.file, part.path.clone()),
            Some(part) => Place::Path(part.file, format!("{}.{inner}", part.path)),
            None => Place::Span(0, 0..0),
        }
    }

    /// Everything that was found.
    pub fn report(self) -> Report {
        self.notes.report(self.files)
    }

    /// Everything that was found, where the deck does not load.
    pub fn fail(self) -> DeckError {
        DeckError(self.report())
    }
}
