//! The map: coastlines of the western Pacific in braille, areas by state, what happens where.

use crate::deck::AreaId;
use crate::rules::view::{AreaView, View};
use crate::tui::text::boxed;
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::text::Line;
use ratatui::widgets::canvas::{Canvas, Line as Stroke};
use std::cmp::Reverse;
use std::sync::OnceLock;
use unicode_width::UnicodeWidthStr as _;

/// Natural Earth coastlines (public domain), clipped and simplified; see `assets/map/`.
const COASTLINES: [&str; 2] = [
    include_str!("../../../assets/map/first-island-chain.json"),
    include_str!("../../../assets/map/south-china-sea.json"),
];

type Polyline = Vec<(f64, f64)>;

fn coastlines() -> &'static [Polyline] {
    static PARSED: OnceLock<Vec<Polyline>> = OnceLock::new();
    PARSED.get_or_init(|| COASTLINES.iter().flat_map(|text| polylines(text)).collect())
}

fn polylines(text: &str) -> Vec<Polyline> {
    let map: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let lines = map["coastlines"].as_array().map_or(&[][..], Vec::as_slice);
    lines
        .iter()
        .map(|line| {
            let points = line["points"].as_array().map_or(&[][..], Vec::as_slice);
            points.iter().filter_map(|p| Some((p[0].as_f64()?, p[1].as_f64()?))).collect()
        })
        .collect()
}

/// What the map shows, unless a deck's areas lie beyond it: degrees east and north.
const BOUNDS: ([f64; 2], [f64; 2]) = ([116.8, 131.8], [19.0, 33.8]);

fn degrees(area: &AreaView) -> (f64, f64) {
    (f64::from(area.position.0) / 1000.0, f64::from(area.position.1) / 1000.0)
}

/// The bounds that hold every area: the usual ones where some of the deck lies there, else the areas' own.
fn bounds(view: &View) -> ([f64; 2], [f64; 2]) {
    let inside = |value: f64, [low, high]: [f64; 2]| (low..=high).contains(&value);
    let is_usual = |area: &&AreaView| inside(degrees(area).0, BOUNDS.0) && inside(degrees(area).1, BOUNDS.1);
    let usual = view.areas.is_empty() || view.areas.iter().any(|area| is_usual(&area));
    let nowhere = ([f64::INFINITY, f64::NEG_INFINITY], [f64::INFINITY, f64::NEG_INFINITY]);
    let (mut x, mut y) = if usual { BOUNDS } else { nowhere };
    for area in view.areas.iter().filter(|area| !usual || !is_usual(area)) {
        let (east, north) = degrees(area);
        x = [x[0].min(east - 1.0), x[1].max(east + 1.0)];
        y = [y[0].min(north - 1.0), y[1].max(north + 1.0)];
    }
    (x, y)
}

/// Draws the map.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, touched: &[AreaId], theme: Theme) {
    let legend = ["Map: · calm  ~ tense  ! contested  ✗ combat", "·calm ~tense !contested ✗combat"];
    let inner = boxed(frame, area, legend[usize::from(area.width < 48)], theme);
    if inner.is_empty() {
        return;
    }
    let bounds = bounds(view);
    let canvas = Canvas::default().marker(Marker::Braille).x_bounds(bounds.0).y_bounds(bounds.1).paint(|context| {
        let coast = theme.quiet().fg.unwrap_or(Color::Reset);
        for line in coastlines() {
            for pair in line.windows(2) {
                let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
                context.draw(&Stroke::new(x1, y1, x2, y2, coast));
            }
        }
    });
    frame.render_widget(canvas, inner);
    for (at, text, style) in labels(view, bounds, inner, touched, theme) {
        frame.render_widget(Line::styled(text, style), at);
    }
}

/// The marks of the areas, and their names where there is room: what matters most first, nothing over anything.
fn labels(
    view: &View,
    bounds: ([f64; 2], [f64; 2]),
    inner: Rect,
    touched: &[AreaId],
    theme: Theme,
) -> Vec<(Rect, String, Style)> {
    let mut areas: Vec<&AreaView> = view.areas.iter().collect();
    areas.sort_by_key(|area| {
        Reverse((touched.contains(&area.area), area.mood, !area.cards.is_empty(), !area.operations.is_empty()))
    });
    let marks: Vec<(Rect, &AreaView)> =
        areas.into_iter().filter_map(|area| Some((cell(degrees(area), bounds, inner)?, area))).collect();
    let mut taken: Vec<Rect> = marks.iter().map(|(at, _)| *at).collect();
    let mut drawn = Vec::new();
    for (at, area) in marks {
        let (mark, mut style) = theme.mood(area.mood);
        if touched.contains(&area.area) {
            style = theme.selected();
        }
        let running = if area.operations.is_empty() { "" } else { "▲" };
        let name = format!("{running}{}", area.name);
        let width = u16::try_from(name.width()).unwrap_or(u16::MAX);
        let right = Rect::new(at.x + 1, at.y, width, 1);
        let left = Rect::new(at.x.saturating_sub(width), at.y, width, 1);
        let fits = |place: &Rect, taken: &[Rect]| {
            inner.intersection(*place) == *place && !taken.iter().any(|other| other.intersects(*place))
        };
        drawn.push((at, mark.to_owned(), style));
        if let Some(place) = [right, left].into_iter().find(|place| fits(place, &taken)) {
            taken.push(place);
            drawn.push((place, name, style));
        }
    }
    drawn
}

/// The cell of a place, if it is on the map.
fn cell((east, north): (f64, f64), (x, y): ([f64; 2], [f64; 2]), inner: Rect) -> Option<Rect> {
    let share = |value: f64, [low, high]: [f64; 2]| (value - low) / (high - low);
    let (right, down) = (share(east, x), 1.0 - share(north, y));
    if !(0.0..=1.0).contains(&right) || !(0.0..=1.0).contains(&down) {
        return None;
    }
    // Within 0 and the width of a terminal, checked above.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let place = |share: f64, cells: u16| (share * f64::from(cells - 1)).round() as u16;
    Some(Rect::new(inner.x + place(right, inner.width), inner.y + place(down, inner.height), 1, 1))
}

/// The areas in words, for a screen with no room for the map.
pub fn words(view: &View, lines: &mut crate::tui::text::Lines, theme: Theme) {
    for area in &view.areas {
        let (mark, style) = theme.mood(area.mood);
        let mut text = format!("{} ({}): {}", area.name, area.kind_name, crate::deck::prose::mood(area.mood));
        for what in area.cards.iter().chain(&area.operations) {
            text.push_str("; ");
            text.push_str(what);
        }
        lines.indented(&format!("{mark} "), &text, style);
    }
}
