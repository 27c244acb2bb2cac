//! A form over the screen: a few fields, each a text, a secret or a choice, and what is done with them.

use super::{open, type_into};
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, cut, draw as draw_lines, first_row};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What is put into a field.
#[derive(Debug)]
pub enum Input {
    /// A text of at most 400 characters.
    Text(String),
    /// A whole number of at most so many digits, perhaps with a sign.
    Number(String, usize),
    /// A text that is not shown.
    Secret(String),
    /// One of several; typing finds one by its words.
    Choice {
        /// What there is.
        options: Vec<String>,
        /// Which is chosen.
        at: usize,
        /// What was typed to find it.
        find: String,
    },
}

impl Input {
    /// A choice, of which the first is chosen.
    pub fn choice(options: Vec<String>) -> Self {
        Self::Choice { options, at: 0, find: String::new() }
    }
}

/// What is done with a form: what follows, or what is wrong and in which field.
pub type Submit = fn(&Form, &mut Shared) -> Result<Go, (usize, String)>;

/// A form.
#[derive(Debug)]
pub struct Form {
    title: &'static str,
    about: &'static str,
    fields: Vec<(&'static str, Input)>,
    row: usize,
    status: String,
    submit: Submit,
}

impl Form {
    /// A form with its fields, and what is done with them.
    pub fn new(title: &'static str, about: &'static str, fields: Vec<(&'static str, Input)>, submit: Submit) -> Self {
        Self { title, about, fields, row: 0, status: String::new(), submit }
    }

    /// What was typed into a field.
    pub fn text(&self, field: usize) -> &str {
        match self.fields.get(field) {
            Some((_, Input::Text(text) | Input::Number(text, _) | Input::Secret(text))) => text,
            _ => "",
        }
    }

    /// What was chosen in a field.
    pub fn chosen(&self, field: usize) -> usize {
        match self.fields.get(field) {
            Some((_, Input::Choice { at, .. })) => *at,
            _ => 0,
        }
    }

    fn put(&mut self, code: KeyCode) {
        match &mut self.fields[self.row].1 {
            Input::Text(text) | Input::Secret(text) => type_into(text, code, 400),
            Input::Number(text, most) => match code {
                KeyCode::Char(c) if !(c.is_ascii_digit() || text.is_empty() && matches!(c, '-' | '+')) => {}
                code => type_into(text, code, *most),
            },
            Input::Choice { options, at, find } => {
                type_into(find, code, 40);
                let wanted = find.to_lowercase();
                if let Some(found) = options.iter().position(|option| option.to_lowercase().contains(&wanted)) {
                    *at = found;
                }
            }
        }
    }

    fn change(&mut self, by: isize) {
        if let Input::Choice { options, at, find } = &mut self.fields[self.row].1 {
            find.clear();
            let last = options.len().saturating_sub(1);
            *at = match by {
                1 if *at == last => 0,
                -1 if *at == 0 => last,
                by => at.saturating_add_signed(by).min(last),
            };
        }
    }

    fn fill(&self, lines: &mut Lines, width: usize, spare: usize, shared: &Shared) {
        let theme = shared.theme;
        if !self.about.is_empty() {
            lines.add(self.about, theme.quiet());
            lines.gap();
        }
        for (n, (label, input)) in self.fields.iter().enumerate() {
            let here = n == self.row;
            let style = if here { theme.selected() } else { Style::new() };
            let caret = if here { "▏" } else { "" };
            match input {
                Input::Text(text) | Input::Number(text, _) => lines.add(&format!("{label}: {text}{caret}"), style),
                Input::Secret(text) => {
                    lines.add(&format!("{label}: {}{caret}", "•".repeat(text.chars().count().min(40))), style);
                }
                Input::Choice { options, at, find } => {
                    let chosen = options.get(*at).map_or("", String::as_str);
                    let text = cut(&format!("{label} ◀ {chosen} ▶"), width);
                    lines.add(&text, style);
                    if !here || options.len() < 4 {
                        continue;
                    }
                    if !find.is_empty() {
                        lines.add(&format!("  found by “{find}”"), theme.quiet());
                    }
                    let rows = spare.clamp(3, 9);
                    let from = first_row(*at, options.len(), rows);
                    for (n, option) in options.iter().enumerate().skip(from).take(rows) {
                        let mark = if n == *at { "▸" } else { " " };
                        lines.add(&cut(&format!("  {mark} {option}"), width), theme.quiet());
                    }
                }
            }
        }
    }
}

impl Screen for Form {
    fn name(&self) -> &'static str {
        self.title
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        let mut actions = vec![Keep, NextField, PreviousField];
        if let Some((_, Input::Choice { .. })) = self.fields.get(self.row) {
            actions.extend([Less, More, PageUp, PageDown]);
        }
        actions.push(NotYet);
        actions
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        self.status.clear();
        let last = self.fields.len() - 1;
        match press.action {
            Some(Action::NotYet) => return Go::Close(Told::Nothing),
            Some(Action::Keep) if self.row < last => self.row += 1,
            Some(Action::Keep) => match (self.submit)(self, shared) {
                Ok(go) => return go,
                Err((field, why)) => {
                    self.row = field.min(last);
                    self.status = why;
                }
            },
            Some(Action::NextField) => self.row = if self.row == last { 0 } else { self.row + 1 },
            Some(Action::PreviousField) => self.row = self.row.checked_sub(1).unwrap_or(last),
            Some(Action::Less) => self.change(-1),
            Some(Action::More) => self.change(1),
            Some(Action::PageUp) => self.change(-8),
            Some(Action::PageDown) => self.change(8),
            _ => self.put(press.code),
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let width = area.width.min(76).saturating_sub(2);
        let bare = u16::try_from(self.fields.len()).unwrap_or(9) + 6;
        let spare = usize::from(area.height.saturating_sub(bare));
        let mut lines = Lines::new(width);
        self.fill(&mut lines, usize::from(width), spare, shared);
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(3);
        let inner = open(frame, area, height, self.title, &self.actions(shared), shared);
        draw_lines(frame, inner, lines, 0, shared);
    }
}
