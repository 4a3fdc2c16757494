//! How other systems come in: the tokens that open the JSON interface under `/api`, what they open, and
//! that a request which is sent twice happens once.
//!
//! Owns `tokens_token`, `tokens_request`. A token is shown once and kept as a hash; revoked, it opens
//! nothing from that moment on, not even for a request on its way. Cookies open nothing here, and a
//! token opens no page. Whatever is refused is a problem document (RFC 9457) in the asker's language.
//!
//! The handlers stand with the features that they belong to (`people::api`, `departures::api`) and use
//! the same actions as the pages.

pub mod actions;
mod body;
mod door;
pub mod jobs;
mod model;
mod once;
pub mod openapi;
pub mod pages;
mod problem;
mod refusal;
mod reply;
mod sql;

pub use body::Body;
pub use door::door;
pub use model::{NewToken, TokenId};
pub use once::{Once, Running};
pub use refusal::Refusal;
pub use reply::{Reply, is_changed_since};

use axum::response::Response;

/// What every handler under `/api` returns.
pub type Answer = std::result::Result<Response, Refusal>;
