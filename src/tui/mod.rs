//! The full screen. It draws a view and sends commands; it holds no rule, and never looks past the view of
//! the seat that has the keyboard. A panel is a function of (view, area): drawing changes nothing.

#![allow(clippy::enum_glob_use, reason = "the actions of a screen are read as a list")]

mod app;
mod dialogs;
mod keys;
mod panels;
mod play;
mod screen;
mod screens;
mod terminal;
#[cfg(test)]
mod tests;
mod text;
mod theme;

pub use app::App;
pub use theme::Theme;

use crate::journal::Tape;
use crate::rules::Eyes;
use crate::table::Table;
use std::io;

/// How to start.
#[derive(Debug)]
pub enum Start {
    /// On the title screen.
    Title,
    /// At a table that is set.
    Play(Table),
    /// At a table where only policies sit: one watches.
    Demo(Table),
    /// In the replay of a saved game: through whose eyes, and from which turn.
    Replay(Box<Tape>, Eyes, Option<u8>),
    /// With two saved games side by side.
    Beside(Box<[Tape; 2]>, Eyes, Option<u8>),
}

/// Takes the terminal over, plays, and gives it back whole.
///
/// # Errors
/// Where the terminal fails.
pub fn run(start: Start) -> io::Result<()> {
    terminal::run(App::new(start, Theme::from_environment()))
}
