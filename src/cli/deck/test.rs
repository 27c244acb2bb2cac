//! `deck test`: rehearses a deck: reaches for everything once, then plays many games and says what is out of balance.

use crate::cli::say;
use crate::cli::simulate::{progress, stop_on_ctrl_c};
use crate::deck::prose::count;
use crate::deck::{Deck, ScenarioId, text};
use crate::lab::rehearsal::{self, Limits, Quick, Random, Rehearsal};
use crate::players;
use crate::rules::Manner;
use anyhow::{Context as _, bail};
use serde_json::{Map, Value, json};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A built-in name or a path
    deck: OsString,
    /// Only reach for everything once
    #[arg(long, conflicts_with = "random")]
    quick: bool,
    /// Only play many games
    #[arg(long)]
    random: bool,
    /// How many games the random part plays
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    games: u64,
    /// The first game's seed; the same seed gives the same report
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Only this scenario in the random part [default: all, in turn]
    #[arg(long)]
    scenario: Option<String>,
    /// Who plays every seat in the random part
    #[arg(long, default_value = "random")]
    policy: String,
    /// The folder where failing games are kept as saves
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Threads [default: one for each core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// A share of games below which an objective is rarely met, in percent.
const RARELY: u64 = 2;
/// A share of turns above which a meter that stands at an end is stuck there, in percent.
const STUCK: u64 = 40;

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let deck = Arc::new(super::load(&args.deck)?);
    let stop = stop_on_ctrl_c()?;
    let scenarios: Vec<ScenarioId> = match &args.scenario {
        None => (0..deck.scenarios.len()).map(ScenarioId::at).collect(),
        Some(name) => vec![ScenarioId::find(&deck.names, name).with_context(|| {
            let near = deck.names.scenarios.nearest(name).map(|near| format!(" Did you mean `{near}`?"));
            format!("the deck has no scenario `{}`.{}", text::clean(name, 80), near.unwrap_or_default())
        })?],
    };
    let quick = if args.random {
        None
    } else {
        let bar = progress(0)?;
        let quick = rehearsal::quick(&deck, args.seed, stop, || bar.inc(1));
        bar.finish_and_clear();
        Some(quick)
    };
    let random = if args.quick {
        None
    } else {
        let policy = players::policy(&args.policy)
            .with_context(|| format!("no policy is called `{}`", text::clean(&args.policy, 60)))?;
        let rehearsal = Rehearsal { deck: Arc::clone(&deck), scenarios, policy, limits: Limits::default() };
        let bar = progress(args.games)?;
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = args.threads.map_or_else(cores, usize::from);
        let seeds = args.seed..args.seed.saturating_add(args.games);
        let random = rehearsal::random(&rehearsal, seeds, threads, stop, |games| bar.inc(games));
        bar.finish_and_clear();
        Some(random)
    };
    let saves = random.as_ref().map(|random| keep(&deck, random, &args.out)).transpose()?.unwrap_or_default();
    let printed = if args.json {
        say::json(&to_json(args, &deck, quick.as_ref(), random.as_ref(), &saves))?
    } else {
        let quick = quick.as_ref().map(|quick| quick_words(&deck, quick)).unwrap_or_default();
        quick + &random.as_ref().map(|random| random_words(&deck, random, &saves)).unwrap_or_default()
    };
    writeln!(std::io::stdout().lock(), "{}", printed.trim_end())?;
    let failed = random.map_or(0, |random| random.failed) + quick.map_or(0, |quick| quick.troubles.len() as u64);
    if failed > 0 {
        bail!("{} went wrong", games(failed));
    }
    Ok(())
}

/// Keeps the failing games; tells where.
fn keep(deck: &Arc<Deck>, random: &Random, folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut saves = Vec::new();
    for failure in &random.failures {
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let name = |n: u32| {
            let again = if n == 0 { String::new() } else { format!("-{n}") };
            folder.join(format!("failing-{}-{}{again}.jsonl", deck.id, failure.seed))
        };
        let path =
            (0..100).map(name).find(|path| !path.exists()).context("a hundred failing games are kept already")?;
        rehearsal::keep(deck, failure.scenario, failure.seed, &failure.commands, &path)?;
        saves.push(path);
    }
    Ok(saves)
}

