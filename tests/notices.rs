//! `NOTICES` names every crate that is linked into the program, with its licence's text. It is made from what cargo knows:
//! `NOTICES=write cargo test --test notices` writes it anew; without that, the test holds it complete.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const HEAD: &str = "\
Notices of what is linked into Not Today
========================================

Not Today itself is licensed under MIT or Apache-2.0, at your choice (LICENSE-MIT, LICENSE-APACHE). Its coastlines are made
from Natural Earth, which is in the public domain. The program is linked with Rust's standard library (MIT or Apache-2.0,
copyright The Rust Project contributors) and with the crates below, on some systems with a part of them only.

This file is written by `NOTICES=write cargo test --test notices`, and held complete by the same test.
";

/// A crate that is linked in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Linked {
    name: String,
    version: String,
    license: String,
    source: String,
    /// The texts that lie in its package.
    texts: Vec<String>,
}

impl Linked {
    fn line(&self) -> String {
        format!("{} {} ({})", self.name, self.version, self.license)
    }
}

/// What is linked into the program on a platform, or on all of them.
fn linked(platform: Option<&str>) -> Vec<Linked> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["metadata", "--format-version", "1", "--locked"]);
    if let Some(platform) = platform {
        // Everything is here already: this very test was built from it.
        cargo.args(["--offline", "--filter-platform", platform]);
    }
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let data: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let of = |list: &Value, id: &str| {
        list.as_array().into_iter().flatten().find(|one| one["id"] == id).cloned().unwrap_or_default()
    };
    let root = data["resolve"]["root"].as_str().expect("one package").to_owned();
    let (mut seen, mut todo, mut found) = (BTreeSet::new(), vec![root.clone()], Vec::new());
    while let Some(id) = todo.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let package = of(&data["packages"], &id);
        let mut kinds =
            package["targets"].as_array().into_iter().flatten().filter_map(|target| target["kind"].as_array());
        if kinds.any(|kind| kind.iter().any(|kind| kind == "proc-macro")) {
            // It runs while the program is compiled, and is no part of it.
            continue;
        }
        for dependency in of(&data["resolve"]["nodes"], &id)["deps"].as_array().into_iter().flatten() {
            let mut kinds = dependency["dep_kinds"].as_array().into_iter().flatten();
            if kinds.any(|kind| kind["kind"].is_null()) {
                todo.push(dependency["pkg"].as_str().expect("an id").to_owned());
            }
        }
        if id != root {
            found.push(of_package(&package));
        }
    }
    found.sort();
    found
}

fn of_package(package: &Value) -> Linked {
    let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let folder = Path::new(package["manifest_path"].as_str().expect("a path")).parent().expect("a folder");
    let is_notice = |name: &str| {
        let name = name.to_ascii_uppercase();
        ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|start| name.starts_with(start))
    };
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("a package").filter_map(|file| Some(file.ok()?.path())).collect();
    files.sort();
    let named = |path: &&std::path::PathBuf| {
        path.is_file() && path.file_name().is_some_and(|n| is_notice(&n.to_string_lossy()))
    };
    let texts = files.iter().filter(named).filter_map(|path| std::fs::read_to_string(path).ok());
    let tidy =
        |text: String| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned();
    let license = Some(text("license")).filter(|license| !license.is_empty());
    Linked {
        name: text("name"),
        version: text("version"),
        license: license.unwrap_or_else(|| "see its text".to_owned()),
        source: text("repository"),
        texts: texts.map(tidy).filter(|text| !text.is_empty()).collect(),
    }
}

/// The whole file: the crates, then each text once with those that it belongs to.
fn written(all: &[Linked]) -> String {
    let mut file = HEAD.to_owned();
    file.push_str("\n\nThe crates\n----------\n\n");
    for linked in all {
        let _ = writeln!(file, "{}  {}", linked.line(), linked.source);
    }
    let mut texts: BTreeMap<&str, Vec<&Linked>> = BTreeMap::new();
    for linked in all {
        for text in &linked.texts {
            texts.entry(text).or_default().push(linked);
        }
    }
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.1.cmp(&b.1)));
    let bare: Vec<String> = all.iter().filter(|linked| linked.texts.is_empty()).map(Linked::line).collect();
    if !bare.is_empty() {
        let _ = writeln!(
            file,
            "\nWithout a text in their packages, under the licences that they name: {}.",
            bare.join(", ")
        );
    }
    for (text, of) in texts {
        let mut of: Vec<String> = of.iter().map(|linked| format!("{} {}", linked.name, linked.version)).collect();
        of.dedup();
        let _ = writeln!(file, "\n{}\n{}\n\n{text}", "=".repeat(80), of.join(", "));
    }
    file
}

#[test]
fn every_crate_that_is_linked_in_is_named_with_its_licence() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("NOTICES");
    if std::env::var_os("NOTICES").is_some_and(|asked| asked == "write") {
        std::fs::write(&path, written(&linked(None))).expect("it is written");
    }
    let file = std::fs::read_to_string(&path).expect("NOTICES is there");
    let again = "write it anew: NOTICES=write cargo test --test notices";
    let here = linked(Some(&host()));
    assert!(here.len() > 50, "{} crates", here.len());
    for linked in &here {
        assert!(
            file.lines().any(|line| line.starts_with(&format!("{} ", linked.line()))),
            "{} is missing: {again}",
            linked.line()
        );
        for text in &linked.texts {
            assert!(file.contains(text.as_str()), "the licence of {} is missing: {again}", linked.line());
        }
    }
    // Nothing is named that is not there any more.
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).expect("the lock");
    let (_, list) = file.split_once("The crates\n----------\n\n").expect("a list");
    for line in list.lines().take_while(|line| !line.is_empty()) {
        let mut words = line.split(' ');
        let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let known = format!("name = \"{name}\"\nversion = \"{version}\"");
        assert!(lock.contains(&known), "{name} {version} is not linked in any more: {again}");
    }
}

fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let told = String::from_utf8(output.stdout).expect("text");
    told.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned()
}
