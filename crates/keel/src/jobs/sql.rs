//! The statements of keel_job and keel_timetable.

use super::{Counts, Entry, Sketch};
use crate::clock::Time;
use crate::db::Conn;
use crate::error::Result;
use crate::id::{Id, Ids};
use crate::{args, either, row, sql};

/// A job that this process has taken on. `attempt` is also the proof that it is still ours: whoever
/// takes a job over raises it.
#[derive(Clone, Debug)]
pub(super) struct Claimed {
    pub(super) job_id: Id,
    pub(super) name: String,
    pub(super) payload: String,
    pub(super) attempt: u32,
}
row!(Claimed { job_id, name, payload, attempt });

pub(super) async fn insert(conn: &mut Conn, ids: &Ids, now: Time, run_at: Time, job: &Sketch) -> Result<()> {
    conn.run(
        sql!(
            "insert into keel_job (job_id, name, key, payload, state, run_at, attempts, created_at)
             values ($1, $2, $3, $4, 'waiting', $5, 0, $6)
             on conflict (name, key) where state = 'waiting' and key is not null do update set
                 payload = excluded.payload,
                 run_at = case when excluded.run_at < keel_job.run_at then excluded.run_at
                               else keel_job.run_at end"
        ),
        args![ids.next(now), job.name.as_ref(), job.key.clone(), &job.payload, run_at, now],
    )
    .await?;
    Ok(())
}

/// What is due, oldest first, up to `places`.
pub(super) async fn claim(
    conn: &mut Conn,
    now: Time,
    until: Time,
    node: &str,
    places: usize,
) -> Result<Vec<Claimed>> {
    conn.all(
        either!(
            sqlite:
            "update keel_job set state = 'running', lease_until = $2, node = $3, attempts = attempts + 1
             where job_id in (
                 select job_id from keel_job where state = 'waiting' and run_at <= $1
                 order by run_at limit $4)
             returning job_id, name, payload, attempts",
            postgres:
            "update keel_job set state = 'running', lease_until = $2, node = $3, attempts = attempts + 1
             where job_id in (
                 select job_id from keel_job where state = 'waiting' and run_at <= $1
                 order by run_at limit $4 for update skip locked)
             returning job_id, name, payload, attempts",
        ),
        args![now, until, node, places],
    )
    .await
}

/// What somebody began and did not live to finish. The outer condition is asked again on PostgreSQL
/// when another node was faster, so that one of them gets it.
pub(super) async fn take_over(
    conn: &mut Conn,
    now: Time,
    until: Time,
    node: &str,
    places: usize,
) -> Result<Vec<Claimed>> {
    conn.all(
        sql!(
            "update keel_job set lease_until = $2, node = $3, attempts = attempts + 1
             where state = 'running' and lease_until < $1 and job_id in (
                 select job_id from keel_job where state = 'running' and lease_until < $1
                 order by lease_until limit $4)
             returning job_id, name, payload, attempts"
        ),
        args![now, until, node, places],
    )
    .await
}

pub(super) async fn anything_due(conn: &mut Conn, now: Time) -> Result<bool> {
    let found = conn
        .count(
            sql!(
                "select count(*) from (
                     select job_id from (
                         select job_id from keel_job where state = 'waiting' and run_at <= $1 limit 1) as due
                     union all
                     select job_id from (
                         select job_id from keel_job where state = 'running' and lease_until < $1 limit 1) as left_behind
                 ) as found"
            ),
            args![now],
        )
        .await?;
    Ok(found > 0)
}

pub(super) async fn release_all(conn: &mut Conn) -> Result<u64> {
    conn.run(sql!("update keel_job set lease_until = 0 where state = 'running'"), args![]).await
}

pub(super) async fn renew(conn: &mut Conn, job: &Claimed, until: Time) -> Result<bool> {
    let renewed = conn
        .run(
            sql!("update keel_job set lease_until = $3 where job_id = $1 and attempts = $2 and state = 'running'"),
            args![job.job_id, job.attempt, until],
        )
        .await?;
    Ok(renewed > 0)
}

pub(super) async fn delete_done(conn: &mut Conn, job: &Claimed) -> Result<()> {
    conn.run(
        sql!("delete from keel_job where job_id = $1 and attempts = $2 and state = 'running'"),
        args![job.job_id, job.attempt],
    )
    .await?;
    Ok(())
}

