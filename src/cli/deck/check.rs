//! `deck check`: everything that is wrong with a deck, each with its place; for people on standard error, for programs as JSON.

use crate::cli::say;
use crate::deck::Checked;
use crate::deck::prose::count;
use anyhow::bail;
use serde_json::json;
use std::ffi::{OsStr, OsString};
use std::io::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Built-in names or paths
    #[arg(required = true)]
    decks: Vec<OsString>,
    /// Print what was found as JSON
    #[arg(long)]
    json: bool,
    /// A warning is at fault too
    #[arg(long)]
    deny_warnings: bool,
    /// Check again whenever a file of the deck is saved
    #[arg(long, conflicts_with_all = ["json", "deny_warnings"])]
    watch: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    if args.watch {
        return super::watch::run(&args.decks, crate::cli::simulate::stop_on_ctrl_c()?);
    }
    let mut out = std::io::stdout().lock();
    let mut told = Vec::new();
    let (mut broken, mut warned) = (0, 0);
    for name in &args.decks {
        let checked = Checked::load(name);
        broken += usize::from(!checked.loads());
        warned += usize::from(checked.report.warnings() > 0);
        if args.json {
            told.push(json!({
                "deck": name.to_string_lossy(),
                "loads": checked.loads(),
                "errors": checked.report.errors(),
                "warnings": checked.report.warnings(),
                "left_out": checked.report.left_out,
                "diagnostics": checked.report.told(),
            }));
        } else {
            say::drawn(&super::told(&checked.report));
            writeln!(out, "{}", summary(name, &checked))?;
        }
        // The program ends soon, and a large deck has a million parts: the system frees them faster.
        std::mem::forget(checked);
    }
    if args.json {
        write!(out, "{}", say::json(&told)?)?;
    }
    match (broken, warned) {
        (0, 0) => Ok(()),
        (0, _) if !args.deny_warnings => Ok(()),
        (0, _) => bail!("there are warnings. `not-today deck explain CODE` says what one means."),
        (1, _) => bail!("1 deck does not load. `not-today deck explain CODE` says what an error means."),
        (n, _) => bail!("{n} decks do not load. `not-today deck explain CODE` says what an error means."),
    }
}

/// How a deck fared, in a line.
pub(super) fn summary(name: &OsStr, checked: &Checked) -> String {
    let name = say::line(&name.to_string_lossy());
    let Some([events, responses, requests, scenarios, outcomes]) = checked.counts() else {
        return format!("{name}: does not load: {}", checked.report);
    };
    let warnings = match checked.report.warnings() + checked.report.left_out {
        0 => String::new(),
        n => format!(" {}.", count(n, "warning", "warnings")),
    };
    let parts = [
        count(events, "event", "events"),
        count(responses, "response", "responses"),
        count(requests, "request", "requests"),
        count(scenarios, "scenario", "scenarios"),
        count(outcomes, "outcome", "outcomes"),
    ];
    format!("{name}: sound. {}.{warnings}", parts.join(", "))
}
