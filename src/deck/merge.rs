//! From files to one deck: `extends` followed and never out of its folder, entries replaced and removed by id, and for every
//! entry where it was written.

use super::diagnostic::{DeckError, Finding, Report};
use super::document::{Document, Kind, MOST_VALUES, Unread, Written};
use super::ids::nearest;
use super::library;
use super::notes::{FileNotes, Notes, Place};
use super::read::{self, DeckPlace, LARGEST};
use super::shape;
use super::text::clean;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

/// No deck extends through more files than this.
const LONGEST_CHAIN: usize = 8;

/// The sections that hold a list of entries, each with an id.
pub(super) const LISTS: [&str; 14] = [
    "meters",
    "flags",
    "seats",
    "areas",
    "operations",
    "events",
    "responses",
    "requests",
    "promises",
    "pressures",
    "objectives",
    "scenarios",
    "outcomes",
    "glossary",
];

/// A part of a deck as it was written: an entry of a list, or an object such as the law.
#[derive(Debug)]
pub(super) struct Part {
    pub id: String,
    /// Where it can be read: in its file, or made to fit by itself.
    document: Rc<Document>,
    node: u32,
    pub file: usize,
    /// Its path in that file: `events[3]`, `law`.
    pub path: String,
    /// The file that first had an entry of this id.
    first: usize,
    /// Its shape is what the schema asks for. Where it is not, the value was made to fit.
    pub sound: bool,
}

impl Part {
    /// What was written.
    pub fn value(&self) -> Written<'_> {
        self.document.at(self.node)
    }
}

/// A list of entries by id. What was removed leaves a gap.
#[derive(Debug, Default)]
pub(super) struct Section {
    entries: Vec<Option<Part>>,
    places: foldhash::HashMap<String, usize>,
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
    documents: Vec<Rc<Document>>,
    pub sections: HashMap<&'static str, Section>,
    pub singles: HashMap<String, Part>,
    pub notes: Notes,
    /// What a deck's `remove` took out, as `section/id`, and the file that says so.
    removed: HashMap<String, usize>,
    /// The order in which the parts were first written.
    order: Vec<String>,
    bytes: usize,
    values: usize,
}

