//! The binary: parse, hand over, report.

use std::process::ExitCode;

fn main() -> ExitCode {
    match not_today::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("not-today: {error:#}");
            ExitCode::FAILURE
        }
    }
}
