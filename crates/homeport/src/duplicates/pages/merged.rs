//! A merge as it stands, and taking it back.

use askama::Template;
use axum::extract::Path;
use keel::error::{Error, Result, Text};

use crate::app::{Answer, Cx};
use crate::duplicates::actions::{self, Edit, Placing};
use crate::duplicates::model::{Merge, MergeId};
use crate::duplicates::sql;
use crate::people;
use crate::shell::{Choice, Form, Shell};

#[derive(Template)]
#[template(path = "duplicates/templates/merged.html")]
struct Merged {
    s: Shell,
    id: MergeId,
    name: String,
    line: String,
    person: String,
    /// Empty while it can be undone.
    over: String,
    until: String,
    edits: Vec<EditView>,
}

struct EditView {
    name: String,
    label: String,
    options: Vec<Choice>,
}

/// `GET /duplicates/merges/{id}`
pub async fn merged(cx: Cx, Path(id): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let merge = sql::merges::merge(&mut conn, id.parse()?).await?.ok_or(Error::NotFound)?;
    let l = cx.l();
    let name = people::person(&mut conn, merge.stayed_id).await?.name;
    let by = match merge.merged_by {
        Some(by) => people::person(&mut conn, by).await.ok().map(|by| by.name),
        None => None,
    };
    let day = |at: keel::clock::Time| l.day(at.day_in(&cx.zone()));
    let over = over(&cx, &merge);
    let edits = if over.is_empty() { actions::edits(&mut conn, &merge).await? } else { Vec::new() };
    let page = Merged {
        id: merge.merge_id,
        line: match by {
            Some(by) => l.t2("duplicates-merged-line-by", "day", day(merge.merged_at), "by", by),
            None => l.t1("duplicates-merged-line", "day", day(merge.merged_at)),
        },
        person: format!("/people/{}", merge.stayed_id),
        until: l.t1("duplicates-undo-until", "day", day(merge.until_at)),
        edits: edits.into_iter().map(|edit| view(&cx, edit)).collect(),
        name,
        over,
        s: cx.narrow("desk"),
    };
    cx.show(&page)
}

fn over(cx: &Cx, merge: &Merge) -> String {
    let l = cx.l();
    match merge.undone_at {
        Some(at) => l.t1("duplicates-undone-on", "day", l.day(at.day_in(&cx.zone()))),
        None if !merge.can_be_undone() || merge.until_at <= cx.now => {
            l.t("duplicates-error-over").into_owned()
        }
        None => String::new(),
    }
}

fn view(cx: &Cx, edit: Edit) -> EditView {
    let l = cx.l();
    let about = match edit.about {
        "name" => "duplicates-edit-name",
        "language" => "duplicates-edit-language",
        "place" => "duplicates-edit-place",
        "photo_id" => "duplicates-edit-photo",
        "people_name" => "duplicates-edit-other-name",
        "people_contact" => "duplicates-edit-contact",
        "people_tenure" => "duplicates-edit-tenure",
        "careers_position" => "duplicates-edit-position",
        "welcome_greeting" => "duplicates-edit-greeting",
        "welcome_wish" => "duplicates-edit-wish",
        _ => "duplicates-edit-claim",
    };
    let option = |value: &str, label: &str, is_chosen| Choice {
        value: value.to_owned(),
        label: l.t(label).into_owned(),
        is_chosen,
    };
    EditView {
        name: edit.name,
        label: [l.t(about).into_owned(), edit.words]
            .into_iter()
            .filter(|one| !one.is_empty())
            .collect::<Vec<_>>()
            .join(": "),
        options: vec![
            option("stays", "duplicates-edit-stays", true),
            option("goes", "duplicates-edit-goes", false),
        ],
    }
}

/// `POST /duplicates/merges/{id}/undo`
pub async fn undo(cx: Cx, Path(id): Path<String>, Form(form): Form<Vec<(String, String)>>) -> Answer {
    let placing: Placing =
        form.into_iter().filter(|(_, side)| side == "goes").map(|(name, _)| name).collect();
    let mut conn = cx.begin().await?;
    let merge = actions::undo(&cx, &mut conn, id.parse()?, &placing).await?;
    let name = name(&mut conn, &merge).await?;
    cx.commit(conn).await?;
    let path = format!("/duplicates/{}/{}", merge.stayed_id, merge.gone_id);
    cx.done(&path, &Text::new("duplicates-done-undone").with("name", name))
}

async fn name(conn: &mut keel::db::Conn, merge: &Merge) -> Result<String> {
    Ok(people::person(conn, merge.stayed_id).await?.name)
}
