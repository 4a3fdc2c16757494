use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::l10n::Lang;
use keel::{args, row, sql};

use super::model::{RecoveryId, RecoveryState, Seen, SessionId};
use crate::access::{Role, Viewer};
use crate::people::PersonId;

/// An id that nothing has.
const NOBODY: Id = Id([0; 16]);

/// One line a role, or one line with none.
pub struct Session {
    session_id: SessionId,
    person_id: PersonId,
    name: String,
    language: Option<String>,
    seen_at: Time,
    is_member: bool,
    is_colleague: bool,
    role: Option<Role>,
}

row!(Session { session_id, person_id, name, language, seen_at, is_member, is_colleague, role });

impl Session {
    pub fn seen(rows: Vec<Self>) -> Option<(Seen, Time)> {
        let roles = rows.iter().filter_map(|row| row.role).collect();
        let first = rows.into_iter().next()?;
        let seen = Seen {
            viewer: Viewer {
                person: Some(first.person_id),
                name: first.name,
                is_member: first.is_member,
                is_colleague: first.is_colleague,
                roles,
                ..Viewer::default()
            },
            session: first.session_id,
            language: first.language.as_deref().and_then(Lang::from_tag),
        };
        Some((seen, first.seen_at))
    }
}

pub async fn session(conn: &mut Conn, token_hash: &[u8], now: Time, today: Day) -> Result<Vec<Session>> {
    conn.all(
        sql!(
            "select session_id, p.person_id, p.name, p.language, s.seen_at,
                    m.person_id is not null,
                    exists (
                        select 1 from people_tenure t
                        where t.person_id = p.person_id and (t.ended_on is null or t.ended_on >= $3)
                    ),
                    role
             from accounts_session s
             join people_person p on p.person_id = s.person_id
             left join members_member m on m.person_id = p.person_id and m.suspended_at is null
             left join accounts_role r on r.person_id = p.person_id
             where token_hash = $1 and expires_at > $2"
        ),
        args![token_hash, now, today],
    )
    .await
}

pub async fn insert_session(
    conn: &mut Conn,
    session: SessionId,
    token_hash: &[u8],
    person: PersonId,
    device: &str,
    (now, until): (Time, Time),
) -> Result<()> {
    conn.run(
        sql!(
            "insert into accounts_session
                 (session_id, token_hash, person_id, device, created_at, seen_at, expires_at)
             values ($1, $2, $3, $4, $5, $5, $6)"
        ),
        args![session, token_hash, person, device, now, until],
    )
    .await?;
    Ok(())
}

pub async fn touch_session(conn: &mut Conn, session: SessionId, now: Time, until: Time) -> Result<()> {
    conn.run(
        sql!(
            "update accounts_session set seen_at = $2, expires_at = $3 where session_id = $1 and seen_at < $2"
        ),
        args![session, now, until],
    )
    .await?;
    Ok(())
}

pub struct OpenSession {
    pub session_id: SessionId,
    pub device: String,
    pub created_at: Time,
    pub seen_at: Time,
}
row!(OpenSession { session_id, device, created_at, seen_at });

pub async fn sessions(conn: &mut Conn, person: PersonId, now: Time) -> Result<Vec<OpenSession>> {
    conn.all(
        sql!(
            "select session_id, device, created_at, seen_at
             from accounts_session
             where person_id = $1 and expires_at > $2
             order by seen_at desc, session_id desc
             limit 50"
        ),
        args![person, now],
    )
    .await
}

pub async fn delete_session(conn: &mut Conn, person: PersonId, session: SessionId) -> Result<bool> {
    let gone = conn
        .run(
            sql!("delete from accounts_session where person_id = $1 and session_id = $2"),
            args![person, session],
        )
        .await?;
    Ok(gone > 0)
}

pub async fn delete_this_session(conn: &mut Conn, session: SessionId) -> Result<()> {
    conn.run(sql!("delete from accounts_session where session_id = $1"), args![session]).await?;
    Ok(())
}

/// All sessions of a person but one.
pub async fn delete_sessions(conn: &mut Conn, person: PersonId, but: Option<SessionId>) -> Result<u64> {
    conn.run(
        sql!(
            "delete from accounts_session
             where person_id = $1 and session_id <> $2"
        ),
        args![person, but.map_or(NOBODY, |session| session.0)],
    )
    .await
}

pub async fn delete_expired_sessions(conn: &mut Conn, now: Time) -> Result<u64> {
    conn.run(sql!("delete from accounts_session where expires_at <= $1"), args![now]).await
}

pub async fn password(conn: &mut Conn, person: PersonId) -> Result<Option<String>> {
    conn.maybe(sql!("select hash from accounts_password where person_id = $1"), args![person]).await
}

pub async fn set_password(conn: &mut Conn, person: PersonId, hash: &str, now: Time) -> Result<()> {
    conn.run(
        sql!(
            "insert into accounts_password (person_id, hash, changed_at) values ($1, $2, $3)
             on conflict (person_id) do update set hash = excluded.hash, changed_at = excluded.changed_at"
        ),
        args![person, hash, now],
    )
    .await?;
    Ok(())
}

