//! The review: everything that a debrief says of a game, as data. Computed from the record alone; worded by
//! [`report`](super::report), drawn by [`export`](super::export) and the front ends.

use super::find::{
    branches, decisions, facilitator, forecast, hotwash, lacked, learning, luck, meters, orders, procedures, promises,
    seats, signals, turning, untried,
};
use super::played::Played;
use super::record::Record;

/// Everything that a debrief says of a game. Each part is defined in `docs/debrief.md`.
#[derive(Debug, Clone)]
pub struct Review {
    /// The record it was made from.
    pub record: Record,
    /// The line of play.
    pub played: Played,
    /// The meters' story.
    pub meters: Vec<meters::MeterStory>,
    /// Its turning points.
    pub turning: Vec<turning::TurningPoint>,
    /// Beijing's questions.
    pub questions: Vec<luck::Question>,
    /// Each seat's objectives and points.
    pub seats: Vec<seats::Standing>,
    /// Promises.
    pub promises: Vec<promises::Word>,
    /// What the law stopped.
    pub barred: Vec<orders::Barred>,
    /// Orders that came to nothing.
    pub nothing: Vec<orders::Nothing>,
    /// Procedures.
    pub procedures: Vec<procedures::Procedure>,
    /// Signals that were noticed.
    pub signals: Vec<signals::Noticed>,
    /// Decision cards beside what came.
    pub cards: Vec<forecast::Card>,
    /// How well calibrated each seat was.
    pub calibration: Vec<forecast::Calibration>,
    /// Each seat's decisions, by turn.
    pub decisions: Vec<Vec<decisions::Desk>>,
    /// What was never tried.
    pub untried: Vec<untried::Untried>,
    /// Strengths and areas for improvement.
    pub learning: Vec<learning::Learnt>,
    /// The improvement plan.
    pub lacked: Vec<lacked::Row>,
    /// The turns worth branching from.
    pub branches: Vec<branches::Branch>,
    /// Questions for the hot wash.
    pub hotwash: Vec<hotwash::Question>,
    /// What the facilitator did.
    pub facilitator: Vec<facilitator::Act>,
}

impl Review {
    /// Reviews a game.
    pub fn of(record: Record) -> Self {
        let played = Played::of(&record);
        let turning = turning::find(&played);
        let questions = luck::find(&played);
        let promises = promises::find(&played);
        let (barred, nothing) = orders::find(&played);
        let procedures = procedures::find(&played);
        let signals = signals::find(&played);
        let cards = forecast::cards(&played, &questions);
        let branches = branches::find(&turning, &questions, &signals, &barred, &promises, &procedures);
        Self {
            meters: meters::find(&played),
            seats: seats::find(&played),
            calibration: forecast::calibrate(&played, &cards),
            decisions: decisions::find(&played),
            untried: untried::find(&record, &played),
            learning: learning::find(&played, &barred, &nothing, &promises),
            lacked: lacked::find(&played),
            hotwash: hotwash::find(&played, &branches),
            facilitator: facilitator::find(&record),
            turning,
            questions,
            promises,
            barred,
            nothing,
            procedures,
            signals,
            cards,
            branches,
            played,
            record,
        }
    }
}
