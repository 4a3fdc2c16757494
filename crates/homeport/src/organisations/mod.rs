//! Organisations elsewhere: where former colleagues work now or worked, what they are called, where they are
//! and how they stand to us.
//!
//! Owns `organisations_organisation`, `organisations_name`, `organisations_word`, `organisations_relation`. A
//! name, folded, belongs to one organisation, so whatever spelling somebody uses leads to the same one. One
//! that only a former colleague told of stands in no list of members until an officer opens it, and goes with
//! the last position there. There is no mark for competitors.

pub mod actions;
mod model;
pub mod pages;
mod sql;

pub use model::{
    Alias, AliasId, Industry, NewOrganisation, Organisation, OrganisationId, Relation, checked_name, folded,
};

use keel::db::Conn;
use keel::error::Result;

use crate::people::directory::Eye;

/// `NotFound` for one that the viewer may not see.
pub async fn seen(conn: &mut Conn, eye: &Eye, organisation: OrganisationId) -> Result<Organisation> {
    sql::seen(conn, eye, organisation).await
}

/// What one is called that the viewer is known to see somebody at.
pub(crate) async fn name(conn: &mut Conn, organisation: OrganisationId) -> Result<Option<String>> {
    sql::name(conn, organisation).await
}

/// The one of this name, in whatever spelling.
pub async fn called(conn: &mut Conn, name: &str) -> Result<Option<OrganisationId>> {
    sql::called(conn, &model::folded(name)).await
}
