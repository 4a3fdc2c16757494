//! One campaign: how many are asked and why not the others, what they answered, and how to hold it.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Result, Text};

use super::new::{Sample, samples};
use super::words;
use crate::app::{Answer, Cx};
use crate::freshness::model::Campaign;
use crate::freshness::{CampaignId, State, Step, actions, sql};
use crate::people;
use crate::segments::{self, Filter};
use crate::shell::Shell;

#[derive(Template)]
#[template(path = "freshness/templates/show.html")]
struct Show {
    s: Shell,
    id: CampaignId,
    title: String,
    made: String,
    /// What a segment asked when it was taken.
    asks: Vec<String>,
    state: State,
    tag: (&'static str, &'static str),
    far: String,
    asked: i64,
    meant: i64,
    funnel: Vec<Figure>,
    hindered: Vec<Figure>,
    samples: Vec<Sample>,
    is_off: bool,
    /// Seconds until the page is worth another look; none when it changes no more by itself.
    again: Option<u32>,
}

struct Figure {
    number: String,
    key: &'static str,
    /// Where the people behind it are.
    href: String,
}

impl Show {
    fn is(&self, state: &str) -> bool {
        self.state.word() == state
    }
}

/// `GET /freshness/{id}`
pub async fn show(cx: Cx, Path(id): Path<CampaignId>) -> Answer {
    let mut conn = cx.read().await?;
    let campaign = sql::campaign(&mut conn, id).await?;
    let page = page(&cx, &mut conn, &campaign).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, campaign: &Campaign) -> Result<Show> {
    let l = cx.l();
    let id = campaign.campaign_id;
    let tally = sql::tally(conn, id).await?;
    let of = |step: Step| tally.iter().find(|(one, _)| *one == step).map_or(0, |(_, count)| *count);
    let figure = |step: Step| Figure {
        number: l.number(of(step)),
        key: step.key(),
        href: match (step, of(step)) {
            (Step::Deleted, _) | (_, 0) => String::new(),
            _ => format!("/freshness/{id}/people?step={step}"),
        },
    };
    let hindered: i64 = Step::HINDRANCES.iter().map(|step| of(*step)).sum();
    let (asked, meant) = (of(Step::Asked), of(Step::Chosen) - hindered);
    let made_at = l.day_time(campaign.made_at, &cx.zone());
    let by = match campaign.made_by {
        Some(by) => people::person(conn, by).await.map(|by| by.name).unwrap_or_default(),
        None => String::new(),
    };
    Ok(Show {
        id,
        title: words::meant(cx, conn, campaign).await?,
        made: if by.is_empty() { made_at } else { l.t2("freshness-made", "name", by, "time", made_at) },
        asks: match campaign.segment {
            Some(_) => segments::pages::said(cx, conn, &Filter::from_query(&campaign.whom)).await?,
            None => Vec::new(),
        },
        state: campaign.state,
        tag: words::state(campaign.state),
        far: l.t2("freshness-far", "asked", l.number(asked), "meant", l.number(meant)),
        asked,
        meant,
        funnel: Step::FUNNEL.into_iter().map(figure).collect(),
        hindered: Step::HINDRANCES.into_iter().filter(|step| of(*step) > 0).map(figure).collect(),
        samples: samples(cx),
        is_off: actions::must_be_on(cx).is_err(),
        again: match campaign.state {
            State::Gathering | State::Running => Some(5),
            State::Ready | State::Paused | State::Ended | State::Done => None,
        },
        s: cx.shell("people"),
    })
}

/// `POST /freshness/{id}/start`
pub async fn start(cx: Cx, Path(id): Path<CampaignId>) -> Answer {
    let mut conn = cx.begin().await?;
    let done = actions::start(&cx, &mut conn, id).await;
    cx.after(conn, done, &format!("/freshness/{id}"), &Text::new("freshness-done-started")).await
}

/// `POST /freshness/{id}/pause`
pub async fn pause(cx: Cx, Path(id): Path<CampaignId>) -> Answer {
    let mut conn = cx.begin().await?;
    let done = actions::pause(&cx, &mut conn, id).await;
    cx.after(conn, done, &format!("/freshness/{id}"), &Text::new("freshness-done-paused")).await
}

/// `POST /freshness/{id}/end`
pub async fn end(cx: Cx, Path(id): Path<CampaignId>) -> Answer {
    let mut conn = cx.begin().await?;
    let done = actions::end(&cx, &mut conn, id).await;
    cx.after(conn, done, &format!("/freshness/{id}"), &Text::new("freshness-done-ended")).await
}
