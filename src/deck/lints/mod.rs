//! What an author may want to look at in a deck that loads: one file per lint, each with its page of the manual as data.
//! Every lint is linear in the deck, and none says that something cannot be which can.

mod averted;
mod condition;
mod consent;
mod empty_rung;
mod flags;
mod idle_chance;
mod idle_response;
mod idle_seat;
mod look;
mod never_comes_up;
mod never_lawful;
mod promise;
mod shadowed;
mod sourceless;
mod too_wide;
mod translation;
mod unanswerable;
mod unserved;
mod world;

use super::codes::Code;
use super::merge::Merged;
use super::model::Deck;
use super::source::DeckSource;
use look::Look;

/// The codes of the lints.
pub(super) const CODES: &[&Code] = &[
    &never_comes_up::CODE,
    &condition::CODE,
    &condition::ALWAYS,
    &flags::CODE,
    &flags::UNREAD,
    &empty_rung::CODE,
    &idle_seat::CODE,
    &unanswerable::CODE,
    &shadowed::CODE,
    &promise::CODE,
    &promise::UNMADE,
    &never_lawful::CODE,
    &too_wide::CODE,
    &translation::CODE,
    &sourceless::CODE,
    &unserved::CODE,
    &consent::CODE,
    &idle_response::CODE,
    &idle_chance::CODE,
    &averted::CODE,
];

/// Runs every lint on a deck that loads.
pub(super) fn run(deck: &Deck, source: &DeckSource<'_>, merged: &Merged) {
    let mut look = Look::new(deck, source, merged);
    for lint in [
        never_comes_up::look,
        condition::look,
        flags::look,
        empty_rung::look,
        idle_seat::look,
        unanswerable::look,
        shadowed::look,
        promise::look,
        never_lawful::look,
        too_wide::look,
        translation::look,
        sourceless::look,
        unserved::look,
        consent::look,
        idle_response::look,
        idle_chance::look,
        averted::look,
    ] {
        lint(&mut look);
    }
}
