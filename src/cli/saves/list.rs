//! `saves list`: the saves of a folder, the last played first.

use super::{FolderArgs, as_json, file_name, seated, shown, standing};
use crate::cli::say;
use serde_json::{Value, json};
use std::io::Write as _;
use unicode_width::UnicodeWidthStr as _;

pub(super) fn run(args: &FolderArgs) -> anyhow::Result<()> {
    let (folder, found) = args.saves()?;
    let (mut saves, mut others) = (Vec::new(), Vec::new());
    for save in found {
        match save {
            Ok(save) => saves.push(save),
            Err(other) => others.push(other),
        }
    }
    saves.sort_by(|a, b| b.last_played.cmp(&a.last_played).then_with(|| a.path.cmp(&b.path)));
    let mut out = std::io::stdout().lock();
    if args.json {
        let unread = others
            .iter()
            .map(|(path, error)| json!({ "file": path.display().to_string(), "error": error.to_string() }));
        let list: Vec<Value> = saves.iter().map(as_json).chain(unread).collect();
        write!(out, "{}", say::json(&list)?)?;
        return Ok(());
    }
    if saves.is_empty() && others.is_empty() {
        say::note(format_args!("No saved games in {}.", shown(&folder)));
        return Ok(());
    }
    let head = ["file", "scenario", "turn", "seats", "last played (UTC)", "how it stands"].map(str::to_owned);
    let rows = saves.iter().map(|save| {
        [
            file_name(&save.path),
            save.scenario_title(&save.header.language).to_owned(),
            save.turn.to_string(),
            seated(save),
            save.last_played.strftime("%Y-%m-%d %H:%M").to_string(),
            standing(save),
        ]
    });
    let rows: Vec<[String; 6]> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    drop(out);
    for (path, error) in others {
        say::note(format_args!("{} cannot be listed: {error}", file_name(&path)));
    }
    Ok(())
}
