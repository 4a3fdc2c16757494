//! Somebody new, taken in by hand: a colleague of today, or somebody from long ago.

use askama::Template;
use keel::contact::{Contact, Mail, Mobile};
use keel::db::Conn;
use keel::error::{Error, OnUnique, Problems, Result, Text};
use keel::l10n::Lang;
use serde::Deserialize;

use super::tenures::{LABELS, TenureForm};
use super::words;
use crate::app::{Answer, Cx};
use crate::people::{NewPerson, PersonId, actions};
use crate::shell::{Choice, Form, Problem, Shell, beside};

/// Fields of the tenure stand beside the person's: one form, one list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddForm {
    name: String,
    other_name: String,
    language: String,
    mobile: String,
    mail: String,
    bring_back: String,
    entity: String,
    number: String,
    kind: String,
    department: String,
    title: String,
    manager: String,
    started_on: String,
    last_day: String,
}

impl AddForm {
    fn tenure(&self) -> TenureForm {
        TenureForm {
            entity: self.entity.clone(),
            number: self.number.clone(),
            kind: self.kind.clone(),
            department: self.department.clone(),
            title: self.title.clone(),
            manager: self.manager.clone(),
            started_on: self.started_on.clone(),
            last_day: self.last_day.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "people/templates/new.html")]
struct New {
    s: Shell,
    form: AddForm,
    tenure: TenureForm,
    languages: Vec<Choice>,
    kinds: Vec<Choice>,
    entities: Vec<Choice>,
    problems: Vec<Problem>,
    may_bring_back: bool,
}

impl New {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

pub async fn new(cx: Cx) -> Answer {
    let mut conn = cx.read().await?;
    let page = page(&cx, &mut conn, AddForm::default(), &Problems::new()).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, form: AddForm, problems: &Problems) -> Result<New> {
    let mut labels = LABELS.to_vec();
    labels.extend([("name", "people-name"), ("mobile", "people-mobile"), ("mail", "people-mail")]);
    let tenure = form.tenure();
    let mut shown = cx.problems(problems, &labels);
    for problem in shown.iter_mut().filter(|problem| problem.field == "contact") {
        problem.field = if form.mobile.trim().is_empty() { "mail" } else { "mobile" };
    }
    Ok(New {
        s: cx.narrow("people"),
        languages: words::languages(cx.l(), Lang::from_tag(&form.language)),
        kinds: tenure.kinds(cx),
        entities: words::entities(cx, conn, &form.entity).await?,
        may_bring_back: problems.0.iter().any(|problem| problem.text.key == "people-problem-deleted"),
        problems: shown,
        tenure,
        form,
    })
}

pub async fn add(cx: Cx, Form(form): Form<AddForm>) -> Answer {
    let mut conn = cx.begin().await?;
    match write(&cx, &mut conn, &form).await {
        Ok(id) => {
            cx.commit(conn).await?;
            cx.done(&format!("/people/{id}"), &Text::new("people-done-added").with("name", form.name.trim()))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let mut conn = cx.read().await?;
            let page = page(&cx, &mut conn, form, &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

async fn write(cx: &Cx, conn: &mut Conn, form: &AddForm) -> Result<PersonId> {
    let mut problems = Problems::new();
    if form.name.trim().is_empty() {
        problems.add("name", Text::new("people-problem-name"));
    }
    let mut contacts: Vec<Contact> = Vec::new();
    if !form.mobile.trim().is_empty() {
        contacts.extend(problems.take_in("mobile", Mobile::parse(&form.mobile, "CN"))?.map(Contact::from));
    }
    if !form.mail.trim().is_empty() {
        contacts.extend(problems.take_in("mail", Mail::parse(&form.mail))?.map(Contact::from));
    }
    let tenure = form.tenure().read(cx, conn, &mut problems).await?;
    problems.ok()?;
    let tenure = tenure.ok_or(Error::NotFound)?;
    if !form.bring_back.is_empty() {
        let number = tenure.number.as_deref().map(|number| (tenure.entity, number));
        actions::bring_back(cx, conn, number, &contacts).await?;
    }
    let new = NewPerson {
        name: form.name.clone(),
        other_names: words::line(&form.other_name).into_iter().collect(),
        language: Lang::from_tag(&form.language),
        place: None,
        entity: tenure.entity,
        number: tenure.number,
        kind: tenure.kind,
        department: tenure.department,
        title: tenure.title,
        manager: tenure.manager,
        started_on: tenure.started_on,
        ended_on: tenure.ended_on,
        contacts,
        source: tenure.source,
    };
    let twice = Text::new("people-problem-number-now");
    actions::add(cx, conn, &new).await.on_unique("people_number", "number", twice)
}
