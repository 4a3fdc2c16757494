//! What is news about people.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::super::{News, NewsId, NewsKind, PositionId};
use crate::people::directory::Eye;
use crate::people::{PersonId, choices, is_listed, then, width, worked_beside};

macro_rules! news_columns {
    () => {
        "n.news_id, n.person_id, p.name, n.kind, n.at, n.seen_at, g.name, k.title, k.started,
         case when n.kind = 'moved' then p.place end "
    };
}

macro_rules! news_about {
    () => {
        "left join careers_position k on k.position_id = n.position_id
         left join organisations_organisation g on g.organisation_id = k.organisation_id "
    };
}

/// Whoever left the alliance or died is nobody's news.
macro_rules! quiet {
    () => {
        "not exists (
             select 1
             from people_silence q
             where q.person_id = n.person_id and q.kind in ('exit', 'deceased')
         ) "
    };
}

/// For officers, the latest first; all, or what nobody marked as seen.
pub async fn list(conn: &mut Conn, is_all: bool, before: NewsId, limit: usize) -> Result<Vec<News>> {
    let sql = if is_all {
        sql!(
            "select ",
            news_columns!(),
            "from careers_news n
             join people_person p on p.person_id = n.person_id
             ",
            news_about!(),
            "where n.news_id < $1 and ",
            quiet!(),
            "order by n.news_id desc
             limit $2"
        )
    } else {
        sql!(
            "select ",
            news_columns!(),
            "from careers_news n
             join people_person p on p.person_id = n.person_id
             ",
            news_about!(),
            "where n.news_id < $1 and n.seen_at is null and ",
            quiet!(),
            "order by n.news_id desc
             limit $2"
        )
    };
    conn.all(sql, args![before, limit]).await
}

pub async fn count(conn: &mut Conn) -> Result<i64> {
    conn.count(
        sql!(
            "select count(*)
             from (select 1 from careers_news n where n.seen_at is null and ",
            quiet!(),
            "limit 1000) c"
        ),
        args![],
    )
    .await
}

/// About those who worked beside the viewer, $1, and let such people know; of a job only where the career is
/// shown to an audience of width $2, of a move only where the place is.
pub async fn known_to(conn: &mut Conn, eye: &Eye, since: Time, limit: usize) -> Result<Vec<News>> {
    conn.all(
        sql!(
            "select distinct ",
            news_columns!(),
            "from ",
            worked_beside!(),
            "join careers_news n on n.person_id = p.person_id
             ",
            news_about!(),
            choices!(),
            shown_by!(),
            "where o.person_id = $1 and n.at >= $3 and ",
            then!(),
            "and ",
            is_listed!("$2"),
            " and case when n.kind = 'moved' then ",
            width!("coalesce(fl.audience, 'officers')"),
            " else ",
            width!("coalesce(fj.audience, 'officers')"),
            " end >= $2
               and exists (
                   select 1
                   from members_consent c
                   where c.person_id = p.person_id and c.purpose = 'news' and c.is_given
               )
             order by n.news_id desc
             limit $4"
        ),
        args![eye.me(), eye.audience().width(), since, limit],
    )
    .await
}

/// News about a position: which, of what kind, when, if it is any.
pub async fn about(conn: &mut Conn, position: PositionId) -> Result<Option<(NewsId, NewsKind, Time)>> {
    conn.maybe(sql!("select news_id, kind, at from careers_news where position_id = $1"), args![position])
        .await
}

/// That somebody moved: which, and from where.
pub async fn moved(conn: &mut Conn, person: PersonId) -> Result<Option<(NewsId, Option<String>)>> {
    conn.maybe(
        sql!("select news_id, was from careers_news where person_id = $1 and position_id is null"),
        args![person],
    )
    .await
}

/// News as it is to be kept.
pub struct NewNews<'a> {
    pub news_id: NewsId,
    pub person: PersonId,
    pub position: Option<PositionId>,
    pub kind: NewsKind,
    pub was: Option<&'a str>,
    pub at: Time,
    /// The officer who brought it.
    pub seen_by: Option<PersonId>,
}

pub async fn insert(conn: &mut Conn, new: &NewNews<'_>) -> Result<u64> {
    let seen_at = new.seen_by.map(|_| new.at);
    conn.run(
        sql!(
            "insert into careers_news (news_id, person_id, position_id, kind, was, at, seen_at, seen_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict do nothing"
        ),
        args![new.news_id, new.person, new.position, new.kind, new.was, new.at, seen_at, new.seen_by],
    )
    .await
}

pub async fn set_kind(conn: &mut Conn, news: NewsId, kind: NewsKind) -> Result<u64> {
    conn.run(sql!("update careers_news set kind = $2 where news_id = $1"), args![news, kind]).await
}

/// Whose it was; `NotFound` for news that was taken back meanwhile.
pub async fn set_seen(conn: &mut Conn, news: NewsId, at: Time, by: Option<PersonId>) -> Result<PersonId> {
    conn.one(
        sql!(
            "update careers_news
             set seen_at = coalesce(seen_at, $2), seen_by = coalesce(seen_by, $3)
             where news_id = $1
             returning person_id"
        ),
        args![news, at, by],
    )
    .await
}

pub async fn delete(conn: &mut Conn, news: NewsId) -> Result<u64> {
    conn.run(sql!("delete from careers_news where news_id = $1"), args![news]).await
}
