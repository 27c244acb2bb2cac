//! `deck show`: the cards of a deck as prose, by seat, rung, id or source; which entries carry which fact; or all of it as JSON.

use crate::cli::say;
use crate::deck::{Deck, Index, RungId, SeatId, coverage, library, telling, text};
use anyhow::bail;
use serde_json::{Map, Value, json};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A built-in name or a path
    #[arg(default_value = library::DEFAULT)]
    deck: OsString,
    /// Only what concerns this seat
    #[arg(long)]
    seat: Option<String>,
    /// Only the events of this rung
    #[arg(long)]
    rung: Option<String>,
    /// Only the card of this id: an event, a response, a request, a promise or an outcome
    #[arg(long)]
    id: Option<String>,
    /// Only what rests on this source: a fact's id, or `scenario`
    #[arg(long)]
    source: Option<String>,
    /// Print which entries carry which fact of the report
    #[arg(long, conflicts_with_all = ["seat", "rung", "id", "source"])]
    coverage: bool,
    #[command(flatten)]
    lang: crate::cli::lang::Lang,
    /// Print the whole compiled deck as JSON; with --coverage the facts with their entries
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let deck = super::load(&args.deck)?;
    let language = args.lang.of(&deck, &deck.language)?;
    let printed = match (args.coverage, args.json) {
        (true, true) => say::json(&covered(&deck))?,
        (true, false) => table(&deck),
        (false, true) => say::json(&compiled(&deck))?,
        (false, false) => cards(args, &deck, &language)?,
    };
    writeln!(std::io::stdout().lock(), "{}", printed.trim_end())?;
    Ok(())
}

/// The cards that were asked for.
fn cards(args: &Args, deck: &Deck, language: &str) -> anyhow::Result<String> {
    let names = &deck.names;
    let seat = match &args.seat {
        Some(name) => Some(SeatId::find(names, name).map_or_else(|| unknown("seat", name, &names.seats), Ok)?),
        None => None,
    };
    let rung = match &args.rung {
        Some(name) => Some(RungId::find(names, name).map_or_else(|| unknown("rung", name, &names.rungs), Ok)?),
        None => None,
    };
    let told = telling::all(deck, language);
    if let Some(id) = &args.id
        && !told.iter().any(|card| card.id == *id)
    {
        let mut all = Index::default();
        for card in &told {
            all.add(&card.id);
        }
        return unknown("event, response, request, promise or outcome", id, &all);
    }
    let wanted = |card: &&telling::Telling| {
        seat.is_none_or(|seat| card.seats.has(seat))
            && rung.is_none_or(|rung| card.rungs & 1 << rung.0 != 0)
            && args.id.as_ref().is_none_or(|id| card.id == *id)
            && args.source.as_ref().is_none_or(|source| card.sources.contains(source))
    };
    let mut printed = String::new();
    let whole = args.seat.is_none() && args.rung.is_none() && args.id.is_none() && args.source.is_none();
    if whole {
        printed = format!("{}\n{}\n\n", deck.title.get(language), deck.about.get(language));
    }
    for card in told.iter().filter(wanted) {
        let (first, rest) = card.lines.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        let _ = writeln!(printed, "{}: {first} [{}]", card.entry, card.sources.join(", "));
        for line in rest {
            let wrapped = textwrap::fill(line, textwrap::Options::new(96).initial_indent("  ").subsequent_indent("  "));
            printed += &wrapped;
            printed.push('\n');
        }
        printed.push('\n');
    }
    Ok(if printed.is_empty() { "No card fits.".to_owned() } else { printed })
}

fn unknown<T>(what: &str, name: &str, known: &Index) -> anyhow::Result<T> {
    let near = known.nearest(name).map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
    bail!("the deck has no {what} `{}`.{near}", text::clean(name, 80))
}

/// The facts, each with the entries that cite it.
fn table(deck: &Deck) -> String {
    let found = coverage::of(deck);
    let mut printed = String::new();
    let mut idle = 0;
    for (id, title) in coverage::FACTS.iter() {
        let entries = found.get(id).map(Vec::as_slice).unwrap_or_default();
        let carried = entries.iter().any(|entry| entry.carries);
        idle += usize::from(!carried);
        let mark = if carried { "" } else { "   (nothing carries it)" };
        let _ = writeln!(printed, "{id}  {title}{mark}");
        for entry in entries {
            let _ = writeln!(printed, "      {}", entry.entry);
        }
    }
    for (source, entries) in found.iter().filter(|(source, _)| !coverage::FACTS.iter().any(|(id, _)| id == *source)) {
        let _ = writeln!(printed, "{source}");
        for entry in entries {
            let _ = writeln!(printed, "      {}", entry.entry);
        }
    }
    let facts = coverage::FACTS.len();
    printed + &format!("\n{} of {facts} facts are carried by a card, a request, a scenario or the law.\n", facts - idle)
}

fn covered(deck: &Deck) -> Value {
    let found = coverage::of(deck);
    let entries = |id: &str| -> Value {
        found.get(id).into_iter().flatten().map(|entry| Value::from(entry.entry.as_str())).collect()
    };
    let known = coverage::FACTS.iter().map(|(id, _)| id.as_str());
    let others = found.keys().map(String::as_str).filter(|id| !coverage::FACTS.iter().any(|(fact, _)| fact == id));
    Value::Object(known.chain(others).map(|id| (id.to_owned(), entries(id))).collect())
}

/// The compiled deck as JSON: the merged source, and under `compiled` what the compiler made of it.
fn compiled(deck: &Deck) -> Value {
    let list = |names: &Index| names.iter().map(Value::from).collect::<Vec<_>>();
    let names = &deck.names;
    let mut whole: Map<String, Value> = deck.source().as_object().cloned().unwrap_or_default();
    whole.insert(
        "compiled".to_owned(),
        json!({
            "meters": list(&names.meters),
            "seats": list(&names.seats),
            "areas": list(&names.areas),
            "operations": list(&names.operations),
            "situations": list(&names.situations),
            "rungs": list(&names.rungs),
            "flags": list(&names.flags),
            "events": list(&names.events),
            "responses": list(&names.responses),
            "requests": list(&names.requests),
            "promises": list(&names.promises),
            "objectives": list(&names.objectives),
            "scenarios": list(&names.scenarios),
            "outcomes": list(&names.outcomes),
            "attack_rung": deck.ladder.attack.name(names),
        }),
    );
    Value::Object(whole)
}
