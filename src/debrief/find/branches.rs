//! The turns worth branching from: where another decision, or another die, could have made another game.

use super::luck::Question;
use super::orders::Barred;
use super::procedures::{End, Procedure};
use super::promises::{Fate, Word};
use super::signals::{Became, Noticed};
use super::turning::TurningPoint;
use std::collections::BTreeMap;

/// Why a turn is worth branching from. The numbers are places in the review's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A turning point.
    Turning(usize),
    /// A narrow question.
    Narrow(usize),
    /// A signal missed with means at hand.
    Missed(usize),
    /// Something the law stopped.
    Barred(usize),
    /// A promise broken.
    Broken(usize),
    /// A procedure that failed.
    Failed(usize),
}

/// A turn worth branching from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The turn, to be played again from its start.
    pub turn: u8,
    /// Why.
    pub why: Vec<Why>,
}

/// Everything that makes a turn worth branching from; those with the most reasons first.
pub fn find(
    turning: &[TurningPoint],
    questions: &[Question],
    signals: &[Noticed],
    barred: &[Barred],
    words: &[Word],
    procedures: &[Procedure],
) -> Vec<Branch> {
    let mut turns: BTreeMap<u8, Vec<Why>> = BTreeMap::new();
    let mut add = |turn: u8, why: Why| turns.entry(turn).or_default().push(why);
    for (n, point) in turning.iter().enumerate() {
        add(point.at.turn, Why::Turning(n));
    }
    for (n, question) in questions.iter().enumerate() {
        if question.narrow.is_some() {
            add(question.at.turn, Why::Narrow(n));
        }
    }
    for (n, signal) in signals.iter().enumerate() {
        if matches!(&signal.became, Became::Missed(means) if !means.is_empty()) {
            add(signal.at.turn, Why::Missed(n));
        }
    }
    for (n, stopped) in barred.iter().enumerate() {
        add(stopped.at.turn, Why::Barred(n));
    }
    for (n, word) in words.iter().enumerate() {
        if let Fate::Broken(at) = word.fate {
            add(at.turn, Why::Broken(n));
        }
    }
    for (n, procedure) in procedures.iter().enumerate() {
        if let End::Failed(at) = procedure.end {
            add(at.turn, Why::Failed(n));
        }
    }
    let mut found: Vec<Branch> = turns.into_iter().map(|(turn, why)| Branch { turn, why }).collect();
    found.sort_by_key(|branch| (std::cmp::Reverse(branch.why.len()), branch.turn));
    found
}
