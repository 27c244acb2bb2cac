//! The game itself, pure. A [`State`], a [`Command`], [`Event`]s: deciding reads a state and returns events or
//! a refusal with its reason, applying folds events in, and there is no third way to change a state. This
//! room knows no file, no clock, no screen, no floating point, no hash map's order and no global randomness.

mod any;
mod apply;
pub mod audience;
pub mod command;
pub mod content;
pub mod decide;
pub mod dice;
pub mod event;
pub mod fall;
mod game;
pub mod holds;
pub mod law;
mod lookout;
pub mod options;
mod picture;
mod refusal;
pub mod sharing;
mod sink;
mod state;
mod vantage;
pub mod view;

pub use audience::Eyes;
pub use command::{Actor, Answer, Command, DecisionCard, Direction, MarkKind};
pub use event::{Cause, Event};
pub use game::{Game, Happening, Moment};
pub use lookout::Lookout;
pub use picture::Picture;
pub use refusal::{Reason, Refusal};
pub use sink::{Sink, Untold};
pub use state::{Asked, Due, Fall, Manner, Order, Procedure, Running, Signal, State, Word};
pub use vantage::Vantage;

/// The version of the rules that a save names. It grows when the same commands would come to other events.
pub const RULES_VERSION: u32 = 3;
