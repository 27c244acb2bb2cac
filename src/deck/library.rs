//! The decks that are compiled into the binary, and how a deck's name finds its text.

use super::diagnostic::Finding;
use super::ids::nearest;
use super::read::DeckPlace;
use super::text::clean;
use std::ffi::OsStr;
use std::path::{Component, Path};

/// The built-in decks: name and text.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("today-is-not-the-day", include_str!("../../assets/decks/today-is-not-the-day.json")),
    ("second-thomas-shoal", include_str!("../../assets/decks/second-thomas-shoal.json")),
];

/// The deck that is played unless told otherwise.
pub const DEFAULT: &str = "today-is-not-the-day";

/// The text of a built-in deck.
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// What a user means by a deck's name: a built-in deck, or else a file.
pub fn place(name: &OsStr) -> DeckPlace {
    match name.to_str() {
        Some(name) if built_in(name).is_some() => DeckPlace::BuiltIn(name.to_owned()),
        _ => DeckPlace::File(name.into()),
    }
}

/// The built-in deck, or the file, that is nearest to a path at which there is none.
pub(super) fn like(path: &Path) -> Option<String> {
    let name = path.to_str()?;
    if let Some(near) = nearest(BUILT_IN.iter().map(|(known, _)| *known), name) {
        return Some(near.to_owned());
    }
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let near = deck_like(folder, path.file_name()?.to_str()?)?;
    Some(clean(&path.with_file_name(near).display().to_string(), 400))
}

/// The deck in a folder whose file name is nearest to one that is not there.
pub(super) fn deck_like(folder: &Path, name: &str) -> Option<String> {
    let files = std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    // A folder of a deck holds a class's decks, not a disk's.
    let mut decks: Vec<String> =
        files.take(1_000).filter(|file| Path::new(file).extension().is_some_and(|kind| kind == "json")).collect();
    decks.sort();
    let whole = format!("{name}.json");
    let near =
        nearest(decks.iter().map(String::as_str), name).or_else(|| nearest(decks.iter().map(String::as_str), &whole));
    near.map(|near| clean(near, 200))
}

/// What a deck means by the name of the deck it extends: a built-in one, or a file in its own folder.
pub(super) fn resolve(name: &str, from: &DeckPlace) -> Result<DeckPlace, Finding> {
    if built_in(name).is_some() {
        return Ok(DeckPlace::BuiltIn(name.to_owned()));
    }
    let shown = clean(name, 200);
    let near = nearest(BUILT_IN.iter().map(|(known, _)| *known), name).map(|near| format!("Did you mean `{near}`?"));
    let help = near.unwrap_or_else(|| "Name a built-in deck, or a file in this deck's own folder.".to_owned());
    let DeckPlace::File(from) = from else {
        return Err(Finding::new("D003", format!("no built-in deck is called `{shown}`")).help(help));
    };
    let leaves = || {
        let message = format!("`{shown}` leads out of this deck's own folder");
        let help = "A deck builds on a built-in deck, or on a file beside it or below it. Copy the file there.";
        Finding::new("D032", message).help(help)
    };
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if !Path::new(name).components().all(inside) {
        return Err(leaves());
    }
    let folder = match from.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let unreadable = |what: &str, error: &std::io::Error| {
        let missing = error.kind() == std::io::ErrorKind::NotFound;
        let message = if missing { format!("there is no {what}") } else { format!("{what} cannot be read: {error}") };
        Finding::new("D003", message).help(help.clone())
    };
    let folder = folder.canonicalize().map_err(|error| unreadable("folder of this deck", &error))?;
    let path = folder.join(name).canonicalize().map_err(|error| {
        let finding = unreadable(&format!("file `{shown}`"), &error);
        match deck_like(&folder, name) {
            Some(near) => finding.help(format!("Did you mean `{near}`?")),
            None => finding,
        }
    })?;
    if !path.starts_with(&folder) {
        let message = format!("`{shown}` is a link that leads out of this deck's own folder");
        return Err(Finding::new("D033", message).help("Copy the file itself into the folder."));
    }
    if !path.is_file() {
        return Err(Finding::new("D003", format!("`{shown}` is not a file")).help(help));
    }
    Ok(DeckPlace::File(path))
}
