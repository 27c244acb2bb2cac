//! The screens as pictures: every screen at three sizes, in the dark theme and without colors; and what a monkey at
//! the keyboard must never reach.

mod common;

use not_today::deck::{Deck, SeatId};
use not_today::journal::Tape;
use not_today::rules::Eyes;
use not_today::rules::dice::{Dice, Key};
use not_today::table::{Control, Setup, Table};
use not_today::tui::{App, Settings, Start, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A cut of the built-in deck that stays as it is: these pictures change only with the screens.
fn small_deck() -> Arc<Deck> {
    static DECK: OnceLock<Arc<Deck>> = OnceLock::new();
    let load = || Deck::load("tests/decks/small-strait.json").map(Arc::new);
    Arc::clone(DECK.get_or_init(|| load().unwrap_or_else(|error| panic!("{}", error.render(false)))))
}

fn settings(color: bool) -> Settings {
    // Nothing moves by itself: what is on screen depends on the keys alone.
    Settings { motion: false, ..Settings::plain(Theme::new(color)) }
}

fn press(app: &mut App, keys: &[KeyCode]) {
    for key in keys {
        app.key(KeyEvent::new(*key, KeyModifiers::NONE));
    }
}

fn write(app: &mut App, text: &str) {
    for c in text.chars() {
        press(app, &[KeyCode::Char(c)]);
    }
}

fn buffer(app: &mut App, width: u16, height: u16) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    app.resized(width, height);
    terminal.draw(|frame| app.draw(frame)).expect("it draws");
    terminal.backend().buffer().clone()
}

fn picture(app: &mut App, width: u16, height: u16) -> String {
    rows(&buffer(app, width, height)).join("\n")
}

fn rows(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width);
    let row = |cells: &[ratatui::buffer::Cell]| cells.iter().map(ratatui::buffer::Cell::symbol).collect::<String>();
    buffer.content.chunks(width).map(|cells| row(cells).trim_end().to_owned()).collect()
}

/// What is not in the plain style, row by row: from which column to which, and how.
fn styles(buffer: &Buffer) -> String {
    let mut told = String::new();
    for (y, cells) in buffer.content.chunks(usize::from(buffer.area.width)).enumerate() {
        let mut runs: Vec<(usize, usize, String)> = Vec::new();
        for (x, cell) in cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.symbol() != " " || cell.modifier.contains(Modifier::REVERSED))
        {
            let style = style(cell);
            match runs.last_mut() {
                Some((_, to, last)) if *last == style && x - *to <= 2 => *to = x,
                _ => runs.push((x, x, style)),
            }
        }
        let runs: Vec<String> = runs
            .into_iter()
            .filter(|(_, _, style)| !style.is_empty())
            .map(|(from, to, style)| format!("{from}-{to} {style}"))
            .collect();
        if !runs.is_empty() {
            let _ = writeln!(told, "{y}: {}", runs.join(", "));
        }
    }
    told
}

fn style(cell: &ratatui::buffer::Cell) -> String {
    let mut style = match cell.fg {
        Color::Reset => String::new(),
        color => color.to_string(),
    };
    for (modifier, sign) in [(Modifier::BOLD, '*'), (Modifier::DIM, '-'), (Modifier::REVERSED, '#')] {
        if cell.modifier.contains(modifier) {
            style.push(sign);
        }
    }
    style
}

fn small(scenario: &str, who: [&str; 3], color: bool) -> App {
    let deck = small_deck();
    let seats = deck.names.seats.iter().zip(who).map(|(seat, who)| (seat.to_owned(), Control::from_name(who)));
    let setup = Setup { scenario: Some(scenario.to_owned()), seats: seats.collect(), ..Setup::default() };
    let table = Table::unsaved(&deck, &setup, 7).expect("the deck's own scenario and seats");
    App::with(Start::Play(table), settings(color))
}

