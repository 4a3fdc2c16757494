//! The invented company, written down by the same actions that an officer uses, day by day.

use std::time::Duration;

use keel::clock::{Day, Time};
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::Result;
use keel::l10n::Lang;

use super::{
    Company, End, Kind, Person, Reads, Stage, Standing, Words, careers, claims, deeds, duplicates, freshness,
    imports, segments, waves,
};
use crate::access::{Role, Scope, Viewer};
use crate::app::{App, Cx, CxData};
use crate::people::{self, EntityId, NewPerson, NewTenure, PersonId, PersonKind, Tenure};
use crate::settings::{self, Key};
use crate::tokens::{self, NewToken};
use crate::{accounts, desk, post, schedule, server, welcome};

/// Fills an empty alliance. Its clock is fixed, and ends at `now`.
pub async fn fill(app: &App, company: &Company, now: Time) -> Result<()> {
    let today = now.day_in(app.settings().zone());
    app.clock.set(at(app, company.began_on, 8));
    let entities = found(app, company).await?;
    app.reload_settings().await?;
    let people = everybody(app, company, &entities).await?;
    for (moment, place) in events(app, company, now, today) {
        app.clock.set(moment);
        deeds::happen(app, &company.people[place], people[place]).await?;
        settle(app).await?;
    }
    careers::tell(app, company, &people, now).await?;
    imports::send(app, company, &people, entities[0], now).await?;
    claims::send(app, company, &people, now).await?;
    duplicates::send(app, company, &people, now).await?;
    freshness::send(app, company, &people, entities[0], now).await?;
    waves::send(app, company, &people, now).await?;
    app.clock.set(now);
    wish(app, company, &people, now).await?;
    segments::keep(app, company, &people).await?;
    settle(app).await?;
    desk::actions::count(&app.machine()).await
}

fn at(app: &App, day: Day, hour: u8) -> Time {
    Time::at(day, hour, 0, app.settings().zone())
}

/// Names, policy and companies.
async fn found(app: &App, company: &Company) -> Result<Vec<EntityId>> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    let said = [
        (Key::AllianceName, company.alliance.zh),
        (Key::AllianceNameEn, company.alliance.en),
        (Key::CompanyName, company.name.zh),
        (Key::CompanyNameEn, company.name.en),
        (Key::CompanyTelephone, company.telephone),
        (Key::CompanyDomains, &company.domains.join(", ")),
        (
            Key::Steps,
            "离职证明 Certificate of leaving\n社保减员 Social insurance\n工资结清 Last pay\n移出工作群 Out of the work groups\n钥匙归还 Keys",
        ),
        (Key::Founded, "demo"),
    ];
    for (key, value) in said {
        settings::actions::set(&cx, &mut conn, key, value).await?;
    }
    let mut entities = Vec::new();
    for entity in &company.entities {
        let (zh, en) = (entity.name.zh, Some(entity.name.en));
        entities.push(people::actions::add_entity(&cx, &mut conn, zh, en, Some(company.telephone)).await?);
    }
    // Nobody reads this token, so nobody can use it; it shows what the page of tokens looks like.
    let scopes = vec![Scope::DeparturesWrite, Scope::PeopleWrite];
    let token = NewToken { name: "HR · 人事系统".to_owned(), scopes, expires_on: None };
    tokens::actions::make(&cx, &mut conn, &token).await?;
    conn.commit().await?;
    Ok(entities)
}

/// Everyone who works or worked here; then who manages whom, and who has a role.
async fn everybody(app: &App, company: &Company, entities: &[EntityId]) -> Result<Vec<PersonId>> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    let mut ids = Vec::with_capacity(company.people.len());
    for person in &company.people {
        ids.push(enter(&cx, &mut conn, company, entities, person).await?);
    }
    for (person, id) in company.people.iter().zip(&ids) {
        for (tenure, on_file) in person.tenures.iter().zip(by_start(&mut conn, *id).await?) {
            if let Some(manager) = tenure.manager {
                people::actions::set_manager(&cx, &mut conn, on_file.tenure_id, ids[manager]).await?;
            }
        }
    }
    let cast = &company.cast;
    let roles = [
        (cast.founder, Role::Manager),
        (cast.manager, Role::Manager),
        (cast.officer, Role::Officer),
        (cast.hr, Role::Hr),
        (cast.administrator, Role::Administrator),
    ];
    for (place, role) in roles {
        accounts::actions::grant(&cx, &mut conn, ids[place], role).await?;
    }
    conn.commit().await?;
    Ok(ids)
}

pub(super) async fn by_start(conn: &mut Conn, person: PersonId) -> Result<Vec<Tenure>> {
    let mut tenures = people::tenures(conn, person).await?;
    tenures.sort_by_key(|tenure| tenure.started_on);
    Ok(tenures)
}

async fn enter(
    cx: &Cx,
    conn: &mut Conn,
    company: &Company,
    entities: &[EntityId],
    person: &Person,
) -> Result<PersonId> {
    let lang = language(person);
    let tenures: Vec<NewTenure> =
        person.tenures.iter().map(|tenure| as_new(company, entities, tenure, lang)).collect();
    let first = tenures[0].clone();
    let mut other_names = person.also.clone();
    if person.latin != person.name {
        other_names.push(person.latin.clone());
    }
    let contacts = [&person.mobile, &person.mail].into_iter().flatten();
    let new = NewPerson {
        name: person.name.clone(),
        other_names,
        language: Some(lang),
        place: place(person),
        entity: first.entity,
        number: first.number,
        kind: first.kind,
        department: first.department,
        title: first.title,
        manager: None,
        started_on: first.started_on,
        ended_on: first.ended_on,
        contacts: contacts.map(|contact| Contact::parse(contact, "CN")).collect::<Result<_>>()?,
        source: "file".to_owned(),
    };
    let id = people::actions::add(cx, conn, &new).await?;
    for tenure in &tenures[1..] {
        people::actions::open_tenure(cx, conn, id, tenure).await?;
    }
    if person.membership().is_some() || person.open_tenure().is_some() {
        for contact in people::contacts(conn, id).await? {
            people::actions::confirm_contact(cx, conn, contact.contact_id).await?;
        }
    }
    Ok(id)
}

