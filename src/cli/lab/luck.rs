//! `lab luck`: each turn of a saved game among many plays of the same decisions with other dice.

use super::chart::{Bar, Chart, Taken, To};
use super::read;
use crate::cli::say;
use crate::cli::simulate::{print, progress, stop_on_ctrl_c};
use crate::deck::{Deck, MeterId};
use crate::lab::{Course, TurnLuck, luck};
use crate::rules::event::Answered;
use anyhow::bail;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A saved game
    file: PathBuf,
    /// How often each turn is played with other dice
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(20..=1_000_000))]
    plays: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    to: To,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let to = args.to.take(&args.file)?;
    let record = read(&args.file)?;
    let course = Course::of(&record);
    let deck = &**course.deck;
    let over = course.turns.iter().filter(|turn| turn.over).count();
    if over == 0 {
        bail!("{} has no turn that was played to its end", args.file.display());
    }
    let stop = stop_on_ctrl_c()?;
    let bar = progress(over as u64)?;
    let found = luck(&course, args.plays, stop, |_| bar.inc(1));
    bar.finish_and_clear();
    if found.len() < over {
        say::note(format_args!("Stopped: {} of {over} turns were looked at.", found.len()));
    }
    let language = &*record.header.language;
    chart(&found, deck, language, to)?;
    if args.json {
        let turns: Vec<Value> = found.iter().map(|turn| to_json(turn, deck)).collect();
        let whole = json!({ "file": args.file.display().to_string(), "plays": args.plays, "turns": turns });
        return print(&say::json(&whole)?);
    }
    print(&table(&found, deck, language, args.plays)?)
}

fn answer(answer: Answered) -> &'static str {
    match answer {
        Answered::Today => "today",
        Answered::Climbs => "climbs",
        Answered::Holds => "holds",
        Answered::StepsDown => "steps down",
    }
}

/// The first of the headline meters: what the tables and the chart follow.
const HEADLINE: MeterId = MeterId(0);

fn table(found: &[TurnLuck], deck: &Deck, language: &str, plays: u32) -> anyhow::Result<String> {
    let mut text = String::new();
    let name = deck.meters[HEADLINE.index()].name.get(language);
    writeln!(text, "Each turn's result among {plays} plays of the same decisions with other dice.")?;
    writeln!(
        text,
        "Place: the share of plays that came out worse; the day first, then the rung, then the two headline meters."
    )?;
    writeln!(
        text,
        "{name} at the turn's end: as it came, the mean of the plays and where nine in ten lie; then what the\n\
         decisions brought on average against doing nothing (judgment), and what the dice brought beyond that (luck).\n"
    )?;
    writeln!(text, "turn  answer      the day: chance (idle)  as it came  mean (nine in ten)  judgment   luck  place")?;
    for turn in found {
        let meter = turn.meters[HEADLINE.index()];
        writeln!(
            text,
            "{:4}  {:10}      {:5.1} % ({:5.1} %)         {:3}    {:5.1} ({:2}–{:3})       {:+6.1} {:+6.1}  {:3.0} %  {}",
            turn.turn,
            answer(turn.actual.answer),
            turn.day.share * 100.0,
            turn.day_idle.share * 100.0,
            meter.actual,
            meter.mean,
            meter.low,
            meter.high,
            turn.judgment(HEADLINE),
            turn.luck(HEADLINE),
            turn.place * 100.0,
            turn.verdict.in_words()
        )?;
    }
    let mean = |of: &dyn Fn(&TurnLuck) -> f64| found.iter().map(of).sum::<f64>();
    writeln!(
        text,
        "\nOver the game, decisions brought {name} {:+.1} against doing nothing, and dice {:+.1} beyond that.",
        mean(&|turn| turn.judgment(HEADLINE)),
        mean(&|turn| turn.luck(HEADLINE))
    )?;
    Ok(text)
}

fn to_json(turn: &TurnLuck, deck: &Deck) -> Value {
    let shown = turn.meters.iter().filter(|meter| !deck.meters[meter.meter.index()].hidden);
    let meters: Map<String, Value> = shown
        .map(|meter| {
            let value = json!({
                "start": meter.start, "actual": meter.actual, "mean": meter.mean, "low": meter.low,
                "high": meter.high, "idle": meter.idle,
                "judgment": turn.judgment(meter.meter), "luck": turn.luck(meter.meter),
            });
            (meter.meter.name(&deck.names).to_owned(), value)
        })
        .collect();
    json!({
        "turn": turn.turn,
        "answer": turn.actual.answer,
        "rung": turn.actual.rung.name(&deck.names),
        "place": turn.place,
        "verdict": turn.verdict,
        "day": turn.day,
        "day_idle": turn.day_idle,
        "meters": meters,
    })
}

fn chart(found: &[TurnLuck], deck: &Deck, language: &str, to: Taken) -> anyhow::Result<()> {
    let name = deck.meters[HEADLINE.index()].name.get(language);
    let (mut bars, mut marks, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for turn in found {
        let meter = turn.meters[HEADLINE.index()];
        let place = format!("{:.0} %", turn.place * 100.0);
        let told = (answer(turn.actual.answer), turn.verdict.in_words());
        bars.push(Bar {
            label: format!("Turn {}: {}; place {place}, {}", turn.turn, told.0, told.1),
            value: meter.mean,
            low: meter.low.into(),
            high: meter.high.into(),
        });
        marks.push(f64::from(meter.actual));
        rows.push(vec![
            turn.turn.to_string(),
            told.0.to_owned(),
            meter.actual.to_string(),
            format!("{:.1} ({} to {})", meter.mean, meter.low, meter.high),
            format!("{:+.1}", turn.judgment(HEADLINE)),
            format!("{:+.1}", turn.luck(HEADLINE)),
            place,
            told.1.to_owned(),
        ]);
    }
    to.write(&Chart {
        title: "Luck or judgment, turn by turn",
        language,
        axis: name,
        about: "The dot is the mean over plays of the same decisions with other dice, the line where nine in ten lie; the cross is what happened.",
        bars: &bars,
        marks: &marks,
        heads: &["Turn", "Answer", "As it came", "Mean (nine in ten)", "Judgment", "Luck", "Place", "So"],
        rows: &rows,
    })
}
