//! The replay on screen: steps, jumps, play and pause, search, marks, eyes, and taking the table over.

use super::{lines, whole_game};
use not_today::journal::{Decks, Tape, verify};
use not_today::rules::Eyes;
use not_today::tui::{App, Start, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::path::PathBuf;
use std::time::Duration;

struct Screen {
    app: App,
    size: (u16, u16),
}

impl Screen {
    fn draw(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).expect("a test needs no terminal");
        terminal.draw(|frame| self.app.draw(frame)).expect("it draws");
        let buffer = terminal.backend().buffer().clone();
        let row = |y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..buffer.area.height).map(row).collect::<Vec<_>>().join("\n")
    }

    fn press(&mut self, code: KeyCode) -> String {
        self.app.key(KeyEvent::new(code, KeyModifiers::NONE));
        self.draw()
    }

    fn keys(&mut self, keys: &str) -> String {
        for key in keys.chars() {
            self.press(if key == '\n' { KeyCode::Enter } else { KeyCode::Char(key) });
        }
        self.draw()
    }
}

/// Where the strip says that the replay stands.
#[track_caller]
fn event(screen: &str) -> usize {
    let at = screen.find("event ").expect("it says where") + 6;
    screen[at..].split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
}

fn replay(seed: u64, size: (u16, u16)) -> (Screen, tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("game.jsonl");
    std::fs::write(&path, whole_game(seed)).expect("the disk has room");
    let tape = Tape::open(&path).expect("it opens");
    let app = App::new(Start::Replay(Box::new(tape), Eyes::All, None), Theme::new(false));
    (Screen { app, size }, folder, path)
}

#[test]
fn it_steps_jumps_plays_and_searches() {
    for size in [(120, 40), (80, 24), (60, 20)] {
        let (mut screen, _folder, _) = replay(4, size);
        let begun = event(&screen.draw());
        let stepped = event(&screen.press(KeyCode::Right));
        assert!(stepped > begun);
        assert_eq!(event(&screen.press(KeyCode::Left)), begun);
        let decision = event(&screen.keys("d"));
        assert!(decision > begun);
        let turn = screen.keys("t");
        assert!(event(&turn) > decision && turn.contains("turn 2"), "{turn}");
        assert_eq!(event(&screen.keys("T")), begun);
        let question = screen.keys("b");
        assert!(question.contains("Not today. Beijing holds") && question.contains("The end of turn 1"), "{question}");
        screen.keys("g3\n");
        assert!(screen.draw().contains("turn 3"), "{}", screen.draw());
        assert!(screen.keys("g99\n").contains("turns 1 to"));
        assert!(screen.press(KeyCode::End).contains("The game is over") || size.0 < 100);
        assert!(screen.keys("x").contains("No more missed"));
        assert_eq!(event(&screen.press(KeyCode::Home)), begun);
        let found = screen.keys("/eNvoy\n");
        assert!(found.contains("envoy"), "{found}");
        let again = event(&screen.keys("n"));
        assert!(again > event(&found));
        assert_eq!(event(&screen.keys("N")), event(&found));
        assert!(screen.keys("/no such thing\n").contains("No more “no such thing”"));
        // It plays, faster and slower, and pauses; a key that moves by hand pauses too.
        screen.press(KeyCode::Home);
        assert!(!screen.app.tick(Duration::from_secs(1)), "it does not play by itself");
        screen.keys(" ");
        assert!(screen.app.tick(Duration::from_secs(1)));
        let slow = event(&screen.draw());
        screen.keys("+");
        assert!(screen.app.tick(Duration::from_secs(1)));
        let fast = event(&screen.draw());
        assert!(fast - slow > slow - begun, "{begun}, {slow}, {fast}");
        assert!(screen.draw().contains('▶'));
        assert!(screen.keys(" ").contains("paused") && !screen.app.tick(Duration::from_secs(1)));
        screen.keys(" d");
        assert!(!screen.app.tick(Duration::from_secs(1)));
        screen.keys(" ");
        while screen.app.tick(Duration::from_secs(5)) {}
        assert!(screen.draw().contains("paused"), "at the end it stops");
    }
}

#[test]
fn it_is_seen_whole_or_as_a_seat_saw_it_and_the_meters_have_a_history() {
    let (mut screen, _folder, _) = replay(4, (120, 40));
    screen.keys("g2\n");
    assert!(screen.draw().contains("seen whole"));
    assert!(screen.keys("v").contains("as Japan saw it"));
    assert!(screen.keys("v").contains("as United States saw it"));
    assert!(screen.keys("v").contains("seen whole"));
    let curves = screen.keys("c");
    assert!(curves.contains("Meters through the game") && curves.contains("▲ turn 2"), "{curves}");
    assert!(screen.keys("t").contains("▲ turn 3"));
    assert!(screen.press(KeyCode::Esc).contains("Meters · 0–100"));
}