/// Japan against `doctrine`.
fn alone(color: bool) -> App {
    small("quarantine_and_blockade", ["human", "doctrine", "doctrine"], color)
}

fn hot_seat(color: bool) -> App {
    small("quarantine_and_blockade", ["human", "human", "human"], color)
}

/// A close partner has been attacked: the plan can be composed.
fn under_attack(color: bool) -> App {
    small("attacked", ["human", "doctrine", "doctrine"], color)
}

/// A demo that nobody plays, at its end.
fn ended(color: bool) -> App {
    let mut app = small("quarantine_and_blockade", ["pass", "pass", "pass"], color);
    for _ in 0..400 {
        press(&mut app, &[KeyCode::Char(' '), KeyCode::Esc, KeyCode::Esc]);
        if picture(&mut app, 80, 24).contains("Deterrence ") && picture(&mut app, 80, 24).contains("Points") {
            break;
        }
    }
    app
}

/// A table with a facilitator, whose passphrase has been set.
fn with_facilitator(color: bool) -> App {
    let deck = small_deck();
    let setup = Setup { scenario: Some("quarantine_and_blockade".to_owned()), ..Setup::default() };
    let set = Box::new(move || Table::unsaved(&deck, &setup, 7).map(|table| (table, None)));
    let mut app = App::with(Start::Later { set, facilitator: true }, settings(color));
    for _ in 0..2 {
        write(&mut app, "white cell");
        press(&mut app, &[KeyCode::Enter]);
    }
    assert!(app.set_table(), "the table is set once the passphrase is");
    app
}

fn at_the_panel(color: bool) -> App {
    let mut app = with_facilitator(color);
    press(&mut app, &[KeyCode::Enter, KeyCode::F(2)]);
    write(&mut app, "white cell");
    press(&mut app, &[KeyCode::Enter]);
    app
}

/// A screen: its name, the game it is of, the keys that lead to it.
type Shown<'a> = (&'a str, fn(bool) -> App, &'a [KeyCode]);

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];
const ENTER: KeyCode = KeyCode::Enter;
const DOWN: KeyCode = KeyCode::Down;

const fn c(key: char) -> KeyCode {
    KeyCode::Char(key)
}

/// Whatever waits is put off, and the turn is sealed.
const SEALED: [KeyCode; 10] = [ENTER, c('2'), c('f'), c('f'), c('f'), c('f'), c('f'), c('f'), c('s'), ENTER];

fn check(screens: &[Shown<'_>]) {
    for (name, make, keys) in screens {
        let (mut dark, mut bare) = (make(true), make(false));
        press(&mut dark, keys);
        press(&mut bare, keys);
        for (width, height) in SIZES {
            let (dark, bare) = (buffer(&mut dark, width, height), buffer(&mut bare, width, height));
            assert_eq!(rows(&dark), rows(&bare), "{name}: something is told by color alone");
            let colored = bare.content.iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
            assert!(!colored, "{name}: a color in spite of NO_COLOR");
            let told = format!("{}\n\n{}", rows(&dark).join("\n"), styles(&dark));
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), told);
        }
    }
}

#[test]
fn the_screens_around_a_game() {
    check(&[
        ("title", |color| App::with(Start::Title, settings(color)), &[]),
        ("new_game", |color| App::with(Start::Title, settings(color)), &[ENTER]),
        ("title_help", |color| App::with(Start::Title, settings(color)), &[c('?')]),
        ("curtain", hot_seat, &[]),
        ("briefing_of_the_first_turn", hot_seat, &[ENTER]),
        ("briefing_of_the_second_turn", alone, &[&SEALED[..], &[KeyCode::Esc, ENTER]].concat()),
        ("quit", alone, &[ENTER, c('q')]),
        ("end", ended, &[]),
    ]);
}

