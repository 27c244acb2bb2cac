//! Text in boxes: wrapped to a width that knows wide characters, and never cut without saying so.

use super::keys::Action;
use super::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph};
use std::cell::Cell;
use unicode_width::UnicodeWidthStr as _;

/// Lines of a box, wrapped as they are added.
#[derive(Debug)]
pub struct Lines {
    width: usize,
    lines: Vec<Line<'static>>,
}

impl Lines {
    /// Lines for a box of this inner width.
    pub fn new(width: u16) -> Self {
        Self { width: usize::from(width).max(1), lines: Vec::new() }
    }

    /// Adds a paragraph.
    pub fn add(&mut self, text: &str, style: Style) {
        self.indented("", text, style);
    }

    /// Adds a paragraph whose first line begins with a lead, and whose others stand under its text.
    pub fn indented(&mut self, lead: &str, text: &str, style: Style) {
        let rest = " ".repeat(lead.width());
        let options = textwrap::Options::new(self.width).initial_indent(lead).subsequent_indent(&rest);
        for line in textwrap::wrap(text, options) {
            self.lines.push(Line::styled(line.into_owned(), style));
        }
    }

    /// Adds a line as it is.
    pub fn line(&mut self, line: Line<'static>) {
        self.lines.push(line);
    }

    /// Adds an empty line, unless it would be the first.
    pub fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The first line to show so that a block of lines is on screen, as near to the top of the text as can be.
    pub fn first_for(block: &std::ops::Range<usize>, height: u16) -> usize {
        // The last row may be needed to say that more follow.
        let height = usize::from(height).saturating_sub(1).max(1);
        block.end.saturating_sub(height).min(block.start)
    }
}

/// How far a text has been scrolled. Drawing notes how far it can be, so that no key press is lost beyond its end.
#[derive(Debug, Clone)]
pub struct Scroll {
    at: usize,
    most: Cell<usize>,
}

impl Default for Scroll {
    fn default() -> Self {
        Self { at: 0, most: Cell::new(usize::MAX) }
    }
}

impl Scroll {
    /// How far it is scrolled, in lines.
    pub fn at(&self) -> usize {
        self.at.min(self.most.get())
    }

    /// Scrolls by so many lines.
    pub fn by(&mut self, lines: isize) {
        self.at = self.at().saturating_add_signed(lines).min(self.most.get());
    }

    /// Scrolls, where an action asks for it.
    pub fn take(&mut self, action: Action) -> bool {
        let by = match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -8,
            Action::PageDown => 8,
            _ => return false,
        };
        self.by(by);
        true
    }

    /// Notes how far the text can be scrolled.
    pub fn note(&self, most: usize) {
        self.most.set(most);
    }

    /// Draws lines from a first line on, and from there as far as it is scrolled.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, lines: Lines, first: usize, theme: Theme) {
        let end = lines.len().saturating_sub(usize::from(area.height));
        let first = first.min(end);
        self.note(end - first);
        draw(frame, area, lines, first + self.at(), theme);
    }
}

/// A box with a title. Tells its inner area.
pub fn boxed(frame: &mut Frame<'_>, area: Rect, title: &str, theme: Theme) -> Rect {
    let block = Block::new()
        .borders(Borders::ALL)
        .border_style(theme.quiet())
        .title(Span::styled(format!(" {} ", cut(title, usize::from(area.width).saturating_sub(4))), theme.heading()));
    let inner = block.inner(area);
    frame.render_widget(block, area);
    inner
}

/// Draws lines in an area from a line on; where more follow, the last row says so.
pub fn draw(frame: &mut Frame<'_>, area: Rect, lines: Lines, scroll: usize, theme: Theme) {
    if area.is_empty() {
        return;
    }
    let height = usize::from(area.height);
    let total = lines.len();
    let scroll = scroll.min(total.saturating_sub(height));
    let mut shown: Vec<Line<'static>> = lines.lines.into_iter().skip(scroll).take(height).collect();
    let below = total.saturating_sub(scroll + height);
    if below > 0
        && let Some(last) = shown.last_mut()
    {
        *last = Line::styled(cut(&format!("… {} more lines: PgDn", below + 1), usize::from(area.width)), theme.quiet());
    }
    frame.render_widget(Paragraph::new(shown), area);
}

/// A text cut to a width, with an ellipsis where something is missing.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        kept.push(c);
    }
    if width > 0 {
        kept.push('…');
    }
    kept
}

/// The rectangle of a dialog in the middle of the screen.
pub fn centered(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect::new(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height)
}

/// The first row to show so that the selected one is on screen.
pub fn first_row(selected: usize, count: usize, height: usize) -> usize {
    let half = height / 2;
    selected.saturating_sub(half).min(count.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_ends_with_an_ellipsis_and_fits() {
        for (text, width, wanted) in
            [("Taiwan", 6, "Taiwan"), ("Taiwan", 5, "Taiw…"), ("台湾海峡", 5, "台湾…"), ("x", 0, ""), ("abc", 1, "…")]
        {
            assert_eq!(cut(text, width), wanted);
        }
    }
}
