//! The figures that bin/bench prints: each measured beside what it is compared with, in the same run.

mod backup;
mod crowd;
mod data;
mod door;
mod figure;
mod house;
mod http;
mod import;
mod invitation;
mod multitude;
mod oracle;
mod pages;
mod people;
mod pool;
mod search;
mod sink;
mod start;

use std::process::ExitCode;

use keel::clock::Clock;
use keel::db::{Db, migrate};
use keel::error::{Error, Result};

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let is_quick = words.iter().any(|word| word == "--quick");
    let as_json = words.iter().any(|word| word == "--json");
    let names: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.starts_with("--")).collect();
    if let ["fill", url, count] = names[..] {
        return fill(url, count).await;
    }
    let wants = |name: &str| names.is_empty() || names.contains(&name);

    let mut figures = Vec::new();
    if wants("door") {
        figures.extend(door::figures(is_quick).await?);
    }
    if wants("invitation") {
        figures.extend(invitation::figures(is_quick).await?);
    }
    if wants("pages") {
        figures.extend(pages::figures(is_quick).await?);
    }
    if wants("import") {
        figures.extend(import::figures(is_quick).await?);
    }
    if wants("people") {
        figures.extend(people::figures(is_quick).await?);
    }
    if wants("search") {
        figures.extend(search::figures(is_quick).await?);
    }
    if wants("pool") {
        figures.extend(pool::figures(is_quick).await?);
    }
    if wants("oracle") {
        figures.extend(oracle::figures(is_quick)?);
    }
    if wants("start") {
        figures.extend(start::figures(is_quick).await?);
    }
    if wants("backup") {
        figures.extend(backup::figures(is_quick).await?);
    }
    figure::print(&figures, as_json)?;
    let is_missed = figures.iter().any(|figure| figure.is_met == Some(false));
    Ok(if is_missed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// A database with a multitude in it, to look at by oneself: `bench fill sqlite:PATH 100000`.
async fn fill(url: &str, count: &str) -> Result<ExitCode> {
    let db = Db::open(url)?;
    migrate(&db, homeport::embedded::MIGRATIONS, &Clock::system()).await?;
    multitude::fill(&db, count.parse().map_err(Error::broken)?).await?;
    Ok(ExitCode::SUCCESS)
}
