//! Who works in an industry, as far as the viewer may see.

use askama::Template;
use axum::extract::{Path, Query};
use keel::error::Error;
use keel::id::Id;
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::careers::PositionId;
use crate::organisations::{Industry, OrganisationId, pages::industry as called};
use crate::people::directory::{Eye, PAGE};
use crate::places::sql;
use crate::shell::Shell;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    organisation: String,
    after: String,
}

#[derive(Template)]
#[template(path = "places/templates/industry.html")]
struct Shown {
    s: Shell,
    title: String,
    rows: Vec<Row>,
    first: String,
    next: String,
}

struct Row {
    name: String,
    line: String,
    href: String,
}

/// `GET /places/industries/{industry}`
pub async fn industry(cx: Cx, Path(word): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let industry: Industry = word.parse()?;
    let eye = Eye::of(&cx.viewer);
    let limited = cx.viewer.person.filter(|_| !eye.is_officer());
    if limited.is_some_and(|me| cx.app.index.shown.check(me, cx.now).is_err()) {
        return Err(Error::TooMany);
    }
    let at = (asked.organisation.parse(), asked.after.parse());
    let first = (OrganisationId(Id([0; 16])), PositionId(Id([0; 16])));
    let at = if let (Ok(organisation), Ok(position)) = at { (organisation, position) } else { first };
    let mut conn = cx.read().await?;
    let mut all = sql::there(&mut conn, &eye, industry, cx.today(), at, PAGE + 1).await?;
    let goes_on = all.len() > PAGE;
    all.truncate(PAGE);
    if let Some(me) = limited {
        cx.app.index.shown.count(me, cx.now, all.len());
    }
    let here = format!("/places/industries/{industry}");
    let next = all
        .last()
        .filter(|_| goes_on)
        .map(|last| format!("{here}?organisation={}&after={}", last.organisation_id, last.position_id));
    cx.show(&Shown {
        s: cx.shell("people"),
        title: cx.l().t(called(industry)).into_owned(),
        rows: all
            .into_iter()
            .map(|there| Row {
                line: there.title.into_iter().chain([there.organisation]).collect::<Vec<_>>().join(" · "),
                name: there.name,
                href: format!("/people/{}", there.person_id),
            })
            .collect(),
        first: if at == first { String::new() } else { here },
        next: next.unwrap_or_default(),
    })
}