#[test]
fn the_tabs_of_the_table() {
    check(&[
        ("situation", alone, &[ENTER]),
        ("options", alone, &[c('1'), DOWN, DOWN]),
        ("option_barred", alone, &[c('1'), KeyCode::End]),
        ("order_laid", alone, &[c('1'), ENTER]),
        ("requests", alone, &[c('2')]),
        ("law", alone, &[c('3'), DOWN]),
        ("ledger", hot_seat, &[ENTER, ENTER, c('4')]),
        ("log", alone, &[c('5')]),
        ("map", alone, &[c('6'), DOWN, DOWN]),
        ("map_closer", alone, &[c('6'), c('+'), c('+'), DOWN]),
        ("map_in_combat", under_attack, &[c('6')]),
        ("meters", alone, &[c('7'), DOWN]),
        ("help", alone, &[ENTER, c('?')]),
    ]);
}

#[test]
fn the_dialogs() {
    let note = [ENTER, c('n'), c('h'), c('i')];
    check(&[
        ("seal", alone, &SEALED[..9]),
        ("note", alone, &note),
        ("search", alone, &[ENTER, c('/'), c('x')]),
        ("plan", under_attack, &[c('3'), DOWN, DOWN, ENTER, c(' '), DOWN, c(' ')]),
        ("passphrase", with_facilitator, &[ENTER, KeyCode::F(2), c('a')]),
        ("facilitator", at_the_panel, &[]),
        ("facilitator_injects", at_the_panel, &[ENTER, DOWN]),
        ("facilitator_rules", at_the_panel, &[DOWN, DOWN, ENTER]),
    ]);
}

#[test]
fn the_question() {
    let told = |steps: usize| -> Vec<KeyCode> { [&SEALED[..], &[ENTER; 4][..steps]].concat() };
    check(&[
        ("question_begun", alone, &told(0)),
        ("question_of_climbing", alone, &told(1)),
        ("question_answered", alone, &told(3)),
    ]);
}

/// A shipped game: what is recorded in it never changes.
fn shipped(color: bool) -> App {
    let tape = Tape::open(Path::new("saves/ceasefire.jsonl")).expect("it is shipped");
    App::with(Start::Replay(Box::new(tape), Eyes::All, None), settings(color))
}

/// The list of saved games: shipped ones, and one that is no save.
fn kept(color: bool) -> App {
    let names = ["ceasefire.jsonl", "wider-war.jsonl", "nothing-left.jsonl", "README.md"];
    App::with(Start::Saves(names.map(|name| Path::new("saves").join(name)).to_vec()), settings(color))
}

/// A game of a deck that does not load.
fn broken(color: bool) -> App {
    let setup = Setup { deck: "tests/decks/broken.json".into(), ..Setup::default() };
    let set = Box::new(move || Table::start(&setup).map(|table| (table, None)));
    let mut app = App::with(Start::Later { set, facilitator: false }, settings(color));
    if app.set_table() {
        buffer(&mut app, 80, 24);
    }
    app
}

/// A table that is about to be set.
fn loading(color: bool) -> App {
    let set = Box::new(|| unreachable!("it is only announced"));
    App::with(Start::Later { set, facilitator: false }, settings(color))
}

fn guided(color: bool) -> App {
    let deck = Arc::new(Deck::load("today-is-not-the-day").expect("it is sound"));
    let setup = Setup { scenario: Some("tutorial".to_owned()), language: Some("ja".to_owned()), ..Setup::default() };
    App::with(Start::Play(Table::unsaved(&deck, &setup, 7).expect("it has a tutorial")), settings(color))
}

#[test]
fn the_replay_and_the_debrief() {
    check(&[
        ("replay", shipped, &[c('t'), c('t'), c('d')]),
        ("replay_question", shipped, &[c('b'), c('b')]),
        ("replay_curves", shipped, &[c('g'), c('5'), ENTER, c('c')]),
        ("replay_searched", shipped, &[c('/'), c('w'), c('a'), c('r')]),
        ("replay_taken", shipped, &[c('t'), c('t'), ENTER]),
        ("saves", kept, &[DOWN]),
        ("saves_none", |color| App::with(Start::Saves(Vec::new()), settings(color)), &[]),
        ("debrief", shipped, &[c('R')]),
        ("debrief_meters", shipped, &[c('R'), KeyCode::Tab]),
        ("debrief_luck", shipped, &[&[c('R')][..], &[KeyCode::Tab; 8]].concat()),
        ("debrief_branches", shipped, &[c('R'), c('n')]),
    ]);
}

