//! Homeport: the alliance of an organisation with the people who left it. The list of features.

pub mod access;
pub mod app;
pub mod check;
pub mod cli;
pub mod config;
pub mod post;
pub mod routes;
pub mod schedule;
pub mod server;

pub mod accounts;
pub mod backup;
pub mod budget;
pub mod cards;
pub mod careers;
pub mod claims;
pub mod copies;
pub mod demo;
pub mod departures;
pub mod desk;
pub mod duplicates;
pub mod exits;
pub mod freshness;
pub mod imports;
pub mod invitations;
pub mod journal;
pub mod lost;
pub mod members;
pub mod missing;
pub mod operations;
pub mod organisations;
pub mod people;
pub mod places;
pub mod resumes;
pub mod retention;
pub mod segments;
pub mod settings;
pub mod shell;
pub mod suspensions;
pub mod tokens;
pub mod waves;
pub mod welcome;

/// What the binary carries: migrations, messages, assets.
pub mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

use std::sync::OnceLock;

use keel::error::Result;
use keel::l10n::{Catalog, Lang};

/// Every message in both languages. Read once a process: it is part of the program, not of an alliance.
pub fn locales() -> Result<&'static Catalog> {
    static CATALOG: OnceLock<&'static Catalog> = OnceLock::new();
    if let Some(catalog) = CATALOG.get() {
        return Ok(catalog);
    }
    let sources: Vec<_> = embedded::LOCALES
        .iter()
        .filter_map(|(tag, name, text)| Some((Lang::from_tag(tag)?, *name, *text)))
        .collect();
    let catalog = Catalog::new(&sources)?.leak();
    Ok(CATALOG.get_or_init(|| catalog))
}
