//! `lab`: what a measure is worth.

use super::simulate::{BenchArgs, print, progress, stop_on_ctrl_c};
use crate::lab::{Line, Run, Worth, preparations, worth};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::sync::atomic::Ordering;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    question: Question,
}

#[derive(Debug, clap::Subcommand)]
enum Question {
    /// What each preparation is worth: the change in games held when it is in place from the start
    Worth {
        #[command(flatten)]
        bench: Box<BenchArgs>,
        /// These responses instead of all preparations
        #[arg(long, value_name = "CARD,…", value_delimiter = ',')]
        cards: Vec<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    match &args.question {
        Question::Worth { bench, cards, json } => run_worth(bench, cards, *json),
    }
}

fn run_worth(args: &BenchArgs, cards: &[String], json: bool) -> anyhow::Result<()> {
    let bench = args.bench()?;
    let cards: Vec<String> = if cards.is_empty() {
        let names = &bench.deck().names.responses;
        preparations(&bench).into_iter().map(|card| names.name(card.index()).to_owned()).collect()
    } else {
        cards.to_vec()
    };
    // Said before anything is played.
    for card in &cards {
        args.bench()?.with(card)?;
    }
    let stop = stop_on_ctrl_c()?;
    let how = Run { seeds: args.seeds(), threads: args.threads(), stop };
    let bar = progress((how.seeds.end - how.seeds.start) * (cards.len() as u64 + 1))?;
    let base = Line::play(&bench, &how, |games| bar.inc(games));
    let mut found: Vec<Worth> = Vec::new();
    for card in &cards {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let mut bench = args.bench()?;
        let response = bench.with(card)?;
        found.push(worth(&bench, response, &base, &how, |games| bar.inc(games)));
    }
    bar.finish_and_clear();
    if stop.load(Ordering::Relaxed) {
        eprintln!("Stopped: {} of {} measures were played, the last of them in part.", found.len(), cards.len());
    }
    found.sort_by(|a, b| b.change.share.total_cmp(&a.change.share));
    let deck = bench.deck();
    if json {
        let measures: Vec<Value> = found
            .iter()
            .map(|worth| {
                let card = &deck.responses[worth.response.index()];
                json!({
                    "id": deck.names.responses.name(worth.response.index()),
                    "source": card.source.iter().collect::<Vec<_>>(),
                    "change": worth.change,
                    "gained": worth.turned.0,
                    "lost": worth.turned.1,
                })
            })
            .collect();
        let whole = json!({ "games": how.seeds.end - how.seeds.start, "held": base.share(), "measures": measures });
        return print(&(serde_json::to_string_pretty(&whole)? + "\n"));
    }
    let mut text = String::new();
    let share = base.share().share * 100.0;
    writeln!(
        text,
        "Without any of them, deterrence held in {share:.1} percent of {} games.",
        how.seeds.end - how.seeds.start
    )?;
    writeln!(text, "With each in place from the start, in percentage points (95 percent interval):\n")?;
    for worth in &found {
        let card = &deck.responses[worth.response.index()];
        let [change, low, high] = [worth.change.share, worth.change.low, worth.change.high].map(|share| share * 100.0);
        let sources: Vec<&str> = card.source.iter().map(AsRef::as_ref).collect();
        writeln!(
            text,
            "  {change:+5.1} ({low:+5.1} to {high:+5.1})  {} [{}]",
            card.title.get(&deck.language),
            sources.join(", ")
        )?;
    }
    print(&text)
}
