//! The guide of a guided game, over the table: what to try in this turn, and by which keys.

use super::open_wide;
use crate::tui::keys::Action;
use crate::tui::panels::guide;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, Scroll};
use ratatui::Frame;
use ratatui::layout::Rect;

/// The guide.
#[derive(Debug, Default)]
pub struct Guide {
    scroll: Scroll,
}

impl Screen for Guide {
    fn name(&self) -> &'static str {
        "The guide"
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        vec![Play, PageDown, PageUp, Down, Up, Back, Guide]
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        match press.action {
            Some(action) if self.scroll.take(action) => Go::Stay,
            Some(_) => Go::Close(Told::Nothing),
            None => Go::Stay,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let Some(play) = &shared.play else { return };
        let mut lines = Lines::new(90.min(area.width).saturating_sub(2));
        guide::fill(&mut lines, &play.view, &shared.keys, shared.theme);
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let title = format!("Guide to turn {}", play.view.header.turn);
        let inner = open_wide(frame, area, (90, height), &title, &self.actions(shared), shared);
        self.scroll.draw(frame, inner, lines, 0, shared);
    }
}
