//! Texts: what language they are in, and which characters may stand in them.

/// A text in the deck's language and, where the deck has them, in others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    default: Box<str>,
    others: Box<[(Box<str>, Box<str>)]>,
}

impl Text {
    /// A text in the deck's own language alone.
    pub fn plain(text: &str) -> Self {
        Self { default: text.into(), others: Box::default() }
    }

    /// A text with further languages.
    pub fn with_languages<'t>(default: &str, others: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        Self {
            default: default.into(),
            others: others.into_iter().map(|(language, text)| (language.into(), text.into())).collect(),
        }
    }

    /// The text in a language, or in the deck's own where it has none.
    pub fn get(&self, language: &str) -> &str {
        self.others.iter().find(|(known, _)| &**known == language).map_or(&self.default, |(_, text)| text)
    }

    /// The languages that it has beside the deck's own, or with it.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.others.iter().map(|(language, _)| &**language)
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.default.is_empty()
    }
}

/// Whether a character may not stand in a text that is drawn: control characters and terminal escapes,
/// bidirectional overrides, and characters that take no room but change what is read.
pub fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The same as a pattern for the schema.
/// The last range is written as the characters themselves: not every validator knows an escape for them.
pub const PATTERN: &str = "^[^\\u0000-\\u001F\\u007F-\\u009F\\u00AD\\u061C\\u180E\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB\u{E0000}-\u{E007F}]*$";

/// A text from outside (a player's note, a file's name) with forbidden characters made visible as `�`,
/// line breaks and tabs as spaces, cut after `limit` characters.
pub fn clean(text: &str, limit: usize) -> String {
    let mut cleaned: String = text
        .chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if is_forbidden(c) => '\u{FFFD}',
            c => c,
        })
        .take(limit)
        .collect();
    if text.chars().nth(limit).is_some() {
        cleaned.push('…');
    }
    cleaned
}

/// A text of several lines from outside, such as a message with a file's name in it: forbidden characters are made visible,
/// line feeds stay.
pub fn clean_lines(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && is_forbidden(c) { '\u{FFFD}' } else { c }).collect()
}
