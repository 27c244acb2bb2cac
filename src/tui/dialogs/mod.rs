//! Dialogs: small screens over another. One file each; each tells its own keys on its lower border.

pub mod form;
pub mod guide;
pub mod leave;
pub mod line;
pub mod plan;
pub mod seal;

use super::keys::Action;
use super::screen::Shared;
use super::text::{centered, cut};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::{Block, Borders, Clear};

/// Opens the box of a dialog in the middle of the screen. Tells its inner area.
pub fn open(frame: &mut Frame<'_>, area: Rect, height: u16, title: &str, actions: &[Action], shared: &Shared) -> Rect {
    open_wide(frame, area, (76, height), title, actions, shared)
}

/// Opens the box of a dialog of a given width and height. Tells its inner area.
pub fn open_wide(
    frame: &mut Frame<'_>,
    area: Rect,
    (width, height): (u16, u16),
    title: &str,
    actions: &[Action],
    shared: &Shared,
) -> Rect {
    let theme = shared.theme;
    let area = centered(area, width, height);
    let room = usize::from(area.width).saturating_sub(4);
    frame.render_widget(Clear, area);
    let keys = cut(&shared.keys.line(actions), room);
    let block = Block::new()
        .borders(Borders::ALL)
        .border_style(theme.quiet())
        .title(Span::styled(format!(" {} ", cut(title, room)), theme.heading()))
        .title_bottom(Span::styled(format!(" {keys} "), theme.quiet()));
    let inner = block.inner(area);
    frame.render_widget(block, area);
    inner
}

/// Types a key into a text of at most so many characters.
pub fn type_into(text: &mut String, key: KeyCode, most: usize) {
    match key {
        KeyCode::Char(c) if text.chars().count() < most && !crate::deck::text::is_forbidden(c) => text.push(c),
        KeyCode::Backspace => drop(text.pop()),
        _ => {}
    }
}
