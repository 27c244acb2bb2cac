//! *Not Today*: a crisis tabletop game for the terminal. Each turn Beijing acts, three governments answer
//! inside law and politics, and Beijing asks itself: is today the day?
//!
//! The rooms, and what each knows: [`deck`] nothing, [`rules`] the deck, [`journal`] and [`players`] the
//! rules, [`table`] all of these, and the front ends the table. See `ARCHITECTURE.md`.

pub mod cli;
pub mod debrief;
pub mod deck;
pub mod journal;
pub mod lab;
pub mod plain;
pub mod players;
pub mod rules;
pub mod table;
pub mod tui;
