//! The law: where its seat stands on the ladder of situations, what each permits where, what the next rung needs.

use super::spread;
use crate::deck::AreaKind;
use crate::deck::prose::{count, inside, signed};
use crate::rules::view::{SituationView, View};
use crate::tui::keys::Action;
use crate::tui::screen::Shared;
use crate::tui::text::{Lines, Scroll, boxed, list};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// From this width on the table of operations stands beside the rest.
const WIDE: u16 = 96;

/// Draws the law.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, selected: usize, scroll: &Scroll, shared: &Shared) {
    let (law, theme) = (&view.law, shared.theme);
    let rungs = u16::try_from(law.situations.len()).unwrap_or(4);
    let [upper, lower] = Layout::vertical([Constraint::Length(rungs + 2), Constraint::Min(3)]).areas(area);
    let inner =
        boxed(frame, upper, &format!("The law that binds {}: the ladder of situations", inside(&law.binds)), theme);
    let width = usize::from(inner.width);
    // The highest situation stands on top, as on a ladder; rows are counted from the lowest.
    let rows = law.situations.iter().enumerate().map(|(n, situation)| {
        let line = rung(view, situation, width, theme);
        if n == selected { line.style(theme.selected()) } else { line }
    });
    list(frame, inner, rows.collect(), selected, shared);
    let Some(situation) = law.situations.get(selected) else { return };
    let title = format!("{} [{}]", situation.name, situation.source);
    let mut lines;
    if area.width >= WIDE {
        let [left, right] = Layout::horizontal([Constraint::Min(40), Constraint::Length(57)]).areas(lower);
        let inner = boxed(frame, right, "What it permits, and where", theme);
        let mut table = Lines::new(inner.width);
        matrix(&mut table, view, situation, theme);
        let inner_left = boxed(frame, left, &title, theme);
        lines = Lines::new(inner_left.width);
        standing(&mut lines, view, situation, shared);
        permits(&mut lines, situation, theme);
        scroll.draw_both(frame, (inner_left, lines), (inner, table), shared);
        return;
    }
    let inner = boxed(frame, lower, &title, theme);
    lines = Lines::new(inner.width);
    standing(&mut lines, view, situation, shared);
    lines.gap();
    matrix(&mut lines, view, situation, theme);
    permits(&mut lines, situation, theme);
    scroll.draw(frame, inner, lines, 0, shared);
}

/// A rung of the ladder: where it stands, what is under way, whether it can be opened.
fn rung(view: &View, situation: &SituationView, width: usize, theme: Theme) -> Line<'static> {
    let law = &view.law;
    let now = situation.situation == law.now;
    let below = situation.situation < law.now;
    let (mark, style) = if now {
        ("■", theme.strong())
    } else if below {
        ("▪", theme.quiet())
    } else {
        ("□", Style::new())
    };
    let tail = match &law.procedure {
        _ if now => "here it stands".to_owned(),
        Some(procedure) if procedure.situation == situation.situation => {
            let (stage, of) = procedure.stage_number;
            format!("in procedure, stage {stage} of {of}: {}%", procedure.chance)
        }
        _ if situation.stages.is_empty() => String::new(),
        _ if situation.reason.is_some() => "closed".to_owned(),
        _ if law.mine => "can be opened".to_owned(),
        _ => "open".to_owned(),
    };
    Line::styled(spread(&format!("{mark} {}", situation.name), &tail, width), style)
}

