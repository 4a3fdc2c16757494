//! Who joined, what each member allows, and who sees which of their fields.
//!
//! Owns `members_member`, `members_consent`, `members_receipt`, `members_field`. Nothing is allowed
//! that was not asked in words the person saw: every answer leaves a receipt with these words. A member
//! keeps their place in the order of joining; leaving a job ends roles, never membership.

pub mod actions;
mod model;
pub mod pages;
mod sql;
mod words;

pub use actions::{Choices, Joined};
pub use model::{Audiences, Choice, Field, FormerName, Purpose, Receipt, ReceiptId, may_see};
pub use words::{Kept, VERSION, kept, name_options};

use keel::db::Conn;
use keel::error::Result;
use keel::l10n::L;

use crate::people::{Audience, PersonId};
use crate::shell;

/// Whether this person allows this.
pub async fn consent(conn: &mut Conn, person: PersonId, purpose: Purpose) -> Result<bool> {
    sql::consent(conn, person, purpose).await
}

/// Everything this person allows now.
pub async fn consents(conn: &mut Conn, person: PersonId) -> Result<Vec<Purpose>> {
    sql::consents(conn, person).await
}

/// Who sees one field of this person.
pub async fn audience(conn: &mut Conn, person: PersonId, field: Field) -> Result<Audience> {
    audiences(conn, person).await.map(|all| all.of(field))
}

/// Who sees each field of this person.
pub async fn audiences(conn: &mut Conn, person: PersonId) -> Result<Audiences> {
    sql::audiences(conn, person).await.map(Audiences::from_rows)
}

/// The papers of what somebody answered, the latest first.
pub async fn receipts(conn: &mut Conn, person: PersonId) -> Result<Vec<Receipt>> {
    sql::receipts(conn, person).await
}

/// Whether this person joined and was not suspended.
pub async fn is_member(conn: &mut Conn, person: PersonId) -> Result<bool> {
    sql::is_member(conn, person).await
}

/// Whether this person joined, also if the membership rests.
pub async fn has_joined(conn: &mut Conn, person: PersonId) -> Result<bool> {
    Ok(sql::ordinal(conn, person).await?.is_some())
}

/// How many joined; counted up to ten thousand, so that the count costs the same for every alliance.
pub async fn count(conn: &mut Conn) -> Result<i64> {
    sql::count(conn).await
}

/// What is asked of somebody who joins, none ticked, in their language.
pub fn choices(l: L, given: &[Purpose]) -> Vec<Choice> {
    words::choices(l, given)
}

/// The audiences of one field as the options of a select.
pub fn options(l: L, field: Field, chosen: Audience) -> Vec<shell::Choice> {
    words::options(l, field, chosen)
}

/// What a field is called.
pub fn field_label(l: L, field: Field) -> String {
    words::field(l, field)
}

/// The place of whoever joins next.
pub async fn next_ordinal(conn: &mut Conn) -> Result<i64> {
    sql::next_ordinal(conn).await
}
