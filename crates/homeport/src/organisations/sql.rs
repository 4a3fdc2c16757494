use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::model::At;
use super::{Alias, AliasId, Organisation, OrganisationId, Relation};
use crate::careers::{position_shown, shown_by};
use crate::people::directory::Eye;
use crate::people::{choices, is_listed, width};

pub async fn seen(conn: &mut Conn, eye: &Eye, organisation: OrganisationId) -> Result<Organisation> {
    conn.one(
        sql!(
            "select g.organisation_id, g.name, g.place, g.is_open, g.industry
             from organisations_organisation g
             where g.organisation_id = $3 and ($2 = 1 or g.is_open or exists (
                 select 1
                 from careers_position k
                 join people_person p on p.person_id = k.person_id
                 ",
            choices!(),
            shown_by!(),
            "where k.organisation_id = g.organisation_id and k.removed_at is null and ",
            position_shown!(),
            "))"
        ),
        args![eye.me(), eye.audience().width(), organisation],
    )
    .await
}

pub async fn called(conn: &mut Conn, folded: &str) -> Result<Option<OrganisationId>> {
    conn.maybe(sql!("select organisation_id from organisations_name where folded = $1"), args![folded]).await
}

pub async fn name(conn: &mut Conn, organisation: OrganisationId) -> Result<Option<String>> {
    conn.maybe(
        sql!("select name from organisations_organisation where organisation_id = $1"),
        args![organisation],
    )
    .await
}

pub async fn names(conn: &mut Conn, organisation: OrganisationId) -> Result<Vec<Alias>> {
    conn.all(
        sql!("select name_id, name from organisations_name where organisation_id = $1 order by name_id"),
        args![organisation],
    )
    .await
}

pub async fn relations(conn: &mut Conn, organisation: OrganisationId) -> Result<Vec<Relation>> {
    conn.all(
        sql!("select relation from organisations_relation where organisation_id = $1 order by relation"),
        args![organisation],
    )
    .await
}

/// One line of a list, and where it stands in it.
pub struct Line {
    pub key: String,
    pub organisation_id: OrganisationId,
    pub name: String,
    pub place: Option<String>,
    pub is_open: bool,
}
keel::row!(Line { key, organisation_id, name, place, is_open });

macro_rules! in_order {
    ($open:literal, $after:literal, $order:literal) => {
        concat!(
            "select sort_key, organisation_id, name, place, is_open
             from organisations_organisation
             where ",
            $open,
            "(sort_key, organisation_id) ",
            $after,
            " ($1, $2)
             order by sort_key ",
            $order,
            ", organisation_id ",
            $order,
            "
             limit $3"
        )
    };
}

/// By name, for officers all and for members those that are open.
pub async fn lines(conn: &mut Conn, is_officer: bool, at: &At, limit: usize) -> Result<Vec<Line>> {
    let sql = match (is_officer, at.is_backwards) {
        (true, false) => sql!(in_order!("", ">", "asc")),
        (true, true) => sql!(in_order!("", "<", "desc")),
        (false, false) => sql!(in_order!("is_open and ", ">", "asc")),
        (false, true) => sql!(in_order!("is_open and ", "<", "desc")),
    };
    conn.all(sql, args![&at.key, at.organisation_id, limit]).await
}

macro_rules! spelled_so {
    ($open:literal, $after:literal, $order:literal) => {
        concat!(
            "select w.word, g.organisation_id, g.name, g.place, g.is_open
             from organisations_word w
             join organisations_organisation g on g.organisation_id = w.organisation_id
             where ",
            $open,
            "w.word >= $4 and w.word < $5 and (w.word, w.organisation_id) ",
            $after,
            " ($1, $2)
               and not exists (
                   select 1
                   from organisations_word v
                   where v.organisation_id = w.organisation_id and v.word >= $4 and v.word < w.word
               )
             order by w.word ",
            $order,
            ", w.organisation_id ",
            $order,
            "
             limit $3"
        )
    };
}

/// In the order of the words that begin with what was typed, each once.
pub async fn found(
    conn: &mut Conn,
    is_officer: bool,
    at: &At,
    word: &str,
    limit: usize,
) -> Result<Vec<Line>> {
    let sql = match (is_officer, at.is_backwards) {
        (true, false) => sql!(spelled_so!("", ">", "asc")),
        (true, true) => sql!(spelled_so!("", "<", "desc")),
        (false, false) => sql!(spelled_so!("w.is_open and ", ">", "asc")),
        (false, true) => sql!(spelled_so!("w.is_open and ", "<", "desc")),
    };
    let end = format!("{word}{}", char::MAX);
    conn.all(sql, args![&at.key, at.organisation_id, limit, word, end]).await
}

pub async fn insert(conn: &mut Conn, organisation: &Organisation, sort_key: &str, at: Time) -> Result<()> {
    conn.run(
        sql!(
            "insert into organisations_organisation
                 (organisation_id, name, sort_key, place, is_open, created_at, changed_at, industry)
             values ($1, $2, $3, $4, $5, $6, $6, $7)"
        ),
        args![
            organisation.organisation_id,
            &organisation.name,
            sort_key,
            organisation.place.as_deref(),
            organisation.is_open,
            at,
            organisation.industry
        ],
    )
    .await?;
    Ok(())
}

pub async fn update(conn: &mut Conn, organisation: &Organisation, sort_key: &str, at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update organisations_organisation
             set name = $2, sort_key = $3, place = $4, is_open = $5, changed_at = $6, industry = $7
             where organisation_id = $1"
        ),
        args![
            organisation.organisation_id,
            &organisation.name,
            sort_key,
            organisation.place.as_deref(),
            organisation.is_open,
            at,
            organisation.industry
        ],
    )
    .await
}

