//! `deck show`: a deck as it is compiled, every entry with its id and source.

use crate::deck::{Condition, Deck, Effect, Index, library, prose};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A built-in name or a path
    #[arg(default_value = library::DEFAULT)]
    deck: String,
    /// Print the whole compiled deck as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let deck = super::load(&args.deck)?;
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&compiled(&deck))?)?;
    } else {
        show(&deck, &mut out)?;
    }
    Ok(())
}

/// The compiled deck as JSON: the merged source, and under `compiled` what the compiler made of it.
fn compiled(deck: &Deck) -> Value {
    let list = |names: &Index| names.iter().map(Value::from).collect::<Vec<_>>();
    let names = &deck.names;
    let mut whole: Map<String, Value> = deck.source.as_object().cloned().unwrap_or_default();
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

fn show(deck: &Deck, out: &mut impl Write) -> io::Result<()> {
    let language = &*deck.language;
    writeln!(out, "{}\n{}", deck.title.get(language), deck.about.get(language))?;
    writeln!(out, "\nEVENTS")?;
    for (id, card) in deck.names.events.iter().zip(&deck.events) {
        writeln!(out, "\n{id} [{}]: {}", card.source.join(", "), card.headline.get(language))?;
        writeln!(out, "  {}", card.brief.get(language))?;
        tell_conditions(deck, out, &card.when)?;
        tell_effects(deck, out, "It does", &card.effects)?;
    }
    writeln!(out, "\nRESPONSES")?;
    for (id, card) in deck.names.responses.iter().zip(&deck.responses) {
        let seat = deck.seats[card.seat.index()].name.get(language);
        writeln!(
            out,
            "\n{id} [{}]: {} ({seat}, cost {})",
            card.source.join(", "),
            card.title.get(language),
            card.cost
        )?;
        writeln!(out, "  {}", card.staff_note.get(language))?;
        tell_conditions(deck, out, &card.when)?;
        tell_effects(deck, out, "It does", &card.effects)?;
        tell_effects(deck, out, "Publicly", card.publicly.as_deref().unwrap_or_default())?;
        tell_effects(deck, out, "Quietly", card.quietly.as_deref().unwrap_or_default())?;
        tell_effects(deck, out, "Each turn", &card.each_turn)?;
    }
    Ok(())
}

fn tell_conditions(deck: &Deck, out: &mut impl Write, list: &[Condition]) -> io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "  Only when {}.", prose::conditions(deck, &deck.language, list))
}

fn tell_effects(deck: &Deck, out: &mut impl Write, label: &str, list: &[Effect]) -> io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {label}: {}.", prose::effects(deck, &deck.language, list))
}
