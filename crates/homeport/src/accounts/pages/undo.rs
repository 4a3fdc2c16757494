//! "That was not me", from a notice that the ways into an account have changed.

use axum::extract::Path;
use axum::http::StatusCode;
use keel::error::{Error, Text};
use keel::secret::hash_token;

use super::recover::Stop;
use super::sign_in::gone;
use crate::accounts::actions::{self, Undo};
use crate::accounts::links::{self, Standing, standing};
use crate::accounts::model::Purpose;
use crate::accounts::{limits, model};
use crate::app::{Answer, Cx};

/// What the button does. Looking does nothing.
pub async fn undo_page(cx: Cx, Path(token): Path<String>) -> Answer {
    let found = links::link(&mut cx.read().await?, &hash_token(&token), Purpose::Undo).await?;
    match found.map(|link| standing(&link, cx.now)) {
        Some(Standing::Good) => cx.show(&Stop {
            text: match Undo::of(&token) {
                Undo::Added(_) => "accounts-undo-added",
                Undo::Removed(_) => "accounts-undo-removed",
                Undo::Password => "accounts-undo-password",
                Undo::Nothing => "accounts-undo-nothing",
            },
            action: format!("/undo/{token}"),
            act: "accounts-undo-act",
            s: cx.narrow("sign-in"),
        }),
        Some(Standing::Used) => gone(&cx, "accounts-undo-used", StatusCode::GONE),
        Some(Standing::Expired) => gone(&cx, "accounts-link-expired", StatusCode::GONE),
        None => gone(&cx, "accounts-link-unknown", StatusCode::NOT_FOUND),
    }
}

pub async fn undo(cx: Cx, Path(token): Path<String>) -> Answer {
    limits::hit(&cx, model::TRY_NETWORK, &cx.network).await?;
    let mut conn = cx.begin().await?;
    match actions::undo_change(&cx, &mut conn, &token).await {
        Ok(undo) => {
            cx.commit(conn).await?;
            let said = match undo {
                Undo::Removed(_) => "accounts-done-undone-officer",
                Undo::Added(_) | Undo::Password | Undo::Nothing => "accounts-done-undone",
            };
            cx.done("/sign-in", &Text::new(said))
        }
        Err(Error::Conflict(text)) => {
            let key = if text.key == "accounts-link-used" { "accounts-undo-used" } else { text.key };
            gone(&cx, key, StatusCode::GONE)
        }
        Err(Error::NotFound) => gone(&cx, "accounts-link-unknown", StatusCode::NOT_FOUND),
        Err(other) => Err(other),
    }
}