/// Whoever changes the same one at the same moment waits, and finds it gone if it went.
pub async fn hold(conn: &mut Conn, organisation: OrganisationId) -> Result<u64> {
    conn.run(
        sql!("update organisations_organisation set changed_at = changed_at where organisation_id = $1"),
        args![organisation],
    )
    .await
}

pub async fn insert_name(
    conn: &mut Conn,
    organisation: OrganisationId,
    alias: &Alias,
    folded: &str,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into organisations_name (name_id, organisation_id, name, folded, created_at)
             values ($1, $2, $3, $4, $5)"
        ),
        args![alias.alias_id, organisation, &alias.name, folded, at],
    )
    .await?;
    Ok(())
}

pub async fn delete_name(conn: &mut Conn, organisation: OrganisationId, alias: AliasId) -> Result<u64> {
    conn.run(
        sql!("delete from organisations_name where name_id = $2 and organisation_id = $1"),
        args![organisation, alias],
    )
    .await
}

pub async fn move_names(conn: &mut Conn, from: OrganisationId, to: OrganisationId) -> Result<u64> {
    conn.run(
        sql!("update organisations_name set organisation_id = $2 where organisation_id = $1"),
        args![from, to],
    )
    .await
}

pub async fn insert_relation(conn: &mut Conn, to: OrganisationId, relation: Relation) -> Result<u64> {
    conn.run(
        sql!(
            "insert into organisations_relation (organisation_id, relation) values ($1, $2)
             on conflict do nothing"
        ),
        args![to, relation],
    )
    .await
}

pub async fn delete_relations(conn: &mut Conn, of: OrganisationId) -> Result<u64> {
    conn.run(sql!("delete from organisations_relation where organisation_id = $1"), args![of]).await
}

pub async fn insert_word(
    conn: &mut Conn,
    organisation: OrganisationId,
    word: &str,
    is_open: bool,
) -> Result<u64> {
    conn.run(
        sql!(
            "insert into organisations_word (word, organisation_id, is_open) values ($1, $2, $3)
             on conflict do nothing"
        ),
        args![word, organisation, is_open],
    )
    .await
}

pub async fn delete_words(conn: &mut Conn, organisation: OrganisationId) -> Result<u64> {
    conn.run(sql!("delete from organisations_word where organisation_id = $1"), args![organisation]).await
}

pub async fn delete(conn: &mut Conn, organisation: OrganisationId) -> Result<u64> {
    conn.run(sql!("delete from organisations_organisation where organisation_id = $1"), args![organisation])
        .await
}

/// One that nobody opened and where nobody is or was any more.
pub async fn delete_unused(conn: &mut Conn, organisation: OrganisationId) -> Result<u64> {
    conn.run(
        sql!(
            "delete from organisations_organisation
             where organisation_id = $1 and is_open = $2
               and not exists (select 1 from careers_position k where k.organisation_id = $1)
               and not exists (select 1 from careers_revision r where r.organisation_id = $1)"
        ),
        args![organisation, false],
    )
    .await
}

/// One line by itself, if the viewer may see it.
pub async fn line(conn: &mut Conn, eye: &Eye, organisation: OrganisationId) -> Result<Vec<Line>> {
    conn.all(
        sql!(
            "select sort_key, organisation_id, name, place, is_open
             from organisations_organisation
             where organisation_id = $1 and ($2 = 1 or is_open)"
        ),
        args![organisation, eye.audience().width()],
    )
    .await
}
