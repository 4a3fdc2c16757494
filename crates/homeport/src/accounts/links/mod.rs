//! Links and codes: what is handed out is kept as a hash only, works once and for a while.

mod sql;

pub use sql::{
    Link, NewLink, Reached, code_of_contact, codes_of_ticket, count_try, delete_links,
    delete_links_of_nobody, delete_old_links, insert_link, is_ticket_served, link, reached_by, use_link,
};

use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::model::LinkId;
use crate::app::Cx;

/// The hash of a code says for which link, so that equal codes look different.
pub fn code_hash(cx: &Cx, link: LinkId, code: &str) -> Vec<u8> {
    cx.app.key.hash("accounts-code", &format!("{link} {code}"))
}

/// Takes a link out of use, or says why it is none any more.
pub async fn use_up(cx: &Cx, conn: &mut Conn, link: &Link) -> Result<()> {
    if use_link(conn, link.link_id, cx.now).await? {
        return Ok(());
    }
    let key = if link.used_at.is_some() { "accounts-link-used" } else { "accounts-link-expired" };
    Err(Error::Conflict(Text::new(key)))
}

/// What a link is now, for the page that shows it.
pub fn standing(link: &Link, now: Time) -> Standing {
    match (link.used_at, link.expires_at <= now) {
        (Some(_), _) => Standing::Used,
        (None, true) => Standing::Expired,
        (None, false) => Standing::Good,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Good,
    Used,
    Expired,
}