fn games(number: u64) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), "game", "games")
}

fn percent(part: u64, of: u64) -> u64 {
    (part * 100).checked_div(of).unwrap_or(0)
}

fn choice(deck: &Deck, (response, manner): (crate::deck::ResponseId, Manner)) -> String {
    let card = &deck.responses[response.index()];
    let how = match (card.publicly.is_some() && card.quietly.is_some(), manner) {
        (true, Manner::Publicly) => ":public",
        (true, Manner::Quietly) => ":quiet",
        (false, _) => "",
    };
    format!("{}{how}", response.name(&deck.names))
}

/// Meters that stand at an end for much of the turns: which, where, and the share in percent.
fn stuck<'d>(deck: &'d Deck, random: &Random) -> Vec<(&'d str, u8, u64)> {
    let mut found = Vec::new();
    for (id, ends) in deck.names.meters.iter().zip(&random.at_ends) {
        for (at, count) in [(0, ends[0]), (100, ends[1])] {
            let share = percent(count, random.turns);
            if share >= STUCK {
                found.push((id, at, share));
            }
        }
    }
    found
}

/// Objectives that are rarely met: seat, id, games.
fn rarely_met<'d>(deck: &'d Deck, random: &Random) -> Vec<(&'d str, &'d str, u64)> {
    let mut found = Vec::new();
    for ((seat, card), met) in deck.names.seats.iter().zip(&deck.seats).zip(&random.objectives) {
        for (objective, met) in card.objectives.iter().zip(met) {
            if percent(*met, random.games) < RARELY {
                found.push((seat, &*objective.id, *met));
            }
        }
    }
    found
}

fn quick_words(deck: &Deck, quick: &Quick) -> String {
    let mut told =
        format!("Quick: {} of {} things were reached in {}.\n", quick.reached, quick.goals, games(quick.games));
    for missed in &quick.missed {
        let how = if missed.how.is_empty() { String::new() } else { format!(" ({})", missed.how) };
        let _ = writeln!(told, "  not reached: {} {}{how}: {}", missed.what, missed.id, missed.why);
    }
    for (seed, trouble) in &quick.troubles {
        let _ = writeln!(told, "  game {seed}: {trouble}");
    }
    let _ = deck;
    told + "\n"
}

fn random_words(deck: &Deck, random: &Random, saves: &[PathBuf]) -> String {
    let mut told = format!("Random: {}, {} went wrong.\n", games(random.games), random.failed);
    for (number, failure) in random.failures.iter().enumerate() {
        let kept = saves
            .get(number)
            .map(|path| format!(" Kept as {}.", say::line(&path.display().to_string())))
            .unwrap_or_default();
        let _ = writeln!(told, "  game {}: {}.{kept}", failure.seed, failure.trouble.words(deck));
    }
    told += "\nHow games end\n";
    for (id, count) in deck.names.outcomes.iter().zip(&random.outcomes) {
        let share = crate::lab::Share::of(*count, random.games).share * 100.0;
        let _ = writeln!(told, "  {share:5.1} %  {id} ({count})");
    }
    for (title, names, counts) in [
        ("Events: games in which each fell", &deck.names.events, &random.events),
        ("Responses: games in which each was carried out", &deck.names.responses, &random.responses),
        ("Requests: games in which each was made", &deck.names.requests, &random.requests),
        ("Promises: games in which each was made", &deck.names.promises, &random.promises),
    ] {
        let _ = writeln!(told, "\n{title}");
        for (id, count) in names.iter().zip(counts) {
            let never = if *count == 0 { "   never" } else { "" };
            let _ = writeln!(told, "  {count:7}  {id}{never}");
        }
    }
    let stuck = stuck(deck, random);
    if !stuck.is_empty() {
        told += "\nMeters stuck at an end\n";
        for (id, at, share) in stuck {
            let _ = writeln!(told, "  {id} stands at {at} at the end of {share} percent of the turns");
        }
    }
    let rarely = rarely_met(deck, random);
    if !rarely.is_empty() {
        told += "\nObjectives rarely met\n";
        for (seat, id, met) in rarely {
            let _ = writeln!(told, "  {seat}: {id} in {met} of {}", games(random.games));
        }
    }
    if !random.beaten.is_empty() {
        told += "\nOptions that another always beats: no cheaper, no better on any meter, never to be had alone\n";
        for beaten in &random.beaten {
            let (worse, better) = (choice(deck, beaten.worse), choice(deck, beaten.better));
            let _ = writeln!(told, "  {worse} by {better} (both could be ordered {} times)", beaten.seen);
        }
    }
    told
}

