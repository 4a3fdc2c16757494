//! A member's own choices, who sees what of them, and their receipts.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use serde::Deserialize;

use super::words::{self, Paper};
use super::{Audiences, Choice, Field, FormerName, Purpose, Receipt, ReceiptId, actions, sql};
use crate::app::{Answer, Cx};
use crate::people::{self, Audience, PersonId};
use crate::shell::{self, Form, Shell};

#[derive(Template)]
#[template(path = "members/templates/consents.html")]
struct Consents {
    s: Shell,
    choices: Vec<Choice>,
    receipts: Vec<Line>,
    kept: Vec<words::Kept>,
}

/// A receipt in the history.
struct Line {
    id: ReceiptId,
    day: String,
    given: String,
}

/// `GET /me/consents`
pub async fn consents(cx: Cx) -> Answer {
    let mut conn = cx.read().await?;
    let person = member(&cx, &mut conn).await?;
    let given = sql::consents(&mut conn, person).await?;
    let receipts = sql::receipts(&mut conn, person).await?;
    let page = Consents {
        choices: words::choices(cx.l(), &given),
        receipts: receipts.iter().map(|receipt| line(&cx, receipt)).collect::<Result<_>>()?,
        kept: words::kept(cx.l()),
        s: cx.narrow("home"),
    };
    cx.show(&page)
}

fn line(cx: &Cx, receipt: &Receipt) -> Result<Line> {
    let paper: Paper = serde_json::from_str(&receipt.body)?;
    let l = cx.l();
    let given: Vec<String> =
        paper.choices.into_iter().filter(|choice| choice.is_given).map(|choice| choice.title).collect();
    Ok(Line {
        id: receipt.receipt_id,
        day: l.day_time(receipt.at, &cx.zone()),
        given: if given.is_empty() { l.t("members-allowed-none").into_owned() } else { l.list(&given) },
    })
}

#[derive(Deserialize)]
pub struct ConsentForm {
    #[serde(default)]
    consents: Vec<String>,
}

/// `POST /me/consents`
pub async fn set_consents(cx: Cx, Form(form): Form<ConsentForm>) -> Answer {
    let given: Vec<Purpose> = form.consents.iter().filter_map(|word| Purpose::from_word(word)).collect();
    let mut conn = cx.begin().await?;
    let receipt = actions::set_consents(&cx, &mut conn, &given).await?;
    cx.commit(conn).await?;
    let said = match receipt {
        Some(_) => Text::new("members-done-consents"),
        None => Text::new("members-done-nothing"),
    };
    cx.done("/me/consents", &said)
}

#[derive(Template)]
#[template(path = "members/templates/fields.html")]
struct Fields {
    s: Shell,
    fields: Vec<Seen>,
    former: Vec<SeenName>,
}

struct Seen {
    name: &'static str,
    label: String,
    options: Vec<shell::Choice>,
}

/// A former name has an audience of its own.
struct SeenName {
    id: String,
    label: String,
    options: Vec<shell::Choice>,
}

/// `GET /me/fields`
pub async fn fields(cx: Cx) -> Answer {
    let mut conn = cx.read().await?;
    let person = member(&cx, &mut conn).await?;
    let audiences = Audiences::from_rows(sql::audiences(&mut conn, person).await?);
    let former = sql::former_names(&mut conn, person).await?;
    let l = cx.l();
    let page = Fields {
        fields: Field::ALL
            .iter()
            .map(|field| Seen {
                name: field.word(),
                label: words::field(l, *field),
                options: words::options(l, *field, audiences.of(*field)),
            })
            .collect(),
        former: former.iter().map(|known| seen_name(&cx, known)).collect(),
        s: cx.narrow("home"),
    };
    cx.show(&page)
}

fn seen_name(cx: &Cx, known: &FormerName) -> SeenName {
    SeenName {
        id: format!("former-{}", known.name_id),
        label: cx.l().t1("members-former-name", "name", &known.name),
        options: words::name_options(cx.l(), known.audience),
    }
}

/// The names of a form's fields are those of the fields, and `former-ID`.
pub type FieldForm = Vec<(String, String)>;

/// `POST /me/fields`
pub async fn set_fields(cx: Cx, Form(form): Form<FieldForm>) -> Answer {
    let chosen: Vec<(Field, Audience)> = form
        .iter()
        .filter_map(|(name, word)| Some((Field::from_word(name)?, Audience::from_word(word)?)))
        .collect();
    let mut conn = cx.begin().await?;
    let is_changed = actions::set_fields(&cx, &mut conn, &chosen).await?;
    let is_renamed = set_former_names(&cx, &mut conn, &form).await?;
    cx.commit(conn).await?;
    let said = match is_changed || is_renamed {
        true => Text::new("members-done-fields"),
        false => Text::new("members-done-nothing"),
    };
    cx.done("/me/fields", &said)
}

async fn set_former_names(cx: &Cx, conn: &mut Conn, form: &FieldForm) -> Result<bool> {
    let person = cx.viewer.somebody()?;
    let mut is_changed = false;
    let mut names = Vec::new();
    for known in people::names(conn, person).await? {
        let field = format!("former-{}", known.name_id);
        let asked =
            form.iter().find(|(name, _)| *name == field).and_then(|(_, word)| Audience::from_word(word));
        let audience = asked.filter(|asked| words::NAME_AUDIENCES.contains(asked)).unwrap_or(known.audience);
        is_changed |= audience != known.audience;
        names.push((known.name, known.kind, audience));
    }
    if is_changed {
        people::actions::set_names(cx, conn, person, &names).await?;
    }
    Ok(is_changed)
}

#[derive(Template)]
#[template(path = "members/templates/receipt.html")]
struct ReceiptPage {
    s: Shell,
    id: ReceiptId,
    at: String,
    paper: Paper,
}

#[derive(Template)]
#[template(path = "members/templates/receipt.txt", escape = "none")]
struct ReceiptText {
    s: Shell,
    at: String,
    id: ReceiptId,
    paper: Paper,
}

/// `GET /receipts/{id}`: one's own.
pub async fn receipt(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: ReceiptId = id.parse()?;
    let (at, paper) = read(&cx, id).await?;
    cx.show(&ReceiptPage { s: cx.narrow("home"), id, at, paper })
}

/// `GET /receipts/{id}/text`: the same as a file to keep.
pub async fn receipt_text(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: ReceiptId = id.parse()?;
    let (at, paper) = read(&cx, id).await?;
    let text = ReceiptText { s: cx.narrow("home"), at, id, paper }.render().map_err(Error::broken)?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"receipt.txt\""),
    ];
    Ok((headers, text).into_response())
}

/// A receipt with its time in the reader's language; its words stay in the language they were read in.
async fn read(cx: &Cx, id: ReceiptId) -> Result<(String, Paper)> {
    let person = cx.viewer.somebody()?;
    let found = sql::receipt(&mut cx.read().await?, id, person).await?;
    let paper = serde_json::from_str(&found.body)?;
    Ok((cx.l().day_time(found.at, &cx.zone()), paper))
}

/// The viewer, if a member: officers who are none have no choices to make here.
async fn member(cx: &Cx, conn: &mut Conn) -> Result<PersonId> {
    let person = cx.viewer.somebody()?;
    if sql::is_member(conn, person).await? { Ok(person) } else { Err(Error::NotFound) }
}
