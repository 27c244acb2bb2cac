//! Charts as SVG, drawn for light, dark and paper alike: lines differ by dash and by their own label, never by color
//! alone. Each carries its title and description.

use crate::debrief::page::{Chart, Series};
use maud::{Markup, html};

struct Frame {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    turns: usize,
}

impl Frame {
    fn x(&self, turn: usize) -> f64 {
        let span = self.width - self.left - self.right;
        let last = self.turns.saturating_sub(1).max(1);
        #[expect(clippy::cast_precision_loss, reason = "turns are few")]
        let share = turn as f64 / last as f64;
        self.left + span * share
    }

    fn y(&self, value: u8) -> f64 {
        let span = self.height - self.top - self.bottom;
        self.top + span * (1.0 - f64::from(value) / 100.0)
    }
}

/// A number as SVG takes it, to a tenth.
fn n(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Draws a chart. `number` makes its ids its own within the page.
pub fn draw(chart: &Chart, number: usize) -> Markup {
    let turns = chart.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    let many = chart.series.len() > 4;
    let frame = if chart.small {
        Frame { width: 240.0, height: 100.0, left: 26.0, right: 30.0, top: 8.0, bottom: 18.0, turns }
    } else {
        let right = if many { 40.0 } else { 128.0 };
        let bare = Frame { width: 640.0, height: 300.0, left: 34.0, right, top: 16.0, bottom: 34.0, turns };
        let rows = rows_of_marks(chart, &bare).into_iter().map(|row| f64::from(row) + 1.0).fold(0.0, f64::max);
        Frame { height: bare.height + 14.0 * rows, top: bare.top + 14.0 * rows, ..bare }
    };
    let (title, desc) = (format!("chart-{number}-title"), format!("chart-{number}-desc"));
    let grid: &[u8] = if chart.small { &[0, 50, 100] } else { &[0, 25, 50, 75, 100] };
    html! {
        svg viewBox=(format!("0 0 {} {}", n(frame.width), n(frame.height))) role="img" aria-labelledby=(format!("{title} {desc}"))
            class=(if chart.small { "chart small" } else { "chart" }) {
            title id=(title) { (chart.title) }
            desc id=(desc) { (chart.about) }
            @for value in grid {
                line class="grid" x1=(n(frame.left)) x2=(n(frame.width - frame.right)) y1=(n(frame.y(*value))) y2=(n(frame.y(*value))) {}
                text class="axis" x=(n(frame.left - 5.0)) y=(n(frame.y(*value) + 4.0)) text-anchor="end" { (value) }
            }
            @for turn in ticks(turns, if chart.small { 4 } else { 14 }) {
                text class="axis" x=(n(frame.x(turn))) y=(n(frame.height - frame.bottom + 15.0)) text-anchor="middle" {
                    (if turn == 0 { "start".to_owned() } else { turn.to_string() })
                }
            }
            @if !chart.small {
                text class="axis" x=(n(f64::midpoint(frame.left, frame.width - frame.right))) y=(n(frame.height - 4.0)) text-anchor="middle" { "after turn" }
            }
            (marks(chart, &frame))
            @for (place, series) in chart.series.iter().enumerate() { (line(series, place, &frame, many)) }
            @if many { (short_labels(chart, &frame)) }
            @else if !chart.small { (labels(chart, &frame)) }
            @if chart.small {
                @for series in &chart.series {
                    @if let Some(last) = series.values.last() {
                        text class="label" x=(n(frame.x(series.values.len() - 1) + 6.0)) y=(n(frame.y(*last) + 4.0)) { (last) }
                    }
                }
            }
        }
    }
}

/// The turns that get a number on the axis: not more than fit.
fn ticks(turns: usize, most: usize) -> Vec<usize> {
    let step = turns.div_ceil(most).max(1);
    (0..turns).step_by(step).collect()
}

fn line(series: &Series, place: usize, frame: &Frame, many: bool) -> Markup {
    let points: Vec<String> = series
        .values
        .iter()
        .enumerate()
        .map(|(turn, value)| format!("{},{}", n(frame.x(turn)), n(frame.y(*value))))
        .collect();
    let last = series.values.last().map(|value| (frame.x(series.values.len() - 1), frame.y(*value)));
    html! {
        polyline class=(format!("line line-{}", place % 6)) points=(points.join(" ")) {}
        @if let Some((x, y)) = last {
            circle class=(format!("dot line-{}", place % 6)) cx=(n(x)) cy=(n(y)) r=(if many { "2" } else { "3" }) {}
        }
    }
}

/// Short names at the lines' ends, where there is room for each: the table beneath has them all.
fn short_labels(chart: &Chart, frame: &Frame) -> Markup {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut shown: Vec<(f64, f64, String)> = Vec::new();
    for series in &chart.series {
        let Some(last) = series.values.last() else { continue };
        let (x, y) = (frame.x(series.values.len() - 1) + 5.0, frame.y(*last) + 4.0);
        if taken.iter().all(|(ox, oy)| (oy - y).abs() > 11.0 || (ox - x).abs() > 34.0) {
            taken.push((x, y));
            shown.push((x, y, short(&series.name)));
        }
    }
    html! { @for (x, y, name) in &shown { text class="label" x=(n(*x)) y=(n(*y)) { (name) } } }
}

/// What is left of a name where many stand side by side.
fn short(name: &str) -> String {
    name.split_whitespace().last().unwrap_or(name).chars().take(6).collect()
}

/// Names at the lines' ends, moved apart where they would lie on each other.
fn labels(chart: &Chart, frame: &Frame) -> Markup {
    let mut ends: Vec<(f64, String)> = chart
        .series
        .iter()
        .filter_map(|series| {
            let last = *series.values.last()?;
            Some((frame.y(last) + 4.0, format!("{} {last}", series.name)))
        })
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    for place in 1..ends.len() {
        if ends[place].0 - ends[place - 1].0 < 15.0 {
            ends[place].0 = ends[place - 1].0 + 15.0;
        }
    }
    html! {
        @for (y, name) in &ends {
            text class="label" x=(n(frame.width - frame.right + 8.0)) y=(n(*y)) { (name) }
        }
    }
}

/// Marked turns, their words in as many rows as they need.
fn marks(chart: &Chart, frame: &Frame) -> Markup {
    let rows = rows_of_marks(chart, frame);
    html! {
        @for ((turn, word), row) in chart.marks.iter().zip(&rows) {
            @let x = frame.x(usize::from(*turn));
            @let y = frame.top - 10.0 - 14.0 * f64::from(*row);
            line class="mark" x1=(n(x)) x2=(n(x)) y1=(n(y - 9.0)) y2=(n(frame.height - frame.bottom)) {}
            text class="mark-word" x=(n(x + 4.0)) y=(n(y)) { (word) }
        }
    }
}

/// The row of each mark's word: the lowest in which it lies on no other.
fn rows_of_marks(chart: &Chart, frame: &Frame) -> Vec<u8> {
    let mut ends: Vec<f64> = Vec::new();
    let mut rows = vec![0; chart.marks.len()];
    // From the right, so that a word may run above the lines to its right.
    for (place, (turn, word)) in chart.marks.iter().enumerate().rev() {
        let x = frame.x(usize::from(*turn));
        let width = 6.6 * f64::from(u8::try_from(word.chars().count()).unwrap_or(u8::MAX)) + 10.0;
        let row = ends.iter().position(|start| x + width <= *start).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(x);
        } else {
            ends[row] = x;
        }
        rows[place] = u8::try_from(row).unwrap_or(u8::MAX);
    }
    rows
}
