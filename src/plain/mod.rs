//! The game line by line on standard input and output: for screen readers, scripts and tests. The same table,
//! the same views and commands as on screen; this room holds no rule.

mod act;
mod debrief;
mod estimate;
mod facilitator;
mod guide;
mod numbers;
mod parse;
mod permits;
pub mod replay;
mod show;

use crate::deck::{SeatId, text::clean};
use crate::journal;
use crate::rules::{Eyes, view::View};
use crate::table::facilitator::{Facilitator, Phase};
use crate::table::{Table, TableError};
use std::io::{self, BufRead, Write};
use std::time::Instant;

/// How a game line by line ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// The game is over.
    Over,
    /// The input ended, or somebody said `quit`: the game is saved.
    Saved,
}

/// What the loop does after a line.
enum Next {
    Stay,
    /// The facilitator takes the keyboard.
    Facilitate,
    Quit,
}

/// A game line by line.
#[derive(Debug)]
pub struct Plain<'a, W> {
    table: &'a mut Table,
    out: W,
    /// A person types: the keyboard is passed with a pause.
    interactive: bool,
    width: usize,
    card: Option<crate::rules::DecisionCard>,
    numbers: numbers::Numbers,
    facilitator: Facilitator,
    began: Instant,
    /// How much of its log each seat has read.
    told: std::collections::BTreeMap<Option<SeatId>, usize>,
}

impl<'a, W: Write> Plain<'a, W> {
    /// Plays at a table. `interactive` says that a person types.
    pub fn new(table: &'a mut Table, out: W, interactive: bool) -> Self {
        Self {
            table,
            out,
            interactive,
            width: 80,
            card: None,
            numbers: numbers::Numbers::default(),
            facilitator: Facilitator::default(),
            began: Instant::now(),
            told: std::collections::BTreeMap::new(),
        }
    }

    /// Plays until the game is over or the input ends.
    ///
    /// # Errors
    /// Where the output cannot be written, or the input cannot be read.
    pub fn play(&mut self, input: &mut impl BufRead) -> io::Result<Left> {
        let mut last_seat = None;
        let mut last_turn = 0;
        loop {
            if self.table.is_over() {
                self.show_end()?;
                self.offer_debrief(input)?;
                return Ok(Left::Over);
            }
            let Some(seat) = self.table.turn_of() else {
                if self.table.human_seats().is_empty() {
                    return self.watch();
                }
                if !self.try_again(input)? {
                    return self.leave();
                }
                continue;
            };
            let view = self.table.view(Eyes::Seat(seat));
            if view.header.turn != last_turn {
                if last_turn != 0 {
                    self.show_question(&view)?;
                }
                last_turn = view.header.turn;
                last_seat = None;
            }
            if last_seat != Some(seat) {
                if self.table.human_seats().len() > 1 && !self.pass_the_keyboard(&view, input)? {
                    return self.leave();
                }
                self.numbers = numbers::Numbers::default();
                self.show_turn(&view)?;
                last_seat = Some(seat);
                self.card = None;
            }
            let prompt = format!("{}{}> ", view.header.seat, self.time_left(seat, &view));
            let Some(line) = self.read(input, &prompt)? else {
                return self.leave();
            };
            match self.act(seat, &line)? {
                Next::Stay => {}
                Next::Facilitate => {
                    if !self.facilitate(input)? {
                        return self.leave();
                    }
                    // Whatever was done, the seat reads its turn anew.
                    (last_turn, last_seat) = (0, None);
                }
                Next::Quit => return self.leave(),
            }
        }
    }

    /// How much of its time a seat has left, where the facilitator has set a limit.
    fn time_left(&mut self, seat: SeatId, view: &View) -> String {
        let (phase, now) = (Phase::Deliberation(Some(seat), view.header.turn), self.began.elapsed());
        let timer = &mut self.facilitator.timer;
        timer.follow(Some(phase), view.header.paused, now);
        timer.left(now).map_or(String::new(), |left| format!(" ({})", crate::table::facilitator::told(left)))
    }

