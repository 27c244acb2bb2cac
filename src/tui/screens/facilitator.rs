//! The facilitator's panel: the whole table at a glance, and everything that a white cell can do. Each of its
//! commands is on the record, with its reason.

use super::curtain::Curtain;
use super::end::End;
use super::table::AtTable;
use crate::deck::{AreaId, EventId, MeterId, OperationId};
use crate::rules::view::View;
use crate::rules::{Actor, Command, Eyes, MarkKind};
use crate::table::facilitator::{Facilitator, told};
use crate::tui::dialogs::form::{Form, Input};
use crate::tui::keys::Action;
use crate::tui::panels::log::styled;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, Scroll, boxed, draw as draw_lines, list};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

/// What the panel offers, and what each does.
const MENU: [(&str, &str); 8] = [
    ("Inject an event", "An event of the deck falls at once, whatever was drawn."),
    ("Adjust a meter", "By how much, and why; the table reads the reason."),
    ("Rule on an operation", "Above the law of the deck: permitted, barred, or left to the law again."),
    ("Pause or resume", "While the game is paused no seat acts, and the timer stands."),
    ("Rewind", "To the start of a turn. Its dice stay as they were; no line of the record is lost."),
    ("Mark for the debrief", "A note, a moment, or something that was said."),
    ("Set the timers", "Minutes for each seat's deliberation and for the talk after the question."),
    ("Look at the whole table", "Every seat's orders, briefs and objectives."),
];

/// The panel.
#[derive(Debug)]
pub struct Panel {
    row: usize,
    scroll: Scroll,
    status: String,
    /// Everything, as it stands.
    view: Box<View>,
}

impl Panel {
    fn new(shared: &Shared) -> Option<Self> {
        let play = shared.play.as_ref()?;
        let view = Box::new(play.table.view(Eyes::All));
        Some(Self { row: 0, scroll: Scroll::default(), status: String::new(), view })
    }

    /// Asks for the passphrase, and opens the panel to whoever knows it.
    pub fn ask() -> Go {
        let fields = vec![("Passphrase", Input::Secret(String::new()))];
        Go::Over(Box::new(Form::new("The facilitator", "", fields, |form, shared| {
            if !shared.facilitator.opens(form.text(0)) {
                return Err((0, "That is not the passphrase.".to_owned()));
            }
            Ok(Self::open(shared))
        })))
    }

    /// Opens the panel.
    pub fn open(shared: &mut Shared) -> Go {
        Self::new(shared).map_or(Go::Stay, |panel| Go::To(Box::new(panel)))
    }

    fn choose(&mut self, shared: &mut Shared) -> Go {
        let Some(play) = &mut shared.play else { return Go::Stay };
        let (deck, language) = (play.table.deck().clone(), play.table.language().to_owned());
        let text = || Input::Text(String::new());
        match self.row {
            0 => {
                let events = deck.events.iter().map(|event| event.headline.get(&language).to_owned()).collect();
                form(0, vec![("Event", Input::choice(events))], |form, shared| {
                    let event = EventId::at(form.chosen(0));
                    send(shared, &Command::Inject { event }, "It has fallen.").map_err(|why| (0, why))
                })
            }
            1 => {
                let meters = deck.meters.iter().map(|meter| meter.name.get(&language).to_owned()).collect();
                let by = Input::Number(String::new(), 4);
                form(1, vec![("Meter", Input::choice(meters)), ("By", by), ("Why", text())], |form, shared| {
                    let by: i8 = form
                        .text(1)
                        .parse()
                        .ok()
                        .filter(|by: &i8| (-100..=100).contains(by) && *by != 0)
                        .ok_or((1, "By is a number from −100 to 100, such as -5.".to_owned()))?;
                    let command = Command::Adjust { meter: MeterId::at(form.chosen(0)), by, reason: reason(form, 2)? };
                    send(shared, &command, "The meter is moved.").map_err(|why| (1, why))
                })
            }
            2 => {
                let operations = deck.operations.iter().map(|o| o.name.get(&language).to_owned()).collect();
                let areas = std::iter::once("everywhere".to_owned());
                let areas = areas.chain(deck.areas.iter().map(|area| area.name.get(&language).to_owned())).collect();
                let rulings = ["permitted", "barred", "left to the law"].map(str::to_owned).to_vec();
                let fields = vec![
                    ("Operation", Input::choice(operations)),
                    ("Where", Input::choice(areas)),
                    ("Ruling", Input::choice(rulings)),
                    ("Why", text()),
                ];
                form(2, fields, |form, shared| {
                    let command = Command::Rule {
                        operation: OperationId::at(form.chosen(0)),
                        area: form.chosen(1).checked_sub(1).map(AreaId::at),
                        permitted: [Some(true), Some(false), None][form.chosen(2)],
                        reason: reason(form, 3)?,
                    };
                    send(shared, &command, "The ruling stands.").map_err(|why| (0, why))
                })
            }
            3 => {
                let (command, done) = if self.view.header.paused {
                    (Command::Resume, "Play resumes.")
                } else {
                    (Command::Pause, "The game is paused.")
                };
                match send(shared, &command, done) {
                    Ok(Go::Close(told)) => self.told(told, shared),
                    Ok(go) => go,
                    Err(why) => {
                        self.status = why;
                        Go::Stay
                    }
                }
            }
            4 => {
                let turns = (1..=self.view.header.turn).rev().map(|turn| format!("the start of turn {turn}")).collect();
                form(4, vec![("To", Input::choice(turns)), ("Why", text())], |form, shared| {
                    let now = shared.play.as_ref().map_or(1, |play| play.table.view(Eyes::All).header.turn);
                    let turn = now.saturating_sub(u8::try_from(form.chosen(0)).unwrap_or(u8::MAX)).max(1);
                    let done = format!("The game is at the start of turn {turn} again.");
                    send(shared, &Command::Rewind { turn, reason: reason(form, 1)? }, &done).map_err(|why| (0, why))
                })
            }
            5 => {
                let kinds = ["note", "moment", "quote"].map(str::to_owned).to_vec();
                form(5, vec![("What", Input::choice(kinds)), ("Text", text())], |form, shared| {
                    let kind = [MarkKind::Note, MarkKind::Moment, MarkKind::Quote][form.chosen(0)];
                    let text = reason(form, 1).map_err(|_| (1, "There is nothing to mark yet.".to_owned()))?;
                    send(shared, &Command::Mark { kind, text }, "Marked for the debrief.").map_err(|why| (1, why))
                })
            }
            6 => {
                let number = || Input::Number(String::new(), 3);
                let fields = vec![("Minutes for each seat", number()), ("Minutes for the talk", number())];
                form(6, fields, set_timers)
            }
            _ => {
                play.view = play.table.view(Eyes::All);
                Go::To(Box::new(AtTable::watching()))
            }
        }
    }

