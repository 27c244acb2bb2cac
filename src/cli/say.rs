//! What is said on a terminal, and what goes to standard output as JSON. Names of files, arguments and saves come from
//! outside: here, where it is printed, a text is cleaned of what would command the terminal or turn around what is read, and
//! shortened.

use crate::deck::text::is_forbidden;
use serde::Serialize;
use std::ffi::OsStr;
use std::fmt::{Display, Write as _};
use std::io::Write as _;

/// No line of a message is longer, in characters.
const LONGEST_LINE: usize = 2_000;
/// No word of it is longer: a path, or what was typed as an argument.
const LONGEST_WORD: usize = 400;

/// A text as one line: cleaned, and shortened in the middle.
pub(super) fn line(text: &str) -> String {
    shorten(&cleaned(text, false))
}

/// An argument as it is repeated where it cannot be understood.
pub(super) fn argument(given: &OsStr) -> String {
    without_middle(&cleaned(&given.to_string_lossy(), false), 200)
}

/// A text of several lines: each cleaned and shortened.
pub(super) fn lines(text: &str) -> String {
    let lines: Vec<String> = cleaned(text, true).split('\n').map(shorten).collect();
    lines.join("\n")
}

/// Tells people something on standard error, in a line.
pub(super) fn note(text: impl Display) {
    // Where nobody can read it any more, there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "{}", line(&text.to_string()));
}

/// Tells on standard error what a report on a deck has drawn: cleaned when it was drawn, with the colors of its own.
pub(super) fn drawn(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// A value as JSON for standard output, and a line feed. Characters that a terminal obeys, or that hide, are escaped.
pub(super) fn json(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(escaped(&serde_json::to_string_pretty(value)?))
}

/// [`json`], in one line.
pub(super) fn json_line(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(escaped(&serde_json::to_string(value)?))
}

/// Within JSON such characters stand in texts alone, and an escape means the same.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        if c == '\n' || !is_forbidden(c) {
            escaped.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped.push('\n');
    escaped
}

fn cleaned(text: &str, breaks: bool) -> String {
    text.chars()
        .map(|c| match c {
            '\n' if breaks => c,
            '\n' | '\r' | '\t' => ' ',
            c if is_forbidden(c) => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// Long words, then the whole: what is wrong stands at the beginning, what to do at the end.
fn shorten(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(|word| without_middle(word, LONGEST_WORD)).collect();
    without_middle(&words.join(" "), LONGEST_LINE)
}

fn without_middle(text: &str, longest: usize) -> String {
    // No character is shorter than a byte.
    if text.len() <= longest || text.chars().count() <= longest {
        return text.to_owned();
    }
    let characters: Vec<char> = text.chars().collect();
    let (first, last) = (longest * 2 / 3, longest / 3 - 1);
    let (start, end) = (&characters[..first], &characters[characters.len() - last..]);
    start.iter().chain(['…'].iter()).chain(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_said_commands_a_terminal_or_fills_it() {
        let told = line("a\u{1b}]0;x\u{7}b\u{9b}31m\u{202e}c\u{7f}\nd\u{200b}e");
        assert_eq!(told, "a\u{fffd}]0;x\u{fffd}b\u{fffd}31m\u{fffd}c\u{fffd} d\u{fffd}e");
        assert_eq!(lines("a\r\nb\u{1b}\n"), "a \nb\u{fffd}\n");
        let told = line(&format!("There is no `{}`. It has: b.", "x".repeat(100_000)));
        assert!(told.chars().count() < 450, "{}", told.len());
        assert!(told.starts_with("There is no `xxx") && told.ends_with("It has: b."), "{told}");
        assert!(line(&"word ".repeat(10_000)).chars().count() <= LONGEST_LINE);
    }

    #[test]
    fn json_keeps_its_meaning_and_shows_nothing_raw() {
        let text = "a\u{7f}\u{9b}\u{202e}\u{2067}\u{200b}\u{feff}\u{ad}\u{e0041}é台\n\u{1b}\"";
        for json in [json(&text).unwrap(), json_line(&text).unwrap()] {
            assert!(json.ends_with('\n') && json.trim_end().chars().all(|c| !is_forbidden(c)), "{json:?}");
            assert!(json.contains("é台"), "letters stay as they are");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
