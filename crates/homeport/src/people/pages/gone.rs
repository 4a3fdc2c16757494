//! Not writing to somebody any more, and forgetting somebody.

use askama::Template;
use axum::extract::Path;
use keel::error::{Error, Result, Text};
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::members;
use crate::people::{self, PersonId, SilenceKind, actions, photos};
use crate::shell::{Form, Shell};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SilenceForm {
    kind: String,
}

pub async fn silence(cx: Cx, Path(id): Path<String>, Form(form): Form<SilenceForm>) -> Answer {
    let id: PersonId = id.parse()?;
    let kind = SilenceKind::from_word(&form.kind).ok_or(Error::NotFound)?;
    let mut conn = cx.begin().await?;
    let name = people::person(&mut conn, id).await?.name;
    actions::silence(&cx, &mut conn, id, kind).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/people/{id}/edit"), &Text::new("people-done-silenced").with("name", name))
}

pub async fn lift(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: PersonId = id.parse()?;
    let mut conn = cx.begin().await?;
    let name = people::person(&mut conn, id).await?.name;
    actions::lift_silence(&cx, &mut conn, id).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/people/{id}/edit"), &Text::new("people-done-lifted").with("name", name))
}

#[derive(Template)]
#[template(path = "people/templates/delete.html")]
struct Delete {
    s: Shell,
    id: PersonId,
    name: String,
    lost: Vec<String>,
    numbers: String,
}

/// Says exactly what is lost and what stays; nothing is lost by looking.
pub async fn confirm_delete(cx: Cx, Path(id): Path<String>) -> Answer {
    let page = page(&cx, id.parse()?).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, id: PersonId) -> Result<Delete> {
    let l = cx.l();
    let mut conn = cx.read().await?;
    let person = people::person(&mut conn, id).await?;
    let names = people::names(&mut conn, id).await?;
    let tenures = people::tenures(&mut conn, id).await?;
    let contacts = people::contacts(&mut conn, id).await?;
    let mut lost = vec![
        l.t1("people-lost-names", "count", names.len() + 1),
        l.t1("people-lost-tenures", "count", tenures.len()),
        l.t1("people-lost-contacts", "count", contacts.len()),
    ];
    if person.photo_id.is_some() {
        lost.push(l.t("people-lost-photo").into_owned());
    }
    if members::is_member(&mut conn, id).await? {
        lost.push(l.t("people-lost-membership").into_owned());
    }
    lost.push(l.t("people-lost-rest").into_owned());
    let mut numbers: Vec<&str> = tenures.iter().filter_map(|tenure| tenure.number.as_deref()).collect();
    numbers.dedup();
    Ok(Delete { s: cx.narrow("people"), id, numbers: l.list(&numbers), name: person.name, lost })
}

pub async fn delete(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: PersonId = id.parse()?;
    let mut conn = cx.begin().await?;
    let photo = actions::delete(&cx, &mut conn, id).await?;
    cx.commit(conn).await?;
    if let Some(photo) = photo {
        photos::forget(&cx.app, photo).await?;
    }
    cx.app.db.truncate_log().await?;
    cx.done("/people", &Text::new("people-done-deleted"))
}
