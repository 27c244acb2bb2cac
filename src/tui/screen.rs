//! What every screen is: something that lists its actions, takes a key, and draws itself. A new screen is one
//! file in `screens`, and whoever opens it answers a key with [`Go::To`]; nothing else has to know of it.

use super::keys::{Action, Keymap};
use super::play::Play;
use super::theme::Theme;
use crate::table::{StartError, Table};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use std::fmt::Debug;
use std::time::Duration;

/// A key that was pressed, and what it asks for on this screen.
#[derive(Debug, Clone, Copy)]
pub struct Press {
    /// The key, for those who take text.
    pub code: KeyCode,
    /// The first action of the screen that the key is bound to.
    pub action: Option<Action>,
}

/// What all screens share.
#[derive(Debug)]
pub struct Shared {
    /// The game, once somebody sits at a table.
    pub play: Option<Play>,
    /// Colors and marks.
    pub theme: Theme,
    /// Which keys ask for what.
    pub keys: Keymap,
}

/// What follows a key.
#[derive(Debug)]
pub enum Go {
    /// The same screen.
    Stay,
    /// Another screen.
    To(Box<dyn Screen>),
    /// A dialog over this screen.
    Over(Box<dyn Screen>),
    /// This dialog is done; the screen below is told of it.
    Close(Told),
    /// The help, over this screen.
    Help,
    /// A table was set, or could not be.
    Sit(Box<Result<(Table, Option<String>), StartError>>),
    /// Leave.
    Quit,
}

/// What a dialog tells the screen below when it closes.
#[derive(Debug)]
pub enum Told {
    /// Nothing.
    Nothing,
    /// A command was sent; what is to be said of it.
    Sent(String),
    /// The log is to be searched.
    Search(String),
    /// A line was typed.
    Typed(String),
}

/// A screen, or a dialog over one.
pub trait Screen: Debug {
    /// Its name, for the title of the help.
    fn name(&self) -> &'static str;

    /// What can be asked for here, what matters most first. Keys are looked up in this order; the line of keys
    /// and the help are made of it. Help is added to every screen.
    fn actions(&self, shared: &Shared) -> Vec<Action>;

    /// Whether characters are text here: then only other keys ask for actions.
    fn is_typing(&self) -> bool {
        false
    }

    /// Takes a key.
    fn press(&mut self, press: Press, shared: &mut Shared) -> Go;

    /// Is told how a dialog over it ended.
    fn told(&mut self, _: Told, _: &mut Shared) -> Go {
        Go::Stay
    }

    /// What opens over it as soon as it is shown.
    fn opens(&mut self, _: &mut Shared) -> Option<Box<dyn Screen>> {
        None
    }

    /// Lets time pass, for what moves by itself. Whether it has to be drawn again.
    fn tick(&mut self, _: Duration) -> bool {
        false
    }

    /// Whether it stands over another screen and tells its keys itself.
    fn is_dialog(&self) -> bool {
        false
    }

    /// Draws itself; changes nothing.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, shared: &Shared);

    /// What is to be said above the line of keys.
    #[allow(clippy::unnecessary_literal_bound, reason = "screens that say something borrow it from themselves")]
    fn status(&self) -> &str {
        ""
    }

    /// What the help explains of this screen, paragraph by paragraph.
    fn about(&self) -> &'static [&'static str] {
        &[]
    }
}
