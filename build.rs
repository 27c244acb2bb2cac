//! Tells the program from which commit it is built. It asks git, where the source is a checkout of it, and nobody else.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=NOT_TODAY_COMMIT={}", told());
}

/// The commit in a few words.
fn told() -> String {
    // What `cargo package` notes of the commit it was made from. It comes with the package or never: a file that is not there
    // is not asked to be looked at, since cargo would build anew each time.
    if let Some(commit) = packaged() {
        return format!("commit {commit}");
    }
    // A build for work on the program would be made anew for every commit: it says what it is instead.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "debug") {
        return "a build for development".to_owned();
    }
    // The source may lie in a checkout of something else.
    let own = git(&["ls-files", "--error-unmatch", "build.rs"]).is_some();
    let commit = if own { git(&["rev-parse", "--short=12", "HEAD"]) } else { None };
    let Some(commit) = commit else {
        return "not built from a git checkout".to_owned();
    };
    for name in ["HEAD", "packed-refs"].into_iter().map(str::to_owned).chain(git(&["symbolic-ref", "-q", "HEAD"])) {
        if let Some(path) = git(&["rev-parse", "--git-path", &name]).filter(|path| Path::new(path).exists()) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    for part in ["src", "assets", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={part}");
    }
    let changed = git(&[
        "status",
        "--porcelain",
        "--untracked-files=no",
        "--",
        "src",
        "assets",
        "Cargo.toml",
        "Cargo.lock",
        "build.rs",
    ]);
    let changed = if changed.is_none() { "" } else { ", changed" };
    format!("commit {commit}{changed}")
}

/// What git says in a line, where it is there and has something to say.
fn git(args: &[&str]) -> Option<String> {
    let output = Command::new("git").args(args).output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !said.is_empty()).then_some(said)
}

fn packaged() -> Option<String> {
    let noted = std::fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let (_, rest) = noted.split_once("\"sha1\"")?;
    let sha: String = rest.chars().skip_while(|c| !c.is_ascii_hexdigit()).take_while(char::is_ascii_hexdigit).collect();
    sha.get(..12).map(str::to_owned)
}
