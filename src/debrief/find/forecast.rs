//! Expectation beside outcome: the decision cards, and how well calibrated each seat was.

use super::At;
use super::luck::Question;
use crate::debrief::played::Played;
use crate::deck::{MeterId, SeatId};
use crate::rules::event::Answered;
use crate::rules::{Direction, Event};
use std::cmp::Ordering;

/// An expectation of a meter, and what came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expectation {
    /// Which meter.
    pub meter: MeterId,
    /// Which way it was expected to go.
    pub expected: Direction,
    /// Its value when the seat sealed.
    pub from: u8,
    /// Its value at the turn's end.
    pub to: u8,
}

impl Expectation {
    /// Which way it went.
    pub fn came(&self) -> Direction {
        match self.to.cmp(&self.from) {
            Ordering::Greater => Direction::Up,
            Ordering::Equal => Direction::Same,
            Ordering::Less => Direction::Down,
        }
    }

    /// Whether it went the way that was expected.
    pub fn is_right(&self) -> bool {
        self.came() == self.expected
    }
}

/// A decision card beside what came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Where it was sealed.
    pub at: At,
    /// By whom.
    pub seat: SeatId,
    /// Why, in the seat's own words; may be empty.
    pub why: String,
    /// What it expected of meters.
    pub expects: Vec<Expectation>,
    /// The chance in percent that the day does not come.
    pub not_today: Option<u8>,
    /// How sure, 1–5.
    pub sure: Option<u8>,
    /// The rules' own chance in percent that the day does not come, and whether it did not; nothing where the day
    /// had come already, or the question was never asked.
    pub outcome: Option<(u8, bool)>,
}

/// How well a seat knew what it was doing.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Whose.
    pub seat: SeatId,
    /// Cards that it wrote.
    pub cards: usize,
    /// Stated chances that can be scored.
    pub forecasts: usize,
    /// Their Brier score, 0 (best) to 1.
    pub brier: Option<f64>,
    /// What the rules' own chances would have scored on the same turns.
    pub rules_brier: Option<f64>,
    /// The mean distance between the stated chance and the rules', in points of a hundred.
    pub gap: Option<f64>,
    /// Expectations of meters that came right, and all of them.
    pub right: (usize, usize),
    /// By how sure the seat said it was, 1–5: right, and all. Cards without a sureness are left out.
    pub by_sure: [(usize, usize); 5],
}

/// Every decision card of the line of play, in order. Of two cards of a seat in a turn (its seal was broken) the
/// last one counts.
pub fn cards(played: &Played, questions: &[Question]) -> Vec<Card> {
    let mut found: Vec<Card> = Vec::new();
    for turn in &played.turns {
        let first = found.len();
        let question = questions.iter().find(|question| question.at.turn == turn.number);
        turn.walk(&played.deck, |state, moment| {
            let Event::Sealed { seat, card } = &moment.event else { return };
            found.retain(|earlier| !(earlier.at.turn == turn.number && earlier.seat == *seat));
            let Some(card) = card else { return };
            let expect = |(meter, expected): &(MeterId, Direction)| Expectation {
                meter: *meter,
                expected: *expected,
                from: state.meter(*meter),
                to: turn.end.meter(*meter),
            };
            found.push(Card {
                at: At::new(turn.number, moment.line),
                seat: *seat,
                why: card.why.clone(),
                expects: if question.is_some() { card.expects.iter().map(expect).collect() } else { Vec::new() },
                not_today: card.not_today,
                sure: card.sure,
                outcome: question
                    .filter(|question| question.open)
                    .map(|question| (100 - question.chances[0], question.answer != Answered::Today)),
            });
        });
        found[first..].sort_by_key(|card| card.seat);
    }
    found
}

/// How well calibrated each seat was, by seat; seats without a card are left out.
pub fn calibrate(played: &Played, cards: &[Card]) -> Vec<Calibration> {
    (0..played.deck.seats.len())
        .map(SeatId::at)
        .map(|seat| calibration(seat, cards.iter().filter(|card| card.seat == seat)))
        .filter(|calibration| calibration.cards > 0)
        .collect()
}

fn calibration<'a>(seat: SeatId, cards: impl Iterator<Item = &'a Card> + Clone) -> Calibration {
    let scored: Vec<(f64, f64, f64)> = cards
        .clone()
        .filter_map(|card| {
            let (rules, came) = card.outcome?;
            Some((f64::from(card.not_today?) / 100.0, f64::from(rules) / 100.0, if came { 1.0 } else { 0.0 }))
        })
        .collect();
    let mean = |of: fn(&(f64, f64, f64)) -> f64| {
        let count = u32::try_from(scored.len()).ok().filter(|count| *count > 0)?;
        Some(scored.iter().map(of).sum::<f64>() / f64::from(count))
    };
    let mut by_sure = [(0, 0); 5];
    let mut right = (0, 0);
    for card in cards.clone() {
        for expectation in &card.expects {
            let hit = usize::from(expectation.is_right());
            right = (right.0 + hit, right.1 + 1);
            if let Some(cell) = card.sure.and_then(|sure| by_sure.get_mut(usize::from(sure).wrapping_sub(1))) {
                *cell = (cell.0 + hit, cell.1 + 1);
            }
        }
    }
    Calibration {
        seat,
        cards: cards.count(),
        forecasts: scored.len(),
        brier: mean(|(said, _, came)| (said - came).powi(2)),
        rules_brier: mean(|(_, rules, came)| (rules - came).powi(2)),
        gap: mean(|(said, rules, _)| (said - rules).abs() * 100.0),
        right,
        by_sure,
    }
}
