//! Walking through a save line by line, from its beginning: every line is checked against the chain and read
//! as what it says, and nothing is kept of it. Nothing here writes, locks, or decides a command again.

use super::decks::{Decks, Known};
use super::line::{self, Entry, EntryLine, Header, HeaderLine, Opening, OpeningLine, ReadEntry};
use super::sound;
use super::{FORMAT, JournalError};
use crate::deck::text::clean;
use crate::deck::{Deck, ScenarioId};
use crate::rules::{Event, Game};
use std::borrow::Cow;
use std::io::{self, BufRead, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// No line of a save is longer than this: a deck has at most 32 MB.
const LONGEST_LINE: u64 = 64 << 20;

/// Where a save is damaged, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The line of the file, from 1.
    pub line: usize,
    /// The turn in which the game stood before that line; 0 before the first.
    pub turn: u8,
    /// What is wrong there.
    pub why: String,
}

/// How a save ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// With a whole line.
    Whole,
    /// With so many bytes of a line that was never finished.
    Torn(usize),
    /// In the middle: what follows cannot be trusted.
    Damaged(Damage),
}

/// The lines of a save as they stand, each checked against the chain.
#[derive(Debug)]
pub(super) struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
    /// The digest of the last whole line.
    pub chain: String,
    /// How many lines were whole.
    pub number: usize,
    /// How many bytes those have.
    pub length: u64,
    /// How many bytes of the current line are its content: all before the chain.
    content: usize,
}

/// What came next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A whole line.
    Line,
    /// Nothing: that was all.
    End,
    /// Bytes without an end of line.
    Torn(usize),
    /// A line that does not fit the chain.
    Damaged(&'static str),
}

impl<R: BufRead> Lines<R> {
    pub fn new(input: R) -> Self {
        Self { input, buffer: Vec::new(), chain: String::new(), number: 0, length: 0, content: 0 }
    }

    /// Reads the next line and checks its seal.
    pub fn next(&mut self) -> io::Result<Next> {
        self.buffer.clear();
        self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.buffer)?;
        if self.buffer.is_empty() {
            return Ok(Next::End);
        }
        if self.buffer.len() as u64 == LONGEST_LINE {
            return Ok(Next::Damaged("it is longer than any line of a save"));
        }
        if self.buffer.last() != Some(&b'\n') {
            return Ok(Next::Torn(self.buffer.len()));
        }
        self.buffer.pop();
        let Ok(text) = std::str::from_utf8(&self.buffer) else {
            return Ok(Next::Damaged("it is not text"));
        };
        let Some((content, chain)) = line::unseal(&self.chain, text) else {
            return Ok(Next::Damaged(if text.ends_with('\r') {
                "its end of line was rewritten, as an editor or a transfer does"
            } else {
                "its digest does not match"
            }));
        };
        self.content = content.len();
        self.chain = chain.to_owned();
        self.number += 1;
        self.length += self.buffer.len() as u64 + 1;
        Ok(Next::Line)
    }

    /// The last line read, without its end of line.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.buffer).unwrap_or_default()
    }

    /// Its content: all before the chain.
    pub fn content(&self) -> &str {
        &self.text()[..self.content]
    }
}

/// A walk through a save. Begun, it has read the header and the opening; [`Walk::next_entry`] reads on.
#[derive(Debug)]
pub struct Walk<R> {
    path: PathBuf,
    lines: Lines<R>,
    header: Header,
    game: String,
    known: Known,
    scenario: ScenarioId,
    opening: Opening,
    /// The game after the last line read.
    game_now: Game,
    rules: u32,
    end: Option<End>,
}

impl<R: BufRead> Walk<R> {
    /// Reads the header and the opening.
    ///
    /// # Errors
    /// Where it cannot be read, is not a save, is of a newer format, or is damaged in these two lines.
    pub fn begin(path: &Path, input: R, decks: &mut Decks) -> Result<Self, JournalError> {
        let io_error = |error| JournalError::Io { path: path.to_owned(), error };
        let not_a_save = |why: &str| JournalError::NotASave { path: path.to_owned(), why: why.to_owned() };
        let damaged = |line, why: &str| {
            let damage = Damage { line, turn: 0, why: clean(why, 200) };
            JournalError::Damaged { path: path.to_owned(), damage }
        };
        let mut lines = Lines::new(input);
        let first = begins(&mut lines).map_err(io_error)?;
        first.map_err(not_a_save)?;
        let next = lines.next().map_err(io_error)?;
        if let Next::Torn(_) | Next::End = next {
            return Err(not_a_save("its first line is not whole"));
        }
        let format = format_of(lines.text());
        if let Some(found) = format.filter(|found| *found > FORMAT) {
            return Err(JournalError::TooNew { path: path.to_owned(), found });
        }
        if let Next::Damaged(why) = next {
            return Err(damaged(1, why));
        }
        let Start { header, known, scenario } = read_start(&lines, decks).map_err(|why| damaged(1, &why))?;
        let game = lines.chain.clone();
        match lines.next().map_err(io_error)? {
            Next::Line => {}
            Next::End | Next::Torn(_) => return Err(not_a_save("the game never began")),
            Next::Damaged(why) => return Err(damaged(2, why)),
        }
        let opening = known.deck.names.scope(|| serde_json::from_str::<OpeningLine<Vec<Event>>>(lines.text()));
        let opening = opening.map_err(|error| damaged(2, &error.to_string()))?;
        if opening.n != 0 {
            return Err(damaged(2, "its number is out of order"));
        }
        let mut game_now = Game::before(Arc::clone(&known.deck), scenario, header.seed);
        sound::opening(&game_now, &opening.events).map_err(|why| damaged(2, why))?;
        game_now.apply(&opening.events);
        game_now.forget();
        let opening = Opening { time: opening.time, events: opening.events };
        let rules = header.rules;
        Ok(Self { path: path.to_owned(), lines, header, game, known, scenario, opening, game_now, rules, end: None })
    }

