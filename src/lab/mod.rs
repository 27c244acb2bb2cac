//! Thousands of games: what a measure is worth, whether a deck is fair. Policies play against the ladder on
//! bare states, with no log and no file; the same seeds give the same games on any number of threads.
//! Floating point is allowed here, for shares and intervals, and never flows back into a game.

mod bench;
mod interval;
mod record;
pub mod rehearsal;
mod run;
mod slices;
mod worth;

pub use bench::{Bench, BenchError, Grant, Room};
pub use interval::{Share, paired};
pub use record::{CardCount, Record, Summary};
pub use run::{Run, run};
pub use slices::{finish_json, merge_json};
pub use worth::{Line, Worth, preparations, worth};
