//! What becomes of a save's bytes as it travels: editors, mail and transfers rewrite ends of line and add marks. The lines
//! themselves are whole as long as each fits the chain.

use std::fmt;

/// What was rewritten of a save whose every line is whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each can have been done or not, whatever else was")]
pub struct Travel {
    /// It begins with a byte order mark.
    pub byte_order_mark: bool,
    /// Lines end in carriage return and line feed.
    pub carriage_returns: bool,
    /// The line feed of the last line is gone.
    pub no_last_line_feed: bool,
    /// Empty lines stand at the end.
    pub empty_lines: bool,
}

impl Travel {
    /// Whether nothing was rewritten.
    pub fn is_untouched(self) -> bool {
        self == Self::default()
    }

    /// Whether nothing but the last line feed is missing: then it can be added, and the save is as it was.
    pub fn lacks_only_the_end(self) -> bool {
        self == Self { no_last_line_feed: true, ..Self::default() }
    }
}

impl fmt::Display for Travel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = [
            (self.byte_order_mark, "it begins with a byte order mark"),
            (self.carriage_returns, "its lines end in CR LF"),
            (self.no_last_line_feed, "its last line feed is missing"),
            (self.empty_lines, "empty lines stand at its end"),
        ];
        let mut first = true;
        for (_, what) in told.iter().filter(|(is, _)| *is) {
            f.write_str(if first { "" } else { ", " })?;
            f.write_str(what)?;
            first = false;
        }
        Ok(())
    }
}
