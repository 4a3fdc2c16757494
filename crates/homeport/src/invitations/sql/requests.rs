use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

use crate::access::Role;
use crate::invitations::RequestId;
use crate::invitations::model::{Ground, RequestKind, RequestState};
use crate::people::{PersonId, latest_tenure};

/// A request as its own person sees it.
pub struct Request {
    pub request_id: RequestId,
    pub words: Option<String>,
    pub state: RequestState,
    pub answered_role: Option<Role>,
    pub ground: Option<Ground>,
}

row!(Request { request_id, words, state, answered_role, ground });

pub async fn latest(conn: &mut Conn, person: PersonId) -> Result<Option<Request>> {
    conn.maybe(
        sql!(
            "select request_id, words, state, answered_role, ground
             from invitations_request
             where person_id = $1
             order by asked_at desc, request_id desc
             limit 1"
        ),
        args![person],
    )
    .await
}

pub async fn insert(
    conn: &mut Conn,
    request: RequestId,
    person: PersonId,
    kind: RequestKind,
    words: Option<&str>,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into invitations_request (request_id, person_id, kind, words, state, asked_at)
             values ($1, $2, $3, $4, 'open', $5)"
        ),
        args![request, person, kind, words, at],
    )
    .await?;
    Ok(())
}

pub async fn reword(conn: &mut Conn, request: RequestId, words: Option<&str>) -> Result<()> {
    conn.run(
        sql!("update invitations_request set words = coalesce($2, words) where request_id = $1"),
        args![request, words],
    )
    .await?;
    Ok(())
}

pub async fn answer(
    conn: &mut Conn,
    request: RequestId,
    state: RequestState,
    ground: Option<Ground>,
    role: Role,
    (at, by): (Time, Option<PersonId>),
) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update invitations_request
                 set state = $2, ground = $3, answered_role = $4, answered_at = $5, answered_by = $6
                 where request_id = $1 and state = 'open'"
            ),
            args![request, state, ground, role, at, by],
        )
        .await?;
    Ok(changed > 0)
}

/// A request on the officer's list.
pub struct Asking {
    pub request_id: RequestId,
    pub person_id: PersonId,
    pub kind: RequestKind,
    pub words: Option<String>,
    pub asked_at: Time,
    pub name: String,
    pub number: Option<String>,
    pub department: Option<String>,
}

row!(Asking { request_id, person_id, kind, words, asked_at, name, number, department });

/// The oldest first: who waits longest is answered first.
pub async fn open(conn: &mut Conn, after: (Time, RequestId), limit: i64) -> Result<Vec<Asking>> {
    conn.all(
        sql!(
            "select request_id, r.person_id, r.kind, words, asked_at, p.name, t.number, t.department
             from invitations_request r
             join people_person p on p.person_id = r.person_id
             left join people_tenure t on ",
            latest_tenure!("r"),
            " where r.state = 'open' and (asked_at, request_id) > ($1, $2)
             order by asked_at, request_id
             limit $3"
        ),
        args![after.0, after.1, limit],
    )
    .await
}
