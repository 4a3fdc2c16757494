use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::model::Sent;
use super::{ResumeId, State};
use crate::careers::{LearntId, PositionId};
use crate::people::PersonId;

pub async fn insert(conn: &mut Conn, sent: &Sent) -> Result<()> {
    conn.run(
        sql!(
            "insert into resumes_resume (resume_id, person_id, kind, state, told, created_at, taken_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            sent.resume_id,
            sent.person_id,
            sent.kind,
            sent.state,
            &sent.told,
            sent.created_at,
            sent.taken_at
        ],
    )
    .await?;
    Ok(())
}

/// Of this person, and nobody else's.
pub async fn sent(conn: &mut Conn, person: PersonId, resume: ResumeId) -> Result<Sent> {
    conn.one(
        sql!(
            "select resume_id, person_id, kind, state, told, created_at, taken_at
             from resumes_resume
             where resume_id = $2 and person_id = $1"
        ),
        args![person, resume],
    )
    .await
}

/// The latest first.
pub async fn all(conn: &mut Conn, person: PersonId) -> Result<Vec<Sent>> {
    conn.all(
        sql!(
            "select resume_id, person_id, kind, state, told, created_at, taken_at
             from resumes_resume
             where person_id = $1
             order by resume_id desc
             limit 50"
        ),
        args![person],
    )
    .await
}

/// No row changes where it is no longer in the state it was seen in.
pub async fn update(
    conn: &mut Conn,
    resume: ResumeId,
    (seen_in, state): (State, State),
    told: &str,
    taken_at: Time,
) -> Result<u64> {
    conn.run(
        sql!(
            "update resumes_resume
             set state = $3, told = $4, taken_at = $5
             where resume_id = $1 and state = $2"
        ),
        args![resume, seen_in, state, told, taken_at],
    )
    .await
}

/// What somebody did not choose from.
pub async fn delete_read(conn: &mut Conn, person: PersonId) -> Result<u64> {
    conn.run(sql!("delete from resumes_resume where person_id = $1 and state = 'read'"), args![person]).await
}

pub async fn delete_read_before(conn: &mut Conn, at: Time) -> Result<u64> {
    conn.run(sql!("delete from resumes_resume where state = 'read' and created_at < $1"), args![at]).await
}

pub async fn insert_position(conn: &mut Conn, resume: ResumeId, position: PositionId) -> Result<()> {
    conn.run(
        sql!(
            "insert into resumes_position (resume_id, position_id)
             values ($1, $2)
             on conflict do nothing"
        ),
        args![resume, position],
    )
    .await?;
    Ok(())
}

/// What it brought, as far as it is still there.
pub async fn positions(conn: &mut Conn, resume: ResumeId) -> Result<Vec<PositionId>> {
    conn.all(
        sql!("select position_id from resumes_position where resume_id = $1 order by position_id"),
        args![resume],
    )
    .await
}

pub async fn insert_learnt(conn: &mut Conn, resume: ResumeId, learnt: LearntId) -> Result<()> {
    conn.run(
        sql!(
            "insert into resumes_learnt (resume_id, learnt_id)
             values ($1, $2)
             on conflict do nothing"
        ),
        args![resume, learnt],
    )
    .await?;
    Ok(())
}

/// The skills and schools it brought, as far as they are still there.
pub async fn learnt(conn: &mut Conn, resume: ResumeId) -> Result<Vec<LearntId>> {
    conn.all(
        sql!("select learnt_id from resumes_learnt where resume_id = $1 order by learnt_id"),
        args![resume],
    )
    .await
}
