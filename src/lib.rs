//! Not Today.
pub mod deck;
pub mod rules;
