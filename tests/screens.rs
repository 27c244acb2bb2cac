//! The screens as pictures: snapshots at 120×40 and 80×24, and a monkey at the keyboard.

mod common;

use not_today::deck::SeatId;
use not_today::rules::dice::{Dice, Key};
use not_today::table::{Control, Setup, Table};
use not_today::tui::{App, Start, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

fn press(app: &mut App, keys: &[KeyCode]) {
    for key in keys {
        app.key(KeyEvent::new(*key, KeyModifiers::NONE));
    }
}

fn picture(app: &App, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    terminal.draw(|frame| app.draw(frame)).expect("it draws");
    terminal.backend().to_string()
}

/// A game against `doctrine` as Japan, with a fixed seed.
fn alone() -> App {
    let deck = common::deck();
    let setup = Setup { scenario: Some("quarantine_and_blockade".to_owned()), ..Setup::default() };
    let table = Table::unsaved(&deck, &setup, 7).expect("the deck's own scenario");
    App::new(Start::Play(table), Theme::new(false))
}

fn hot_seat() -> App {
    let deck = common::deck();
    let seats = deck.names.seats.iter().map(|seat| (seat.to_owned(), Control::Human)).collect();
    let table = Table::unsaved(&deck, &Setup { seats, ..Setup::default() }, 7).expect("the deck's own seats");
    App::new(Start::Play(table), Theme::new(false))
}

/// A game in which a close partner has been attacked: the plan can be composed.
fn under_attack() -> App {
    let text = r#"{ "format": 1, "id": "attacked", "title": "Attacked", "about": "A test.", "extends": "today-is-not-the-day",
        "scenarios": [{ "id": "attacked", "title": "Attacked", "brief": "A test.", "date": "2027-09-10", "rung": "blockade",
            "flags": ["partner_attacked"], "source": "scenario", "acts": [
            { "act": "crisis", "brief": "A test.", "turns": 5, "days": 1 },
            { "act": "conflict", "brief": "A test.", "turns": 5, "days": 1 }] }] }"#;
    let deck = std::sync::Arc::new(not_today::deck::Deck::from_text("attacked", text).expect("it is sound"));
    let setup = Setup { scenario: Some("attacked".to_owned()), ..Setup::default() };
    App::new(Start::Play(Table::unsaved(&deck, &setup, 7).expect("its own scenario")), Theme::new(false))
}

/// A screen: its name, the game it is of, the keys that lead to it.
type Shown<'a> = (&'a str, fn() -> App, &'a [KeyCode]);

const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

#[test]
fn every_screen_at_both_sizes() {
    let c = KeyCode::Char;
    let to_question = [c('2'), c('f'), c('f'), c('f'), c('f'), c('s'), KeyCode::Enter];
    let screens: &[Shown<'_>] = &[
        ("title", || App::new(Start::Title, Theme::new(false)), &[]),
        ("new_game", || App::new(Start::Title, Theme::new(false)), &[KeyCode::Enter]),
        ("situation", alone, &[]),
        ("options", alone, &[c('1'), KeyCode::Down, KeyCode::Down]),
        ("option_barred", alone, &[c('1'), KeyCode::End]),
        ("order_laid", alone, &[c('1'), KeyCode::Enter]),
        ("requests", alone, &[c('2')]),
        ("law", alone, &[c('3')]),
        ("ledger", alone, &[c('4')]),
        ("log", alone, &[c('5')]),
        ("map", alone, &[c('6')]),
        ("help", alone, &[c('?')]),
        ("seal", alone, &to_question[..6]),
        ("question_begun", alone, &to_question),
        (
            "question_answered",
            alone,
            &[
                to_question[0],
                to_question[1],
                to_question[2],
                to_question[3],
                to_question[4],
                to_question[5],
                KeyCode::Enter,
                KeyCode::Esc,
            ],
        ),
        ("quit", alone, &[c('q')]),
        ("plan", under_attack, &[c('3'), KeyCode::Down, KeyCode::Down, KeyCode::Enter, c(' '), KeyCode::Down, c(' ')]),
        ("curtain", hot_seat, &[]),
        ("hot_seat", hot_seat, &[KeyCode::Enter, c('4')]),
    ];
    for (name, make, keys) in screens {
        let mut app = make();
        press(&mut app, keys);
        for (width, height) in SIZES {
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), picture(&app, width, height));
        }
    }
}

#[test]
fn the_curtain_shows_nothing_of_the_table() {
    let app = hot_seat();
    let shown = picture(&app, 120, 40);
    assert!(shown.contains("Pass the keyboard") && shown.contains("Japan"));
    for secret in ["Options", "Deterrence", "Requests", "Indications"] {
        assert!(!shown.contains(secret), "the curtain shows {secret}");
    }
}

#[test]
fn a_small_screen_says_what_it_needs() {
    let shown = picture(&alone(), 20, 5);
    assert!(shown.contains("needs 60×20") && shown.contains("20×5"), "{shown}");
}

/// A monkey presses keys and pulls at the window's corner; no panic, and somebody can still leave.
#[test]
fn a_monkey_at_the_keyboard() {
    let keys = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::F(1),
    ];
    for (run, mut app) in [hot_seat(), alone()].into_iter().enumerate() {
        for n in 0..3_000_u16 {
            let mut dice = Dice::new(u64::from(n), u8::try_from(run).unwrap(), Key::Policy(SeatId(0), n));
            let key = match dice.below(3) {
                0 => keys[dice.below(u32::try_from(keys.len()).unwrap()) as usize],
                1 => KeyCode::Char(char::from(b' ' + u8::try_from(dice.below(95)).unwrap())),
                _ => {
                    [KeyCode::Char('s'), KeyCode::Enter, KeyCode::Char('f'), KeyCode::Char('1')][dice.below(4) as usize]
                }
            };
            press(&mut app, &[key]);
            if n % 10 == 0 {
                let (width, height) = (1 + dice.below(300), 1 + dice.below(100));
                picture(&app, u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
            }
        }
        app.key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL));
        assert!(app.has_quit());
    }
}
