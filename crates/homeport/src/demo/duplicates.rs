//! Three pairs that may be one person each: one is nearly sure, one is doubtful, one was kept apart.

use keel::clock::{Day, Time};
use keel::contact::Contact;
use keel::error::Result;
use keel::l10n::Lang;

use super::Company;
use super::fill::{settle, speaking};
use crate::app::App;
use crate::duplicates;
use crate::people::{self, NewPerson, PersonId, PersonKind, Tenure};

const DAYS_AGO: i32 = 3;

/// What a second record says that an old file brought in.
struct Second<'a> {
    name: &'a str,
    contacts: Vec<Contact>,
    of: &'a Tenure,
    started_on: Day,
}

pub async fn send(app: &App, company: &Company, people: &[PersonId], now: Time) -> Result<()> {
    let zone = app.settings().zone().clone();
    app.clock.set(Time::at(now.day_in(&zone).plus_days(-DAYS_AGO), 9, 15, &zone).min(now));
    let mut found = Vec::new();
    for (person, id) in company.people.iter().zip(people).rev() {
        let has_left = person.tenures.len() == 1 && person.tenures[0].end.is_some();
        if has_left && person.mobile.is_some() && person.latin != person.name && found.len() < 3 {
            let tenure = people::tenures(&mut app.db.read().await?, *id).await?.remove(0);
            found.push((person, *id, tenure));
        }
    }
    let [sure, doubtful, apart] = found.as_slice() else { return Ok(()) };
    let phone = sure.0.mobile.iter().map(|it| Contact::parse(it, "CN")).collect::<Result<Vec<_>>>()?;
    let second = |of: &'static str| Contact::parse(of, "CN").map(|contact| vec![contact]);
    enter(app, &Second { name: &sure.0.latin, contacts: phone, of: &sure.2, started_on: sure.2.started_on })
        .await?;
    let a_week_later =
        doubtful.2.started_on.plus_days(7).min(doubtful.2.ended_on.unwrap_or(doubtful.2.started_on));
    enter(
        app,
        &Second {
            name: &doubtful.0.name,
            contacts: second("second.record@example.net")?,
            of: &doubtful.2,
            started_on: a_week_later,
        },
    )
    .await?;
    let namesake = Second {
        name: &apart.0.name,
        contacts: second("namesake@example.net")?,
        of: &apart.2,
        started_on: apart.2.started_on,
    };
    let other = enter(app, &namesake).await?;

    let cx = speaking(app, people[company.cast.officer], Lang::Zh);
    let mut conn = cx.begin().await?;
    duplicates::actions::keep_apart(&cx, &mut conn, apart.1, other).await?;
    duplicates::actions::ask_to_find(&cx, &mut conn).await?;
    conn.commit().await?;
    settle(app).await
}

async fn enter(app: &App, second: &Second<'_>) -> Result<PersonId> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    let new = NewPerson {
        name: second.name.to_owned(),
        other_names: Vec::new(),
        language: None,
        place: None,
        entity: second.of.entity_id,
        number: None,
        kind: PersonKind::Unknown,
        department: second.of.department.clone(),
        title: None,
        manager: None,
        started_on: second.started_on,
        ended_on: second.of.ended_on,
        contacts: second.contacts.clone(),
        source: "file".to_owned(),
    };
    let id = people::actions::add(&cx, &mut conn, &new).await?;
    conn.commit().await?;
    Ok(id)
}
