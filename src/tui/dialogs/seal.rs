//! Sealing, with a decision card for whoever wants to write one: why, what is expected of which meter, the chance
//! that the day does not come, how sure. One key seals without any of it.

use super::{open, type_into};
use crate::deck::MeterId;
use crate::rules::{Command, DecisionCard, Direction};
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
/// What can be expected of a meter, in the order in which a key goes through it.
const EXPECTED: [Option<Direction>; 4] = [None, Some(Direction::Up), Some(Direction::Same), Some(Direction::Down)];

/// The seal, with its card.
#[derive(Debug, Default)]
pub struct Seal {
    /// Why; the chance in percent that the day does not come; how sure, 1–5.
    fields: [String; 3],
    /// What is expected of the meters that are shown, by their place there.
    expects: Vec<(usize, Direction)>,
    /// The selected line: the fields first, then the meters.
    row: usize,
    status: String,
}

impl Seal {
    fn expected(&self, meter: usize) -> Option<Direction> {
        self.expects.iter().find(|(at, _)| *at == meter).map(|(_, way)| *way)
    }

    fn expect(&mut self, meter: usize, way: Option<Direction>) {
        self.expects.retain(|(at, _)| *at != meter);
        self.expects.extend(way.map(|way| (meter, way)));
    }

    /// Goes through what can be expected of a meter.
    fn turn(&mut self, meter: usize, by: usize) {
        let at = EXPECTED.iter().position(|way| *way == self.expected(meter)).unwrap_or(0);
        self.expect(meter, EXPECTED[(at + by) % EXPECTED.len()]);
    }

    /// The card as it stands; nothing where nothing was written.
    fn card(&self, meters: &[MeterId]) -> Option<DecisionCard> {
        let [why, percent, sure] = &self.fields;
        let mut expects: Vec<(MeterId, Direction)> =
            self.expects.iter().filter_map(|(at, way)| Some((*meters.get(*at)?, *way))).collect();
        expects.sort_by_key(|(meter, _)| *meter);
        let card = DecisionCard {
            why: why.trim().to_owned(),
            expects,
            not_today: percent.parse().ok(),
            sure: sure.parse().ok(),
        };
        (card != DecisionCard::default()).then_some(card)
    }

    fn seal(&mut self, shared: &mut Shared) -> Go {
        let [_, percent, sure] = &self.fields;
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
        let Some(play) = &mut shared.play else { return Go::Stay };
        let meters: Vec<MeterId> = play.view.meters.iter().map(|meter| meter.meter).collect();
        match play.send(&Command::Seal { defer: false, card: self.card(&meters) }) {
            Ok(()) => Go::Close(Told::Sent("Sealed.".to_owned())),
            Err(why) => {
                self.status = why;
                Go::Stay
            }
        }
    }
}

/// What is expected, as it stands on the card.
const fn way(expected: Option<Direction>) -> &'static str {
    match expected {
        None => "–",
        Some(Direction::Up) => "▲ up",
        Some(Direction::Same) => "= the same",
        Some(Direction::Down) => "▼ down",
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
        vec![Action::SealNow, Action::NextField, Action::PreviousField, Action::Less, Action::More, Action::NotYet]
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        self.status.clear();
        let meters = shared.play.as_ref().map_or(0, |play| play.view.meters.len());
        let rows = LABELS.len() + meters;
        let meter = self.row.checked_sub(LABELS.len());
        match (press.action, press.code, meter) {
            (Some(Action::NotYet), ..) => return Go::Close(Told::Nothing),
            (Some(Action::SealNow), ..) => return self.seal(shared),
            (Some(Action::NextField), ..) => self.row = (self.row + 1) % rows,
            (Some(Action::PreviousField), ..) => self.row = (self.row + rows - 1) % rows,
            (Some(Action::More), _, Some(meter)) | (_, KeyCode::Char(' '), Some(meter)) => self.turn(meter, 1),
            (Some(Action::Less), _, Some(meter)) => self.turn(meter, EXPECTED.len() - 1),
            (_, KeyCode::Char('+'), Some(meter)) => self.expect(meter, Some(Direction::Up)),
            (_, KeyCode::Char('='), Some(meter)) => self.expect(meter, Some(Direction::Same)),
            (_, KeyCode::Char('-'), Some(meter)) => self.expect(meter, Some(Direction::Down)),
            (_, KeyCode::Backspace, Some(meter)) => self.expect(meter, None),
            (_, _, Some(_)) => {}
            (_, KeyCode::Char(c), None) if self.row > 0 && !c.is_ascii_digit() => {}
            (_, code, None) => type_into(&mut self.fields[self.row], code, MOST[self.row]),
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let meters = shared.play.as_ref().map_or(&[][..], |play| &play.view.meters);
        let height = u16::try_from(meters.len()).unwrap_or(16) + 11;
        let inner = open(frame, area, height, self.name(), &self.actions(shared), shared);
        let mut lines = Lines::new(inner.width);
        let text = format!(
            "{} seals at once. If you like, write a decision card first: nobody else reads it before the debrief, which sets \
             it beside what came.",
            shared.keys.hint(Action::SealNow).unwrap_or_default()
        );
        lines.add(&text, Style::new());
        lines.gap();
        let mut selected = 0;
        for (n, (label, field)) in LABELS.iter().zip(&self.fields).enumerate() {
            selected = if n == self.row { lines.len() } else { selected };
            let style = if n == self.row { theme.selected() } else { Style::new() };
            lines.add(&format!("{label}: {field}{}", if n == self.row { "▏" } else { "" }), style);
        }
        lines.add("By the turn's end, which way? (←→, or + = -)", theme.strong());
        for (n, meter) in meters.iter().enumerate() {
            let here = n + LABELS.len() == self.row;
            selected = if here { lines.len() } else { selected };
            let lead = format!("  {}: ", meter.name);
            lines.indented(&lead, way(self.expected(n)), if here { theme.selected() } else { Style::new() });
        }
        let scroll = Lines::first_for(&(selected..selected + 1), inner.height);
        draw_lines(frame, inner, lines, scroll, shared);
    }
}
