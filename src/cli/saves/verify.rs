//! `saves verify`: whether saves are proved by deciding them again, or only consistent with themselves.

use super::shown;
use crate::cli::say;
use crate::journal::{self, Damage, Decks, ParentIs, Verdict};
use crate::rules::RULES_VERSION;
use anyhow::bail;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The saves
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// As JSON on standard output: a list with an object for each file
    #[arg(long)]
    json: bool,
    /// Exit with 1 unless every save is proved: all of it decided again, under these rules
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut decks = Decks::default();
    let mut list = Vec::new();
    let (mut failed, mut unproved) = (0, 0);
    let mut out = std::io::stdout().lock();
    for file in &args.files {
        let verdict = journal::verify(file, &mut decks);
        let holds = verdict.as_ref().is_ok_and(Verdict::holds);
        failed += usize::from(!holds);
        unproved += usize::from(holds && !verdict.as_ref().is_ok_and(Verdict::is_proved));
        match verdict {
            Ok(verdict) if args.json => list.push(as_json(file, &verdict)),
            Err(error) if args.json => {
                list.push(json!({
                    "file": file.display().to_string(), "ok": false, "verdict": "damaged", "error": error.to_string(),
                }));
            }
            Ok(verdict) => tell(&mut out, file, &verdict)?,
            Err(error) => writeln!(out, "{}", say::line(&error.to_string()))?,
        }
    }
    if args.json {
        write!(out, "{}", say::json(&list)?)?;
    }
    drop(out);
    match (failed, unproved, args.files.len()) {
        (0, 0, _) => Ok(()),
        (0, _, _) if !args.strict => Ok(()),
        (0, 1, 1) => bail!("{} is consistent with itself, but not proved.", shown(&args.files[0])),
        (0, unproved, all) => bail!("{unproved} of {all} saves are consistent with themselves, but not proved."),
        (1, _, 1) => bail!("{} does not verify.", shown(&args.files[0])),
        (failed, _, all) => bail!("{failed} of {all} saves do not verify."),
    }
}

fn tell(out: &mut impl std::io::Write, path: &Path, verdict: &Verdict) -> std::io::Result<()> {
    let file = shown(path);
    let Some(header) = &verdict.header else {
        let why = verdict.difference.as_ref().map_or(String::new(), ToString::to_string);
        return writeln!(out, "{file}: not a save of Not Today that can be read. {why}.");
    };
    if let Some(difference) = &verdict.difference {
        writeln!(out, "{file}: {difference}.")?;
        if verdict.travel.is_untouched() || difference.line > verdict.lines {
            writeln!(
                out,
                "  The {} before it {} as they should be (rules {}).",
                many(verdict.lines, "line"),
                if verdict.lines == 1 { "is" } else { "are" },
                header.rules
            )?;
            let damage = Damage { line: difference.line, turn: difference.turn, why: String::new() };
            return writeln!(out, "  {}", journal::remedy_for(path, &damage));
        }
        return writeln!(out, "  {}", journal::JournalError::rewritten(path, verdict.travel));
    }
    let ended = match &verdict.outcome {
        Some(outcome) => format!("ended in turn {} with `{outcome}`", verdict.turn),
        None => format!("in turn {}, not over", verdict.turn),
    };
    let word = word_of(verdict);
    writeln!(out, "{file}: whole, and {word}. {}, {ended}.", many(verdict.lines, "line"))?;
    writeln!(out, "  {}", on_commands(verdict, header.rules))?;
    match (&header.parent, verdict.parent) {
        (Some(parent), ParentIs::Found) => {
            let (line, turn) = (parent.line, parent.turn);
            writeln!(out, "  It leaves {} in turn {turn}; they share {line} lines.", shown(parent.file.as_ref()))
        }
        (Some(parent), _) => writeln!(
            out,
            "  It says that it leaves {} in turn {}: that game is not beside it, so this is not proved.",
            shown(parent.file.as_ref()),
            parent.turn
        ),
        (None, _) => Ok(()),
    }
}

/// What a save was found to be, in one word.
fn word_of(verdict: &Verdict) -> &'static str {
    match (verdict.holds(), verdict.is_proved()) {
        (true, true) => "proved",
        (true, false) => "consistent",
        (false, _) => "damaged",
    }
}

/// Whether the commands were decided again, and if not, why not.
fn on_commands(verdict: &Verdict, rules: u32) -> String {
    if verdict.opened_again && verdict.decided_again == verdict.commands {
        let all = many(verdict.commands, "command");
        return format!("Written by rules {rules}, as in this program: {all} decided again, all came to the same.");
    }
    let not = verdict.commands - verdict.decided_again;
    let also = match verdict.decided_again {
        0 => String::new(),
        again => format!(" The other {} came to the same.", many(again, "command")),
    };
    let change = match &verdict.would_differ {
        None => " Under the rules of this program they would come to the same.".to_owned(),
        Some(first) => format!(" Under the rules of this program the first to come to something else: {first}."),
    };
    format!(
        "Written by rules {rules}, as it says; this program has rules {RULES_VERSION}. So {} not decided again, and nothing proves what came of {}: the chain, the recorded events and the states are consistent with each other.{also}{change}",
        match not {
            1 => "1 command was".to_owned(),
            not => format!("{not} commands were"),
        },
        if not == 1 { "it" } else { "them" },
    )
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn as_json(file: &Path, verdict: &Verdict) -> Value {
    json!({
        "file": file.display().to_string(),
        "ok": verdict.holds(),
        "verdict": word_of(verdict),
        "proved": verdict.is_proved(),
        "game": Some(&verdict.identity).filter(|identity| !identity.is_empty()),
        "rules": verdict.header.as_ref().map(|header| header.rules),
        "program_rules": RULES_VERSION,
        "lines": verdict.lines,
        "commands": verdict.commands,
        "decided_again": verdict.decided_again,
        "turn": verdict.turn,
        "outcome": verdict.outcome,
        "difference": verdict.difference,
        "would_differ": verdict.would_differ,
        "parent": match verdict.parent {
            ParentIs::None => Value::Null,
            ParentIs::Found => "found".into(),
            ParentIs::Absent => "absent".into(),
        },
        "rewritten": Some(verdict.travel).filter(|travel| !travel.is_untouched()).map(|travel| travel.to_string()),
    })
}
