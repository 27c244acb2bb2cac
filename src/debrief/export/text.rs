//! A page as lines of plain text, for the screen and for reading aloud: nothing by color or place alone.

use crate::debrief::page::{Block, Chart, Line, Section, Table};
use unicode_width::UnicodeWidthStr as _;

/// What sort of line it is; a screen marks them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A title.
    Title,
    /// A heading.
    Head,
    /// Words.
    Body,
    /// Words that stand back.
    Quiet,
    /// Nothing.
    Gap,
}

/// A line before it is wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// What sort of line.
    pub kind: Kind,
    /// What its first row begins with; the others are indented as far.
    pub lead: &'static str,
    /// Its words.
    pub text: String,
}

/// A section, and all within it, as lines.
pub fn lines(section: &Section) -> Vec<TextLine> {
    let mut out = Vec::new();
    add(&mut out, section, 0);
    while out.last().is_some_and(|line| line.kind == Kind::Gap) {
        out.pop();
    }
    out
}

fn put(out: &mut Vec<TextLine>, kind: Kind, lead: &'static str, text: impl Into<String>) {
    out.push(TextLine { kind, lead, text: text.into() });
}

fn gap(out: &mut Vec<TextLine>) {
    if out.last().is_some_and(|line| line.kind != Kind::Gap) {
        put(out, Kind::Gap, "", "");
    }
}

fn add(out: &mut Vec<TextLine>, section: &Section, depth: usize) {
    if depth > 0 {
        gap(out);
        put(out, Kind::Title, "", &section.title);
    }
    let charts = || section.blocks.iter().flat_map(charts_of);
    let width = charts().flat_map(|chart| &chart.series).map(|series| series.name.width()).max().unwrap_or(0);
    for block in &section.blocks {
        match block {
            Block::Para(line) | Block::Callout(line) => put(out, kind(line), "", line.plain()),
            Block::Head(line) => {
                gap(out);
                put(out, Kind::Head, "", line.plain());
            }
            Block::List(lines) => lines.iter().for_each(|line| put(out, kind(line), "· ", line.plain())),
            Block::Facts(facts) => {
                for (name, line) in facts {
                    put(out, Kind::Body, "", format!("{name}: {}", line.plain()));
                }
            }
            Block::Table(table) => add_table(out, table),
            Block::Chart(_) | Block::Charts(_) => {
                for chart in charts_of(block) {
                    add_chart(out, chart, width);
                }
            }
            Block::Quote(said, by) => {
                put(out, Kind::Body, "  ", format!("“{}”", said.plain()));
                put(out, Kind::Quiet, "  ", format!("— {}", by.plain()));
            }
            // There is nothing to write on.
            Block::Blank(_) => {}
        }
    }
    section.parts.iter().for_each(|part| add(out, part, depth + 1));
}

/// A line of nothing but quiet words stands back.
fn kind(line: &Line) -> Kind {
    let quiet = line.0.iter().all(|span| matches!(span, crate::debrief::page::Span::Quiet(_)));
    if quiet { Kind::Quiet } else { Kind::Body }
}

/// A table, row by row: each cell after its column's head.
fn add_table(out: &mut Vec<TextLine>, table: &Table) {
    gap(out);
    put(out, Kind::Head, "", &table.caption);
    for row in &table.rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&table.head)
            .enumerate()
            .map(|(n, (cell, head))| (n, cell.plain(), head.trim_start_matches('#')))
            .filter(|(_, cell, _)| !cell.is_empty() && cell != "–")
            .map(|(n, cell, head)| if n == 0 { cell } else { format!("{}: {cell}", head.to_lowercase()) })
            .collect();
        put(out, Kind::Body, "· ", cells.join("; "));
    }
}

fn charts_of(block: &Block) -> &[Chart] {
    match block {
        Block::Chart(chart) => std::slice::from_ref(chart),
        Block::Charts(charts) => charts,
        _ => &[],
    }
}

/// A chart as what it shows, with a bar for each value of each line. The bars of a section stand under one another.
fn add_chart(out: &mut Vec<TextLine>, chart: &Chart, width: usize) {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    for series in &chart.series {
        let bars: String = series.values.iter().map(|value| BARS[usize::from(*value).min(99) * 8 / 100]).collect();
        let (first, last) = (series.values.first().copied().unwrap_or(0), series.values.last().copied().unwrap_or(0));
        let pad = " ".repeat(width - series.name.width());
        put(out, Kind::Body, "", format!("{}: {pad}{first:>3} {bars} {last}", series.name));
    }
}
