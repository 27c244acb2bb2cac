//! The law: where Japan stands on the ladder of situations, what that permits, what the next rung needs.

use crate::rules::view::{SituationView, View};
use crate::tui::text::{Lines, Scroll, boxed};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the law.
pub fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, selected: usize, scroll: &Scroll, theme: Theme) {
    let law = &view.law;
    let inner = boxed(frame, area, &format!("The law that binds {}", law.binds), theme);
    let mut lines = Lines::new(inner.width);
    if let Some(procedure) = &law.procedure {
        let (number, of) = procedure.stage_number;
        lines.add(
            &format!(
                "In procedure: {}, stage {number} of {of}: {}, decided in {} turn(s), {}% as things stand.{}",
                procedure.name,
                procedure.stage,
                procedure.left,
                procedure.chance,
                if law.mine { " x gives it up." } else { "" }
            ),
            theme.warn(),
        );
    }
    if !law.plan.is_empty() {
        let listed: Vec<&str> = law.plan.iter().map(|o| law.operations[o.index()].as_str()).collect();
        lines.indented("Plan: ", &format!("the {} lists {}.", law.plan_name, listed.join(", ")), theme.good());
    }
    for (what, given) in &law.consents {
        let stands = if *given { "consent is given" } else { "no consent" };
        lines.add(&format!("{what}: {stands}."), if *given { theme.good() } else { theme.warn() });
    }
    for ruling in &law.rulings {
        lines.indented("Ruling: ", ruling, theme.warn());
    }
    let mut block = 0..0;
    for (number, situation) in law.situations.iter().enumerate() {
        lines.gap();
        let from = lines.len();
        fill(&mut lines, view, situation, number == selected, theme);
        if number == selected {
            block = from..lines.len();
        }
    }
    let first = Lines::first_for(&block, inner.height);
    scroll.draw(frame, inner, lines, first, theme);
}

fn fill(lines: &mut Lines, view: &View, situation: &SituationView, selected: bool, theme: Theme) {
    let now = situation.situation == view.law.now;
    let mark = if now { "■" } else { "□" };
    let here = if now { " (here it stands)" } else { "" };
    let style = if selected { theme.selected() } else { theme.strong() };
    lines.add(&format!("{mark} {}{here} [{}]", situation.name, situation.source), style);
    lines.indented("  ", &situation.about, Style::new());
    for (permits, source) in &situation.permits {
        lines.indented("  · ", &format!("{permits} [{source}]"), theme.quiet());
    }
    for stage in &situation.stages {
        let (narrow, broad) = (stage.chances.first().copied().unwrap_or(0), stage.chances.last().copied().unwrap_or(0));
        let chance = if narrow == broad { format!("{narrow}%") } else { format!("{narrow}% narrow, {broad}% broad") };
        lines.indented("  ▸ ", &format!("{}: {} turn(s), {chance}", stage.name, stage.turns), Style::new());
    }
    match &situation.reason {
        Some(reason) if !situation.stages.is_empty() && !now => lines.indented("  Not now: ", reason, theme.warn()),
        None if view.law.mine => lines.indented("  ", "Enter opens the procedure.", theme.good()),
        _ => {}
    }
}
