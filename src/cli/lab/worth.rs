//! `lab worth`: what each measure is worth.

use super::chart::{Bar, Chart, Taken, To};
use super::points;
use crate::cli::say;
use crate::cli::simulate::{BenchArgs, print, progress, stop_on_ctrl_c};
use crate::deck::Deck;
use crate::lab::{Line, Run, Worth, preparations, worth};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::sync::atomic::Ordering;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    bench: BenchArgs,
    /// These responses instead of all preparations
    #[arg(long, value_name = "CARD,…", value_delimiter = ',')]
    cards: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    to: To,
}

pub(super) fn run(asked: &Args) -> anyhow::Result<()> {
    let (args, cards, json) = (&asked.bench, &asked.cards, asked.json);
    let to = asked.to.take(&args.deck)?;
    let bench = args.bench()?;
    let cards: Vec<String> = if cards.is_empty() {
        let names = &bench.deck().names.responses;
        preparations(&bench).into_iter().map(|card| names.name(card.index()).to_owned()).collect()
    } else {
        cards.clone()
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
        say::note(format_args!(
            "Stopped: {} of {} measures were played, the last of them in part.",
            found.len(),
            cards.len()
        ));
    }
    found.sort_by(|a, b| b.change.share.total_cmp(&a.change.share));
    let deck = bench.deck();
    chart(&found, deck, to)?;
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
        return print(&say::json(&whole)?);
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
        let sources: Vec<&str> = card.source.iter().map(AsRef::as_ref).collect();
        writeln!(text, "  {}  {} [{}]", points(worth.change), card.title.get(&deck.language), sources.join(", "))?;
    }
    print(&text)
}

fn chart(found: &[Worth], deck: &Deck, to: Taken) -> anyhow::Result<()> {
    let title = |worth: &Worth| deck.responses[worth.response.index()].title.get(&deck.language).to_owned();
    let bars: Vec<Bar> = found.iter().map(|worth| Bar::points(title(worth), worth.change)).collect();
    let rows: Vec<Vec<String>> = found.iter().map(|worth| vec![title(worth), points(worth.change)]).collect();
    to.write(&Chart {
        title: "What each measure is worth",
        language: &deck.language,
        axis: "Change in games held, in percentage points",
        about: "The dot is the change when the measure is in place from the start; the line is its 95 percent interval.",
        bars: &bars,
        marks: &[],
        heads: &["Measure", "Change in points (interval)"],
        rows: &rows,
    })
}
