//! The replay: the table screen, driven by a timeline. It shows what was recorded and changes nothing of it; the
//! notes that a person makes are kept in a file beside the save.

mod ask;
pub mod beside;
mod curves;
mod strip;
mod take;

use super::question;
use super::table::AtTable;
use super::title::Title;
use crate::deck::SeatId;
use crate::journal::Tape;
use crate::journal::marks::{self, Mark};
use crate::journal::tape::Sight;
use crate::rules::view::{LogLine, View};
use crate::rules::{Event, Eyes};
use crate::tui::keys::Action;
use crate::tui::screen::{Go, Press, Screen, Shared, Told};
use ask::{Ask, What};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use std::time::Duration;
use take::Take;

/// How many events pass in a second while it plays, by speed.
const SPEEDS: [u32; 6] = [1, 2, 4, 8, 16, 32];

/// The replay of a saved game.
#[derive(Debug)]
pub struct Replay {
    tape: Tape,
    eyes: Eyes,
    /// The position: how many events have happened.
    at: usize,
    /// After which positions the eyes are told something.
    told: Vec<usize>,
    view: View,
    /// The tabs of the table, to look at.
    table: AtTable,
    curves: bool,
    playing: bool,
    speed: usize,
    /// Time that has passed and has not moved the tape yet, in thousandths of an event.
    carry: u128,
    marks: Vec<Mark>,
    search: String,
    asked: What,
    status: String,
}

impl Replay {
    /// A replay of a tape through somebody's eyes, from the beginning of a turn or of the game.
    pub fn new(tape: Tape, eyes: Eyes, turn: Option<u8>) -> Self {
        let at = tape.turn_start(turn.unwrap_or(1));
        let (told, view) = (places(&tape, eyes), tape.view(at, eyes));
        let mut status = match (&tape.damage, tape.torn) {
            (Some(damage), _) => format!(
                "The save is damaged in line {} (turn {}): {}. It is shown up to there.",
                damage.line, damage.turn, damage.why
            ),
            (None, Some(bytes)) => format!("The last line is not whole ({bytes} bytes) and is left out."),
            (None, None) if !tape.travel.is_untouched() => {
                format!("The save was rewritten on its way here: {}. Every line of it is whole.", tape.travel)
            }
            (None, None) => String::new(),
        };
        let marks = marks::read(tape.path(), tape.identity()).unwrap_or_else(|error| {
            status = error.to_string();
            Vec::new()
        });
        Self {
            tape,
            eyes,
            at,
            told,
            view,
            table: AtTable::log(),
            curves: false,
            playing: false,
            speed: 1,
            carry: 0,
            marks,
            search: String::new(),
            asked: What::Search,
            status,
        }
    }

    fn go_to(&mut self, at: usize) {
        self.at = at.min(self.tape.len());
        self.view = self.tape.view(self.at, self.eyes);
    }

    /// Goes where there is something to see, or says that there is nothing more.
    fn seek(&mut self, at: Option<usize>, what: &str) {
        match at {
            Some(at) => self.go_to(at),
            None => self.status = format!("No more {what} that way."),
        }
    }

    fn next_told(&self) -> Option<usize> {
        self.told.get(self.told.partition_point(|at| *at <= self.at)).copied()
    }

    fn previous_told(&self) -> Option<usize> {
        self.told[..self.told.partition_point(|at| *at < self.at)].last().copied()
    }

    /// The next event, from here on or back, of which a text tells.
    fn find(&mut self, on: bool) {
        if self.search.is_empty() {
            "Nothing is searched for: / searches.".clone_into(&mut self.status);
            return;
        }
        let wanted = self.search.to_lowercase();
        let is_hit = |line: &LogLine| line.text.to_lowercase().contains(&wanted);
        let found = {
            let mut hits = self.tape.told(self.eyes).filter(|(_, line)| is_hit(line)).map(|(at, _)| at);
            if on { hits.find(|at| *at > self.at) } else { hits.take_while(|at| *at < self.at).last() }
        };
        let what = format!("“{}”", self.search);
        self.seek(found, &what);
    }

    /// Whether Beijing has just been asked: then the question has the screen, as it had it in the game.
    fn is_at_question(&self) -> bool {
        let last = self.at.checked_sub(1).and_then(|last| self.tape.log().get(last));
        last.is_some_and(|happening| matches!(happening.event, Event::Decided { .. }))
    }

