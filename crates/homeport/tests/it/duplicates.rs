//! Two records that are one person: found, put together, kept apart, taken apart again.

mod finding;
mod killed;
mod merging;
mod together;
mod undoing;

use std::collections::BTreeMap;

use homeport::app::App;
use homeport::duplicates::jobs::FindDuplicates;
use homeport::people::{self, NewPerson, PersonId};
use keel::db::dump;
use keel::jobs::enqueue;

use crate::support::{House, Person, Reply, day, newcomer, reached};

/// Somebody on record, as little or as much as a file says.
#[derive(Clone, Copy)]
pub struct Who<'a> {
    pub name: &'a str,
    pub number: Option<&'a str>,
    pub department: Option<&'a str>,
    pub from: &'a str,
    pub to: Option<&'a str>,
    pub contacts: &'a [&'a str],
    pub place: Option<&'a str>,
}

impl Who<'_> {
    pub const fn usual() -> Self {
        Self {
            name: "程砚秋",
            number: None,
            department: Some("英语教学部"),
            from: "2016-03-01",
            to: Some("2019-06-30"),
            contacts: &[],
            place: None,
        }
    }
}

pub async fn enter_as(app: &App, school: homeport::people::EntityId, who: Who<'_>) -> PersonId {
    let new = NewPerson {
        place: who.place.map(str::to_owned),
        number: who.number.map(str::to_owned),
        department: who.department.map(str::to_owned),
        started_on: day(who.from),
        ended_on: who.to.map(day),
        contacts: reached(who.contacts),
        ..newcomer(school, who.name)
    };
    let cx = app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let id = people::actions::add(&cx, &mut conn, &new).await.expect("a person");
    conn.commit().await.expect("on record");
    id
}

pub async fn enter(t: &House, who: Who<'_>) -> PersonId {
    enter_as(&t.app, t.cast.school, who).await
}

/// Looks for duplicates, as at night.
pub async fn look(t: &House) {
    let mut conn = t.app.db.begin().await.expect("a transaction");
    enqueue(&mut conn, &t.app.ids, t.clock.now(), &FindDuplicates {}).await.expect("asked");
    conn.commit().await.expect("kept");
    t.drain().await;
}

/// What waits for the officer: both names, the score, the reasons.
pub async fn proposed(t: &House) -> Vec<String> {
    t.get(&t.cast.officer, "/duplicates").await.must_be(200).texts(".list li")
}

/// The page of two, the smaller id first.
pub fn path(one: PersonId, other: PersonId) -> String {
    format!("/duplicates/{}/{}", one.min(other), one.max(other))
}

/// Puts two together, the first stays; the page of the merge.
pub async fn merge(t: &House, stay: PersonId, gone: PersonId) -> String {
    try_merge(t, &t.cast.officer, stay, gone).await.must_be(303).location().to_owned()
}

pub async fn try_merge(t: &House, by: &Person, stay: PersonId, gone: PersonId) -> Reply {
    let side = if stay < gone { "one" } else { "other" };
    t.post(by, &format!("{}/merge", path(stay, gone)), &[("stay", side)]).await
}

/// What is written as it goes, and not about the two: left out when states are compared. Whoever was signed in is
/// signed out by a merge, and that is not undone.
const LOGS: [&str; 13] = [
    "journal_entry",
    "people_change",
    "accounts_session",
    "accounts_link",
    "keel_job",
    "keel_timetable",
    "keel_attempt",
    "keel_migration",
    "desk_figure",
    "duplicates_block",
    "duplicates_search",
    "duplicates_merge",
    "duplicates_row",
];

/// Every row of every table, as text.
pub async fn state(app: &App) -> BTreeMap<String, Vec<String>> {
    let mut conn = app.db.read().await.expect("a connection");
    let mut all = BTreeMap::new();
    for table in dump::tables(&mut conn).await.expect("tables") {
        if LOGS.contains(&table.name.as_str()) {
            continue;
        }
        let mut rows = Vec::new();
        dump::rows(&mut conn, &table, async |row| {
            rows.push(format!("{row:?}"));
            Ok(())
        })
        .await
        .expect("rows");
        all.insert(table.name.clone(), rows);
    }
    all
}

/// Says which rows differ, and no more.
#[track_caller]
pub fn must_be_same(before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) {
    for (table, rows) in before {
        assert_eq!(rows, &after[table], "{table}");
    }
}
