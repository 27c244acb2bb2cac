//! A saved game told and walked through: what is shown is what was recorded, at every moment.

use super::{run, text, whole_game};
use not_today::deck::SeatId;
use not_today::journal::tape::Sight;
use not_today::journal::{Decks, Tape, read_bytes, state_digest};
use not_today::rules::{Event, Eyes, view};
use std::path::{Path, PathBuf};

fn on_disk(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("the disk has room");
    path
}

/// A game of the small deck in which the facilitator goes back twice.
fn game_with_rewinds() -> Vec<u8> {
    use super::{Memory, before, beginning, next_command, small_deck};
    use not_today::journal::Journal;
    use not_today::rules::{Actor, Command};
    let deck = small_deck();
    let disk = Memory::default();
    let mut journal = Journal::on(Path::new("rewound.jsonl"), Box::new(disk.clone()));
    let mut game = before(&deck, 12);
    let opening = game.opening();
    journal.begin(&beginning(&deck, 12, &opening)).expect("memory takes everything");
    game.apply(&opening);
    let mut back = vec![(4, 2), (3, 3)];
    for sent in 0.. {
        if game.state().outcome().is_some() {
            break;
        }
        let rewind = back.last().is_some_and(|(at, _)| *at == game.state().turn() && sent % 2 == 1);
        let (actor, command) = if rewind {
            let (_, turn) = back.pop().expect("there is one");
            (Actor::Facilitator, Command::Rewind { turn, reason: "Once more".into() })
        } else {
            next_command(&game, sent)
        };
        let Ok(events) = game.decide(actor, &command) else { continue };
        journal.append(&game, actor, &command, &events).expect("memory takes everything");
        game.apply(&events);
    }
    assert!(back.is_empty(), "it went back twice");
    disk.bytes()
}

#[test]
fn at_every_line_the_tape_shows_the_game_that_the_record_gives() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    for bytes in [whole_game(4), whole_game(9), game_with_rewinds()] {
        let path = on_disk(folder.path(), "a.jsonl", &bytes);
        let tape = Tape::open(&path).expect("it opens");
        let record = read_bytes(&path, &bytes, &mut Decks::default()).expect("it opens");
        let mut game = record.opened();
        for (stop, entry) in tape.stops().iter().zip(std::iter::once(None).chain(record.entries.iter().map(Some))) {
            if let Some(entry) = entry {
                game.apply(&entry.events);
            }
            let scene = tape.scene(stop.end());
            let same = state_digest(game.deck(), game.state());
            assert_eq!(state_digest(tape.deck(), &scene.state), same, "after {} events", stop.end());
            assert_eq!((stop.turn, scene.starts.len()), (game.state().turn(), game.starts().len()));
            for eyes in [Eyes::All, Eyes::Seat(SeatId(0)), Eyes::Seat(SeatId(1))] {
                let (shown, was) = (tape.view(stop.end(), eyes), view::of(&game, eyes, "en"));
                let told = |view: &view::View| {
                    let meters: Vec<_> = view.meters.iter().map(|m| (m.value, m.before, m.history.clone())).collect();
                    (meters, view.log.iter().map(|line| line.text.clone()).collect::<Vec<_>>(), view.header.turn)
                };
                assert_eq!(told(&shown), told(&was));
            }
        }
        // In the middle of a line, too, there is something to show.
        for at in 0..=tape.len() {
            assert_eq!(tape.view(at, Eyes::All).header.turn, tape.turn_at(at));
        }
    }
}

#[test]
fn every_jump_lands_on_what_was_looked_for_and_finds_all_of_it() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let tape = Tape::open(&on_disk(folder.path(), "a.jsonl", &game_with_rewinds())).expect("it opens");
    let questions = tape.log().iter().filter(|h| matches!(h.event, Event::Decided { .. })).count();
    for sight in [Sight::Question, Sight::Missed, Sight::Turn, Sight::Decision] {
        let (mut at, mut on) = (0, Vec::new());
        while let Some(next) = tape.next(at, sight) {
            assert!(next > at);
            on.push(next);
            at = next;
        }
        let (mut at, mut back) = (tape.len() + 1, Vec::new());
        while let Some(previous) = tape.previous(at, sight) {
            assert!(previous < at);
            back.push(previous);
            at = previous;
        }
        back.reverse();
        assert_eq!(on, back, "{sight:?}");
        if sight == Sight::Question {
            assert_eq!(on.len(), questions);
            assert!(on.iter().all(|at| matches!(tape.log()[at - 1].event, Event::Decided { .. })));
        }
    }
    for turn in 1..=tape.last_turn() {
        assert_eq!(tape.scene(tape.turn_start(turn)).state.turn(), turn);
    }
}

