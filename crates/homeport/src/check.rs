//! `homeport check`: the doctor. A line for each thing that must work, and what to do where it does not.

use std::process::ExitCode;

use crate::config::Config;
use keel::error::Result;

pub async fn run(_config: Config) -> Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
