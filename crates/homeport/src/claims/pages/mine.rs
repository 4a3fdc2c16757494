//! One's own claim, from the link that was sent to its contact: how it stands, the appeal, the way out.

use askama::Template;
use axum::extract::Path;
use keel::error::{Error, Result, Text};
use serde::Deserialize;

use super::tell::day;
use super::{APPEALS, TRY_NETWORK, hit, over};
use crate::app::{Answer, Cx};
use crate::claims::letters::answer;
use crate::claims::model::{Claim, ClaimId, State};
use crate::claims::{MINE, actions, own_link, sql};
use crate::settings::Key;
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "claims/templates/mine.html")]
struct Mine {
    s: Shell,
    here: String,
    title: &'static str,
    text: String,
    told: Vec<(&'static str, String)>,
    until: String,
    may_confirm: bool,
    may_appeal: bool,
    words: String,
    telephone: String,
    problems: Vec<Problem>,
}

impl Mine {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

fn claim_of(cx: &Cx, ticket: &str) -> Result<ClaimId> {
    cx.app.key.redeem(MINE, ticket).map(ClaimId).ok_or(Error::NotFound)
}

fn gone(cx: &Cx) -> Answer {
    over(cx, "claims-over", "claims-over-text", true)
}

/// `GET /claims/mine/{ticket}`: opening it changes nothing; mail scanners open links, too.
pub async fn mine(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let claim = claim_of(&cx, &ticket)?;
    let Some(claim) = sql::claim(&mut cx.read().await?, claim).await? else { return gone(&cx) };
    cx.show(&page(&cx, &claim, None, Vec::new()))
}

fn page(cx: &Cx, claim: &Claim, typed: Option<String>, problems: Vec<Problem>) -> Mine {
    let l = cx.l();
    let (title, text) = match claim.state {
        State::New => ("claims-mine-new", l.t("claims-mine-new-text").into_owned()),
        State::Waiting => ("claims-mine-waiting", l.t("claims-mine-waiting-text").into_owned()),
        State::Appealed => ("claims-mine-appealed", l.t("claims-mine-appealed-text").into_owned()),
        State::Accepted => ("claims-mine-accepted", l.t("claims-mine-accepted-text").into_owned()),
        State::Refused => {
            let ground = claim.ground.map(|ground| answer(l, ground, claim.decided_role));
            ("claims-mine-refused", ground.unwrap_or_default())
        }
    };
    let optional = |label, value: &Option<String>| value.clone().map(|value| (label, value));
    let told = [
        Some(("claims-name", claim.name.clone())),
        Some(("claims-years", claim.years())),
        optional("claims-department", &claim.department),
        optional("claims-colleague", &claim.colleague),
        claim.contact().ok().map(|contact| ("claims-contact-told", contact.masked())),
    ];
    Mine {
        s: cx.narrow(""),
        here: own_link(&cx.app, claim.claim_id),
        title,
        text,
        told: told.into_iter().flatten().collect(),
        until: l.t1("claims-mine-until", "day", day(cx, claim.until_at)),
        may_confirm: claim.state == State::New,
        may_appeal: matches!(claim.state, State::Refused | State::Appealed),
        words: typed.or_else(|| claim.appeal.clone()).unwrap_or_default(),
        telephone: cx.app.settings().get(Key::CompanyTelephone).to_owned(),
        problems,
    }
}

/// `POST /claims/mine/{ticket}/confirm`: only its reader has the link.
pub async fn confirm(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let claim = claim_of(&cx, &ticket)?;
    hit(&cx, &TRY_NETWORK, &cx.network).await?;
    let mut conn = cx.begin().await?;
    match actions::confirm(&cx, &mut conn, claim).await {
        Ok(claim) => {
            cx.commit(conn).await?;
            cx.done(&own_link(&cx.app, claim), &Text::new("claims-done-confirmed"))
        }
        Err(Error::NotFound) => gone(&cx),
        Err(error) => Err(error),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AppealForm {
    words: String,
}

/// `POST /claims/mine/{ticket}/appeal`
pub async fn appeal(cx: Cx, Path(ticket): Path<String>, Form(form): Form<AppealForm>) -> Answer {
    let id = claim_of(&cx, &ticket)?;
    hit(&cx, &APPEALS, &id.to_string()).await?;
    let mut conn = cx.begin().await?;
    let Some(claim) = sql::claim(&mut conn, id).await? else { return gone(&cx) };
    match actions::appeal(&cx, &mut conn, id, &form.words).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done(&own_link(&cx.app, id), &Text::new("claims-done-appealed"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let problems = cx.problems(&problems, &[("words", "claims-appeal-words")]);
            cx.invalid(&page(&cx, &claim, Some(form.words), problems))
        }
        Err(Error::Conflict(text)) => cx.sorry(&own_link(&cx.app, id), &text),
        Err(error) => Err(error),
    }
}

/// `POST /claims/mine/{ticket}/take-back`: nothing of it is kept.
pub async fn take_back(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let claim = claim_of(&cx, &ticket)?;
    let mut conn = cx.begin().await?;
    if !actions::take_back(&cx, &mut conn, claim).await? {
        return gone(&cx);
    }
    cx.commit(conn).await?;
    cx.app.db.truncate_log().await?;
    cx.done("/sign-in", &Text::new("claims-done-taken-back"))
}
