//! The form for a new game: deck, scenario, who sits where, seed.

use super::title::Title;
use crate::deck::{Deck, library};
use crate::players::{self, adversary};
use crate::table::{Control, Setup, Table};
use crate::tui::dialogs::type_into;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared};
use crate::tui::text::{Lines, boxed, centered, draw as draw_lines};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::sync::{Arc, OnceLock};
use unicode_width::UnicodeWidthStr as _;

/// The form.
#[derive(Debug)]
pub struct NewGame {
    deck_name: String,
    /// The name of the deck that was read last.
    read: String,
    deck: Result<Arc<Deck>, String>,
    scenario: usize,
    /// Who plays each seat, as an index into [`players_of`].
    seats: Vec<usize>,
    /// The languages of the deck's texts, its own first.
    languages: Vec<String>,
    /// The language that is chosen, among them.
    language: usize,
    /// Who plays the adversary, as an index into [`adversary::NAMES`].
    adversary: usize,
    seed: String,
    /// Whether a facilitator runs the exercise.
    facilitator: bool,
    row: usize,
}

/// A name filled up to the width of the labels, whatever its characters take.
fn padded(name: &str) -> String {
    format!("{name}{}", " ".repeat(14_usize.saturating_sub(name.width())))
}

/// A language as people call it, where it is one that the shipped decks have.
fn named(language: &str) -> &str {
    match language {
        "en" => "English",
        "ja" => "Japanese (日本語)",
        "zh-Hant" => "Traditional Chinese (繁體中文)",
        other => other,
    }
}

fn players_of() -> Vec<&'static str> {
    std::iter::once("human").chain(players::NAMES.iter().copied()).collect()
}

/// What a player of a name does, in a line.
fn believes(name: &str) -> String {
    if name == "human" {
        "human: a person at this keyboard.".to_owned()
    } else {
        format!("{name}: {}.", players::belief(name))
    }
}

impl NewGame {
    /// A form for the built-in deck: the first seat human, the others `doctrine`.
    pub fn new() -> Self {
        let mut form = Self {
            deck_name: library::DEFAULT.to_owned(),
            read: String::new(),
            deck: Err(String::new()),
            scenario: 0,
            seats: Vec::new(),
            languages: Vec::new(),
            language: 0,
            adversary: 0,
            seed: String::new(),
            facilitator: false,
            row: 0,
        };
        form.load();
        form
    }

    /// Reads the deck once its name is complete; what was chosen for the deck before does not hold for another.
    fn leave_deck(&mut self) {
        if self.row == 0 && self.read != self.deck_name {
            self.load();
        }
    }

    fn load(&mut self) {
        self.read.clone_from(&self.deck_name);
        self.deck = read(self.deck_name.trim());
        self.scenario = 0;
        self.seats = self
            .deck
            .as_ref()
            .map_or_else(|_| Vec::new(), |deck| (0..deck.seats.len()).map(|n| usize::from(n > 0)).collect());
        self.languages = self
            .deck
            .as_ref()
            .map_or_else(|_| Vec::new(), |deck| deck.languages.iter().map(ToString::to_string).collect());
        self.language = 0;
    }

    fn rows(&self) -> usize {
        // Deck, scenario, the seats, the adversary, the language, facilitator, seed, start.
        6 + self.seats.len() + usize::from(self.language_row().is_some())
    }

    /// The row of the language, where there is a choice.
    fn language_row(&self) -> Option<usize> {
        (self.languages.len() > 1).then(|| self.seats.len() + 3)
    }

    /// The rows that take text.
    fn types(&mut self, key: KeyCode) {
        let (text, most) = match self.row {
            0 => (&mut self.deck_name, 1000),
            row if row + 2 == self.rows() => (&mut self.seed, 19),
            _ => return,
        };
        match key {
            KeyCode::Char(c) if self.row > 0 && !c.is_ascii_digit() => {}
            key => type_into(text, key, most),
        }
    }

    fn turn(&mut self, by: isize) {
        let turned =
            |at: usize, count: usize| at.checked_add_signed(by).map_or(count - 1, |n| if n >= count { 0 } else { n });
        match self.row {
            0 => {
                let names: Vec<&str> = library::BUILT_IN.iter().map(|(name, _)| *name).collect();
                let at = names.iter().position(|name| *name == self.deck_name).map_or(0, |at| turned(at, names.len()));
                names[at].clone_into(&mut self.deck_name);
                self.load();
            }
            1 => {
                if let Ok(deck) = &self.deck {
                    self.scenario = turned(self.scenario, deck.scenarios.len());
                }
            }
            row if row + 3 == self.rows() => self.facilitator = !self.facilitator,
            row => {
                if let Some(seat) = self.seats.get_mut(row - 2) {
                    *seat = turned(*seat, players_of().len());
                } else if row == self.seats.len() + 2 {
                    self.adversary = turned(self.adversary, adversary::NAMES.len());
                } else if Some(row) == self.language_row() {
                    self.language = turned(self.language, self.languages.len());
                }
            }
        }
    }

    /// What the form asks for; nothing where its deck does not load.
    pub fn setup(&mut self) -> Option<Setup> {
        if self.deck.is_err() {
            // Its author may have put it right meanwhile.
            self.load();
        }
        let Ok(deck) = &self.deck else {
            self.row = 0;
            return None;
        };
        let seats = deck.names.seats.iter().zip(&self.seats).map(|(seat, who)| (seat.to_owned(), players_of()[*who]));
        let seats = seats.chain([(adversary::key(deck), adversary::NAMES[self.adversary])]);
        Some(Setup {
            deck: self.deck_name.trim().into(),
            scenario: Some(deck.names.scenarios.name(self.scenario).to_owned()),
            seats: seats.map(|(seat, who)| (seat, Control::from_name(who))).collect(),
            seed: self.seed.parse().ok(),
            save: None,
            language: self.languages.get(self.language).cloned(),
        })
    }
}

