//! `law`: answers from a deck's law alone.

use crate::deck::{AreaKind, Deck, Index, OperationId, OperationSet, SeatId, SituationId, prose};
use crate::rules::law::{Case, judge};
use crate::table::StartError;
use anyhow::anyhow;

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Args {
    /// The operation, such as minesweeping
    #[arg(long)]
    operation: String,
    /// The kind of area
    #[arg(long, value_enum)]
    area: Area,
    /// The situation that is designated [default: the ordinary state]
    #[arg(long)]
    situation: Option<String>,
    /// Fighting takes place there
    #[arg(long)]
    combat: bool,
    /// The unit would serve under a foreign commander
    #[arg(long)]
    integrated: bool,
    /// Whoever holds the area has agreed
    #[arg(long)]
    invited: bool,
    /// The operations that the approved plan lists
    #[arg(long, value_name = "OPERATION,…", value_delimiter = ',')]
    plan: Vec<String>,
    /// Consent has been given
    #[arg(long)]
    consent: bool,
    /// A built-in deck's name, or the path of a deck file
    #[arg(long, default_value = crate::deck::library::DEFAULT)]
    deck: std::ffi::OsString,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    lang: super::lang::Lang,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
enum Area {
    JapanTerritory,
    // The same, for decks whose home country is another.
    HomeTerritory,
    SurroundingWaters,
    HighSeas,
    ForeignTerritory,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let deck = Deck::load(&args.deck).map_err(StartError::Deck)?;
    let operation = |name: &str| match OperationId::find(&deck.names, name.trim()) {
        Some(operation) => Ok(operation),
        None => Err(unknown("operation", name, &deck.names.operations)),
    };
    let situation = match &args.situation {
        None => SituationId(0),
        Some(name) => match SituationId::find(&deck.names, name) {
            Some(situation) => situation,
            None => return Err(unknown("situation", name, &deck.names.situations)),
        },
    };
    let named = args.plan.iter().filter(|name| !name.trim().is_empty());
    let plan: OperationSet = named.map(|name| operation(name)).collect::<Result<_, _>>()?;
    let operation = operation(&args.operation)?;
    let case = Case {
        seat: seat_of(&deck, operation),
        operation,
        kind: match args.area {
            Area::JapanTerritory | Area::HomeTerritory => AreaKind::JapanTerritory,
            Area::SurroundingWaters => AreaKind::SurroundingWaters,
            Area::HighSeas => AreaKind::HighSeas,
            Area::ForeignTerritory => AreaKind::ForeignTerritory,
        },
        combat: args.combat,
        integrated: args.integrated,
        invited: args.invited,
        situation,
        plan,
        consents: if args.consent { u32::MAX } else { 0 },
    };
    let verdict = judge(&deck, &case).explain(&deck, &args.lang.of(&deck, &deck.language)?);
    if args.json {
        super::simulate::print(&super::say::json_line(&verdict)?)?;
    } else {
        let said = format!("{}: {} [{}]\n", prose::capitalized(verdict.verdict), verdict.why, verdict.source);
        super::simulate::print(&said)?;
    }
    Ok(())
}

/// Whose operation it is: the bound seat's, or that of the seat that needs consent for it.
fn seat_of(deck: &Deck, operation: OperationId) -> SeatId {
    deck.law.consents.iter().find(|c| c.operations.has(operation)).map_or(deck.law.seat, |c| c.seat)
}

fn unknown(what: &str, name: &str, known: &Index) -> anyhow::Error {
    let hint = known.nearest(name).map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
    let known: Vec<&str> = known.iter().collect();
    let name = crate::deck::text::clean(name, 80);
    anyhow!("There is no {what} `{name}`.{hint} There are: {}.", known.join(", "))
}
