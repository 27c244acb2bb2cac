//! The binary: parse, hand over, report.

use std::process::ExitCode;

fn main() -> ExitCode {
    match not_today::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            not_today::cli::tell(&error);
            ExitCode::FAILURE
        }
    }
}
