//! From files to one merged JSON value: comments taken out, texts checked for what must not be drawn,
//! `extends` followed and never out of its folder, entries replaced and removed by id, and for every entry
//! the place it came from.

use super::diagnostic::{DeckError, DeckFile, Diagnostic, Severity};
use super::library;
use super::text::is_forbidden;
use jsonc_parser::ast;
use jsonc_parser::common::Ranged as _;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// No deck file is larger than this.
pub const LARGEST_FILE: usize = 32 << 20;
/// No text is longer than this, in characters.
const LONGEST_TEXT: usize = 4_000;
/// No value is nested deeper than this.
const DEEPEST: usize = 32;
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

/// A deck's files and their merged value.
#[derive(Debug)]
pub(super) struct Merged {
    pub files: Vec<DeckFile>,
    pub value: Map<String, Value>,
    /// Where each section or entry was written: (`events/id` or `law`) → (file, its path there).
    pub origins: HashMap<String, (usize, String)>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Where a deck is read from.
#[derive(Debug, Clone)]
pub enum DeckPlace {
    /// A built-in deck, by its name.
    BuiltIn(String),
    /// A file.
    File(PathBuf),
}

impl Merged {
    /// Reads a deck and all that it extends.
    pub fn read(place: &DeckPlace) -> Result<Self, DeckError> {
        let (name, text) = load(place)?;
        Self::read_text(name, &text, place)
    }

    /// Reads a deck from a text already at hand.
    pub fn read_text(name: String, text: &str, place: &DeckPlace) -> Result<Self, DeckError> {
        let mut merged =
            Self { files: Vec::new(), value: Map::new(), origins: HashMap::new(), diagnostics: Vec::new() };
        merged.add(name, text, place, &mut Vec::new())?;
        Ok(merged)
    }

    fn add(&mut self, name: String, text: &str, place: &DeckPlace, chain: &mut Vec<String>) -> Result<(), DeckError> {
        let file = self.files.len();
        chain.push(key_of(place));
        self.files.push(DeckFile { name, text: text.to_owned() });
        let root = match parse(text) {
            Ok(root) => root,
            Err((message, span)) => {
                self.error(
                    file,
                    span,
                    "D001",
                    message,
                    Some("A deck is JSON; comments and trailing commas are allowed.".into()),
                );
                return Err(self.fail());
            }
        };
        let before = self.diagnostics.len();
        check_values(&root, 0, &mut |span, code, message| {
            self.diagnostics.push(Diagnostic { severity: Severity::Error, code, message, help: None, file, span });
        });
        if self.diagnostics.len() > before {
            return Err(self.fail());
        }
        let ast::Value::Object(object) = &root else {
            self.error(file, span_of(&root), "D002", "a deck is one JSON object: { … }".into(), None);
            return Err(self.fail());
        };
        if let Some(base) = object.get_string("extends") {
            let wanted = base.value.to_string();
            let span = base.range.start..base.range.end;
            match library::resolve(&wanted, place) {
                Ok(next) if chain.contains(&key_of(&next)) => {
                    self.error(file, span, "D004", format!("`{wanted}` extends itself in a circle"), None);
                    return Err(self.fail());
                }
                Ok(_) if chain.len() >= LONGEST_CHAIN => {
                    self.error(file, span, "D004", format!("more than {LONGEST_CHAIN} decks extend one another"), None);
                    return Err(self.fail());
                }
                Ok(next) => match load(&next) {
                    Ok((name, text)) => self.add(name, &text, &next, chain)?,
                    Err(error) => {
                        let message = error.diagnostics[0].message.clone();
                        self.error(file, span, "D003", message, None);
                        return Err(self.fail());
                    }
                },
                Err(message) => {
                    self.error(
                        file,
                        span,
                        "D003",
                        message,
                        Some("Name a built-in deck, or a file in this deck's own folder.".into()),
                    );
                    return Err(self.fail());
                }
            }
        }
        self.merge(file, object);
        Ok(())
    }

    fn merge(&mut self, file: usize, object: &ast::Object<'_>) {
        if let Some(list) = object.get_array("remove") {
            for element in &list.elements {
                let Some(name) = element.as_string_lit() else { continue };
                self.take_out(file, &name.value, name.range.start..name.range.end);
            }
        }
        for property in &object.properties {
            let key = property.name.as_str();
            if LISTS.contains(&key) && matches!(property.value, ast::Value::Array(_)) {
                let ast::Value::Array(list) = &property.value else { continue };
                for (number, element) in list.elements.iter().enumerate() {
                    self.merge_entry(file, key, number, element);
                }
            } else if key != "remove" && key != "extends" {
                self.origins.insert(key.to_owned(), (file, key.to_owned()));
                self.value.insert(key.to_owned(), to_json(&property.value));
            }
        }
    }

