//! Dialogs over the table: the plan, the seal with its decision card, a note, a search, leaving.

use super::text::{Lines, boxed, centered, cut, draw as draw_lines, first_row};
use super::theme::Theme;
use crate::deck::{OperationId, OperationSet, SituationId};
use crate::rules::view::View;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Paragraph};

/// A dialog that is open.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Composing a plan, operation by operation.
    Plan {
        /// The situation it is for.
        situation: SituationId,
        /// What is ticked.
        plan: OperationSet,
        /// The selected line.
        row: usize,
    },
    /// Sealing, with a decision card.
    Seal {
        /// Why; the chance in percent that the day does not come; how sure, 1–5.
        fields: [String; 3],
        /// The selected field.
        row: usize,
    },
    /// Writing a note.
    Note(String),
    /// Searching the log.
    Search(String),
    /// Leaving the game.
    Quit,
}

/// The operations that a plan for a situation can list, in order.
pub fn plannable(view: &View, situation: SituationId) -> Vec<OperationId> {
    view.law.situations.get(situation.index()).map_or_else(Vec::new, |s| s.plannable.iter().collect())
}

/// Draws a dialog.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, dialog: &Dialog, save: Option<&str>, theme: Theme) {
    match dialog {
        Dialog::Plan { situation, plan, row } => draw_plan(frame, area, view, *situation, *plan, *row, theme),
        Dialog::Seal { fields, row } => {
            let inner = open(frame, area, 12, "Seal: done for this turn", theme);
            let mut lines = Lines::new(inner.width);
            lines.add(
                "Enter seals at once. If you like, write a decision card first; the debrief sets it beside what came.",
                Style::new(),
            );
            lines.gap();
            let labels = ["Why", "Chance in % that the day does not come", "How sure, 1 (a guess) to 5 (certain)"];
            for (n, (label, field)) in labels.iter().zip(fields).enumerate() {
                let style = if n == *row { theme.selected() } else { Style::new() };
                lines.add(&format!("{label}: {field}{}", if n == *row { "▏" } else { "" }), style);
            }
            lines.gap();
            lines.add("Tab or ↑↓ next field · Enter seal · Esc not yet", theme.quiet());
            draw_lines(frame, inner, lines, 0, theme);
        }
        Dialog::Note(text) => {
            let inner = open(frame, area, 8, "A note for yourself", theme);
            let mut lines = Lines::new(inner.width);
            lines.add(&format!("{text}▏"), Style::new());
            lines.gap();
            lines.add("Enter keeps it · Esc", theme.quiet());
            draw_lines(frame, inner, lines, 0, theme);
        }
        Dialog::Search(text) => {
            let inner = open(frame, area, 5, "Search the log", theme);
            let mut lines = Lines::new(inner.width);
            lines.add(&format!("{text}▏"), Style::new());
            lines.add("Enter searches; empty shows everything · Esc", theme.quiet());
            draw_lines(frame, inner, lines, 0, theme);
        }
        Dialog::Quit => {
            let inner = open(frame, area, 8, "Leave the game?", theme);
            let mut lines = Lines::new(inner.width);
            match save {
                Some(save) => lines
                    .add(&format!("The game is saved. Go on later with: not-today resume \"{save}\""), Style::new()),
                None => lines.add("The game is not being saved.", theme.warn()),
            }
            lines.gap();
            lines.add("Enter or y leaves · Esc stays", theme.quiet());
            draw_lines(frame, inner, lines, 0, theme);
        }
    }
}

fn open(frame: &mut Frame<'_>, area: Rect, height: u16, title: &str, theme: Theme) -> Rect {
    let area = centered(area, 76, height);
    frame.render_widget(Clear, area);
    boxed(frame, area, title, theme)
}

fn draw_plan(
    frame: &mut Frame<'_>,
    area: Rect,
    view: &View,
    situation: SituationId,
    plan: OperationSet,
    row: usize,
    theme: Theme,
) {
    let Some(card) = view.law.situations.get(situation.index()) else { return };
    let listed = plannable(view, situation);
    let fixed = u16::try_from(card.stages.len()).unwrap_or(8) + 5;
    let height = u16::try_from(listed.len()).unwrap_or(20) + fixed + 2;
    let inner = open(frame, area, height, &format!("{}: {}", view.law.plan_name, card.name), theme);
    // What the choice does to the chances stays on screen while the list scrolls.
    let [list, chances] = Layout::vertical([Constraint::Min(1), Constraint::Length(fixed)]).areas(inner);
    let rows = usize::from(list.height);
    let from = first_row(row, listed.len(), rows);
    let ticks: Vec<Line<'static>> = listed
        .iter()
        .enumerate()
        .skip(from)
        .take(rows)
        .map(|(n, operation)| {
            let tick = if plan.has(*operation) { "[x]" } else { "[ ]" };
            let name = view.law.operations.get(operation.index()).map_or("", String::as_str);
            let text = cut(&format!("{tick} {name}"), usize::from(list.width));
            Line::styled(text, if n == row { theme.selected() } else { Style::new() })
        })
        .collect();
    frame.render_widget(Paragraph::new(ticks), list);
    let mut lines = Lines::new(chances.width);
    let rule = format!("{} of {} ticked ", plan.count(), listed.len());
    let rest = usize::from(chances.width).saturating_sub(rule.chars().count());
    lines.line(Line::styled(format!("{rule}{}", "─".repeat(rest)), theme.quiet()));
    let count = usize::try_from(plan.count()).unwrap_or(0).max(1);
    for stage in &card.stages {
        let chance = stage.chances.get(count - 1).or(stage.chances.last()).copied().unwrap_or(0);
        let turns = if stage.turns == 1 { "1 turn".to_owned() } else { format!("{} turns", stage.turns) };
        lines.add(&format!("{}: {chance}% in {turns}", stage.name), theme.strong());
    }
    lines.add("What the plan does not list is proscribed; a broad plan is harder to pass.", theme.quiet());
    lines.add("Space ticks · Enter opens the procedure · Esc cancels", theme.quiet());
    draw_lines(frame, chances, lines, 0, theme);
}
