//! What the tests share: the built-in deck, compiled once, and tables to play at.
#![allow(dead_code, reason = "each test file uses some of it")]

use not_today::deck::{Deck, library};
use not_today::table::{Control, Setup, Table};
use std::sync::{Arc, OnceLock};

/// The built-in deck, compiled once.
pub fn deck() -> Arc<Deck> {
    static DECK: OnceLock<Arc<Deck>> = OnceLock::new();
    Arc::clone(DECK.get_or_init(|| Arc::new(Deck::load(library::DEFAULT).expect("the built-in deck is sound"))))
}

/// A table at which every seat is played by the same policy, or by people (`human`).
pub fn table_of(deck: &Arc<Deck>, scenario: usize, who: &str, seed: u64) -> Table {
    let seats = deck.names.seats.iter().map(|seat| (seat.to_owned(), Control::from_name(who))).collect();
    let scenario = deck.names.scenarios.name(scenario).to_owned();
    let setup = Setup { seats, scenario: Some(scenario), ..Setup::default() };
    Table::unsaved(deck, &setup, seed).expect("the seats and the scenario are the deck's own")
}