#[test]
fn what_is_told_before_and_beside_a_game() {
    check(&[("loading", loading, &[]), ("deck_with_mistakes", broken, &[]), ("guide_in_japanese", guided, &[])]);
}

#[test]
fn the_curtain_shows_nothing_of_the_table() {
    let mut app = hot_seat(false);
    let shown = picture(&mut app, 120, 40);
    assert!(shown.contains("Pass the keyboard") && shown.contains("Japan"));
    for secret in ["Options", "Deterrence", "Requests", "Indications"] {
        assert!(!shown.contains(secret), "the curtain shows {secret}");
    }
}

#[test]
fn a_small_screen_says_what_it_needs() {
    let shown = picture(&mut alone(false), 20, 5);
    assert!(shown.contains("needs 60×20") && shown.contains("20×5"), "{shown}");
}

#[test]
fn the_keyboard_can_be_passed_before_the_seal_and_comes_back() {
    let mut app = hot_seat(false);
    press(&mut app, &[ENTER, c('1'), ENTER]);
    assert!(picture(&mut app, 120, 40).contains("Laid:"));
    press(&mut app, &[c('t')]);
    assert!(picture(&mut app, 120, 40).contains("to United States"));
    press(&mut app, &[ENTER]);
    assert!(!picture(&mut app, 120, 40).contains("Laid:"), "what one seat did is not the next one's to see");
    press(&mut app, &[c('t'), ENTER, c('t'), ENTER, c('1')]);
    let shown = picture(&mut app, 120, 40);
    assert!(shown.contains("1 of 2 orders spent"), "{shown}");
    press(&mut app, &[c('u')]);
    assert!(picture(&mut app, 120, 40).contains("0 of 2 orders spent"), "an order is taken back until the seal");
}

#[test]
fn the_facilitators_commands_are_on_the_record_and_a_wrong_passphrase_opens_nothing() {
    let mut app = with_facilitator(false);
    press(&mut app, &[ENTER, KeyCode::F(2)]);
    write(&mut app, "guess");
    press(&mut app, &[ENTER]);
    assert!(picture(&mut app, 120, 40).contains("That is not the passphrase."));
    let mut app = at_the_panel(false);
    // A meter, by how much, why.
    press(&mut app, &[DOWN, ENTER, ENTER]);
    write(&mut app, "-7");
    press(&mut app, &[ENTER, ENTER]);
    assert!(picture(&mut app, 120, 40).contains("The record wants a reason"));
    write(&mut app, "a late report");
    press(&mut app, &[ENTER]);
    assert!(picture(&mut app, 120, 40).contains("a late report"), "{}", picture(&mut app, 120, 40));
    // Paused, nobody acts; the seat is told so.
    press(&mut app, &[DOWN, DOWN, ENTER]);
    assert!(picture(&mut app, 120, 40).contains("The facilitator pauses the game"));
    press(&mut app, &[KeyCode::Esc]);
    assert!(picture(&mut app, 120, 40).contains("Pass the keyboard"), "the curtain falls behind the facilitator");
    press(&mut app, &[ENTER, ENTER, c('1'), ENTER]);
    let shown = picture(&mut app, 120, 40);
    assert!(shown.contains("PAUSED") && !shown.contains("Laid:"), "{shown}");
}

