//! A folder of a test's own, and the program as a person or a script starts it there.

#![allow(dead_code, reason = "each test that starts the program uses its part of this")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder that is gone when the test ends. Saves without a name are kept in it.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// A new, empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder of its own"))
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The path of a file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// The program, with its saves in this folder.
    pub fn game(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_not-today"));
        command.env("NOT_TODAY_SAVES", self.file("saves")).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program in this folder, on an input, to its end.
    pub fn run(&self, args: &[&str], input: &str) -> Output {
        let mut command = self.game();
        command.current_dir(self.path()).args(args);
        run_on(command, input)
    }
}

/// Runs a program on an input, to its end.
pub fn run_on(mut command: Command, input: &str) -> Output {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // It may leave before it has read everything.
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("the writer ends");
    output
}

/// What it said, as text.
pub fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is text")
}
