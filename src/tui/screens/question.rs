//! The question screen: the chance built up term by term, the die, the answer. It is given the whole screen.

mod beats;
mod digits;
mod scale;

use crate::deck::prose::inside;
use crate::deck::prose::signed;
use crate::rules::event::Answered;
use crate::rules::view::{ChanceView, QuestionView, View};
use crate::table::facilitator::Phase;
use crate::tui::dialogs::leave::Leave;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared};
use crate::tui::text::{Lines, centered, cut, draw as draw_lines};
use crate::tui::theme::Theme;
use beats::{Beats, Shown};
use ratatui::Frame;
use ratatui::layout::{Alignment, Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Paragraph};
use std::cell::Cell;
use std::time::Duration;
use unicode_width::UnicodeWidthStr as _;

/// From this height on the die is drawn large.
const TALL: u16 = 34;

/// The question screen.
#[derive(Debug, Default)]
pub struct Question {
    /// When it was first on screen.
    begun: Cell<Option<Duration>>,
    /// How much of the telling was skipped.
    skipped: Duration,
}

impl Question {
    /// The question, from its beginning.
    pub fn new() -> Self {
        Self::default()
    }

    fn beats(shared: &Shared) -> Option<Beats> {
        Some(Beats::of(shared.play.as_ref()?.view.question.as_ref()?, shared.motion))
    }

    /// How far the telling has come.
    fn elapsed(&self, shared: &Shared) -> Duration {
        let begun = self.begun.get().unwrap_or_else(|| {
            self.begun.set(Some(shared.now));
            shared.now
        });
        let ran = if shared.motion { shared.now.saturating_sub(begun) } else { Duration::ZERO };
        ran + self.skipped
    }
}

impl Screen for Question {
    fn name(&self) -> &'static str {
        "The question"
    }

    fn about(&self) -> &'static [&'static str] {
        &[
            "At the end of each turn Beijing asks itself whether today is the day. The chance is built from what the table has done; every term that counts is shown with what it adds or takes away.",
            "One die of a hundred decides: up to the first mark the day has come; up to the second Beijing climbs a rung; at the top end it steps down; else it stays where it is.",
        ]
    }

    fn actions(&self, shared: &Shared) -> Vec<Action> {
        let mut actions = vec![Action::Onward];
        if Self::beats(shared).is_some_and(|beats| self.elapsed(shared) < beats.end()) {
            actions.push(Action::Skip);
        }
        if shared.facilitator.is_set() {
            actions.push(Action::Facilitator);
        }
        actions.extend([Action::Help, Action::Quit]);
        actions
    }

    fn phase(&self, shared: &Shared) -> Option<Phase> {
        shared.play.as_ref()?.view.question.as_ref().map(|question| Phase::Discussion(question.turn))
    }

    fn wakes(&self, shared: &Shared) -> Option<Duration> {
        if !shared.motion {
            return None;
        }
        Self::beats(shared)?.wakes(self.elapsed(shared))
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        let elapsed = self.elapsed(shared);
        let Some(beats) = Self::beats(shared) else {
            return shared.play.as_mut().map_or(Go::Stay, |play| Go::To(play.next(true)));
        };
        match press.action {
            Some(Action::Onward) if elapsed >= beats.end() => {
                return shared.play.as_mut().map_or(Go::Stay, |play| Go::To(play.next(true)));
            }
            Some(Action::Onward) => self.skipped += beats.next(elapsed).saturating_sub(elapsed),
            // It tells the rest of it at once; the next key goes on.
            Some(Action::Skip) => self.skipped += beats.end().saturating_sub(elapsed),
            Some(Action::Facilitator) => return super::facilitator::Panel::ask(),
            Some(Action::Quit) => return Go::Over(Box::new(Leave::new(shared.play.as_mut()))),
            _ => {}
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let (Some(play), Some(beats)) = (&shared.play, Self::beats(shared)) else { return };
        let shown = beats.at(self.elapsed(shared));
        draw(frame, area, &play.view, shown, shared);
    }
}

/// Draws the question with its answer: for whoever looks back at it.
pub fn draw_told(frame: &mut Frame<'_>, area: Rect, view: &View, shared: &Shared) {
    draw(frame, area, view, Shown::ALL, shared);
}

