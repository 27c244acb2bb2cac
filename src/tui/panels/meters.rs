//! The meters, with their change and history, and what the question comes to as things stand.

use crate::rules::view::View;
use crate::tui::text::{boxed, cut};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr as _;

const NAME: usize = 17;
const STEPS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws the meters.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, theme: Theme) {
    let inner = boxed(frame, area, "Meters (0–100, change since last turn)", theme);
    let width = usize::from(inner.width);
    let bar_width = width.saturating_sub(NAME + 12).min(24) / 2;
    let mut lines: Vec<Line<'static>> = Vec::new();
    for meter in &view.meters {
        let change = i16::from(meter.value) - i16::from(meter.before);
        let (arrow, style) = match change {
            0 => ("   ·".to_owned(), theme.quiet()),
            up if up > 0 => (format!("▲{up:>3}"), theme.good()),
            down => (format!("▼{:>3}", down.unsigned_abs()), theme.bad()),
        };
        let filled = usize::from(meter.value) * bar_width / 100;
        let name = cut(&meter.name, NAME);
        let pad = " ".repeat(NAME.saturating_sub(name.width()));
        let name_style = if meter.headline { theme.strong() } else { ratatui::style::Style::new() };
        let history: String = meter
            .history
            .iter()
            .rev()
            .take(bar_width)
            .rev()
            .map(|value| STEPS[usize::from(*value).min(99) * STEPS.len() / 100])
            .collect();
        lines.push(Line::from(vec![
            Span::styled(format!("{name}{pad} "), name_style),
            Span::raw("█".repeat(filled)),
            Span::styled("░".repeat(bar_width - filled), theme.quiet()),
            Span::styled(format!(" {:>3} ", meter.value), theme.strong()),
            Span::styled(arrow, style),
            Span::styled(format!(" {history}"), theme.quiet()),
        ]));
    }
    let outlook = &view.outlook;
    let text = format!(
        "{} {}% · climb {}% · step down {}%",
        view.header.question, outlook.today.chance, outlook.climb.chance, outlook.step_down.chance
    );
    let text = if text.width() <= width {
        text
    } else {
        format!(
            "Today {}% · climb {}% · step down {}%",
            outlook.today.chance, outlook.climb.chance, outlook.step_down.chance
        )
    };
    if usize::from(inner.height) > lines.len() {
        lines.push(Line::styled(cut(&text, width), theme.heading()));
    }
    frame.render_widget(Paragraph::new(lines), inner);
}
