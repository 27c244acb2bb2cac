//! How long a debrief takes: a game of sixty turns from its file to its report, and thirty games compared. Prints
//! the median of some runs; `cargo bench --bench debrief`.

use not_today::debrief::{Comparison, Record, Review, export, report};
use not_today::deck::{Deck, library};
use not_today::journal::Decks;
use not_today::table::{Control, Setup, Table};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The built-in deck with a scenario as long as any can be, in which the day never comes.
fn sixty_turns(folder: &Path) -> PathBuf {
    let path = folder.join("sixty.json");
    let deck = Deck::load(library::DEFAULT).expect("the built-in deck is sound");
    let rungs: Vec<serde_json::Value> = deck.source()["ladder"]["rungs"]
        .as_array()
        .expect("rungs")
        .iter()
        .map(|rung| {
            let mut rung = rung.clone();
            let object = rung.as_object_mut().expect("a rung");
            object.remove("today");
            rung
        })
        .collect();
    let mut ladder = deck.source()["ladder"].clone();
    ladder["rungs"] = rungs.into();
    let source = serde_json::json!({
        "format": 1, "id": "sixty", "title": "Sixty turns", "about": "For the bench.", "extends": "today-is-not-the-day",
        "ladder": ladder,
        "outcomes": [],
        "remove": deck.names.outcomes.iter().filter(|id| *id != "not_today").map(|id| format!("outcomes/{id}")).collect::<Vec<_>>(),
        "scenarios": [{ "id": "sixty", "title": "Sixty turns", "brief": "Long.", "date": "2027-04-01", "rung": "grey_zone", "source": "scenario",
            "acts": [
                { "act": "foundation", "brief": "b", "turns": 20, "months": 1 },
                { "act": "crisis", "brief": "b", "turns": 39, "days": 1 },
                { "act": "conflict", "brief": "b", "turns": 1, "days": 1 }
            ] }]
    });
    std::fs::write(&path, source.to_string()).expect("it is written");
    path
}

fn play(folder: &Path, deck: &str, scenario: &str, seed: u64) -> PathBuf {
    let save = folder.join(format!("{scenario}-{seed}.jsonl"));
    let seats = ["japan", "us", "taiwan"].map(|seat| (seat.to_owned(), Control::from_name("random")));
    let setup = Setup {
        deck: deck.into(),
        scenario: Some(scenario.to_owned()),
        seats: seats.to_vec(),
        seed: Some(seed),
        save: Some(save.clone()),
        ..Setup::default()
    };
    let mut table = Table::start(&setup).unwrap_or_else(|error| panic!("{error}"));
    while table.step().expect("it is kept") {}
    save
}

fn median(what: &str, runs: usize, mut run: impl FnMut()) {
    let mut took: Vec<Duration> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    took.sort();
    println!("{what}: median {:.3} s, best {:.3} s", took[runs / 2].as_secs_f64(), took[0].as_secs_f64());
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let long = sixty_turns(folder.path());
    let save = play(folder.path(), long.to_str().expect("a plain path"), "sixty", 1);
    let turns = Review::of(Record::read(&save).expect("it can be read")).played.turns.len();
    median(&format!("a game of {turns} turns, read and written as Markdown and HTML"), 9, || {
        let page = report::page(&Review::of(Record::read(&save).expect("it can be read")));
        assert!(export::markdown::write(&page).len() + export::html::write(&page).len() > 10_000);
    });
    let saves: Vec<PathBuf> =
        (0..30).map(|seed| play(folder.path(), library::DEFAULT, "full_campaign", seed)).collect();
    median("thirty games, read, compared and written as Markdown and HTML", 5, || {
        let mut decks = Decks::default();
        let games = saves.iter().map(|save| Review::of(Record::read_with(save, &mut decks).expect("it can be read")));
        let comparison = Comparison::of(games.collect(), false).expect("one deck");
        let page = report::comparison(&comparison);
        assert!(export::markdown::write(&page).len() + export::html::write(&page).len() > 10_000);
    });
}
