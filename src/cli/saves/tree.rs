//! `saves tree`: which game was branched from which, and how each ended.

use super::{FolderArgs, as_json, file_name, shown, standing};
use crate::cli::say;
use crate::journal::Summary;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Saves as a forest: each with the places of those that branched from it.
struct Forest {
    saves: Vec<Summary>,
    branches: Vec<Vec<usize>>,
    roots: Vec<usize>,
}

impl Forest {
    fn of(saves: Vec<Summary>) -> Self {
        let mut branches = vec![Vec::new(); saves.len()];
        let mut roots = Vec::new();
        for (at, save) in saves.iter().enumerate() {
            let parent = save.header.parent.as_ref();
            // A branch's own digest covers its parent's, so that no save can stand below itself.
            let parent = parent.and_then(|parent| {
                let named = |other: &&usize| file_name(&saves[**other].path) == parent.file;
                let known: Vec<usize> =
                    (0..saves.len()).filter(|other| *other != at && saves[*other].identity == parent.game).collect();
                known.iter().find(named).or(known.first()).copied()
            });
            match parent {
                Some(parent) => branches[parent].push(at),
                None => roots.push(at),
            }
        }
        let leaves = |at: &usize| saves[*at].header.parent.as_ref().map_or(0, |parent| parent.turn);
        for list in &mut branches {
            list.sort_by_key(leaves);
        }
        Self { saves, branches, roots }
    }
}

pub(super) fn run(args: &FolderArgs) -> anyhow::Result<()> {
    let (folder, found) = args.saves()?;
    let (mut saves, mut others) = (Vec::new(), Vec::new());
    for save in found {
        match save {
            Ok(save) => saves.push(save),
            Err(other) => others.push(other),
        }
    }
    let forest = Forest::of(saves);
    let mut out = io::stdout().lock();
    if args.json {
        let unread = others
            .iter()
            .map(|(path, error)| json!({ "file": path.display().to_string(), "error": error.to_string() }));
        let list: Vec<Value> = forest.roots.iter().map(|root| tree_json(&forest, *root)).chain(unread).collect();
        write!(out, "{}", say::json(&list)?)?;
        return Ok(());
    }
    if forest.saves.is_empty() && others.is_empty() {
        say::note(format_args!("No saved games in {}.", shown(&folder)));
        return Ok(());
    }
    for root in &forest.roots {
        draw(&mut out, &forest, *root, "", "")?;
    }
    drop(out);
    for (path, error) in others {
        say::note(format_args!("{} cannot be told: {error}", file_name(&path)));
    }
    Ok(())
}

/// Draws a save and what branched from it. `first` stands before the save's own line, `rest` before the others.
fn draw(out: &mut impl Write, forest: &Forest, at: usize, first: &str, rest: &str) -> io::Result<()> {
    let save = &forest.saves[at];
    let left = match &save.header.parent {
        None => String::new(),
        Some(parent) if first.is_empty() => {
            format!(" (left {} at turn {}, which is not here)", file_name(parent.file.as_ref()), parent.turn)
        }
        Some(parent) => format!(" from turn {}", parent.turn),
    };
    writeln!(out, "{first}{}{left}: {}, turn {}", file_name(&save.path), standing(save), save.turn)?;
    let branches = &forest.branches[at];
    for (n, branch) in branches.iter().enumerate() {
        let (mark, below) = if n + 1 == branches.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        draw(out, forest, *branch, &format!("{rest}{mark}"), &format!("{rest}{below}"))?;
    }
    Ok(())
}

fn tree_json(forest: &Forest, at: usize) -> Value {
    let mut value = as_json(&forest.saves[at]);
    value["branches"] = forest.branches[at].iter().map(|branch| tree_json(forest, *branch)).collect();
    value
}
