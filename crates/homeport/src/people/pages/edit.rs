//! What an officer changes about somebody.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::l10n::Lang;

use super::names::{self, NameRow, NamesForm};
use super::profile::{self, ContactLine};
use super::words;
use crate::app::{Answer, Cx};
use crate::invitations;
use crate::people::directory::{self, Eye};
use crate::people::{self, Audience, PersonId, SilenceKind, actions};
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "people/templates/edit.html")]
pub struct Edit {
    s: Shell,
    id: PersonId,
    title: String,
    form: NamesForm,
    rows: Vec<NameRow>,
    spare: Vec<NameRow>,
    languages: Vec<Choice>,
    contacts: Vec<ContactLine>,
    contact: String,
    tenures: Vec<TenureLink>,
    silence: String,
    can_lift: bool,
    problems: Vec<Problem>,
    name_error: String,
    others_error: String,
    place_error: String,
    contact_error: String,
}

struct TenureLink {
    href: String,
    title: String,
    line: String,
}

/// What came back with a problem.
#[derive(Default)]
pub struct Entered {
    pub names: Option<NamesForm>,
    pub contact: String,
}

pub async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let page = page(&cx, &mut conn, id.parse()?, Entered::default(), &Problems::new()).await?;
    cx.show(&page)
}

/// The page again, values kept.
pub async fn again(cx: &Cx, id: PersonId, entered: Entered, problems: &Problems) -> Answer {
    let mut conn = cx.read().await?;
    let page = page(cx, &mut conn, id, entered, problems).await?;
    cx.invalid(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, id: PersonId, entered: Entered, problems: &Problems) -> Result<Edit> {
    let l = cx.l();
    let person = people::person(conn, id).await?;
    let others = directory::other_names(conn, &Eye::of(&cx.viewer), id).await?;
    let form = entered.names.unwrap_or_else(|| NamesForm::of(&person, &others));
    let labels = [
        ("name", "people-name"),
        ("others", "people-others"),
        ("place", "people-place"),
        ("contact", "people-contact"),
    ];
    let problems = cx.problems(problems, &labels);
    let silence = people::silence_of(conn, id).await?;
    let contacts = people::contacts(conn, id).await?;
    let tenures = people::tenures(conn, id).await?;
    let narrowest = if cx.viewer.person == Some(id) { Audience::Me } else { Audience::Officers };
    let (rows, spare) = form.rows(l, narrowest);
    Ok(Edit {
        s: cx.shell("people"),
        id,
        title: person.name,
        rows,
        spare,
        languages: words::languages(l, Lang::from_tag(&form.language)),
        contacts: contacts.iter().map(|on_file| profile::contact(cx, on_file, true)).collect(),
        contact: entered.contact,
        tenures: tenures.iter().map(|tenure| link(cx, id, tenure)).collect(),
        can_lift: silence.is_some_and(|it| it.kind != SilenceKind::Exit),
        silence: silence.map(|it| profile::stopped(cx, it.kind, it.since_at)).unwrap_or_default(),
        name_error: beside(&problems, "name"),
        others_error: beside(&problems, "others"),
        place_error: beside(&problems, "place"),
        contact_error: beside(&problems, "contact"),
        form,
        problems,
    })
}

fn link(cx: &Cx, id: PersonId, tenure: &people::Tenure) -> TenureLink {
    let years = words::years(cx.l(), tenure.started_on, tenure.ended_on, cx.today());
    let place = words::dotted([tenure.title.clone(), tenure.department.clone()]);
    let entity = tenure.entity_in(cx.lang).to_owned();
    TenureLink {
        href: format!("/people/{id}/tenures/{}", tenure.tenure_id),
        line: words::dotted([Some(years), Some(entity.clone()), tenure.number.clone()]),
        title: if place.is_empty() { entity } else { place },
    }
}

pub async fn rename(cx: Cx, Path(id): Path<String>, Form(form): Form<NamesForm>) -> Answer {
    let id: PersonId = id.parse()?;
    let mut conn = cx.begin().await?;
    match write(&cx, &mut conn, id, &form).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done(&format!("/people/{id}/edit"), &Text::new("people-done-saved"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            again(&cx, id, Entered { names: Some(form), ..Entered::default() }, &problems).await
        }
        Err(other) => Err(other),
    }
}

async fn write(cx: &Cx, conn: &mut Conn, id: PersonId, form: &NamesForm) -> Result<()> {
    names::write(cx, conn, id, form).await?;
    let before = people::person(conn, id).await?;
    if let Some(typed) = &form.place
        && people::cleaned(typed) != before.place
    {
        actions::set_place(cx, conn, id, Some(typed)).await?;
    }
    let language = Lang::from_tag(&form.language).filter(|_| !form.language.is_empty());
    match language.filter(|language| before.language != Some(*language)) {
        Some(language) => actions::set_language(cx, conn, id, language).await,
        None => Ok(()),
    }
}

/// A colleague of today, or somebody who left long ago: invited without a departure.
pub async fn invite(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: PersonId = id.parse()?;
    let mut conn = cx.begin().await?;
    let name = people::person(&mut conn, id).await?.name;
    let back = format!("/people/{id}");
    let done = invitations::actions::invite(&cx, &mut conn, id, None).await.map(drop);
    cx.after(conn, done, &back, &Text::new("people-done-invited").with("name", name)).await
}