/// The job goes when a twin with its name and key has been enqueued meanwhile: that one does its work.
pub(super) async fn delete_for_twin(conn: &mut Conn, job_id: Id) -> Result<u64> {
    conn.run(
        sql!(
            "delete from keel_job where job_id = $1 and exists (
                 select 1 from keel_job as twin
                 where twin.name = keel_job.name and twin.key = keel_job.key
                   and twin.state = 'waiting' and twin.job_id <> $1)"
        ),
        args![job_id],
    )
    .await
}

pub(super) async fn put_back(conn: &mut Conn, job: &Claimed, run_at: Time, error: &str) -> Result<()> {
    conn.run(
        sql!(
            "update keel_job set state = 'waiting', run_at = $3, lease_until = null, node = null, error = $4
             where job_id = $1 and attempts = $2 and state = 'running'"
        ),
        args![job.job_id, job.attempt, run_at, error],
    )
    .await?;
    Ok(())
}

pub(super) async fn bury(conn: &mut Conn, job: &Claimed, now: Time, error: &str) -> Result<()> {
    conn.run(
        sql!(
            "update keel_job set state = 'dead', run_at = $3, lease_until = null, node = null, error = $4
             where job_id = $1 and attempts = $2 and state = 'running'"
        ),
        args![job.job_id, job.attempt, now, error],
    )
    .await?;
    Ok(())
}

pub(super) async fn waiting(conn: &mut Conn, after: (Time, Id), limit: u32) -> Result<Vec<Entry>> {
    conn.all(
        sql!(
            "select job_id, name, attempts, coalesce(error, ''), run_at
             from keel_job
             where state = 'waiting' and (run_at, job_id) > ($1, $2)
             order by run_at, job_id
             limit $3"
        ),
        args![after.0, after.1, limit],
    )
    .await
}

pub(super) async fn running(conn: &mut Conn, after: (Time, Id), limit: u32) -> Result<Vec<Entry>> {
    conn.all(
        sql!(
            "select job_id, name, attempts, coalesce(error, ''), run_at
             from keel_job
             where state = 'running' and (run_at, job_id) > ($1, $2)
             order by run_at, job_id
             limit $3"
        ),
        args![after.0, after.1, limit],
    )
    .await
}

pub(super) async fn dead(conn: &mut Conn, before: (Time, Id), limit: u32) -> Result<Vec<Entry>> {
    conn.all(
        sql!(
            "select job_id, name, attempts, coalesce(error, ''), run_at
             from keel_job
             where state = 'dead' and (run_at, job_id) < ($1, $2)
             order by run_at desc, job_id desc
             limit $3"
        ),
        args![before.0, before.1, limit],
    )
    .await
}

pub(super) async fn revive(conn: &mut Conn, job_id: Id, now: Time) -> Result<u64> {
    conn.run(
        sql!("update keel_job set state = 'waiting', run_at = $2, attempts = 0 where job_id = $1 and state = 'dead'"),
        args![job_id, now],
    )
    .await
}

pub(super) async fn delete_dead(conn: &mut Conn, job_id: Id) -> Result<u64> {
    conn.run(sql!("delete from keel_job where job_id = $1 and state = 'dead'"), args![job_id]).await
}

pub(super) async fn counts(conn: &mut Conn, now: Time) -> Result<Counts> {
    conn.one(
        sql!(
            "select count(*) filter (where state = 'waiting'),
                    count(*) filter (where state = 'waiting' and run_at <= $1),
                    count(*) filter (where state = 'running'),
                    count(*) filter (where state = 'dead')
             from keel_job"
        ),
        args![now],
    )
    .await
}

pub(super) async fn count_dead(conn: &mut Conn, limit: u32) -> Result<u32> {
    conn.one(
        sql!("select count(*) from (select 1 from keel_job where state = 'dead' limit $1) d"),
        args![limit],
    )
    .await
}

pub(super) async fn timetable(conn: &mut Conn) -> Result<Vec<(String, Time)>> {
    conn.all(sql!("select name, next_at from keel_timetable"), args![]).await
}

pub(super) async fn enter(conn: &mut Conn, name: &str, next_at: Time) -> Result<()> {
    conn.run(
        sql!("insert into keel_timetable (name, next_at) values ($1, $2) on conflict (name) do nothing"),
        args![name, next_at],
    )
    .await?;
    Ok(())
}

/// Whether we were the ones to move it.
pub(super) async fn turn_over(conn: &mut Conn, name: &str, from: Time, to: Time) -> Result<bool> {
    let moved = conn
        .run(
            sql!("update keel_timetable set next_at = $3 where name = $1 and next_at = $2"),
            args![name, from, to],
        )
        .await?;
    Ok(moved > 0)
}
