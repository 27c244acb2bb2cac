//! A very long save: a hundred thousand lines open, and are walked through without being kept.

use super::{Memory, before, beginning, small_deck};
use not_today::deck::SeatId;
use not_today::journal::{Decks, End, Journal, Tape, walk};
use not_today::rules::{Actor, Command, Eyes};
use std::path::Path;

/// A save of 100,000 lines: notes, as a long seminar takes them.
fn long_save() -> Vec<u8> {
    let deck = small_deck();
    let disk = Memory::default();
    let mut journal = Journal::on(Path::new("long.jsonl"), Box::new(disk.clone()));
    let mut game = before(&deck, 1);
    let opening = game.opening();
    journal.begin(&beginning(&deck, 1, &opening)).expect("memory takes everything");
    game.apply(&opening);
    for n in 0..99_998 {
        let command = Command::Note { text: format!("Observation {n}: the table talks about the strait.") };
        let actor = Actor::Seat(SeatId(0));
        let events = game.decide(actor, &command).expect("a note is always accepted");
        journal.append(&game, actor, &command, &events).expect("memory takes everything");
        game.forget();
        game.apply(&events);
    }
    disk.bytes()
}

#[test]
fn a_hundred_thousand_lines_open_and_replay_within_their_own_size() {
    let bytes = long_save();
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("long.jsonl");
    std::fs::write(&path, &bytes).expect("the disk has room");
    let mut walk = walk(&path, &mut Decks::default()).expect("it opens");
    let mut entries = 0;
    while walk.next_entry().expect("it can be read").is_some() {
        entries += 1;
    }
    assert_eq!((entries, walk.end()), (99_998, Some(&End::Whole)));
    // Wound onto a tape for the screen, and looked at from its end.
    let wound = allocation_counter::measure(|| {
        let tape = Tape::open(&path).expect("it opens");
        assert!(tape.view(tape.len(), Eyes::All).log.len() > 99_998);
    });
    assert!(wound.bytes_max <= bytes.len() as u64, "{} bytes for a save of {}", wound.bytes_max, bytes.len());
    // The program itself, told to replay it to the end: how much memory it took at most.
    #[cfg(target_os = "linux")]
    {
        let short = folder.path().join("short.jsonl");
        let few: usize = bytes.split_inclusive(|byte| *byte == b'\n').take(10).map(<[u8]>::len).sum();
        std::fs::write(&short, &bytes[..few]).expect("the disk has room");
        for args in [&["replay"][..], &["saves", "verify"][..]] {
            let grown = peak(args, &path).saturating_sub(peak(args, &short));
            let size = bytes.len() as u64 / 1024;
            assert!(grown <= size, "{args:?}: {grown} KiB for a save of {size} KiB");
        }
    }
}

/// The most memory, in KiB, that the program took for a save.
#[cfg(target_os = "linux")]
fn peak(args: &[&str], save: &Path) -> u64 {
    use std::process::Stdio;
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_not-today"));
    command.args(args).arg(save);
    if args[0] != "saves" {
        command.arg("--plain");
    }
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("it can be asked").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(now.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    peak
}
