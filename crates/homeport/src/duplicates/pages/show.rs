//! Two records side by side: what speaks for one person, what each has, what an officer chooses.

mod record;

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use serde::Deserialize;

use super::reason;
use crate::app::{Answer, Cx};
use crate::duplicates::merge::{Choices, Side};
use crate::duplicates::model::{Pair, SURE, State, UNDO_DAYS, ordered};
use crate::duplicates::{actions, sql};
use crate::people::{self, PersonId};
use crate::shell::{Choice, Form, Shell};
use record::{Record, record};

#[derive(Template)]
#[template(path = "duplicates/templates/show.html")]
struct Show {
    s: Shell,
    path: String,
    one: String,
    other: String,
    one_href: String,
    other_href: String,
    one_photo: String,
    other_photo: String,
    tag: (&'static str, String),
    speaks: Vec<String>,
    against: Vec<String>,
    is_apart: bool,
    picks: Vec<Pick>,
    rows: Vec<Compared>,
    notes: Vec<String>,
}

/// A field of which one value is left.
struct Pick {
    name: &'static str,
    label: String,
    /// Why the one is chosen beforehand.
    why: String,
    options: Vec<Choice>,
}

/// What each has, which comes together.
struct Compared {
    label: String,
    one: Vec<String>,
    other: Vec<String>,
}

/// `GET /duplicates/{one}/{other}`
pub async fn show(cx: Cx, Path((one, other)): Path<(String, String)>) -> Answer {
    let (one, other): (PersonId, PersonId) = (one.parse()?, other.parse()?);
    let mut conn = cx.read().await?;
    // Whoever follows a link that an officer has settled meanwhile reads where it went.
    let now =
        (crate::duplicates::now(&mut conn, one).await?, crate::duplicates::now(&mut conn, other).await?);
    if now.0 == now.1 && one != other {
        return cx.sorry(&format!("/people/{}", now.0), &Text::new("duplicates-error-merged"));
    }
    let pair = actions::pair(&cx.app, &mut conn, now.0, now.1).await?;
    let page = page(&cx, &mut conn, &pair).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, pair: &Pair) -> Result<Show> {
    let l = cx.l();
    let one = record(cx, conn, pair.one_id).await?;
    let other = record(cx, conn, pair.other_id).await?;
    let words = |is_against: bool| {
        let meant = pair.reasons().filter(|it| (it.weight() < 0) == is_against);
        meant.map(|it| l.t(reason(it)).into_owned()).collect::<Vec<_>>()
    };
    let tone = if pair.score >= SURE { "calm" } else { "" };
    let mut notes = vec![l.t("duplicates-note-moves").into_owned()];
    if one.is_member && other.is_member {
        notes.push(l.t("duplicates-note-narrower").into_owned());
    }
    if one.has_account || other.has_account {
        notes.push(l.t("duplicates-note-account").into_owned());
    }
    notes.push(l.t1("duplicates-note-undo", "days", UNDO_DAYS));
    Ok(Show {
        path: format!("/duplicates/{}/{}", pair.one_id, pair.other_id),
        tag: (tone, l.t1("duplicates-score", "score", pair.score)),
        speaks: words(false),
        against: words(true),
        is_apart: pair.state == State::Apart,
        picks: picks(cx, &one, &other),
        rows: rows(cx, &one, &other),
        notes,
        one_href: format!("/people/{}", pair.one_id),
        other_href: format!("/people/{}", pair.other_id),
        one_photo: one.photo,
        other_photo: other.photo,
        one: one.name,
        other: other.name,
        s: cx.shell("desk"),
    })
}

fn rows(cx: &Cx, one: &Record, other: &Record) -> Vec<Compared> {
    let both = one.rows.iter().zip(&other.rows);
    let all = both.map(|((label, one), (_, other))| Compared {
        label: cx.l().t(label).into_owned(),
        one: one.clone(),
        other: other.clone(),
    });
    all.filter(|row| !row.one.is_empty() || !row.other.is_empty()).collect()
}

/// The better value is chosen beforehand: of the record that is somebody's account, or that was there first; of a
/// field, whichever has one.
fn picks(cx: &Cx, one: &Record, other: &Record) -> Vec<Pick> {
    let l = cx.l();
    let (is_other, why) = match (one.has_account, other.has_account) {
        (true, false) => (false, "duplicates-why-account"),
        (false, true) => (true, "duplicates-why-account"),
        _ if one.has_role != other.has_role => (other.has_role, "duplicates-why-role"),
        _ => (other.created_at < one.created_at, "duplicates-why-first"),
    };
    let mut all = vec![Pick {
        name: "stay",
        label: l.t("duplicates-stay").into_owned(),
        why: l.t(why).into_owned(),
        options: options(
            (
                l.t1("duplicates-record-one", "name", one.name.as_str()),
                l.t1("duplicates-record-other", "name", other.name.as_str()),
            ),
            is_other,
        ),
    }];
    let fields = [
        ("name", "people-name", &one.name, &other.name),
        ("place", "people-place", &one.place, &other.place),
        ("language", "people-language", &one.language, &other.language),
        ("photo", "people-photo", &one.photo, &other.photo),
    ];
    for (name, label, mine, theirs) in fields {
        if mine == theirs {
            continue;
        }
        let (takes_other, why) = match (mine.is_empty(), theirs.is_empty()) {
            (true, _) => (true, "duplicates-why-only"),
            (_, true) => (false, "duplicates-why-only"),
            _ if name == "name" && one.is_short_name != other.is_short_name => {
                (one.is_short_name, "duplicates-why-full")
            }
            _ => (is_other, "duplicates-why-stays"),
        };
        let said = |value: &str, number: &str| match (name, value.is_empty()) {
            (_, true) => l.t("duplicates-none").into_owned(),
            ("photo", false) => l.t(number).into_owned(),
            _ => value.to_owned(),
        };
        all.push(Pick {
            name,
            label: l.t(label).into_owned(),
            why: l.t(why).into_owned(),
            options: options(
                (said(mine, "duplicates-photo-one"), said(theirs, "duplicates-photo-other")),
                takes_other,
            ),
        });
    }
    all
}

fn options((one, other): (String, String), is_other: bool) -> Vec<Choice> {
    let option = |value: &str, label, is_chosen| Choice { value: value.to_owned(), label, is_chosen };
    vec![option("one", one, !is_other), option("other", other, is_other)]
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MergeForm {
    stay: String,
    name: String,
    language: String,
    place: String,
    photo: String,
}

impl MergeForm {
    fn side(&self, chosen: &str) -> Side {
        if chosen.is_empty() || chosen == self.stay { Side::Stays } else { Side::Goes }
    }
}

/// `POST /duplicates/{one}/{other}/merge`
pub async fn merge(
    cx: Cx,
    Path((one, other)): Path<(String, String)>,
    Form(form): Form<MergeForm>,
) -> Answer {
    let (one, other) = ordered(one.parse()?, other.parse()?);
    let (stay, gone) = match form.stay.as_str() {
        "one" => (one, other),
        "other" => (other, one),
        _ => return Err(Error::NotFound),
    };
    let choices = Choices {
        name: form.side(&form.name),
        language: form.side(&form.language),
        place: form.side(&form.place),
        photo: form.side(&form.photo),
    };
    let mut conn = cx.begin().await?;
    let merge = actions::merge(&cx, &mut conn, stay, gone, choices).await?;
    let name = people::person(&mut conn, stay).await?.name;
    cx.commit(conn).await?;
    let text = Text::new("duplicates-done-merged").with("name", name);
    cx.done(&format!("/duplicates/merges/{merge}"), &text)
}

/// `POST /duplicates/{one}/{other}/apart`
pub async fn apart(cx: Cx, Path((one, other)): Path<(String, String)>) -> Answer {
    let mut conn = cx.begin().await?;
    actions::keep_apart(&cx, &mut conn, one.parse()?, other.parse()?).await?;
    cx.commit(conn).await?;
    cx.done("/duplicates", &Text::new("duplicates-done-apart"))
}

/// `POST /duplicates/{one}/{other}/reopen`
pub async fn reopen(cx: Cx, Path((one, other)): Path<(String, String)>) -> Answer {
    let (one, other) = ordered(one.parse()?, other.parse()?);
    let mut conn = cx.begin().await?;
    // Only what was decided is decided anew.
    sql::pair(&mut conn, one, other).await?.ok_or(Error::NotFound)?;
    actions::reopen(&cx, &mut conn, one, other).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/duplicates/{one}/{other}"), &Text::new("duplicates-done-reopened"))
}