    /// Gives the keyboard back: nobody sees what the facilitator saw.
    fn leave(shared: &mut Shared) -> Go {
        let Some(play) = &mut shared.play else { return Go::Stay };
        play.forget_question();
        if play.table.is_over() {
            play.next(true);
            return Go::To(Box::new(End::new()));
        }
        match play.table.turn_of() {
            Some(seat) => {
                let seat = play.seat.filter(|seat| play.is_open(*seat)).unwrap_or(seat);
                play.seat = Some(seat);
                Go::To(Box::new(Curtain::new(seat)))
            }
            None => Go::To(play.next(true)),
        }
    }
}

fn form(number: usize, fields: Vec<(&'static str, Input)>, submit: crate::tui::dialogs::form::Submit) -> Go {
    let (title, about) = MENU[number];
    Go::Over(Box::new(Form::new(title, about, fields, submit)))
}

/// The reason in a field: the record keeps none without one.
fn reason(form: &Form, field: usize) -> Result<String, (usize, String)> {
    let text = form.text(field).trim();
    if text.is_empty() {
        return Err((field, "The record wants a reason, in a few words.".to_owned()));
    }
    Ok(text.to_owned())
}

fn send(shared: &mut Shared, command: &Command, done: &str) -> Result<Go, String> {
    let Some(play) = &mut shared.play else { return Ok(Go::Stay) };
    play.table.send(Actor::Facilitator, command).map_err(|error| error.explained())?;
    Ok(Go::Close(Told::Sent(done.to_owned())))
}

fn set_timers(form: &Form, shared: &mut Shared) -> Result<Go, (usize, String)> {
    let minutes = |field: usize| match form.text(field) {
        "" => Ok(0),
        text => text.parse::<u16>().map_err(|_| (field, "Minutes are a whole number; nothing is no limit.".to_owned())),
    };
    let (deliberation, discussion) = (minutes(0)?, minutes(1)?);
    // The clock is no part of a game; that it was set is.
    let text = shared.facilitator.timer.set(deliberation, discussion);
    let sent = send(shared, &Command::Mark { kind: MarkKind::Note, text: text.clone() }, &text);
    sent.map_err(|why| (0, why))
}

/// Asks for a passphrase for the facilitator of a table that is about to be set.
pub fn set_passphrase(submit: crate::tui::dialogs::form::Submit) -> Form {
    let secret = || Input::Secret(String::new());
    Form::new(
        "A facilitator for this table",
        "The passphrase opens the facilitator's panel. It is kept in memory alone, never in the save: whoever resumes the game sets another.",
        vec![("Passphrase", secret()), ("Once more", secret())],
        submit,
    )
}

/// The facilitator that such a form asks for.
pub fn from_form(form: &Form) -> Result<Facilitator, (usize, String)> {
    if form.text(0).is_empty() {
        return Err((0, "The passphrase is empty.".to_owned()));
    }
    if form.text(0) != form.text(1) {
        return Err((1, "The two are not the same.".to_owned()));
    }
    Facilitator::with(form.text(0)).ok_or((0, "The system gives no random numbers: try again.".to_owned()))
}

impl Screen for Panel {
    fn name(&self) -> &'static str {
        "The facilitator's panel"
    }

    fn about(&self) -> &'static [&'static str] {
        &[
            "The facilitator (white cell) runs the exercise and plays no side. Whatever is done here is a command like those of the seats: it is in the record with its reason, and the debrief shows it.",
            "Leaving the panel draws the curtain, so that no seat sees what the facilitator saw.",
        ]
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        vec![Up, Down, Choose, PageUp, PageDown, First, Last, Back]
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn press(&mut self, press: Press, shared: &mut Shared) -> Go {
        self.status.clear();
        match press.action {
            Some(Action::Up) => self.row = self.row.checked_sub(1).unwrap_or(MENU.len() - 1),
            Some(Action::Down) => self.row = (self.row + 1) % MENU.len(),
            Some(Action::First) => self.row = 0,
            Some(Action::Last) => self.row = MENU.len() - 1,
            Some(Action::PageUp) => self.scroll.by(8),
            Some(Action::PageDown) => self.scroll.by(-8),
            Some(Action::Choose) => return self.choose(shared),
            Some(Action::Back) => return Self::leave(shared),
            _ => {}
        }
        Go::Stay
    }

    fn pick(&mut self, row: usize, shared: &mut Shared) -> Go {
        self.row = row.min(MENU.len() - 1);
        self.choose(shared)
    }

    fn told(&mut self, told: Told, shared: &mut Shared) -> Go {
        if let Told::Sent(said) = told {
            self.status = said;
        }
        if let Some(play) = &mut shared.play {
            *self.view = play.table.view(Eyes::All);
            play.forget_question();
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let [left, right] = Layout::horizontal([Constraint::Length(34), Constraint::Min(20)]).areas(area);
        let [menu, about] = Layout::vertical([Constraint::Length(10), Constraint::Min(3)]).areas(left);
        let inner = boxed(frame, menu, "Facilitator", theme);
        let rows = MENU.iter().enumerate().map(|(n, (name, _))| {
            let name = if n == 3 && self.view.header.paused { "Resume play" } else { name };
            let style = if n == self.row { theme.selected() } else { Style::new() };
            Line::styled(format!("{name:<width$}", width = usize::from(inner.width)), style)
        });
        list(frame, inner, rows.collect(), self.row, shared);
        let inner = boxed(frame, about, MENU[self.row].0, theme);
        let mut lines = Lines::new(inner.width);
        lines.add(MENU[self.row].1, Style::new());
        lines.gap();
        lines.add("It stands on the record.", theme.quiet());
        draw_lines(frame, inner, lines, 0, shared);

        let header = &self.view.header;
        let title = format!("Turn {} · {}", header.turn, header.date);
        let inner = boxed(frame, right, &title, theme);
        let mut lines = Lines::new(inner.width);
        let rung = &header.rungs[header.rung.index()].name;
        lines.add(&format!("{}: {rung}.{}", header.who, if header.paused { " PAUSED." } else { "" }), theme.strong());
        let seats: Vec<String> = self
            .view
            .seats
            .iter()
            .map(|seat| format!("{} {}", seat.name, if seat.sealed { "has sealed" } else { "deliberates" }))
            .collect();
        lines.add(&format!("{}.", seats.join(", ")), Style::new());
        let meters: Vec<String> =
            self.view.meters.iter().map(|meter| format!("{} {}", meter.name, meter.value)).collect();
        lines.add(&format!("{}.", meters.join(", ")), Style::new());
        if let Some(left) = shared.facilitator.timer.left(shared.now) {
            lines.add(&format!("Timer: {}.", told(left)), theme.warn());
        }
        for ruling in &self.view.law.rulings {
            lines.indented("Ruling: ", ruling, theme.warn());
        }
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(inner.height / 2);
        let [stand, record] = Layout::vertical([Constraint::Length(height), Constraint::Min(1)]).areas(inner);
        draw_lines(frame, stand, lines, 0, shared);
        let record = boxed(frame, record, "The record, every seat's part of it", theme);
        let mut log = self.view.log.iter().rev();
        let older = |lines: &mut Lines| log.next().map(|line| styled(lines, line, theme)).is_some();
        self.scroll.draw_end(frame, record, older, shared);
    }
}
