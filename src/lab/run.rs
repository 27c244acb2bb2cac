//! Plays a range of seeds on some threads. Which thread plays which game changes nothing.

use super::bench::{Bench, Room};
use super::record::{Record, Summary};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;

/// Games that a thread takes at a time: enough to keep them apart, few enough to stop soon.
const CHUNK: u64 = 64;

/// How a run is to be done, and how it is watched.
#[derive(Debug)]
pub struct Run<'a> {
    /// The seeds to play, one game each.
    pub seeds: Range<u64>,
    /// Threads; at least one is used.
    pub threads: usize,
    /// Raised from outside to end the run after the games that are under way.
    pub stop: &'a AtomicBool,
}

/// Plays a run. `each` is called in the order of the seeds with the games of a chunk; what was stopped has played
/// the first seeds of its range, without gaps.
pub fn run(bench: &Bench, run: &Run<'_>, each: impl FnMut(&[Record])) -> Summary {
    run_with(bench, run, |seed, room| bench.play(seed, room), each)
}

/// [`run`], with another way to play the game of a number.
pub(super) fn run_with(
    bench: &Bench,
    run: &Run<'_>,
    play: impl Fn(u64, &mut Room) -> Record + Sync,
    mut each: impl FnMut(&[Record]),
) -> Summary {
    let chunks = (run.seeds.end.saturating_sub(run.seeds.start)).div_ceil(CHUNK);
    let next = AtomicU64::new(0);
    let mut summary = Summary::new(bench.deck());
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(64);
        for _ in 0..run.threads.clamp(1, 1024) {
            let (sender, next, play) = (sender.clone(), &next, &play);
            scope.spawn(move || {
                let mut room = Room::default();
                while !run.stop.load(Ordering::Relaxed) {
                    let chunk = next.fetch_add(1, Ordering::Relaxed);
                    if chunk >= chunks {
                        break;
                    }
                    let first = run.seeds.start + chunk * CHUNK;
                    let mut part = Summary::new(bench.deck());
                    let records: Vec<Record> = (first..run.seeds.end.min(first + CHUNK))
                        .map(|seed| {
                            let record = play(seed, &mut room);
                            part.add(&record, &room.cards);
                            record
                        })
                        .collect();
                    if sender.send((chunk, part, records)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        // Chunks come in any order and are told in theirs.
        let mut early = std::collections::BTreeMap::new();
        let mut due = 0;
        for (chunk, part, records) in receiver {
            early.insert(chunk, (part, records));
            while let Some((part, records)) = early.remove(&due) {
                summary.merge(&part);
                each(&records);
                due += 1;
            }
        }
    });
    summary
}