    /// Reads the next command, if one follows. After the last, [`Walk::end`] tells how the save ends.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn next_entry(&mut self) -> Result<Option<Entry>, JournalError> {
        if self.end.is_some() {
            return Ok(None);
        }
        let expected = self.lines.number as u64 - 1;
        let chain = (self.lines.chain.clone(), self.lines.length);
        let next = self.lines.next().map_err(|error| JournalError::Io { path: self.path.clone(), error })?;
        let end = match next {
            Next::Line => match self.read_entry(expected) {
                Ok(entry) => {
                    self.game_now.apply(&entry.events);
                    self.game_now.forget();
                    self.rules = entry.rules.unwrap_or(self.rules);
                    return Ok(Some(entry));
                }
                Err(why) => {
                    // What cannot be read is no part of the game, whatever its seal says.
                    (self.lines.chain, self.lines.length) = chain;
                    self.lines.number -= 1;
                    self.damage(&why)
                }
            },
            Next::End => End::Whole,
            Next::Torn(bytes) => End::Torn(bytes),
            Next::Damaged(why) => self.damage(why),
        };
        self.end = Some(end);
        Ok(None)
    }

    fn damage(&self, why: &str) -> End {
        End::Damaged(Damage { line: self.lines.number + 1, turn: self.turn(), why: clean(why, 200) })
    }

    fn read_entry(&self, expected: u64) -> Result<Entry, String> {
        let deck = &self.known.deck;
        let read = deck.names.scope(|| serde_json::from_str::<ReadEntry>(self.lines.text()));
        let read = read.map_err(|error| error.to_string())?;
        if read.n != expected {
            return Err("its number is out of order".to_owned());
        }
        let actor = line::actor_of(deck, &read.who).ok_or("nobody of that name sits here")?;
        sound::line(&self.game_now, actor, &read.command, &read.events)?;
        let EntryLine { n, time, command, events, state, rules, .. } = read;
        Ok(Entry { n, time, actor, command, events, state, rules })
    }

    /// What the first line says besides the deck.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The deck of the game.
    pub fn deck(&self) -> &Arc<Deck> {
        &self.known.deck
    }

    /// The scenario.
    pub fn scenario(&self) -> ScenarioId {
        self.scenario
    }

    /// What opened the game.
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// The game as it opened: entries' events are applied to it one by one.
    pub fn game(&self) -> Game {
        let mut game = Game::before(Arc::clone(self.deck()), self.scenario, self.header.seed);
        game.apply(&self.opening.events);
        game
    }

    /// Which game it is: the digest of its first line.
    pub fn identity(&self) -> &str {
        &self.game
    }

    /// The digest of the last line read.
    pub fn chain(&self) -> &str {
        &self.lines.chain
    }

    /// The number of the last line read, from 1.
    pub fn line(&self) -> usize {
        self.lines.number
    }

    /// The bytes of all lines read.
    pub fn length(&self) -> u64 {
        self.lines.length
    }

    /// The turn in which the game stands.
    pub fn turn(&self) -> u8 {
        self.game_now.state().turn()
    }

    /// The version of the rules that decided the last line read.
    pub fn rules(&self) -> u32 {
        self.rules
    }

    /// How the save ends, once [`Walk::next_entry`] has told that nothing follows.
    pub fn end(&self) -> Option<&End> {
        self.end.as_ref()
    }
}

/// What a first line comes to.
pub(super) struct Start {
    pub header: Header,
    pub known: Known,
    pub scenario: ScenarioId,
}

/// Reads the first line, whose seal was found whole.
pub(super) fn read_start(lines: &Lines<impl BufRead>, decks: &mut Decks) -> Result<Start, String> {
    // The deck is most of the line: where it is one that was met before, only the rest is read.
    let (head, known) = match decks.at_the_end_of(lines.content()) {
        Some((head, known)) => (head, Some(known)),
        None => (lines.text(), None),
    };
    let text = if known.is_some() { Cow::Owned(format!("{head}0}}")) } else { Cow::Borrowed(head) };
    let read: HeaderLine<'_> = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let known = match known {
        Some(known) => known,
        None => decks.compile(read.deck.get()).map_err(|error| error.to_string())?,
    };
    let header = read.header();
    if *known.digest != *header.deck_digest {
        return Err("the deck is not the one of its digest".to_owned());
    }
    let scenario = ScenarioId::find(&known.deck.names, &header.scenario).ok_or("the deck has no such scenario")?;
    Ok(Start { header, known, scenario })
}

/// Whether a file begins as a save does, without reading a line of it: it may have none.
pub(super) fn begins(lines: &mut Lines<impl BufRead>) -> io::Result<Result<(), &'static str>> {
    const BEGINS: &[u8] = b"{\"not_today\":";
    let found = lines.input.fill_buf()?;
    Ok(if found.starts_with(BEGINS) {
        Ok(())
    } else if found.starts_with(b"\xEF\xBB\xBF") {
        Err("it begins with a byte order mark, as an editor adds it")
    } else if found.is_empty() {
        Err("it is empty")
    } else {
        Err("it does not begin with a header of Not Today")
    })
}

/// The format that a first line names.
fn format_of(line: &str) -> Option<u32> {
    let number = line.strip_prefix("{\"not_today\":")?;
    number[..number.find(|c: char| !c.is_ascii_digit())?].parse().ok()
}
