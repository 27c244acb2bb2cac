//! What a key must never do: play what cannot be seen, lose what was written, show one seat's doings to another.

use super::keys::{Action, parse};
use super::screen::{Press, Screen as _, Shared};
use super::screens::new_game::NewGame;
use super::{App, Settings, Start, Theme};
use crate::deck::Deck;
use crate::table::{Control, Setup, Table};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::sync::Arc;

fn table(deck: &Arc<Deck>, who: [&str; 3], seed: u64) -> Table {
    let seats = deck.names.seats.iter().zip(who).map(|(seat, who)| (seat.to_owned(), Control::from_name(who)));
    let setup = Setup { seats: seats.collect(), ..Setup::default() };
    Table::unsaved(deck, &setup, seed).expect("the table is set")
}

fn text(terminal: &Terminal<TestBackend>) -> String {
    terminal.backend().buffer().content.iter().map(ratatui::buffer::Cell::symbol).collect()
}

fn draw(app: &mut App, (width, height): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    app.resized(width, height);
    terminal.draw(|frame| app.draw(frame)).expect("it draws");
    text(&terminal)
}

fn press(app: &mut App, code: KeyCode) {
    app.key(KeyEvent::new(code, KeyModifiers::NONE));
}

#[test]
fn a_screen_that_is_too_small_plays_nothing() {
    let deck = Arc::new(Deck::load(crate::deck::library::DEFAULT).expect("the built-in deck"));
    let mut app = App::new(Start::Play(table(&deck, ["human", "pass", "pass"], 1)), Theme::new(false));
    let before = draw(&mut app, (120, 40));
    draw(&mut app, (40, 10));
    for key in [KeyCode::Char('s'), KeyCode::Enter, KeyCode::Char('1'), KeyCode::Enter] {
        press(&mut app, key);
    }
    assert_eq!(draw(&mut app, (120, 40)), before);
    draw(&mut app, (40, 10));
    press(&mut app, KeyCode::Char('q'));
    assert!(app.has_quit(), "q still works");
}

#[test]
fn a_decision_card_with_a_number_out_of_range_is_not_lost() {
    let deck = Arc::new(Deck::load(crate::deck::library::DEFAULT).expect("the built-in deck"));
    let mut app = App::new(Start::Play(table(&deck, ["human", "pass", "pass"], 1)), Theme::new(false));
    press(&mut app, KeyCode::Char('s'));
    for c in "because".chars() {
        press(&mut app, KeyCode::Char(c));
    }
    press(&mut app, KeyCode::Tab);
    for c in "150".chars() {
        press(&mut app, KeyCode::Char(c));
    }
    press(&mut app, KeyCode::Enter);
    let screen = draw(&mut app, (80, 24));
    assert!(screen.contains("because") && screen.contains("from 0 to 100"), "{screen}");
    press(&mut app, KeyCode::Backspace);
    press(&mut app, KeyCode::Enter);
    assert!(draw(&mut app, (80, 24)).contains("The end of turn 1"));
}

#[test]
fn what_one_seat_searched_for_is_not_shown_to_the_next() {
    let deck = Arc::new(Deck::load(crate::deck::library::DEFAULT).expect("the built-in deck"));
    let mut app = App::new(Start::Play(table(&deck, ["human", "human", "pass"], 1)), Theme::new(false));
    press(&mut app, KeyCode::Enter);
    for c in "/turn".chars() {
        press(&mut app, KeyCode::Char(c));
    }
    press(&mut app, KeyCode::Enter);
    assert!(draw(&mut app, (120, 40)).contains("only “turn”"));
    for key in [KeyCode::Char('s'), KeyCode::Enter, KeyCode::Enter, KeyCode::Char('5')] {
        press(&mut app, key);
    }
    let log = draw(&mut app, (120, 40));
    assert!(log.contains("United States") && !log.contains("only “turn”"), "{log}");
}

#[test]
fn a_panel_names_the_key_that_is_bound() {
    let deck = Arc::new(Deck::load(crate::deck::library::DEFAULT).expect("the built-in deck"));
    let mut settings = Settings::plain(Theme::new(false));
    settings.keys.bind(Action::Search, vec![parse("f4").expect("a key")]);
    let mut app = App::with(Start::Play(table(&deck, ["human", "pass", "pass"], 1)), settings);
    press(&mut app, KeyCode::Enter);
    press(&mut app, KeyCode::Char('5'));
    let log = draw(&mut app, (120, 40));
    assert!(log.contains("Log · F4 searches"), "{log}");
}

#[test]
fn a_deck_given_by_its_path_keeps_the_chosen_scenario() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("mine.json");
    let text = crate::deck::library::built_in(crate::deck::library::DEFAULT).expect("the built-in deck");
    std::fs::write(&path, text).expect("it is written");
    let mut shared = Shared::new(Settings::plain(Theme::new(false)));
    let mut form = NewGame::new();
    let mut press = |form: &mut NewGame, code: KeyCode| {
        let action = shared.keys.action(&KeyEvent::new(code, KeyModifiers::NONE), &form.actions(&shared));
        let action = action.filter(|_| !matches!(code, KeyCode::Char(_)));
        form.press(Press { code, action }, &mut shared);
    };
    for _ in 0..crate::deck::library::DEFAULT.len() {
        press(&mut form, KeyCode::Backspace);
    }
    for c in path.display().to_string().chars() {
        press(&mut form, KeyCode::Char(c));
    }
    // To the scenario, the next one, and up past the deck to the last line.
    for key in [KeyCode::Down, KeyCode::Right, KeyCode::Up, KeyCode::Up] {
        press(&mut form, key);
    }
    let setup = form.setup().expect("it begins");
    let deck = Deck::load(&setup.deck).expect("the same deck");
    assert_eq!(setup.scenario.as_deref(), Some(deck.names.scenarios.name(1)));
}
