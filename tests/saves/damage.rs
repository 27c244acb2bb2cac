//! A save cut anywhere opens to its last whole line; a save changed anywhere does not verify.

use super::{lines, verdict, whole_game};
use not_today::journal::{Decks, JournalError, read_bytes};
use rand::rand_core::Rng as _;
use rand::{RngExt as _, SeedableRng as _};
use std::path::Path;

#[test]
fn cut_after_every_byte_it_opens_to_the_last_whole_line() {
    let bytes = whole_game(4);
    let mut decks = Decks::default();
    let whole = read_bytes(Path::new("whole"), &bytes, &mut decks).expect("it is whole");
    assert!(whole.entries.len() > 20 && whole.damage.is_none() && whole.torn.is_none());
    // The lines, and what each cut leaves of them.
    let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    for cut in 0..bytes.len() {
        // A line of which only the line feed is missing is whole.
        let lines = ends.iter().take_while(|end| **end <= cut + 1).count();
        let last_end = if lines == 0 { 0 } else { ends[lines - 1] };
        match read_bytes(Path::new("cut"), &bytes[..cut], &mut decks) {
            Ok(record) => {
                assert!(lines >= 2, "cut at {cut}");
                assert_eq!(record.entries, whole.entries[..lines - 2], "cut at {cut}");
                assert_eq!(record.torn, (cut > last_end).then(|| cut.saturating_sub(last_end)), "cut at {cut}");
                assert_eq!(record.travel.no_last_line_feed, cut < last_end, "cut at {cut}");
                assert_eq!(record.damage, None, "cut at {cut}");
            }
            Err(JournalError::NotASave { .. }) => assert!(lines < 2, "cut at {cut}"),
            Err(error) => panic!("cut at {cut}: {error}"),
        }
        // A cut within a line does not verify: not every byte is accounted for.
        if cut % 13 == 0 {
            let verdict = verdict(&bytes[..cut], &mut decks);
            assert_eq!(verdict.holds(), cut == last_end && lines >= 2, "cut at {cut}");
        }
    }
}

#[test]
fn cut_on_disk_it_is_told_and_goes_on() {
    let bytes = whole_game(5);
    let folder = tempfile::tempdir().expect("a folder of its own");
    let lines: Vec<usize> = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1).collect();
    for (n, line) in lines.iter().enumerate().skip(2).step_by(5) {
        let path = folder.path().join(format!("{n}.jsonl"));
        std::fs::write(&path, &bytes[..line - 5]).expect("the disk has room");
        let opened = not_today::journal::open(&path).expect("it opens");
        assert!(opened.notice.is_some_and(|notice| notice.contains("not whole")));
        drop(opened.journal);
        assert_eq!(std::fs::read(&path).expect("it is there"), bytes[..lines[n - 1]]);
        let again = not_today::journal::open(&path).expect("it opens");
        assert!(again.notice.is_none(), "once cut, it is whole");
    }
}

#[test]
fn any_of_ten_thousand_changed_bytes_or_bits_is_found() {
    let bytes = whole_game(6);
    let mut decks = Decks::default();
    assert!(verdict(&bytes, &mut decks).holds());
    let mut random = rand::rngs::ChaCha8Rng::seed_from_u64(1);
    for n in 0..10_000 {
        let mut changed = bytes.clone();
        let at = random.random_range(0..changed.len());
        if n % 2 == 0 {
            changed[at] ^= 1 << random.random_range(0..8);
        } else {
            changed[at] = changed[at].wrapping_add(1 + (random.next_u32() % 255) as u8);
        }
        let found = verdict(&changed, &mut decks);
        assert!(!found.holds(), "byte {at} became {:#04x} and nobody noticed", changed[at]);
        // What is told to be true really is: the lines before the change.
        let line = lines(&bytes[..at]);
        assert!(found.lines <= line, "byte {at} in line {} was taken for true", line + 1);
        // Opening it to look at never panics, and never shows more than is sound.
        if let Ok(record) = read_bytes(Path::new("changed"), &changed, &mut decks) {
            assert!(record.entries.len() + 2 <= line.max(2) || record.torn.is_some() && record.entries.len() < line);
            let _ = record.last();
        }
    }
}