    fn take_out(&mut self, file: usize, name: &str, span: Range<usize>) {
        let found = name.split_once('/').and_then(|(section, id)| {
            let list = self.value.get_mut(section)?.as_array_mut()?;
            let at = list.iter().position(|entry| entry.get("id").and_then(Value::as_str) == Some(id))?;
            list.remove(at);
            Some(())
        });
        if found.is_none() {
            let help = "Write section and id, such as `events/median_line_swarm`.".to_owned();
            self.error(file, span, "D005", format!("there is no `{name}` to remove"), Some(help));
        }
    }

    fn merge_entry(&mut self, file: usize, section: &str, number: usize, element: &ast::Value<'_>) {
        let path = format!("{section}[{number}]");
        let id = element.as_object().and_then(|o| o.get_string("id")).map(|s| s.value.to_string());
        let Some(id) = id else {
            let help = Some("Every entry has an id: \"id\": \"my_entry\".".to_owned());
            self.error(file, span_of(element), "D006", format!("an entry of `{section}` without an id"), help);
            return;
        };
        let value = to_json(element);
        let key = format!("{section}/{id}");
        let list = self.value.entry(section.to_owned()).or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(list) = list else { return };
        match self.origins.get(&key).map(|(origin, _)| *origin) {
            Some(origin) if origin == file && list.iter().any(|entry| entry["id"] == id.as_str()) => {
                let help = Some("Give one of them another id.".to_owned());
                self.error(file, span_of(element), "D007", format!("`{id}` stands twice in `{section}`"), help);
                return;
            }
            Some(_) if list.iter().any(|entry| entry["id"] == id.as_str()) => {
                for entry in list.iter_mut().filter(|entry| entry["id"] == id.as_str()) {
                    *entry = value.clone();
                }
            }
            _ => list.push(value),
        }
        self.origins.insert(key, (file, path));
    }

    /// The place of something in an entry (`events/id`, `when[0].meter`): its file and bytes there.
    pub fn locate(&self, entry: &str, inner: &str) -> (usize, Range<usize>) {
        let (file, path) = self.origins.get(entry).cloned().unwrap_or((self.files.len() - 1, String::new()));
        let path = if inner.is_empty() { path } else { format!("{path}.{inner}") };
        let span = parse(&self.files[file].text).map_or(0..0, |root| descend(&root, &path));
        (file, span)
    }

    /// Notes an error at a place.
    pub fn error(
        &mut self,
        file: usize,
        span: Range<usize>,
        code: &'static str,
        message: String,
        help: Option<String>,
    ) {
        self.diagnostics.push(Diagnostic { severity: Severity::Error, code, message, help, file, span });
    }

