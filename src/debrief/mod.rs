//! The after-action review, from a journal: what the table did, expected and missed, as data, as a report, as
//! Markdown and HTML. Every claim is computed from the record and names its turn; `docs/debrief.md` defines each.
//! Floating point is allowed here, for scores and shares, and never flows back into a game.

mod branching;
pub mod compare;
pub mod export;
pub mod find;
mod hypothesis;
pub mod page;
mod played;
mod recommendations;
mod record;
pub mod report;
mod review;
mod words;

pub use branching::branch_name;
pub use compare::{CompareError, Comparison};
pub use hypothesis::Measure;
pub use played::{Aside, Moment, Played, Turn};
pub use record::{Paper, Record, Step};
pub use review::Review;
pub use words::Words;