#[test]
fn told_line_by_line_it_is_the_whole_story_or_a_seats() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = on_disk(folder.path(), "a.jsonl", &whole_game(4));
    let path = path.to_str().expect("a plain path");
    let whole = run(&["replay", path, "--plain"], "");
    assert_eq!(whole.status.code(), Some(0), "{}", text(&whole.stderr));
    let whole = text(&whole.stdout);
    assert!(whole.contains("Two seats, a strait · A short crisis") && whole.contains("Seen whole."), "{whole}");
    assert!(whole.contains("Turn 1 · 2027-01-01") && whole.contains("Is today the day?"), "{whole}");
    assert!(
        whole.contains("The turn ends. Deterrence") && whole.contains("Deterrence held.") | whole.contains("failed.")
    );
    assert!(whole.contains("United States lays") && whole.contains("Japan seals"), "{whole}");
    let seat = text(&run(&["replay", path, "--plain", "--seat", "japan"], "").stdout);
    assert!(seat.contains("As Japan saw it.") && seat.contains("Japan seals"), "{seat}");
    assert!(!seat.contains("United States lays"), "Japan did not see what the United States laid: {seat}");
    let later = text(&run(&["replay", path, "--plain", "--turn", "3"], "").stdout);
    assert!(
        later.contains("Turn 3 ·")
            && !later.contains("Turn 2 ·")
            && whole.contains(&later[later.find("Turn 3 ·").unwrap()..])
    );
    for (args, told) in
        [(["--seat", "china"], "japan, us"), (["--turn", "99"], "no turn 99"), (["--turn", "0"], "no turn 0")]
    {
        let output = run(&["replay", path, "--plain", args[0], args[1]], "");
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(told), "{}", text(&output.stderr));
    }
}

#[test]
fn a_damaged_save_is_told_up_to_the_damage_and_a_torn_one_to_its_last_whole_line() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let bytes = whole_game(4);
    let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at).collect();
    let mut changed = bytes.clone();
    changed[ends[20] - 80] ^= 4;
    let damaged = on_disk(folder.path(), "damaged.jsonl", &changed);
    let output = run(&["replay", damaged.to_str().unwrap(), "--plain"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("Turn 2 ·"));
    assert!(text(&output.stderr).contains("damaged in line 21 (turn"), "{}", text(&output.stderr));
    let torn = on_disk(folder.path(), "torn.jsonl", &bytes[..ends[20] - 3]);
    let output = run(&["replay", torn.to_str().unwrap(), "--plain"], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("not whole"));
    assert_eq!(std::fs::read(&torn).unwrap(), bytes[..ends[20] - 3], "looking changes nothing");
}

#[test]
fn a_save_outlives_a_change_of_the_rules() {
    // As another version of the rules might have written it: what is told is the same.
    let folder = tempfile::tempdir().expect("a folder of its own");
    let bytes = whole_game(4);
    let own = on_disk(folder.path(), "own.jsonl", &bytes);
    let other = super::forged::of_other_rules(&bytes, 77);
    let other = on_disk(folder.path(), "other.jsonl", &other);
    let told = |path: &Path| {
        let output = run(&["replay", path.to_str().unwrap(), "--plain"], "");
        assert_eq!(output.status.code(), Some(0));
        text(&output.stdout).lines().skip(2).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told(&own)[2..], told(&other)[2..]);
    let output = run(&["saves", "verify", other.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stdout);
    assert!(said.contains("Written by rules 77") && said.contains("not decided again"), "{said}");
    // Played on, the save says from which line on these rules decided; both parts are checked, each in its way.
    let cut: usize = std::fs::read(&other).unwrap().split_inclusive(|b| *b == b'\n').take(20).map(<[u8]>::len).sum();
    let bytes = std::fs::read(&other).unwrap();
    let mixed = on_disk(folder.path(), "mixed.jsonl", &bytes[..cut]);
    let output = run(&["resume", mixed.to_str().unwrap(), "--plain"], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let output = run(&["saves", "verify", "--json", mixed.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    let verdict: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let (all, again) = (verdict[0]["commands"].as_u64().unwrap(), verdict[0]["decided_again"].as_u64().unwrap());
    assert!(again > 0 && all - again == 18, "{all} commands, {again} decided again");
}

#[test]
fn two_games_are_told_side_by_side() {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let a = on_disk(folder.path(), "a.jsonl", &whole_game(4));
    let b = on_disk(folder.path(), "b.jsonl", &whole_game(9));
    let (a, b) = (a.to_str().unwrap(), b.to_str().unwrap());
    let same = text(&run(&["replay", a, a, "--plain"], "").stdout);
    assert!(same.contains("Turn 1") && same.contains("= Deterrence") && !same.contains('≠'), "{same}");
    let output = run(&["replay", a, b, "--plain"], "");
    assert_eq!(output.status.code(), Some(0));
    let both = text(&output.stdout);
    assert!(both.contains("A: a.jsonl") && both.contains("B: b.jsonl") && both.contains("≠ "), "{both}");
}
