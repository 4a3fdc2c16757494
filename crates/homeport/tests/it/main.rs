//! The one integration-test binary: a file a feature, the standing tests, and the house they run in.

mod accounts;
mod api;
mod backup;
mod cards;
mod careers;
mod departures;
mod desk;
mod encryption;
mod exits;
mod imports;
mod invitations;
mod journal;
mod members;
mod operations;
mod organisations;
mod people;
mod post;
mod profiles;
mod retention;
mod settings;
mod standing;
mod support;
mod tokens;
mod waves;
mod welcome;
