//! `simulate`: thousands of games between policies, as a table, as JSON, or one row a game.

use super::output::{Format, Outputs, Replace, Writing};
use super::play::Seats;
use super::say;
use crate::deck::{Category, Deck, ScenarioId};
use crate::lab::{Bench, Record, Run, Summary, run as play};
use crate::rules::Manner;
use crate::table::Control;
use anyhow::{Context as _, bail};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;
use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    line: Line,
}

#[derive(Debug, clap::Subcommand)]
enum Part {
    /// Add slices up exactly as one run would
    Merge {
        /// What `simulate --shard K/N --json` printed
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
struct Line {
    #[command(flatten)]
    bench: BenchArgs,
    /// Play the slice K of N, counted from 1
    #[arg(long, value_name = "K/N", value_parser = shard)]
    shard: Option<(u64, u64)>,
    /// Print the summary as JSON
    #[arg(long)]
    json: bool,
    /// Write one row a game
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Replace a file that Not Today did not write, or that was changed since; never a save, a deck or what is read
    #[arg(long)]
    force: bool,
    /// Count, response by response, what was legal and what was carried out
    #[arg(long)]
    cards: bool,
}

/// The games to play.
#[derive(Debug, clap::Args)]
pub(super) struct BenchArgs {
    /// A built-in deck's name, or the path of a deck file
    #[arg(long, default_value = crate::deck::library::DEFAULT)]
    pub deck: OsString,
    /// The scenario's id [default: the deck's first]
    #[arg(long)]
    scenario: Option<String>,
    /// The policy of each seat, or all=POLICY [default: doctrine]; and the adversary's: beijing=opportunist
    #[arg(long, value_name = "SEAT=POLICY,…", value_parser = super::play::seats)]
    seats: Option<Seats>,
    /// How many games
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    games: u64,
    /// The first game's seed; the next has the next number
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Responses whose effects are in place from the start; `card:quiet` takes the quiet ones
    #[arg(long, value_name = "CARD,…", value_delimiter = ',')]
    with: Vec<String>,
    /// Responses that nobody can order
    #[arg(long, value_name = "CARD,…", value_delimiter = ',')]
    without: Vec<String>,
    /// Start a meter elsewhere
    #[arg(long, value_name = "METER=VALUE,…", value_delimiter = ',')]
    set: Vec<String>,
    /// Fix the answer to a request, whoever is asked: accept, decline or defer
    #[arg(long, value_name = "REQUEST=ANSWER,…", value_delimiter = ',')]
    answer: Vec<String>,
    /// Leave only responses of these categories in play: statement, diplomacy, preparation, operation, economic
    #[arg(long, value_name = "CATEGORY,…", value_delimiter = ',', value_parser = category)]
    only: Vec<Category>,
    /// Let what can be done in public or quietly be done in one manner only
    #[arg(long, value_name = "MANNER", value_parser = manner)]
    manner: Option<Manner>,
    /// Threads [default: one for each core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

impl BenchArgs {
    pub fn bench(&self) -> anyhow::Result<Bench> {
        let deck = Arc::new(Deck::load(&self.deck).map_err(crate::table::StartError::Deck)?);
        let scenario = match &self.scenario {
            None => ScenarioId(0),
            Some(name) => ScenarioId::find(&deck.names, name).with_context(|| {
                let known: Vec<&str> = deck.names.scenarios.iter().collect();
                format!("the deck has no scenario `{name}`; it has {}", known.join(", "))
            })?,
        };
        let seats: Vec<String> = deck.names.seats.iter().map(str::to_owned).collect();
        let mut bench = Bench::new(deck, scenario);
        for (seat, control) in self.seats.iter().flat_map(|seats| &seats.0) {
            let Control::Policy(policy) = control else {
                bail!("nobody plays `{seat}` in a simulation: name a policy")
            };
            let named: &[String] = if seat == "all" { &seats } else { std::slice::from_ref(seat) };
            for seat in named {
                bench.seat(seat, policy)?;
            }
        }
        self.with.iter().try_for_each(|card| bench.with(card).map(drop))?;
        self.without.iter().try_for_each(|card| bench.without(card))?;
        self.set.iter().try_for_each(|setting| bench.set(setting))?;
        self.answer.iter().try_for_each(|setting| bench.answer(setting))?;
        if !self.only.is_empty() {
            bench.only(&self.only);
        }
        if let Some(manner) = self.manner {
            bench.manner(manner);
        }
        Ok(bench)
    }

    pub fn seeds(&self) -> std::ops::Range<u64> {
        self.seed..self.seed.saturating_add(self.games)
    }

    pub fn threads(&self) -> usize {
        threads(self.threads)
    }
}

fn category(text: &str) -> Result<Category, String> {
    serde_json::from_value(text.into())
        .map_err(|_| "write statement, diplomacy, preparation, operation or economic".to_owned())
}

fn manner(text: &str) -> Result<Manner, String> {
    match text {
        "public" | "publicly" => Ok(Manner::Publicly),
        "quiet" | "quietly" => Ok(Manner::Quietly),
        _ => Err("write public or quiet".to_owned()),
    }
}

/// So many threads; one for each core where no number is given.
pub(super) fn threads(asked: Option<u16>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    asked.map_or_else(cores, usize::from)
}

fn shard(text: &str) -> Result<(u64, u64), String> {
    let numbers = text.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
    match numbers {
        Some((k, n)) if (1..=n).contains(&k) => Ok((k, n)),
        _ => Err("write K/N, such as 1/4: the first of four slices".to_owned()),
    }
}

/// The seeds of a slice: slices lie side by side and cover the run.
fn slice(first: u64, games: u64, (k, n): (u64, u64)) -> std::ops::Range<u64> {
    let at = |k: u64| {
        first.saturating_add(u64::try_from(u128::from(games) * u128::from(k) / u128::from(n)).unwrap_or(u64::MAX))
    };
    at(k - 1)..at(k)
}

pub(super) fn run(args: Args) -> anyhow::Result<()> {
    match args.part {
        Some(Part::Merge { files }) => merge(&files),
        None => simulate(&args.line),
    }
}

fn simulate(line: &Line) -> anyhow::Result<()> {
    let mut outputs = Outputs::beside([&line.bench.deck], Replace::forced(line.force));
    let csv = line.csv.as_deref().map(|path| outputs.take(path, Format::Rows)).transpose()?;
    let mut bench = line.bench.bench()?;
    bench.counts_cards = line.cards;
    let seeds = slice(line.bench.seed, line.bench.games, line.shard.unwrap_or((1, 1)));
    let asked = seeds.end - seeds.start;
    let mut rows = csv.map(|csv| Rows::begin(csv.begin()?, bench.deck())).transpose()?;
    let started = Instant::now();
    let summary = watched(&bench, seeds, line.bench.threads(), |records| {
        if let Some(rows) = &mut rows {
            rows.write(bench.deck(), records);
        }
    })?;
    let seconds = started.elapsed().as_secs_f64();
    if let Some(rows) = rows {
        rows.finish()?;
    }
    if summary.games < asked {
        let games = summary.games;
        say::note(format_args!("Stopped: {games} of {asked} games were played; what follows is about these."));
    }
    if line.json {
        let mut json = summary.to_json(bench.deck());
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let rate = |count: u64| if seconds > 0.0 { count as f64 / seconds } else { 0.0 };
        json.insert("seconds".into(), seconds.into());
        json.insert("games_per_second".into(), rate(summary.games).into());
        json.insert("decisions_per_second".into(), rate(summary.decisions).into());
        return print(&say::json(&Value::Object(json))?);
    }
    print(&table(&summary, bench.deck(), seconds))
}

/// Plays with a progress bar on a terminal; Ctrl-C ends it after the games that are under way.
fn watched(
    bench: &Bench,
    seeds: std::ops::Range<u64>,
    threads: usize,
    mut each: impl FnMut(&[Record]),
) -> anyhow::Result<Summary> {
    let stop = stop_on_ctrl_c()?;
    let bar = progress(seeds.end - seeds.start)?;
    let summary = play(bench, &Run { seeds, threads, stop }, |records| {
        bar.inc(records.len() as u64);
        each(records);
    });
    bar.finish_and_clear();
    Ok(summary)
}

/// Raised by Ctrl-C.
pub(super) fn stop_on_ctrl_c() -> anyhow::Result<&'static AtomicBool> {
    static STOP: AtomicBool = AtomicBool::new(false);
    static HANDLER: std::sync::Once = std::sync::Once::new();
    let mut handled = Ok(());
    HANDLER.call_once(|| handled = ctrlc::set_handler(|| STOP.store(true, Ordering::Relaxed)));
    handled.context("Ctrl-C could not be watched")?;
    Ok(&STOP)
}

/// A bar on a terminal, nothing elsewhere.
pub(super) fn progress(games: u64) -> anyhow::Result<ProgressBar> {
    if !std::io::stderr().is_terminal() {
        return Ok(ProgressBar::hidden());
    }
    let style = "{bar:30} {human_pos} of {human_len} games, {per_sec}, {eta} left";
    Ok(ProgressBar::new(games).with_style(ProgressStyle::with_template(style)?))
}

/// One row a game, in the order of the seeds. The first failure is kept and told at the end.
struct Rows {
    path: PathBuf,
    writer: csv::Writer<Writing>,
    failed: Option<csv::Error>,
}

impl Rows {
    fn begin(file: Writing, deck: &Deck) -> anyhow::Result<Self> {
        let path = file.path().to_owned();
        let mut writer = csv::Writer::from_writer(file);
        writer.write_record(Record::columns(deck))?;
        Ok(Self { path, writer, failed: None })
    }

    fn write(&mut self, deck: &Deck, records: &[Record]) {
        for record in records {
            if self.failed.is_none() {
                self.failed = self.writer.write_record(record.row(deck)).err();
            }
        }
    }

    fn finish(self) -> anyhow::Result<()> {
        let said = || format!("{} cannot be written; what was there is as it was", self.path.display());
        if let Some(error) = self.failed {
            return Err(error).with_context(said);
        }
        let file = self.writer.into_inner().map_err(csv::IntoInnerError::into_error).with_context(said)?;
        Ok(file.finish()?)
    }
}

pub(super) fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

/// The summary for people.
fn table(summary: &Summary, deck: &Deck, seconds: f64) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    let held = summary.share_held();
    let _ = writeln!(
        text,
        "Deterrence held in {:.1} percent of {} games (95 percent interval {:.1} to {:.1}).",
        held.share * 100.0,
        summary.games,
        held.low * 100.0,
        held.high * 100.0
    );
    let well = crate::lab::Share::of(summary.ended_well, summary.games);
    let _ = writeln!(
        text,
        "Held, or the day came and was withstood: {:.1} percent ({:.1} to {:.1}).",
        well.share * 100.0,
        well.low * 100.0,
        well.high * 100.0
    );
    let _ = writeln!(text, "Mean turns: {:.1}.", summary.mean(summary.turns));
    let mut outcomes: Vec<(u64, usize)> = summary.outcomes.iter().copied().zip(0..).collect();
    outcomes.sort_by_key(|(count, n)| (std::cmp::Reverse(*count), *n));
    let _ = writeln!(text, "\nOutcomes");
    for (count, n) in outcomes {
        let outcome = &deck.outcomes[n];
        let share = summary.mean(count) * 100.0;
        let held = match (outcome.held, outcome.withstood) {
            (true, _) => "held",
            (false, true) => "good",
            (false, false) => "",
        };
        let _ = writeln!(text, "  {share:5.1} %  {held:4}  {}", outcome.title.get(&deck.language));
    }
    let _ = writeln!(text, "\nMeters at the end, mean");
    for (meter, sum) in deck.meters.iter().zip(&summary.meters) {
        let _ = writeln!(text, "  {:5.1}  {}", summary.mean(*sum), meter.name.get(&deck.language));
    }
    if !summary.cards.is_empty() {
        let _ = writeln!(
            text,
            "\nResponses: games where legal, share carried out, share held where legal and where carried out"
        );
        for (card, count) in deck.responses.iter().zip(&summary.cards) {
            let percent = |part: u64, of: u64| {
                let share = crate::lab::Share::of(part, of).share * 100.0;
                if of == 0 { "    –".to_owned() } else { format!("{share:5.1}") }
            };
            let _ = writeln!(
                text,
                "  {:6}  {} %  {} %  {} %  {}: {}",
                count.legal,
                percent(count.played, count.legal),
                percent(count.held_legal, count.legal),
                percent(count.held_played, count.played),
                deck.names.seats.name(card.seat.index()),
                card.title.get(&deck.language)
            );
        }
    }
    let rate = if seconds > 0.0 { 1.0 / seconds } else { 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let (games, decisions) = (summary.games as f64 * rate, summary.decisions as f64 * rate);
    let _ = writeln!(text, "\n{seconds:.2} s: {games:.0} games and {decisions:.0} decisions a second.");
    text
}

/// Adds up what slices printed. Shares, intervals and means are computed anew from the sums.
fn merge(files: &[PathBuf]) -> anyhow::Result<()> {
    let mut whole: Option<Value> = None;
    for path in files {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let part: Value = serde_json::from_str(&text)
            .with_context(|| format!("{} is not what simulate --json prints", path.display()))?;
        match &mut whole {
            None => whole = Some(part),
            Some(whole) => crate::lab::merge_json(whole, &part)
                .with_context(|| format!("{} is of another deck or another kind of run", path.display()))?,
        }
    }
    let whole = whole.and_then(crate::lab::finish_json).context("not what simulate --json prints")?;
    print(&say::json(&whole)?)
}
