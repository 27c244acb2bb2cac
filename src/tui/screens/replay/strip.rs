//! The strip at the foot of a replay: the whole game as a line, where it stands, and what happened there.

use crate::journal::Tape;
use crate::journal::marks::Mark;
use crate::journal::tape::Sight;
use crate::rules::view::View;
use crate::rules::{Actor, Eyes};
use crate::tui::text::cut;
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// How many rows it takes.
pub const HEIGHT: u16 = 4;

/// What the strip shows.
pub struct Strip<'a> {
    pub tape: &'a Tape,
    pub at: usize,
    pub eyes: Eyes,
    pub view: &'a View,
    pub marks: &'a [Mark],
    /// How many events pass in a second, while it plays.
    pub playing: Option<u32>,
}

impl Strip<'_> {
    /// Draws the strip.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let width = usize::from(area.width).saturating_sub(2);
        let [turns, bar] = self.bar(width);
        let happened = self.view.log.last().map_or("Nothing has happened yet.", |line| line.text.as_str());
        let cursor = self.column(self.at, width);
        let (before, after): (String, String) =
            (bar.iter().take(cursor).collect(), bar.iter().skip(cursor + 1).collect());
        let lines = vec![
            Line::styled(format!(" {}", turns.iter().collect::<String>()), theme.quiet()),
            Line::from(vec![
                Span::raw(format!(" {before}")),
                Span::styled("●", theme.selected()),
                Span::styled(after, theme.quiet()),
            ]),
            Line::styled(format!(" {}", cut(&self.place(), width)), theme.quiet()),
            Line::styled(format!(" {}", cut(happened, width)), theme.strong()),
        ];
        frame.render_widget(Paragraph::new(lines), area);
    }

    fn column(&self, at: usize, width: usize) -> usize {
        at * width.saturating_sub(1) / self.tape.len().max(1)
    }

    /// The numbers of the turns, and the line below with what stands out on it.
    fn bar(&self, width: usize) -> [Vec<char>; 2] {
        let (mut turns, mut bar) = (vec![' '; width], vec!['─'; width]);
        let put = |bar: &mut Vec<char>, at: usize, mark: char| {
            if let Some(cell) = bar.get_mut(self.column(at, width)) {
                *cell = mark;
            }
        };
        for (sight, mark) in [(Sight::Question, '?'), (Sight::Missed, '✗')] {
            let mut at = 0;
            while let Some(next) = self.tape.next(at, sight) {
                put(&mut bar, next, mark);
                at = next;
            }
        }
        for mark in self.marks {
            put(&mut bar, mark.event, '*');
        }
        let (mut at, mut free) = (0, 0);
        while let Some(next) = self.tape.next(at, Sight::Turn) {
            let number = self.tape.turn_at(next).to_string();
            let column = self.column(next, width);
            if column >= free && column + number.len() <= width {
                turns.splice(column..column + number.len(), number.chars());
                free = column + number.len() + 1;
            }
            at = next;
        }
        [turns, bar]
    }

    /// Where it stands, in words.
    fn place(&self) -> String {
        let line = self.tape.line_at(self.at);
        let stop = &self.tape.stops()[line];
        let deck = self.tape.deck();
        let language = self.tape.header().language.as_str();
        let seat = |seat: crate::deck::SeatId| deck.seats[seat.index()].name.get(language).to_owned();
        let who = match stop.actor {
            Some(Actor::Seat(actor)) => seat(actor),
            Some(Actor::Facilitator) => "facilitator".to_owned(),
            Some(_) => "Beijing".to_owned(),
            None => "opening".to_owned(),
        };
        let eyes = match self.eyes {
            Eyes::Seat(eyes) => format!("as {} saw it", seat(eyes)),
            _ => "seen whole".to_owned(),
        };
        let plays = self.playing.map_or("paused".to_owned(), |speed| format!("▶ {speed} a second"));
        let note = self.marks.iter().find(|mark| mark.event == self.at).map_or(String::new(), |mark| {
            if mark.text.is_empty() { " · * marked".to_owned() } else { format!(" · * {}", mark.text) }
        });
        format!(
            "{plays} · {eyes} · event {} of {} · line {} · {who} · {}{note}",
            self.at,
            self.tape.len(),
            line + 2,
            stop.time.strftime("%Y-%m-%d %H:%M:%S"),
        )
    }
}
