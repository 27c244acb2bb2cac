//! The staff's estimate on screen: begun anew whenever the game has gone on, looked at while it fills in, and never
//! waited for. It holds no rule and changes nothing in the game.

use super::play::Play;
use crate::deck::{ResponseId, SeatId, prose};
use crate::players::estimate::{Estimate, Expected, Likely, ROLLOUTS};
use crate::rules::Command;
use crate::rules::view::View;
use crate::tui::text::Lines;
use ratatui::style::Style;
use std::cell::Cell;
use std::time::Duration;

/// How often it is looked at while it fills in.
const PULSE: Duration = Duration::from_millis(120);

/// The staff of whoever has the keyboard.
#[derive(Debug, Default)]
pub struct Staff {
    /// Whether it is asked at all.
    asked: bool,
    /// What the estimate is of: the seat, and how far the game had gone.
    stand: Option<(SeatId, usize)>,
    estimate: Option<Estimate>,
    options: Vec<ResponseId>,
    /// Whether the last frame showed it, and more of it is to come.
    is_awaited: Cell<bool>,
}

impl Staff {
    /// Staff that is asked, or not.
    pub fn new(asked: bool) -> Self {
        Self { asked, ..Self::default() }
    }

    /// Puts the question anew where the game has gone on since. Returns at once.
    pub fn follow(&mut self, play: Option<&Play>) {
        let stand = play.filter(|_| self.asked).and_then(|play| Some((play.seat?, play.table.game().log().len())));
        if stand == self.stand {
            return;
        }
        self.stand = stand;
        // What was being worked out holds no longer: dropping it ends it.
        self.estimate = None;
        self.options.clear();
        if let (Some(play), Some((seat, _))) = (play, stand) {
            let mut asked = vec![Command::Seal { defer: true, card: None }];
            for option in play.view.sorted_options() {
                if let Some(manner) = option.manners.first() {
                    self.options.push(option.response);
                    asked.push(Command::Lay { response: option.response, manner: *manner });
                }
            }
            self.estimate = play.table.estimate(seat, asked, ROLLOUTS);
        }
    }

    /// A frame is begun: it shows the estimate only where it asks for it.
    pub fn begin_frame(&self) {
        self.is_awaited.set(false);
    }

    /// In how long there may be more to see; nothing where nobody looks, or all of it was seen.
    pub fn wakes(&self) -> Option<Duration> {
        (self.estimate.is_some() && self.is_awaited.get()).then_some(PULSE)
    }

    /// What is known by now.
    pub fn advice(&self) -> Advice {
        self.is_awaited.set(self.estimate.as_ref().is_some_and(|estimate| !estimate.is_done()));
        let mut all = self.estimate.as_ref().map_or_else(Vec::new, Estimate::expected).into_iter();
        Advice { stands: all.next(), options: self.options.iter().copied().zip(all).collect() }
    }
}

/// What the staff expects by now.
#[derive(Debug, Default)]
pub struct Advice {
    /// Of sealing as things stand.
    stands: Option<Expected>,
    options: Vec<(ResponseId, Expected)>,
}

impl Advice {
    fn of(&self, response: ResponseId) -> Option<&Expected> {
        self.options.iter().find(|(of, _)| *of == response).map(|(_, expected)| expected).filter(|e| e.rollouts > 0)
    }

    /// An option's chance that the day does not come, for its line in the list; empty where there is none.
    pub fn chance(&self, response: ResponseId) -> String {
        let chance = self.of(response).and_then(|expected| expected.not_today);
        chance.map_or_else(String::new, |likely| format!(" {:>3.0}%", likely.mean))
    }

    /// The heading of that column; empty where there is none.
    pub fn heading(&self) -> &'static str {
        if self.options.iter().any(|(_, expected)| expected.not_today.is_some()) { " · % not today" } else { "" }
    }

    /// What is expected of an option, in lines.
    pub fn tell(&self, response: ResponseId, view: &View, lines: &mut Lines) {
        let Some(expected) = self.of(response) else { return };
        if let (Some(now), Some(ahead)) = (expected.this_turn, expected.not_today) {
            let stands = self.stands.as_ref().and_then(|stands| stands.not_today);
            let stands = stands.map_or_else(String::new, |likely| format!(" (as things stand {})", value(likely)));
            let text = format!("not today this turn {}, to the end {}{stands}", value(now), value(ahead));
            lines.indented("Staff: ", &text, Style::new());
        }
        let meters = view.meters.iter().zip(&expected.meters).map(|(meter, likely)| {
            #[expect(clippy::cast_possible_truncation, reason = "a meter moves by a hundred at most")]
            let change = (likely.mean - f64::from(meter.value)).round() as i32;
            format!("{} {} ({})", meter.name, value(*likely), prose::signed(change))
        });
        let text = format!("at the turn's end {}", meters.collect::<Vec<_>>().join(", "));
        lines.indented("Staff: ", &text, Style::new());
        let text =
            format!("from {} of {ROLLOUTS} rollouts of what you know; ± holds 19 times in 20.", expected.rollouts);
        lines.indented("       ", &text, Style::new());
    }
}

/// A value, with how far it may be off.
fn value(likely: Likely) -> String {
    format!("{:.0} ±{:.0}", likely.mean, likely.margin.ceil())
}
