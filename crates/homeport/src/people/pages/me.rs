//! One's own page.

use askama::Template;
use keel::error::{Error, Problems, Result, Text};
use keel::l10n::Lang;
use serde::Deserialize;

use super::names::{self, NameRow, NamesForm};
use super::words;
use crate::app::{Answer, Cx};
use crate::duplicates;
use crate::exits;
use crate::freshness;
use crate::members::{self, Field};
use crate::people::{self, Audience, actions};
use crate::shell::{Choice, Form, Problem, Shell, beside};
use crate::suspensions;

#[derive(Template)]
#[template(path = "people/templates/me.html")]
struct Me {
    s: Shell,
    name: String,
    line: String,
    photo: String,
    number: String,
    career: String,
    /// When this was last confirmed, and how often they want to be asked.
    confirmed: String,
    rhythms: Vec<Choice>,
    is_member: bool,
    /// Their membership rests.
    is_suspended: bool,
    /// Their record was put together with another.
    merged: String,
    seen: Vec<Seen>,
    form: NamesForm,
    rows: Vec<NameRow>,
    spare: Vec<NameRow>,
    languages: Vec<Choice>,
    problems: Vec<Problem>,
    place: String,
    place_hint: String,
    photo_error: String,
    place_error: String,
    name_error: String,
    others_error: String,
}

/// One field, and who sees it.
struct Seen {
    label: String,
    who: String,
}

pub async fn me(cx: Cx) -> Answer {
    if exits::of_person(&mut cx.read().await?, cx.viewer.somebody()?).await?.is_some() {
        return cx.to("/me/exit");
    }
    let page = page(&cx, None, &Problems::new()).await?;
    cx.show(&page)
}

/// The page again, with what was wrong about the photo.
pub async fn again(cx: &Cx, problems: &Problems) -> Answer {
    let page = page(cx, None, problems).await?;
    cx.invalid(&page)
}

async fn page(cx: &Cx, form: Option<NamesForm>, problems: &Problems) -> Result<Me> {
    let me = cx.viewer.somebody()?;
    let l = cx.l();
    let mut conn = cx.read().await?;
    let person = people::person(&mut conn, me).await?;
    let tenures = people::tenures(&mut conn, me).await?;
    let form = match form {
        Some(form) => form,
        None => NamesForm::of(&person, &people::names(&mut conn, me).await?),
    };
    let audiences = members::audiences(&mut conn, me).await?;
    let problems = cx.problems(
        problems,
        &[
            ("photo", "people-photo"),
            ("name", "people-name"),
            ("others", "people-others"),
            ("place", "people-place"),
        ],
    );
    let latest = tenures.first();
    let (rows, spare) = form.rows(l, Audience::Me);
    Ok(Me {
        s: cx.shell(""),
        line: latest.map_or_else(String::new, |tenure| {
            let years = words::years(l, tenure.started_on, tenure.ended_on, cx.today());
            words::dotted([Some(years), tenure.department.clone(), tenure.title.clone()])
        }),
        photo: person.photo_id.map(|photo| format!("/people/{me}/photo?v={photo}")).unwrap_or_default(),
        number: tenures.iter().rev().find_map(|tenure| tenure.number.clone()).unwrap_or_default(),
        career: format!("/careers/{me}"),
        confirmed: freshness::pages::confirmed(cx, &mut conn, me, true).await?,
        rhythms: freshness::pages::rhythms(l, freshness::rhythm(&mut conn, me).await?),
        is_member: members::is_member(&mut conn, me).await?,
        is_suspended: suspensions::running(&mut conn, me).await?.is_some(),
        merged: duplicates::pages::told(cx, &mut conn, me).await?,
        seen: audiences.all().iter().map(|(field, audience)| seen(cx, *field, *audience)).collect(),
        rows,
        spare,
        languages: words::languages(l, person.language),
        place: person.place.clone().unwrap_or_default(),
        place_hint: l.t1("people-place-hint", "who", who(cx, Field::Place, audiences.of(Field::Place))),
        place_error: beside(&problems, "place"),
        photo_error: beside(&problems, "photo"),
        name_error: beside(&problems, "name"),
        others_error: beside(&problems, "others"),
        name: person.name,
        form,
        problems,
    })
}

fn seen(cx: &Cx, field: Field, audience: Audience) -> Seen {
    Seen { label: members::field_label(cx.l(), field), who: who(cx, field, audience) }
}

fn who(cx: &Cx, field: Field, audience: Audience) -> String {
    let chosen = members::options(cx.l(), field, audience).into_iter().find(|option| option.is_chosen);
    chosen.map_or_else(String::new, |option| option.label)
}

pub async fn set_names(cx: Cx, Form(form): Form<NamesForm>) -> Answer {
    let me = cx.viewer.somebody()?;
    let mut conn = cx.begin().await?;
    match names::write(&cx, &mut conn, me, &form).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done("/me", &Text::new("people-done-names"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let page = page(&cx, Some(form), &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    place: String,
}

/// Where one lives or works now; emptied, nobody knows any more.
pub async fn set_place(cx: Cx, Form(form): Form<PlaceForm>) -> Answer {
    let me = cx.viewer.somebody()?;
    let mut conn = cx.begin().await?;
    match actions::set_place(&cx, &mut conn, me, Some(&form.place)).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done("/me", &Text::new("people-done-saved"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let page = Me { place: form.place, ..page(&cx, None, &problems).await? };
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LanguageForm {
    language: String,
}

/// The language of letters and pages, from now on and on every device.
pub async fn set_language(cx: Cx, Form(form): Form<LanguageForm>) -> Answer {
    let me = cx.viewer.somebody()?;
    let Some(language) = Lang::from_tag(&form.language) else { return cx.to("/me") };
    let mut conn = cx.begin().await?;
    actions::set_language(&cx, &mut conn, me, language).await?;
    cx.commit(conn).await?;
    let said = cx.app.catalog.l(language).t("people-done-language").into_owned();
    let mut response = cx.done("/me", &Text::new("people-said").with("words", said))?;
    // A language chosen on this device before would win over the one chosen now.
    if let Some(line) = keel::http::set_cookie("lang", language.code(), 365 * 24 * 3600, cx.app.is_https()) {
        response.headers_mut().append(axum::http::header::SET_COOKIE, line);
    }
    Ok(response)
}
