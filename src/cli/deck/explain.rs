//! `deck explain`: what a code means, with an example and its correction.

use crate::deck::codes;
use anyhow::bail;
use std::io::Write as _;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A code or its name, such as D014 or unknown-name [default: a list of all]
    code: Option<String>,
    /// Print the whole manual as Markdown
    #[arg(long)]
    all: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match &args.code {
        _ if args.all => write!(out, "{}", codes::manual())?,
        None => {
            for code in codes::sorted() {
                writeln!(out, "{}  {}", code.id, code.name)?;
            }
        }
        Some(asked) => {
            let Some(code) = codes::find(asked) else {
                let shown = crate::deck::text::clean(asked, 60);
                let near = codes::nearest(asked).map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
                bail!("there is no code `{shown}`.{near} `not-today deck explain` lists all of them.");
            };
            write!(out, "{}", code.page(1))?;
        }
    }
    Ok(())
}
