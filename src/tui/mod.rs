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
mod settings;
mod staff;
mod terminal;
#[cfg(test)]
mod tests;
mod text;
mod theme;

pub use app::App;
pub use settings::{Settings, SettingsError};
pub use theme::Theme;

use crate::journal::Tape;
use crate::rules::Eyes;
use crate::table::{StartError, Table};
use screen::Setter;
use std::io;
use std::path::PathBuf;

/// How to start.
pub enum Start {
    /// On the title screen.
    Title,
    /// With a list of saved games, to go on with one.
    Saves(Vec<PathBuf>),
    /// At a table that is set.
    Play(Table),
    /// At a table where only policies sit: one watches.
    Demo(Table),
    /// In the replay of a saved game: through whose eyes, and from which turn.
    Replay(Box<Tape>, Eyes, Option<u8>),
    /// With two saved games side by side.
    Beside(Box<[Tape; 2]>, Eyes, Option<u8>),
    /// At a table that is set once the screen is up.
    Later {
        /// Sets the table, and tells what a person should know of it.
        set: Setter,
        /// A passphrase for a facilitator is asked for first.
        facilitator: bool,
    },
}

impl std::fmt::Debug for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Title => "Title",
            Self::Saves(_) => "Saves",
            Self::Play(_) => "Play",
            Self::Demo(_) => "Demo",
            Self::Replay(..) => "Replay",
            Self::Beside(..) => "Beside",
            Self::Later { .. } => "Later",
        })
    }
}

/// Why the screen ended before anybody left it.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The terminal failed.
    #[error("the terminal failed; what was accepted in an open game is on disk")]
    Terminal(#[from] io::Error),
    /// The table could not be set.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The settings cannot be read.
    #[error(transparent)]
    Settings(#[from] settings::SettingsError),
}

/// Takes the terminal over, plays, and gives it back whole.
///
/// # Errors
/// Where the terminal fails, the table cannot be set, or the settings cannot be read.
pub fn run(start: Start) -> Result<(), RunError> {
    let settings = settings::read()?;
    terminal::run(start, settings)
}
