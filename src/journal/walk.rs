//! Walking through a save line by line, from its beginning: every line is checked against the chain and read
//! as what it says, and nothing is kept of it. Nothing here writes, locks, or decides a command again.

use super::decks::{Decks, Known};
use super::line::{self, Entry, EntryLine, Header, HeaderLine, Opening, OpeningLine, ReadEntry};
use super::sound;
use super::travel::Travel;
use super::{FORMAT, JournalError, MOST_TURNS, NEWEST_RULES_EVER};
use crate::deck::text::clean;
use crate::deck::{Deck, ScenarioId, SeatId};
use crate::rules::{Event, Game};
use std::borrow::Cow;
use std::io::{self, BufRead, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// No line of a save is longer than this: a deck has at most 32 MB.
const LONGEST_LINE: u64 = 64 << 20;

/// How the first line of a save begins.
pub(super) const BEGINS: &[u8] = b"{\"not_today\":";

/// What some editors put before a text.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

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
    /// How the save was rewritten on its way here, as far as it was read.
    pub travel: Travel,
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
        Self {
            input,
            buffer: Vec::new(),
            chain: String::new(),
            number: 0,
            length: 0,
            content: 0,
            travel: Travel::default(),
        }
    }

    /// Reads the next line and checks its seal. What an editor or a transfer has done to its end is noted.
    pub fn next(&mut self) -> io::Result<Next> {
        let mut empty = false;
        let (read, is_ended, is_returned) = loop {
            self.buffer.clear();
            let read = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.buffer)?;
            if read == 0 {
                self.travel.empty_lines |= empty;
                return Ok(Next::End);
            }
            if read as u64 == LONGEST_LINE {
                return Ok(Next::Damaged("it is longer than any line of a save"));
            }
            let is_ended = self.buffer.pop_if(|last| *last == b'\n').is_some();
            let is_returned = self.buffer.pop_if(|last| *last == b'\r').is_some();
            if !(self.buffer.is_empty() && is_ended && self.number > 0) {
                break (read, is_ended, is_returned);
            }
            empty = true;
        };
        if empty {
            return Ok(Next::Damaged("an empty line stands before it"));
        }
        let is_marked = self.number == 0 && self.buffer.starts_with(BYTE_ORDER_MARK);
        if is_marked {
            self.buffer.drain(..BYTE_ORDER_MARK.len());
        }
        let sealed = std::str::from_utf8(&self.buffer).map(|text| line::unseal(&self.chain, text));
        let (content, chain) = match sealed {
            Ok(Some((content, chain))) => (content.len(), chain.to_owned()),
            // What was never finished need not fit.
            _ if !is_ended => return Ok(Next::Torn(read)),
            Ok(None) => return Ok(Next::Damaged("its digest does not match")),
            Err(_) => return Ok(Next::Damaged("it is not text")),
        };
        self.travel.byte_order_mark |= is_marked;
        self.travel.carriage_returns |= is_returned;
        self.travel.no_last_line_feed |= !is_ended;
        (self.content, self.chain) = (content, chain);
        self.number += 1;
        self.length += read as u64;
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
        let damaged = |line, why: &str| JournalError::damaged(path, Damage { line, turn: 0, why: clean(why, 200) });
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
        let Start { header, known, scenario } = read_start(&lines, decks).map_err(|fault| damaged(1, &fault.why))?;
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
        if header.seats.contains_key(line::ADVERSARY) {
            game_now.seat_adversary();
        }
        sound::opening(&game_now, &opening.events).map_err(|why| damaged(2, why))?;
        game_now.apply(&opening.events);
        game_now.forget();
        if !leaves_as_it_says(&header, lines.number, game_now.state().turn()) {
            return Err(damaged(2, LEFT_ELSEWHERE));
        }
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
        let after = sound::line(&self.game_now, actor, &read.command, &read.events)?;
        if !leaves_as_it_says(&self.header, self.lines.number, after.turn()) {
            return Err(LEFT_ELSEWHERE.to_owned());
        }
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

    /// How the save was rewritten on its way here, as far as it was read.
    pub fn travel(&self) -> Travel {
        self.lines.travel
    }

    /// The file, or the name it was given.
    pub(super) fn path(&self) -> &Path {
        &self.path
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

/// What is wrong with a first line.
#[derive(Debug)]
pub(super) struct Fault {
    /// The field; empty for the line as a whole.
    pub field: &'static str,
    pub why: String,
}

impl Fault {
    fn of(field: &'static str, why: impl Into<String>) -> Self {
        Self { field, why: why.into() }
    }
}

/// Reads the first line, whose seal was found whole.
pub(super) fn read_start(lines: &Lines<impl BufRead>, decks: &mut Decks) -> Result<Start, Fault> {
    // The deck is most of the line: where it is one that was met before, only the rest is read.
    let (head, known) = match decks.at_the_end_of(lines.content()) {
        Some((head, known)) => (head, Some(known)),
        None => (lines.text(), None),
    };
    let text = if known.is_some() { Cow::Owned(format!("{head}0}}")) } else { Cow::Borrowed(head) };
    let read: HeaderLine<'_> = serde_json::from_str(&text).map_err(|error| Fault::of("", error.to_string()))?;
    if read.not_today != FORMAT {
        let why = format!("there is no format {} that this program knows; it reads format {FORMAT}", read.not_today);
        return Err(Fault::of("not_today", why));
    }
    let known = match known {
        Some(known) => known,
        None => decks.compile(read.deck.get()).map_err(|error| Fault::of("deck", error.to_string()))?,
    };
    let header = read.header();
    if *known.digest != *header.deck_digest {
        return Err(Fault::of("deck_digest", "the deck is not the one of its digest"));
    }
    let scenario = ScenarioId::find(&known.deck.names, &header.scenario)
        .ok_or_else(|| Fault::of("scenario", "the deck has no such scenario"))?;
    check_header(&header, &known.deck)?;
    Ok(Start { header, known, scenario })
}

/// Whether a header says what a game of its deck can say: nothing in it is only compared with itself.
fn check_header(header: &Header, deck: &Deck) -> Result<(), Fault> {
    let need = |sound: bool, field, why| if sound { Ok(()) } else { Err(Fault::of(field, why)) };
    need((1..=NEWEST_RULES_EVER).contains(&header.rules), "rules", "there is no such version of the rules")?;
    need(deck.languages.iter().any(|known| **known == *header.language), "language", "the deck has no such language")?;
    let known = |seat: &str| seat == line::ADVERSARY || SeatId::find(&deck.names, seat).is_some();
    need(header.seats.keys().all(|seat| known(seat)), "seats", "the deck has no such seat")?;
    let all = deck.names.seats.iter().all(|seat| header.seats.contains_key(seat));
    need(all, "seats", "nobody sits in one of the deck's seats")?;
    let named = |who: &serde_json::Value| who.as_str().is_some_and(|who| (1..=80).contains(&who.chars().count()));
    need(header.seats.values().all(named), "seats", "it is not told who sits there")?;
    let adversary = header.seats.get(line::ADVERSARY).and_then(|who| who.as_str());
    // The ladder's own dice are nobody who sits there.
    need(!matches!(adversary, Some("deck" | "human")), "seats", "the adversary is not played so")?;
    let Some(parent) = &header.parent else { return Ok(()) };
    let is_digest = |text: &str| text.len() == 64 && text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
    let sound = is_digest(&parent.game)
        && is_digest(&parent.chain)
        && parent.line >= 2
        && (1..=MOST_TURNS).contains(&usize::from(parent.turn))
        && !matches!(&*parent.file, "" | "." | "..")
        && !parent.file.contains(['/', '\0']);
    need(sound, "parent", "no game can have been left so")
}

/// Why a branch is refused whose header says otherwise than its lines.
pub(super) const LEFT_ELSEWHERE: &str = "the game it branches from was not in the turn that its header names";

/// Whether a branch left its parent in the turn that its header names, where this line is the last that they share.
pub(super) fn leaves_as_it_says(header: &Header, line: usize, turn: u8) -> bool {
    header.parent.as_ref().is_none_or(|parent| parent.line != line || parent.turn == turn)
}

/// Whether a file begins as a save does, without reading a line of it: it may have none.
pub(super) fn begins(lines: &mut Lines<impl BufRead>) -> io::Result<Result<(), &'static str>> {
    let found = lines.input.fill_buf()?;
    let found = found.strip_prefix(BYTE_ORDER_MARK).unwrap_or(found);
    Ok(if found.starts_with(BEGINS) {
        Ok(())
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
