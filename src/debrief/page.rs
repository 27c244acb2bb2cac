//! A report as a page, before it is written in any format: sections, paragraphs, tables, charts. Every text that
//! enters a page is cleaned here, once, so no format ever meets a raw one.

use crate::deck::text::clean;

/// Text as it may enter a page: cleaned, and a title that is a quotation itself, put in quotation marks, quoted once.
fn sound(text: &str) -> String {
    let text = clean(text, LONGEST);
    if text.contains("““") { text.replace("““", "“").replace("””", "”") } else { text }
}

/// The most characters of a single piece of text. Longer ones are cut and show it.
const LONGEST: usize = 4_000;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Plain words.
    Text(String),
    /// Words that carry weight.
    Strong(String),
    /// Words that stand back: sources, sums.
    Quiet(String),
    /// A command to be typed, or a digest.
    Code(String),
    /// A link to a turn.
    Turn(u8),
}

/// A line of words and links.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// A line of plain words.
    pub fn of(text: impl AsRef<str>) -> Self {
        Self::default().t(text)
    }

    /// A line that begins with a turn: `Turn 3: `.
    pub fn at(turn: u8) -> Self {
        Self::default().turn(turn).t(": ")
    }

    /// Adds plain words.
    #[must_use]
    pub fn t(mut self, text: impl AsRef<str>) -> Self {
        self.0.push(Span::Text(sound(text.as_ref())));
        self
    }

    /// Adds words that carry weight.
    #[must_use]
    pub fn b(mut self, text: impl AsRef<str>) -> Self {
        self.0.push(Span::Strong(sound(text.as_ref())));
        self
    }

    /// Adds words that stand back.
    #[must_use]
    pub fn q(mut self, text: impl AsRef<str>) -> Self {
        self.0.push(Span::Quiet(sound(text.as_ref())));
        self
    }

    /// Adds something to be typed or compared.
    #[must_use]
    pub fn code(mut self, text: impl AsRef<str>) -> Self {
        self.0.push(Span::Code(sound(text.as_ref())));
        self
    }

    /// Adds a link to a turn.
    #[must_use]
    pub fn turn(mut self, turn: u8) -> Self {
        self.0.push(Span::Turn(turn));
        self
    }

    /// Adds all of another line.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The line's words alone.
    pub fn plain(&self) -> String {
        self.0
            .iter()
            .map(|span| match span {
                Span::Text(text) | Span::Strong(text) | Span::Quiet(text) | Span::Code(text) => text.clone(),
                Span::Turn(turn) => turn_name(*turn),
            })
            .collect()
    }
}

/// How a turn is called: turn 0 is the start.
pub fn turn_name(turn: u8) -> String {
    if turn == 0 { "the start".to_owned() } else { format!("Turn {turn}") }
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The columns' heads. One that begins with `#` is a column of numbers.
    pub head: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Line>>,
}

/// A line of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it is called.
    pub name: String,
    /// Its values, 0–100: the start first, then one a turn.
    pub values: Vec<u8>,
}

/// A chart of values from 0 to 100, turn by turn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    /// Its title.
    pub title: String,
    /// What it shows, in a sentence or two, for whoever does not see it.
    pub about: String,
    /// Its lines.
    pub series: Vec<Series>,
    /// Turns marked on it, each with a word.
    pub marks: Vec<(u8, String)>,
    /// Small: one of many, side by side.
    pub small: bool,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Para(Line),
    /// A paragraph that must not be overlooked.
    Callout(Line),
    /// A heading within a section.
    Head(Line),
    /// A list.
    List(Vec<Line>),
    /// A table.
    Table(Table),
    /// Names and what belongs to each.
    Facts(Vec<(String, Line)>),
    /// A chart.
    Chart(Chart),
    /// Several small charts.
    Charts(Vec<Chart>),
    /// Something that somebody wrote or said, and who.
    Quote(Line, Line),
    /// Something to fill in by hand.
    Blank(String),
}

/// A section of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Sections within it.
    pub parts: Vec<Section>,
}

impl Section {
    /// A section with nothing in it yet.
    pub fn new(id: &str, title: &str) -> Self {
        Self { id: id.to_owned(), title: sound(title), ..Self::default() }
    }

    /// Adds a paragraph.
    pub fn para(&mut self, line: Line) {
        self.blocks.push(Block::Para(line));
    }

    /// Adds a list, or where it is empty a sentence that says so.
    pub fn list(&mut self, lines: Vec<Line>, none: &str) {
        self.blocks.push(if lines.is_empty() { Block::Para(Line::default().q(none)) } else { Block::List(lines) });
    }

    /// Adds a table, or where it has no rows a sentence that says so.
    pub fn table(&mut self, caption: &str, head: &[&'static str], rows: Vec<Vec<Line>>, none: &str) {
        self.blocks.push(if rows.is_empty() {
            Block::Para(Line::default().q(none))
        } else {
            Block::Table(Table { caption: sound(caption), head: head.to_vec(), rows })
        });
    }
}

/// A whole report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// What kind of report it is.
    pub kind: String,
    /// The language of the game, as a tag.
    pub language: String,
    /// What must be said before anything else.
    pub notice: String,
    /// Its sections.
    pub sections: Vec<Section>,
}
