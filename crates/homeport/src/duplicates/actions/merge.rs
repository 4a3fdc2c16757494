//! Two records become one, in one transaction.

use keel::db::Conn;
use keel::db::dump::some;
use keel::error::{Error, Result, Text};
use keel::id::Id;

use super::apply::{Tables, apply, lines};
use crate::access::Can;
use crate::app::Cx;
use crate::duplicates::merge::tables::{PERSON, PLACED};
use crate::duplicates::merge::{Choices, Line, Two, bytes, id, plan};
use crate::duplicates::model::{Merge, MergeId, State, UNDO_DAYS, ordered};
use crate::duplicates::sql;
use crate::journal::{self, Act};
use crate::people::{self, NameId, PersonId, PhotoId, SilenceKind};
use crate::{accounts, members, suspensions};

/// Puts two records together: one stays, the other goes and leads to it.
pub async fn merge(
    cx: &Cx,
    conn: &mut Conn,
    stay: PersonId,
    gone: PersonId,
    choices: Choices,
) -> Result<MergeId> {
    cx.viewer.must(Can::EditPeople)?;
    if stay == gone {
        return Err(Error::NotFound);
    }
    let tables = Tables::read(conn).await?;
    hold(conn, &tables, stay, gone).await?;
    check(cx, conn, stay, gone).await?;
    let is_dead = withdraw(cx, conn, stay, gone).await?;

    let two = Two {
        stay,
        gone,
        now: cx.now,
        name_id: NameId::next(&cx.app.ids, cx.now),
        has_account: account(conn, stay).await?,
    };
    let mut all = lines(conn, &tables, stay, gone).await?;
    plan(&mut all, &two, choices);
    apply(conn, &tables, &all).await?;

    let merge = Merge {
        merge_id: MergeId::next(&cx.app.ids, cx.now),
        stayed_id: stay,
        gone_id: gone,
        merged_at: cx.now,
        merged_by: cx.viewer.person,
        until_at: cx.now.plus_days(UNDO_DAYS),
        undone_at: None,
        has_rows: true,
    };
    sql::merges::insert(conn, &merge, photo(&all)).await?;
    for (nth, line) in all.iter().filter(|line| is_kept(line)).enumerate() {
        sql::merges::insert_row(conn, merge.merge_id, nth, &line.kept()).await?;
    }
    if is_dead {
        accounts::actions::close_sessions(cx, conn, stay).await?;
    }
    people::actions::renew(conn, stay).await?;
    people::actions::note_gone(conn, gone).await?;
    journal::note(cx, conn, Act::Merged, stay, Some("stayed")).await?;
    journal::note(cx, conn, Act::Merged, gone, Some("went")).await?;
    Ok(merge.merge_id)
}

/// Whoever comes second waits, and finds what happened. In one order, so that two never wait for each other.
async fn hold(conn: &mut Conn, tables: &Tables, stay: PersonId, gone: PersonId) -> Result<()> {
    let (one, other) = ordered(stay, gone);
    for person in [one, other] {
        if some::hold(conn, tables.get(PERSON)?, "person_id", person.0).await? {
            continue;
        }
        return Err(match sql::stayed(conn, person).await? {
            Some(_) => Error::Conflict(Text::new("duplicates-error-merged")),
            None => Error::NotFound,
        });
    }
    Ok(())
}

async fn check(cx: &Cx, conn: &mut Conn, stay: PersonId, gone: PersonId) -> Result<()> {
    let conflict = |key| Err(Error::Conflict(Text::new(key)));
    let (one, other) = ordered(stay, gone);
    let pair = sql::pair(conn, one, other).await?;
    if pair.is_some_and(|pair| pair.state == State::Apart) {
        return conflict("duplicates-error-apart");
    }
    if [Some(stay), Some(gone)].contains(&cx.viewer.person) {
        return conflict("duplicates-error-own");
    }
    if !accounts::roles(conn, gone).await?.is_empty() {
        return conflict("duplicates-error-role");
    }
    for person in [stay, gone] {
        if people::is_going(conn, person).await? {
            return conflict("duplicates-error-exit");
        }
    }
    let is_dead =
        |silence: Option<people::Silence>| silence.is_some_and(|it| it.kind == SilenceKind::Deceased);
    if is_dead(people::silence_of(conn, gone).await?) && !accounts::roles(conn, stay).await?.is_empty() {
        return conflict("duplicates-error-role");
    }
    Ok(())
}

/// Whoever was signed in under the record that goes is not any more. Messages under way to somebody who is silent
/// under either record do not leave. True when they have died.
async fn withdraw(cx: &Cx, conn: &mut Conn, stay: PersonId, gone: PersonId) -> Result<bool> {
    let mut silences = Vec::new();
    for person in [stay, gone] {
        silences.extend(people::silence_of(conn, person).await?);
    }
    accounts::actions::close_sessions(cx, conn, gone).await?;
    if !silences.is_empty() {
        for person in [stay, gone] {
            keel::post::withdraw_to(conn, person.0).await?;
        }
    }
    Ok(silences.iter().any(|silence| silence.kind == SilenceKind::Deceased))
}

/// Whether somebody has an account that nobody else may get into: they joined, or proved a contact.
pub async fn account(conn: &mut Conn, person: PersonId) -> Result<bool> {
    let is_proved =
        people::contacts(conn, person).await?.iter().any(|contact| contact.confirmed_at.is_some());
    Ok(is_proved
        || members::is_member(conn, person).await?
        || suspensions::running(conn, person).await?.is_some()
        || !accounts::roles(conn, person).await?.is_empty())
}

/// The picture that nobody shows any more and that comes back when the merge is undone.
fn photo(all: &[Line]) -> Option<PhotoId> {
    let people = || all.iter().filter(|line| line.is(PERSON));
    let shown = people().find_map(|line| line.after.as_ref()?.get("photo_id").and_then(id));
    let was = people().filter_map(|line| id(line.was("photo_id"))).find(|photo| Some(*photo) != shown);
    was.map(|photo: Id| PhotoId(photo))
}

/// What changed, and of what an officer may have to place later, that it was there.
fn is_kept(line: &Line) -> bool {
    let is_placed =
        PLACED.iter().any(|(table, column)| line.is(table) && *line.was(column) != bytes(Id([0; 16])));
    line.is_gone() || line.is_new() || !line.changed().is_empty() || is_placed || line.is(PERSON)
}
