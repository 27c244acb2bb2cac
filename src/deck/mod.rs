//! The deck.
pub mod source;
