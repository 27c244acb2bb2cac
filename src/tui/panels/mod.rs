//! One file per panel. A panel is a function of (view, area): drawing changes nothing.

pub mod briefing;
pub mod cards;
pub mod desk;
pub mod guide;
pub mod header;
pub mod law;
pub mod ledger;
pub mod log;
pub mod map;
pub mod meters;
pub mod options;
pub mod requests;

use super::text::cut;
use unicode_width::UnicodeWidthStr as _;

/// What is chosen in a list: the row, and the row whose details are shown (the same, once the selection rests).
#[derive(Debug, Clone, Copy)]
pub struct Chosen {
    /// The selected row.
    pub row: usize,
    /// The row that is told whole.
    pub detailed: usize,
}

/// A text with a tail at the end of a line: the text is cut where there is no room, the tail never.
pub fn spread(text: &str, tail: &str, width: usize) -> String {
    let room = width.saturating_sub(tail.width() + 1);
    let text = cut(text, room);
    let pad = width.saturating_sub(text.width() + tail.width());
    format!("{text}{}{tail}", " ".repeat(pad))
}