/// What stands in a part of a deck.
#[derive(Debug, Clone)]
pub(super) enum Values<'m> {
    /// One value.
    One(Written<'m>),
    /// A list's entries, those of all files.
    Entries(Vec<Written<'m>>),
}

/// Nothing more can be said of the deck.
struct Hopeless;

impl Merged {
    /// Reads a deck and all that it extends.
    pub fn read(place: &DeckPlace) -> Result<Self, DeckError> {
        let (name, text) = place.load().map_err(|(name, error)| {
            let mut report = Report::whole(&name, error.finding);
            report.files[0].text = error.text.into();
            report.diagnostics[0].span = error.at..error.at;
            DeckError(report)
        })?;
        Self::read_text(name, text, place)
    }

    /// Reads a deck from a text already at hand.
    pub fn read_text(name: String, text: Cow<'static, str>, place: &DeckPlace) -> Result<Self, DeckError> {
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
        text: Cow<'static, str>,
        place: &DeckPlace,
        chain: &mut Vec<String>,
    ) -> Result<(), Hopeless> {
        let file = self.documents.len();
        chain.push(place.key());
        self.bytes += text.len();
        let mut document = Document::new(name, text);
        let read = if self.bytes > LARGEST {
            let message = format!("the deck's files are larger than {} MB together", LARGEST >> 20);
            Err((0..0, Finding::new("D030", message)))
        } else {
            document.read(MOST_VALUES - self.values)
        };
        let document = Rc::new(document);
        self.documents.push(document.clone());
        self.values += read.map_err(|found| self.hopeless(file, found))?;
        let root = document.root().ok_or(Hopeless)?;
        if root.kind() != Kind::Object {
            return Err(self.hopeless(file, (root.span(), Finding::new("D002", "a deck is one JSON object: { … }"))));
        }
        let number = |format: &Written<'_>| format.number().is_some_and(|number| number.parse() != Ok(1.0_f64));
        if let Some(format) = root.get("format").filter(number) {
            let shown = clean(format.number().unwrap_or_default(), 24);
            let message = format!("this program reads decks of format 1, not {shown}");
            let finding =
                Finding::new("D020", message).help("Write \"format\": 1, or use a newer version of Not Today.");
            return Err(self.hopeless(file, (format.span(), finding)));
        }
        // What does not fit spoils the part in which it stands, and no other.
        let mut report = FileNotes { notes: &self.notes, file, spoiled: Vec::new() };
        read::check_values(&document, &mut report);
        shape::check(root, &mut report);
        let mut spoiled = report.spoiled;
        spoiled.sort_by_key(|span| span.start);
        if self.notes.is_full() {
            return Err(Hopeless);
        }
        match root.get("extends") {
            Some(base) if base.kind() == Kind::Text => self.extend(file, base, place, chain)?,
            // What it meant to build on is not known: nothing else that is missing is worth telling.
            Some(base) if base.kind() != Kind::Null => return Err(Hopeless),
            _ => {}
        }
        self.merge(file, &document, &spoiled);
        Ok(())
    }

    fn hopeless(&self, file: usize, (span, finding): Unread) -> Hopeless {
        self.notes.error(Place::Span(file, span), finding);
        Hopeless
    }

    fn extend(
        &mut self,
        file: usize,
        base: Written<'_>,
        place: &DeckPlace,
        chain: &mut Vec<String>,
    ) -> Result<(), Hopeless> {
        let at = Place::Span(file, base.span());
        let base = base.text().unwrap_or_default();
        let shown = clean(base, 200);
        let next = match library::resolve(base, place) {
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
                    self.documents.push(Rc::new(Document::unreadable(name, error.text.into())));
                    let span = error.at..error.at;
                    self.notes.error(Place::Span(self.documents.len() - 1, span), error.finding);
                }
                Err(Hopeless)
            }
        }
    }

    fn merge(&mut self, file: usize, document: &Rc<Document>, spoiled: &[Range<usize>]) {
        let Some(root) = document.root() else { return };
        let sound = |range: &Range<usize>| {
            let first = spoiled.partition_point(|span| span.start < range.start);
            spoiled.get(first).is_none_or(|span| span.start >= range.end)
        };
        let part = |id: &str, section: &str, entry: bool, value: Written<'_>, path: String| {
            let sound = sound(&value.span());
            let (document, node) = if sound {
                (document.clone(), value.place())
            } else {
                (Rc::new(Document::written(&shape::repaired(section, entry, id, value))), 0)
            };
            Part { id: id.to_owned(), document, node, file, first: file, path, sound }
        };
        for name in root.get("remove").into_iter().flat_map(Written::items) {
            if let Some(text) = name.text() {
                self.take_out(file, text, name.span());
            }
        }
        for (key, value) in root.entries() {
            let key = key.text_of_key();
            let list = LISTS.iter().find(|list| **list == key).filter(|_| value.kind() == Kind::List);
            if let Some(section) = list {
                let mut here = HashSet::<&str, foldhash::fast::RandomState>::default();
                for (number, entry) in value.items().enumerate() {
                    let Some(id) = entry.get("id").and_then(Written::text) else { continue };
                    if !here.insert(id) {
                        let message = format!("`{}` stands twice in `{section}`", clean(id, 64));
                        let finding = Finding::new("D007", message).help("Give one of them another id.");
                        self.notes.error(Place::Span(file, entry.head()), finding);
                        continue;
                    }
                    let part = part(id, section, true, entry, format!("{section}[{number}]"));
                    self.note_order(section);
                    self.sections.entry(section).or_default().put(id.to_owned(), part);
                }
            } else if key != "remove" && key != "extends" && !LISTS.contains(&key) && shape::is_part(key) {
                let part = part(key, key, false, value, key.to_owned());
                // `null` in the place of what a deck cannot do without says nothing.
                if part.value().kind() == Kind::Null && ["law", "ladder"].contains(&key) {
                    continue;
                }
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
        if found {
            self.removed.insert(name.to_owned(), file);
        } else {
            let finding = Finding::new("D005", format!("there is no `{}` to remove", clean(name, 100)));
            let bare = || {
                let section =
                    LISTS.iter().find(|list| self.sections.get(**list).is_some_and(|s| s.get(name).is_some()))?;
                Some(format!("Did you mean `{section}/{name}`?"))
            };
            let like = || {
                let events = self.sections.get("events").and_then(|events| events.iter().next());
                events.map_or("events/the_id".to_owned(), |event| format!("events/{}", event.id))
            };
            let nearest = name.split_once('/').and_then(|(section, id)| {
                let Some(section_of) = self.sections.get(section) else {
                    let near = nearest(LISTS.iter().copied(), section)?;
                    return Some(format!("Did you mean `{near}/{}`?", clean(id, 64)));
                };
                let known = &section_of.places;
                let near = self.notes.may_guess(known.len()).then(|| nearest(known.keys().map(String::as_str), id));
                near.flatten().map(|near| format!("Did you mean `{section}/{near}`?"))
            });
            let help = nearest.or_else(bare).unwrap_or_else(|| format!("Write section and id, such as `{}`.", like()));
            self.notes.error(Place::Span(file, span), finding.help(help));
        }
    }

    /// The deck's parts in the order in which they were first written: key, and one value or a list's entries.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Values<'_>)> {
        self.order.iter().filter_map(|key| {
            let values = match self.sections.get(key.as_str()) {
                Some(section) => Values::Entries(section.iter().map(Part::value).collect()),
                None => Values::One(self.singles.get(key)?.value()),
            };
            Some((key.as_str(), values))
        })
    }

    /// Every key of the files and its value, each with the number of its file.
    pub fn keys(&self) -> impl Iterator<Item = (usize, Written<'_>, Written<'_>)> {
        let files = self.documents.iter().enumerate();
        files.flat_map(|(file, document)| document.keys().map(move |(key, value)| (file, key, value)))
    }

    /// The deck as one JSON object without spaces, each part where it was first written.
    pub fn written(&self) -> String {
        let mut out = String::with_capacity(self.bytes);
        out.push('{');
        for (number, (key, values)) in self.parts().enumerate() {
            if number > 0 {
                out.push(',');
            }
            // A part's key is one of the schema's: there is nothing to escape.
            out.push('"');
            out.push_str(key);
            out.push_str("\":");
            match values {
                Values::One(value) => value.write(&mut out),
                Values::Entries(entries) => {
                    out.push('[');
                    for (number, entry) in entries.iter().enumerate() {
                        if number > 0 {
                            out.push(',');
                        }
                        entry.write(&mut out);
                    }
                    out.push(']');
                }
            }
        }
        out.push('}');
        out
    }

    /// The file whose `remove` took an entry out, by its name.
    pub fn removed_by(&self, entry: &str) -> Option<&str> {
        self.removed.get(entry).map(|file| self.documents[*file].name.as_str())
    }

    /// Whether an entry was written in the deck itself, not in one that it extends.
    pub fn is_own(&self, entry: &str) -> bool {
        self.part(entry).is_some_and(|part| part.file == 0)
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
            // Of the deck as a whole: its head.
            None => Place::Path(0, String::new()),
        }
    }

    /// Everything that was found.
    pub fn report(self) -> Report {
        let Self { documents, notes, sections, singles, .. } = self;
        // The parts hold on to the documents.
        drop((sections, singles));
        notes.report(documents)
    }

    /// Everything that was found, where the deck does not load.
    pub fn fail(self) -> DeckError {
        DeckError(self.report())
    }
}
