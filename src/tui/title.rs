//! The title screen, the list of saved games, and messages that need the whole screen.

use super::text::{Lines, boxed, centered, cut, draw as draw_lines, first_row};
use super::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Alignment, Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use std::path::PathBuf;

/// The entries of the title screen.
pub const MENU: [&str; 4] = ["New game", "Continue a saved game", "Help", "Quit"];

/// Draws the title screen.
pub fn draw(frame: &mut Frame<'_>, area: Rect, selected: usize, theme: Theme) {
    let [_, head, menu, _] = Layout::vertical([
        Constraint::Percentage(20),
        Constraint::Length(8),
        Constraint::Length(6),
        Constraint::Min(0),
    ])
    .areas(area);
    let text = vec![
        Line::styled("N O T   T O D A Y", theme.heading()),
        Line::default(),
        Line::raw("The U.S.–Japan alliance, Taiwan,"),
        Line::raw("and the question Beijing asks every day."),
        Line::default(),
        Line::styled("A crisis tabletop game for one to three seats", theme.quiet()),
    ];
    frame.render_widget(Paragraph::new(text).alignment(Alignment::Center), head);
    let entries: Vec<Line<'static>> = MENU
        .iter()
        .enumerate()
        .map(|(n, entry)| {
            Line::styled(format!(" {entry:^25} "), if n == selected { theme.selected() } else { Style::new() })
        })
        .collect();
    frame.render_widget(Paragraph::new(entries).alignment(Alignment::Center), menu);
}

/// Draws the list of saved games.
pub fn draw_saves(frame: &mut Frame<'_>, area: Rect, saves: &[PathBuf], selected: usize, theme: Theme) {
    let inner = boxed(frame, centered(area, 100, area.height), "Saved games, the last played first", theme);
    if saves.is_empty() {
        let mut lines = Lines::new(inner.width);
        lines.add("There are no saved games yet. Esc goes back.", Style::new());
        draw_lines(frame, inner, lines, 0, theme);
        return;
    }
    let height = usize::from(inner.height);
    let from = first_row(selected, saves.len(), height);
    let rows: Vec<Line<'static>> = saves
        .iter()
        .enumerate()
        .skip(from)
        .take(height)
        .map(|(n, path)| {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let name = cut(&crate::deck::text::clean(&name, 200), usize::from(inner.width));
            Line::styled(name, if n == selected { theme.selected() } else { Style::new() })
        })
        .collect();
    frame.render_widget(Paragraph::new(rows), inner);
}

/// Draws a message: what was wrong, where, what to do.
pub fn draw_message(frame: &mut Frame<'_>, area: Rect, text: &str, scroll: usize, theme: Theme) {
    let inner = boxed(frame, centered(area, 110, area.height), "That did not work", theme);
    let mut lines = Lines::new(inner.width);
    for line in text.lines() {
        lines.add(&crate::deck::text::clean(line, 2000), Style::new());
    }
    draw_lines(frame, inner, lines, scroll, theme);
}

/// Draws the curtain between two seats: nothing of the table is to be seen.
pub fn draw_curtain(frame: &mut Frame<'_>, area: Rect, name: &str, title: &str, theme: Theme) {
    let middle = centered(area, area.width, 7);
    let text = vec![
        Line::styled("Pass the keyboard", theme.quiet()),
        Line::default(),
        Line::styled(format!("to {name}"), theme.heading()),
        Line::raw(title.to_owned()),
        Line::default(),
        Line::raw("Enter, when they sit here and nobody else looks."),
    ];
    frame.render_widget(Paragraph::new(text).alignment(Alignment::Center), middle);
}
