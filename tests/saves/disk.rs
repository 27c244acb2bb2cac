//! Disks that fail: it is told, nothing accepted is lost, and the game goes on only when it can be kept.

use super::{Memory, before, beginning, lines, next_command, small_deck, verdict};
use not_today::journal::{Decks, Journal, JournalError, Sink};
use not_today::rules::{Actor, Command};
use not_today::table::{Control, Setup, Table, TableError};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How a disk fails.
#[derive(Debug, Clone, Copy)]
struct Fault {
    /// At which write, from 0.
    at: usize,
    /// For how many writes.
    times: usize,
    /// What the system says.
    kind: io::ErrorKind,
    /// How much of the line is written all the same, in tenths.
    written: usize,
    /// Cutting fails as often.
    cut_fails: usize,
}

/// A disk that fails as it is told to.
#[derive(Debug)]
struct BadDisk {
    memory: Memory,
    fault: Fault,
    writes: Arc<AtomicUsize>,
    failed_cuts: usize,
}

impl BadDisk {
    fn new(fault: Fault) -> (Self, Memory, Arc<AtomicUsize>) {
        let (memory, writes) = (Memory::default(), Arc::new(AtomicUsize::new(0)));
        (Self { memory: memory.clone(), fault, writes: Arc::clone(&writes), failed_cuts: 0 }, memory, writes)
    }
}

impl Sink for BadDisk {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let write = self.writes.fetch_add(1, Ordering::Relaxed);
        if (self.fault.at..self.fault.at + self.fault.times).contains(&write) {
            self.memory.append(&bytes[..bytes.len() * self.fault.written / 10])?;
            return Err(io::Error::from(self.fault.kind));
        }
        self.memory.append(bytes)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        if self.failed_cuts < self.fault.cut_fails {
            self.failed_cuts += 1;
            return Err(io::Error::from(self.fault.kind));
        }
        self.memory.cut(length)
    }
}

fn faults(at: usize) -> impl Iterator<Item = Fault> {
    // ENOSPC and EIO; nothing, half, or all of the line written; the repair works at once, or not until later.
    [(io::ErrorKind::StorageFull, 0), (io::ErrorKind::Other, 5), (io::ErrorKind::StorageFull, 10)].into_iter().flat_map(
        move |(kind, written)| [0, 1, 2].map(|cut_fails| Fault { at, times: 1 + at % 2, kind, written, cut_fails }),
    )
}

#[test]
fn at_each_of_the_first_200_writes_a_failure_is_told_and_nothing_is_lost() {
    let deck = small_deck();
    let mut decks = Decks::default();
    // The same commands for every fault, decided once: a game, and notes after its end.
    let mut game = before(&deck, 21);
    let opening = game.opening();
    game.apply(&opening);
    let mut script = Vec::new();
    for sent in 0.. {
        if script.len() >= 204 {
            break;
        }
        let over = game.state().outcome().is_some();
        let (actor, command) = if over { next_command(&game, 3) } else { next_command(&game, sent) };
        let Ok(events) = game.decide(actor, &command) else { continue };
        script.push((game.clone(), actor, command, events.clone()));
        game.forget();
        game.apply(&events);
    }
    for fault in (0..200).flat_map(faults) {
        let (disk, memory, _) = BadDisk::new(fault);
        let mut journal = Journal::on(Path::new("bad.jsonl"), Box::new(disk));
        let begun = journal.begin(&beginning(&deck, 21, &opening));
        if fault.at < 1 {
            assert!(matches!(begun, Err(JournalError::Io { .. })), "{fault:?}");
            continue;
        }
        begun.unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        let mut told = 0;
        let mut accepted = Vec::new();
        for (game, actor, command, events) in script.iter().take(fault.at + 4) {
            // A person tries again until it is kept; nobody needs more than a few tries here.
            let mut tries = 0;
            while let Err(error) = journal.append(game, *actor, command, events) {
                assert!(error.to_string().contains("bad.jsonl"), "{error}");
                told += 1;
                tries += 1;
                assert!(tries < 6, "{fault:?}: it never recovers");
            }
            accepted.push(command.clone());
        }
        assert!(told >= 1, "{fault:?}: nobody was told");
        let bytes = memory.bytes();
        let record = not_today::journal::read_bytes(Path::new("bad"), &bytes, &mut decks).expect("it opens");
        assert!(record.torn.is_none() && record.damage.is_none(), "{fault:?}: {:?}", record.damage);
        let kept: Vec<Command> = record.entries.into_iter().map(|entry| entry.command).collect();
        assert_eq!(kept, accepted, "{fault:?}");
        if fault.at % 10 == 1 {
            assert_eq!(verdict(&bytes, &mut decks).difference, None, "{fault:?}");
        }
    }
}

