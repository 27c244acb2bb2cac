//! What is not JSON in a deck's file: the parser's own words, and what an author most often meant.

use super::diagnostic::Finding;
use super::document::Unread;
use jsonc_parser::{Scanner, ScannerOptions, tokens::Token};
use std::ops::Range;

/// What the scanner takes: strict JSON. Comments are tokens of their own.
pub(super) const STRICT: ScannerOptions = ScannerOptions {
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// What the text of a deck may hold beside strict JSON: comments, and a comma after the last entry.
pub(super) fn options() -> jsonc_parser::ParseOptions {
    jsonc_parser::ParseOptions {
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
    }
}

/// What is not JSON in a text, and where.
pub(super) fn not_json(text: &str) -> Unread {
    let Err(error) = jsonc_parser::parse_to_ast(text, &jsonc_parser::CollectOptions::default(), &options()) else {
        return (0..0, Finding::new("D001", "the deck is empty"));
    };
    let range = error.range();
    let mut message = super::text::clean(&error.kind().to_string(), 200);
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    if let Some(open) = text_over_lines(text, range.start) {
        let help = "Put the quotation mark where the text ends. A text stands on one line.";
        return (open, Finding::new("D001", "this text has no quotation mark at its end").help(help));
    }
    let help = if message.starts_with("unterminated") {
        "What is opened here is never closed: a } or a ] is missing further down.".to_owned()
    } else if let Some(slip) = slip(text.get(range.start..).unwrap_or_default()) {
        slip.to_owned()
    } else {
        let json = "A deck is JSON: \"key\": value, with commas between. Comments and a last comma are allowed.";
        still_open(text, range.start).map_or(json.to_owned(), |open| format!("{json} {open}"))
    };
    (range.start..range.end.max(range.start), Finding::new("D001", message).help(help))
}

/// What to do about an ordinary slip that stands at a place.
fn slip(there: &str) -> Option<&'static str> {
    let is_one_of = |words: &[&str]| words.iter().any(|word| whole_word(there, word));
    if is_one_of(&["True", "False", "None", "Null", "TRUE", "FALSE", "NULL"]) {
        return Some("Write true, false or null, in small letters.");
    }
    if is_one_of(&["yes", "no", "on", "off"]) {
        return Some("Write true or false.");
    }
    Some(match there.chars().next()? {
        '“' | '”' | '„' | '‘' | '’' => "Quotation marks are straight here: type \" instead of “ and ”.",
        '\'' => "Quotation marks are double here: type \".",
        '−' | '–' | '—' => "A minus is written with the hyphen: -5.",
        '+' => "A number that is more than 0 has no sign: 4.",
        '%' => "A percentage is a number by itself: 50.",
        '#' => "A comment begins with //.",
        'a'..='z' | 'A'..='Z' => {
            "Words stand in quotation marks. Perhaps one is missing here, or at the end of the text before; inside a text \
             write \\\" or “ and ”."
        }
        _ => return None,
    })
}

fn whole_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// The list or object that is still open at a place, in words.
fn still_open(text: &str, until: usize) -> Option<String> {
    let mut scanner = Scanner::new(text, &STRICT);
    let mut open = Vec::new();
    while let Ok(Some(token)) = scanner.scan() {
        if scanner.token_start() >= until {
            break;
        }
        match token {
            Token::OpenBracket => open.push(("[", "]", scanner.token_start())),
            Token::OpenBrace => open.push(("{", "}", scanner.token_start())),
            Token::CloseBracket | Token::CloseBrace => drop(open.pop()),
            _ => {}
        }
    }
    let (begin, end, at) = open.pop()?;
    let line = 1 + text[..at].matches('\n').count();
    Some(format!("Or a {end} is missing: the {begin} of line {line} is still open here."))
}

/// The beginning, to the end of its line, of a text that goes on over the line, before a place where something is wrong: most
/// often its quotation mark is missing, and everything behind is read inside out.
fn text_over_lines(text: &str, until: usize) -> Option<Range<usize>> {
    let mut scanner = Scanner::new(text, &STRICT);
    while let Ok(Some(token)) = scanner.scan() {
        let (start, end) = (scanner.token_start(), scanner.token_end());
        if start >= until {
            return None;
        }
        let line = text[start..end].find('\n').filter(|_| matches!(token, Token::String(_)));
        if let Some(line) = line {
            return Some(start..start + text[start..start + line].trim_end().len());
        }
    }
    None
}
