//! Composing a plan, operation by operation, with what each tick does to the chances of its stages.

use super::open;
use crate::deck::prose::quoted;
use crate::deck::{OperationId, OperationSet, SituationId};
use crate::rules::Command;
use crate::rules::view::{SituationView, View};
use crate::tui::keys::Action;
use crate::tui::panels::spread;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, cut, draw as draw_lines, first_row};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// A plan being composed.
#[derive(Debug)]
pub struct Plan {
    situation: SituationId,
    ticked: OperationSet,
    row: usize,
    status: String,
}

impl Plan {
    /// A plan for a situation, with what is in it already.
    pub fn new(situation: SituationId, plan: OperationSet) -> Self {
        Self { situation, ticked: plan, row: 0, status: String::new() }
    }
}

/// The operations that a plan for a situation can list, in order.
fn plannable(view: &View, situation: SituationId) -> Vec<OperationId> {
    view.law.situations.get(situation.index()).map_or_else(Vec::new, |s| s.plannable.iter().collect())
}

/// Where the situation permits an operation, once it is listed.
fn reach(card: &SituationView, operation: OperationId) -> String {
    let kinds = ["Japan", "waters", "high seas", "abroad"];
    let row = card.matrix.iter().find(|(listed, _)| *listed == operation);
    let Some((_, row)) = row else { return String::new() };
    let open = kinds.into_iter().zip(row).filter(|(_, permit)| permit.is_some());
    open.map(|(kind, _)| kind).collect::<Vec<_>>().join(", ")
}

impl Screen for Plan {
    fn name(&self) -> &'static str {
        "The plan"
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        vec![Tick, OpenProcedure, Up, Down, First, Last, NotYet]
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        let Some(play) = &mut shared.play else { return Go::Stay };
        let listed = plannable(&play.view, self.situation);
        self.status.clear();
        match press.action {
            Some(Action::NotYet) => return Go::Close(Told::Nothing),
            Some(Action::Down) => self.row = (self.row + 1).min(listed.len().saturating_sub(1)),
            Some(Action::Up) => self.row = self.row.saturating_sub(1),
            Some(Action::First) => self.row = 0,
            Some(Action::Last) => self.row = listed.len().saturating_sub(1),
            Some(Action::Tick) => {
                if let Some(operation) = listed.get(self.row) {
                    self.ticked = self.ticked.toggled(*operation);
                }
            }
            Some(Action::OpenProcedure) => {
                match play.send(&Command::Designate { situation: self.situation, plan: self.ticked }) {
                    Ok(()) => {
                        let said = "The procedure is opened; the plan goes on its way.";
                        return Go::Close(Told::Sent(said.to_owned()));
                    }
                    Err(why) => self.status = why,
                }
            }
            _ => {}
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let (Some(play), theme) = (&shared.play, shared.theme) else { return };
        let view = &play.view;
        let Some(card) = view.law.situations.get(self.situation.index()) else { return };
        let listed = plannable(view, self.situation);
        let ends: Vec<String> = card.ends(self.ticked).map(quoted).collect();
        let fixed = u16::try_from(card.stages.len()).unwrap_or(8) + 5 + 2 * u16::from(!ends.is_empty());
        let height = u16::try_from(listed.len()).unwrap_or(20) + fixed + 2;
        let title = format!("{}: {}", view.law.plan_name, card.name);
        let inner = open(frame, area, height, &title, &self.actions(shared), shared);
        // What the choice does to the chances stays on screen while the list scrolls.
        let [list, chances] = Layout::vertical([Constraint::Min(1), Constraint::Length(fixed)]).areas(inner);
        let rows = usize::from(list.height);
        let from = first_row(self.row, listed.len(), rows);
        let ticks: Vec<Line<'static>> = listed
            .iter()
            .enumerate()
            .skip(from)
            .take(rows)
            .map(|(n, operation)| {
                let tick = if self.ticked.has(*operation) { "[x]" } else { "[ ]" };
                let name = view.law.operations.get(operation.index()).map_or("", String::as_str);
                // What is listed would be permitted here, once it is approved.
                let text = spread(&format!("{tick} {name}"), &reach(card, *operation), usize::from(list.width));
                Line::styled(text, if n == self.row { theme.selected() } else { Style::new() })
            })
            .collect();
        frame.render_widget(Paragraph::new(ticks), list);
        let mut lines = Lines::new(chances.width);
        let rule = format!("{} of {} ticked ", self.ticked.count(), listed.len());
        let rest = usize::from(chances.width).saturating_sub(rule.chars().count());
        lines.line(Line::styled(format!("{rule}{}", "─".repeat(rest)), theme.quiet()));
        let count = usize::try_from(self.ticked.count()).unwrap_or(0).max(1);
        let mut all = 100;
        for stage in &card.stages {
            let chance = stage.chances.get(count - 1).or(stage.chances.last()).copied().unwrap_or(0);
            let narrowest = stage.chances.first().copied().unwrap_or(0);
            let turns = if stage.turns == 1 { "1 turn".to_owned() } else { format!("{} turns", stage.turns) };
            let filled = usize::from(chance) / 5;
            let bar = format!("{}{}", "━".repeat(filled), "─".repeat(20 - filled.min(20)));
            let breadth = match narrowest.saturating_sub(chance) {
                0 => String::new(),
                lost => format!(", {lost} less than the narrowest"),
            };
            lines.line(Line::styled(
                cut(&format!("{bar} {chance:>3}%  {} in {turns}{breadth}", stage.name), usize::from(chances.width)),
                theme.strong(),
            ));
            all = all * u32::from(chance) / 100;
        }
        if card.stages.len() > 1 {
            lines.add(&format!("All of it at the first try: {all}%"), theme.heading());
        }
        if !ends.is_empty() {
            lines.add(&format!("Left out though it runs, so it will end: {}.", ends.join(", ")), theme.warn());
        }
        lines.add("What the plan does not list is proscribed; a broad plan is harder to pass.", theme.quiet());
        draw_lines(frame, chances, lines, 0, shared);
    }
}
