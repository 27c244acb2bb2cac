//! The meters' story: from the scenario's start to the end of each turn.

use crate::debrief::played::Played;
use crate::deck::MeterId;
use crate::rules::{Cause, Event};

/// Who moved a meter, in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Movers {
    /// Beijing's events, and its friction's kin: everything that an event card did.
    pub events: i32,
    /// What the table ordered, asked and answered, with what the law, promises and friction made of it.
    pub table: i32,
    /// Time: the meter settled.
    pub time: i32,
    /// The facilitator.
    pub facilitator: i32,
}

/// A meter's story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterStory {
    /// Which.
    pub meter: MeterId,
    /// One of the two headline meters.
    pub headline: bool,
    /// At the start, and at the end of each turn.
    pub series: Vec<u8>,
    /// Who moved it.
    pub movers: Movers,
}

impl MeterStory {
    /// At the start.
    pub fn start(&self) -> u8 {
        self.series.first().copied().unwrap_or(0)
    }

    /// At the end.
    pub fn end(&self) -> u8 {
        self.series.last().copied().unwrap_or(0)
    }

    /// The lowest value and the first turn of it.
    pub fn low(&self) -> (u8, usize) {
        self.series.iter().copied().zip(0..).min().unwrap_or((0, 0))
    }

    /// The highest value and the first turn of it.
    pub fn high(&self) -> (u8, usize) {
        let high = self.series.iter().copied().max().unwrap_or(0);
        (high, self.series.iter().position(|value| *value == high).unwrap_or(0))
    }
}

/// The story of every meter, the headline meters first.
pub fn find(played: &Played) -> Vec<MeterStory> {
    let mut stories: Vec<MeterStory> = (0..played.deck.meters.len())
        .map(|n| MeterStory {
            meter: MeterId::at(n),
            headline: n < 2,
            series: played.series(MeterId::at(n)),
            movers: Movers::default(),
        })
        .collect();
    for (_, moment) in played.moments() {
        match &moment.event {
            Event::MeterMoved { meter, from, to, cause } => {
                let movers = &mut stories[meter.index()].movers;
                let by = i32::from(*to) - i32::from(*from);
                match cause {
                    Cause::Event(_) | Cause::Question | Cause::Act | Cause::Unknown => movers.events += by,
                    Cause::Time => movers.time += by,
                    Cause::Facilitator => movers.facilitator += by,
                    _ => movers.table += by,
                }
            }
            Event::Adjusted { meter, from, to, .. } => {
                stories[meter.index()].movers.facilitator += i32::from(*to) - i32::from(*from);
            }
            _ => {}
        }
    }
    stories
}