    /// Everybody's eyes in turn: whole, then each seat's.
    fn look_as_next(&mut self) {
        let seats = self.tape.deck().seats.len();
        self.eyes = match self.eyes {
            Eyes::Seat(seat) if seat.index() + 1 < seats => Eyes::Seat(SeatId::at(seat.index() + 1)),
            Eyes::Seat(_) => Eyes::All,
            _ => Eyes::Seat(SeatId(0)),
        };
        self.told = places(&self.tape, self.eyes);
        self.go_to(self.at);
    }

    fn mark(&mut self, text: &str) {
        let mark = Mark {
            game: self.tape.identity().to_owned(),
            event: self.at,
            turn: self.tape.turn_at(self.at),
            time: crate::journal::now(),
            text: text.trim().to_owned(),
        };
        match marks::add(self.tape.path(), &mark) {
            Ok(()) => {
                self.marks.push(mark);
                self.marks.sort_by_key(|mark| mark.event);
                let file = marks::file(self.tape.path());
                let file = crate::deck::text::clean(&file.display().to_string(), 300);
                self.status = format!("Marked. Kept in {file}.");
            }
            Err(error) => self.status = error.to_string(),
        }
    }

    fn ask(&mut self, what: What) -> Go {
        self.asked = what;
        Go::Over(Box::new(Ask::new(what)))
    }

    /// Takes the table over from here, in a new save.
    fn take(&mut self) -> Go {
        if self.tape.scene(self.at).state.outcome().is_some() {
            return self.say("The game is over here. Go back to a moment at which it was still open.");
        }
        match self.tape.whole_line_at(self.at) {
            Some(line) => Go::Over(Box::new(Take::new(&self.tape, line, self.eyes))),
            None => self.say("Nothing has happened yet."),
        }
    }

    fn say(&mut self, text: &str) -> Go {
        text.clone_into(&mut self.status);
        Go::Stay
    }

    fn act(&mut self, action: Action) -> Go {
        use Action::*;
        let (tape, at) = (&self.tape, self.at);
        match action {
            Debrief => match super::debrief::Debrief::read(tape.path()) {
                Ok(debrief) => return Go::Over(Box::new(debrief)),
                Err(why) => self.status = why,
            },
            NextEvent => self.seek(self.next_told(), "events"),
            PreviousEvent => self.seek(self.previous_told(), "events"),
            NextDecision => self.seek(tape.next(at, Sight::Decision), "decisions"),
            PreviousDecision => self.seek(tape.previous(at, Sight::Decision), "decisions"),
            LaterTurn => self.seek(tape.next(at, Sight::Turn), "turns"),
            EarlierTurn => self.seek(tape.previous(at, Sight::Turn), "turns"),
            NextMissed => self.seek(tape.next(at, Sight::Missed), "missed or barred orders"),
            PreviousMissed => self.seek(tape.previous(at, Sight::Missed), "missed or barred orders"),
            NextQuestion => self.seek(tape.next(at, Sight::Question), "questions"),
            PreviousQuestion => self.seek(tape.previous(at, Sight::Question), "questions"),
            NextMark => self.seek(self.marks.iter().map(|mark| mark.event).find(|mark| *mark > at), "marks"),
            PreviousMark => self.seek(self.marks.iter().rev().map(|mark| mark.event).find(|mark| *mark < at), "marks"),
            Start => self.go_to(tape.turn_start(1)),
            End => self.go_to(tape.len()),
            PlayPause => {
                self.playing = !self.playing && self.at < self.tape.len();
                self.carry = 0;
            }
            Faster => self.speed = (self.speed + 1).min(SPEEDS.len() - 1),
            Slower => self.speed = self.speed.saturating_sub(1),
            LookAs => self.look_as_next(),
            Curves => self.curves = !self.curves,
            Search => return self.ask(What::Search),
            NextHit => self.find(true),
            PreviousHit => self.find(false),
            GoToTurn => return self.ask(What::Turn),
            MarkHere => return self.ask(What::Note),
            SetBeside => return self.ask(What::Beside),
            TakeTable => return self.take(),
            Back if self.curves => self.curves = false,
            Back => return Go::To(Box::new(Title::new(1))),
            Quit => return Go::Quit,
            other => return self.table.look(other, &self.view),
        }
        Go::Stay
    }