/// Where they went; of one in three nobody knows.
fn place(person: &Person) -> Option<String> {
    const KNOWN: [&str; 22] = [
        "长沙",
        "长沙",
        "长沙",
        "长沙市岳麓区",
        "深圳",
        "深圳",
        "Shenzhen, China",
        "上海",
        "Shanghai",
        "杭州",
        "广州",
        "北京",
        "武汉",
        "成都",
        "厦门",
        "香港",
        "Singapore",
        "Melbourne",
        "Melbourne",
        "Vancouver",
        "London, UK",
        "湘江边",
    ];
    let sum: usize = person.latin.bytes().map(usize::from).sum();
    KNOWN.get(sum % 33).map(|place| (*place).to_owned())
}

pub(super) fn language(person: &Person) -> Lang {
    match person.reads {
        Reads::Chinese => Lang::Zh,
        Reads::English => Lang::En,
    }
}

fn said(words: Words, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => words.zh,
        Lang::En => words.en,
    }
}

fn as_new(company: &Company, entities: &[EntityId], tenure: &super::Tenure, lang: Lang) -> NewTenure {
    let department = &company.departments[tenure.department];
    NewTenure {
        entity: entities[department.entity],
        number: Some(tenure.number.clone()),
        kind: match tenure.kind {
            Kind::Employee => PersonKind::Employee,
            Kind::Intern => PersonKind::Intern,
            Kind::Dispatched => PersonKind::Dispatched,
            Kind::Contractor => PersonKind::Contractor,
        },
        department: Some(format!("{} {}", department.name.zh, department.name.en)),
        title: Some(said(tenure.title, lang).to_owned()),
        manager: None,
        started_on: tenure.start_on,
        ended_on: tenure.end.map(|end| end.on),
        source: "file".to_owned(),
    }
}

/// When something happens to whom, in the order in which it happened.
fn events(app: &App, company: &Company, now: Time, today: Day) -> Vec<(Time, usize)> {
    let morning = |day: Day| at(app, day, 10).min(now);
    let moment = |standing: &Standing, end: Option<End>| match standing {
        Standing::Working | Standing::OnRecord => None,
        Standing::Leaving(Stage::CompleteSince { minutes }) => {
            Some(now - Duration::from_secs(60 * u64::try_from(*minutes).unwrap_or_default()))
        }
        Standing::Leaving(_) => Some(now - Duration::from_secs(3 * 24 * 3_600)),
        Standing::Held | Standing::Deceased => {
            Some(morning(end.map_or(today, |end| end.on.max(company.began_on))))
        }
        Standing::Invited { on, .. }
        | Standing::Bounced { on }
        | Standing::Declined { on }
        | Standing::NeverWrite { on } => Some(morning(*on)),
        Standing::Member(membership) => Some(morning(membership.joined_on)),
    };
    let mut all: Vec<(Time, usize)> = company
        .people
        .iter()
        .enumerate()
        .filter_map(|(place, person)| {
            let end = person.tenures.last().and_then(|tenure| tenure.end);
            Some((moment(&person.standing, end)?, place))
        })
        .collect();
    all.sort();
    all
}

/// Greetings and wishes, each in the name of whoever says them.
async fn wish(app: &App, company: &Company, people: &[PersonId], now: Time) -> Result<()> {
    for greeting in company.greetings.iter().filter(|greeting| greeting.to.is_none() && greeting.approved) {
        for (lang, text) in [(Lang::En, greeting.text.en), (Lang::Zh, greeting.text.zh)] {
            let cx = speaking(app, people[greeting.by], lang);
            let mut conn = cx.begin().await?;
            welcome::actions::write_standing(&cx, &mut conn, text).await?;
            conn.commit().await?;
        }
    }
    for wish in &company.wishes {
        app.clock.set(at(app, wish.on, 20).min(now));
        write_wish(app, people[wish.by], people[wish.to], wish.text).await?;
    }
    app.clock.set(now);
    Ok(())
}

pub async fn write_wish(app: &App, from: PersonId, to: PersonId, text: &str) -> Result<()> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    welcome::actions::wish_from(&cx, &mut conn, to, from, text).await?;
    conn.commit().await
}

/// Somebody of the company, acting by their own hand.
pub fn speaking(app: &App, person: PersonId, lang: Lang) -> Cx {
    Cx::new(CxData {
        app: app.clone(),
        viewer: Viewer { person: Some(person), ..Viewer::machine() },
        lang,
        now: app.clock.now(),
        path: String::new(),
        network: String::new(),
        flash: None,
        session: None,
    })
}

/// Does what is due at this moment of the past.
pub(super) async fn settle(app: &App) -> Result<()> {
    loop {
        let drained = keel::jobs::drain(&server::host(app), app.clone(), schedule::registry()).await?;
        if drained.ran + post::drain(app).await? == 0 {
            return Ok(());
        }
    }
}
