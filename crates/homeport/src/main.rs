//! The one binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    homeport::cli::run()
}