#[test]
fn marks_are_kept_beside_the_save_and_the_save_is_not_touched() {
    let (mut screen, _folder, path) = replay(4, (120, 40));
    let before = std::fs::read(&path).expect("it is there");
    screen.keys("g2\n");
    let marked = screen.keys("aThe turn of the tide\n");
    assert!(marked.contains("Marked.") && marked.contains("* The turn of the tide"), "{marked}");
    screen.keys("t");
    screen.keys("a\n");
    screen.press(KeyCode::Home);
    assert!(screen.keys("'").contains("The turn of the tide"));
    assert!(screen.keys("'").contains("* marked"));
    assert_eq!(std::fs::read(&path).expect("it is there"), before);
    let marks = std::fs::read(not_today::journal::marks::file(&path)).expect("they are kept");
    assert_eq!(lines(&marks), 2);
    // They are there again, and line by line as well.
    let tape = Tape::open(&path).expect("it opens");
    let app = App::new(Start::Replay(Box::new(tape), Eyes::All, None), Theme::new(false));
    assert!(Screen { app, size: (120, 40) }.keys("'").contains("The turn of the tide"));
    let told = super::text(&super::run(&["replay", path.to_str().unwrap(), "--plain"], "").stdout);
    assert!(told.contains("* Marked: The turn of the tide"), "{told}");
}

#[test]
fn the_table_can_be_taken_from_any_moment_that_is_still_open() {
    let (mut screen, folder, path) = replay(4, (120, 40));
    let before = std::fs::read(&path).expect("it is there");
    screen.keys("g3\nd");
    screen.keys("v");
    let asked = screen.press(KeyCode::Enter);
    assert!(asked.contains("Take the table from here") && asked.contains("japan: human"), "{asked}");
    screen.press(KeyCode::Enter);
    let table = screen.draw();
    assert!(table.contains("The table is yours from turn 3"), "{table}");
    let branch = folder.path().join("game-from-turn-3.jsonl");
    assert_eq!(verify(&branch, &mut Decks::default()).expect("it is there").difference, None);
    assert_eq!(std::fs::read(&path).expect("it is there"), before);
    let told = super::text(&super::run(&["saves", "tree", folder.path().to_str().unwrap()], "").stdout);
    assert!(told.contains("└─ game-from-turn-3.jsonl from turn 3"), "{told}");
    let (mut screen, _folder, _) = replay(4, (120, 40));
    screen.press(KeyCode::End);
    assert!(screen.press(KeyCode::Enter).contains("The game is over here"));
}

#[test]
fn two_games_stand_side_by_side() {
    let (mut screen, folder, _) = replay(4, (120, 40));
    let other = folder.path().join("other.jsonl");
    std::fs::write(&other, whole_game(9)).expect("the disk has room");
    let both = screen.keys(&format!("o{}\n", other.display()));
    assert!(both.contains("A: game.jsonl") && both.contains("B: other.jsonl") && both.contains('≠'), "{both}");
    assert!(screen.press(KeyCode::Right).contains("Turn 2 of"));
    assert!(screen.keys("v").contains("as Japan saw it"));
    screen.press(KeyCode::Home);
    assert!(screen.keys("d").contains('≠') || screen.draw().contains("No more differences"));
    assert!(screen.keys("?").contains("Two games side by side"));
}

#[test]
fn a_monkey_at_the_keyboard_breaks_nothing() {
    use rand::{RngExt as _, SeedableRng as _};
    let (mut screen, _folder, path) = replay(9, (80, 24));
    let before = std::fs::read(&path).expect("it is there");
    let mut random = rand::rngs::ChaCha8Rng::seed_from_u64(7);
    let keys: Vec<char> = "dDtTxXbBnNfF +-vcg/hl0123456".chars().collect();
    for _ in 0..600 {
        match random.random_range(0..12) {
            0 => screen.press(KeyCode::Esc),
            1 => screen.press(KeyCode::Tab),
            2 => screen.press(KeyCode::Down),
            3 => screen.press(KeyCode::Home),
            _ => screen.keys(&keys[random.random_range(0..keys.len())].to_string()),
        };
        screen.app.tick(Duration::from_millis(300));
        if !screen.draw().contains("event ") {
            // It has gone back to the title: begin again.
            screen = replay(9, (80, 24)).0;
        }
    }
    assert_eq!(std::fs::read(&path).expect("it is there"), before);
}

