//! `saves branch`: a new save that leaves another at the start of a turn.

use super::{file_name, shown};
use crate::cli::play::{Seats, seats};
use crate::cli::say;
use crate::journal::{self, ADVERSARY};
use crate::players::adversary;
use anyhow::bail;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The save to leave
    file: PathBuf,
    /// The turn at whose start it is left
    #[arg(long)]
    turn: u8,
    /// The new save
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Who plays on: human, or a policy [default: as in the save]
    #[arg(long, value_name = "SEAT=WHO,…", value_parser = seats)]
    seats: Option<Seats>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let seats = args.seats.as_ref().map_or(&[][..], |seats| &seats.0);
    let mut seats: Vec<(String, String)> =
        seats.iter().map(|(seat, control)| (seat.clone(), control.name().to_owned())).collect();
    let left = journal::summary(&args.file, &mut journal::Decks::default())?;
    let known = &left.header.seats;
    for (seat, who) in &mut seats {
        if known.contains_key(ADVERSARY) && *seat == adversary::key(&left.deck) {
            ADVERSARY.clone_into(seat);
        }
        if !known.contains_key(seat) {
            let known: Vec<&str> = known.keys().map(String::as_str).collect();
            bail!("The game has no seat `{}`. It has: {}.", file_name(seat.as_ref()), known.join(", "));
        }
        let who = who.as_str();
        if seat == ADVERSARY {
            // Who plays it may change, not whether it is played: the dice of its ladder would be other ones.
            if !matches!(adversary::policy(who), Some(Some(_))) {
                let known: Vec<&str> = adversary::NAMES.iter().copied().filter(|name| *name != "deck").collect();
                let (who, known) = (file_name(who.as_ref()), known.join(", "));
                bail!("In this game the adversary is played, and not by `{who}`. It can be played on by: {known}.");
            }
        } else if who != "human" && crate::players::policy(who).is_none() {
            let known = crate::players::NAMES.join(", ");
            bail!("Nobody plays as `{}`. A seat is played by `human`, or by: {known}.", file_name(who.as_ref()));
        }
    }
    let parent = journal::branch(&args.file, args.turn, &args.out, &seats)?;
    let out = shown(&args.out);
    say::note(format_args!("{out} leaves {} at the start of turn {}.", shown(&args.file), parent.turn));
    say::note(format_args!("Go on with: not-today resume {}", journal::shell(&args.out)));
    Ok(())
}
