//! Recording a departure on one screen: find who leaves or write somebody down, say when and how.

use askama::Template;
use axum::extract::Query;
use keel::contact::{Contact, Mail, Mobile};
use keel::db::Conn;
use keel::error::{Error, OnUnique as _, Problems, Result, Text};
use keel::l10n::Lang;
use serde::Deserialize;

use super::words;
use crate::app::{Answer, Cx};
use crate::departures::{DepartureId, Kind, NewDeparture, Who, actions, of_tenure};
use crate::people::{self, EntityId, NewPerson, PersonId, PersonKind, Tenure, TenureId};
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "departures/templates/record.html")]
struct Record {
    s: Shell,
    problems: Vec<Problem>,
    form: RecordForm,
    found: Vec<FoundView>,
    known: Option<KnownView>,
    entities: Vec<Choice>,
    person_kinds: Vec<Choice>,
    kinds: Vec<Choice>,
    languages: Vec<Choice>,
    may_bring_back: bool,
}

impl Record {
    fn beside(&self, field: &str) -> String {
        beside(&self.problems, field)
    }

    fn kind_of(&self, typed: &str) -> &'static str {
        words::input_kind(typed)
    }
}

/// Somebody the search found.
struct FoundView {
    name: String,
    line: String,
    href: String,
    note: String,
}

/// The person whose departure is recorded.
struct KnownView {
    name: String,
    line: String,
    contacts: Vec<String>,
}

/// Everything as it was typed.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct RecordForm {
    q: String,
    tenure: String,
    name: String,
    entity: String,
    number: String,
    department: String,
    person_kind: String,
    started_on: String,
    last_day: String,
    kind: String,
    mobile: String,
    mail: String,
    language: String,
    manager: String,
    complete: String,
    bring_back: String,
}

pub async fn new(cx: Cx, Query(form): Query<RecordForm>) -> Answer {
    let mut conn = cx.read().await?;
    let page = page(&cx, &mut conn, form, &Problems::new()).await?;
    cx.show(&page)
}

