//! The number of the die, large enough to be read from the other side of the table.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// Three by five for each digit, row by row; a bit is a square.
const DIGITS: [[u8; 5]; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b010, 0b010, 0b010],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];

/// Draws a number in the middle of an area.
pub fn draw(frame: &mut Frame<'_>, area: Rect, number: u8, style: Style) {
    let digits: Vec<usize> = number.to_string().bytes().map(|byte| usize::from(byte - b'0')).collect();
    let lines: Vec<Line<'static>> = (0..5)
        .map(|row| {
            let parts: Vec<String> = digits
                .iter()
                .map(|digit| {
                    (0..3).rev().map(|bit| if DIGITS[*digit][row] >> bit & 1 == 1 { "██" } else { "  " }).collect()
                })
                .collect();
            Line::styled(parts.join("  "), style)
        })
        .collect();
    frame.render_widget(Paragraph::new(lines).alignment(Alignment::Center), area);
}
