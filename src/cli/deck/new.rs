//! `deck new`: a small, commented, playable deck to begin from.

use crate::cli::output::{Format, Outputs, Replace};
use crate::cli::say;
use std::io::Write as _;
use std::path::{Path, PathBuf};

const EXTENDING: &str = include_str!("../../../assets/templates/extending.json");
const BLANK: &str = include_str!("../../../assets/templates/blank.json");

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where to write it; a file that exists is left alone
    file: PathBuf,
    /// A deck that stands alone instead of building on the built-in one
    #[arg(long)]
    blank: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let shown = say::line(&args.file.display().to_string());
    let template = if args.blank { BLANK } else { EXTENDING };
    let written = template.replacen("\"my-deck\"", &format!("\"{}\"", id_of(&args.file)), 1);
    let nothing: [&Path; 0] = [];
    Outputs::beside(nothing, Replace::Nothing).take(&args.file, Format::Plain)?.write(written.as_bytes())?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{shown} is written. Open it in an editor; its comments say what each part does. Then:")?;
    for (what, why) in
        [("deck check", "finds every mistake"), ("deck test", "plays it"), ("play --deck", "is a game of it")]
    {
        writeln!(out, "  not-today {what} {}   {why}", for_shell(&shown))?;
    }
    Ok(())
}

/// A path as it can be pasted into a shell.
fn for_shell(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./,:+@%=".contains(c) || (cfg!(windows) && c == '\\');
    if path.chars().all(plain) && !path.starts_with('-') {
        path.to_owned()
    } else if cfg!(windows) {
        format!("\"{path}\"")
    } else if path.starts_with('-') {
        format!("'./{}'", path.replace('\'', r"'\''"))
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

/// The deck's id, after its file's name.
fn id_of(file: &Path) -> String {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let id: String = stem
        .chars()
        .map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-' { c } else { '-' })
        .take(64)
        .collect();
    let id = id.trim_matches('-');
    if id.is_empty() { "my-deck".to_owned() } else { id.to_owned() }
}
