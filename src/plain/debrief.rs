//! The debrief after a game, line by line: the same chapters as on screen, read aloud, and a branch from a turn
//! that is worth it.

use super::Plain;
use crate::debrief::export::text::{Kind, lines};
use crate::debrief::{Record, Review, branch_name, report};
use crate::journal;
use std::io::{self, BufRead, Write};

impl<W: Write> Plain<'_, W> {
    /// Offers the debrief once the game is over; ends with the input, or with a line that asks for nothing of it.
    pub(super) fn offer_debrief(&mut self, input: &mut impl BufRead) -> io::Result<()> {
        self.say("The debrief: debrief tells all of it, debrief 2 its second chapter, branch 4 begins another game from the start of turn 4. quit leaves.")?;
        let mut review = None;
        while let Some(line) = self.read_after(input)? {
            let (word, rest) = line.split_once(char::is_whitespace).map_or((&*line, ""), |(w, rest)| (w, rest.trim()));
            match word.to_lowercase().as_str() {
                "debrief" => {
                    if review.is_none() {
                        review = self.review()?;
                    }
                    let Some(review) = &review else { return Ok(()) };
                    self.tell_review(review, rest)?;
                }
                "branch" => self.branch(rest)?,
                "q" | "quit" | "exit" => return Ok(()),
                "" if self.interactive => return Ok(()),
                _ if self.interactive => {
                    self.say("Type debrief, debrief 2 or branch 4; quit leaves.")?;
                }
                // A script's orders for a game that is over.
                _ => {}
            }
        }
        Ok(())
    }

    /// A line after the game: with a prompt for whoever types, without one for a script.
    fn read_after(&mut self, input: &mut impl BufRead) -> io::Result<Option<String>> {
        if self.interactive {
            return self.read(input, "Debrief> ");
        }
        let mut bytes = Vec::new();
        let read = io::Read::take(&mut *input, 64 * 1024).read_until(b'\n', &mut bytes)?;
        Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).trim().to_owned()))
    }

    fn review(&mut self) -> io::Result<Option<Review>> {
        let record = match self.table.save_path() {
            Some(path) => Record::read(path).map_err(|error| error.to_string()),
            None => Ok(Record::of_game(self.table.game())),
        };
        match record {
            Ok(record) => Ok(Some(Review::of(record))),
            Err(why) => {
                self.say(&why)?;
                Ok(None)
            }
        }
    }

    /// Tells one chapter, or all of them.
    fn tell_review(&mut self, review: &Review, which: &str) -> io::Result<()> {
        let chapters = report::chapters(review);
        let one = which.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if !which.is_empty() && one.is_none_or(|one| one >= chapters.len()) {
            return self.say(&format!("The debrief has chapters 1 to {}.", chapters.len()));
        }
        for (n, chapter) in chapters.iter().enumerate().filter(|(n, _)| one.is_none_or(|one| one == *n)) {
            writeln!(self.out, "\n==== {}. {} ====", n + 1, chapter.title)?;
            for line in lines(chapter) {
                match line.kind {
                    Kind::Gap => writeln!(self.out)?,
                    Kind::Title => writeln!(self.out, "-- {} --", line.text)?,
                    _ => self.say_indented(&line.text, line.lead)?,
                }
            }
        }
        Ok(())
    }

    fn branch(&mut self, turn: &str) -> io::Result<()> {
        let Ok(turn) = turn.parse::<u8>() else {
            return self.say("branch needs a turn: branch 4.");
        };
        let Some(save) = self.table.save_path().map(std::path::Path::to_owned) else {
            return self.say("This game was not saved: there is nothing to branch from.");
        };
        let out = branch_name(&save, turn);
        match journal::branch(&save, turn, &out, &[]) {
            Ok(_) => {
                let out = journal::shell(&out);
                self.say(&format!("A new game from the start of turn {turn}. Go on with:"))?;
                // A command that is to be typed is not broken.
                writeln!(self.out, "not-today resume {out} --plain")
            }
            Err(error) => self.say(&error.to_string()),
        }
    }
}