    fn read(&mut self, input: &mut impl BufRead, prompt: &str) -> io::Result<Option<String>> {
        self.tell_notice()?;
        write!(self.out, "{prompt}")?;
        self.out.flush()?;
        let mut bytes = Vec::new();
        // A line of input is bounded: nothing typed is longer than this.
        let read = io::Read::take(&mut *input, 64 * 1024).read_until(b'\n', &mut bytes)?;
        if !self.interactive && read > 0 {
            writeln!(self.out)?;
        }
        Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).trim().to_owned()))
    }

    fn pass_the_keyboard(&mut self, view: &View, input: &mut impl BufRead) -> io::Result<bool> {
        if self.interactive {
            // Nothing of the last seat stays on the screen.
            self.hide()?;
        }
        writeln!(self.out, "==== Pass the keyboard to {}: {}. ====", view.header.seat, view.header.title)?;
        if !self.interactive {
            return Ok(true);
        }
        let sits = self.read(input, "Press Enter when they sit here. ")?;
        Ok(sits.is_some())
    }

    /// Everybody at the table is done, but what the other seats do could not be kept: tries again.
    fn try_again(&mut self, input: &mut impl BufRead) -> io::Result<bool> {
        let Err(error) = self.table.go_on() else {
            let waits_for_nobody = !self.table.is_over() && self.table.turn_of().is_none();
            if waits_for_nobody {
                self.say("Nobody can act in this game any more, so it cannot go on. It can still be replayed.")?;
            }
            return Ok(!waits_for_nobody);
        };
        self.say(&error.to_string())?;
        let line = self.read(input, "Press Enter to try again, or type quit. ")?;
        Ok(line.is_some_and(|line| !line.eq_ignore_ascii_case("quit")))
    }

    /// Nobody sits at the table: the policies play, and everything is told.
    fn watch(&mut self) -> io::Result<Left> {
        let mut told = 0;
        loop {
            let going = match self.table.step() {
                Ok(going) => going,
                Err(error) => {
                    self.say(&error.to_string())?;
                    return Ok(Left::Saved);
                }
            };
            self.tell_notice()?;
            let view = self.table.view(Eyes::All);
            for line in &view.log[told.min(view.log.len())..] {
                self.say(&format!("[{}] {}", line.turn, line.text))?;
            }
            told = view.log.len();
            if !going {
                self.show_end()?;
                return Ok(Left::Over);
            }
        }
    }

    fn leave(&mut self) -> io::Result<Left> {
        let settled = self.table.settle();
        self.tell_notice()?;
        if let Err(error) = settled {
            writeln!(self.out)?;
            self.say(&error.to_string())?;
            return Ok(Left::Saved);
        }
        match self.table.save_path() {
            Some(path) => {
                let path = journal::shell(path);
                writeln!(self.out, "\nThe game is saved. Go on with: not-today resume {path} --plain")?;
            }
            None => writeln!(self.out, "\nThe game is left; it was not being saved.")?,
        }
        Ok(Left::Saved)
    }

    /// Sends a command; tells a refusal with its reason and source.
    fn send(&mut self, seat: SeatId, command: &crate::rules::Command, done: &str) -> io::Result<()> {
        match self.table.send(crate::rules::Actor::Seat(seat), command) {
            Ok(()) => {
                self.say(done)?;
                let view = self.table.view(Eyes::Seat(seat));
                // A seal that ends the turn is followed by the next turn's guide.
                if matches!(command, crate::rules::Command::Seal { .. }) {
                    Ok(())
                } else {
                    self.show_next_lesson(&view)
                }
            }
            Err(error) => self.say(&told(&error)),
        }
    }

    /// Tells, once, that the save had to be written again elsewhere.
    fn tell_notice(&mut self) -> io::Result<()> {
        match self.table.take_notice() {
            // A path is not broken.
            Some(notice) => writeln!(self.out, "{}", clean(&notice, 2000)),
            None => Ok(()),
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.say_indented(text, "")
    }

    fn say_indented(&mut self, text: &str, indent: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        // Here, where it is told: a message may have the name of a file in it.
        let text = crate::deck::text::clean_lines(text);
        // A bullet stands before the first line only.
        let hanging = " ".repeat(indent.chars().count());
        let options = textwrap::Options::new(self.width).initial_indent(indent).subsequent_indent(&hanging);
        writeln!(self.out, "{}", textwrap::fill(&text, options))
    }
}

/// Why a command had no effect.
fn told(error: &TableError) -> String {
    let lead = if matches!(error, TableError::Refused(_)) { "Not accepted. " } else { "" };
    format!("{lead}{}", error.explained())
}
