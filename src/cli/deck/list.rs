//! `deck list`: the built-in decks, a line each.

use crate::deck::library;
use std::io::Write as _;

pub(super) fn run() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for (name, _) in library::BUILT_IN {
        let deck = super::load(name.as_ref())?;
        writeln!(out, "{name}: {}", deck.title.get(&deck.language))?;
    }
    Ok(())
}
