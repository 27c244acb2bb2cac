//! `saves`: what there is of saved games, one thin file per subcommand.

mod branch;
mod list;
mod mend;
mod tree;
mod verify;

use crate::deck::text::clean;
use crate::journal::{Found, Summary};
use serde_json::{Value, json};
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Commands>,
}

#[derive(Debug, clap::Subcommand)]
enum Commands {
    /// List saved games: scenario, turn, outcome, seats, when last played
    List(FolderArgs),
    /// Verify saves: every byte is looked at, and every command decided again where these rules decided it
    Verify(verify::Args),
    /// Copy a damaged save, or one that was rewritten on its way, to one that opens
    Mend(mend::Args),
    /// Make a new save that leaves another at the start of a turn
    Branch(branch::Args),
    /// Show which game was branched from which, and how each ended
    Tree(FolderArgs),
}

#[derive(Debug, Default, clap::Args)]
struct FolderArgs {
    /// The folder [default: your saves]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// As JSON on standard output
    #[arg(long)]
    json: bool,
}

impl FolderArgs {
    fn folder(&self) -> anyhow::Result<PathBuf> {
        match &self.folder {
            Some(folder) => Ok(folder.clone()),
            None => crate::table::saves_folder().ok_or_else(|| {
                anyhow::anyhow!("There is no folder for saves: name one, such as: not-today saves list .")
            }),
        }
    }

    /// What the folder holds. The user's own folder need not be there yet.
    fn saves(&self) -> anyhow::Result<(PathBuf, Vec<Found>)> {
        let folder = self.folder()?;
        if self.folder.is_none() && !folder.exists() {
            return Ok((folder, Vec::new()));
        }
        let found = crate::journal::folder(&folder)?;
        Ok((folder, found))
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let done = match &args.command {
        None => list::run(&FolderArgs::default()),
        Some(Commands::List(args)) => list::run(args),
        Some(Commands::Verify(args)) => verify::run(args),
        Some(Commands::Mend(args)) => mend::run(args),
        Some(Commands::Branch(args)) => branch::run(args),
        Some(Commands::Tree(args)) => tree::run(args),
    };
    match done {
        // Whoever read the output may leave before its end.
        Err(error)
            if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) =>
        {
            Ok(())
        }
        other => other,
    }
}

/// A path as it is told.
fn shown(path: &Path) -> String {
    clean(&path.display().to_string(), 400)
}

/// The name of a save's file.
fn file_name(path: &Path) -> String {
    clean(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy(), 200)
}

/// How a game stands, in a few words.
fn standing(save: &Summary) -> String {
    let language = &save.header.language;
    let mut told = match save.outcome_title(language) {
        Some((title, held)) => format!("{title} ({})", if held { "deterrence held" } else { "deterrence failed" }),
        None => "not over".to_owned(),
    };
    if let Some(damage) = &save.damage {
        told = format!("{told}; damaged in line {}", damage.line);
    } else if save.torn.is_some() {
        told = format!("{told}; its last line is not whole");
    } else if !save.travel.is_untouched() {
        told = format!("{told}; rewritten on its way");
    }
    clean(&told, 200)
}

/// Who sat where, in a few words.
fn seated(save: &Summary) -> String {
    let seats = save.header.seats.iter().map(|(seat, who)| format!("{seat}={}", who.as_str().unwrap_or("?")));
    clean(&seats.collect::<Vec<_>>().join(","), 200)
}

/// A save as JSON: what `list` and `tree` tell of it.
fn as_json(save: &Summary) -> Value {
    let language = &save.header.language;
    let outcome = save.outcome.map(|outcome| outcome.name(&save.deck.names).to_owned());
    let title = save.outcome_title(language);
    json!({
        "file": save.path.display().to_string(),
        "game": save.identity,
        "deck": save.deck.id,
        "scenario": save.header.scenario,
        "scenario_title": save.scenario_title(language),
        "turn": save.turn,
        "outcome": outcome,
        "outcome_title": title.map(|(title, _)| title),
        "held": title.map(|(_, held)| held),
        "seats": save.header.seats,
        "seed": save.header.seed,
        "rules": save.header.rules,
        "commands": save.commands,
        "started": save.header.time.to_string(),
        "last_played": save.last_played.to_string(),
        "parent": save.header.parent,
        "torn": save.torn,
        "rewritten": Some(save.travel).filter(|travel| !travel.is_untouched()).map(|travel| travel.to_string()),
        "damage": save.damage.as_ref().map(|damage| json!({
            "line": damage.line, "turn": damage.turn, "why": damage.why,
        })),
    })
}
