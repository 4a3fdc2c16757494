//! Plumbing without one alumni noun: what any Homeport feature stands on.
//!
//! Time, ids and secrets are made here and handed in everywhere else; the database has one door
//! ([`db`]); text becomes words in a reader's language only in [`l10n`].

pub mod clock;
mod day;
pub mod db;
pub mod error;
pub mod http;
pub mod id;
pub mod l10n;
mod problem;
pub mod secret;
