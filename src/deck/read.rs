//! From a file to its text, within limits; and every key, text and number checked for what must not stand in a deck. Decks travel between strangers: what is refused here is refused before it is drawn.

use super::diagnostic::Finding;
use super::document::{Document, Kind, Written};
use super::library;
use super::notes::FileNotes;
use super::schema::LONGEST_TEXT;
use super::text::is_forbidden;
use std::borrow::Cow;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// A deck's files are no larger than this together, in bytes.
pub(super) const LARGEST: usize = 32 << 20;
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
    pub(super) fn load(&self) -> Result<(String, Cow<'static, str>), (String, Unreadable)> {
        match self {
            Self::BuiltIn(name) => match library::built_in(name) {
                Some(text) => Ok((name.clone(), text.into())),
                None => Err((
                    name.clone(),
                    Unreadable::whole(Finding::new("D003", format!("no built-in deck is called `{name}`"))),
                )),
            },
            Self::File(path) => {
                let name = super::text::clean(&path.display().to_string(), 400);
                match read_file(path) {
                    Ok(text) => Ok((name, text.into())),
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
            match library::like(path) {
                Some(near) => finding.help(format!("Did you mean `{near}`?")),
                None => finding.help("Name a file, or a built-in deck: `not-today deck list` shows them."),
            }
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

/// Looks at every text and number. The keys are looked at where their object's shape is.
pub(super) fn check_values(document: &Document, report: &mut FileNotes<'_>) {
    for value in document.values() {
        match value.kind() {
            Kind::Text => check_text(value, report),
            Kind::Number => check_number(value, report),
            Kind::List | Kind::Object | Kind::Truth(_) | Kind::Null => {}
        }
    }
}

fn check_number(value: Written<'_>, report: &mut FileNotes<'_>) {
    let number = value.number().unwrap_or_default();
    if number.len() > LONGEST_NUMBER {
        report.add(value.span(), Finding::new("D010", format!("a number of more than {LONGEST_NUMBER} characters")));
    } else if number.contains(['e', 'E']) && !number.parse::<f64>().is_ok_and(f64::is_finite) {
        report.add(value.span(), Finding::new("D010", "a number that is too large"));
    }
}

/// Looks for what must not stand in a text, or in a key that the deck chose.
pub(super) fn check_text(value: Written<'_>, report: &mut FileNotes<'_>) {
    if report.is_full() {
        return;
    }
    let text = value.text().unwrap_or_default();
    // Most texts are plain: every byte is looked at, four or more at a time, before any character is.
    let is_plain = text.bytes().fold(true, |plain, byte| plain & (b' '..0x7F).contains(&byte));
    let bad = if is_plain { None } else { text.char_indices().find(|(_, c)| is_forbidden(*c)) };
    if let Some((at, bad)) = bad {
        let kind = match bad {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}' => {
                "changes the direction of what is read"
            }
            '\u{1B}' | '\u{9B}' => "begins a command to the terminal",
            bad if bad.is_control() => "is a control character",
            _ => "takes no room on screen, and hides in the text",
        };
        let finding = match bad {
            '\n' | '\r' => Finding::new("D011", "a line break in a text")
                .help("Write the text in one line: the screen breaks it where it has to. A text is one paragraph."),
            '\t' => Finding::new("D011", "a tab in a text").help("Write a space."),
            _ => {
                let message = format!("a character that must not stand in a text: U+{:04X} {kind}", u32::from(bad));
                Finding::new("D011", message).help("Type the text anew instead of pasting it.")
            }
        };
        report.add(value.part(at..at + bad.len_utf8()), finding);
    }
    if text.len() > LONGEST_TEXT && text.chars().count() > LONGEST_TEXT {
        report.add(value.span(), Finding::new("D012", format!("a text of more than {LONGEST_TEXT} characters")));
    }
}
