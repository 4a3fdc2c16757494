//! The people behind a number of a campaign.

use askama::Template;
use axum::extract::{Path, Query};
use keel::error::Error;
use keel::id::Id;
use serde::Deserialize;

use super::words;
use crate::app::{Answer, Cx};
use crate::freshness::model::AskId;
use crate::freshness::{CampaignId, Step, sql};
use crate::shell::Shell;

const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "freshness/templates/reached.html")]
struct People {
    s: Shell,
    id: CampaignId,
    title: &'static str,
    of: String,
    rows: Vec<Row>,
    newer: String,
    older: String,
}

struct Row {
    name: String,
    line: String,
    href: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    step: String,
    after: String,
}

/// `GET /freshness/{id}/people`
pub async fn reached(cx: Cx, Path(id): Path<CampaignId>, Query(wanted): Query<Wanted>) -> Answer {
    let step = Step::from_word(&wanted.step).unwrap_or(Step::Chosen);
    if step == Step::Deleted {
        return Err(Error::NotFound);
    }
    let after = wanted.after.parse().unwrap_or(AskId(Id([0; 16])));
    let mut conn = cx.read().await?;
    let campaign = sql::campaign(&mut conn, id).await?;
    let mut found = sql::asks::reached(&mut conn, id, step, after, PAGE + 1).await?;
    let goes_on = found.len() > PAGE;
    found.truncate(PAGE);
    let older = found.last().filter(|_| goes_on).map(|last| format!("?step={step}&after={}", last.ask_id));
    let page = People {
        id,
        title: step.key(),
        of: words::meant(&cx, &mut conn, &campaign).await?,
        newer: if wanted.after.is_empty() { String::new() } else { format!("?step={step}") },
        older: older.unwrap_or_default(),
        rows: found
            .into_iter()
            .map(|one| Row {
                line: cx.l().ago(cx.now, one.at),
                href: format!("/people/{}", one.person_id),
                name: one.name,
            })
            .collect(),
        s: cx.shell("people"),
    };
    cx.show(&page)
}
