//! The campaigns there were.

use askama::Template;
use axum::extract::Query;
use keel::id::Id;
use serde::Deserialize;

use super::words;
use crate::app::{Answer, Cx};
use crate::freshness::{CampaignId, Step, actions, sql};
use crate::shell::Shell;

const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "freshness/templates/index.html")]
struct Index {
    s: Shell,
    rows: Vec<Row>,
    older: String,
}

struct Row {
    href: String,
    title: String,
    line: String,
    tag: (&'static str, &'static str),
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Before {
    before: String,
}

/// `GET /freshness`
pub async fn index(cx: Cx, Query(asked): Query<Before>) -> Answer {
    actions::must_be_on(&cx)?;
    let before = asked.before.parse().unwrap_or(CampaignId(Id([0xff; 16])));
    let mut conn = cx.read().await?;
    let mut found = sql::campaigns(&mut conn, before, PAGE + 1).await?;
    let goes_on = found.len() > PAGE;
    found.truncate(PAGE);
    let older = found.last().filter(|_| goes_on).map(|last| format!("?before={}", last.campaign_id));
    let l = cx.l();
    let mut rows = Vec::new();
    for campaign in found {
        let tally = sql::tally(&mut conn, campaign.campaign_id).await?;
        let of = |step: Step| tally.iter().find(|(one, _)| *one == step).map_or(0, |(_, count)| *count);
        let answered = of(Step::Confirmed) + of(Step::Corrected);
        let day = l.day(campaign.made_at.day_in(&cx.zone()));
        rows.push(Row {
            href: format!("/freshness/{}", campaign.campaign_id),
            title: words::meant(&cx, &mut conn, &campaign).await?,
            line: l.t3("freshness-line", ("day", day), ("asked", of(Step::Asked)), ("answered", answered)),
            tag: words::state(campaign.state),
        });
    }
    cx.show(&Index { s: cx.shell("people"), rows, older: older.unwrap_or_default() })
}