    fn typed(&mut self, text: &str) -> Go {
        match self.asked {
            What::Search => {
                text.trim().clone_into(&mut self.search);
                self.find(true);
            }
            What::Turn => match text.trim().parse::<u8>() {
                Ok(turn) if (1..=self.tape.last_turn()).contains(&turn) => self.go_to(self.tape.turn_start(turn)),
                _ => self.status = format!("The game has the turns 1 to {}.", self.tape.last_turn()),
            },
            What::Note => self.mark(text),
            What::Beside => match Tape::open(std::path::Path::new(text.trim())) {
                Ok(other) if other.deck().seats.len() == self.tape.deck().seats.len() => {
                    let tapes = Box::new([self.tape.clone(), other]);
                    return Go::To(Box::new(beside::Beside::new(tapes, self.eyes, Some(self.tape.turn_at(self.at)))));
                }
                Ok(_) => "The two games have different seats.".clone_into(&mut self.status),
                Err(error) => self.status = error.to_string(),
            },
        }
        Go::Stay
    }
}

fn places(tape: &Tape, eyes: Eyes) -> Vec<usize> {
    tape.told(eyes).map(|(at, _)| at).collect()
}

impl Screen for Replay {
    fn name(&self) -> &'static str {
        "The replay"
    }

    fn actions(&self, _: &Shared) -> Vec<Action> {
        use Action::*;
        let mut actions = vec![
            PreviousEvent,
            NextEvent,
            NextDecision,
            LaterTurn,
            PlayPause,
            LookAs,
            GoToTurn,
            NextMissed,
            NextQuestion,
            MarkHere,
            TakeTable,
            Curves,
            Debrief,
            Help,
            Quit,
            PreviousDecision,
            EarlierTurn,
            PreviousMissed,
            PreviousQuestion,
            Start,
            End,
            Faster,
            Slower,
            Search,
            NextHit,
            PreviousHit,
            NextMark,
            PreviousMark,
            SetBeside,
            Back,
        ];
        actions.extend(super::table::BROWSING.iter().filter(|action| !matches!(action, Search | First | Last)));
        actions
    }

    fn press(&mut self, press: Press, _: &mut Shared) -> Go {
        let Some(action) = press.action else { return Go::Stay };
        self.status.clear();
        if !matches!(action, Action::PlayPause | Action::Faster | Action::Slower | Action::LookAs | Action::Curves) {
            self.playing = false;
        }
        self.act(action)
    }

    fn told(&mut self, told: Told, _: &mut Shared) -> Go {
        match told {
            Told::Typed(text) => self.typed(&text),
            _ => Go::Stay,
        }
    }

    fn tick(&mut self, elapsed: Duration) -> bool {
        if !self.playing {
            return false;
        }
        self.carry += elapsed.as_millis() * u128::from(SPEEDS[self.speed]);
        let mut at = self.at;
        while self.carry >= 1000 {
            self.carry -= 1000;
            let next = self.told.get(self.told.partition_point(|told| *told <= at));
            at = next.copied().unwrap_or(self.tape.len());
        }
        if at == self.at {
            return false;
        }
        self.go_to(at);
        self.playing = at < self.tape.len();
        true
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared) {
        let theme = shared.theme;
        let [table, below] = Layout::vertical([Constraint::Min(1), Constraint::Length(strip::HEIGHT)]).areas(area);
        if self.curves {
            curves::draw(frame, table, &self.tape, self.at, self.eyes, theme);
        } else if self.is_at_question() {
            question::draw_told(frame, table, &self.view, shared);
        } else {
            self.table.draw_view(frame, table, &self.view, shared);
        }
        let strip = strip::Strip {
            tape: &self.tape,
            at: self.at,
            eyes: self.eyes,
            view: &self.view,
            marks: &self.marks,
            playing: self.playing.then(|| SPEEDS[self.speed]),
        };
        strip.draw(frame, below, theme);
    }

    fn status(&self) -> &str {
        &self.status
    }

    fn about(&self) -> &'static [&'static str] {
        &[
            "The table as it stood at each moment of a saved game. The line at the foot is the whole game: the numbers are \
             turns, ● is where you are, ? Beijing's question, ✗ an order that was missed or barred, * a mark of yours.",
            "You see the game whole, or as one seat saw it. What you mark is kept in a file beside the save; the save \
             itself is never touched. Taking the table makes a new save that leaves this one where you are.",
        ]
    }
}
