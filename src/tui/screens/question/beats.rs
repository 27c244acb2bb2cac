//! When what is told: a beat for each term, a breath after each chance, the die, the answer.

use crate::rules::view::QuestionView;
use std::time::Duration;

const TERM: [Duration; 3] = [Duration::from_millis(380), Duration::from_millis(160), Duration::from_millis(160)];
const BREATH: Duration = Duration::from_millis(500);
const DIE: Duration = Duration::from_millis(1700);
/// How many numbers the die shows before it lies still.
const TUMBLES: u32 = 16;

/// What of the question is on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The chance being told: 0 to 2; 3 is the die.
    pub step: usize,
    /// How many of its terms.
    pub terms: usize,
    /// How often the die has turned over; nothing before it was thrown.
    pub tumbles: Option<u32>,
    /// The answer is out.
    pub answered: bool,
}

impl Shown {
    /// The number on the die as it lies now.
    pub fn rolled(self, rolled: u8) -> Option<u8> {
        let tumbles = self.tumbles?;
        if tumbles >= TUMBLES {
            return Some(rolled);
        }
        let passing = (u32::from(rolled) + (TUMBLES - tumbles) * 37) % 100 + 1;
        u8::try_from(passing).ok()
    }
}

/// The times at which each chance begins to be told, the die is thrown, and the answer is out.
#[derive(Debug, Clone, Copy)]
pub struct Beats {
    starts: [Duration; 4],
    end: Duration,
    motion: bool,
}

impl Shown {
    /// Everything, the answer too.
    pub const ALL: Self = Self { step: 3, terms: usize::MAX, tumbles: Some(TUMBLES), answered: true };
}

impl Beats {
    /// The beats of a question. Without motion each chance stands whole, and a key brings the next.
    pub fn of(question: &QuestionView, motion: bool) -> Self {
        let counts = [&question.today, &question.climb, &question.step_down].map(|chance| chance.terms.len());
        let mut starts = [Duration::ZERO; 4];
        for (step, count) in counts.into_iter().enumerate() {
            let terms = u32::try_from(count).unwrap_or(0) + 1;
            starts[step + 1] = starts[step] + TERM[step] * terms + BREATH;
        }
        let end = if motion { starts[3] + DIE } else { starts[3] };
        Self { starts, end, motion }
    }

    /// When the answer is out.
    pub const fn end(&self) -> Duration {
        self.end
    }

    /// When what comes next begins.
    pub fn next(&self, elapsed: Duration) -> Duration {
        self.starts.into_iter().find(|start| *start > elapsed).unwrap_or(self.end)
    }

    /// What is on screen at a time.
    pub fn at(&self, elapsed: Duration) -> Shown {
        if elapsed >= self.end {
            return Shown::ALL;
        }
        let step = self.starts.iter().rposition(|start| *start <= elapsed).unwrap_or(0);
        if step == 3 {
            // It turns over ever more slowly: as the square root of the time.
            let share = elapsed.saturating_sub(self.starts[3]).as_secs_f64() / DIE.as_secs_f64();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and TUMBLES")]
            let tumbles = (share.sqrt() * f64::from(TUMBLES)) as u32;
            return Shown { step, terms: usize::MAX, tumbles: Some(tumbles), answered: false };
        }
        let told = elapsed.saturating_sub(self.starts[step]).as_millis() / TERM[step].as_millis();
        let terms = if self.motion { usize::try_from(told).unwrap_or(usize::MAX) } else { usize::MAX };
        Shown { step, terms, tumbles: None, answered: false }
    }

    /// In how long something changes; nothing once the answer is out.
    pub fn wakes(&self, elapsed: Duration) -> Option<Duration> {
        if elapsed >= self.end {
            return None;
        }
        let now = self.at(elapsed);
        let pace = if now.step == 3 { Duration::from_millis(50) } else { TERM[now.step] / 2 };
        Some(pace.min(self.end.saturating_sub(elapsed)).max(Duration::from_millis(10)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::view::ChanceView;

    fn question() -> QuestionView {
        let terms = vec![("Deterrence".to_owned(), -4), ("A blockade".to_owned(), 9)];
        let chance = ChanceView { base: 10, terms, chance: 15 };
        let (climb, step_down) = (chance.clone(), ChanceView::default());
        QuestionView { turn: 1, today: chance, climb, step_down, answer: None }
    }

    #[test]
    fn it_is_told_term_by_term_and_ends() {
        let beats = Beats::of(&question(), true);
        assert_eq!(beats.at(Duration::ZERO), Shown { step: 0, terms: 0, tumbles: None, answered: false });
        assert_eq!(beats.at(TERM[0]).terms, 1);
        let mut at = Duration::ZERO;
        let mut draws = 0;
        while let Some(wait) = beats.wakes(at) {
            at += wait;
            draws += 1;
            assert!(draws < 500, "it ends");
        }
        assert!(beats.at(at).answered);
        assert_eq!(beats.at(at).rolled(46), Some(46));
    }

    #[test]
    fn without_motion_a_key_brings_the_next_whole() {
        let beats = Beats::of(&question(), false);
        let mut at = Duration::ZERO;
        for step in 0..3 {
            assert_eq!(beats.at(at), Shown { step, terms: usize::MAX, tumbles: None, answered: false });
            at = beats.next(at);
        }
        assert!(beats.at(at).answered);
    }

    #[test]
    fn a_tumbling_die_shows_numbers_of_a_die() {
        for tumbles in 0..=TUMBLES {
            for rolled in 1..=100 {
                let shown = Shown { step: 3, terms: 0, tumbles: Some(tumbles), answered: false };
                assert!((1..=100).contains(&shown.rolled(rolled).unwrap()));
            }
        }
    }
}
