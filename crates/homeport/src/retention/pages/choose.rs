//! What is kept about somebody, from a link of theirs: to keep it or to delete it. Looking changes nothing.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use keel::db::Conn;
use keel::error::{Error, Result};
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::duplicates;
use crate::members;
use crate::people::{self, PersonId, photos};
use crate::retention::{self, Wish, actions};
use crate::shell::Shell;

#[derive(Template)]
#[template(path = "retention/templates/choose.html")]
struct Choose {
    s: Shell,
    title: String,
    text: String,
    /// What is on file; empty on a page that only says something.
    kept: String,
    lost: String,
    ticket: String,
    /// What the link that was followed is for.
    wants_to_delete: bool,
    may_choose: bool,
    /// Where to go on instead; empty for nowhere.
    way: (&'static str, &'static str),
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    want: String,
}

/// `GET /k/{ticket}`
pub async fn choose(cx: Cx, Path(ticket): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let mut conn = cx.read().await?;
    let Some(person) = known(&cx, &mut conn, &ticket).await? else { return gone(&cx) };
    if members::is_member(&mut conn, person).await? {
        return is_member(&cx);
    }
    let l = cx.l();
    let name = people::person(&mut conn, person).await?.name;
    let until = retention::until(&cx, &mut conn, person).await?;
    let wants_to_delete = Wish::from_word(&asked.want) == Some(Wish::Delete);
    let page = Choose {
        title: l.t1(
            if wants_to_delete { "retention-choose-delete" } else { "retention-choose-keep" },
            "name",
            name,
        ),
        text: l.t1("retention-choose-text", "day", l.day(until.day_in(&cx.zone()))),
        kept: kept(&cx, &mut conn, person).await?,
        lost: l.t("retention-choose-lost").into_owned(),
        ticket,
        wants_to_delete,
        may_choose: true,
        way: ("", ""),
        s: cx.narrow(""),
    };
    cx.show(&page)
}

async fn known(cx: &Cx, conn: &mut Conn, ticket: &str) -> Result<Option<PersonId>> {
    let Some(person) = retention::person_of(&cx.app, ticket) else { return Ok(None) };
    let person = duplicates::now(conn, person).await?;
    match people::person(conn, person).await {
        Ok(_) => Ok(Some(person)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What is on file, contacts masked: a link can be forwarded.
async fn kept(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<String> {
    let l = cx.l();
    let known = people::person(conn, person).await?;
    let mut all = vec![known.name];
    all.extend(known.place);
    for tenure in people::tenures(conn, person).await? {
        let ended = tenure.ended_on.map(|day| l.day(day)).unwrap_or_default();
        all.extend(tenure.number.clone());
        all.push(l.t2("invitations-years", "from", l.day(tenure.started_on), "to", ended));
    }
    let contacts = people::contacts(conn, person).await?;
    all.extend(contacts.iter().filter_map(|known| known.contact().ok()).map(|contact| contact.masked()));
    Ok(l.list(&all))
}

/// `POST /k/{ticket}/keep`
pub async fn keep(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    let Some(person) = known(&cx, &mut conn, &ticket).await? else { return gone(&cx) };
    let until = actions::keep(&cx, &mut conn, person).await?;
    cx.commit(conn).await?;
    let l = cx.l();
    let text = l.t1("retention-said-kept-text", "day", l.day(until.day_in(&cx.zone())));
    said(&cx, StatusCode::OK, l.t("retention-said-kept").into_owned(), text, ("", ""))
}

/// `POST /k/{ticket}/delete`
pub async fn forget(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    let Some(person) = known(&cx, &mut conn, &ticket).await? else { return gone(&cx) };
    let photo = match actions::forget(&cx, &mut conn, person).await {
        Ok(photo) => photo,
        Err(Error::Conflict(_)) => return is_member(&cx),
        Err(error) => return Err(error),
    };
    cx.commit(conn).await?;
    if let Some(photo) = photo {
        photos::forget(&cx.app, photo).await?;
    }
    cx.app.db.truncate_log().await?;
    let l = cx.l();
    let (title, text) = (l.t("retention-said-deleted"), l.t("retention-said-deleted-text"));
    said(&cx, StatusCode::OK, title.into_owned(), text.into_owned(), ("", ""))
}

fn is_member(cx: &Cx) -> Answer {
    let l = cx.l();
    let (title, text) = (l.t("retention-member"), l.t("retention-member-text"));
    let way = ("/sign-in", "invitations-to-sign-in");
    said(cx, StatusCode::OK, title.into_owned(), text.into_owned(), way)
}

fn gone(cx: &Cx) -> Answer {
    let l = cx.l();
    let (title, text) = (l.t("retention-gone"), l.t("retention-gone-text"));
    said(cx, StatusCode::NOT_FOUND, title.into_owned(), text.into_owned(), ("", ""))
}

fn said(
    cx: &Cx,
    status: StatusCode,
    title: String,
    text: String,
    way: (&'static str, &'static str),
) -> Answer {
    let page = Choose {
        s: cx.narrow(""),
        title,
        text,
        kept: String::new(),
        lost: String::new(),
        ticket: String::new(),
        wants_to_delete: false,
        may_choose: false,
        way,
    };
    cx.page(status, &page)
}
