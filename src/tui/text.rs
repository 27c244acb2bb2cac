//! Text in boxes: wrapped to a width that knows wide characters, and never cut without saying so.

use super::keys::Action;
use super::screen::{Hit, Shared};
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

    /// The width that they are wrapped to.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The first line in a style; the first of all where there is none.
    pub fn first_in(&self, style: Style) -> usize {
        self.lines.iter().position(|line| line.style == style).unwrap_or(0)
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
            Action::Up | Action::LineUp => -1,
            Action::Down | Action::LineDown => 1,
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

    /// Draws lines from a first line on, and from there as far as it is scrolled. The border says where more is.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, lines: Lines, first: usize, shared: &Shared) {
        let end = lines.len().saturating_sub(usize::from(area.height));
        let first = first.min(end);
        self.note(end - first);
        draw(frame, area, lines, first + self.at(), shared);
    }
}

impl Scroll {
    /// Draws two texts side by side that are scrolled together.
    pub fn draw_both(&self, frame: &mut Frame<'_>, one: (Rect, Lines), other: (Rect, Lines), shared: &Shared) {
        let end = |(area, lines): &(Rect, Lines)| lines.len().saturating_sub(usize::from(area.height));
        self.note(end(&one).max(end(&other)));
        draw(frame, one.0, one.1, self.at(), shared);
        draw(frame, other.0, other.1, self.at(), shared);
    }
}

impl Scroll {
    /// Draws the end of a long text, as far back as it is scrolled, and wraps no more of it than that. `older` adds the
    /// next block before the last one, and says whether there was one.
    pub fn draw_end(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        mut older: impl FnMut(&mut Lines) -> bool,
        shared: &Shared,
    ) {
        let height = usize::from(area.height);
        let wanted = self.at().saturating_add(height).saturating_add(1);
        let mut blocks = Vec::new();
        let mut total = 0;
        let whole = loop {
            let mut block = Lines::new(area.width);
            if !older(&mut block) {
                break true;
            }
            total += block.len();
            blocks.push(block.lines);
            if total >= wanted {
                break false;
            }
        };
        let end = total.saturating_sub(height);
        self.note(if whole { end } else { usize::MAX });
        let first = end.saturating_sub(self.at());
        let shown: Vec<Line<'static>> = blocks.into_iter().rev().flatten().skip(first).take(height).collect();
        frame.render_widget(Paragraph::new(shown), area);
        let below = end - first;
        more(frame, area, if whole { Above::Lines(first) } else { Above::More }, below, &page_down(shared), shared);
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

/// Draws lines in an area from a line on. What is above and below is told on the border around the area.
pub fn draw(frame: &mut Frame<'_>, area: Rect, lines: Lines, scroll: usize, shared: &Shared) {
    draw_part(frame, area, lines, scroll, &page_down(shared), shared);
}

/// The key that leads to what is below.
fn page_down(shared: &Shared) -> String {
    shared.keys.hint(Action::PageDown).unwrap_or_default()
}

/// The same, where another key leads to the rest.
pub fn draw_part(frame: &mut Frame<'_>, area: Rect, lines: Lines, scroll: usize, key: &str, shared: &Shared) {
    if area.is_empty() {
        return;
    }
    let height = usize::from(area.height);
    let total = lines.len();
    let scroll = scroll.min(total.saturating_sub(height));
    let shown: Vec<Line<'static>> = lines.lines.into_iter().skip(scroll).take(height).collect();
    frame.render_widget(Paragraph::new(shown), area);
    more(frame, area, Above::Lines(scroll), total.saturating_sub(scroll + height), key, shared);
}

/// What is above an area.
#[derive(Clone, Copy)]
enum Above {
    /// So many lines.
    Lines(usize),
    /// More than anybody has counted.
    More,
}

/// Says on the border around an area how many lines are above and below it.
fn more(frame: &mut Frame<'_>, inner: Rect, above: Above, below: usize, key: &str, shared: &Shared) {
    let whole = frame.area();
    let mut say = |text: String, y: u16| {
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
        if width < inner.width && (whole.y..whole.bottom()).contains(&y) {
            frame.render_widget(Line::styled(text, shared.theme.warn()), Rect::new(inner.right() - width, y, width, 1));
        }
    };
    let above = match above {
        Above::Lines(0) => None,
        Above::Lines(count) => Some(format!(" ▲ {count} ")),
        Above::More => {
            let key = shared.keys.hint(Action::PageUp).map_or_else(String::new, |key| format!(": {key}"));
            Some(format!(" ▲ more{key} "))
        }
    };
    if let Some(above) = above.filter(|_| inner.y > whole.y) {
        say(above, inner.y - 1);
    }
    if below > 0 {
        let key = if key.is_empty() { String::new() } else { format!(" more: {key}") };
        say(format!(" ▼ {below}{key} "), inner.bottom());
    }
}

/// Draws a list so that the selected row is on screen; the border says how many rows are above and below. Each row
/// can be clicked.
pub fn list(frame: &mut Frame<'_>, inner: Rect, rows: Vec<Line<'static>>, selected: usize, shared: &Shared) {
    let height = usize::from(inner.height);
    let total = rows.len();
    let from = first_row(selected, total, height);
    let shown: Vec<Line<'static>> = rows.into_iter().skip(from).take(height).collect();
    for (y, row) in (inner.y..).zip(from..from + shown.len()) {
        shared.hits.note(Rect::new(inner.x, y, inner.width, 1), Hit::Row(row));
    }
    frame.render_widget(Paragraph::new(shown), inner);
    more(frame, inner, Above::Lines(from), total.saturating_sub(from + height), "", shared);
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

/// The first row to show so that the selected one is on screen, with a row of what comes before and after it. The
/// list moves by a screenful at a time: moving the selection mostly draws two rows.
pub fn first_row(selected: usize, count: usize, height: usize) -> usize {
    let step = height.saturating_sub(2).max(1);
    let first = if selected + 1 < height { 0 } else { selected.saturating_sub(1) / step * step };
    first.min(count.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_on_screen_with_its_neighbors() {
        for (count, height) in [(50, 8), (50, 3), (9, 8), (5, 8), (100, 40)] {
            for selected in 0..count {
                let first = first_row(selected, count, height);
                let shown = first..first + height;
                assert!(shown.contains(&selected), "{selected} of {count} in {height}");
                assert!(selected == 0 || shown.contains(&(selected - 1)) || height < 3);
                assert!(selected + 1 >= count || shown.contains(&(selected + 1)) || height < 3);
            }
        }
    }

    #[test]
    fn a_cut_text_ends_with_an_ellipsis_and_fits() {
        for (text, width, wanted) in
            [("Taiwan", 6, "Taiwan"), ("Taiwan", 5, "Taiw…"), ("台湾海峡", 5, "台湾…"), ("x", 0, ""), ("abc", 1, "…")]
        {
            assert_eq!(cut(text, width), wanted);
        }
    }
}
