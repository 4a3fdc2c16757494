//! The page behind a link that proves a contact.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use keel::error::{Error, Text};
use keel::secret::hash_token;

use super::sign_in::gone;
use crate::accounts::links::{self, Standing, standing};
use crate::accounts::model::Purpose;
use crate::accounts::{actions, limits, model};
use crate::app::{Answer, Cx};
use crate::shell::Shell;

#[derive(Template)]
#[template(path = "accounts/templates/confirm.html")]
struct ConfirmPage {
    s: Shell,
    token: String,
    /// Enough of the address to recognise one's own.
    masked: String,
}

pub async fn confirm_link(cx: Cx, Path(token): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let found = links::link(&mut conn, &hash_token(&token), Purpose::Confirm).await?;
    let Some(link) = found else { return gone(&cx, "accounts-link-unknown", StatusCode::NOT_FOUND) };
    match standing(&link, cx.now) {
        Standing::Good => {}
        Standing::Used => return gone(&cx, "accounts-link-used", StatusCode::GONE),
        Standing::Expired => return gone(&cx, "accounts-link-expired", StatusCode::GONE),
    }
    let contact = link.contact_id.ok_or(Error::NotFound)?;
    let masked = crate::people::contact(&mut conn, contact).await?.contact()?.masked();
    drop(conn);
    cx.show(&ConfirmPage { s: cx.narrow("sign-in"), token, masked })
}

pub async fn confirm(cx: Cx, Path(token): Path<String>) -> Answer {
    limits::hit(&cx, model::TRY_NETWORK, &cx.network).await?;
    let mut conn = cx.begin().await?;
    match actions::confirm_by_link(&cx, &mut conn, &token).await {
        Ok(_) => {
            cx.commit(conn).await?;
            let onward = if cx.viewer.person.is_some() { "/me/security" } else { "/sign-in" };
            cx.done(onward, &Text::new("accounts-done-confirmed"))
        }
        Err(Error::Conflict(text)) => gone(&cx, text.key, StatusCode::GONE),
        Err(Error::NotFound) => gone(&cx, "accounts-link-unknown", StatusCode::NOT_FOUND),
        Err(other) => Err(other),
    }
}
