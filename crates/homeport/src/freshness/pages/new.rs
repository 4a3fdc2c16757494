//! Whom a new campaign means, and what they will read.

use askama::Template;
use axum::extract::Query;
use keel::db::Conn;
use keel::error::{Result, Text};
use keel::l10n::Lang;
use serde::Deserialize;

use crate::accounts::Note;
use crate::app::{Answer, Cx};
use crate::freshness::{CampaignId, Meant, actions, letters};
use crate::people::directory::{self, At, Eye, MANY};
use crate::people::pages::whom::{Asked, Whom, WhomView};
use crate::segments::{self, SegmentId};
use crate::shell::{Form, Shell};

#[derive(Template)]
#[template(path = "freshness/templates/new.html")]
struct New {
    s: Shell,
    /// The form that narrows; not of a segment, which says itself whom it means.
    whom: Option<WhomView>,
    segment: String,
    asks: Vec<String>,
    meant: String,
    count: String,
    is_nobody: bool,
    samples: Vec<Sample>,
    campaign: CampaignId,
    query: String,
}

/// The very message, in one language.
pub struct Sample {
    pub lang: Lang,
    pub note: Note,
}

pub fn samples(cx: &Cx) -> Vec<Sample> {
    // Somebody's name, as a reader of that language would expect one.
    [(Lang::Zh, "freshness-sample-name-zh"), (Lang::En, "freshness-sample-name-en")]
        .map(|(lang, key)| Sample { lang, note: letters::sample(cx, lang, &cx.app.catalog.l(lang).t(key)) })
        .into()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfSegment {
    segment: String,
}

/// `GET /freshness/new`, `GET /freshness/new?segment=ID`
pub async fn new(cx: Cx, Query(of): Query<OfSegment>, Form(asked): Form<Asked>) -> Answer {
    actions::must_be_on(&cx)?;
    if !of.segment.is_empty() {
        let page = of_segment(&cx, &mut cx.read().await?, of.segment.parse()?).await?;
        return cx.show(&page);
    }
    let l = cx.l();
    let eye = Eye::of(&cx.viewer);
    let whom = Whom::of(asked);
    let filter = whom.filter(&eye);
    let mut conn = cx.read().await?;
    let list = directory::list(&mut conn, &eye, &filter, At::Start).await?;
    let count = match list.count {
        Some(found) if found > MANY => l.t1("people-found-many", "count", MANY),
        Some(found) => l.t1("people-found", "count", found),
        None => l.t("people-whom-everybody").into_owned(),
    };
    let page = New {
        meant: whom.said(&cx, &mut conn).await?,
        is_nobody: list.rows.is_empty() && !list.is_cut,
        count,
        samples: samples(&cx),
        campaign: CampaignId::next(&cx.app.ids, cx.now),
        query: whom.query(),
        whom: Some(whom.view(&cx, &mut conn).await?),
        segment: String::new(),
        asks: Vec::new(),
        s: cx.shell("people"),
    };
    cx.show(&page)
}

/// Whoever fits a segment today.
async fn of_segment(cx: &Cx, conn: &mut Conn, id: SegmentId) -> Result<New> {
    let segment = segments::segment(conn, &cx.viewer, id).await?;
    let counted = segments::pages::counted_now(cx, conn, &segment).await?;
    Ok(New {
        whom: None,
        segment: id.to_string(),
        asks: segments::pages::said(cx, conn, &segment.filter).await?,
        meant: segment.name,
        count: counted.count,
        is_nobody: counted.is_nobody,
        samples: samples(cx),
        campaign: CampaignId::next(&cx.app.ids, cx.now),
        query: String::new(),
        s: cx.shell("people"),
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MakeForm {
    /// Made with the page, so that the same page sent twice is one campaign.
    campaign: String,
    whom: String,
    segment: String,
}

/// `POST /freshness`
pub async fn make(cx: Cx, Form(form): Form<MakeForm>) -> Answer {
    let id = form.campaign.parse().unwrap_or_else(|_| CampaignId::next(&cx.app.ids, cx.now));
    // Read and written again, so that nothing is kept that narrows to nothing.
    let whom = Whom::read(&form.whom).query();
    let meant = match form.segment.as_str() {
        "" => Meant::List(&whom),
        segment => Meant::Segment(segment.parse()?),
    };
    let mut conn = cx.begin().await?;
    actions::make(&cx, &mut conn, id, meant).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/freshness/{id}"), &Text::new("freshness-done-made"))
}
