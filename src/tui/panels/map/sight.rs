//! What piece of the world the map shows: all areas of a deck, or closer, and where one has moved it.

use crate::rules::view::{AreaView, View};
use ratatui::layout::Rect;

/// Degrees east and north: west and east, south and north.
pub type Bounds = ([f64; 2], [f64; 2]);

/// How close one looks, and where.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sight {
    /// Steps closer than the whole; 0 to [`Sight::CLOSEST`].
    zoom: u8,
    /// How far the middle has been moved, in degrees east and north.
    moved: (f64, f64),
}

/// A step closer shows so much less.
const STEP: f64 = 1.5;
/// The least that is shown of the world, in degrees north, where all areas lie close together.
const LEAST: f64 = 6.0;
/// Around the outermost areas.
const MARGIN: f64 = 1.3;

/// The place of an area in degrees.
pub fn degrees(area: &AreaView) -> (f64, f64) {
    (f64::from(area.position.0) / 1000.0, f64::from(area.position.1) / 1000.0)
}

impl Sight {
    /// The closest one can look.
    pub const CLOSEST: u8 = 4;

    /// Looks closer or less close.
    pub fn zoom(&mut self, by: i8) {
        self.zoom = self.zoom.saturating_add_signed(by).min(Self::CLOSEST);
        if self.zoom == 0 {
            self.moved = (0.0, 0.0);
        }
    }

    /// Shows the whole.
    pub fn whole(&mut self) {
        *self = Self::default();
    }

    /// Whether the whole is shown.
    pub fn is_whole(self) -> bool {
        self.zoom == 0 && self.moved == (0.0, 0.0)
    }

    /// How close it is, for the title.
    pub fn closeness(self) -> u8 {
        self.zoom
    }

    /// Moves the middle by steps east and north.
    pub fn pan(&mut self, east: i8, north: i8) {
        let step = 2.0 / STEP.powi(i32::from(self.zoom));
        let (x, y) = self.moved;
        let within = |value: f64| value.clamp(-30.0, 30.0);
        self.moved = (within(x + step * f64::from(east)), within(y + step * f64::from(north)));
    }

    /// Moves the middle to an area, where one looks closer.
    pub fn go_to(&mut self, view: &View, area: &AreaView) {
        if self.zoom > 0 {
            let (middle, _) = extent(view);
            let (east, north) = degrees(area);
            self.moved = (east - middle.0, north - middle.1);
        }
    }

    /// The bounds that are shown in so many cells: true to shape at their latitude, for cells twice as high as wide.
    pub fn bounds(self, view: &View, inner: Rect) -> Bounds {
        let (middle, span) = extent(view);
        let closer = STEP.powi(i32::from(self.zoom));
        let (x, y) = (middle.0 + self.moved.0, middle.1 + self.moved.1);
        let squeeze = y.clamp(-80.0, 80.0).to_radians().cos();
        let (wide, high) = (f64::from(inner.width.max(1)), 2.0 * f64::from(inner.height.max(1)));
        // Degrees north per unit, such that all of the span is in.
        let unit = (span.1 / high).max(span.0 * squeeze / wide) / closer;
        let (half_x, half_y) = (unit * wide / squeeze / 2.0, unit * high / 2.0);
        ([x - half_x, x + half_x], [y - half_y, y + half_y])
    }
}

/// The middle of all areas, and how far they reach, in degrees.
fn extent(view: &View) -> ((f64, f64), (f64, f64)) {
    let mut places = view.areas.iter().map(degrees);
    let Some(first) = places.next() else { return ((124.0, 26.5), (15.0, 15.0)) };
    let (mut low, mut high) = (first, first);
    for (x, y) in places {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    }
    let middle = (low.0.midpoint(high.0), low.1.midpoint(high.1));
    let reach = |low: f64, high: f64| (high - low + 2.0 * MARGIN).max(LEAST);
    (middle, (reach(low.0, high.0), reach(low.1, high.1)))
}
