//! What is wrong with a deck, where, and what to do: a value with a position, and its rendering for people and for programs.
//! What each code means stands in [`super::codes`].

use super::prose::count;
use super::text::is_forbidden;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::ops::Range;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The deck loads; its author may want to look.
    Warning,
    /// The deck does not load.
    Error,
}

/// Something found, without its place yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub code: &'static str,
    pub message: String,
    pub help: Option<String>,
}

impl Finding {
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None }
    }

    /// With what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With nothing in its words that a terminal obeys or nobody sees: names of a deck stand in them.
    pub fn made_visible(mut self) -> Self {
        let show = |text: &mut String| {
            if text.contains(|c| c != '\n' && is_forbidden(c)) {
                *text = text.replace(|c| c != '\n' && is_forbidden(c), "\u{FFFD}");
            }
        };
        show(&mut self.message);
        self.help.iter_mut().for_each(show);
        self
    }
}

/// One thing that is wrong with a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable code, such as `D014`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do, where there is something to say.
    pub help: Option<String>,
    /// Which file, as an index into [`Report::files`].
    pub file: usize,
    /// The bytes of that file that it is about.
    pub span: Range<usize>,
}

/// A file that was read for a deck.
#[derive(Debug, Clone)]
pub struct DeckFile {
    /// Its name or path, as the user gave it.
    pub name: String,
    /// Its text.
    pub text: Cow<'static, str>,
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Everything that was found in a deck, errors and warnings, in one go.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The files that were read, the deck itself first.
    pub files: Vec<DeckFile>,
    /// What was found, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more were found than are told: an author mends the first ones first.
    pub left_out: usize,
}

/// A diagnostic as `deck check --json` prints it.
#[derive(Debug, Serialize)]
pub struct Told<'a> {
    severity: Severity,
    code: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Report {
    /// A report with one error about a file as a whole.
    pub(super) fn whole(name: &str, finding: Finding) -> Self {
        let Finding { code, message, help } = finding.made_visible();
        Self {
            files: vec![DeckFile { name: name.to_owned(), text: Cow::default() }],
            diagnostics: vec![Diagnostic { severity: Severity::Error, code, message, help, file: 0, span: 0..0 }],
            left_out: 0,
        }
    }

    /// How many errors are told.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many warnings are told.
    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }

    /// Where a diagnostic begins and ends.
    pub fn position(&self, diagnostic: &Diagnostic) -> (Position, Position) {
        let file = &self.files[diagnostic.file];
        let lines = Lines::of(&file.text);
        (lines.position(diagnostic.span.start), lines.position(diagnostic.span.end))
    }

    /// The diagnostics as a person reads them: file, line, column, the text with a caret, what to do.
    pub fn render(&self, color: bool) -> String {
        self.render_in(color, WIDE)
    }

    /// The same, where a line of the deck is shown in so many columns at most: what is wrong in it, and what is near.
    pub fn render_in(&self, color: bool, columns: usize) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let lines = self.lines();
        let mut text: String = self
            .diagnostics
            .iter()
            .map(|d| render_one(&renderer, &self.files[d.file], &lines[d.file], d, columns) + "\n\n")
            .collect();
        if self.left_out > 0 {
            let _ = writeln!(text, "… and {} more. Mend these first.", self.left_out);
        }
        text
    }

    /// The lines of every file in which something was found.
    fn lines(&self) -> Vec<Lines<'_>> {
        let found = |number| self.diagnostics.iter().any(|d| d.file == number);
        let text = |(number, file): (usize, &'_ DeckFile)| if found(number) { file.text.len() } else { 0 };
        self.files.iter().enumerate().map(|(number, file)| Lines::of(&file.text[..text((number, file))])).collect()
    }

    /// The diagnostics as programs read them.
    pub fn told(&self) -> Vec<Told<'_>> {
        let lines = self.lines();
        self.diagnostics
            .iter()
            .map(|d| {
                let (from, to) = (lines[d.file].position(d.span.start), lines[d.file].position(d.span.end));
                Told {
                    severity: d.severity,
                    code: d.code,
                    message: &d.message,
                    help: d.help.as_deref(),
                    file: &self.files[d.file].name,
                    line: from.line,
                    column: from.column,
                    end_line: to.line,
                    end_column: to.column,
                }
            })
            .collect()
    }
}

/// Where each line of a text begins.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        Self { text, starts }
    }

    /// The line (from 0) that holds a byte.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    fn position(&self, at: usize) -> Position {
        let at = floor(self.text, at);
        let line = self.line(at);
        Position { line: line + 1, column: self.text[self.starts[line]..at].chars().count() + 1 }
    }

    /// The bytes of a line, without its end.
    fn range(&self, line: usize) -> Range<usize> {
        let start = self.starts[line];
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        start..start + self.text[start..end].trim_end_matches('\r').len()
    }
}

/// The nearest place at or before a byte where a character begins.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// How much of a long line is shown where there is room.
const WIDE: usize = 240;

fn render_one(
    renderer: &Renderer,
    file: &DeckFile,
    lines: &Lines<'_>,
    diagnostic: &Diagnostic,
    columns: usize,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code);
    let at = lines.position(diagnostic.span.start);
    let origin = Origin::path(&file.name).line(at.line).char_column(at.column);
    // Only the first line is shown, and of a long line only what is near.
    let line = lines.range(at.line - 1);
    let start = floor(&file.text, diagnostic.span.start).clamp(line.start, line.end);
    let end = floor(&file.text, diagnostic.span.end).clamp(start, line.end);
    let before = columns / 3;
    let from = if start - line.start > before { floor(&file.text, start - before) } else { line.start };
    let to = if line.end > from + columns { floor(&file.text, (from + columns).max(start)) } else { line.end };
    // Whatever may not be drawn has a mark in its place, of one column.
    let shown = |range: Range<usize>| super::text::clean(&file.text[range], usize::MAX);
    let (before, marked, after) = (shown(from..start), shown(start..end.min(to)), shown(end.min(to)..to));
    let span = before.len()..before.len() + marked.len();
    let source = [before, marked, after].concat();
    let group = if file.text.is_empty() {
        title.element(Origin::path(&file.name))
    } else {
        let annotation = AnnotationKind::Primary.span(span);
        let snippet = Snippet::source(source).line_start(at.line).annotation(annotation);
        // Where the beginning of the line is cut off, its columns are not the file's.
        if from == line.start {
            title.element(snippet.path(&file.name))
        } else {
            title.element(origin).element(snippet)
        }
    };
    let mut groups = vec![group];
    if let Some(help) = &diagnostic.help {
        groups.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
    }
    renderer.render(&groups)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = |number: usize, what: &str| count(number, what, &format!("{what}s"));
        let name = self.files.first().map_or("the deck", |file| &file.name);
        match (self.errors(), self.warnings()) {
            (0, 0) => write!(f, "nothing wrong in {name}"),
            (errors, 0) => write!(f, "{} in {name}", many(errors, "error")),
            (0, warnings) => write!(f, "{} in {name}", many(warnings, "warning")),
            (errors, warnings) => write!(f, "{}, {} in {name}", many(errors, "error"), many(warnings, "warning")),
        }?;
        if self.left_out > 0 { write!(f, ", and {} more", self.left_out) } else { Ok(()) }
    }
}

/// A deck that does not load: everything that is wrong with it.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct DeckError(pub Report);

impl DeckError {
    /// The diagnostics as a person reads them.
    pub fn render(&self, color: bool) -> String {
        self.0.render(color)
    }
}
