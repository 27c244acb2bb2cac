//! A page as Markdown (`CommonMark` with tables), for handing in, for a wiki, for `pandoc`.

use crate::debrief::page::{Block, Chart, Line, Page, Section, Span, Table, turn_name};
use std::fmt::Write as _;

/// Writes a page as Markdown.
pub fn write(page: &Page) -> String {
    let anchors = anchors(page);
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n", escape(&page.title));
    let _ = writeln!(out, "*{}*\n", escape(&page.kind));
    let _ = writeln!(out, "> {}\n", starting(&escape(&page.notice)));
    for section in &page.sections {
        write_section(&mut out, section, 2, &anchors);
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// The turns that have a section of their own, so that a link to them leads somewhere.
pub(super) fn anchors(page: &Page) -> Vec<u8> {
    fn look(section: &Section, found: &mut Vec<u8>) {
        found.extend(section.id.strip_prefix("turn-").and_then(|turn| turn.parse::<u8>().ok()));
        section.parts.iter().for_each(|part| look(part, found));
    }
    let mut found = Vec::new();
    page.sections.iter().for_each(|section| look(section, &mut found));
    found
}

fn write_section(out: &mut String, section: &Section, level: usize, anchors: &[u8]) {
    let _ = writeln!(out, "{} {}\n", "#".repeat(level), escape(&section.title));
    for block in &section.blocks {
        write_block(out, block, level, anchors);
    }
    for part in &section.parts {
        write_section(out, part, level + 1, anchors);
    }
}

fn write_block(out: &mut String, block: &Block, level: usize, anchors: &[u8]) {
    let say = |line: &Line| starting(&inline(line, anchors));
    let _ = match block {
        Block::Para(line) => writeln!(out, "{}\n", say(line)),
        Block::Callout(line) => writeln!(out, "> {}\n", say(line)),
        Block::Head(line) => writeln!(out, "{} {}\n", "#".repeat(level + 1), inline(line, anchors)),
        Block::List(lines) => {
            for line in lines {
                let _ = writeln!(out, "- {}", say(line));
            }
            writeln!(out)
        }
        Block::Facts(facts) => {
            for (name, line) in facts {
                let _ = writeln!(out, "- **{}:** {}", escape(name), inline(line, anchors));
            }
            writeln!(out)
        }
        Block::Table(table) => {
            write_table(out, table, anchors);
            Ok(())
        }
        Block::Chart(chart) => {
            write_chart(out, chart);
            Ok(())
        }
        Block::Charts(charts) => {
            let together = Chart {
                title: "The other meters, turn by turn".to_owned(),
                series: charts.iter().flat_map(|chart| chart.series.clone()).collect(),
                ..Chart::default()
            };
            write_chart(out, &together);
            Ok(())
        }
        Block::Quote(said, by) => writeln!(out, "> {}\n>\n> — {}\n", say(said), inline(by, anchors)),
        Block::Blank(label) => writeln!(out, "**{}:** \\_\\_\\_\\_\\_\\_\\_\\_\n", escape(label)),
    };
}

fn write_table(out: &mut String, table: &Table, anchors: &[u8]) {
    let _ = writeln!(out, "**{}**\n", escape(&table.caption));
    let heads: Vec<String> = table.head.iter().map(|head| escape(head.trim_start_matches('#'))).collect();
    let _ = writeln!(out, "| {} |", heads.join(" | "));
    let rules: Vec<&str> = table.head.iter().map(|head| if head.starts_with('#') { "---:" } else { "---" }).collect();
    let _ = writeln!(out, "| {} |", rules.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| inline(cell, anchors)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    let _ = writeln!(out);
}

/// A chart as what it shows and its numbers.
fn write_chart(out: &mut String, chart: &Chart) {
    let _ = writeln!(out, "**{}**\n", escape(&chart.title));
    if !chart.about.is_empty() {
        let _ = writeln!(out, "{}\n", starting(&escape(&chart.about)));
    }
    let turns = chart.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    let names: Vec<String> = chart.series.iter().map(|series| escape(&series.name)).collect();
    let _ = writeln!(out, "| After turn | {} |", names.join(" | "));
    let _ = writeln!(out, "| ---: | {} |", vec!["---:"; names.len()].join(" | "));
    for turn in 0..turns {
        let values: Vec<String> =
            chart.series.iter().map(|s| s.values.get(turn).map_or(String::new(), u8::to_string)).collect();
        let turn = if turn == 0 { "start".to_owned() } else { turn.to_string() };
        let _ = writeln!(out, "| {turn} | {} |", values.join(" | "));
    }
    let _ = writeln!(out);
}

fn inline(line: &Line, anchors: &[u8]) -> String {
    line.0
        .iter()
        .map(|span| match span {
            Span::Text(text) | Span::Quiet(text) => escape(text),
            Span::Strong(text) if text.trim().is_empty() => escape(text),
            Span::Strong(text) => format!("**{}**", escape(text.trim())),
            Span::Code(text) => code(text),
            Span::Turn(turn) if anchors.contains(turn) => format!("[{}](#turn-{turn})", turn_name(*turn)),
            Span::Turn(turn) => turn_name(*turn),
        })
        .collect()
}

/// Text as nothing but text: what Markdown would read is escaped, what it would turn into a link is broken.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut previous = ' ';
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '@' => {
                out.push('\\');
                out.push(c);
            }
            '!' | '#' if previous != ' ' || c == '!' => out.push(c),
            '#' => out.push_str("\\#"),
            // `http://…` and `www.…` would become links by themselves.
            '/' if previous == ':' => out.push_str("\\/"),
            '.' if out.to_ascii_lowercase().ends_with("www") => out.push_str("\\."),
            c => out.push(c),
        }
        previous = c;
    }
    out
}

/// A line as it may begin a paragraph: `1.`, `-`, `+`, `=` would begin something else.
fn starting(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line[digits..].chars().next();
    match line.chars().next() {
        Some('-' | '+' | '=' | '#') => format!("\\{line}"),
        Some(c) if c.is_ascii_digit() && matches!(after, Some('.' | ')')) => {
            format!("{}\\{}", &line[..digits], &line[digits..])
        }
        _ => line.to_owned(),
    }
}

/// Something to be typed: fenced by more backticks than it holds.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    // A cell of a table ends at a bar, even within backticks.
    format!("{fence}{pad}{}{pad}{fence}", text.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_read_is_text() {
        let cases = [
            ("plain words, 40 → 35.", "plain words, 40 → 35."),
            ("*loud* _low_", "\\*loud\\* \\_low\\_"),
            ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
            ("![x](javascript:1)", "!\\[x\\](javascript:1)"),
            ("a | b", "a \\| b"),
            ("&lt;", "\\&lt;"),
            ("see https://example.org", "see https:\\//example.org"),
            ("www.example.org", "www\\.example.org"),
            ("# no heading", "\\# no heading"),
        ];
        for (text, escaped) in cases {
            assert_eq!(escape(text), escaped);
        }
    }

    #[test]
    fn a_line_begins_nothing_else_than_itself() {
        for (text, begun) in
            [("1. first", "1\\. first"), ("- x", "\\- x"), ("+ x", "\\+ x"), ("=1", "\\=1"), ("10 of", "10 of")]
        {
            assert_eq!(starting(text), begun);
        }
    }

    #[test]
    fn code_holds_its_own_backticks() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`x`"), "`` `x` ``");
    }
}
