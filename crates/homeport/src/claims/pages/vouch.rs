//! One tap of somebody who worked there then. They see the name and the years that were told, and no more.

use askama::Template;
use axum::extract::Path;
use keel::error::{Error, Result, Text};
use serde::Deserialize;

use super::over;
use crate::app::{Answer, Cx};
use crate::claims::model::{Claim, Vouch, VouchId, VouchState};
use crate::claims::sql::vouches;
use crate::claims::{VOUCH, actions, sql, vouch_link};
use crate::shell::{Form, Shell};

#[derive(Template)]
#[template(path = "claims/templates/vouch.html")]
struct Vouching {
    s: Shell,
    here: String,
    name: String,
    text: String,
    /// What was answered, in words; empty while nothing was.
    said: &'static str,
}

fn vouch_of(cx: &Cx, ticket: &str) -> Result<VouchId> {
    cx.app.key.redeem(VOUCH, ticket).map(VouchId).ok_or(Error::NotFound)
}

fn gone(cx: &Cx) -> Answer {
    over(cx, "claims-vouch-over", "claims-vouch-over-text", false)
}

/// `GET /v/{ticket}`: opening it says nothing to anybody.
pub async fn vouching(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let vouch = vouch_of(&cx, &ticket)?;
    let mut conn = cx.read().await?;
    let Some(vouch) = vouches::vouch(&mut conn, vouch).await? else { return gone(&cx) };
    let Some(claim) = sql::claim(&mut conn, vouch.claim_id).await? else { return gone(&cx) };
    // Whoever answered reads what they said; to whoever comes too late the name is none of their business.
    if vouch.state == VouchState::Asked && !claim.state.is_open() {
        return gone(&cx);
    }
    cx.show(&page(&cx, &claim, &vouch))
}

fn page(cx: &Cx, claim: &Claim, vouch: &Vouch) -> Vouching {
    let company = cx.app.settings().company(cx.lang).to_owned();
    Vouching {
        s: cx.narrow(""),
        here: vouch_link(&cx.app, vouch.vouch_id),
        text: cx.l().t3(
            "claims-vouch-text",
            ("name", claim.name.as_str()),
            ("years", claim.years()),
            ("company", company),
        ),
        name: claim.name.clone(),
        said: match vouch.state {
            VouchState::Asked => "",
            VouchState::Yes => "claims-vouch-said-yes",
            VouchState::No => "claims-vouch-said-no",
            VouchState::Declined => "claims-vouch-said-declined",
        },
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct VouchForm {
    answer: String,
}

/// `POST /v/{ticket}`
pub async fn vouch(cx: Cx, Path(ticket): Path<String>, Form(form): Form<VouchForm>) -> Answer {
    let vouch = vouch_of(&cx, &ticket)?;
    let answer = VouchState::from_word(&form.answer).filter(|state| *state != VouchState::Asked);
    let here = vouch_link(&cx.app, vouch);
    let Some(answer) = answer else { return cx.to(&here) };
    let mut conn = cx.begin().await?;
    match actions::answer(&cx, &mut conn, vouch, answer).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done(&here, &Text::new("claims-done-vouched"))
        }
        Err(Error::Conflict(text)) => cx.sorry(&here, &text),
        Err(Error::NotFound) => gone(&cx),
        Err(error) => Err(error),
    }
}