    /// Everything that is wrong so far.
    pub fn fail(&mut self) -> DeckError {
        let mut diagnostics = std::mem::take(&mut self.diagnostics);
        diagnostics.sort_by_key(|d| (d.file, d.span.start));
        DeckError { files: std::mem::take(&mut self.files), diagnostics }
    }
}

fn key_of(place: &DeckPlace) -> String {
    match place {
        DeckPlace::BuiltIn(name) => format!("built-in:{name}"),
        DeckPlace::File(path) => path.canonicalize().unwrap_or_else(|_| path.clone()).display().to_string(),
    }
}

/// The name and text of a deck's file.
fn load(place: &DeckPlace) -> Result<(String, String), DeckError> {
    match place {
        DeckPlace::BuiltIn(name) => match library::built_in(name) {
            Some(text) => Ok((name.clone(), text.to_owned())),
            None => Err(DeckError::whole(name, "D003", format!("no built-in deck is called `{name}`"), None)),
        },
        DeckPlace::File(path) => read_file(path),
    }
}

fn read_file(path: &Path) -> Result<(String, String), DeckError> {
    let name = super::text::clean(&path.display().to_string(), 400);
    let whole = |message: String| DeckError::whole(&name, "D003", message, None);
    let length = std::fs::metadata(path).map_err(|error| whole(format!("the deck cannot be read: {error}")))?.len();
    if length > LARGEST_FILE as u64 {
        return Err(whole(format!("the deck is larger than {} MB", LARGEST_FILE >> 20)));
    }
    let bytes = std::fs::read(path).map_err(|error| whole(format!("the deck cannot be read: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|_| whole("the deck is not UTF-8 text".to_owned()))?;
    Ok((name, text.strip_prefix('\u{FEFF}').map_or(text.clone(), str::to_owned)))
}

fn parse(text: &str) -> Result<ast::Value<'_>, (String, Range<usize>)> {
    let options = jsonc_parser::ParseOptions {
        allow_comments: true,
        allow_loose_object_property_names: false,
        allow_trailing_commas: true,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = jsonc_parser::parse_to_ast(text, &jsonc_parser::CollectOptions::default(), &options).map_err(|e| {
        let range = e.range();
        let mut message = e.kind().to_string();
        message[..1].make_ascii_lowercase();
        (message, range.start..range.end.max(range.start))
    })?;
    parsed.value.ok_or_else(|| ("the deck is empty".to_owned(), 0..0))
}

fn span_of(value: &ast::Value<'_>) -> Range<usize> {
    let range = value.range();
    range.start..range.end
}

/// The bytes of the value at a path such as `events[3].when[0].meter`, or of the deepest part of it that is there.
fn descend(root: &ast::Value<'_>, path: &str) -> Range<usize> {
    let mut value = root;
    for step in path.split(['.', '[']).filter(|step| !step.is_empty() && *step != "?") {
        let next = match (value, step.strip_suffix(']').and_then(|number| number.parse::<usize>().ok())) {
            (ast::Value::Array(list), Some(number)) => list.elements.get(number),
            (ast::Value::Object(object), None) => object.get(step).map(|property| &property.value),
            _ => None,
        };
        match next {
            Some(next) => value = next,
            None => break,
        }
    }
    let span = span_of(value);
    // An entry as a whole is shown by its id, not by a page of text.
    if let ast::Value::Object(object) = value
        && let Some(id) = object.get_string("id")
    {
        return id.range.start..id.range.end;
    }
    span
}

fn check_values(value: &ast::Value<'_>, depth: usize, report: &mut impl FnMut(Range<usize>, &'static str, String)) {
    if depth > DEEPEST {
        report(span_of(value), "D008", format!("values are nested more than {DEEPEST} deep"));
        return;
    }
    match value {
        ast::Value::StringLit(text) => check_text(&text.value, text.range.start..text.range.end, report),
        ast::Value::Array(list) => list.elements.iter().for_each(|element| check_values(element, depth + 1, report)),
        ast::Value::Object(object) => {
            let mut seen: Vec<&str> = Vec::with_capacity(object.properties.len());
            for property in &object.properties {
                let name = property.name.as_str();
                if seen.contains(&name) && seen.len() < 200 {
                    report(span_of(&property.value), "D009", format!("the key `{name}` stands twice in one object"));
                }
                check_text(name, property.range.start..property.range.end, report);
                seen.push(name);
                check_values(&property.value, depth + 1, report);
            }
        }
        ast::Value::NumberLit(number) if number.value.len() > 24 => {
            report(span_of(value), "D010", "a number with more than 24 digits".to_owned());
        }
        _ => {}
    }
}

fn check_text(text: &str, span: Range<usize>, report: &mut impl FnMut(Range<usize>, &'static str, String)) {
    if let Some(bad) = text.chars().find(|c| is_forbidden(*c)) {
        let code = u32::from(bad);
        report(
            span.clone(),
            "D011",
            format!("a character that must not be drawn (U+{code:04X}): control, escape, direction or zero-width"),
        );
    }
    if text.chars().count() > LONGEST_TEXT {
        report(span, "D012", format!("a text of more than {LONGEST_TEXT} characters"));
    }
}

fn to_json(value: &ast::Value<'_>) -> Value {
    match value {
        ast::Value::StringLit(text) => Value::String(text.value.to_string()),
        ast::Value::NumberLit(number) => serde_json::from_str(number.value).unwrap_or(Value::Null),
        ast::Value::BooleanLit(truth) => Value::Bool(truth.value),
        ast::Value::Array(list) => Value::Array(list.elements.iter().map(to_json).collect()),
        ast::Value::Object(object) => {
            Value::Object(object.properties.iter().map(|p| (p.name.as_str().to_owned(), to_json(&p.value))).collect())
        }
        ast::Value::NullKeyword(_) => Value::Null,
    }
}
