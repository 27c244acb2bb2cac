//! Thousands of games: what a measure is worth, whether a deck is fair. Policies play against the ladder on
//! bare states, with no log and no file; the same seeds give the same games on any number of threads.
//! Floating point is allowed here, for shares and intervals, and never flows back into a game.

mod balance;
mod bench;
mod course;
mod interval;
mod luck;
mod onlookers;
mod record;
pub mod rehearsal;
mod run;
mod slices;
mod whatif;
mod worth;

pub use balance::{Balance, Fared, balance};
pub use bench::{Bench, BenchError, Grant, Room};
pub use course::{Course, Step, Turn};
pub use interval::{Share, paired};
pub use luck::{MeterLuck, TurnLuck, TurnResult, Verdict, luck, play_turn};
pub use record::{CardCount, Record, Summary};
pub use run::{Run, run};
pub use slices::{finish_json, merge_json};
pub use whatif::{Lines, Outcome, Side, WhatIf, WhatIfError};
pub use worth::{Line, Worth, preparations, worth};
