//! Every code that a diagnostic can carry, explained once: `deck explain` and `docs/deck-lints.md` are both made from this.
//! A code keeps its meaning; one that is given up is not used again.

mod meaning;
mod reading;
mod shape;

use super::diagnostic::Severity;
use super::lints;
use std::fmt::Write as _;

/// What a code means.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// The code: `D014`.
    pub id: &'static str,
    /// Its name: `unknown-name`.
    pub name: &'static str,
    /// An error or a warning.
    pub severity: Severity,
    /// Whether an editor sees it as well, from the schema alone.
    pub in_schema: bool,
    /// What it finds.
    pub what: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// A deck, or what a deck that extends the built-in one holds, in which it is found. What is too large to be written
    /// out, or no text at all, is told in a comment there.
    pub example: &'static str,
    /// The same, mended.
    pub correction: &'static str,
}

/// Every code, in order: what keeps a deck from loading first, then the lints.
pub fn all() -> impl Iterator<Item = &'static Code> {
    reading::CODES.iter().chain(shape::CODES).chain(meaning::CODES).chain(lints::CODES.iter().copied())
}

/// Every code, in the order of their numbers.
pub fn sorted() -> Vec<&'static Code> {
    let mut codes: Vec<&Code> = all().collect();
    codes.sort_by_key(|code| code.id);
    codes
}

/// The code of a number (`D014`, `d014`, `14`) or a name (`unknown-name`).
pub fn find(asked: &str) -> Option<&'static Code> {
    let digits = asked.trim_start_matches(['D', 'd']);
    let number = digits.parse::<u16>().ok().map(|number| format!("D{number:03}"));
    all().find(|code| number.as_deref() == Some(code.id) || code.name.eq_ignore_ascii_case(asked))
}

/// The code nearest to one that is not known.
pub fn nearest(asked: &str) -> Option<&'static str> {
    let known = all().flat_map(|code| [code.id, code.name]);
    super::ids::nearest(known, &asked.to_lowercase())
}

/// A whole deck for an example: it stands as it is, or is what a deck that extends the built-in one holds.
pub fn whole(example: &str) -> String {
    if example.starts_with(['{', '[']) {
        return example.to_owned();
    }
    let head =
        r#""format": 1, "id": "mine", "title": "Mine", "about": "An example.", "extends": "today-is-not-the-day""#;
    format!("{{\n  {head},\n  {}\n}}\n", example.replace('\n', "\n  "))
}

impl Code {
    /// The page of a code, as Markdown; `depth` is that of its heading.
    pub fn page(&self, depth: usize) -> String {
        let kind = match self.severity {
            Severity::Error => "error: the deck does not load",
            Severity::Warning => "warning: the deck loads",
        };
        let mut page = format!("{} {} {} ({kind})\n\n", "#".repeat(depth), self.id, self.name);
        let _ = writeln!(page, "{}\n\n{}\n", self.what, self.why);
        let _ = writeln!(page, "Such as:\n\n```jsonc\n{}\n```\n", self.example);
        let _ = writeln!(page, "Instead:\n\n```jsonc\n{}\n```", self.correction);
        page
    }
}

/// The whole of `docs/deck-lints.md`.
pub fn manual() -> String {
    let mut manual = String::from(
        "# What `deck check` finds\n\n\
        Each finding carries a code that keeps its meaning. `not-today deck explain D014` shows its page; this file holds \
        all of them, and is made from the same source. An example is either a whole deck, or what a deck holds that \
        extends the built-in one. An editor that knows the schema (`not-today deck schema`) underlines those marked \
        *in the schema* while you write.\n\n| code | name | what |\n|---|---|---|\n",
    );
    for code in sorted() {
        let first = code.what.split_inclusive(". ").next().unwrap_or_default().trim();
        let mark = if code.in_schema { " *In the schema.*" } else { "" };
        let _ = writeln!(manual, "| {} | {} | {first}{mark} |", code.id, code.name);
    }
    for code in sorted() {
        manual.push('\n');
        manual.push_str(&code.page(2));
    }
    manual
}

/// An error's code, for the tables of this room.
const fn error(
    id: &'static str,
    name: &'static str,
    in_schema: bool,
    [what, why]: [&'static str; 2],
    [example, correction]: [&'static str; 2],
) -> Code {
    Code { id, name, severity: Severity::Error, in_schema, what, why, example, correction }
}
