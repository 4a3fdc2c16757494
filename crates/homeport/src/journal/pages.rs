//! The journal as the administrator reads it.

use askama::Template;
use axum::extract::Query;
use keel::clock::Time;
use keel::id::Id;
use serde::Deserialize;

use super::sql::Entry;
use super::{EntryId, Group, details, sql, words};
use crate::app::{Answer, Cx};
use crate::people::{self, PersonId};
use crate::shell::Shell;

const PAGE: usize = 50;
/// Later than every entry.
const END: EntryId = EntryId(Id([0xff; 16]));

#[derive(Deserialize)]
pub struct Filter {
    #[serde(default)]
    of: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    before: String,
}

#[derive(Template)]
#[template(path = "journal/templates/index.html")]
struct Index {
    s: Shell,
    /// Whose entries these are, if one person's.
    person: String,
    chips: Vec<Chip>,
    rows: Vec<Line>,
    newer: String,
    older: String,
}

struct Chip {
    href: String,
    label: String,
    is_current: bool,
}

/// One entry in words.
struct Line {
    at: String,
    datetime: Time,
    /// Empty for what happened through a personal link or by itself.
    actor: String,
    actor_href: String,
    what: String,
    detail: String,
    about: String,
    about_href: String,
}

pub async fn index(cx: Cx, Query(filter): Query<Filter>) -> Answer {
    let mut conn = cx.read().await?;
    let before = filter.before.parse().unwrap_or(END);
    let group = Group::from_word(&filter.of);
    let person = filter.person.parse::<PersonId>().ok();
    let mut found = match (person, group) {
        (Some(person), _) => sql::entries_of_person(&mut conn, person, before, PAGE + 1).await?,
        (None, Some(group)) => sql::entries_of_feature(&mut conn, group.word(), before, PAGE + 1).await?,
        (None, None) => sql::entries(&mut conn, before, PAGE + 1).await?,
    };
    let named = match person {
        Some(person) => people::person(&mut conn, person).await?.name,
        None => String::new(),
    };
    drop(conn);
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    let here = match (person, group) {
        (Some(person), _) => format!("/journal?person={person}"),
        (None, Some(group)) => format!("/journal?of={group}"),
        (None, None) => "/journal?".to_owned(),
    };
    let older = found.last().filter(|_| has_older).map(|last| format!("{here}&before={}", last.entry_id));
    let page = Index {
        chips: chips(&cx, group.filter(|_| person.is_none())),
        person: named,
        newer: if filter.before.is_empty() { String::new() } else { here },
        older: older.unwrap_or_default(),
        rows: found.into_iter().map(|entry| line(&cx, entry)).collect(),
        s: cx.shell("journal"),
    };
    cx.show(&page)
}

fn chips(cx: &Cx, current: Option<Group>) -> Vec<Chip> {
    let all = Chip {
        href: "/journal".to_owned(),
        label: cx.l().t("journal-all").into_owned(),
        is_current: current.is_none(),
    };
    let groups = Group::ALL.iter().map(|group| Chip {
        href: format!("/journal?of={group}"),
        label: cx.l().t(group.key()).into_owned(),
        is_current: current == Some(*group),
    });
    std::iter::once(all).chain(groups).collect()
}

fn line(cx: &Cx, entry: Entry) -> Line {
    let l = cx.l();
    let href =
        |person: Option<PersonId>| person.map_or_else(String::new, |id| format!("/journal?person={id}"));
    let actor = match (&entry.actor_id, entry.actor) {
        (None, _) => String::new(),
        (Some(_), Some(name)) => name,
        (Some(_), None) => l.t("journal-gone").into_owned(),
    };
    // A token that was made or revoked has a name, too, and no page of its own.
    let is_other = entry.about_id.is_none() || entry.about_id != entry.actor_id;
    Line {
        at: l.day_time(entry.at, &cx.zone()),
        datetime: entry.at,
        actor_href: match entry.is_token {
            true => "/settings/tokens".to_owned(),
            false if actor.is_empty() => String::new(),
            false => href(entry.actor_id),
        },
        actor,
        what: l.t(words::act(entry.act)).into_owned(),
        detail: entry.detail.map_or_else(String::new, |word| details::detail(l, &word)),
        about: entry
            .about
            .filter(|_| is_other)
            .map_or_else(String::new, |name| l.t1("journal-about", "name", name)),
        about_href: href(entry.about_id.filter(|_| is_other)),
    }
}
