//! Charts of the lab's answers: SVG that stands by itself, or a page with the chart and the same numbers as a table.
//! Every chart says in words what it shows.

use crate::cli::output::{Format, Output, Outputs, Replace};
use crate::lab::Share;
use anyhow::{Context as _, anyhow};
use maud::{DOCTYPE, PreEscaped, html};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr as _;

/// Where a chart goes.
#[derive(Debug, clap::Args)]
pub(super) struct To {
    /// Write a chart as SVG
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Write a page with the chart and the numbers
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Replace a file that Not Today did not write, or that was changed since; never a save, a deck or what is read
    #[arg(long)]
    force: bool,
}

/// Where a chart goes, looked at before anything is played.
pub(super) struct Taken {
    svg: Option<Output>,
    html: Option<Output>,
}

/// A value with its interval.
pub(super) struct Bar {
    pub label: String,
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Bar {
    /// A change in percentage points.
    pub fn points(label: String, change: Share) -> Self {
        let [value, low, high] = [change.share, change.low, change.high].map(|share| share * 100.0);
        Self { label, value, low, high }
    }
}

/// What is drawn: bars from top to bottom over one axis, and in words what they show.
pub(super) struct Chart<'a> {
    pub title: &'a str,
    /// The language of the game or of the deck, as a tag.
    pub language: &'a str,
    /// What the axis counts.
    pub axis: &'a str,
    /// What the dot and the line of a bar stand for.
    pub about: &'a str,
    pub bars: &'a [Bar],
    /// A second mark on each bar, where there is one.
    pub marks: &'a [f64],
    /// The numbers as a table: heads, and rows.
    pub heads: &'a [&'a str],
    pub rows: &'a [Vec<String>],
}

impl To {
    /// Takes the files that were named, beside what the command reads.
    pub fn take(&self, read: impl AsRef<Path>) -> anyhow::Result<Taken> {
        let mut outputs = Outputs::beside([read], Replace::forced(self.force));
        let mut take =
            |path: &Option<PathBuf>| path.as_ref().map(|path| outputs.take(path, Format::Markup)).transpose();
        Ok(Taken { svg: take(&self.svg)?, html: take(&self.html)? })
    }
}

impl Taken {
    /// Writes what was asked for.
    pub fn write(self, chart: &Chart<'_>) -> anyhow::Result<()> {
        if self.svg.is_none() && self.html.is_none() {
            return Ok(());
        }
        let svg = chart.svg()?;
        if let Some(file) = self.svg {
            file.write(svg.as_bytes())?;
        }
        if let Some(file) = self.html {
            file.write(chart.page(&svg).as_bytes())?;
        }
        Ok(())
    }
}

/// The width of a chart, and what its labels take of it, in pixels.
const WIDTH: u32 = 960;
const LABELS: u32 = 380;
/// What a bar takes from top to bottom.
const ROW: u32 = 24;
/// What a label holds, in columns.
const LABEL_COLUMNS: usize = 52;

impl Chart<'_> {
    /// The range of the axis: all bars and marks, and a little more.
    fn range(&self) -> std::ops::Range<f64> {
        let all = || self.bars.iter().flat_map(|bar| [bar.low, bar.high]).chain(self.marks.iter().copied());
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        if low.is_finite() && high.is_finite() {
            let room = ((high - low) * 0.05).max(0.5);
            low - room..high + room
        } else {
            0.0..1.0
        }
    }

    fn svg(&self) -> anyhow::Result<String> {
        let mut svg = String::new();
        self.draw(&mut svg).map_err(|error| anyhow!("the chart cannot be drawn: {error}"))?;
        // What a screen reader reads, and what stands where pictures are not shown.
        let words = html! {
            title id="title" { (self.title) }
            desc id="desc" {
                (self.about) " "
                @for row in self.rows {
                    @for (head, cell) in self.heads.iter().zip(row) { (head) ": " (cell) "; " }
                    "— "
                }
            }
        };
        let (open, rest) = svg.split_once('>').context("the chart is no SVG")?;
        Ok(format!("{open} role=\"img\" aria-labelledby=\"title desc\">\n{}{rest}", words.into_string()))
    }

    fn draw(&self, svg: &mut String) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
        let many = u32::try_from(self.bars.len()).unwrap_or(u32::MAX);
        let height = 120_u32.saturating_add(many.saturating_mul(ROW));
        let root = SVGBackend::with_string(svg, (WIDTH, height)).into_drawing_area();
        root.fill(&WHITE)?;
        let dark = RGBColor(40, 40, 40);
        let text = |size: i32| ("sans-serif", size).into_font().color(&dark);
        root.draw(&Text::new(self.title.to_owned(), (12, 10), text(18)))?;
        root.draw(&Text::new(self.about.to_owned(), (12, 36), text(12)))?;
        let (_, area) = root.margin(58, 4, 4, 16).split_horizontally(LABELS);
        let bottom = f64::from(many.max(1));
        let mut chart = ChartBuilder::on(&area).x_label_area_size(40).build_cartesian_2d(self.range(), bottom..0.0)?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .disable_y_axis()
            .x_desc(self.axis)
            .x_labels(8)
            .x_label_style(text(12))
            .axis_desc_style(text(12))
            .light_line_style(WHITE)
            .draw()?;
        let range = self.range();
        if range.contains(&0.0) {
            chart.draw_series([PathElement::new([(0.0, 0.0), (0.0, bottom)], dark.stroke_width(1))])?;
        }
        let blue = RGBColor(0, 84, 147);
        for (n, bar) in self.bars.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a place on a chart")]
            let y = n as f64 + 0.5;
            chart.draw_series([PathElement::new([(bar.low, y), (bar.high, y)], blue.stroke_width(3))])?;
            chart.draw_series([Circle::new((bar.value, y), 5, blue.filled())])?;
            if let Some(mark) = self.marks.get(n) {
                // A cross and a dot differ without their color.
                chart.draw_series([Cross::new((*mark, y), 6, RGBColor(178, 60, 0).stroke_width(2))])?;
            }
            let (_, top) = chart.backend_coord(&(range.start, y));
            let style = text(12).pos(Pos::new(HPos::Left, VPos::Center));
            root.draw(&Text::new(short(&bar.label), (12, top), style))?;
        }
        root.present()
    }

    fn page(&self, svg: &str) -> String {
        let style = "body{font:16px/1.5 sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#222}\
            svg{max-width:100%;height:auto}table{border-collapse:collapse}\
            th,td{border-bottom:1px solid #ccc;padding:.2rem .6rem;text-align:left}";
        html! {
            (DOCTYPE)
            html lang=(self.language) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width";
                    title { (self.title) }
                    style { (PreEscaped(style)) }
                }
                body {
                    h1 { (self.title) }
                    p { (self.about) }
                    (PreEscaped(svg))
                    table {
                        thead { tr { @for head in self.heads { th scope="col" { (head) } } } }
                        tbody { @for row in self.rows { tr { @for cell in row { td { (cell) } } } } }
                    }
                }
            }
        }
        .into_string()
    }
}

/// A label, cut where it is too long.
fn short(label: &str) -> String {
    if label.width() <= LABEL_COLUMNS {
        return label.to_owned();
    }
    let mut cut = String::new();
    for c in label.chars() {
        if cut.width() + 2 > LABEL_COLUMNS {
            break;
        }
        cut.push(c);
    }
    cut + "…"
}
