//! `deck schema`: the JSON Schema of a deck's file, on standard output.

use crate::deck::schema;
use std::io::Write as _;

pub(super) fn run() -> anyhow::Result<()> {
    writeln!(std::io::stdout().lock(), "{}", schema::written())?;
    Ok(())
}