/// A table of the small deck on a disk: a person in the first seat, a policy in the other.
fn table_on(disk: BadDisk) -> Result<Table, not_today::table::StartError> {
    let deck = small_deck();
    let setup = Setup {
        seats: vec![("japan".into(), Control::Human), ("us".into(), Control::Policy("random".into()))],
        ..Setup::default()
    };
    Table::on(&deck, &setup, 33, Journal::on(Path::new("bad.jsonl"), Box::new(disk)))
}

#[test]
fn a_table_tells_a_failed_write_and_goes_on_once_it_can_be_kept() {
    let mut decks = Decks::default();
    for fault in (1..40).flat_map(faults) {
        let (disk, memory, _) = BadDisk::new(fault);
        let Ok(mut table) = table_on(disk) else {
            // The other seat's first move came before anybody sat down.
            continue;
        };
        let seat = table.human_seats()[0];
        let mut told = false;
        for _ in 0..200 {
            if table.is_over() {
                break;
            }
            let before = table.game().log().len();
            if table.turn_of().is_none() {
                // The person is done, and the other seat's move could not be kept: try again.
                told |= table.go_on().is_err();
                continue;
            }
            match table.send(Actor::Seat(seat), &Command::Seal { defer: true, card: None }) {
                Ok(()) => {}
                Err(TableError::Save(why)) => {
                    told = true;
                    assert!(why.contains("bad.jsonl"));
                    assert_eq!(table.game().log().len(), before, "{fault:?}: what was not kept was shown");
                }
                Err(TableError::Waiting(_)) => {
                    told = true;
                    assert!(table.game().log().len() > before, "{fault:?}: what was kept was not shown");
                }
                Err(other) => panic!("{fault:?}: {other}"),
            }
        }
        assert!(table.is_over(), "{fault:?}: the game could not be played on");
        let bytes = memory.bytes();
        assert!(told || lines(&bytes) <= fault.at + 1, "{fault:?}: nobody was told");
        assert_eq!(verdict(&bytes, &mut decks).difference, None, "{fault:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_that_is_full_is_told() {
    let deck = small_deck();
    let game = before(&deck, 1);
    let opening = game.opening();
    let full = std::fs::OpenOptions::new().append(true).open("/dev/full").expect("every Linux has one");
    let mut journal = Journal::on(Path::new("/dev/full"), Box::new(full));
    let error = journal.begin(&beginning(&deck, 1, &opening)).expect_err("it is full");
    assert!(matches!(&error, JournalError::Io { error, .. } if error.kind() == io::ErrorKind::StorageFull), "{error}");
    // A save is a plain file: a device has no end to read to.
    for device in ["/dev/full", "/dev/zero"] {
        let output = super::run(&["resume", device, "--plain"], "");
        assert_eq!(output.status.code(), Some(1));
        assert!(super::text(&output.stderr).contains("not a plain file"));
    }
}

/// A real file system that is full: a few megabytes of memory, mounted in a name space of its own.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_is_told_and_what_was_accepted_is_there() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let folder = folder.path().to_str().expect("a plain path");
    let script = format!(
        "mount -t tmpfs -o size=448k tmpfs '{folder}' || exit 77
         '{bin}' play --plain --deck '{deck}' --seats japan=human,us=random --seed 3 --save '{folder}/a.jsonl'
         status=$?
         cat '{folder}/a.jsonl' >&2
         exit $status",
        bin = env!("CARGO_BIN_EXE_not-today"),
        deck = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/saves/small-deck.json"),
    );
    let mut command = std::process::Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script]);
    let note = format!("note {}\n", "We hold the line. ".repeat(20));
    let input = tempfile::NamedTempFile::new().expect("a file of its own");
    std::fs::write(input.path(), note.repeat(2000)).expect("the disk has room");
    command.stdin(std::fs::File::open(input.path()).expect("it is there"));
    let Ok(output) = command.output() else { return };
    if output.status.code() != Some(0) {
        eprintln!("not tried: no name spaces here ({})", String::from_utf8_lossy(&output.stderr).trim());
        return;
    }
    let told = super::text(&output.stdout);
    assert!(told.contains("could not be saved"), "{told}");
    let accepted = told.matches("Noted.").count();
    let found = verdict(&output.stderr, &mut Decks::default());
    assert_eq!(found.difference, None);
    assert!(accepted > 100 && found.commands >= accepted, "{accepted} accepted, {} kept", found.commands);
}
