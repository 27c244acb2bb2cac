//! The binary: parse, hand over, report.

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match not_today::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where nobody can read it any more, there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "not-today: {error:#}");
            ExitCode::FAILURE
        }
    }
}