pub async fn record(cx: Cx, Form(form): Form<RecordForm>) -> Answer {
    match write(&cx, &form).await {
        Ok((id, said)) => cx.done(&format!("/departures/{id}"), &said),
        Err(Error::Invalid(problems)) => {
            let mut conn = cx.read().await?;
            let page = page(&cx, &mut conn, form, &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

async fn write(cx: &Cx, form: &RecordForm) -> Result<(DepartureId, Text)> {
    let mut conn = cx.begin().await?;
    let new = read(cx, &mut conn, form).await?;
    if !form.bring_back.is_empty()
        && let Who::New(person) = &new.who
    {
        let number = person.number.as_deref().map(|number| (person.entity, number));
        people::actions::bring_back(cx, &mut conn, number, &person.contacts).await?;
    }
    let twice = Text::new("departures-problem-number-now");
    let id = actions::record(cx, &mut conn, &new).await.on_unique("people_number", "number", twice)?;
    let said = if form.complete.is_empty() {
        let key = if new.last_day.is_some() { "departures-done-agreed" } else { "departures-done-intended" };
        Text::new(key).with("name", super::acts::name_of(&mut conn, id).await?)
    } else {
        actions::complete(cx, &mut conn, id).await?;
        super::acts::said_of_completion(cx, &mut conn, id).await?
    };
    cx.commit(conn).await?;
    Ok((id, said))
}

/// What was typed, as far as it makes sense; all that does not is said at once.
async fn read(cx: &Cx, conn: &mut Conn, form: &RecordForm) -> Result<NewDeparture> {
    let mut problems = Problems::new();
    let last_day = words::day_of(&mut problems, "last_day", &form.last_day);
    let kind = Kind::from_word(&form.kind);
    if kind.is_none() {
        problems.add("kind", Text::new("departures-problem-kind"));
    }
    let contacts = contacts(&mut problems, form)?;
    let manager = manager(conn, &mut problems, &form.manager).await?;
    let who = match form.tenure.parse::<TenureId>() {
        Ok(tenure) => Some(Who::Known(tenure)),
        Err(_) => somebody_new(cx, conn, &mut problems, form, (&contacts, manager)).await?,
    };
    match (who, kind) {
        (Some(who), Some(kind)) if problems.is_empty() => {
            let language = Lang::from_tag(&form.language);
            Ok(NewDeparture { who, last_day, kind, contacts, language, manager })
        }
        _ => Err(Error::Invalid(problems)),
    }
}

fn contacts(problems: &mut Problems, form: &RecordForm) -> Result<Vec<Contact>> {
    let mut contacts = Vec::new();
    if !form.mobile.trim().is_empty() {
        let mobile = problems.take_in("mobile", Mobile::parse(&form.mobile, "CN"))?;
        contacts.extend(mobile.map(Contact::from));
    }
    if !form.mail.trim().is_empty() {
        let mail = problems.take_in("mail", Mail::parse(&form.mail))?;
        contacts.extend(mail.map(Contact::from));
    }
    Ok(contacts)
}

/// The manager by name or number, if it is clear who is meant.
pub async fn manager(conn: &mut Conn, problems: &mut Problems, typed: &str) -> Result<Option<PersonId>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let wanted = people::folded(typed);
    let found = people::search(conn, typed, 20).await?;
    let exact: Vec<_> = found.iter().filter(|one| people::folded(&one.name) == wanted).collect();
    match (exact.as_slice(), found.as_slice()) {
        ([one], _) => Ok(Some(one.person_id)),
        ([], [one]) => Ok(Some(one.person_id)),
        ([], []) => {
            problems.add("manager", Text::new("departures-problem-manager-unknown"));
            Ok(None)
        }
        _ => {
            problems.add("manager", Text::new("departures-problem-manager-several"));
            Ok(None)
        }
    }
}

async fn somebody_new(
    cx: &Cx,
    conn: &mut Conn,
    problems: &mut Problems,
    form: &RecordForm,
    (contacts, manager): (&[Contact], Option<PersonId>),
) -> Result<Option<Who>> {
    if form.name.trim().is_empty() {
        problems.add("name", Text::new("people-problem-name"));
    }
    let started_on = words::day_of(problems, "started_on", &form.started_on);
    if started_on.is_none() && form.started_on.trim().is_empty() {
        problems.add("started_on", Text::new("departures-problem-start-missing"));
    }
    let entity = match form.entity.parse::<EntityId>() {
        Ok(entity) => entity,
        Err(_) => people::actions::first_entity(cx, conn).await?,
    };
    let Some(started_on) = started_on else { return Ok(None) };
    let line = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let person = NewPerson {
        name: form.name.clone(),
        other_names: Vec::new(),
        language: Lang::from_tag(&form.language),
        place: None,
        entity,
        number: line(&form.number),
        kind: PersonKind::from_word(&form.person_kind).unwrap_or(PersonKind::Employee),
        department: line(&form.department),
        title: None,
        manager,
        started_on,
        ended_on: None,
        contacts: contacts.to_vec(),
        source: "departure".to_owned(),
    };
    Ok(Some(Who::New(Box::new(person))))
}

async fn page(cx: &Cx, conn: &mut Conn, mut form: RecordForm, problems: &Problems) -> Result<Record> {
    let l = cx.l();
    let may_bring_back = problems.0.iter().any(|problem| problem.text.key == "people-problem-deleted");
    let problems_shown = shown(cx, &form, problems);
    let tenure = match form.tenure.parse::<TenureId>() {
        Ok(tenure) => Some(people::tenure(conn, tenure).await?),
        Err(_) => None,
    };
    let known = match &tenure {
        Some(tenure) => Some(known(cx, conn, tenure).await?),
        None => None,
    };
    let found = if tenure.is_none() { search(cx, conn, &form.q).await? } else { Vec::new() };
    if found.is_empty() && form.name.is_empty() && !form.q.chars().any(char::is_numeric) {
        form.name = form.q.trim().to_owned();
    }
    let entities = people::entities(conn).await?;
    let chosen = form.entity.parse::<EntityId>().ok().or(entities.first().map(|first| first.entity_id));
    let option = |entity: &people::Entity| Choice {
        value: entity.entity_id.to_string(),
        label: entity.name_in(l.lang()).to_owned(),
        is_chosen: Some(entity.entity_id) == chosen,
    };
    let person_kind = PersonKind::from_word(&form.person_kind).unwrap_or(PersonKind::Employee);
    let language = Lang::from_tag(&form.language);
    let languages = [Some(Lang::Zh), Some(Lang::En), None].map(|lang| Choice {
        value: lang.map(Lang::code).unwrap_or_default().to_owned(),
        label: lang
            .map_or_else(|| l.t("departures-language-unknown").into_owned(), |lang| lang.name().to_owned()),
        is_chosen: lang == language,
    });
    Ok(Record {
        problems: problems_shown,
        found,
        known,
        entities: entities.iter().map(option).collect(),
        person_kinds: words::choices(
            l,
            PersonKind::ALL,
            Some(person_kind),
            PersonKind::word,
            words::person_kind,
        ),
        kinds: words::choices(l, Kind::ALL, Kind::from_word(&form.kind), Kind::word, words::kind),
        languages: languages.into(),
        may_bring_back,
        form,
        s: cx.narrow("departures"),
    })
}

/// The problems beside their fields; one of a contact of unknown kind has no field of its own here.
fn shown(cx: &Cx, form: &RecordForm, problems: &Problems) -> Vec<Problem> {
    let labels = [
        ("name", "departures-name"),
        ("entity", "departures-entity"),
        ("number", "departures-number"),
        ("started_on", "departures-started-on"),
        ("last_day", "departures-last-day"),
        ("kind", "departures-kind"),
        ("mobile", "departures-mobile"),
        ("mail", "departures-mail"),
        ("contact", "departures-mobile"),
        ("manager", "departures-manager"),
    ];
    let mut shown = cx.problems(problems, &labels);
    for problem in &mut shown {
        if problem.field == "contact" {
            problem.field = if form.mobile.is_empty() { "mail" } else { "mobile" };
        }
    }
    shown
}

/// The few fitting people, each with the way onward: to a departure that is recorded already, or to
/// recording one.
async fn search(cx: &Cx, conn: &mut Conn, typed: &str) -> Result<Vec<FoundView>> {
    let l = cx.l();
    let mut views = Vec::new();
    for found in people::search(conn, typed, 8).await? {
        let recorded = of_tenure(conn, found.tenure_id).await?;
        let parts = [found.number.clone(), found.department.clone()];
        let (href, note) = match (recorded, found.ended_on) {
            (Some(departure), _) => {
                let note = l.t(words::state(departure.state)).into_owned();
                (format!("/departures/{}", departure.departure_id), note)
            }
            (None, Some(last)) => {
                let note = l.t1("departures-found-left", "day", l.day(last));
                (format!("/departures/new?tenure={}", found.tenure_id), note)
            }
            (None, None) => (format!("/departures/new?tenure={}", found.tenure_id), String::new()),
        };
        let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        views.push(FoundView { name: found.name, line, href, note });
    }
    Ok(views)
}

async fn known(cx: &Cx, conn: &mut Conn, tenure: &Tenure) -> Result<KnownView> {
    let l = cx.l();
    let name = people::person(conn, tenure.person_id).await?.name;
    let since = l.t1("departures-since", "day", l.day(tenure.started_on));
    let parts = [tenure.number.clone(), tenure.department.clone(), Some(since)];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let settings = cx.app.settings();
    let contacts = people::private_contacts(conn, &settings, tenure.person_id).await?;
    let contacts = contacts.into_iter().map(|on_file| on_file.address).collect();
    Ok(KnownView { name, line, contacts })
}
