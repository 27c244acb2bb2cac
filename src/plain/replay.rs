//! A saved game told line by line: the same story as the replay on screen, for screen readers and scripts.

use crate::deck::{Deck, MeterId, SeatId, prose, text::clean};
use crate::journal::marks::{self, Mark};
use crate::journal::tape::Tape;
use crate::journal::{Decks, End, JournalError, Travel, walk};
use crate::rules::audience::Watcher;
use crate::rules::{Event, Eyes, State, view};
use std::io::{self, Write};
use std::path::Path;

/// How wide a line is.
const WIDTH: usize = 80;

/// What a replay is asked to tell.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Whose eyes look.
    pub eyes: Eyes,
    /// The turn with whose beginning it begins; the game's beginning unless told.
    pub from: Option<u8>,
    /// The language of the deck's texts.
    pub language: &'a str,
}

/// Tells a saved game, line by line as it is read: however long it is, nothing of it is kept. Tells how it ends, and how
/// it was rewritten on its way.
///
/// # Errors
/// Where the save cannot be read, or what is told cannot be written (an [`io::Error`] within).
pub fn tell(
    path: &Path,
    asked: Asked<'_>,
    decks: &mut Decks,
    out: &mut impl Write,
) -> Result<(End, Travel), TellError> {
    let mut walk = walk(path, decks)?;
    let marks = marks::read(path, walk.identity())?;
    let deck = std::sync::Arc::clone(walk.deck());
    let language = asked.language.to_owned();
    let mut teller = Teller {
        out,
        deck: &deck,
        language: &language,
        watcher: Watcher::new(&deck, asked.eyes),
        asked,
        marks: &marks,
        passed: 0,
        told: asked.from.is_none(),
        date: deck.scenarios[walk.scenario().index()].date,
        meters: None,
    };
    let header = walk.header();
    let scenario = deck.scenarios[walk.scenario().index()].title.get(&language);
    let seats = header.seats.iter().map(|(seat, who)| format!("{seat}: {}", who.as_str().unwrap_or("?")));
    teller.say(&format!("{} · {scenario}", deck.title.get(&language)))?;
    teller.say(&format!(
        "Played from {} ({}), seed {}, rules {}.",
        header.time,
        clean(&seats.collect::<Vec<_>>().join(", "), 400),
        header.seed,
        header.rules
    ))?;
    if let Some(parent) = &header.parent {
        teller.say(&format!("A branch of {}, left in turn {}.", clean(&parent.file, 200), parent.turn))?;
    }
    let who = match asked.eyes {
        Eyes::Seat(seat) => format!("As {} saw it.", deck.seats[seat.index()].name.get(&language)),
        _ => "Seen whole.".to_owned(),
    };
    teller.say(&who)?;
    let mut game = walk.game();
    let opening = walk.opening().events.clone();
    teller.line(&opening, game.state())?;
    game.forget();
    while let Some(entry) = walk.next_entry()? {
        game.apply(&entry.events);
        teller.line(&entry.events, game.state())?;
        game.forget();
    }
    if let Some(outcome) = game.state().outcome() {
        let card = &deck.outcomes[outcome.index()];
        writeln!(teller.out)?;
        let held = if card.held { "Deterrence held." } else { "Deterrence failed." };
        teller.say(&format!("{}. {held}", card.title.get(&language).trim_end_matches(['.', '!', '?'])))?;
        teller.say(card.epilogue.get(&language))?;
    }
    Ok((walk.end().cloned().unwrap_or(End::Whole), walk.travel()))
}

/// Why a save could not be told.
#[derive(Debug, thiserror::Error)]
pub enum TellError {
    /// It cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// What is told cannot be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

struct Teller<'a, W> {
    out: &'a mut W,
    deck: &'a Deck,
    language: &'a str,
    watcher: Watcher<'a>,
    asked: Asked<'a>,
    marks: &'a [Mark],
    /// How many events have passed.
    passed: usize,
    /// The turn that it begins with has come.
    told: bool,
    date: (i16, i8, i8),
    /// The meters when the last turn began.
    meters: Option<Vec<u8>>,
}

