//! The facilitator, line by line: behind a passphrase, everything that the panel on screen can do. Each command is on
//! the record, with its reason.

use super::{Left, Plain, told};
use crate::deck::text::clean;
use crate::deck::{AreaId, Deck, EventId, Index, MeterId, OperationId};
use crate::rules::{Actor, Command, Eyes, MarkKind};
use crate::table::facilitator::Facilitator;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

/// What can be typed, and what it does.
const COMMANDS: [(&str, &str); 11] = [
    ("status, log, log WORD", "the whole table: seats, meters, what every seat did"),
    ("events", "the events that can be injected, by rung"),
    ("inject EVENT", "an event of the deck falls at once"),
    ("adjust METER BY WHY", "moves a meter: adjust alliance_trust -5 A leak in the press"),
    (
        "rule OPERATION AREA permitted WHY",
        "rules above the law: permitted, barred, or law to leave it to the law again; AREA may be everywhere",
    ),
    ("pause, resume", "no seat acts meanwhile, and the timer stands"),
    ("rewind TURN WHY", "back to the start of a turn; its dice stay as they were, and no line of the record is lost"),
    ("mark note TEXT", "marks something for the debrief: a note, a moment or a quote"),
    ("estimates on, estimates off", "lets the staff give estimates, or forbids it"),
    ("timer 10", "minutes for each seat's deliberation; 0 is no limit"),
    ("leave", "gives the keyboard back"),
];

impl<W: Write> Plain<'_, W> {
    /// Plays as [`Plain::play`] does, once a passphrase for a facilitator is set.
    ///
    /// # Errors
    /// Where the output cannot be written, or the input cannot be read.
    pub fn play_facilitated(&mut self, input: &mut impl BufRead) -> io::Result<Left> {
        if self.set_facilitator(input)? { self.play(input) } else { self.leave() }
    }

    /// Asks for a passphrase for the facilitator, twice, before the game. `false` where the input has ended.
    fn set_facilitator(&mut self, input: &mut impl BufRead) -> io::Result<bool> {
        self.say(
            "A facilitator runs this exercise. The passphrase is kept in memory alone, never in the save; what you type can \
             be seen.",
        )?;
        loop {
            let Some(words) = self.read(input, "Passphrase: ")? else { return Ok(false) };
            let Some(again) = self.read(input, "Once more: ")? else { return Ok(false) };
            self.hide()?;
            if words.is_empty() {
                self.say("The passphrase is empty.")?;
            } else if words != again {
                self.say("The two are not the same.")?;
            } else if let Some(facilitator) = Facilitator::with(&words) {
                self.facilitator = facilitator;
                self.say("The passphrase is set. At any prompt, facilitator opens what it guards.")?;
                return Ok(true);
            } else {
                self.say("The system gives no random numbers: try again.")?;
            }
        }
    }

    /// Nothing of what was typed stays on the screen.
    pub(super) fn hide(&mut self) -> io::Result<()> {
        if self.interactive { write!(self.out, "{}", "\n".repeat(60)) } else { Ok(()) }
    }

    /// Lets whoever knows the passphrase run the exercise. `true` once they have given the keyboard back; `false` where
    /// the input has ended.
    pub(super) fn facilitate(&mut self, input: &mut impl BufRead) -> io::Result<bool> {
        if !self.facilitator.is_set() {
            self.say("This table has no facilitator: begin or resume it with --facilitator.")?;
            return Ok(true);
        }
        let Some(words) = self.read(input, "Passphrase: ")? else { return Ok(false) };
        self.hide()?;
        if !self.facilitator.opens(&words) {
            self.say("That is not the passphrase.")?;
            return Ok(true);
        }
        self.show_facilitator()?;
        loop {
            let Some(line) = self.read(input, "Facilitator> ")? else { return Ok(false) };
            let (command, rest) = word(&line);
            if command.eq_ignore_ascii_case("leave") {
                self.hide()?;
                return Ok(true);
            }
            self.run(&command.to_lowercase(), rest)?;
        }
    }

    fn run(&mut self, word: &str, rest: &str) -> io::Result<()> {
        let deck = Arc::clone(self.table.deck());
        let sent = match word {
            "" => return Ok(()),
            "status" => return self.show_facilitator(),
            "log" => {
                let view = self.table.view(Eyes::All);
                return self.show_log(&view, rest);
            }
            "events" => return self.show_events(&deck),
            "inject" => find("event", &deck.names.events, rest)
                .map(|event| (Command::Inject { event: EventId::at(event) }, "It has fallen.".to_owned())),
            "adjust" => adjust(&deck, rest),
            "rule" => rule(&deck, rest),
            "pause" => Ok((Command::Pause, "The game is paused.".to_owned())),
            "resume" => Ok((Command::Resume, "Play resumes.".to_owned())),
            "rewind" => rewind(rest),
            "mark" => mark(rest),
            "estimates" => match rest {
                "on" => Ok((Command::Estimates { on: true }, "The staff gives estimates.".to_owned())),
                "off" => Ok((Command::Estimates { on: false }, "The staff gives no estimates.".to_owned())),
                _ => Err("Write estimates on, or estimates off.".to_owned()),
            },
            "timer" => self.set_timer(rest),
            _ => {
                for (command, what) in COMMANDS {
                    self.say_indented(&format!("{command}: {what}"), "  ")?;
                }
                return Ok(());
            }
        };
        match sent.and_then(|(command, done)| {
            self.table.send(Actor::Facilitator, &command).map(|()| done).map_err(|error| told(&error))
        }) {
            Ok(said) | Err(said) => self.say(&said),
        }
    }

    /// Line by line nobody waits at the question: only deliberation has a clock.
    fn set_timer(&mut self, rest: &str) -> Result<(Command, String), String> {
        let minutes = rest.parse().map_err(|_| "Write a whole number of minutes, such as timer 10; 0 is no limit.")?;
        // The clock is no part of a game; that it was set is.
        let text = self.facilitator.timer.set(minutes, 0);
        Ok((Command::Mark { kind: MarkKind::Note, text: text.clone() }, text))
    }

    fn show_facilitator(&mut self) -> io::Result<()> {
        let view = self.table.view(Eyes::All);
        self.title(&format!("The facilitator: turn {}, {}", view.header.turn, view.header.date))?;
        let rung = &view.header.rungs[view.header.rung.index()].name;
        let paused = if view.header.paused { " The game is paused." } else { "" };
        self.say(&format!("{} is at “{rung}”.{paused}", view.header.who))?;
        let seats: Vec<String> = view
            .seats
            .iter()
            .map(|seat| format!("{} {}", seat.name, if seat.sealed { "has sealed" } else { "deliberates" }))
            .collect();
        self.say(&format!("{}.", seats.join(", ")))?;
        let meters: Vec<String> = view.meters.iter().map(|meter| format!("{} {}", meter.name, meter.value)).collect();
        self.say(&format!("{}.", meters.join(", ")))?;
        for ruling in &view.law.rulings {
            self.say(&format!("Ruling: {ruling}"))?;
        }
        self.say("Type help for all commands, leave to give the keyboard back.")
    }

    fn show_events(&mut self, deck: &Deck) -> io::Result<()> {
        let language = self.table.language().to_owned();
        for (number, rung) in deck.ladder.rungs.iter().enumerate() {
            self.say(&format!("{}:", rung.name.get(&language)))?;
            for (n, event) in deck.events.iter().enumerate().filter(|(_, event)| event.rungs & (1 << number) != 0) {
                self.say_indented(&format!("{}: {}", deck.names.events.name(n), event.headline.get(&language)), "  ")?;
            }
        }
        Ok(())
    }
}

