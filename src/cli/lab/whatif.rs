//! `lab whatif`: a saved game played on many times, with an order and without it, on the same dice.

use super::chart::{Bar, Chart, Taken, To};
use super::{percent, points, read};
use crate::cli::play::{Seats, seats};
use crate::cli::say;
use crate::cli::simulate::{print, progress, stop_on_ctrl_c, threads};
use crate::deck::{Deck, ResponseId, SeatId};
use crate::journal::Record;
use crate::lab::{Bench, Course, Lines, Outcome, Run, Share, WhatIf, WhatIfError};
use crate::players::adversary;
use crate::rules::Manner;
use anyhow::{Context as _, anyhow};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A saved game
    file: PathBuf,
    /// The turn in which the games part
    #[arg(long)]
    turn: u8,
    /// Whose order it is
    #[arg(long)]
    seat: String,
    /// The order: a response; `card:quiet` orders it quietly
    #[arg(long, value_name = "CARD")]
    order: String,
    /// An order of that turn which it takes the place of
    #[arg(long, value_name = "CARD")]
    instead_of: Option<String>,
    /// How many games are played on each line
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    games: u64,
    /// Who plays on [default: the policies that played, and doctrine for people]
    #[arg(long, value_name = "SEAT=POLICY,…", value_parser = seats)]
    seats: Option<Seats>,
    /// Threads [default: one for each core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
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
    let asked = question(args, deck)?;
    let lines = Lines::of(&course, &asked).map_err(|error| explain(error, &record, args))?;
    let bench = bench(args, &record)?;
    let stop = stop_on_ctrl_c()?;
    let how = Run { seeds: 0..args.games, threads: threads(args.threads), stop };
    let bar = progress(2 * args.games)?;
    let found = lines.play(&bench, &how, |games| bar.inc(games));
    bar.finish_and_clear();
    if stop.load(Ordering::Relaxed) {
        let (without, with) = (found.without.summary.games, found.with.summary.games);
        say::note(format_args!(
            "Stopped: {without} games without the order and {with} with it were played; the pairs are compared."
        ));
    }
    let told = Told { deck, language: &record.header.language, asked: &asked, was_laid: lines.was_laid, found: &found };
    told.chart(to)?;
    if args.json {
        return print(&say::json(&told.json(args))?);
    }
    print(&told.table()?)
}

fn question(args: &Args, deck: &Deck) -> anyhow::Result<WhatIf> {
    let names = &deck.names;
    let response = |name: &str| {
        ResponseId::find(names, name).ok_or_else(|| {
            let near =
                names.responses.nearest(name).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            anyhow!("the game's deck has no response `{name}`{near}")
        })
    };
    let (name, quiet) = match args.order.rsplit_once(':') {
        Some((name, "quiet" | "quietly")) => (name, true),
        Some((name, "public" | "publicly")) => (name, false),
        _ => (&*args.order, false),
    };
    let found = response(name)?;
    let card = &deck.responses[found.index()];
    let quiet = quiet || (card.publicly.is_none() && card.quietly.is_some());
    Ok(WhatIf {
        turn: args.turn,
        seat: SeatId::find(names, &args.seat).with_context(|| {
            let known: Vec<&str> = names.seats.iter().collect();
            format!("the game has no seat `{}`; it has {}", args.seat, known.join(", "))
        })?,
        response: found,
        manner: if quiet { Manner::Quietly } else { Manner::Publicly },
        instead_of: args.instead_of.as_deref().map(response).transpose()?,
    })
}

/// Why the question cannot be asked, in words and with what to do.
fn explain(error: WhatIfError, record: &Record, args: &Args) -> anyhow::Error {
    let WhatIfError::Refused(refusal) = &error else { return error.into() };
    let reason = refusal.explain(&record.deck, &record.header.language);
    let source = reason.source.map_or_else(String::new, |source| format!(" [{source}]"));
    let hint = match refusal {
        crate::rules::Refusal::TooCostly { .. } => " Name an order that it takes the place of: --instead-of CARD.",
        _ => "",
    };
    anyhow!("`{}` was not possible for {} in turn {}: {}{source}{hint}", args.order, args.seat, args.turn, reason.why)
}

/// Who plays on: those who played, and doctrine for people; for one who played Beijing, the opportunist.
fn bench(args: &Args, record: &Record) -> anyhow::Result<Bench> {
    let deck = &record.deck;
    let mut bench = Bench::new(Arc::clone(deck), record.scenario);
    for (seat, who) in &record.header.seats {
        let who = who.as_str().unwrap_or("human");
        if who != "human" {
            bench.seat(seat, who)?;
        } else if *seat == adversary::key(deck) {
            bench.seat(seat, "opportunist")?;
        }
    }
    let all: Vec<String> = deck.names.seats.iter().map(str::to_owned).collect();
    for (seat, control) in args.seats.iter().flat_map(|seats| &seats.0) {
        let named: &[String] = if seat == "all" { &all } else { std::slice::from_ref(seat) };
        for seat in named {
            bench.seat(seat, control.name())?;
        }
    }
    Ok(bench)
}

