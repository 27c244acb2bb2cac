//! A message that needs the whole screen: what was wrong, where, what to do.

use super::title::Title;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared};
use crate::tui::text::{Lines, Scroll, boxed, centered};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A message.
#[derive(Debug)]
pub struct Message {
    text: String,
    scroll: Scroll,
    /// There is nothing to go back to: leaving it ends the program.
    is_last: bool,
}

impl Message {
    /// A message.
    pub fn new(text: String) -> Self {
        Self { text, scroll: Scroll::default(), is_last: false }
    }

    /// A message after which there is nothing more to do.
    pub fn last(text: String) -> Self {
        Self { is_last: true, ..Self::new(text) }
    }
}

impl Screen for Message {
    fn name(&self) -> &'static str {
        "A message"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        let leave: &[Action] = if self.is_last { &[Quit] } else { &[Back, Choose] };
        [&[LineUp, LineDown, PageUp, PageDown, Help], leave].concat()
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        match press.action {
            Some(action) if self.scroll.take(action) => Go::Stay,
            _ if self.is_last => Go::Quit,
            _ => Go::To(Box::new(Title::new(0))),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let inner = boxed(frame, centered(area, 110, area.height), "That did not work", theme);
        let mut lines = Lines::new(inner.width);
        for line in self.text.lines() {
            lines.add(&crate::deck::text::clean(line, 2000), Style::new());
        }
        self.scroll.draw(frame, inner, lines, 0, shared);
    }
}