fn to_json(args: &Args, deck: &Deck, quick: Option<&Quick>, random: Option<&Random>, saves: &[PathBuf]) -> Value {
    let mut whole = Map::new();
    whole.insert("deck".into(), Value::from(&*deck.id));
    whole.insert("seed".into(), args.seed.into());
    if let Some(quick) = quick {
        let missed = quick.missed.iter().map(|m| json!({ "what": m.what, "id": m.id, "how": m.how, "why": m.why }));
        let troubles = quick.troubles.iter().map(|(seed, what)| json!({ "seed": seed, "what": what }));
        whole.insert(
            "quick".into(),
            json!({
                "games": quick.games, "goals": quick.goals, "reached": quick.reached,
                "missed": missed.collect::<Vec<_>>(), "failures": troubles.collect::<Vec<_>>(),
            }),
        );
    }
    if let Some(random) = random {
        whole.insert("random".into(), random_json(deck, random, saves));
    }
    Value::Object(whole)
}

fn random_json(deck: &Deck, random: &Random, saves: &[PathBuf]) -> Value {
    let by_id = |names: &crate::deck::Index, counts: &[u64]| -> Value {
        Value::Object(names.iter().zip(counts).map(|(id, count)| (id.to_owned(), (*count).into())).collect())
    };
    let failures: Vec<Value> = random
        .failures
        .iter()
        .enumerate()
        .map(|(number, failure)| {
            json!({
                "seed": failure.seed,
                "scenario": failure.scenario.name(&deck.names),
                "kind": failure.trouble.kind(),
                "what": failure.trouble.words(deck),
                "save": saves.get(number).map(|path| path.display().to_string()),
            })
        })
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let share = |count: u64| if random.games == 0 { 0.0 } else { count as f64 / random.games as f64 };
    let outcomes = deck.names.outcomes.iter().zip(&random.outcomes);
    let stuck = stuck(deck, random);
    let rarely = rarely_met(deck, random);
    let names = &deck.names;
    json!({
        "games": random.games,
        "failed": random.failed,
        "failures": failures,
        "outcomes": outcomes.map(|(id, n)| (id.to_owned(), json!({ "games": n, "share": share(*n) }))).collect::<Map<_, _>>(),
        "events": by_id(&names.events, &random.events),
        "responses": by_id(&names.responses, &random.responses),
        "requests": by_id(&names.requests, &random.requests),
        "promises": by_id(&names.promises, &random.promises),
        "stuck": stuck.iter().map(|(id, at, share)| json!({ "meter": id, "at": at, "percent_of_turns": share })).collect::<Vec<_>>(),
        "rarely_met": rarely.iter().map(|(seat, id, n)| json!({ "seat": seat, "objective": id, "games": n })).collect::<Vec<_>>(),
        "beaten": random.beaten.iter().map(|b| json!({
            "option": choice(deck, b.worse), "by": choice(deck, b.better), "seen": b.seen,
        })).collect::<Vec<_>>(),
    })
}
