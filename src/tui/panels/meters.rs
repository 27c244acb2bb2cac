//! The meters, with their change and history, and what the question comes to as things stand.

use crate::deck::prose::{inside, signed};
use crate::rules::view::View;
use crate::tui::screen::{Hit, Shared};
use crate::tui::text::{Lines, Scroll, boxed, cut};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr as _;

const NAME: usize = 17;
const STEPS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws the meters.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, theme: Theme) {
    let inner = boxed(frame, area, "Meters · 0–100, change, history", theme);
    let width = usize::from(inner.width);
    // What the name, the number and the change leave is the bar's and the history's.
    let spare = width.saturating_sub(NAME + 12);
    let bar_width = (spare / 2).min(24);
    let past = spare.saturating_sub(bar_width).min(40);
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
        let name_style = if meter.headline { theme.strong() } else { Style::new() };
        let history: String = meter
            .history
            .iter()
            .rev()
            .take(past)
            .rev()
            .map(|value| STEPS[usize::from(*value).min(99) * STEPS.len() / 100])
            .collect();
        lines.push(Line::from(vec![
            Span::styled(format!("{name}{pad} "), name_style),
            Span::raw("━".repeat(filled)),
            Span::styled("─".repeat(bar_width - filled), theme.quiet()),
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

/// The meters with what each stands for: where it settles as things stand, and what puts it there; then what the
/// question comes to.
pub fn draw_whole(frame: &mut Frame<'_>, area: Rect, view: &View, selected: usize, scroll: &Scroll, shared: &Shared) {
    let theme = shared.theme;
    let height = u16::try_from(view.meters.len()).unwrap_or(8) + 3;
    let [upper, lower] = Layout::vertical([Constraint::Length(height), Constraint::Min(3)]).areas(area);
    draw(frame, upper, view, theme);
    for (row, y) in (upper.y + 1..upper.bottom().saturating_sub(1)).enumerate().take(view.meters.len()) {
        let place = Rect::new(upper.x + 1, y, upper.width.saturating_sub(2), 1);
        shared.hits.note(place, Hit::Row(row));
        if row == selected {
            frame.buffer_mut().set_style(place, Style::reset().patch(theme.selected()));
        }
    }
    let Some(meter) = view.meters.get(selected) else { return };
    let inner = boxed(frame, lower, &meter.name, theme);
    let mut lines = Lines::new(inner.width);
    lines.add(&meter.about, Style::new());
    if let Some(settles) = &meter.settles {
        lines.gap();
        let from = match settles.terms.len() {
            0 => ".".to_owned(),
            _ => format!(", from {} to begin with:", settles.base),
        };
        lines.add(&format!("As things stand it settles at {}{from}", settles.chance), theme.strong());
        for (label, add) in &settles.terms {
            lines.indented("  ", &format!("{label} {}", signed(*add)), Style::new());
        }
    }
    lines.gap();
    let outlook = &view.outlook;
    lines.add(&format!("{} As things stand", view.header.question), theme.heading());
    let (who, today, climb, down) = (inside(&view.header.who), &outlook.today, &outlook.climb, &outlook.step_down);
    let what = [
        ("that today is the day".to_owned(), today),
        (format!("that {who} climbs a rung"), climb),
        (format!("that {who} steps down"), down),
    ];
    for (what, chance) in what {
        lines.add(&format!("{}% {what}", chance.chance), theme.strong());
        let terms: Vec<String> = chance.terms.iter().map(|(label, add)| format!("{label} {}", signed(*add))).collect();
        let terms = if terms.is_empty() { String::new() } else { format!("; {}", terms.join("; ")) };
        lines.indented("  ", &format!("{} to begin with{terms}", chance.base), theme.quiet());
    }
    scroll.draw(frame, inner, lines, 0, shared);
}
