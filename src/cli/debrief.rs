//! `debrief`: the after-action report of a saved game, and the comparison of several.

use crate::debrief::{Record, Review, export, report};
use anyhow::Context as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The saved game
    file: PathBuf,
    #[command(flatten)]
    out: OutArgs,
    #[command(flatten)]
    lang: super::lang::Lang,
}

/// Where a report goes; to standard output, as Markdown, where nothing is named.
#[derive(Debug, clap::Args)]
struct OutArgs {
    /// Write one self-contained HTML file, for the screen and for print
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Write Markdown
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// Write the meters by turn, for a spreadsheet
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut record = Record::read(&args.file)?;
    record.language = args.lang.of(&record.deck, &record.language)?;
    let review = Review::of(record);
    let page = report::page(&review);
    let csv = || {
        let mut rows = Vec::new();
        export::csv::write(&mut rows, &[(review.record.name.clone(), &review)])?;
        Ok(rows)
    };
    args.out.write(&page, csv)
}

impl OutArgs {
    fn write(
        &self,
        page: &crate::debrief::page::Page,
        csv: impl FnOnce() -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<()> {
        if let Some(path) = &self.html {
            put(path, export::html::write(page).as_bytes())?;
        }
        if let Some(path) = &self.markdown {
            put(path, export::markdown::write(page).as_bytes())?;
        }
        if let Some(path) = &self.csv {
            put(path, &csv()?)?;
        }
        if self.html.is_none() && self.markdown.is_none() && self.csv.is_none() {
            let written = std::io::stdout().lock().write_all(export::markdown::write(page).as_bytes());
            match written {
                // Whoever read it has seen enough.
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
                written => written.context("the output cannot be written")?,
            }
        }
        Ok(())
    }
}

fn put(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let name = crate::deck::text::clean(&path.display().to_string(), 1_000);
    std::fs::write(path, bytes).with_context(|| format!("{name} cannot be written"))?;
    eprintln!("Written: {name}");
    Ok(())
}
