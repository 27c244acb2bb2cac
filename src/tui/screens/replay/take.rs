//! Taking the table over from a replay: a branch of the save, and a seat at it.

use crate::deck::text::clean;
use crate::journal::{self, Tape};
use crate::rules::Eyes;
use crate::table::{StartError, Table};
use crate::tui::dialogs::{open, type_into};
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use crate::tui::text::{Lines, draw as draw_lines};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::path::{Path, PathBuf};

/// The dialog.
#[derive(Debug)]
pub struct Take {
    from: PathBuf,
    /// The line of the file after which the branch leaves, from 1.
    line: usize,
    turn: u8,
    /// Who sits where.
    seats: Vec<(String, String)>,
    out: String,
    status: String,
}

impl Take {
    /// Asks whether to take the table over after a line of a tape. Who looks through a seat's eyes sits there; where
    /// nobody sat at the table, somebody has to: in the first seat.
    pub fn new(tape: &Tape, line: usize, eyes: Eyes) -> Self {
        let names = &tape.deck().names;
        let kept =
            tape.header().seats.iter().map(|(seat, who)| (seat.clone(), who.as_str().unwrap_or("human").to_owned()));
        let mut seats: Vec<(String, String)> = kept.collect();
        let mine = match eyes {
            Eyes::Seat(seat) => Some(seat.name(names)),
            _ if seats.iter().any(|(_, who)| who == "human") => None,
            _ => Some(names.seats.name(0)),
        };
        for (seat, who) in &mut seats {
            if Some(seat.as_str()) == mine {
                "human".clone_into(who);
            }
        }
        let turn = tape.stops()[line].turn;
        let out = fresh(tape.path(), turn).display().to_string();
        Self { from: tape.path().to_owned(), line: line + 2, turn, seats, out, status: String::new() }
    }

    fn sit(&self) -> Result<(Table, Option<String>), StartError> {
        let out = Path::new(self.out.trim());
        journal::branch_at(&self.from, self.line, out, &self.seats)?;
        let (table, _) = Table::resume(out)?;
        let file = clean(&out.display().to_string(), 300);
        Ok((table, Some(format!("The table is yours from turn {}. This game is kept in {file}.", self.turn))))
    }
}

/// A name that is not taken, beside a save.
fn fresh(save: &Path, turn: u8) -> PathBuf {
    let stem = save.file_stem().map_or_else(|| "game".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let named = |n: usize| {
        let again = if n == 1 { String::new() } else { format!("-{n}") };
        save.with_file_name(format!("{stem}-from-turn-{turn}{again}.jsonl"))
    };
    (1..1000).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(1000))
}

impl Screen for Take {
    fn name(&self) -> &'static str {
        "Take the table from here"
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        vec![Action::TakeOver, Action::Back]
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        match press.action {
            Some(Action::Back) => Go::Close(Told::Nothing),
            Some(Action::TakeOver) => match self.sit() {
                Ok(sat) => Go::Sit(Box::new(Ok(sat))),
                Err(error) => {
                    self.status = error.to_string();
                    Go::Stay
                }
            },
            _ => {
                type_into(&mut self.out, press.code, 1000);
                Go::Stay
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let inner = open(frame, area, 10, self.name(), &self.actions(shared), shared);
        let mut lines = Lines::new(inner.width);
        let seats = self.seats.iter().map(|(seat, who)| format!("{seat}: {who}")).collect::<Vec<_>>().join(", ");
        lines
            .add(&format!("A new game leaves this one in turn {}, after line {}.", self.turn, self.line), Style::new());
        lines.add(&clean(&format!("At the table: {seats}."), 300), Style::new());
        lines.gap();
        lines.add("It is kept in:", theme.quiet());
        lines.add(&clean(&format!("{}▏", self.out), 1100), Style::new());
        draw_lines(frame, inner, lines, 0, shared);
    }
}
