//! `lab balance`: card by card, how often it can be ordered, how often it is, and what that changes.

use super::chart::{Bar, Chart, Taken, To};
use super::{percent, points};
use crate::cli::say;
use crate::cli::simulate::{BenchArgs, print, progress, stop_on_ctrl_c};
use crate::deck::Deck;
use crate::lab::{Balance, Fared, Run, balance};
use serde_json::{Value, json};
use std::fmt::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    bench: BenchArgs,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    to: To,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let to = args.to.take(&args.bench.deck)?;
    let mut bench = args.bench.bench()?;
    let stop = stop_on_ctrl_c()?;
    let how = Run { seeds: args.bench.seeds(), threads: args.bench.threads(), stop };
    let bar = progress(how.seeds.end - how.seeds.start)?;
    let found = balance(&mut bench, &how, |more| bar.inc_length(more), |games| bar.inc(games));
    bar.finish_and_clear();
    let deck = &**bench.deck();
    if found.cards.len() < deck.responses.len() || found.games < how.seeds.end - how.seeds.start {
        say::note(format_args!(
            "Stopped: {} games were played, and {} of {} cards looked at, the last of them in part.",
            found.games,
            found.cards.len(),
            deck.responses.len()
        ));
    }
    chart(&found, deck, to)?;
    if args.json {
        return print(&say::json(&to_json(&found, deck))?);
    }
    print(&table(&found, deck)?)
}

/// From what helped most to what hurt most; what was never carried out last.
fn ranked(found: &Balance) -> Vec<&Fared> {
    let mut cards: Vec<&Fared> = found.cards.iter().collect();
    cards.sort_by(|a, b| (b.games > 0).cmp(&(a.games > 0)).then(b.change.share.total_cmp(&a.change.share)));
    cards
}

fn title(card: &Fared, deck: &Deck) -> String {
    let response = &deck.responses[card.response.index()];
    let seat = deck.seats[response.seat.index()].name.get(&deck.language);
    format!("{seat}: {}", response.title.get(&deck.language))
}

fn table(found: &Balance, deck: &Deck) -> anyhow::Result<String> {
    let mut text = String::new();
    writeln!(text, "Deterrence held in {} of {} games.", percent(found.held).trim(), found.games)?;
    writeln!(
        text,
        "Where a card was carried out, the same game was played again without it. The changes, in games held and in games\n\
         that ended well (held, or withstood), are in percentage points (95 percent interval), over so many games.\n"
    )?;
    writeln!(text, "   legal  carried out   held with it              ended well with it        games  card")?;
    for card in ranked(found) {
        let told = |change| if card.games == 0 { format!("{:>24}", "–") } else { points(change) };
        let (change, well) = (told(card.change), told(card.change_well));
        writeln!(
            text,
            "  {:5.1} %     {:5.1} %  {change:24}  {well:24}  {:5}  {}",
            card.legal.share * 100.0,
            card.played.share * 100.0,
            card.games,
            title(card, deck)
        )?;
    }
    Ok(text)
}

fn to_json(found: &Balance, deck: &Deck) -> Value {
    let card = |card: &Fared| {
        let played = |change| (card.games > 0).then_some(change);
        json!({
            "id": card.response.name(&deck.names),
            "seat": deck.responses[card.response.index()].seat.name(&deck.names),
            "legal": card.legal,
            "played": card.played,
            "change": played(card.change),
            "change_well": played(card.change_well),
            "games": card.games,
            "gained": card.turned.0,
            "lost": card.turned.1,
        })
    };
    let cards: Vec<Value> = found.cards.iter().map(card).collect();
    json!({ "games": found.games, "held": found.held, "cards": cards })
}

fn chart(found: &Balance, deck: &Deck, to: Taken) -> anyhow::Result<()> {
    let cards: Vec<&Fared> = ranked(found).into_iter().filter(|card| card.games > 0).collect();
    let bars: Vec<Bar> = cards.iter().map(|card| Bar::points(title(card, deck), card.change)).collect();
    let rows: Vec<Vec<String>> = cards
        .iter()
        .map(|card| vec![title(card, deck), percent(card.legal), percent(card.played), points(card.change)])
        .collect();
    to.write(&Chart {
        title: "The balance of the cards",
        language: &deck.language,
        axis: "Change in games held, in percentage points",
        about: "The dot is the change where the card was carried out, against the same games without it; the line is its 95 percent interval.",
        bars: &bars,
        marks: &[],
        heads: &["Card", "Legal in games", "Carried out where legal", "Change in points (interval)"],
        rows: &rows,
    })
}
