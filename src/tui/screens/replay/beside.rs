//! Two saves side by side, aligned by turn, with the differences marked.

use crate::deck::SeatId;
use crate::deck::text::clean;
use crate::journal::Tape;
use crate::journal::beside::{self, Row};
use crate::rules::Eyes;
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared};
use crate::tui::screens::title::Title;
use crate::tui::text::{Lines, Scroll, boxed, cut};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr as _;

/// The width of the column that says what a row tells.
const WHAT: usize = 16;

/// Two saves side by side.
#[derive(Debug)]
pub struct Beside {
    tapes: Box<[Tape; 2]>,
    eyes: Eyes,
    turn: u8,
    rows: Vec<Row>,
    scroll: Scroll,
    status: String,
}

impl Beside {
    /// Two tapes, from a turn on.
    pub fn new(tapes: Box<[Tape; 2]>, eyes: Eyes, turn: Option<u8>) -> Self {
        let mut screen =
            Self { tapes, eyes, turn: 1, rows: Vec::new(), scroll: Scroll::default(), status: String::new() };
        screen.go_to(turn.unwrap_or(1));
        screen
    }

    fn last(&self) -> u8 {
        self.tapes.iter().map(Tape::last_turn).max().unwrap_or(1).max(1)
    }

    fn rows_of(&self, turn: u8) -> Vec<Row> {
        beside::turn([&self.tapes[0], &self.tapes[1]], turn, self.eyes)
    }

    fn go_to(&mut self, turn: u8) {
        self.turn = turn.clamp(1, self.last());
        self.rows = self.rows_of(self.turn);
        self.scroll = Scroll::default();
    }

    /// The next turn, on or back, in which the games differ.
    fn differing(&mut self, mut turns: impl Iterator<Item = u8>) {
        match turns.find(|turn| self.rows_of(*turn).iter().any(Row::differs)) {
            Some(turn) => self.go_to(turn),
            None => "No more differences that way.".clone_into(&mut self.status),
        }
    }
}

impl Screen for Beside {
    fn name(&self) -> &'static str {
        "Two games side by side"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        vec![
            EarlierTurn,
            LaterTurn,
            NextDifference,
            PreviousDifference,
            LookAs,
            Up,
            Down,
            PageDown,
            PageUp,
            Start,
            End,
            Help,
            Quit,
            Back,
            NextEvent,
            PreviousEvent,
        ]
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        let Some(action) = press.action else { return Go::Stay };
        self.status.clear();
        if self.scroll.take(action) {
            return Go::Stay;
        }
        let (turn, last) = (self.turn, self.last());
        match action {
            Action::LaterTurn | Action::NextEvent => self.go_to(turn.saturating_add(1)),
            Action::EarlierTurn | Action::PreviousEvent => self.go_to(turn.saturating_sub(1)),
            Action::Start => self.go_to(1),
            Action::End => self.go_to(last),
            Action::NextDifference => self.differing(turn + 1..=last),
            Action::PreviousDifference => self.differing((1..turn).rev()),
            Action::LookAs => {
                let seats = self.tapes[0].deck().seats.len();
                self.eyes = match self.eyes {
                    Eyes::Seat(seat) if seat.index() + 1 < seats => Eyes::Seat(SeatId::at(seat.index() + 1)),
                    Eyes::Seat(_) => Eyes::All,
                    _ => Eyes::Seat(SeatId(0)),
                };
                self.go_to(turn);
            }
            Action::Back => return Go::To(Box::new(Title::new(1))),
            Action::Quit => return Go::Quit,
            _ => {}
        }
        Go::Stay
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let [top, body] = Layout::vertical([Constraint::Length(3), Constraint::Min(1)]).areas(area);
        let eyes = match self.eyes {
            Eyes::Seat(seat) => {
                let tape = &self.tapes[0];
                format!("as {} saw it", tape.deck().seats[seat.index()].name.get(&tape.header().language))
            }
            _ => "seen whole".to_owned(),
        };
        let name = |side: usize| {
            let tape = &self.tapes[side];
            let file = tape.path().file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let came = if self.turn > tape.last_turn() { " (it ended before this turn)" } else { "" };
            format!(" {}: {}, {} turns{came}", ["A", "B"][side], clean(&file, 200), tape.last_turn())
        };
        let differ = self.rows.iter().filter(|row| row.differs()).count();
        let width = usize::from(area.width);
        let head = vec![
            Line::styled(
                cut(&format!(" Turn {} of {} · {eyes} · {differ} differences (≠)", self.turn, self.last()), width),
                theme.strong(),
            ),
            Line::raw(cut(&name(0), width)),
            Line::raw(cut(&name(1), width)),
        ];
        frame.render_widget(Paragraph::new(head), top);
        let inner = boxed(frame, body, &format!("Turn {}: A and B", self.turn), theme);
        let mut lines = Lines::new(inner.width);
        for row in &self.rows {
            add(&mut lines, row, usize::from(inner.width), theme);
        }
        if self.rows.is_empty() {
            lines.add("Neither game came to this turn.", theme.quiet());
        }
        self.scroll.draw(frame, inner, lines, 0, shared);
    }
}

/// A row in three columns: what it tells, and each side, wrapped.
fn add(lines: &mut Lines, row: &Row, width: usize, theme: Theme) {
    let side = width.saturating_sub(WHAT + 4) / 2;
    let wrapped = row.sides.each_ref().map(|text| {
        let wrapped = textwrap::wrap(text, side.max(8));
        wrapped.into_iter().map(std::borrow::Cow::into_owned).collect::<Vec<String>>()
    });
    let what: Vec<String> = textwrap::wrap(&row.what, WHAT).into_iter().map(std::borrow::Cow::into_owned).collect();
    let height = wrapped[0].len().max(wrapped[1].len()).max(what.len()).max(1);
    let style = if row.differs() { theme.warn() } else { Style::new() };
    let cell = |text: Option<&String>, width: usize| {
        let text = cut(text.map_or("", String::as_str), width);
        let pad = " ".repeat(width.saturating_sub(text.width()));
        format!("{text}{pad}")
    };
    for n in 0..height {
        let mark = if n == 0 && row.differs() { "≠ " } else { "  " };
        lines.line(Line::from(vec![
            Span::styled(mark, theme.bad()),
            Span::styled(cell(what.get(n), WHAT), theme.quiet()),
            Span::styled(format!(" {}", cell(wrapped[0].get(n), side)), style),
            Span::styled(format!(" {}", cell(wrapped[1].get(n), side)), style),
        ]));
    }
}