/// Where the situation stands and what it needs.
fn standing(lines: &mut Lines, view: &View, situation: &SituationView, shared: &Shared) {
    let (law, theme) = (&view.law, shared.theme);
    let key = |action| shared.keys.hint(action).unwrap_or_default();
    lines.add(&situation.about, Style::new());
    let now = situation.situation == law.now;
    match &situation.reason {
        Some(reason) if !situation.stages.is_empty() && !now => lines.indented("Not now: ", reason, theme.warn()),
        None if law.mine && situation.plan => {
            let text = format!("{} composes the plan and opens the procedure.", key(Action::Designate));
            lines.indented("Now: ", &text, theme.good());
        }
        None if law.mine => {
            lines.indented("Now: ", &format!("{} opens the procedure.", key(Action::Designate)), theme.good());
        }
        _ => {}
    }
    for stage in &situation.stages {
        let (narrow, broad) = (stage.chances.first().copied().unwrap_or(0), stage.chances.last().copied().unwrap_or(0));
        let chance = if narrow == broad { format!("{narrow}%") } else { format!("{narrow}% narrow, {broad}% broad") };
        let turns = count(stage.turns.into(), "turn", "turns");
        lines.indented("▸ ", &format!("{}: {turns}, {chance}", stage.name), theme.strong());
        let terms: Vec<String> = stage.terms.iter().map(|(label, add)| format!("{label} {}", signed(*add))).collect();
        if !terms.is_empty() {
            lines.indented("  ", &terms.join(", "), theme.quiet());
        }
    }
    if let Some(procedure) = &law.procedure {
        let (number, of) = procedure.stage_number;
        let left = if procedure.left == 1 { "in 1 turn".to_owned() } else { format!("in {} turns", procedure.left) };
        let up = if law.mine { format!(" {} gives it up.", key(Action::GiveUp)) } else { String::new() };
        let text = format!(
            "{}, stage {number} of {of}: {}, decided {left}, {}% as things stand.{up}",
            procedure.name, procedure.stage, procedure.chance
        );
        lines.indented("In procedure: ", &text, theme.warn());
    }
    if !law.plan.is_empty() {
        let listed: Vec<&str> = law.plan.iter().map(|o| law.operations[o.index()].as_str()).collect();
        lines.indented("Plan: ", &format!("the {} lists {}.", law.plan_name, listed.join(", ")), theme.good());
    }
    for (what, given) in &law.consents {
        let (mark, stands) = if *given { ("○ ", "consent is given") } else { ("△ ", "no consent") };
        lines.indented(mark, &format!("{what}: {stands}."), if *given { theme.good() } else { theme.warn() });
    }
    for ruling in &law.rulings {
        lines.indented("Ruling: ", ruling, theme.warn());
    }
}

fn permits(lines: &mut Lines, situation: &SituationView, theme: Theme) {
    if situation.permits.is_empty() {
        return;
    }
    lines.gap();
    lines.add("The rows of the law", theme.heading());
    for (permits, source) in &situation.permits {
        lines.indented("· ", &format!("{permits} [{source}]"), Style::new());
    }
}

/// Operation by kind of area: what the situation permits where.
fn matrix(lines: &mut Lines, view: &View, situation: &SituationView, theme: Theme) {
    let width = lines.width();
    let columns =
        [AreaKind::JapanTerritory, AreaKind::SurroundingWaters, AreaKind::HighSeas, AreaKind::ForeignTerritory];
    let (short, cell) = (["Japan", "waters", "seas", "abroad"], 8);
    let name_width = width.saturating_sub(cell * columns.len()).max(12);
    let mut head = format!("{:<name_width$}", "Operation");
    for name in short {
        head.push_str(&spread(name, "", cell));
    }
    lines.line(Line::styled(head, theme.heading()));
    for (operation, row) in &situation.matrix {
        let name = view.law.operations.get(operation.index()).map_or("", String::as_str);
        let mut spans = vec![Span::raw(spread(name, "", name_width))];
        for permit in row {
            let (mark, style) = match permit {
                None => ("✗", theme.bad()),
                Some(permit) if permit.listed => (if permit.away_from_combat { "○" } else { "●" }, theme.warn()),
                Some(permit) => (if permit.away_from_combat { "○" } else { "●" }, theme.good()),
            };
            let asked = permit.map_or([false; 2], |permit| [permit.listed, permit.invited]);
            let asked: String = asked.into_iter().zip(["△", "+"]).filter_map(|(is, mark)| is.then_some(mark)).collect();
            spans.push(Span::styled(spread(&format!("{mark}{asked}"), "", cell), style));
        }
        lines.line(Line::from(spans));
    }
    lines.add(
        "● also where combat takes place · ○ only away from combat · ✗ barred · and besides: △ the plan must list it, + agreed with the host",
        theme.quiet(),
    );
}
