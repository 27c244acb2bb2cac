//! What is wrong with a deck, where, and what to do: a value with a position, and its rendering for people.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::fmt;
use std::ops::Range;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The deck loads; its author may want to look.
    Warning,
    /// The deck does not load.
    Error,
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
    /// Which file, as an index into [`DeckError::files`].
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
    pub text: String,
}

/// A deck that does not load: everything that is wrong with it, in one go.
#[derive(Debug, Clone)]
pub struct DeckError {
    /// The files that were read.
    pub files: Vec<DeckFile>,
    /// What is wrong, in the order of the files. Never empty.
    pub diagnostics: Vec<Diagnostic>,
}

impl DeckError {
    /// An error about a file as a whole.
    pub fn whole(name: &str, code: &'static str, message: String, help: Option<String>) -> Self {
        Self {
            files: vec![DeckFile { name: name.to_owned(), text: String::new() }],
            diagnostics: vec![Diagnostic { severity: Severity::Error, code, message, help, file: 0, span: 0..0 }],
        }
    }

    /// The diagnostics as a person reads them: file, line, column, the text with a caret, what to do.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        self.diagnostics.iter().map(|d| render_one(&renderer, &self.files, d) + "\n").collect()
    }
}

fn render_one(renderer: &Renderer, files: &[DeckFile], diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let file = &files[diagnostic.file];
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code);
    let mut groups = Vec::new();
    if file.text.is_empty() {
        groups.push(title.element(annotate_snippets::Origin::path(&file.name)));
    } else {
        let annotation = AnnotationKind::Primary.span(diagnostic.span.clone());
        groups.push(title.element(Snippet::source(file.text.as_str()).path(file.name.as_str()).annotation(annotation)));
    }
    if let Some(help) = &diagnostic.help {
        groups.push(annotate_snippets::Group::with_title(Level::HELP.secondary_title(help.as_str())));
    }
    renderer.render(&groups)
}

impl fmt::Display for DeckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.diagnostics.len();
        write!(f, "{errors} thing{} wrong in {}", if errors == 1 { "" } else { "s" }, self.files[0].name)
    }
}

impl std::error::Error for DeckError {}
