//! The debrief on screen, as a new user comes to it: play the guided game, press one key, read, branch.

use not_today::table::{Control, Setup, Table};
use not_today::tui::{App, Start, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

fn press(app: &mut App, code: KeyCode) {
    app.key(KeyEvent::new(code, KeyModifiers::NONE));
}

fn picture(app: &App, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    terminal.draw(|frame| app.draw(frame)).expect("it draws");
    terminal.backend().to_string()
}

#[test]
fn play_press_one_key_read_and_branch_from_the_turn_it_names() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let save = folder.path().join("guided.jsonl");
    let setup = Setup {
        scenario: Some("tutorial".to_owned()),
        seats: vec![("japan".to_owned(), Control::Human)],
        seed: Some(3),
        save: Some(save.clone()),
        ..Setup::default()
    };
    let mut app = App::new(Start::Play(Table::start(&setup).expect("the table is set")), Theme::new(false));
    let is_over = |app: &App| picture(app, 120, 40).contains("Points for what each seat wanted");
    for _ in 0..60 {
        if is_over(&app) {
            break;
        }
        let c = KeyCode::Char;
        for key in [KeyCode::Enter, c('2'), c('f'), c('f'), c('f'), c('s'), KeyCode::Enter, KeyCode::Esc] {
            if !is_over(&app) {
                press(&mut app, key);
            }
        }
    }
    assert!(is_over(&app), "{}", picture(&app, 120, 40));
    press(&mut app, KeyCode::Char('R'));
    let mut read = Vec::new();
    for _ in 0..20 {
        for (width, height) in [(120, 40), (80, 24), (60, 20)] {
            let shown = picture(&app, width, height);
            assert!(shown.contains(" of 1"), "the chapter is numbered: {shown}");
        }
        read.push(picture(&app, 100, 30));
        press(&mut app, KeyCode::Tab);
    }
    for chapter in [
        "What came of it",
        "The meters' story",
        "Each seat's objectives and points",
        "Promises",
        "Orders that were not carried out",
        "Procedures, and how long each took",
        "Signals heeded and missed",
        "Expectation and outcome",
        "Luck or judgment",
        "What the table never tried",
        "Turns worth branching from",
        "Questions for the hot wash",
    ] {
        assert!(read.iter().any(|shown| shown.contains(chapter)), "{chapter}");
    }
    // Back to the end, and in again: nothing is lost.
    press(&mut app, KeyCode::Esc);
    assert!(is_over(&app));
    press(&mut app, KeyCode::Char('R'));
    press(&mut app, KeyCode::Char('b'));
    let branches: Vec<_> = std::fs::read_dir(folder.path())
        .expect("the folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("guided-turn-"))
        .collect();
    let shown = picture(&app, 120, 40);
    assert_eq!(branches.len(), 1, "{shown}");
    let turn = branches[0].trim_start_matches("guided-turn-").trim_end_matches(".jsonl").to_owned();
    assert!(shown.contains(&format!("turn {turn}")), "turn {turn}: {shown}");
}