/// What is told of an answer.
struct Told<'a> {
    deck: &'a Deck,
    language: &'a str,
    asked: &'a WhatIf,
    was_laid: bool,
    found: &'a Outcome,
}

impl Told<'_> {
    fn change(&self) -> (Share, (u64, u64)) {
        self.found.with.line.against(&self.found.without.line)
    }

    fn title(&self) -> String {
        let seat = self.deck.seats[self.asked.seat.index()].name.get(self.language);
        let card = self.deck.responses[self.asked.response.index()].title.get(self.language);
        let manner = if self.asked.manner == Manner::Quietly { ", quietly" } else { "" };
        format!("Turn {}, {seat}: {card}{manner}", self.asked.turn)
    }

    /// What is set side by side: without the order, with it, and the change.
    fn rows(&self) -> Vec<Vec<String>> {
        let (without, with) = (&self.found.without.summary, &self.found.with.summary);
        let share = |hits, games| Share::of(hits, games);
        let mut rows = vec![
            vec![
                "Deterrence held".to_owned(),
                percent(share(without.held, without.games)),
                percent(share(with.held, with.games)),
                points(self.change().0) + " points",
            ],
            vec![
                "The day came".to_owned(),
                percent(share(without.day_came, without.games)),
                percent(share(with.day_came, with.games)),
                String::new(),
            ],
        ];
        let mut mean = |name: &str, without: f64, with: f64| {
            let change = format!("{:+5.1}", with - without);
            rows.push(vec![name.to_owned(), format!("{without:5.1}"), format!("{with:5.1}"), change]);
        };
        mean("Turns, mean", without.mean(without.turns), with.mean(with.turns));
        for (n, meter) in self.deck.meters.iter().enumerate().filter(|(_, meter)| !meter.hidden) {
            let name = format!("{}, mean", meter.name.get(self.language));
            mean(&name, without.mean(without.meters[n]), with.mean(with.meters[n]));
        }
        rows
    }

    fn table(&self) -> anyhow::Result<String> {
        let mut text = String::new();
        let games = self.found.with.summary.games;
        let laid = if self.was_laid { "It was ordered in the game." } else { "It was not ordered in the game." };
        writeln!(text, "{}. {laid} {games} games on each line, with the same dice.\n", self.title())?;
        writeln!(text, "  {:26}  {:24}  {:24}  change (95 percent interval)", "", "without", "with")?;
        for row in self.rows() {
            let room = 26_usize.saturating_sub(unicode_width::UnicodeWidthStr::width(&*row[0]));
            writeln!(text, "  {}{:room$}  {:24}  {:24}  {}", row[0], "", row[1], row[2], row[3])?;
        }
        let (_, (gained, lost)) = self.change();
        writeln!(
            text,
            "\nWith the order, {gained} games were held that were not without it, and {lost} the other way."
        )?;
        Ok(text)
    }

    fn json(&self, args: &Args) -> Value {
        let (change, (gained, lost)) = self.change();
        json!({
            "file": args.file.display().to_string(),
            "turn": self.asked.turn,
            "seat": self.asked.seat.name(&self.deck.names),
            "order": self.asked.response.name(&self.deck.names),
            "manner": self.asked.manner,
            "instead_of": self.asked.instead_of.map(|response| response.name(&self.deck.names)),
            "was_laid": self.was_laid,
            "games": self.found.with.summary.games,
            "change": change,
            "gained": gained,
            "lost": lost,
            "without": self.found.without.summary.to_json(self.deck),
            "with": self.found.with.summary.to_json(self.deck),
        })
    }

    fn chart(&self, to: Taken) -> anyhow::Result<()> {
        let bar = |label: &str, summary: &crate::lab::Summary| Bar::points(label.to_owned(), summary.share_held());
        let bars = [bar("Without the order", &self.found.without.summary), bar("With it", &self.found.with.summary)];
        to.write(&Chart {
            title: &self.title(),
            language: self.language,
            axis: "Games in which deterrence held, in percent",
            about: "The dot is the share of games held; the line is its 95 percent interval. Both lines have the same dice.",
            bars: &bars,
            marks: &[],
            heads: &["", "Without", "With", "Change"],
            rows: &self.rows(),
        })
    }
}
