//! The full screen.
use crate::table::Table;
/// How to start.
#[derive(Debug)]
pub enum Start {
    /// title
    Title,
    /// play
    Play(Table),
    /// demo
    Demo(Table),
}
/// Runs.
///
/// # Errors
/// Terminal.
pub fn run(_start: Start) -> std::io::Result<()> {
    Ok(())
}
