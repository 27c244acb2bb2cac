//! What a measure is worth: the change in games held when it is in place from the start, on the same seeds.

use super::bench::Bench;
use super::interval::{Share, paired};
use super::record::Record;
use super::run::{Run, run};
use crate::deck::{Category, ResponseId};

/// What a measure came to.
#[derive(Debug, Clone)]
pub struct Worth {
    /// The measure.
    pub response: ResponseId,
    /// The change in the share of games held, −1 to 1, with its paired interval.
    pub change: Share,
    /// Games that it turned into ones held, and the other way round.
    pub turned: (u64, u64),
}

/// Which games of a run were held, in the order of their seeds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    held: Vec<bool>,
}

impl Line {
    /// A line of games that were played elsewhere, in the order of their seeds.
    pub fn of(held: Vec<bool>) -> Self {
        Self { held }
    }

    /// Plays a line; `each` is told how many games were played with each step.
    pub fn play(bench: &Bench, how: &Run<'_>, mut each: impl FnMut(u64)) -> Self {
        let mut line = Self::default();
        run(bench, how, |records: &[Record]| {
            line.add(records);
            each(records.len() as u64);
        });
        line
    }

    /// Adds games that were played.
    pub fn add(&mut self, records: &[Record]) {
        self.held.extend(records.iter().map(|record| record.held));
    }

    /// The share of games held.
    pub fn share(&self) -> Share {
        Share::of(self.held.iter().filter(|held| **held).count() as u64, self.held.len() as u64)
    }

    /// How a line differs from another on the same seeds, over the games that both have played.
    pub fn against(&self, base: &Self) -> (Share, (u64, u64)) {
        let pairs = || base.held.iter().zip(&self.held);
        let gained = pairs().filter(|(before, after)| !**before && **after).count() as u64;
        let lost = pairs().filter(|(before, after)| **before && !**after).count() as u64;
        (paired(gained, lost, pairs().count() as u64), (gained, lost))
    }
}

/// The measures that a deck prepares with.
pub fn preparations(bench: &Bench) -> Vec<ResponseId> {
    let responses = &bench.deck().responses;
    (0..responses.len()).filter(|n| responses[*n].category == Category::Preparation).map(ResponseId::at).collect()
}

/// What a measure is worth: a bench that has it in place, against a line without it.
pub fn worth(bench: &Bench, response: ResponseId, base: &Line, how: &Run<'_>, each: impl FnMut(u64)) -> Worth {
    let (change, turned) = Line::play(bench, how, each).against(base);
    Worth { response, change, turned }
}
