//! The options of the seat, with their legal marks, and everything about the selected one.

use super::Chosen;
use crate::deck::prose::count;
use crate::rules::Manner;
use crate::rules::view::{Mark, OptionView, View};
use crate::tui::keys::Action;
use crate::tui::screen::Shared;
use crate::tui::staff::Advice;
use crate::tui::text::{Lines, Scroll, boxed, cut, draw as draw_lines, list};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

/// Draws the list and the selected option.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, chosen: Chosen, scroll: &Scroll, shared: &Shared) {
    let (theme, advice) = (shared.theme, shared.staff.advice());
    let options = view.sorted_options();
    let list_height = (area.height * 2 / 5).clamp(4, 24);
    let [upper, detail] = Layout::vertical([Constraint::Length(list_height), Constraint::Min(3)]).areas(area);
    let (limit, spent) = view.orders;
    let inner = boxed(frame, upper, &format!("Options · {spent} of {limit} orders spent{}", advice.heading()), theme);
    let width = usize::from(inner.width);
    let rows =
        options.iter().enumerate().map(|(number, option)| row(option, width, number == chosen.row, (&advice, theme)));
    list(frame, inner, rows.collect(), chosen.row, shared);
    if let Some(option) = options.get(chosen.detailed) {
        draw_detail(frame, detail, (view, option), scroll, (&advice, shared));
    } else {
        let inner = boxed(frame, detail, "Nothing to order", theme);
        let mut lines = Lines::new(inner.width);
        let key = shared.keys.hint(Action::Seal).unwrap_or_default();
        let text = format!("There is nothing this seat could order in this act. Press {key} to seal.");
        lines.add(&text, Style::new());
        draw_lines(frame, inner, lines, 0, shared);
    }
}

fn row(option: &OptionView, width: usize, selected: bool, (advice, theme): (&Advice, Theme)) -> Line<'static> {
    let (mark, style) = theme.mark(option.mark);
    let tail = match option.laid {
        Some(Manner::Quietly) => " laid quietly".to_owned(),
        Some(Manner::Publicly) => " laid".to_owned(),
        None if !option.partners.is_empty() => format!(" with {}", option.partners.join(", ")),
        None => String::new(),
    };
    let tail = format!("{tail} ({}){}", option.cost, advice.chance(option.response));
    let title = cut(&option.title, width.saturating_sub(tail.width() + 3));
    let pad = " ".repeat(width.saturating_sub(title.width() + tail.width() + 3));
    let line = Line::from(vec![Span::styled(format!("{mark} "), style), Span::raw(format!("{title}{pad}{tail}"))]);
    if selected { line.style(theme.selected()) } else { line }
}

/// What a mark means.
pub fn mark_words(mark: Mark) -> &'static str {
    match mark {
        Mark::Laid => "laid for this turn",
        Mark::Allowed => "allowed",
        Mark::NotNow => "not now",
        Mark::Needs => "needs a step of the law",
        Mark::Barred => "barred by the law",
        Mark::Running => "running",
        Mark::Done => "done",
    }
}

fn draw_detail(
    frame: &mut Frame<'_>,
    area: Rect,
    (view, option): (&View, &OptionView),
    scroll: &Scroll,
    (advice, shared): (&Advice, &Shared),
) {
    let theme = shared.theme;
    let inner = boxed(frame, area, &format!("{} [{}]", option.title, option.source), theme);
    let mut lines = Lines::new(inner.width);
    let (mark, style) = theme.mark(option.mark);
    let mut facts = format!("{mark} {} · costs {}", mark_words(option.mark), option.cost);
    if option.takes > 0 {
        let _ = write!(facts, " · ready after {}", count(option.takes.into(), "turn", "turns"));
    }
    if option.standing {
        facts.push_str(" · goes on until ended");
    }
    if !option.partners.is_empty() {
        let _ = write!(facts, " · only together with {}", option.partners.join(" and "));
    }
    lines.add(&facts, style);
    if !option.partners_ready.is_empty() {
        lines.add(&format!("{} has laid its part.", option.partners_ready.join(" and ")), theme.good());
    }
    if let Some(reason) = &option.reason {
        let source = option.reason_source.as_ref().map_or(String::new(), |source| format!(" [{source}]"));
        lines.indented("Why not: ", &format!("{reason}{source}"), style);
    }
    if let Some(closed) = &option.closed_by {
        lines.indented("Closed by: ", closed, theme.warn());
    }
    advice.tell(option.response, view, &mut lines);
    lines.add(&option.staff_note, Style::new());
    let mut told = |label: &str, text: &str| {
        if !text.is_empty() {
            lines.indented(label, text, Style::new());
        }
    };
    told("Does: ", &option.effects);
    told("Publicly: ", option.publicly.as_deref().unwrap_or(""));
    told("Quietly: ", option.quietly.as_deref().unwrap_or(""));
    told("Each turn: ", &option.each_turn);
    for (label, chance) in &option.dice {
        told("Die: ", &format!("{label}: {chance}%"));
    }
    told("Basis: ", &option.basis);
    for used in &option.uses {
        let verdict = &used.verdict;
        let text = format!(
            "{}, {}: {}. {} [{}]",
            used.operation_name, used.area_name, verdict.verdict, verdict.why, verdict.source
        );
        told("Law: ", &text);
    }
    scroll.draw(frame, inner, lines, 0, shared);
}
