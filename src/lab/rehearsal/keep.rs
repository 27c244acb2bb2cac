//! Keeps a game that went wrong as a save, up to where it went wrong: it opens like any other.

use crate::deck::{Deck, ScenarioId};
use crate::journal::{Begin, Journal, JournalError};
use crate::rules::{Actor, Command, Game};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// Writes the commands of a game as a save, as far as the rules carry them out.
///
/// # Errors
/// Where the save exists, or cannot be written.
pub fn keep(
    deck: &Arc<Deck>,
    scenario: ScenarioId,
    seed: u64,
    commands: &[(Actor, Command)],
    path: &Path,
) -> Result<(), JournalError> {
    let mut game = Game::before(Arc::clone(deck), scenario, seed);
    let opening = game.opening();
    let begin = Begin {
        deck,
        scenario: scenario.name(&deck.names),
        seed,
        language: &deck.language,
        seats: deck.names.seats.iter().map(|seat| (seat.to_owned(), "random".to_owned())).collect(),
        events: &opening,
    };
    let mut journal = Journal::create(path, &begin)?;
    game.apply(&opening);
    for (actor, command) in commands {
        // The last one may be what the rules fail at.
        let Ok(Ok(events)) = catch_unwind(AssertUnwindSafe(|| game.decide(*actor, command))) else { break };
        journal.append(&game, *actor, command, &events)?;
        game.apply(&events);
    }
    Ok(())
}