/// A name of the deck, or what was meant.
fn find(what: &str, names: &Index, name: &str) -> Result<usize, String> {
    names.find(name).map(usize::from).ok_or_else(|| {
        let near = names.nearest(name).map_or(String::new(), |near| format!(" Did you mean {near}?"));
        format!("There is no {what} {}.{near}", clean(name, 60))
    })
}

/// The record keeps nothing without a reason.
fn reason(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("The record wants a reason, in a few words.".to_owned()) } else { Ok(text.to_owned()) }
}

fn word(text: &str) -> (&str, &str) {
    text.split_once(char::is_whitespace).map_or((text, ""), |(word, rest)| (word, rest.trim()))
}

fn adjust(deck: &Deck, rest: &str) -> Result<(Command, String), String> {
    let (meter, rest) = word(rest);
    let (by, why) = word(rest);
    let meter = MeterId::at(find("meter", &deck.names.meters, meter)?);
    let by: i8 = by
        .parse()
        .ok()
        .filter(|by: &i8| (-100..=100).contains(by) && *by != 0)
        .ok_or("By is a number from −100 to 100, such as -5.")?;
    Ok((Command::Adjust { meter, by, reason: reason(why)? }, "The meter is moved.".to_owned()))
}

fn rule(deck: &Deck, rest: &str) -> Result<(Command, String), String> {
    let (operation, rest) = word(rest);
    let (area, rest) = word(rest);
    let (ruling, why) = word(rest);
    let operation = OperationId::at(find("operation", &deck.names.operations, operation)?);
    let area = match area {
        "everywhere" => None,
        area => Some(AreaId::at(find("area", &deck.names.areas, area)?)),
    };
    let permitted = match ruling {
        "permitted" => Some(true),
        "barred" => Some(false),
        "law" => None,
        _ => return Err("A ruling is permitted, barred, or law.".to_owned()),
    };
    let command = Command::Rule { operation, area, permitted, reason: reason(why)? };
    Ok((command, "The ruling stands.".to_owned()))
}

fn rewind(rest: &str) -> Result<(Command, String), String> {
    let (turn, why) = word(rest);
    let turn: u8 = turn.parse().map_err(|_| "Write the number of a turn, and why.".to_owned())?;
    Ok((Command::Rewind { turn, reason: reason(why)? }, format!("The game is at the start of turn {turn} again.")))
}

fn mark(rest: &str) -> Result<(Command, String), String> {
    let (kind, text) = word(rest);
    let kind = match kind {
        "note" => MarkKind::Note,
        "moment" => MarkKind::Moment,
        "quote" => MarkKind::Quote,
        _ => return Err("Write mark note, mark moment or mark quote, and a text.".to_owned()),
    };
    if text.is_empty() {
        return Err("There is nothing to mark yet.".to_owned());
    }
    Ok((Command::Mark { kind, text: text.to_owned() }, "Marked for the debrief.".to_owned()))
}
