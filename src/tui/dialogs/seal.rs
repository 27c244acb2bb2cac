//! Sealing, with a decision card for whoever wants to write one.

use super::{open, type_into};
use crate::rules::{Command, DecisionCard};
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, draw as draw_lines};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;

const LABELS: [&str; 3] = ["Why", "Chance in % that the day does not come", "How sure, 1 (a guess) to 5 (certain)"];
/// The most characters of each field.
const MOST: [usize; 3] = [400, 3, 1];

/// The seal, with its card.
#[derive(Debug, Default)]
pub struct Seal {
    /// Why; the chance in percent that the day does not come; how sure, 1–5.
    fields: [String; 3],
    /// The selected field.
    row: usize,
    status: String,
}

impl Seal {
    fn seal(&mut self, shared: &mut Shared) -> Go {
        let [why, percent, sure] = &self.fields;
        // The card stays open until its numbers can be read: nothing that was written is lost.
        if percent.parse::<u16>().is_ok_and(|percent| percent > 100) {
            self.row = 1;
            "The chance is a number from 0 to 100, or nothing.".clone_into(&mut self.status);
            return Go::Stay;
        }
        if !sure.is_empty() && sure.parse::<u8>().is_ok_and(|sure| !(1..=5).contains(&sure)) {
            self.row = 2;
            "How sure is a number from 1 to 5, or nothing.".clone_into(&mut self.status);
            return Go::Stay;
        }
        let empty = why.trim().is_empty() && percent.is_empty() && sure.is_empty();
        let card = DecisionCard {
            why: why.trim().to_owned(),
            expects: Vec::new(),
            not_today: percent.parse().ok(),
            sure: sure.parse().ok(),
        };
        let Some(play) = &mut shared.play else { return Go::Stay };
        match play.send(&Command::Seal { defer: false, card: (!empty).then_some(card) }) {
            Ok(()) => Go::Close(Told::Sent("Sealed.".to_owned())),
            Err(why) => {
                self.status = why;
                Go::Stay
            }
        }
    }
}

impl Screen for Seal {
    fn name(&self) -> &'static str {
        "Seal: done for this turn"
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        vec![Action::SealNow, Action::NextField, Action::PreviousField, Action::NotYet]
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        self.status.clear();
        match (press.action, press.code) {
            (Some(Action::NotYet), _) => return Go::Close(Told::Nothing),
            (Some(Action::SealNow), _) => return self.seal(shared),
            (Some(Action::NextField), _) => self.row = (self.row + 1) % 3,
            (Some(Action::PreviousField), _) => self.row = (self.row + 2) % 3,
            (_, KeyCode::Char(c)) if self.row > 0 && !c.is_ascii_digit() => {}
            (_, code) => type_into(&mut self.fields[self.row], code, MOST[self.row]),
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let inner = open(frame, area, 11, self.name(), &self.actions(shared), shared);
        let mut lines = Lines::new(inner.width);
        lines.add(
            "Enter seals at once. If you like, write a decision card first; the debrief sets it beside what came.",
            Style::new(),
        );
        lines.gap();
        for (n, (label, field)) in LABELS.iter().zip(&self.fields).enumerate() {
            let style = if n == self.row { theme.selected() } else { Style::new() };
            lines.add(&format!("{label}: {field}{}", if n == self.row { "▏" } else { "" }), style);
        }
        draw_lines(frame, inner, lines, 0, theme);
    }
}
