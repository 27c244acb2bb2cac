//! The chart under the map: coastlines and places of the western Pacific, drawn once for each piece of it that
//! is shown. Nothing of a game is on it.

use super::sight::Bounds;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget as _;
use ratatui::widgets::canvas::{Canvas, Line as Stroke};
use serde::Deserialize;
use std::cell::RefCell;
use std::sync::OnceLock;

/// Natural Earth coastlines (public domain), clipped and simplified; see `assets/map/`.
const CHARTS: [&str; 2] = [
    include_str!("../../../../assets/map/first-island-chain.json"),
    include_str!("../../../../assets/map/south-china-sea.json"),
];

/// What the files hold.
#[derive(Debug, Default, Deserialize)]
pub struct Chart {
    coastlines: Vec<Coast>,
    /// Places with names.
    #[serde(default)]
    pub places: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct Coast {
    points: Vec<(f64, f64)>,
}

/// A place on the chart.
#[derive(Debug, Deserialize)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// What it is: `base`, `city`, `port`, `island`, `strait`, `sea`.
    pub kind: String,
}

/// The chart, read once.
pub fn chart() -> &'static Chart {
    static READ: OnceLock<Chart> = OnceLock::new();
    READ.get_or_init(|| {
        CHARTS.iter().fold(Chart::default(), |mut whole, text| {
            let part: Chart = serde_json::from_str(text).unwrap_or_default();
            whole.coastlines.extend(part.coastlines);
            whole.places.extend(part.places);
            whole
        })
    })
}

/// What a drawn chart depends on.
type Key = (Bounds, Rect, Color);

thread_local! {
    /// The piece that was drawn last: moving a selection must not draw thousands of strokes anew.
    static DRAWN: RefCell<Option<(Key, Buffer)>> = const { RefCell::new(None) };
}

/// Draws the coastlines within bounds into an area.
pub fn draw(buffer: &mut Buffer, area: Rect, bounds: Bounds, color: Color) {
    DRAWN.with_borrow_mut(|drawn| {
        let key = (bounds, area, color);
        if drawn.as_ref().is_none_or(|(old, _)| *old != key) {
            let mut fresh = Buffer::empty(area);
            strokes(&mut fresh, area, bounds, color);
            *drawn = Some((key, fresh));
        }
        if let Some((_, chart)) = drawn {
            for position in area.positions() {
                if let (Some(to), Some(from)) = (buffer.cell_mut(position), chart.cell(position)) {
                    *to = from.clone();
                }
            }
        }
    });
}

fn strokes(buffer: &mut Buffer, area: Rect, bounds: Bounds, color: Color) {
    let ([west, east], [south, north]) = bounds;
    let outside = |(x, y): (f64, f64)| x < west || x > east || y < south || y > north;
    Canvas::default()
        .marker(Marker::Braille)
        .x_bounds(bounds.0)
        .y_bounds(bounds.1)
        .paint(|context| {
            for coast in &chart().coastlines {
                for pair in coast.points.windows(2) {
                    if outside(pair[0]) && outside(pair[1]) {
                        continue;
                    }
                    let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
                    context.draw(&Stroke::new(x1, y1, x2, y2, color));
                }
            }
        })
        .render(area, buffer);
}
