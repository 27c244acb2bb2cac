//! A process that is killed at any moment: every command that it acknowledged is in its save.

use super::{run, text};
use not_today::journal::{Decks, read, verify};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Kills a playing process, `count` times at moments spread over its life, and resumes each time.
fn kill(count: u64) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let deck = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/saves/small-deck.json");
    let mut decks = Decks::default();
    let mut with_something = 0;
    for n in 0..count {
        let save = folder.path().join(format!("{n}.jsonl"));
        let path = save.to_str().expect("a plain path");
        let seats = "japan=human,us=random";
        let args = ["play", "--plain", "--deck", deck, "--seats", seats, "--seed", &n.to_string(), "--save", path];
        let mut child = Command::new(env!("CARGO_BIN_EXE_not-today"))
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let mut stdout = child.stdout.take().expect("a pipe");
        let told = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&told);
        let reader = std::thread::spawn(move || {
            let mut part = [0; 4096];
            while let Ok(count @ 1..) = stdout.read(&mut part) {
                hears.lock().expect("nobody panicked over it").extend_from_slice(&part[..count]);
            }
        });
        let heard = |told: &Mutex<Vec<u8>>| String::from_utf8_lossy(&told.lock().expect("no panic")).into_owned();
        let writer = std::thread::spawn(move || {
            for _ in 0..2000 {
                if stdin.write_all(b"note hold the line\nnote still here\nseal!\n").is_err() {
                    break;
                }
            }
        });
        // Half of the moments come while it starts, half once it plays; none is like another.
        for _ in 0..3000 {
            if n % 2 == 0 || heard(&told).contains("Noted.") {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_micros(n.wrapping_mul(7919) % 60_000));
        child.kill().expect("it is killed");
        child.wait().expect("it is gone");
        writer.join().expect("the writer ends");
        reader.join().expect("the reader ends");
        let told = heard(&told);
        let accepted = told.matches("Noted.").count() + told.matches("Sealed.").count();
        if !save.exists() || read(&save).is_err() {
            assert_eq!(accepted, 0, "kill {n}: something was accepted and is not there");
            continue;
        }
        let output = run(&["resume", path, "--plain"], "quit\n");
        assert_eq!(output.status.code(), Some(0), "kill {n}: {}", text(&output.stderr));
        let record = read(&save).expect("it opens");
        let japan = record
            .entries
            .iter()
            .filter(|entry| entry.actor == not_today::rules::Actor::Seat(not_today::deck::SeatId(0)));
        let kept = japan.count();
        assert!(kept >= accepted, "kill {n}: {accepted} accepted, {kept} kept");
        assert_eq!(verify(&save, &mut decks).expect("it can be read").difference, None, "kill {n}");
        with_something += usize::from(kept > 0);
    }
    assert!(with_something * 3 > usize::try_from(count).expect("small"), "only {with_something} of {count} had begun");
}

#[test]
fn killed_25_times_it_keeps_every_acknowledged_command() {
    kill(25);
}

#[test]
#[ignore = "takes half a minute: the short version runs always"]
fn killed_200_times_it_keeps_every_acknowledged_command() {
    kill(200);
}
