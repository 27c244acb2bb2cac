//! Who plays the adversary when its ladder's dice do not: policies of its own, one file each with one trait. They
//! see a [`Lookout`] and nothing else, and choose which events are drawn. The question, and its die, stay the
//! ladder's.

mod opportunist;
mod search;

use super::Chance;
use crate::deck::{Deck, EventId, SeatId};
use crate::rules::{Command, Eyes, Lookout, State, decide};

/// A way of playing the adversary.
pub trait Adversary: std::fmt::Debug + Send + Sync {
    /// Its name on the command line and in saves.
    fn name(&self) -> &'static str;

    /// What it does next: as many events as are due, each once, out of its pool.
    fn choose(&self, lookout: &Lookout<'_>, chance: &mut Chance) -> Vec<EventId>;
}

/// The names of all policies. `deck` is the ladder as written: dice, and nobody who chooses.
pub const NAMES: &[&str] = &["deck", "opportunist", "search"];

/// What a policy believes, in a line; nothing for a name that is none.
pub fn belief(name: &str) -> &'static str {
    match name.split(':').next().unwrap_or(name) {
        "deck" => "the ladder as written: its dice draw what comes",
        "opportunist" => "probes the weakest seam: what nobody is ready for, where the table is weakest",
        "search" => {
            "looks ahead from what is public, and does what breaks the table most often (search:100 looks harder)"
        }
        _ => "",
    }
}

/// The policy of a name: `deck` is nobody. Nothing for a name that is none.
pub fn policy(name: &str) -> Option<Option<Box<dyn Adversary>>> {
    match name {
        "deck" => Some(None),
        "opportunist" => Some(Some(Box::new(opportunist::Opportunist))),
        name => super::rollouts(name, search::ROLLOUTS)
            .map(|rollouts| Some(Box::new(search::Search::new(rollouts)) as Box<dyn Adversary>)),
    }
}

/// The name by which the adversary is seated on the command line: the ladder's own, in small letters.
pub fn key(deck: &Deck) -> String {
    deck.ladder.who.get(&deck.language).to_lowercase().replace(char::is_whitespace, "_")
}

/// What a policy does next, with `sent` choices behind it in this turn: a command that is always accepted.
/// `picture` is what is public ([`Eyes::Public`]); of the state itself only what could be drawn is read.
pub fn next_command(policy: &dyn Adversary, deck: &Deck, state: &State, picture: &State, sent: u16) -> Command {
    let pool = decide::pool(deck, state);
    let Some(lookout) = Lookout::new(deck, picture, &pool) else { return Command::Draw { cards: Vec::new() } };
    let mut chance = Chance::of_adversary(state.seed(), state.turn(), sent);
    let mut cards = Vec::new();
    // What it errs in is put right: the table is not held up.
    let chosen = policy.choose(&lookout, &mut chance);
    for card in chosen.into_iter().chain(pool.iter().copied()) {
        if cards.len() < lookout.count() && pool.contains(&card) && !cards.contains(&card) {
            cards.push(card);
        }
    }
    Command::Draw { cards }
}

/// Whose eyes the adversary has.
pub const EYES: Eyes = Eyes::Public;

/// A seat that no deck has: the adversary's place where a seat is asked for.
pub(super) const NO_SEAT: SeatId = SeatId(u8::MAX);
