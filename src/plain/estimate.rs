//! Tells the staff's estimate line by line: what is likely to come of an option, or of each that is open, next to
//! sealing as things stand.

use super::Plain;
use super::numbers::called;
use crate::deck::{SeatId, prose::quoted};
use crate::players::estimate::{Estimate, Expected, Likely, ROLLOUTS};
use crate::rules::view::{OptionView, View};
use crate::rules::{Command, Manner};
use std::io::{self, Write};

impl<W: Write> Plain<'_, W> {
    /// The estimate of one option, in every manner that is open, with the meters; or of all options, in a line each.
    pub(super) fn show_estimate(&mut self, seat: SeatId, view: &View, number: Option<usize>) -> io::Result<()> {
        let all = self.numbers.options(view);
        let mut rows: Vec<(String, Command)> =
            vec![("Sealing as things stand".to_owned(), Command::Seal { defer: true, card: None })];
        let mut add = |name: String, option: &OptionView| {
            let manners = option.manners.iter();
            rows.extend(manners.map(|manner| {
                let how = match manner {
                    Manner::Publicly if option.manners.len() > 1 => ", publicly",
                    Manner::Publicly => "",
                    Manner::Quietly => ", quietly",
                };
                (format!("{name}{how}"), Command::Lay { response: option.response, manner: *manner })
            }));
        };
        match number {
            None => {
                for (number, option) in &all {
                    add(format!("{number}. {}", option.title), option);
                }
            }
            Some(number) => match called(&all, number) {
                Some(option) if option.manners.is_empty() => {
                    return self.say("That cannot be ordered now: show and its number tells why.");
                }
                Some(option) => add(quoted(&option.title), option),
                None => return self.say("There is no option of that number: type options for the list."),
            },
        }
        let (names, options) = rows.into_iter().unzip::<_, _, Vec<_>, Vec<_>>();
        let Some(estimate) = self.table.estimate(seat, options, ROLLOUTS) else {
            return self.say(NOT_GIVEN);
        };
        self.tell(view, &names, &estimate, number.is_some())
    }

    fn tell(&mut self, view: &View, names: &[String], estimate: &Estimate, meters: bool) -> io::Result<()> {
        let expected = estimate.wait();
        if estimate.has_failed() {
            return self.say(NOT_FOUND);
        }
        self.title("The staff's estimate")?;
        self.say(&format!(
            "The chance that the day does not come, in percent. Each is played {ROLLOUTS} times from what you know, on top of what you have laid; what is hidden from you is guessed. ± holds 19 times in 20."
        ))?;
        for (name, expected) in names.iter().zip(&expected) {
            self.say(&format!("{name}: {}.", chances(expected)))?;
            if meters {
                let told = view
                    .meters
                    .iter()
                    .zip(&expected.meters)
                    .map(|(meter, likely)| format!("{} {}", meter.name, value(*likely)));
                self.say_indented(
                    &format!("Meters at this turn's end: {}.", told.collect::<Vec<_>>().join(", ")),
                    "  ",
                )?;
            }
        }
        Ok(())
    }
}

/// What is said where an estimate failed.
const NOT_FOUND: &str = "The staff has no estimate: it could not be worked out here. Everything else goes on.";

/// What is said where no estimate is given.
const NOT_GIVEN: &str = "The staff gives no estimates in this game: the deck or the facilitator has switched them off.";

fn chances(expected: &Expected) -> String {
    match (expected.this_turn, expected.not_today) {
        (Some(now), Some(ahead)) => {
            format!("this turn {}, to the end {}", value(now), value(ahead))
        }
        _ => "the day has come".to_owned(),
    }
}

/// A value, with how far it may be off.
fn value(likely: Likely) -> String {
    format!("{:.0} ±{:.0}", likely.mean, likely.margin.ceil())
}
