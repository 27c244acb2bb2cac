//! Balance, card by card: how often a response could be ordered, how often it was carried out, and what it changed:
//! the games in which it was carried out are played again, with the same dice, where nobody can order it.

use super::bench::{Bench, Room};
use super::interval::{Share, paired};
use super::record::Record;
use super::run::{Run, run_with};
use crate::deck::ResponseId;
use std::sync::atomic::Ordering;

/// How a response fared.
#[derive(Debug, Clone)]
pub struct Fared {
    /// The response.
    pub response: ResponseId,
    /// The share of games in which some seat of it could order it.
    pub legal: Share,
    /// The share of those in which it was carried out.
    pub played: Share,
    /// The change in the share of games held that it made where it was carried out, −1 to 1, with its paired interval.
    pub change: Share,
    /// The same for games that ended well: held, or withstood.
    pub change_well: Share,
    /// The games that were played twice for that: those in which it was carried out.
    pub games: u64,
    /// Among them, games held only with it, and only without it.
    pub turned: (u64, u64),
}

/// What a balance came to.
#[derive(Debug, Clone)]
pub struct Balance {
    /// The share of games held.
    pub held: Share,
    /// The games of the first run.
    pub games: u64,
    /// The responses, in the deck's order. A run that was stopped has the first of them.
    pub cards: Vec<Fared>,
}

/// A game of the first run.
struct Played {
    seed: u64,
    held: bool,
    ended_well: bool,
    /// Which responses were carried out, as bits.
    cards: Box<[u64]>,
}

/// Plays a bench's games, and again without each response where it was carried out. `steps` is told how many more
/// games there will be, `each` how many were played.
pub fn balance(bench: &mut Bench, how: &Run<'_>, mut steps: impl FnMut(u64), mut each: impl FnMut(u64)) -> Balance {
    let responses = bench.deck().responses.len();
    bench.counts_cards = true;
    let first = std::sync::Mutex::new(Vec::new());
    let play = |seed: u64, room: &mut Room| {
        let record = bench.play(seed, room);
        let mut cards = vec![0_u64; responses.div_ceil(64)].into_boxed_slice();
        for (n, _) in room.cards.iter().enumerate().filter(|(_, card)| card.played > 0) {
            cards[n / 64] |= 1 << (n % 64);
        }
        if let Ok(mut first) = first.lock() {
            first.push(Played { seed, held: record.held, ended_well: record.ended_well, cards });
        }
        record
    };
    let summary = run_with(bench, how, play, |records: &[Record]| each(records.len() as u64));
    let mut first = first.into_inner().unwrap_or_default();
    first.sort_unstable_by_key(|game| game.seed);
    // A run that was stopped counts the games without gaps, and no others.
    first.retain(|game| game.seed - how.seeds.start < summary.games);
    bench.counts_cards = false;
    let mut found = Vec::new();
    steps(summary.cards.iter().map(|card| card.played).sum());
    for response in (0..responses).map(ResponseId::at) {
        if how.stop.load(Ordering::Relaxed) {
            break;
        }
        let n = response.index();
        let with: Vec<&Played> = first.iter().filter(|game| game.cards[n / 64] & 1 << (n % 64) != 0).collect();
        let acts = bench.bar(response);
        let again = Run { seeds: 0..with.len() as u64, threads: how.threads, stop: how.stop };
        let mut held = Vec::new();
        let play = |at: u64, room: &mut Room| {
            let seed = usize::try_from(at).ok().and_then(|at| with.get(at)).map_or(0, |game| game.seed);
            bench.play(seed, room)
        };
        run_with(bench, &again, play, |records: &[Record]| {
            held.extend(records.iter().map(|record| (record.held, record.ended_well)));
            each(records.len() as u64);
        });
        bench.unbar(response, acts);
        let turned = |pairs: &mut dyn Iterator<Item = (bool, bool)>| {
            pairs.fold((0, 0), |(gained, lost), pair| match pair {
                (true, false) => (gained + 1, lost),
                (false, true) => (gained, lost + 1),
                _ => (gained, lost),
            })
        };
        let pairs = || with.iter().zip(&held);
        let (gained, lost) = turned(&mut pairs().map(|(game, without)| (game.held, without.0)));
        let well = turned(&mut pairs().map(|(game, without)| (game.ended_well, without.1)));
        let card = summary.cards.get(n).copied().unwrap_or_default();
        found.push(Fared {
            response,
            legal: Share::of(card.legal, summary.games),
            played: Share::of(card.played, card.legal),
            change: paired(gained, lost, held.len() as u64),
            change_well: paired(well.0, well.1, held.len() as u64),
            games: held.len() as u64,
            turned: (gained, lost),
        });
    }
    Balance { held: summary.share_held(), games: summary.games, cards: found }
}
