//! The question screen: the chance built up term by term, the die, the answer. It is given the whole screen.

use crate::rules::event::Answered;
use crate::rules::view::{ChanceView, View};
use crate::tui::dialogs::leave::Leave;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared};
use crate::tui::text::{Lines, centered, cut, draw as draw_lines};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Alignment, Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// How many steps the screen has: each chance, then the die and the answer.
const STEPS: usize = 4;

/// The question screen.
#[derive(Debug)]
pub struct Question {
    /// How far it has been told.
    step: usize,
}

impl Question {
    /// The question, from its beginning.
    pub fn new() -> Self {
        Self { step: 0 }
    }

    fn is_told(&self) -> bool {
        self.step + 1 >= STEPS
    }
}

impl Screen for Question {
    fn name(&self) -> &'static str {
        "The question"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        if self.is_told() { vec![Onward, Quit, Help] } else { vec![Onward, Skip, Quit, Help] }
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        match press.action {
            Some(Action::Onward) if self.is_told() => {
                return shared.play.as_mut().map_or(Go::Stay, |play| Go::To(play.next(true)));
            }
            Some(Action::Onward) => self.step += 1,
            // It tells the rest of it at once; the next key goes on.
            Some(Action::Skip) => self.step = STEPS - 1,
            Some(Action::Quit) => return Go::Over(Box::new(Leave)),
            _ => {}
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        if let Some(play) = &shared.play {
            draw(frame, area, &play.view, self.step, shared.theme);
        }
    }
}

/// Draws the question as far as it has been told.
fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, step: usize, theme: Theme) {
    let Some(question) = &view.question else { return };
    let Some(answer) = &question.answer else { return };
    let middle = centered(area, 76, area.height);
    let air = if area.height >= 34 { area.height / 12 } else { 0 };
    let [_, title, _, body, result, _] = Layout::vertical([
        Constraint::Length(air),
        Constraint::Length(3),
        Constraint::Length(1),
        Constraint::Min(6),
        Constraint::Length(5),
        Constraint::Length(air),
    ])
    .areas(middle);
    let spaced: String = view.header.question.to_uppercase().chars().flat_map(|c| [c, ' ']).collect();
    let spaced = if spaced.chars().count() <= usize::from(title.width) { spaced } else { view.header.question.clone() };
    let heading = vec![
        Line::styled(format!("The end of turn {}", question.turn), theme.quiet()),
        Line::default(),
        Line::styled(spaced, theme.heading()),
    ];
    frame.render_widget(Paragraph::new(heading).alignment(Alignment::Center), title);
    let chances = [
        ("That today is the day", &question.today),
        ("That it climbs a rung", &question.climb),
        ("That it steps down", &question.step_down),
    ];
    let told = |whole: &dyn Fn(usize) -> bool| {
        let mut lines = Lines::new(body.width);
        for (number, (what, chance)) in chances.iter().enumerate().take(step + 1) {
            tell(&mut lines, what, chance, whole(number), body.width, theme);
        }
        lines
    };
    // Where there is no room for all of it, the chance being told is told whole, the others in a line.
    let current = if step >= STEPS - 1 { 0 } else { step };
    let all = told(&|_| true);
    let lines = if all.len() <= usize::from(body.height) { all } else { told(&|number| number == current) };
    draw_lines(frame, body, lines, 0, theme);
    if step >= STEPS - 1 {
        let style = match answer.answer {
            Answered::Today => theme.bad().add_modifier(Modifier::BOLD),
            Answered::Climbs => theme.warn().add_modifier(Modifier::BOLD),
            Answered::Holds | Answered::StepsDown => theme.good().add_modifier(Modifier::BOLD),
        };
        let (today, climb, down) =
            (question.today.chance, question.today.chance + question.climb.chance, question.step_down.chance);
        let mut reads = Vec::new();
        if today > 0 {
            reads.push(format!("1–{today}: today"));
        }
        if climb > today {
            reads.push(format!("{}–{climb}: it climbs", today + 1));
        }
        reads.push(format!("{}–{}: it holds", climb + 1, 100 - down));
        if down > 0 {
            reads.push(format!("{}–100: it steps down", 101 - down));
        }
        let reads = reads.join(" · ");
        let text = vec![
            Line::styled(format!("The die shows {}", answer.rolled), theme.strong()),
            Line::styled(cut(&reads, usize::from(result.width)), theme.quiet()),
            Line::default(),
            Line::styled(cut(&answer.text, usize::from(result.width)), style),
        ];
        frame.render_widget(Paragraph::new(text).alignment(Alignment::Center), result);
    }
}

fn tell(lines: &mut Lines, what: &str, chance: &ChanceView, whole: bool, width: u16, theme: Theme) {
    if whole {
        lines.gap();
    }
    lines.add(&format!("{what}: {}%", chance.chance), theme.strong());
    if !whole || (chance.terms.is_empty() && chance.chance == 0) {
        return;
    }
    let row = |label: &str, number: String| {
        let room = usize::from(width).saturating_sub(8);
        let label = cut(label, room);
        let pad = room.saturating_sub(unicode_width::UnicodeWidthStr::width(label.as_str()));
        Line::styled(format!("  {label}{}{number:>5}", ".".repeat(pad)), Style::new())
    };
    let signed = |number: i16| match number {
        0.. => format!("+{number}"),
        _ => format!("−{}", number.unsigned_abs()),
    };
    lines.line(row("On this rung, to begin with ", signed(chance.base)));
    for (label, add) in &chance.terms {
        lines.line(row(&format!("{label} "), signed(*add)));
    }
}
