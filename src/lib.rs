//! Not Today.
pub mod deck;
