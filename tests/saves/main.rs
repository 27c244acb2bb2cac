//! Saved games last: they survive a pulled plug and a full disk, show any tampering, open in every later version.

mod astray;
mod damage;
mod disk;
#[path = "../common/folder.rs"]
mod folder;
mod forged;
mod kill;
mod long;
mod onscreen;
mod outside;
mod replay;
mod shipped;
mod strangers;
mod travel;

use not_today::deck::Deck;
use not_today::journal::{Begin, Decks, Journal, Sink, Verdict, verify_from};
use not_today::players;
use not_today::rules::{Actor, Command, Game, Vantage};
use std::io;
use std::path::Path;
use std::process::Output;
use std::sync::{Arc, Mutex, OnceLock};

/// A deck that fits on a page, so that whole games of it are small enough to be damaged in every way.
const SMALL_DECK: &str = include_str!("small-deck.json");

fn small_deck() -> Arc<Deck> {
    static DECK: OnceLock<Arc<Deck>> = OnceLock::new();
    let load = || Arc::new(Deck::from_text("small-deck", SMALL_DECK).expect("the small deck is sound"));
    Arc::clone(DECK.get_or_init(load))
}

/// A disk that never fails.
#[derive(Debug, Default, Clone)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Memory {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().expect("nobody panicked over it").clone()
    }
}

impl Sink for Memory {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.lock().expect("nobody panicked over it").extend(bytes);
        Ok(())
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.0.lock().expect("nobody panicked over it").truncate(usize::try_from(length).expect("it fits"));
        Ok(())
    }
}

/// A game of a deck's first scenario, before its opening is applied.
fn before(deck: &Arc<Deck>, seed: u64) -> Game {
    Game::before(Arc::clone(deck), not_today::deck::ScenarioId(0), seed)
}

/// What the header of such a game says.
fn beginning<'a>(deck: &'a Deck, seed: u64, events: &'a [not_today::rules::Event]) -> Begin<'a> {
    let seats = deck.names.seats.iter().map(|seat| (seat.to_owned(), "random".to_owned())).collect();
    Begin { deck, scenario: deck.names.scenarios.name(0), seed, language: "en", seats, events }
}

/// The next command of a game in which every seat plays at random, and now and then writes a note.
fn next_command(game: &Game, sent: u16) -> (Actor, Command) {
    if sent % 7 == 3 {
        return (
            Actor::Facilitator,
            Command::Mark { kind: not_today::rules::MarkKind::Note, text: "Look — “here”".into() },
        );
    }
    let seat =
        (0..game.deck().seats.len()).map(not_today::deck::SeatId::at).find(|seat| !game.state().has_sealed(*seat));
    let seat = seat.expect("a game that is not over waits for somebody");
    let policy = players::policy("random").expect("it is built in");
    let vantage = Vantage::new(game.deck(), game.state(), seat);
    (Actor::Seat(seat), players::next_command(policy.as_ref(), &vantage, game.state().seed(), sent))
}

/// The bytes of a whole game of the small deck.
fn whole_game(seed: u64) -> Vec<u8> {
    let deck = small_deck();
    let disk = Memory::default();
    let mut journal = Journal::on(Path::new("small.jsonl"), Box::new(disk.clone()));
    let mut game = before(&deck, seed);
    let opening = game.opening();
    journal.begin(&beginning(&deck, seed, &opening)).expect("memory takes everything");
    game.apply(&opening);
    for sent in 0.. {
        if game.state().outcome().is_some() {
            break;
        }
        let (actor, command) = next_command(&game, sent);
        let Ok(events) = game.decide(actor, &command) else { continue };
        journal.append(&game, actor, &command, &events).expect("memory takes everything");
        game.apply(&events);
    }
    disk.bytes()
}

fn verdict(bytes: &[u8], decks: &mut Decks) -> Verdict {
    verify_from(bytes, decks).expect("memory can be read")
}

/// Runs the program.
fn run(args: &[&str], input: &str) -> Output {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_not-today"));
    command.args(args);
    folder::run_on(command, input)
}

/// How many lines end in these bytes.
fn lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is text")
}
