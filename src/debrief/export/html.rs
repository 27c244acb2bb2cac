//! A page as one HTML file of its own: no script, no external reference. The template engine escapes every text.

use super::markdown::anchors;
use super::{style, svg};
use crate::debrief::page::{Block, Chart, Line, Page, Section, Span, Table, turn_name};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// What the browser itself is told: nothing of this page may load or run anything.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes a page as HTML.
pub fn write(page: &Page) -> String {
    let mut writer = Writer { anchors: anchors(page), charts: 0 };
    let sections: Vec<Markup> = page.sections.iter().map(|section| writer.section(section, 2)).collect();
    html! {
        (DOCTYPE)
        html lang=(page.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                title { (page.title) " – " (page.kind) }
                style { (PreEscaped(style::SHEET)) }
            }
            body {
                header {
                    p.kind { (page.kind) }
                    h1 { (page.title) }
                    p.notice { (page.notice) }
                    nav aria-label="Contents" {
                        ol { @for section in &page.sections { li { a href=(format!("#{}", section.id)) { (section.title) } } } }
                    }
                }
                main { @for section in sections { (section) } }
                footer.end { p { (page.kind) ", made by Not Today from the journal of the game." } }
            }
        }
    }
    .into_string()
}

struct Writer {
    /// The turns that a link can lead to.
    anchors: Vec<u8>,
    /// How many charts were drawn: each has ids of its own.
    charts: usize,
}

impl Writer {
    fn section(&mut self, section: &Section, level: usize) -> Markup {
        let blocks: Vec<Markup> = section.blocks.iter().map(|block| self.block(block, level)).collect();
        let parts: Vec<Markup> = section.parts.iter().map(|part| self.section(part, level + 1)).collect();
        let turn = section.id.starts_with("turn-") && level > 2 && section.id != "turning-points";
        html! {
            section id=(section.id) class=[turn.then_some("turn")] {
                (heading(level, &html! { (section.title) }))
                @for block in blocks { (block) }
                @for part in parts { (part) }
            }
        }
    }

    fn block(&mut self, block: &Block, level: usize) -> Markup {
        match block {
            Block::Para(line) => html! { p { (self.line(line)) } },
            Block::Callout(line) => html! { p.callout { (self.line(line)) } },
            Block::Head(line) => heading(level + 1, &self.line(line)),
            Block::List(lines) => html! { ul { @for line in lines { li { (self.line(line)) } } } },
            Block::Facts(facts) => html! {
                dl { @for (name, line) in facts { dt { (name) } dd { (self.line(line)) } } }
            },
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Charts(charts) => {
                let drawn: Vec<Markup> = charts.iter().map(|chart| self.chart(chart)).collect();
                let together =
                    Chart { series: charts.iter().flat_map(|c| c.series.clone()).collect(), ..Chart::default() };
                html! {
                    div.charts { @for chart in drawn { (chart) } }
                    details { summary { "The numbers of these charts" } (numbers(&together)) }
                }
            }
            Block::Quote(said, by) => html! {
                blockquote dir="auto" { p { (self.line(said)) } footer { (self.line(by)) } }
            },
            Block::Blank(label) => html! { div.fill { (label) span {} span {} } },
        }
    }

    fn line(&self, line: &Line) -> Markup {
        html! {
            @for span in &line.0 {
                @match span {
                    Span::Text(text) => (text),
                    Span::Strong(text) => strong { (text) },
                    Span::Quiet(text) => span.quiet { (text) },
                    Span::Code(text) => code { (text) },
                    Span::Turn(turn) => {
                        @if self.anchors.contains(turn) { a.turn href=(format!("#turn-{turn}")) { (turn_name(*turn)) } }
                        @else { (turn_name(*turn)) }
                    },
                }
            }
        }
    }

    fn table(&self, table: &Table) -> Markup {
        let numeric = table.head.iter().filter(|head| head.starts_with('#')).count();
        // Mostly words: on a narrow screen each row stands by itself. Mostly numbers: the table scrolls.
        let rows = numeric * 2 <= table.head.len();
        html! {
            div.scroll role="region" aria-label=(table.caption) tabindex="0" {
                table class=(if rows { "rows" } else { "numbers" }) {
                    caption { (table.caption) }
                    thead { tr {
                        @for head in &table.head {
                            th scope="col" class=[head.starts_with('#').then_some("number")] { (head.trim_start_matches('#')) }
                        }
                    } }
                    tbody {
                        @for row in &table.rows { tr {
                            @for (cell, head) in row.iter().zip(&table.head) {
                                @let class = if cell.0.is_empty() { Some("blank") } else { head.starts_with('#').then_some("number") };
                                td class=[class] data-label=(head.trim_start_matches('#')) { (self.line(cell)) }
                            }
                        } }
                    }
                }
            }
        }
    }

    fn chart(&mut self, chart: &Chart) -> Markup {
        self.charts += 1;
        html! {
            figure {
                figcaption { (chart.title) }
                (svg::draw(chart, self.charts))
                @if !chart.small { details { summary { "The numbers of this chart" } (numbers(chart)) } }
            }
        }
    }
}

/// A heading; a level below the sixth is the sixth.
fn heading(level: usize, text: &Markup) -> Markup {
    html! {
        @match level {
            0..=2 => h2 { (text) },
            3 => h3 { (text) },
            4 => h4 { (text) },
            5 => h5 { (text) },
            _ => h6 { (text) },
        }
    }
}

/// A chart's numbers.
fn numbers(chart: &Chart) -> Markup {
    let turns = chart.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    html! {
        div.scroll role="region" aria-label="Numbers" tabindex="0" {
            table.numbers {
                thead { tr {
                    th scope="col" { "After turn" }
                    @for series in &chart.series { th.number scope="col" { (series.name) } }
                } }
                tbody {
                    @for turn in 0..turns { tr {
                        td { (if turn == 0 { "start".to_owned() } else { turn.to_string() }) }
                        @for series in &chart.series { td.number { (series.values.get(turn).map_or(String::new(), u8::to_string)) } }
                    } }
                }
            }
        }
    }
}
