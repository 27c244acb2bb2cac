//! The saved games, each with what it is and how it stands, to go on with one.

use super::message::Message;
use super::replay::Replay;
use super::title::Title;
use crate::deck::text::clean;
use crate::journal::Tape;
use crate::journal::{Decks, Summary, summary};
use crate::rules::Eyes;
use crate::table::Table;
use crate::tui::keys::Action;
use crate::tui::panels::spread;
use crate::tui::screen::{Go, Press, Screen, Shared};
use crate::tui::text::{Lines, boxed, centered, draw as draw_lines, list};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;

/// A save: its file, and what is in it once somebody has looked.
#[derive(Debug)]
struct Save {
    path: PathBuf,
    is: OnceCell<Result<Box<Summary>, String>>,
}

/// The list of saved games.
#[derive(Debug)]
pub struct Saves {
    games: Vec<Save>,
    row: usize,
    /// Decks that several saves share are compiled once.
    decks: RefCell<Decks>,
}

impl Saves {
    /// The saves in the user's folder, the last played first.
    pub fn new() -> Self {
        Self::of(Table::recent())
    }

    /// These saves, in this order.
    pub fn of(paths: Vec<PathBuf>) -> Self {
        let games = paths.into_iter().map(|path| Save { path, is: OnceCell::new() }).collect();
        Self { games, row: 0, decks: RefCell::default() }
    }

    /// What a save is. It is read when it comes on screen: a folder may hold hundreds.
    fn look<'a>(&self, save: &'a Save) -> &'a Result<Box<Summary>, String> {
        save.is.get_or_init(|| {
            let read = summary(&save.path, &mut self.decks.borrow_mut());
            read.map(Box::new).map_err(|error| error.to_string())
        })
    }

    fn about(&self, lines: &mut Lines, save: &Save, shared: &Shared) {
        let theme = shared.theme;
        match self.look(save) {
            Ok(known) => {
                let language = &known.header.language;
                lines.add(known.scenario_title(language), theme.strong());
                match known.outcome_title(language) {
                    Some((title, held)) => {
                        let held = if held { "deterrence held" } else { "deterrence did not hold" };
                        lines.add(&format!("It ended in turn {}: {title}; {held}.", known.turn), Style::new());
                    }
                    None => lines.add(&format!("It stands in turn {}.", known.turn), Style::new()),
                }
                let seats: Vec<String> = known
                    .header
                    .seats
                    .iter()
                    .map(|(seat, who)| format!("{} by {}", clean(seat, 40), clean(who.as_str().unwrap_or("?"), 40)))
                    .collect();
                lines.indented("Seats: ", &seats.join(", "), Style::new());
                let played = known.last_played.strftime("%Y-%m-%d %H:%M");
                lines.add(&format!("Last played {played} UTC · {} commands", known.commands), Style::new());
                if known.header.parent.is_some() {
                    lines.add("It is a branch of another game.", Style::new());
                }
                if let Some(damage) = &known.damage {
                    let text = format!("line {}, in turn {}: {}", damage.line, damage.turn, clean(&damage.why, 400));
                    lines.indented("Damaged at ", &text, theme.bad());
                }
                if known.torn.is_some() {
                    lines.add("Its last line was not finished; it is cut when the game goes on.", theme.warn());
                }
                if !known.travel.is_untouched() {
                    lines.add(&format!("It was rewritten on its way here: {}.", known.travel), theme.warn());
                }
            }
            Err(why) => lines.indented("It cannot be read: ", &clean(why, 600), theme.bad()),
        }
        lines.indented("File: ", &clean(&save.path.display().to_string(), 1000), theme.quiet());
    }
}

/// A line of the list.
fn line(save: &Save, known: &Result<Box<Summary>, String>, width: usize) -> String {
    if let Ok(known) = known {
        let language = &known.header.language;
        let stands = match known.outcome_title(language) {
            Some((_, true)) => "over: held".to_owned(),
            Some((_, false)) => "over: not held".to_owned(),
            None if known.damage.is_some() => "damaged".to_owned(),
            None => format!("turn {}", known.turn),
        };
        let played = known.last_played.strftime("%Y-%m-%d %H:%M");
        spread(&format!("{played}  {}", known.scenario_title(language)), &stands, width)
    } else {
        let name = save.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        spread(&clean(&name, 200), "cannot be read", width)
    }
}

impl Screen for Saves {
    fn name(&self) -> &'static str {
        "Saved games"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        vec![Up, Down, First, Last, Choose, ReplayGame, WithFacilitator, Back, Help, Quit]
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        let last = self.games.len().saturating_sub(1);
        match press.action {
            Some(Action::Up) => self.row = self.row.saturating_sub(1),
            Some(Action::Down) => self.row = (self.row + 1).min(last),
            Some(Action::First) => self.row = 0,
            Some(Action::Last) => self.row = last,
            Some(Action::Choose) => {
                if let Some(save) = self.games.get(self.row) {
                    return Go::Sit(Box::new(Table::resume(&save.path)));
                }
            }
            Some(Action::WithFacilitator) => {
                if let Some(path) = self.games.get(self.row).map(|save| save.path.clone()) {
                    return Go::With(Box::new(move || Table::resume(&path)));
                }
            }
            Some(Action::ReplayGame) => {
                if let Some(save) = self.games.get(self.row) {
                    return Go::To(match Tape::open(&save.path) {
                        Ok(tape) => Box::new(Replay::new(tape, Eyes::All, None)),
                        Err(error) => Box::new(Message::new(error.to_string())),
                    });
                }
            }
            Some(Action::Back | Action::Quit) => return Go::To(Box::new(Title::new(1))),
            _ => {}
        }
        Go::Stay
    }

    fn pick(&mut self, row: usize, _: &mut Shared) -> Go {
        self.row = row.min(self.games.len().saturating_sub(1));
        Go::Stay
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let area = centered(area, 100, area.height);
        let Some(chosen) = self.games.get(self.row) else {
            let inner = boxed(frame, centered(area, 60, 5), "Saved games", theme);
            let mut lines = Lines::new(inner.width);
            lines.add("There are no saved games yet. A new game is saved from its first command on.", Style::new());
            draw_lines(frame, inner, lines, 0, shared);
            return;
        };
        let [upper, lower] = Layout::vertical([Constraint::Min(4), Constraint::Length(10)]).areas(area);
        let inner = boxed(frame, upper, "Saved games, the last played first", theme);
        let width = usize::from(inner.width);
        let height = usize::from(inner.height);
        let from = crate::tui::text::first_row(self.row, self.games.len(), height);
        let rows = self.games.iter().enumerate().map(|(n, save)| {
            // Only what is on screen is read.
            if n < from || n >= from + height {
                return Line::default();
            }
            let text = line(save, self.look(save), width);
            Line::styled(text, if n == self.row { theme.selected() } else { Style::new() })
        });
        list(frame, inner, rows.collect(), self.row, shared);
        let inner = boxed(frame, lower, "This game", theme);
        let mut lines = Lines::new(inner.width);
        self.about(&mut lines, chosen, shared);
        draw_lines(frame, inner, lines, 0, shared);
    }
}
