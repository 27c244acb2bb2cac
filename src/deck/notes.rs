//! Collects what is found in a deck while it is read, and finds the place of each thing in the end: a deck in which nothing
//! is wrong pays nothing for positions.

use super::diagnostic::{DeckFile, Diagnostic, Finding, Report, Severity};
use super::document::{Document, Kind, Written};
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

/// No more errors than this are told in one go, and no more warnings.
const MOST: usize = 400;

/// No more names than this are looked through, all in all, for the one that was meant.
const MOST_GUESSES: usize = 400_000;

/// Where something was found.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// Bytes of a file.
    Span(usize, Range<usize>),
    /// A path into a file's JSON: `events[3].when[0]`.
    Path(usize, String),
    /// The same, of the key and not of its value: `scenarios[0].meters.trust`.
    Key(usize, String),
}

impl Place {
    /// The key at a path, where that ends in one.
    pub fn of_key(self) -> Self {
        match self {
            Self::Path(file, path) => Self::Key(file, path),
            place => place,
        }
    }
}

/// What is found in one file.
#[derive(Debug)]
pub(super) struct FileNotes<'a> {
    pub notes: &'a Notes,
    pub file: usize,
    /// Where something does not fit.
    pub spoiled: Vec<Range<usize>>,
}

impl FileNotes<'_> {
    pub fn add(&mut self, span: Range<usize>, finding: Finding) {
        self.spoiled.push(span.clone());
        self.notes.error(Place::Span(self.file, span), finding);
    }

    /// Nothing more would be told.
    pub fn is_full(&self) -> bool {
        self.notes.is_full()
    }
}

/// Everything found so far. It is noted while the deck that it is about is being read, so a shared reference is enough.
#[derive(Debug, Default)]
pub(super) struct Notes {
    found: RefCell<Vec<(Severity, Place, Finding)>>,
    /// Warnings, and errors, the untold ones too.
    counts: Cell<[usize; 2]>,
    guessed: Cell<usize>,
}

impl Notes {
    pub fn error(&self, place: Place, finding: Finding) {
        self.add(Severity::Error, place, finding);
    }

    pub fn add(&self, severity: Severity, place: Place, finding: Finding) {
        let (mut counts, sort) = (self.counts.get(), usize::from(severity == Severity::Error));
        counts[sort] += 1;
        self.counts.set(counts);
        if counts[sort] <= MOST {
            self.found.borrow_mut().push((severity, place, finding.made_visible()));
        }
    }

    /// Nothing more would be told: looking further is idle.
    pub fn is_full(&self) -> bool {
        self.counts.get()[1] > MOST
    }

    /// Whether there is time to look through so many names for the one that was meant.
    pub fn may_guess(&self, names: usize) -> bool {
        self.guessed.set(self.guessed.get() + names);
        self.guessed.get() <= MOST_GUESSES
    }

    pub fn has_errors(&self) -> bool {
        self.counts.get()[1] > 0
    }

    /// The report, every place found.
    pub fn report(self, documents: Vec<Rc<Document>>) -> Report {
        let left_out = self.counts.get().iter().map(|count| count.saturating_sub(MOST)).sum();
        let located = self.found.into_inner().into_iter().map(|(severity, place, finding)| {
            let (file, span) = match place {
                Place::Span(file, span) => (file, span),
                Place::Path(file, path) => (file, documents[file].root().map_or(0..0, |root| descend(root, &path).1)),
                Place::Key(file, path) => (file, documents[file].root().map_or(0..0, |root| descend(root, &path).0)),
            };
            let Finding { code, message, help } = finding;
            Diagnostic { severity, code, message, help, file, span }
        });
        let mut diagnostics: Vec<Diagnostic> = located.collect();
        diagnostics.sort_by(|a, b| (a.file, a.span.start, a.code).cmp(&(b.file, b.span.start, b.code)));
        diagnostics.dedup();
        let file = |document: Rc<Document>| match Rc::try_unwrap(document) {
            Ok(Document { name, text, .. }) => DeckFile { name, text },
            Err(shared) => DeckFile { name: shared.name.clone(), text: shared.text.clone() },
        };
        Report { files: documents.into_iter().map(file).collect(), diagnostics, left_out }
    }
}

/// The bytes of the last key and of the value at a path such as `events[3].when[0].meter`, or of the deepest part of it that
/// is there.
fn descend(root: Written<'_>, path: &str) -> (Range<usize>, Range<usize>) {
    let (mut last, mut value) = (root, root);
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        let next = match (value.kind(), step.strip_suffix(']').and_then(|number| number.parse::<usize>().ok())) {
            (Kind::List, Some(number)) => value.items().nth(number),
            (Kind::Object, None) => value.entries().find(|(key, _)| key.reads(step)).map(|(key, value)| {
                last = key;
                value
            }),
            // One value may stand where a list could.
            (_, Some(0)) => continue,
            _ => None,
        };
        match next {
            Some(next) => value = next,
            None => break,
        }
    }
    (last.span(), value.head())
}
