//! `debrief`: the after-action report of a saved game, and the comparison of several.

use super::output::{Format, Output, Outputs, Replace, told};
use crate::debrief::{Comparison, Record, Review, export, report};
use crate::journal::Decks;
use anyhow::Context as _;
use std::io::Write as _;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    part: Option<Part>,
    /// The saved game
    #[arg(required = true)]
    file: Option<PathBuf>,
    #[command(flatten)]
    out: OutArgs,
    #[command(flatten)]
    lang: super::lang::Lang,
}

#[derive(Debug, clap::Subcommand)]
enum Part {
    /// Several groups on one deck in one report
    Compare(CompareArgs),
}

#[derive(Debug, clap::Args)]
struct CompareArgs {
    /// The saved games, two or more
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Call the groups A, B, C and leave out file names, times and what people wrote
    #[arg(long)]
    anonymous: bool,
    #[command(flatten)]
    out: OutArgs,
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
    /// Replace a file that Not Today did not write, or that was changed since; never a save, a deck or what is read
    #[arg(long)]
    force: bool,
}

/// The files that were named, looked at before anything is read.
struct Taken {
    html: Option<Output>,
    markdown: Option<Output>,
    csv: Option<Output>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let file = match (&args.part, &args.file) {
        (Some(Part::Compare(args)), _) => return compare(args),
        (None, Some(file)) => file,
        (None, None) => anyhow::bail!("Name a saved game: not-today debrief FILE"),
    };
    let to = args.out.take(std::slice::from_ref(file))?;
    let mut record = Record::read(file)?;
    record.language = args.lang.of(&record.deck, &record.language)?;
    let review = Review::of(record);
    let page = report::page(&review);
    let csv = || {
        let mut rows = Vec::new();
        export::csv::write(&mut rows, &[(review.record.name.clone(), &review)])?;
        Ok(rows)
    };
    to.write(&page, csv)
}

fn compare(args: &CompareArgs) -> anyhow::Result<()> {
    let to = args.out.take(&args.files)?;
    let mut decks = Decks::default();
    let mut games = Vec::new();
    for file in &args.files {
        games.push(Review::of(Record::read_with(file, &mut decks)?));
    }
    let comparison = Comparison::of(games, args.anonymous)?;
    let csv = || {
        let mut rows = Vec::new();
        let games: Vec<_> = comparison.groups.iter().map(|group| (group.name.clone(), &group.review)).collect();
        export::csv::write(&mut rows, &games)?;
        Ok(rows)
    };
    to.write(&report::comparison(&comparison), csv)
}

impl OutArgs {
    /// Takes the files that were named, beside the games that are read.
    fn take(&self, games: &[PathBuf]) -> anyhow::Result<Taken> {
        let mut outputs = Outputs::beside(games, Replace::forced(self.force));
        let mut take =
            |path: &Option<PathBuf>, format| path.as_ref().map(|path| outputs.take(path, format)).transpose();
        Ok(Taken {
            html: take(&self.html, Format::Markup)?,
            markdown: take(&self.markdown, Format::Markup)?,
            csv: take(&self.csv, Format::Rows)?,
        })
    }
}

impl Taken {
    fn write(
        self,
        page: &crate::debrief::page::Page,
        csv: impl FnOnce() -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<()> {
        if self.html.is_none() && self.markdown.is_none() && self.csv.is_none() {
            let written = std::io::stdout().lock().write_all(export::markdown::write(page).as_bytes());
            return match written {
                // Whoever read it has seen enough.
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
                written => written.context("the output cannot be written"),
            };
        }
        if let Some(file) = self.html {
            told(&file.write(export::html::write(page).as_bytes())?);
        }
        if let Some(file) = self.markdown {
            told(&file.write(export::markdown::write(page).as_bytes())?);
        }
        if let Some(file) = self.csv {
            told(&file.write(&csv()?)?);
        }
        Ok(())
    }
}
