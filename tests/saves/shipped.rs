//! The games in `saves/`, and those of earlier rules in `tests/saves/rules-2/`: every version opens, replays, verifies and
//! debriefs them.

use not_today::journal::{Decks, read_with, verify};
use not_today::rules::{Event, Eyes, view};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn shipped() -> Vec<PathBuf> {
    let folders = ["saves", "tests/saves/rules-2"].map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
    let read = |folder: PathBuf| std::fs::read_dir(folder).expect("the folder is there").flatten();
    let files = folders.into_iter().flat_map(read).map(|entry| entry.path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|e| e == "jsonl")).collect();
    files.sort();
    files
}

#[test]
fn every_shipped_game_opens_replays_and_verifies() {
    let mut decks = Decks::default();
    let mut outcomes = BTreeSet::new();
    for path in shipped() {
        let told = path.display();
        let record = read_with(&path, &mut decks).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((&record.damage, record.torn), (&None, None), "{told}");
        // Replayed by its events alone, line by line, the state is the recorded one at each turn's end.
        let mut game = record.opened();
        for entry in &record.entries {
            game.apply(&entry.events);
            if let Some(state) = &entry.state {
                let now = not_today::journal::state_digest(game.deck(), game.state());
                assert_eq!(now, *state, "{told}: command {} of turn {}", entry.n, game.state().turn());
            }
        }
        let outcome = game.state().outcome().unwrap_or_else(|| panic!("{told} is not finished"));
        outcomes.insert(outcome.name(&record.deck.names).to_owned());
        for eyes in std::iter::once(Eyes::All)
            .chain((0..record.deck.seats.len()).map(|n| Eyes::Seat(not_today::deck::SeatId::at(n))))
        {
            assert!(view::of(&game, eyes, &record.header.language).end.is_some(), "{told}");
        }
        let verdict = verify(&path, &mut decks).expect("it can be read");
        assert_eq!(verdict.difference, None, "{told}");
        let review = not_today::debrief::Review::of(not_today::debrief::Record::read(&path).expect("it is a save"));
        assert_eq!(usize::from(game.state().turn()), review.played.turns.len(), "{told}");
        assert!(record.entries.iter().any(|entry| entry.events.iter().any(|e| matches!(e, Event::TurnEnded { .. }))));
    }
    assert!(outcomes.len() >= 4, "only {outcomes:?}");
}
