//! From a file to its JSON: read within limits, comments and trailing commas taken out, and every text and number checked
//! for what must not stand in a deck. Decks travel between strangers: what is refused here is refused before it is drawn.

use super::diagnostic::Finding;
use super::library;
use super::notes::FileNotes;
use super::schema::LONGEST_TEXT;
use super::shape::span_of;
use super::text::is_forbidden;
use jsonc_parser::ast;
use serde_json::{Number, Value};
use std::collections::HashSet;
use std::io::Read as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A deck's files are no larger than this together, in bytes.
pub(super) const LARGEST: usize = 32 << 20;
/// A deck's files have no more values than this together.
pub(super) const MOST_VALUES: usize = 1_000_000;
/// No value is nested deeper than this.
const DEEPEST: usize = 32;
/// No number is written with more characters than this.
const LONGEST_NUMBER: usize = 24;

/// Where a deck is read from.
#[derive(Debug, Clone)]
pub enum DeckPlace {
    /// A built-in deck, by its name.
    BuiltIn(String),
    /// A file.
    File(PathBuf),
}

impl DeckPlace {
    /// What tells this place from any other.
    pub(super) fn key(&self) -> String {
        match self {
            Self::BuiltIn(name) => format!("built-in:{name}"),
            Self::File(path) => path.canonicalize().unwrap_or_else(|_| path.clone()).display().to_string(),
        }
    }

    /// The name and the text that stand there.
    ///
    /// # Errors
    /// Why it cannot be read; where it is not text, what can be shown of it.
    pub(super) fn load(&self) -> Result<(String, String), (String, Unreadable)> {
        match self {
            Self::BuiltIn(name) => match library::built_in(name) {
                Some(text) => Ok((name.clone(), text.to_owned())),
                None => Err((
                    name.clone(),
                    Unreadable::whole(Finding::new("D003", format!("no built-in deck is called `{name}`"))),
                )),
            },
            Self::File(path) => {
                let name = super::text::clean(&path.display().to_string(), 400);
                match read_file(path) {
                    Ok(text) => Ok((name, text)),
                    Err(error) => Err((name, error)),
                }
            }
        }
    }
}

/// A file that cannot be read as text.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub finding: Finding,
    /// What can be shown of it, and where it goes wrong there.
    pub text: String,
    pub at: usize,
}

impl Unreadable {
    fn whole(finding: Finding) -> Self {
        Self { finding, text: String::new(), at: 0 }
    }
}

fn read_file(path: &Path) -> Result<String, Unreadable> {
    let unreadable = |error: std::io::Error| {
        let finding = Finding::new("D003", format!("the deck cannot be read: {error}"));
        Unreadable::whole(if error.kind() == std::io::ErrorKind::NotFound {
            finding.help("Name a file, or a built-in deck: `not-today deck list` shows them.")
        } else {
            finding
        })
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > LARGEST {
        let message = format!("the deck is larger than {} MB", LARGEST >> 20);
        return Err(Unreadable::whole(Finding::new("D030", message)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let finding = Finding::new("D031", "the deck is not UTF-8 text from here on")
            .help("Save the file with the encoding UTF-8.");
        Unreadable { finding, text: String::from_utf8_lossy(error.as_bytes()).into_owned(), at }
    })
}

/// Counts a text's values and looks how deep they are nested, before anything is built from it.
///
/// # Errors
/// Where there is too much, and of what.
pub(super) fn survey(text: &str, room: usize) -> Result<usize, (Range<usize>, Finding)> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut values) = (0, 0_usize, 1_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at += 1;
                while at < bytes.len() {
                    at += memchr::memchr3(b'"', b'\n', b'\\', &bytes[at..]).unwrap_or(bytes.len() - at);
                    if bytes.get(at) != Some(&b'\\') {
                        break;
                    }
                    at += 2;
                }
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end);
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = bytes[at..].windows(2).position(|pair| pair == b"*/").map_or(bytes.len(), |end| at + end + 1);
            }
            b'{' | b'[' => {
                depth += 1;
                values += 1;
                if depth > DEEPEST + 1 {
                    let message = format!("values are nested more than {DEEPEST} deep");
                    return Err((at..at + 1, Finding::new("D008", message)));
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if values > room {
            let message = format!("the deck's files have more than {MOST_VALUES} values together");
            return Err((at..at + 1, Finding::new("D030", message)));
        }
        at += 1;
    }
    Ok(values)
}

