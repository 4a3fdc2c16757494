//! Plumbing without one alumni noun: what any Homeport feature stands on.
//!
//! Time, ids and secrets are made here and handed in everywhere else; the database has one door
//! ([`db`]); text becomes words in a reader's language only in [`l10n`].

pub mod archive;
pub mod clock;
pub mod config;
pub mod contact;
mod day;
pub mod db;
pub mod error;
pub mod files;
pub mod http;
pub mod id;
pub mod jobs;
pub mod json;
pub mod l10n;
pub mod limit;
pub mod names;
pub mod partial;
pub mod photo;
pub mod places;
pub mod post;
mod problem;
pub mod qr;
pub mod search;
pub mod secret;
pub mod sheet;
pub mod vcard;
