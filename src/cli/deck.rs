//! `deck`: lists the built-in decks, checks decks, shows a compiled deck.

use crate::deck::{Deck, DeckError, library, prose};
use anyhow::bail;
use serde_json::{Map, Value, json};
use std::io::{IsTerminal as _, Write as _};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Commands,
}

#[derive(Debug, clap::Subcommand)]
enum Commands {
    /// List the built-in decks
    List,
    /// Check decks: everything that is wrong, with file, line and column
    Check {
        /// Built-in names or paths
        #[arg(required = true)]
        decks: Vec<String>,
    },
    /// Show a deck as it is compiled: every entry with its id and source
    Show {
        /// A built-in name or a path
        #[arg(default_value = library::DEFAULT)]
        deck: String,
        /// Print the whole compiled deck as JSON
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let result = match &args.command {
        Commands::List => {
            for (name, _) in library::BUILT_IN {
                let deck = load(name)?;
                writeln!(out, "{name}: {}", deck.title.get(&deck.language))?;
            }
            Ok(())
        }
        Commands::Check { decks } => return check(decks),
        Commands::Show { deck, json: true } => {
            writeln!(out, "{}", serde_json::to_string_pretty(&compiled(&load(deck)?))?)
        }
        Commands::Show { deck, json: false } => show(&load(deck)?, &mut out),
    };
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

fn load(name: &str) -> anyhow::Result<Deck> {
    Deck::load(name).map_err(|error| tell(&error))
}

/// The diagnostics on standard error; the error that is left says how many there were.
fn tell(error: &DeckError) -> anyhow::Error {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    eprint!("{}", error.render(color));
    anyhow::anyhow!("{error}")
}

fn check(decks: &[String]) -> anyhow::Result<()> {
    let mut broken = 0;
    for name in decks {
        match Deck::load(name) {
            Ok(deck) => println!(
                "{}: sound. {} events, {} responses, {} requests, {} scenarios, {} outcomes.",
                crate::deck::text::clean(name, 400),
                deck.events.len(),
                deck.responses.len(),
                deck.requests.len(),
                deck.scenarios.len(),
                deck.outcomes.len()
            ),
            Err(error) => {
                tell(&error);
                broken += 1;
            }
        }
    }
    match broken {
        0 => Ok(()),
        1 => bail!("1 deck does not load"),
        n => bail!("{n} decks do not load"),
    }
}

/// The compiled deck as JSON: the merged source, and under `compiled` what the compiler made of it.
fn compiled(deck: &Deck) -> Value {
    let list = |names: &crate::deck::Index| names.iter().map(Value::from).collect::<Vec<_>>();
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

fn show(deck: &Deck, out: &mut impl std::io::Write) -> std::io::Result<()> {
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

fn tell_conditions(deck: &Deck, out: &mut impl std::io::Write, list: &[crate::deck::Condition]) -> std::io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "  Only when {}.", prose::conditions(deck, &deck.language, list))
}

fn tell_effects(
    deck: &Deck,
    out: &mut impl std::io::Write,
    label: &str,
    list: &[crate::deck::Effect],
) -> std::io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {label}: {}.", prose::effects(deck, &deck.language, list))
}
