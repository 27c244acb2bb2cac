//! Dialogs over the table: the plan, the seal with its decision card, a note, a search, leaving.

use super::text::{Lines, boxed, centered, draw as draw_lines};
use super::theme::Theme;
use crate::deck::{OperationId, OperationSet, SituationId};
use crate::rules::view::View;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Clear;

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
    let height = u16::try_from(listed.len() + card.stages.len()).unwrap_or(20) + 7;
    let inner = open(frame, area, height, &format!("{}: {}", view.law.plan_name, card.name), theme);
    let mut lines = Lines::new(inner.width);
    lines.add("What the approved plan does not list is proscribed; a broad plan is harder to pass.", theme.quiet());
    for (n, operation) in listed.iter().enumerate() {
        let tick = if plan.has(*operation) { "[x]" } else { "[ ]" };
        let style = if n == row { theme.selected() } else { Style::new() };
        lines.add(&format!("{tick} {}", view.law.operations[operation.index()]), style);
    }
    lines.gap();
    let count = usize::try_from(plan.count()).unwrap_or(0).max(1);
    for stage in &card.stages {
        let chance = stage.chances.get(count - 1).or(stage.chances.last()).copied().unwrap_or(0);
        lines.add(
            &format!("{}: {chance}% in {} turn(s) with {} listed", stage.name, stage.turns, plan.count()),
            theme.strong(),
        );
    }
    lines.add("Space ticks · Enter opens the procedure · Esc", theme.quiet());
    let scroll = (row + 6).saturating_sub(usize::from(inner.height));
    draw_lines(frame, inner, lines, scroll, theme);
}
