use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

use super::model::Line;
use super::{Kept, Purpose};
use crate::people::PersonId;

/// Begins a clock; one that began, runs or was answered stays as it is.
pub async fn insert(
    conn: &mut Conn,
    person: PersonId,
    purpose: Purpose,
    (starts_at, due_at): (Time, Time),
) -> Result<u64> {
    conn.run(
        sql!(
            "insert into retention_clock (person_id, purpose, starts_at, due_at)
             values ($1, $2, $3, $4)
             on conflict do nothing"
        ),
        args![person, purpose, starts_at, due_at],
    )
    .await
}

pub async fn update_answered(conn: &mut Conn, person: PersonId, purpose: Purpose, at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update retention_clock set answered_at = $3
             where person_id = $1 and purpose = $2 and answered_at is null"
        ),
        args![person, purpose, at],
    )
    .await
}

pub async fn update_all_answered(conn: &mut Conn, person: PersonId, at: Time) -> Result<u64> {
    conn.run(
        sql!("update retention_clock set answered_at = $2 where person_id = $1 and answered_at is null"),
        args![person, at],
    )
    .await
}

pub async fn delete(conn: &mut Conn, person: PersonId) -> Result<u64> {
    conn.run(sql!("delete from retention_clock where person_id = $1 and answered_at is null"), args![person])
        .await
}

pub async fn update_warned(
    conn: &mut Conn,
    person: PersonId,
    purpose: Purpose,
    (warned_at, due_at): (Time, Time),
) -> Result<u64> {
    conn.run(
        sql!(
            "update retention_clock set warned_at = $3, due_at = $4
             where person_id = $1 and purpose = $2 and answered_at is null and warned_at is null"
        ),
        args![person, purpose, warned_at, due_at],
    )
    .await
}

/// Longer, because an officer says so; warned of anew when the time comes.
pub async fn update_extended(
    conn: &mut Conn,
    person: PersonId,
    purpose: Purpose,
    due_at: Time,
    (reason, at, by): (&str, Time, Option<PersonId>),
) -> Result<u64> {
    conn.run(
        sql!(
            "update retention_clock
             set due_at = $3, warned_at = null, reason = $4, extended_at = $5, extended_by = $6
             where person_id = $1 and purpose = $2 and answered_at is null"
        ),
        args![person, purpose, due_at, reason, at, by],
    )
    .await
}

/// Longer, because the person said so.
pub async fn update_kept(conn: &mut Conn, person: PersonId, due_at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update retention_clock set due_at = $2, warned_at = null
             where person_id = $1 and answered_at is null"
        ),
        args![person, due_at],
    )
    .await
}

pub async fn running(conn: &mut Conn, person: PersonId) -> Result<Vec<Kept>> {
    conn.all(
        sql!(
            "select purpose, starts_at, due_at, warned_at, reason
             from retention_clock
             where person_id = $1 and answered_at is null
             order by due_at, purpose"
        ),
        args![person],
    )
    .await
}

/// A page of the officer's list, what runs out first on top.
pub async fn lines(conn: &mut Conn, after: (Time, PersonId), limit: usize) -> Result<Vec<Line>> {
    conn.all(
        sql!(
            "select c.person_id, p.name,
                    (select n.number from people_number n where n.person_id = c.person_id limit 1),
                    c.purpose, c.starts_at, c.due_at, c.warned_at,
                    exists (
                        select 1 from people_contact k where k.person_id = c.person_id and k.failed_at is null
                    ),
                    c.reason
             from retention_clock c
             join people_person p on p.person_id = c.person_id
             where c.answered_at is null and (c.due_at, c.person_id) > ($1, $2)
             order by c.due_at, c.person_id
             limit $3"
        ),
        args![after.0, after.1, limit],
    )
    .await
}

pub async fn count_warned(conn: &mut Conn) -> Result<i64> {
    conn.count(
        sql!(
            "select count(*) from (
                 select 1 from retention_clock
                 where answered_at is null and warned_at is not null
                 limit 1000
             ) w"
        ),
        args![],
    )
    .await
}

/// The next of those whose clock runs out by then, in the order of running out.
pub async fn due(
    conn: &mut Conn,
    by: Time,
    after: (Time, PersonId),
    limit: usize,
) -> Result<Vec<(Time, PersonId)>> {
    conn.all(
        sql!(
            "select due_at, person_id
             from retention_clock
             where answered_at is null and due_at <= $1 and (due_at, person_id) > ($2, $3)
             order by due_at, person_id
             limit $4"
        ),
        args![by, after.0, after.1, limit],
    )
    .await
}

/// What somebody is whose clock runs out: a member, silent, at work here, or with an invitation that is
/// still good.
pub struct Standing {
    pub is_member: bool,
    pub is_silent: bool,
    pub is_here: bool,
    pub is_invited: bool,
}

row!(Standing { is_member, is_silent, is_here, is_invited });

pub async fn standing(conn: &mut Conn, person: PersonId, today: Day, now: Time) -> Result<Standing> {
    conn.one(
        sql!(
            "select exists (select 1 from members_member m where m.person_id = p.person_id),
                    exists (select 1 from people_silence s where s.person_id = p.person_id),
                    exists (
                        select 1 from people_tenure t
                        where t.person_id = p.person_id and (t.ended_on is null or t.ended_on >= $2)
                    ) or exists (select 1 from accounts_role r where r.person_id = p.person_id),
                    exists (
                        select 1 from invitations_invitation i
                        where i.person_id = p.person_id and i.state in ('waiting', 'open') and i.expires_at > $3
                    )
             from people_person p
             where p.person_id = $1"
        ),
        args![person, today, now],
    )
    .await
}

/// Whether somebody is kept beyond `by` whatever becomes of the others: for another purpose, or because
/// they answered once.
pub async fn is_kept_beyond(conn: &mut Conn, person: PersonId, by: Time) -> Result<bool> {
    let longer = sql!(
        "select count(*) from retention_clock
         where person_id = $1 and (answered_at is not null or due_at > $2)"
    );
    Ok(conn.count(longer, args![person, by]).await? > 0)
}

/// Whether every clock of somebody has run out after a warning that was long enough ago.
pub async fn has_run_out(conn: &mut Conn, person: PersonId, now: Time, warned_by: Time) -> Result<bool> {
    let open = sql!(
        "select count(*)
         from retention_clock
         where person_id = $1
             and (answered_at is not null or due_at > $2 or warned_at is null or warned_at > $3)"
    );
    let all = sql!("select count(*) from retention_clock where person_id = $1");
    let is_open = conn.count(open, args![person, now, warned_by]).await? > 0;
    Ok(!is_open && conn.count(all, args![person]).await? > 0)
}

/// Where the list would have to begin for somebody to stand on top.
pub async fn before(conn: &mut Conn, person: PersonId) -> Result<(Time, PersonId)> {
    let due: Option<Time> = conn
        .maybe(
            sql!("select min(due_at) from retention_clock where person_id = $1 and answered_at is null"),
            args![person],
        )
        .await?
        .flatten();
    Ok((due.ok_or(keel::error::Error::NotFound)?, PersonId(keel::id::Id([0; 16]))))
}
