//! What every screen is: something that lists its actions, takes a key, and draws itself. A new screen is one
//! file in `screens`, and whoever opens it answers a key with [`Go::To`]; nothing else has to know of it.

use super::keys::{Action, Keymap};
use super::play::Play;
use super::settings::Settings;
use super::staff::Staff;
use super::theme::Theme;
use crate::table::facilitator::{Facilitator, Phase};
use crate::table::{StartError, Table};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use std::cell::RefCell;
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
    /// Whether anything may move by itself.
    pub motion: bool,
    /// What can be clicked, as it was drawn last.
    pub hits: Hits,
    /// How long a selection must rest before everything about it is drawn.
    pub rest: Duration,
    /// How long the application has run: the only clock of the screen.
    pub now: Duration,
    /// The white cell, where one sits at this table.
    pub facilitator: Facilitator,
    /// The staff of whoever has the keyboard.
    pub staff: Staff,
}

impl Shared {
    /// What is shared before anybody sits down.
    pub fn new(settings: Settings) -> Self {
        let Settings { theme, keys, motion, rest, staff, .. } = settings;
        Self {
            play: None,
            theme,
            keys,
            motion,
            hits: Hits::default(),
            rest,
            now: Duration::ZERO,
            facilitator: Facilitator::default(),
            staff: Staff::new(staff),
        }
    }
}

/// What a click on some place does.
#[derive(Debug, Clone, Copy)]
pub enum Hit {
    /// Asks for an action.
    Do(Action),
    /// Picks a row.
    Row(usize),
}

/// The places that can be clicked, noted as they are drawn.
#[derive(Debug, Default)]
pub struct Hits(RefCell<Vec<(Rect, Hit)>>);

impl Hits {
    /// Notes a place.
    pub fn note(&self, place: Rect, hit: Hit) {
        self.0.borrow_mut().push((place, hit));
    }

    /// Forgets all places: something else is drawn over them.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// What is at a place: what was drawn last there.
    pub fn at(&self, x: u16, y: u16) -> Option<Hit> {
        let at = ratatui::layout::Position { x, y };
        self.0.borrow().iter().rev().find(|(place, _)| place.contains(at)).map(|(_, hit)| *hit)
    }
}

/// A table that was set, with what a person should know of it; or why it could not be.
pub type Set = Result<(Table, Option<String>), StartError>;

/// Sets a table.
pub type Setter = Box<dyn FnOnce() -> Set>;

/// What follows a key.
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
    Sit(Box<Set>),
    /// A table is to be set once a passphrase for its facilitator has been chosen.
    With(Setter),
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

    /// A row was clicked.
    fn pick(&mut self, _row: usize, _: &mut Shared) -> Go {
        Go::Stay
    }

    /// In how long it is to be drawn anew without a key; nothing where it stands still.
    fn wakes(&self, _: &Shared) -> Option<Duration> {
        None
    }

    /// What the table does while this is shown, for the timer; nothing where its time does not begin anew.
    fn phase(&self, _: &Shared) -> Option<Phase> {
        None
    }

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