/// Reads a deck. The built-in one is compiled once, and ahead of time where somebody has called [`warm`].
fn read(name: &str) -> Result<Arc<Deck>, String> {
    static BUILT_IN: OnceLock<Result<Arc<Deck>, String>> = OnceLock::new();
    let load = || Deck::load(name).map(Arc::new).map_err(|error| error.render(false));
    // Whoever comes while it is being compiled waits for it.
    if name == library::DEFAULT { BUILT_IN.get_or_init(load).clone() } else { load() }
}

/// Compiles the built-in deck, so that the form opens at once.
pub fn warm() {
    let _ = read(library::DEFAULT);
}

/// Begins; with a facilitator, once a passphrase is set.
fn begin(setup: Setup, facilitator: bool) -> Go {
    if facilitator {
        return Go::With(Box::new(move || Table::start(&setup).map(|table| (table, None))));
    }
    Go::Sit(Box::new(Table::start(&setup).map(|table| (table, None))))
}

impl Screen for NewGame {
    fn name(&self) -> &'static str {
        "New game"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        vec![Up, Down, NextField, PreviousField, Less, More, Choose, Help, Back]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        let leaves = matches!(
            press.action,
            Some(Action::Up | Action::Down | Action::NextField | Action::PreviousField | Action::Choose)
        );
        if leaves {
            self.leave_deck();
        }
        let last = self.rows() - 1;
        match press.action {
            Some(Action::Back) => return Go::To(Box::new(Title::new(0))),
            Some(Action::Up | Action::PreviousField) => self.row = self.row.checked_sub(1).unwrap_or(last),
            Some(Action::Down | Action::NextField) => self.row = (self.row + 1) % (last + 1),
            Some(Action::Choose) if self.row == last => {
                if let Some(setup) = self.setup() {
                    return begin(setup, self.facilitator);
                }
            }
            Some(Action::Choose) if self.row == 0 && self.deck.is_err() => self.load(),
            Some(Action::Choose) => self.row = (self.row + 1).min(last),
            Some(Action::Less) => self.turn(-1),
            Some(Action::More) => self.turn(1),
            _ => self.types(press.code),
        }
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let width = area.width.min(84).saturating_sub(2);
        let mut lines = Lines::new(width);
        let style = |row: usize| if row == self.row { theme.selected() } else { Style::new() };
        lines.add(&format!("Deck           ◀ {} ▶", crate::deck::text::clean(&self.deck_name, 200)), style(0));
        match &self.deck {
            Ok(deck) => {
                let language = self.languages.get(self.language).map_or(&*deck.language, String::as_str);
                let scenario = &deck.scenarios[self.scenario];
                lines.indented("               ", deck.title.get(language), theme.quiet());
                lines.gap();
                lines.add(&format!("Scenario       ◀ {} ▶", scenario.title.get(language)), style(1));
                lines.indented("               ", scenario.brief.get(language), theme.quiet());
                lines.gap();
                for (n, seat) in deck.seats.iter().enumerate() {
                    let who = players_of()[self.seats[n]];
                    lines.add(
                        &format!("{} ◀ {who} ▶   {}", padded(seat.name.get(language)), seat.title.get(language)),
                        style(n + 2),
                    );
                }
                let who = adversary::NAMES[self.adversary];
                let name = deck.ladder.who.get(language);
                lines.add(&format!("{} ◀ {who} ▶", padded(name)), style(self.seats.len() + 2));
                let about = match self.row.checked_sub(2) {
                    Some(seat) if seat < self.seats.len() => believes(players_of()[self.seats[seat]]),
                    Some(row) if row == self.seats.len() => format!("{who}: {}.", adversary::belief(who)),
                    _ => "Seats are played by people at this keyboard (human) or by a policy.".to_owned(),
                };
                lines.indented("               ", &about, theme.quiet());
            }
            Err(error) => {
                lines.gap();
                lines.add("This deck does not load:", theme.bad());
                for line in error.lines() {
                    lines.line(ratatui::text::Line::raw(crate::deck::text::clean(line, 400)));
                }
                lines.gap();
                lines.add("Scenario       (choose a deck that loads)", style(1));
            }
        }
        if let (Ok(deck), Some(row)) = (&self.deck, self.language_row()) {
            lines.gap();
            let language = &self.languages[self.language];
            lines.add(&format!("Language       ◀ {} ▶", named(language)), style(row));
            if **language != *deck.language {
                let fallback = format!("What has no text in it is told in {}.", named(&deck.language));
                lines.indented("               ", &fallback, theme.quiet());
            }
        }
        if self.language_row().is_none() {
            lines.gap();
        }
        let white = if self.facilitator { "runs the exercise, behind a passphrase" } else { "none" };
        lines.add(&format!("Facilitator    ◀ {white} ▶"), style(self.rows() - 3));
        let seed = if self.seed.is_empty() { "fresh dice (type digits for a seed)" } else { &self.seed };
        lines.add(&format!("Seed           {seed}"), style(self.rows() - 2));
        lines.gap();
        lines.add("  Begin  ", style(self.rows() - 1));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let inner = boxed(frame, centered(area, width + 2, height), "New game", theme);
        let at = lines.first_in(theme.selected());
        let first = crate::tui::text::first_row(at, lines.len(), usize::from(inner.height));
        draw_lines(frame, inner, lines, first, shared);
    }
}
