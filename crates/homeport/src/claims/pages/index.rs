//! The officer's queue.

use askama::Template;
use axum::extract::Query;
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::claims::model::{Claim, ClaimId, State, VouchState};
use crate::claims::sql::{self, vouches};
use crate::shell::{Shell, Tab};

#[derive(Template)]
#[template(path = "claims/templates/index.html")]
struct Index {
    s: Shell,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    empty: &'static str,
    newer: String,
    older: String,
    is_open: bool,
}

struct Row {
    href: String,
    name: String,
    line: String,
    tag: (&'static str, String),
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    after: String,
}

const PAGE: usize = 50;
/// What nobody confirmed is nobody's word, and on no list.
const TABS: [State; 4] = [State::Waiting, State::Appealed, State::Accepted, State::Refused];

/// `GET /claims`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let show = State::from_word(&asked.show).filter(|state| TABS.contains(state)).unwrap_or(State::Waiting);
    let after = asked.after.parse().unwrap_or(ClaimId(Id([0; 16])));
    let mut conn = cx.read().await?;
    let mut claims = sql::list(&mut conn, show, after, PAGE + 1).await?;
    let goes_on = claims.len() > PAGE;
    claims.truncate(PAGE);
    let mut tabs = Vec::new();
    for state in TABS {
        let count = sql::count(&mut conn, state).await?;
        tabs.push(Tab {
            href: format!("/claims?show={state}"),
            label: cx.l().t1(tab(state), "count", count),
            is_current: state == show,
        });
    }
    let mut rows = Vec::new();
    for claim in &claims {
        rows.push(row(&cx, &mut conn, claim).await?);
    }
    let last = claims.last().filter(|_| goes_on);
    let page = Index {
        tabs,
        rows,
        empty: match show {
            State::New | State::Waiting | State::Appealed => "claims-empty-text",
            State::Accepted | State::Refused => "claims-empty-decided",
        },
        older: last.map(|last| format!("/claims?show={show}&after={}", last.claim_id)).unwrap_or_default(),
        newer: if asked.after.is_empty() { String::new() } else { format!("/claims?show={show}") },
        is_open: crate::claims::is_open(&cx.app),
        s: cx.shell("desk"),
    };
    cx.show(&page)
}

const fn tab(state: State) -> &'static str {
    match state {
        State::New | State::Waiting => "claims-tab-waiting",
        State::Appealed => "claims-tab-appealed",
        State::Accepted => "claims-tab-accepted",
        State::Refused => "claims-tab-refused",
    }
}

async fn row(cx: &Cx, conn: &mut Conn, claim: &Claim) -> Result<Row> {
    let l = cx.l();
    let ago = l.ago(cx.now, claim.confirmed_at.unwrap_or(claim.told_at));
    let parts: Vec<String> =
        [Some(claim.years()), claim.department.clone(), Some(ago)].into_iter().flatten().collect();
    let said = vouches::of_claim(conn, claim.claim_id).await?;
    let known = said.iter().filter(|vouch| vouch.state == VouchState::Yes).count();
    let tag = match claim.state {
        State::Accepted if claim.is_vouched => ("calm", l.t("claims-tag-vouched").into_owned()),
        _ if known > 0 => ("calm", l.t1("claims-tag-known", "count", known)),
        _ => ("", String::new()),
    };
    Ok(Row {
        href: format!("/claims/{}", claim.claim_id),
        name: claim.name.clone(),
        line: parts.join(" · "),
        tag,
    })
}
