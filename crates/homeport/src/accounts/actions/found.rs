//! The first start: one link makes the first administrator and the alliance.

use keel::clock::{Day, TimeZone};
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::secret::{hash_token, random_token};

use crate::access::Role;
use crate::accounts::links::{self, NewLink, use_up};
use crate::accounts::model::{self, LinkId, Purpose};
use crate::accounts::sql;
use crate::app::{App, Cx};
use crate::people::{self, NewPerson, PersonId, PersonKind};
use crate::settings::{self, Key};

/// A link to become administrator, while there is none. The latest printed works.
pub async fn first_administrator_link(app: &App) -> Result<Option<String>> {
    if !app.settings().get(Key::Founded).is_empty() {
        return Ok(None);
    }
    let now = app.clock.now();
    let token = random_token();
    let mut conn = app.db.begin().await?;
    links::delete_links_of_nobody(&mut conn, Purpose::Found).await?;
    let new = NewLink {
        link: LinkId::next(&app.ids, now),
        token_hash: hash_token(&token),
        purpose: Purpose::Found,
        person: None,
        contact: None,
        ticket_hash: None,
        code_hash: None,
        created_at: now,
        expires_at: now + model::FOUND_LIFE,
    };
    links::insert_link(&mut conn, new).await?;
    conn.commit().await?;
    Ok(Some(app.url(&format!("/found/{token}"))))
}

/// What the first administrator says.
pub struct Founding {
    pub settings: Vec<(Key, String)>,
    pub entity: String,
    pub entity_en: String,
    pub name: String,
    pub contact: Contact,
    pub started_on: Day,
    /// Already hashed.
    pub password: Option<String>,
    pub is_officer: bool,
    pub is_hr: bool,
}

/// Founds the alliance; the person who is its administrator now.
pub async fn found(cx: &Cx, conn: &mut Conn, token: &str, founding: &Founding) -> Result<PersonId> {
    let found = links::link(conn, &hash_token(token), Purpose::Found).await?;
    let link = found.ok_or(Error::NotFound)?;
    use_up(cx, conn, &link).await?;
    let machine = cx.app.machine();
    let mut problems = Problems::new();
    if TimeZone::get(value(founding, Key::TimeZone)).is_err() {
        problems.add("zone", Text::new("settings-zone-wrong"));
    }
    problems.ok()?;
    for (key, value) in &founding.settings {
        settings::actions::set(&machine, conn, *key, value).await?;
    }
    let telephone = value(founding, Key::CompanyTelephone);
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let (english, telephone) = (given(&founding.entity_en), given(telephone));
    let names = (founding.entity.as_str(), english.as_deref());
    let entity = people::actions::add_entity(&machine, conn, names.0, names.1, telephone.as_deref()).await?;
    let new = NewPerson {
        name: founding.name.clone(),
        other_names: Vec::new(),
        language: Some(cx.lang),
        place: None,
        entity,
        number: None,
        kind: PersonKind::Employee,
        department: None,
        title: None,
        manager: None,
        started_on: founding.started_on,
        ended_on: None,
        contacts: Vec::new(),
        source: "founded".to_owned(),
    };
    let person = people::actions::add(&machine, conn, &new).await?;
    people::actions::add_contact(&machine, conn, person, &founding.contact, "founded", true).await?;
    let roles =
        [(Role::Administrator, true), (Role::Officer, founding.is_officer), (Role::Hr, founding.is_hr)];
    for (role, _) in roles.into_iter().filter(|(_, is_wanted)| *is_wanted) {
        super::grant(&machine, conn, person, role).await?;
    }
    if let Some(hash) = &founding.password {
        sql::set_password(conn, person, hash, cx.now).await?;
    }
    settings::actions::set(&machine, conn, Key::Founded, &cx.now.to_string()).await?;
    Ok(person)
}

fn value(founding: &Founding, wanted: Key) -> &str {
    founding.settings.iter().find(|(key, _)| *key == wanted).map_or("", |(_, value)| value.as_str())
}