#[test]
fn a_timer_is_seen_by_the_seat_and_warns() {
    let mut app = at_the_panel(false);
    press(&mut app, &[c('k'), c('k'), ENTER]);
    write(&mut app, "2");
    press(&mut app, &[ENTER, ENTER, KeyCode::Esc, ENTER]);
    assert!(picture(&mut app, 80, 24).contains("2:00 left"), "{}", picture(&mut app, 80, 24));
    app.at(std::time::Duration::from_secs(90));
    assert!(picture(&mut app, 80, 24).contains("! 0:30 left"));
    assert!(app.wakes().is_some(), "the clock is drawn anew");
    app.at(std::time::Duration::from_secs(500));
    assert!(picture(&mut app, 80, 24).contains("TIME IS UP"));
    assert!(app.wakes().is_none(), "a clock that stands is not drawn anew");
}

#[test]
fn page_down_beyond_the_end_is_not_remembered() {
    let mut app = alone(false);
    press(&mut app, &[ENTER, c('?')]);
    picture(&mut app, 80, 24);
    press(&mut app, &[KeyCode::PageDown; 100]);
    let end = picture(&mut app, 80, 24);
    press(&mut app, &[KeyCode::PageUp]);
    assert_ne!(picture(&mut app, 80, 24), end, "one key back moves the text");
}

#[test]
fn a_click_selects_and_the_wheel_moves() {
    use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
    let mut app = alone(false);
    press(&mut app, &[ENTER]);
    let find = |app: &mut App, text: &str| {
        let rows = picture(app, 120, 40);
        let (y, row) = rows.lines().enumerate().find(|(_, row)| row.contains(text)).expect("it is on screen");
        let x = row[..row.find(text).unwrap()].chars().count();
        (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
    };
    let click = |app: &mut App, (column, row): (u16, u16)| {
        let kind = MouseEventKind::Down(MouseButton::Left);
        app.mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    };
    let tab = find(&mut app, "1 Options");
    click(&mut app, tab);
    let row = find(&mut app, "Keep cutters at the Senkakus");
    click(&mut app, row);
    assert!(picture(&mut app, 120, 40).contains("Keep cutters at the Senkakus ["), "{}", picture(&mut app, 120, 40));
    let wheel = MouseEvent { kind: MouseEventKind::ScrollUp, column: 0, row: 0, modifiers: KeyModifiers::NONE };
    assert!(app.mouse(wheel));
    assert!(!picture(&mut app, 120, 40).contains("Keep cutters at the Senkakus ["));
}

/// A monkey presses 20,000 keys and pulls at the window's corner: no panic, and every screen can be left.
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
        KeyCode::F(2),
    ];
    let apps: [fn(bool) -> App; 4] = [hot_seat, alone, at_the_panel, under_attack];
    for (run, make) in apps.into_iter().enumerate() {
        let mut app = make(false);
        for n in 0..5_000_u16 {
            let mut dice = Dice::new(u64::from(n), u8::try_from(run).unwrap(), Key::Policy(SeatId(0), n));
            let key = match dice.below(3) {
                0 => keys[dice.below(u32::try_from(keys.len()).unwrap()) as usize],
                1 => KeyCode::Char(char::from(b' ' + u8::try_from(dice.below(95)).unwrap())),
                _ => [c('s'), ENTER, c('f'), c('1')][dice.below(4) as usize],
            };
            press(&mut app, &[key]);
            if app.has_quit() {
                // It has left, as one can; another sits down.
                app = make(false);
            }
            app.at(std::time::Duration::from_millis(u64::from(n) * 40));
            if n % 10 == 0 {
                let (width, height) = (1 + dice.below(300), 1 + dice.below(100));
                picture(&mut app, u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
                app.resized(120, 40);
            }
        }
        // No screen is a trap: some keys lead out of it.
        app.resized(120, 40);
        for _ in 0..12 {
            press(&mut app, &[KeyCode::Esc, KeyCode::Esc, KeyCode::Char('q'), KeyCode::Char('y')]);
        }
        assert!(app.has_quit(), "{}", picture(&mut app, 120, 40));
    }
}
