//! One file per screen. To add one: a file here that implements [`super::screen::Screen`], its `mod` line below,
//! and the key that answers [`super::screen::Go::To`] with it.

pub mod curtain;
pub mod debrief;
pub mod end;
pub mod facilitator;
pub mod help;
pub mod loading;
pub mod message;
pub mod new_game;
pub mod question;
pub mod replay;
pub mod saves;
pub mod table;
pub mod title;
