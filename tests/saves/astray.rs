//! Saves that go astray while somebody plays: deleted, renamed over, cut, written into. The game is written again, whole, and
//! whoever plays is told where.

use super::{small_deck, text};
use not_today::journal::{Decks, verify};
use not_today::rules::{Actor, Command};
use not_today::table::{Control, Setup, Table, TableError};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;

fn table(save: &Path) -> Table {
    let seats = vec![("japan".into(), Control::Human), ("us".into(), Control::Policy("random".into()))];
    let setup = Setup { seats, seed: Some(5), save: Some(save.to_owned()), ..Setup::default() };
    Table::start_with(&small_deck(), &setup).expect("a new file in a new folder")
}

fn note(table: &mut Table, text: &str) -> Result<(), TableError> {
    let seat = table.human_seats()[0];
    table.send(Actor::Seat(seat), &Command::Note { text: text.to_owned() })
}

type Harm = fn(&Path);

/// What is done to a save behind the game's back, and whether its name is free afterwards.
fn harms() -> Vec<(&'static str, Harm, bool)> {
    fn gone(path: &Path) {
        std::fs::remove_file(path).expect("it was there");
    }
    fn renamed(path: &Path) {
        std::fs::rename(path, path.with_extension("old")).expect("it was there");
    }
    fn copied_back(path: &Path) {
        let copy = path.with_extension("tmp");
        std::fs::copy(path, &copy).expect("it was there");
        std::fs::rename(&copy, path).expect("it was there");
    }
    fn a_folder(path: &Path) {
        gone(path);
        std::fs::create_dir(path).expect("the name is free");
    }
    fn cut(path: &Path) {
        std::fs::OpenOptions::new().write(true).open(path).and_then(|file| file.set_len(10)).expect("it was there");
    }
    fn emptied(path: &Path) {
        std::fs::write(path, "").expect("it was there");
    }
    fn written_into(path: &Path) {
        let file = std::fs::OpenOptions::new().append(true).open(path);
        file.and_then(|mut file| file.write_all(b"PS\n")).expect("it was there");
    }
    #[cfg(unix)]
    let replaces = true;
    #[cfg(not(unix))]
    let replaces = false;
    let mut harms: Vec<(&'static str, Harm, bool)> = vec![
        ("gone", gone, true),
        ("renamed", renamed, true),
        ("a folder", a_folder, false),
        ("cut", cut, false),
        ("emptied", emptied, false),
        ("written into", written_into, false),
    ];
    if replaces {
        harms.push(("copied and renamed back", copied_back, false));
    }
    harms
}

/// All that was accepted is in the save that the table names.
#[track_caller]
fn assert_kept(what: &str, table: &Table, commands: usize) -> PathBuf {
    let path = table.save_path().expect("it is saved").to_owned();
    let found = verify(&path, &mut Decks::default()).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(found.is_proved(), "{what}: {:?}", found.difference);
    assert_eq!(found.commands, commands, "{what}");
    path
}

#[test]
fn a_save_that_goes_astray_is_written_again_and_that_is_told_once() {
    for (what, harm, is_free) in harms() {
        for at_the_end in [false, true] {
            let folder = tempfile::tempdir().expect("a folder of its own");
            let save = folder.path().join("a.jsonl");
            let mut table = table(&save);
            note(&mut table, "before").expect("it is accepted");
            let commands = verify(&save, &mut Decks::default()).expect("it is there").commands;
            harm(&save);
            // Before each line, and before it is said that the game is saved.
            let commands = if at_the_end {
                table.settle().unwrap_or_else(|error| panic!("{what}: {error}"));
                commands
            } else {
                note(&mut table, "after").unwrap_or_else(|error| panic!("{what}: {error}"));
                commands + 1
            };
            let told = table.take_notice().unwrap_or_else(|| panic!("{what}: nobody was told"));
            let path = assert_kept(what, &table, commands);
            assert!(told.contains(&path.display().to_string()), "{what}: {told}");
            assert_eq!(path == save, is_free, "{what}: {told}");
            assert_eq!(table.take_notice(), None, "{what}: told twice");
            // It is kept there from now on, and nobody else may write to it.
            note(&mut table, "later").expect("it is accepted");
            assert_kept(what, &table, commands + 1);
            assert!(matches!(Table::resume(&path), Err(error) if error.to_string().contains("another game")), "{what}");
            table.settle().expect("it is saved");
            assert_eq!(table.take_notice(), None, "{what}");
        }
    }
}

#[test]
fn a_byte_that_changed_is_found_before_it_is_said_that_the_game_is_saved() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let save = folder.path().join("a.jsonl");
    let mut table = table(&save);
    note(&mut table, "before").expect("it is accepted");
    let mut bytes = std::fs::read(&save).expect("it is there");
    let commands = verify(&save, &mut Decks::default()).expect("it is there").commands;
    let last = bytes.len() - 90;
    bytes[last] ^= 1;
    let file = std::fs::OpenOptions::new().write(true).open(&save);
    file.and_then(|mut file| file.write_all(&bytes)).expect("it was there");
    table.settle().expect("it is written again");
    assert!(table.take_notice().is_some());
    let path = assert_kept("a changed byte", &table, commands);
    assert_ne!(path, save, "what stands there is left as it is");
}

#[test]
fn where_it_cannot_be_written_again_that_is_told_and_tried_again() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let within = folder.path().join("within");
    std::fs::create_dir(&within).expect("the disk has room");
    let mut table = table(&within.join("a.jsonl"));
    note(&mut table, "before").expect("it is accepted");
    let commands = verify(&within.join("a.jsonl"), &mut Decks::default()).expect("it is there").commands;
    std::fs::remove_dir_all(&within).expect("it was there");
    assert!(matches!(note(&mut table, "after"), Err(TableError::Save(_))));
    assert!(matches!(table.settle(), Err(TableError::Lost(_))));
    std::fs::create_dir(&within).expect("the disk has room");
    note(&mut table, "after").expect("it is accepted");
    assert_kept("a folder that came back", &table, commands + 1);
}

#[test]
fn whoever_plays_line_by_line_is_told_where_the_game_is() {
    for (what, harm, _) in harms() {
        let folder = tempfile::tempdir().expect("a folder of its own");
        let save = folder.path().join("my game.jsonl");
        let deck = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/saves/small-deck.json");
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_not-today"))
            .args(["play", "--plain", "--deck", deck, "--seats", "japan=human,us=random", "--seed", "3", "--save"])
            .arg(&save)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut input = child.stdin.take().expect("a pipe");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        input.write_all(b"note before\n").expect("it listens");
        let mut line = String::new();
        while !line.contains("Noted.") {
            line.clear();
            assert!(output.read_line(&mut line).expect("it talks") > 0, "{what}: it ended");
        }
        harm(&save);
        input.write_all(b"note after\nquit\n").expect("it listens");
        drop(input);
        let mut said = String::new();
        output.read_to_string(&mut said).expect("it talks");
        assert!(child.wait().expect("it ends").success(), "{what}");
        assert!(said.contains("saved, whole") || said.contains("written again, whole"), "{what}: {said}");
        // What it says last is true.
        let hint = said.lines().rev().find(|line| line.starts_with("The game is saved.")).expect("it says so");
        let named = hint.split('\'').nth(1).unwrap_or_else(|| panic!("{what}: {hint}"));
        let found = verify(Path::new(named), &mut Decks::default()).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(found.is_proved(), "{what}: {:?}", found.difference);
        let kept = text(&std::fs::read(named).expect("it is there"));
        assert!(kept.contains("\"before\"") && kept.contains("\"after\""), "{what}");
    }
}
