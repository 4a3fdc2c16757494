//! Tokens, and how often a machine may knock.

use std::time::Duration;

use keel::clock::{Day, Time};
use keel::row;

use crate::access::Scope;

keel::id!(TokenId);

/// In front of every token, so that one that lies about is recognised by people and by scanners.
pub const PREFIX: &str = "homeport_";

/// A token as an administrator asks for it.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// Which system has it: the only name the journal knows it by.
    pub name: String,
    pub scopes: Vec<Scope>,
    /// The last day on which it opens anything; without one it does until revoked.
    pub expires_on: Option<Day>,
}

/// A token as it is listed; the token itself is nowhere.
#[derive(Clone, Debug)]
pub struct Token {
    pub token_id: TokenId,
    pub name: String,
    pub scopes: String,
    pub made_at: Time,
    pub made_by: Option<String>,
    pub expires_at: Option<Time>,
    pub used_at: Option<Time>,
    pub revoked_at: Option<Time>,
}
row!(Token { token_id, name, scopes, made_at, made_by, expires_at, used_at, revoked_at });

impl Token {
    /// Whether it opens anything now.
    pub fn is_good(&self, now: Time) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| end > now)
    }
}

/// The words of a column; one that a later version took away is nothing.
pub fn scopes(words: &str) -> Vec<Scope> {
    words.split(' ').filter_map(Scope::from_word).collect()
}

/// A token says at most this often that it was used, so that a busy one does not write each time.
pub const USED_EVERY: Duration = Duration::from_secs(60);
/// How long an answer is remembered under the key of its request.
pub const MEMORY: Duration = Duration::from_secs(24 * 3600);

/// What a machine may write with one token.
pub const WRITES: u32 = 600;
pub const WRITES_WINDOW: Duration = Duration::from_secs(60);
/// Tokens that are none, from one network.
pub const WRONG: u32 = 60;
pub const WRONG_WINDOW: Duration = Duration::from_secs(15 * 60);
