//! Who may do what: given and taken here.

use askama::Template;
use axum::extract::Query;
use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::id::Id;
use serde::Deserialize;

use crate::access::Role;
use crate::accounts::sql::Holder;
use crate::accounts::{actions, sql};
use crate::app::{Answer, Cx};
use crate::people::{self, PersonId};
use crate::shell::{Form, Shell};

const PAGE: usize = 50;

#[derive(Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "accounts/templates/roles.html")]
struct Roles {
    s: Shell,
    q: String,
    found: Vec<Found>,
    is_searched: bool,
    holders: Vec<Line>,
    newer: String,
    older: String,
}

/// Somebody a search found, with the roles they could be given.
struct Found {
    id: PersonId,
    name: String,
    line: String,
    roles: Vec<Offer>,
}

struct Offer {
    word: &'static str,
    label: String,
    /// Button and person in one, for who hears the page.
    name: String,
}

struct Line {
    id: PersonId,
    name: String,
    role: String,
    word: &'static str,
    line: String,
    ask: String,
}

const fn key(role: Role) -> &'static str {
    match role {
        Role::Manager => "accounts-role-manager",
        Role::Officer => "accounts-role-officer",
        Role::Hr => "accounts-role-hr",
        Role::Administrator => "accounts-role-administrator",
    }
}

pub async fn roles(cx: Cx, Query(search): Query<Search>) -> Answer {
    let mut conn = cx.read().await?;
    let mut holders = sql::role_holders(&mut conn, cursor(&search.after), PAGE + 1).await?;
    let found = find(&cx, &mut conn, &search.q).await?;
    drop(conn);
    let has_more = holders.len() > PAGE;
    holders.truncate(PAGE);
    let older = holders
        .last()
        .filter(|_| has_more)
        .map(|last| format!("?after={}.{}.{}", last.granted_at.ms(), last.person_id, last.role));
    let page = Roles {
        is_searched: !search.q.trim().is_empty(),
        q: search.q,
        found,
        newer: if search.after.is_empty() { String::new() } else { "/roles".to_owned() },
        older: older.unwrap_or_default(),
        holders: holders.into_iter().map(|holder| line(&cx, holder)).collect(),
        s: cx.narrow("settings"),
    };
    cx.show(&page)
}

/// What `older` carries, or the beginning.
fn cursor(after: &str) -> (Time, PersonId, &str) {
    let mut parts = after.splitn(3, '.');
    let mut read = || {
        let at = Time(parts.next()?.parse().ok()?);
        Some((at, parts.next()?.parse().ok()?, parts.next()?))
    };
    read().unwrap_or((Time(i64::MAX), PersonId(Id([0xff; 16])), ""))
}

async fn find(cx: &Cx, conn: &mut Conn, typed: &str) -> Result<Vec<Found>> {
    let mut all = Vec::new();
    for hit in people::search(conn, typed, 8).await? {
        let has = sql::roles(conn, hit.person_id).await?;
        let roles = Role::ALL.iter().filter(|role| !has.contains(role));
        let line = [hit.number.unwrap_or_default(), hit.department.unwrap_or_default()];
        all.push(Found {
            id: hit.person_id,
            roles: roles.map(|role| offer(cx, *role, &hit.name)).collect(),
            name: hit.name,
            line: line.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        });
    }
    Ok(all)
}

fn offer(cx: &Cx, role: Role, name: &str) -> Offer {
    let label = cx.l().t(key(role)).into_owned();
    Offer { word: role.word(), name: cx.l().t2("accounts-role-give", "role", &label, "name", name), label }
}

fn line(cx: &Cx, holder: Holder) -> Line {
    let l = cx.l();
    let by = holder.granter.unwrap_or_else(|| l.t("journal-machine").into_owned());
    let role = l.t(key(holder.role)).into_owned();
    Line {
        line: l.t2("accounts-role-line", "by", by, "at", l.day_time(holder.granted_at, &cx.zone())),
        ask: l.t2("accounts-role-take-ask", "name", &holder.name, "role", &role),
        id: holder.person_id,
        name: holder.name,
        word: holder.role.word(),
        role,
    }
}

#[derive(Deserialize)]
pub struct Change {
    #[serde(default)]
    person: String,
    #[serde(default)]
    role: String,
}

impl Change {
    fn read(&self) -> Result<(PersonId, Role)> {
        Ok((self.person.parse()?, Role::from_word(&self.role).ok_or(Error::NotFound)?))
    }
}

pub async fn give(cx: Cx, Form(form): Form<Change>) -> Answer {
    let (person, role) = form.read()?;
    let mut conn = cx.begin().await?;
    actions::grant(&cx, &mut conn, person, role).await?;
    let name = people::person(&mut conn, person).await?.name;
    cx.commit(conn).await?;
    let role = cx.l().t(key(role)).into_owned();
    cx.done("/roles", &Text::new("accounts-done-given").with("name", name).with("role", role))
}

pub async fn take_back(cx: Cx, Form(form): Form<Change>) -> Answer {
    let (person, role) = form.read()?;
    let mut conn = cx.begin().await?;
    match actions::take(&cx, &mut conn, person, role).await {
        Err(Error::Conflict(text)) => return cx.sorry("/roles", &text),
        taken => taken?,
    }
    let name = people::person(&mut conn, person).await?.name;
    cx.commit(conn).await?;
    let role = cx.l().t(key(role)).into_owned();
    let onward = if cx.viewer.person == Some(person) { "/" } else { "/roles" };
    cx.done(onward, &Text::new("accounts-done-taken").with("name", name).with("role", role))
}
