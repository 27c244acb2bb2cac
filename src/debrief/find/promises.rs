//! Promises: made, due, kept, broken, walked back.

use super::At;
use crate::debrief::played::Played;
use crate::deck::PromiseId;
use crate::rules::Event;

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was kept.
    Kept(At),
    /// It was broken.
    Broken(At),
    /// It was walked back.
    WalkedBack(At),
    /// Its moment had come when the game ended.
    StillDue,
    /// Its moment never came.
    StillOpen,
}

/// A promise that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Which.
    pub promise: PromiseId,
    /// Where it was made.
    pub made: At,
    /// The turn in which its moment came, and the last turn to keep it.
    pub due: Option<(u8, u8)>,
    /// What became of it.
    pub fate: Fate,
}

/// Every promise that was made, in order. One made again after it was settled is another.
pub fn find(played: &Played) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    for (turn, moment) in played.moments() {
        let at = At::new(turn, moment.line);
        match moment.event {
            Event::Promised { promise } => {
                found.push(Word { promise, made: at, due: None, fate: Fate::StillOpen });
            }
            Event::PromiseDue { promise, due } => settle(&mut found, promise, Fate::StillDue, Some((turn, due))),
            Event::PromiseKept { promise } => settle(&mut found, promise, Fate::Kept(at), None),
            Event::PromiseBroken { promise } => settle(&mut found, promise, Fate::Broken(at), None),
            Event::WalkedBack { promise } => settle(&mut found, promise, Fate::WalkedBack(at), None),
            _ => {}
        }
    }
    found
}

fn settle(found: &mut [Word], promise: PromiseId, fate: Fate, due: Option<(u8, u8)>) {
    if let Some(word) = found.iter_mut().rev().find(|word| word.promise == promise) {
        word.fate = fate;
        word.due = due.or(word.due);
    }
}
