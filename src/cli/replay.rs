//! `replay`: walks through a saved game, on screen or line by line; or through two, side by side.

use crate::deck::text::clean;
use crate::journal::{Decks, End, JournalError, Tape};
use crate::plain::replay::{self, Asked, TellError};
use crate::tui;
use anyhow::{Context as _, bail};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The saved game, and a second one to set beside it
    #[arg(required = true, num_args = 1..=2, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// As this seat saw it [default: everything]
    #[arg(long)]
    seat: Option<String>,
    /// Begin with this turn
    #[arg(long)]
    turn: Option<u8>,
    /// Line by line on standard output, as it is anyway where there is no terminal
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    lang: super::lang::Lang,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    // Without a terminal it is told line by line: there is nothing to type.
    let plain = args.plain || super::play::need_terminal().is_err();
    let first = &args.files[0];
    let mut decks = Decks::default();
    let header = crate::journal::walk(first, &mut decks)?;
    let eyes = replay::eyes(header.deck(), args.seat.as_deref()).map_err(|known| {
        let seat = clean(args.seat.as_deref().unwrap_or_default(), 80);
        anyhow::anyhow!("The game has no seat `{seat}`. It has: {known}.")
    })?;
    let language = args.lang.of(header.deck(), &header.header().language)?;
    drop(header);
    if let Some(turn) = args.turn {
        need_turn(first, turn, &mut decks)?;
    }
    let asked = Asked { eyes, from: args.turn, language: &language };
    match (args.files.get(1), plain) {
        (None, true) => tell(first, asked, &mut decks),
        (None, false) => {
            let mut tape = Tape::open_with(first, &mut decks)?;
            drop(decks);
            tape.speak(&language);
            tui::run(tui::Start::Replay(Box::new(tape), asked.eyes, asked.from)).context("the terminal failed")
        }
        (Some(second), plain) => {
            let mut tapes = [Tape::open_with(first, &mut decks)?, Tape::open_with(second, &mut decks)?];
            for tape in &mut tapes {
                tape.speak(&language);
            }
            let seats = |tape: &Tape| tape.deck().names.seats.iter().map(str::to_owned).collect::<Vec<_>>();
            if seats(&tapes[0]) != seats(&tapes[1]) {
                bail!("The two games have different seats: they cannot be set side by side.");
            }
            if plain {
                return unless_pipe_broke(replay::tell_both([&tapes[0], &tapes[1]], asked, &mut io::stdout().lock()));
            }
            tui::run(tui::Start::Beside(Box::new(tapes), asked.eyes, asked.from)).context("the terminal failed")
        }
    }
}

/// The game has come to the turn that it is to begin with.
fn need_turn(path: &Path, turn: u8, decks: &mut Decks) -> anyhow::Result<()> {
    let summary = crate::journal::summary(path, decks)?;
    if turn == 0 || turn > summary.turn {
        bail!("{} has no turn {turn}: it goes to turn {}.", clean(&path.display().to_string(), 400), summary.turn);
    }
    Ok(())
}

fn tell(path: &Path, asked: Asked<'_>, decks: &mut Decks) -> anyhow::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let told = replay::tell(path, asked, decks, &mut out);
    let end = match told {
        Ok(end) => end,
        Err(TellError::Io(error)) => return unless_pipe_broke(Err(error)),
        Err(TellError::Journal(error)) => return Err(error.into()),
    };
    unless_pipe_broke(out.flush())?;
    drop(out);
    let (end, travel) = end;
    match end {
        End::Whole if !travel.is_untouched() => {
            super::say::note(JournalError::rewritten(path, travel));
            Ok(())
        }
        End::Whole => Ok(()),
        End::Torn(bytes) => {
            super::say::note(format_args!(
                "The last line is not whole ({bytes} bytes, cut off while it was written) and is left out."
            ));
            Ok(())
        }
        End::Damaged(damage) => Err(JournalError::damaged(path, damage)).context("it was told as far as it is sound"),
    }
}

/// Whoever read the output may leave before its end.
fn unless_pipe_broke(result: io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