impl<W: Write> Teller<'_, W> {
    /// Tells what one line of the save came to; the state is the one after it.
    fn line(&mut self, events: &[Event], after: &State) -> io::Result<()> {
        for event in events {
            if let Event::TurnEnded { .. } = event
                && self.told
            {
                self.told_meters(after, events)?;
            }
            self.event(event, after)?;
            self.passed += 1;
            while let Some(mark) = self.marks.first().filter(|mark| mark.event <= self.passed) {
                self.marks = &self.marks[1..];
                if self.told && mark.event == self.passed {
                    self.say(&format!("  * Marked: {}", if mark.text.is_empty() { "(no note)" } else { &mark.text }))?;
                }
            }
        }
        let began = events.iter().any(|event| matches!(event, Event::TurnBegan { .. } | Event::Rewound { .. }));
        if began {
            self.meters = Some(self.shown().map(|meter| after.meter(meter)).collect());
        }
        Ok(())
    }

    fn event(&mut self, event: &Event, after: &State) -> io::Result<()> {
        let seen = self.watcher.see(event);
        if let Event::TurnBegan { turn, months, days, .. } = event {
            self.told |= self.asked.from.is_some_and(|from| *turn >= from);
            if self.told {
                let date = view::date(self.date, *months, *days);
                let act = prose::act(after.act(self.deck));
                let rung = self.deck.ladder.rungs[after.rung().index()].name.get(self.language);
                writeln!(self.out)?;
                self.say(&format!(
                    "Turn {turn} · {date} · {act} · {}: {rung}",
                    self.deck.ladder.who.get(self.language)
                ))?;
            }
            return Ok(());
        }
        let line = seen.and_then(|event| view::story_line(self.deck, self.language, &event));
        match line {
            Some((_, text)) if self.told => self.say(&format!("  {text}")),
            _ => Ok(()),
        }
    }

    fn shown(&self) -> impl Iterator<Item = MeterId> + use<'_, W> {
        let all = self.asked.eyes == Eyes::All;
        (0..self.deck.meters.len()).filter(move |meter| all || !self.deck.meters[*meter].hidden).map(MeterId::at)
    }

    /// The meters as a turn ends: before anything of the next turn.
    fn told_meters(&mut self, after: &State, events: &[Event]) -> io::Result<()> {
        let ended = events.iter().position(|event| matches!(event, Event::TurnEnded { .. })).unwrap_or(events.len());
        let meters: Vec<(MeterId, u8)> = self
            .shown()
            .map(|meter| {
                // What moved after the turn's end is undone: the first move says from where.
                let moved = events[ended..].iter().find_map(|event| match event {
                    Event::MeterMoved { meter: moved, from, .. } if *moved == meter => Some(*from),
                    _ => None,
                });
                (meter, moved.unwrap_or_else(|| after.meter(meter)))
            })
            .collect();
        let told = meters.iter().enumerate().map(|(n, (meter, now))| {
            let name = self.deck.meters[meter.index()].name.get(self.language);
            let before = self.meters.as_ref().and_then(|before| before.get(n)).copied().unwrap_or(*now);
            match i16::from(*now) - i16::from(before) {
                0 => format!("{name} {now}"),
                up if up > 0 => format!("{name} {now} (+{up})"),
                down => format!("{name} {now} (−{})", down.unsigned_abs()),
            }
        });
        let told = told.collect::<Vec<_>>().join(", ");
        self.say(&format!("  The turn ends. {told}."))
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        say(self.out, text)
    }
}

fn say(out: &mut impl Write, text: &str) -> io::Result<()> {
    let indent = if text.starts_with("  ") { "    " } else { "" };
    let lead = if text.starts_with("  ") { "  " } else { "" };
    let options = textwrap::Options::new(WIDTH).initial_indent(lead).subsequent_indent(indent);
    writeln!(out, "{}", textwrap::fill(text.trim_start(), options))
}

/// Tells two saves side by side, turn by turn: what is the same once, what differs for each.
///
/// # Errors
/// Where the output cannot be written.
pub fn tell_both(tapes: [&Tape; 2], asked: Asked<'_>, out: &mut impl Write) -> io::Result<()> {
    for (tape, mark) in tapes.iter().zip(["A", "B"]) {
        let name = tape.path().file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        say(out, &format!("{mark}: {}", clean(&name, 200)))?;
    }
    let last = tapes.iter().map(|tape| tape.last_turn()).max().unwrap_or(0);
    for turn in asked.from.unwrap_or(1)..=last {
        writeln!(out)?;
        say(out, &format!("Turn {turn}"))?;
        for row in crate::journal::beside::turn(tapes, turn, asked.eyes) {
            if row.differs() {
                say(out, &format!("  ≠ {}", row.what))?;
                say(out, &format!("      A: {}", row.sides[0]))?;
                say(out, &format!("      B: {}", row.sides[1]))?;
            } else if !row.sides[0].is_empty() {
                say(out, &format!("  = {}: {}", row.what, row.sides[0]))?;
            }
        }
    }
    Ok(())
}

/// The eyes of a seat by its name; of everybody where none is named.
///
/// # Errors
/// The names there are.
pub fn eyes(deck: &Deck, seat: Option<&str>) -> Result<Eyes, String> {
    let Some(name) = seat else { return Ok(Eyes::All) };
    let known = || deck.names.seats.iter().collect::<Vec<_>>().join(", ");
    SeatId::find(&deck.names, name).map(Eyes::Seat).ok_or_else(known)
}