/// Draws the question as far as it has been told.
fn draw(frame: &mut Frame<'_>, area: Rect, view: &View, shown: Shown, shared: &Shared) {
    let theme = shared.theme;
    let Some(question) = &view.question else { return };
    frame.render_widget(Clear, area);
    let tall = area.height >= TALL;
    let middle = centered(area, 76, area.height);
    let wide = centered(area, 104, area.height);
    let air = if tall { (area.height - 30) / 6 } else { 0 };
    let die = if tall { 6 } else { 1 };
    let [_, title, _, body, scale, number, answer, _] = Layout::vertical([
        Constraint::Length(air),
        Constraint::Length(if area.height < 22 { 2 } else { 3 }),
        Constraint::Length(u16::from(tall)),
        Constraint::Min(4),
        Constraint::Length(3),
        Constraint::Length(die),
        Constraint::Length(2),
        Constraint::Length(air),
    ])
    .areas(middle);
    heading(frame, title, view, question, theme);
    terms(frame, body, view, question, shown, shared);
    let scale = Rect { x: wide.x, width: wide.width, ..scale };
    scale::draw(frame, scale, question, shown, theme);
    let Some(said) = &question.answer else { return };
    let Some(rolled) = shown.rolled(said.rolled) else { return };
    let style = if shown.answered { answer_style(said.answer, theme) } else { theme.strong() };
    if tall {
        digits::draw(frame, number, rolled, style);
    } else {
        let text = Line::styled(format!("The die shows {rolled}"), theme.strong());
        frame.render_widget(Paragraph::new(text).alignment(Alignment::Center), number);
    }
    if shown.answered {
        let text = cut(&said.text, usize::from(answer.width));
        let below = Rect { y: answer.bottom() - 1, height: 1, ..answer };
        frame.render_widget(Paragraph::new(Line::styled(text, style)).alignment(Alignment::Center), below);
    }
}

fn answer_style(answer: Answered, theme: Theme) -> Style {
    let style = match answer {
        Answered::Today => theme.bad(),
        Answered::Climbs => theme.warn(),
        Answered::Holds | Answered::StepsDown => theme.good(),
    };
    style.add_modifier(Modifier::BOLD)
}

fn heading(frame: &mut Frame<'_>, area: Rect, view: &View, question: &QuestionView, theme: Theme) {
    let spaced: String = view.header.question.to_uppercase().chars().flat_map(|c| [c, ' ']).collect();
    let spaced = spaced.trim_end().to_owned();
    let spaced = if spaced.width() <= usize::from(area.width) { spaced } else { view.header.question.clone() };
    let mut lines = vec![Line::styled(format!("The end of turn {}", question.turn), theme.quiet())];
    if area.height > 2 {
        lines.push(Line::default());
    }
    lines.push(Line::styled(spaced, theme.heading()));
    frame.render_widget(Paragraph::new(lines).alignment(Alignment::Center), area);
}

/// The chances, term by term as far as they have been told. Where there is no room for all of it, the chance being
/// told is told whole, the others in a line.
fn terms(frame: &mut Frame<'_>, area: Rect, view: &View, question: &QuestionView, shown: Shown, shared: &Shared) {
    let who = inside(&view.header.who);
    let chances = [
        ("That today is the day".to_owned(), &question.today),
        (format!("That {who} climbs a rung"), &question.climb),
        (format!("That {who} steps down"), &question.step_down),
    ];
    let told = |whole: &dyn Fn(usize) -> bool| {
        let mut lines = Lines::new(area.width);
        for (number, (what, chance)) in chances.iter().enumerate().take(shown.step + 1) {
            let terms = if number == shown.step { shown.terms } else { usize::MAX };
            tell(&mut lines, what, chance, terms, whole(number), shared.theme);
        }
        lines
    };
    let current = if shown.step > 2 { 0 } else { shown.step };
    let all = told(&|_| true);
    let lines = if all.len() <= usize::from(area.height) { all } else { told(&|number| number == current) };
    draw_lines(frame, area, lines, 0, shared);
}

/// One chance: its terms so far, each with what it adds, and what they come to.
fn tell(lines: &mut Lines, what: &str, chance: &ChanceView, terms: usize, whole: bool, theme: Theme) {
    let complete = terms > chance.terms.len();
    let width = lines.width();
    if whole {
        lines.gap();
    }
    let so_far: i16 = chance.base + chance.terms.iter().take(terms).map(|(_, add)| add).sum::<i16>();
    let percent = if complete { format!("{}%", chance.chance) } else { format!("{}%", so_far.clamp(0, 100)) };
    lines.line(Line::styled(row(&format!("{what} "), &percent, width, " "), theme.strong()));
    if !whole || (chance.terms.is_empty() && chance.chance == 0) {
        return;
    }
    lines.line(Line::raw(row("  On this rung, to begin with ", &signed(chance.base), width, "·")));
    for (label, add) in chance.terms.iter().take(terms) {
        let style = if *add > 0 { theme.warn() } else { theme.good() };
        lines.line(Line::styled(row(&format!("  {label} "), &signed(*add), width, "·"), style));
    }
}

fn row(label: &str, number: &str, width: usize, fill: &str) -> String {
    let room = width.saturating_sub(7);
    let label = cut(label, room);
    let pad = room.saturating_sub(label.width());
    format!("{label}{} {number:>5}", fill.repeat(pad))
}