/// The JSON of a text, with the place of every value.
///
/// # Errors
/// What is not JSON, and where.
pub(super) fn parse(text: &str) -> Result<ast::Value<'_>, (Range<usize>, Finding)> {
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
        let mut message = super::text::clean(&e.kind().to_string(), 200);
        if let Some(first) = message.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        let help = "A deck is JSON: \"key\": value, with commas between. Comments and a last comma are allowed.";
        (range.start..range.end.max(range.start), Finding::new("D001", message).help(help))
    })?;
    parsed.value.ok_or_else(|| (0..0, Finding::new("D001", "the deck is empty")))
}

/// Looks at every key, text and number.
pub(super) fn check_values(value: &ast::Value<'_>, report: &mut FileNotes<'_>) {
    if report.is_full() {
        return;
    }
    match value {
        ast::Value::StringLit(text) => check_text(&text.value, text.range.start..text.range.end, report),
        ast::Value::Array(list) => list.elements.iter().for_each(|element| check_values(element, report)),
        ast::Value::Object(object) => {
            check_keys(object, report);
            object.properties.iter().for_each(|property| check_values(&property.value, report));
        }
        ast::Value::NumberLit(number) => {
            let span = number.range.start..number.range.end;
            if number.value.len() > LONGEST_NUMBER {
                report.add(span, Finding::new("D010", format!("a number of more than {LONGEST_NUMBER} characters")));
            } else if !number.value.parse::<f64>().is_ok_and(f64::is_finite) {
                report.add(span, Finding::new("D010", "a number that is too large"));
            }
        }
        ast::Value::BooleanLit(_) | ast::Value::NullKeyword(_) => {}
    }
}

fn check_keys(object: &ast::Object<'_>, report: &mut FileNotes<'_>) {
    let names = || object.properties.iter().map(|property| property.name.as_str());
    let many = object.properties.len() > 16;
    let mut seen = HashSet::new();
    for (number, property) in object.properties.iter().enumerate() {
        let name = property.name.as_str();
        let range = jsonc_parser::common::Ranged::range(&property.name);
        let span = range.start..range.end;
        // A small object is looked through; a large one needs a set.
        let twice = if many { !seen.insert(name) } else { names().take(number).any(|before| before == name) };
        if twice {
            let message = format!("the key `{}` stands twice in one object", super::text::clean(name, 60));
            report.add(span.clone(), Finding::new("D009", message).help("Take one of them out."));
        }
        check_text(name, span, report);
    }
}

fn check_text(text: &str, span: Range<usize>, report: &mut FileNotes<'_>) {
    // Most texts are plain: every byte is looked at, four or more at a time, before any character is.
    let is_plain = text.bytes().fold(true, |plain, byte| plain & (b' '..0x7F).contains(&byte));
    let bad = if is_plain { None } else { text.chars().find(|c| is_forbidden(*c)) };
    if let Some(bad) = bad {
        let kind = match bad {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}' => {
                "changes the direction of what is read"
            }
            '\u{1B}' | '\u{9B}' => "begins a command to the terminal",
            bad if bad.is_control() => "is a control character",
            _ => "takes no room on screen, and hides in the text",
        };
        let message = format!("a character that must not stand in a text: U+{:04X} {kind}", u32::from(bad));
        report.add(span.clone(), Finding::new("D011", message).help("Type the text anew instead of pasting it."));
    }
    if text.len() > LONGEST_TEXT && text.chars().count() > LONGEST_TEXT {
        report.add(span, Finding::new("D012", format!("a text of more than {LONGEST_TEXT} characters")));
    }
}

/// The value as the loader's types read it. Numbers without a fraction are whole, however they are written.
pub(super) fn to_json(value: &ast::Value<'_>) -> Value {
    match value {
        ast::Value::StringLit(text) => Value::String(text.value.to_string()),
        ast::Value::NumberLit(number) => to_number(number.value),
        ast::Value::BooleanLit(truth) => Value::Bool(truth.value),
        ast::Value::Array(list) => Value::Array(list.elements.iter().map(to_json).collect()),
        ast::Value::Object(object) => {
            Value::Object(object.properties.iter().map(|p| (p.name.as_str().to_owned(), to_json(&p.value))).collect())
        }
        ast::Value::NullKeyword(_) => Value::Null,
    }
}

pub(super) fn to_number(written: &str) -> Value {
    if let Ok(whole) = written.parse::<i64>() {
        return whole.into();
    }
    let Ok(number) = written.parse::<f64>() else { return Value::Null };
    #[expect(clippy::cast_possible_truncation, reason = "only where it is whole and small")]
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return (number as i64).into();
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// The bytes of a list's entry that stand for it.
pub(super) fn span_of_entry(value: &ast::Value<'_>) -> Range<usize> {
    match value {
        ast::Value::Object(object) => super::shape::head(object).unwrap_or_else(|| span_of(value)),
        _ => span_of(value),
    }
}
