//! The scale of the die, 1 to 100: where the day comes, where Beijing climbs, stays and steps down, and where the die
//! lies.

use super::beats::Shown;
use crate::rules::view::QuestionView;
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr as _;

/// Draws the scale: what each number means, the scale, the die's place on it.
pub fn draw(frame: &mut Frame<'_>, area: Rect, question: &QuestionView, shown: Shown, theme: Theme) {
    let cells = usize::from(area.width).min(100);
    if cells < 20 {
        return;
    }
    let x = area.x + (area.width - u16::try_from(cells).unwrap_or(area.width)) / 2;
    let area = Rect { x, width: u16::try_from(cells).unwrap_or(area.width), ..area };
    // What has not been told yet is not on the scale yet.
    let told = |step: usize, chance: u8| if shown.step > step { usize::from(chance) } else { 0 };
    let today = match shown.step {
        0 => {
            let chance = &question.today;
            let sum: i16 = chance.base + chance.terms.iter().take(shown.terms).map(|(_, add)| add).sum::<i16>();
            usize::try_from(sum.clamp(0, 100)).unwrap_or(0)
        }
        _ => usize::from(question.today.chance),
    };
    let today = today.min(100);
    let climb = (today + told(1, question.climb.chance)).min(100);
    let down = told(2, question.step_down.chance).min(100 - climb);
    let parts = [
        (0, today, "today", "█", theme.bad()),
        (today, climb, "climbs", "▓", theme.warn()),
        (climb, 100 - down, "holds", "░", theme.quiet()),
        (100 - down, 100, "steps down", "▒", theme.good()),
    ];
    let cell = |percent: usize| percent * cells / 100;
    let mut bar = Vec::new();
    let mut reads = Vec::new();
    for (from, to, name, fill, style) in parts {
        bar.push(Span::styled(fill.repeat(cell(to) - cell(from)), style));
        match to - from {
            0 => {}
            1 => reads.push(format!("{to} {name}")),
            _ => reads.push(format!("{}–{to} {name}", from + 1)),
        }
    }
    let reads = crate::tui::text::cut(&reads.join(" · "), cells);
    let mut lines = vec![Line::styled(reads, theme.quiet()).centered(), Line::from(bar)];
    if let Some(rolled) = question.answer.as_ref().and_then(|answer| shown.rolled(answer.rolled)) {
        let at = cell(usize::from(rolled).saturating_sub(1));
        let number = format!("▲ {rolled}");
        let text = if at + number.width() > cells { format!("{rolled} ▲") } else { number };
        let start = if text.starts_with('▲') { at } else { (at + 1).saturating_sub(text.width()) };
        lines.push(Line::styled(format!("{}{text}", " ".repeat(start)), Style::new().patch(theme.strong())));
    }
    frame.render_widget(Paragraph::new(lines), area);
}
