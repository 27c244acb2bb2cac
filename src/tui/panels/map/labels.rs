//! Where the marks and names of the map go: what matters most first, nothing over anything, nothing cut at the edge.

use super::chart::chart;
use super::short;
use super::sight::{Bounds, Sight, degrees};
use crate::deck::AreaId;
use crate::rules::view::{AreaView, View};
use crate::tui::theme::Theme;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::cmp::Reverse;
use unicode_width::UnicodeWidthStr as _;

/// The longest that a name is on a map that shows little.
const LONGEST: usize = 22;

/// A label: where, what, how.
pub type Label = (Rect, String, Style);

/// The marks of the areas and their names, then bases and straits where there is room.
pub fn place(view: &View, bounds: Bounds, inner: Rect, touched: &[AreaId], sight: Sight, theme: Theme) -> Vec<Label> {
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
        drawn.push((at, mark.to_owned(), style));
        let mut signs = String::new();
        if !area.cards.is_empty() {
            signs.push('◆');
        }
        match area.operations.len() {
            0 => {}
            1 => signs.push('▲'),
            many => signs = format!("{signs}▲{many}"),
        }
        let space = if signs.is_empty() { "" } else { " " };
        let names = [format!("{}{space}{signs}", area.name), format!("{}{space}{signs}", short(&area.name, 12)), signs];
        put(&names, at, inner, style, &mut taken, &mut drawn);
    }
    for place in &chart().places {
        let shown = match place.kind.as_str() {
            "base" => inner.width >= 48 || sight.closeness() > 0,
            "strait" | "island" | "port" => sight.closeness() > 0,
            _ => sight.closeness() > 1,
        };
        // An area of the same name says it already.
        let said = view.areas.iter().any(|area| area.name.contains(&place.name) || place.name.contains(&area.name));
        let Some(at) = cell((place.lon, place.lat), bounds, inner).filter(|_| shown && !said) else { continue };
        if taken.iter().any(|other| other.intersects(at)) {
            continue;
        }
        let before = drawn.len();
        taken.push(at);
        put(std::slice::from_ref(&place.name), at, inner, theme.quiet(), &mut taken, &mut drawn);
        // A mark without a name would tell nothing.
        if drawn.len() > before {
            drawn.push((at, if place.kind == "base" { "▪" } else { "∘" }.to_owned(), theme.quiet()));
        } else {
            taken.pop();
        }
    }
    drawn
}

/// Puts the first of some names that finds room beside, above or below its mark.
fn put(names: &[String], at: Rect, inner: Rect, style: Style, taken: &mut Vec<Rect>, drawn: &mut Vec<Label>) {
    for name in names {
        let wide = name.width();
        if wide == 0 || wide > LONGEST.max(usize::from(inner.width) / 3) {
            continue;
        }
        let width = u16::try_from(wide).unwrap_or(u16::MAX);
        let left = at.x.checked_sub(width);
        let middle = at.x.checked_sub(width / 2);
        let spots = [
            (Some(at.x + 1), Some(at.y)),
            (left, Some(at.y)),
            (Some(at.x + 1), at.y.checked_sub(1)),
            (Some(at.x + 1), Some(at.y + 1)),
            (left, at.y.checked_sub(1)),
            (left, Some(at.y + 1)),
            (middle, Some(at.y + 1)),
            (middle, at.y.checked_sub(1)),
        ];
        for (x, y) in spots {
            let (Some(x), Some(y)) = (x, y) else { continue };
            let place = Rect::new(x, y, width, 1);
            // One cell of air on either side, so that two names do not run into one.
            let air = Rect::new(x.saturating_sub(1), y, width + 2, 1);
            let free = !taken.iter().any(|other| *other != at && other.intersects(air));
            if inner.intersection(place) == place && free {
                taken.push(place);
                drawn.push((place, name.clone(), style));
                return;
            }
        }
    }
}

/// The cell of a place, if it is on the map.
fn cell((east, north): (f64, f64), (x, y): Bounds, inner: Rect) -> Option<Rect> {
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
