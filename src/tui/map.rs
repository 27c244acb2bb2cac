//! The map of the first island chain: coastlines in braille, areas by state, what happens where.

use super::text::boxed;
use super::theme::Theme;
use crate::deck::AreaMood;
use crate::rules::view::View;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::canvas::{Canvas, Line as Stroke};
use std::sync::OnceLock;

/// Natural Earth coastlines (public domain), clipped and simplified; see `assets/map/`.
const COASTLINES: &str = include_str!("../../assets/map/first-island-chain.json");

type Polyline = Vec<(f64, f64)>;

fn coastlines() -> &'static [Polyline] {
    static PARSED: OnceLock<Vec<Polyline>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let map: serde_json::Value = serde_json::from_str(COASTLINES).unwrap_or_default();
        let lines = map["coastlines"].as_array().map_or(&[][..], Vec::as_slice);
        lines
            .iter()
            .map(|line| {
                let points = line["points"].as_array().map_or(&[][..], Vec::as_slice);
                points.iter().filter_map(|p| Some((p[0].as_f64()?, p[1].as_f64()?))).collect()
            })
            .collect()
    })
}

/// What the map shows: degrees east and north.
const BOUNDS: ([f64; 2], [f64; 2]) = ([116.8, 131.8], [19.0, 33.8]);

/// Draws the map.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, touched: &[crate::deck::AreaId], theme: Theme) {
    let inner = boxed(frame, area, "Map: · calm  ~ tense  ! contested  ✗ combat", theme);
    if inner.is_empty() {
        return;
    }
    let canvas = Canvas::default().marker(Marker::Braille).x_bounds(BOUNDS.0).y_bounds(BOUNDS.1).paint(|context| {
        let coast = theme.quiet().fg.unwrap_or(Color::Reset);
        for line in coastlines() {
            for pair in line.windows(2) {
                let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
                context.draw(&Stroke::new(x1, y1, x2, y2, coast));
            }
        }
        context.layer();
        // The worst are written last, so that nothing hides them.
        let mut areas: Vec<_> = view.areas.iter().collect();
        areas.sort_by_key(|area| area.mood);
        for area in areas {
            let (mark, style) = theme.mood(area.mood);
            let (x, y) = (f64::from(area.position.0) / 1000.0, f64::from(area.position.1) / 1000.0);
            let eventful = area.mood >= AreaMood::Contested || !area.cards.is_empty();
            let mut spans = vec![Span::styled(mark, style)];
            if touched.contains(&area.area) {
                spans = vec![Span::styled(format!("»{mark} {}", area.name), theme.selected())];
            } else if eventful {
                spans.push(Span::styled(format!(" {}", area.name), style));
            } else if !area.operations.is_empty() {
                spans.push(Span::styled("▲", theme.good()));
            }
            context.print(x, y, Line::from(spans));
        }
    });
    frame.render_widget(canvas, inner);
}

/// The areas in words, for a screen with no room for the map.
pub fn words(view: &View, lines: &mut super::text::Lines, theme: Theme) {
    for area in &view.areas {
        let (mark, style) = theme.mood(area.mood);
        let mut text =
            format!("{} ({}): {}", area.name, crate::deck::prose::kind(area.kind), crate::deck::prose::mood(area.mood));
        for what in area.cards.iter().chain(&area.operations) {
            text.push_str("; ");
            text.push_str(what);
        }
        lines.indented(&format!("{mark} "), &text, style);
    }
}