#[test]
fn pictures_of_the_replay() {
    for size in [(120, 40), (80, 24)] {
        let (mut screen, folder, _) = replay(4, size);
        screen.keys("g3\nd");
        let shown = |screen: &Screen| {
            // Times are the clock's.
            let text = screen.draw();
            let rows = text.lines().map(|row| match (row.find(" · 20"), row.contains("event ")) {
                (Some(at), true) => row[..at].to_owned(),
                _ => row.to_owned(),
            });
            rows.collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(format!("replay_{}x{}", size.0, size.1), shown(&screen));
        screen.keys("c");
        insta::assert_snapshot!(format!("replay_curves_{}x{}", size.0, size.1), shown(&screen));
        screen.keys("c");
        let other = folder.path().join("other.jsonl");
        std::fs::write(&other, whole_game(9)).expect("the disk has room");
        screen.keys(&format!("o{}\n", other.display()));
        insta::assert_snapshot!(format!("replay_beside_{}x{}", size.0, size.1), shown(&screen));
    }
}

/// The words on a screen, wherever they are wrapped and whatever is drawn around them.
fn words(screen: &str) -> String {
    let text: String = screen.chars().map(|c| if ('\u{2500}'..='\u{259f}').contains(&c) { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in the dialog of this title.
fn dialog(screen: &str, title: &str) -> String {
    let rows: Vec<Vec<char>> = screen.lines().map(|row| row.chars().collect()).collect();
    let find = |row: &Vec<char>| {
        let before: String = row.iter().collect::<String>().split_once(title)?.0.to_owned();
        before.chars().collect::<Vec<_>>().iter().rposition(|c| *c == '┌')
    };
    let (top, left) = rows.iter().enumerate().find_map(|(n, row)| Some((n, find(row)?))).expect("the dialog is there");
    let right = left + rows[top][left..].iter().position(|c| *c == '┐').expect("it has two sides");
    let inside = rows[top + 1..].iter().take_while(|row| row.get(left) == Some(&'│'));
    words(&inside.map(|row| row[left + 1..right].iter().collect::<String>()).collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_save_that_was_rewritten_on_its_way_is_told_so_on_screen() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("a.jsonl");
    let bytes = String::from_utf8(whole_game(4)).expect("it is text");
    std::fs::write(&path, bytes.replace('\n', "\r\n")).expect("the disk has room");
    let tape = Tape::open(&path).expect("it opens");
    let app = App::new(Start::Replay(Box::new(tape), Eyes::All, None), Theme::new(false));
    let screen = Screen { app, size: (120, 40) };
    assert!(words(&screen.draw()).contains("rewritten on its way here: its lines end in CR LF"), "{}", screen.draw());
    let app = App::new(Start::Saves(vec![path.clone()]), Theme::new(false));
    let mut screen = Screen { app, size: (120, 40) };
    assert!(words(&screen.draw()).contains("rewritten on its way here: its lines end in CR LF"), "{}", screen.draw());
    let refused = screen.press(KeyCode::Enter);
    assert!(words(&refused).contains("not-today saves mend"), "{refused}");
    assert_eq!(
        std::fs::read(&path).expect("it is there"),
        bytes.replace('\n', "\r\n").into_bytes(),
        "it was only read"
    );
}

#[test]
fn on_screen_it_is_said_that_the_game_is_saved_only_where_it_is() {
    use not_today::table::{Control, Setup, Table};
    for (gone, is_written_again) in [(false, false), (true, true), (true, false)] {
        let folder = tempfile::tempdir().expect("a folder of its own");
        let within = folder.path().join("within");
        std::fs::create_dir(&within).expect("the disk has room");
        let save = within.join("a.jsonl");
        let seats = vec![("japan".into(), Control::Human), ("us".into(), Control::Policy("random".into()))];
        let setup = Setup { seats, seed: Some(5), save: Some(save.clone()), ..Setup::default() };
        let table = Table::start_with(&super::small_deck(), &setup).expect("a new file in a new folder");
        let mut screen = Screen { app: App::new(Start::Play(table), Theme::new(false)), size: (120, 40) };
        screen.draw();
        if gone {
            std::fs::remove_dir_all(&within).expect("it was there");
        }
        if is_written_again {
            std::fs::create_dir(&within).expect("the disk has room");
        }
        screen.keys("\n");
        let left = screen.keys("q");
        let said = dialog(&left, "Leave the game?");
        assert_eq!(said.contains("The game is saved."), !gone || is_written_again, "{left}");
        assert_eq!(said.contains("written again, whole"), is_written_again, "{left}");
        assert_eq!(said.contains("not saved any more"), gone && !is_written_again, "{left}");
        if said.contains("The game is saved.") {
            assert!(verify(&save, &mut Decks::default()).expect("it is there").is_proved());
        }
    }
}
