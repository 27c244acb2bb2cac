//! The decks that are compiled into the binary, and how a deck's name finds its text.

use super::read::DeckPlace;
use std::path::Path;

/// The built-in decks: name and text.
pub const BUILT_IN: &[(&str, &str)] =
    &[("today-is-not-the-day", include_str!("../../assets/decks/today-is-not-the-day.json"))];

/// The deck that is played unless told otherwise.
pub const DEFAULT: &str = "today-is-not-the-day";

/// The text of a built-in deck.
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// What a user means by a deck's name: a built-in deck, or else a file.
pub fn place(name: &str) -> DeckPlace {
    if built_in(name).is_some() { DeckPlace::BuiltIn(name.to_owned()) } else { DeckPlace::File(name.into()) }
}

/// What a deck means by the name of the deck it extends: a built-in one, or a file in its own folder.
pub(super) fn resolve(name: &str, from: &DeckPlace) -> Result<DeckPlace, String> {
    if built_in(name).is_some() {
        return Ok(DeckPlace::BuiltIn(name.to_owned()));
    }
    let DeckPlace::File(from) = from else {
        return Err(format!("no built-in deck is called `{name}`"));
    };
    let folder = match from.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|error| format!("the deck's folder cannot be read: {error}"))?;
    let path = folder.join(name);
    let path = path.canonicalize().map_err(|error| format!("`{name}` cannot be read: {error}"))?;
    if !path.starts_with(&folder) {
        return Err(format!("`{name}` lies outside this deck's own folder"));
    }
    Ok(DeckPlace::File(path))
}