pub async fn delete_password(conn: &mut Conn, person: PersonId) -> Result<bool> {
    Ok(conn.run(sql!("delete from accounts_password where person_id = $1"), args![person]).await? > 0)
}

pub async fn roles(conn: &mut Conn, person: PersonId) -> Result<Vec<Role>> {
    conn.all(sql!("select role from accounts_role where person_id = $1 order by role"), args![person]).await
}

pub async fn insert_role(
    conn: &mut Conn,
    person: PersonId,
    role: Role,
    now: Time,
    by: Option<PersonId>,
) -> Result<bool> {
    let granted = conn
        .run(
            sql!(
                "insert into accounts_role (person_id, role, granted_at, granted_by) values ($1, $2, $3, $4)
                 on conflict (person_id, role) do nothing"
            ),
            args![person, role, now, by],
        )
        .await?;
    Ok(granted > 0)
}

pub async fn delete_role(conn: &mut Conn, person: PersonId, role: Role) -> Result<bool> {
    let gone = conn
        .run(sql!("delete from accounts_role where person_id = $1 and role = $2"), args![person, role])
        .await?;
    Ok(gone > 0)
}

pub async fn holders(conn: &mut Conn, role: Role) -> Result<i64> {
    conn.count(sql!("select count(*) from accounts_role where role = $1"), args![role]).await
}

/// Somebody with a role, and who gave it.
pub struct Holder {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
    pub granted_at: Time,
    pub granter: Option<String>,
}
row!(Holder { person_id, name, role, granted_at, granter });

/// Those with roles, the latest grant first, from the one after `after`.
pub async fn role_holders(
    conn: &mut Conn,
    after: (Time, PersonId, &str),
    limit: usize,
) -> Result<Vec<Holder>> {
    conn.all(
        sql!(
            "select r.person_id, p.name, r.role, r.granted_at, g.name
             from accounts_role r
             join people_person p on p.person_id = r.person_id
             left join people_person g on g.person_id = r.granted_by
             where r.granted_at < $1
                or (r.granted_at = $1 and r.person_id < $2)
                or (r.granted_at = $1 and r.person_id = $2 and r.role > $3)
             order by r.granted_at desc, r.person_id desc, r.role
             limit $4"
        ),
        args![after.0, after.1, after.2, limit],
    )
    .await
}

pub struct NewRecovery<'a> {
    pub recovery: RecoveryId,
    pub person: PersonId,
    pub kind: &'a str,
    pub address: &'a str,
    pub requested_at: Time,
    pub ripe_at: Time,
}

pub async fn insert_recovery(conn: &mut Conn, new: NewRecovery<'_>) -> Result<()> {
    conn.run(
        sql!(
            "insert into accounts_recovery (recovery_id, person_id, kind, address, state, requested_at, ripe_at)
             values ($1, $2, $3, $4, 'waiting', $5, $6)"
        ),
        args![new.recovery, new.person, new.kind, new.address, new.requested_at, new.ripe_at],
    )
    .await?;
    Ok(())
}

pub struct Recovery {
    pub recovery_id: RecoveryId,
    pub person_id: PersonId,
    pub name: String,
    pub address: String,
    pub requested_at: Time,
    pub ripe_at: Time,
}
row!(Recovery { recovery_id, person_id, name, address, requested_at, ripe_at });

pub async fn recovery(conn: &mut Conn, recovery: RecoveryId) -> Result<Recovery> {
    conn.one(
        sql!(
            "select recovery_id, r.person_id, p.name, address, requested_at, ripe_at
             from accounts_recovery r
             join people_person p on p.person_id = r.person_id
             where recovery_id = $1"
        ),
        args![recovery],
    )
    .await
}

pub async fn recovery_of(conn: &mut Conn, person: PersonId) -> Result<Option<RecoveryId>> {
    conn.maybe(
        sql!(
            "select recovery_id from accounts_recovery
             where person_id = $1 and state = 'waiting'
             order by recovery_id limit 1"
        ),
        args![person],
    )
    .await
}

/// The requests that wait, the oldest first; after one of them for the next page.
pub async fn recoveries(conn: &mut Conn, after: RecoveryId, limit: usize) -> Result<Vec<Recovery>> {
    conn.all(
        sql!(
            "select recovery_id, r.person_id, p.name, address, requested_at, ripe_at
             from accounts_recovery r
             join people_person p on p.person_id = r.person_id
             where state = 'waiting' and recovery_id > $1
             order by recovery_id
             limit $2"
        ),
        args![after, limit],
    )
    .await
}

pub async fn decide_recovery(
    conn: &mut Conn,
    recovery: RecoveryId,
    state: RecoveryState,
    now: Time,
    by: Option<PersonId>,
) -> Result<bool> {
    let decided = conn
        .run(
            sql!(
                "update accounts_recovery set state = $2, decided_at = $3, decided_by = $4
                 where recovery_id = $1 and state = 'waiting'"
            ),
            args![recovery, state, now, by],
        )
        .await?;
    Ok(decided > 0)
}

pub async fn open_recoveries(conn: &mut Conn) -> Result<i64> {
    conn.count(
        sql!("select count(*) from (select 1 from accounts_recovery where state = 'waiting' limit 1000) r"),
        args![],
    )
    .await
}
