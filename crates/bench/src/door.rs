//! The database door beside raw rusqlite, over the same file's worth of rows.

use std::time::Duration;

use keel::clock::{Clock, Stopwatch};
use keel::db::{Db, Migration, migrate};
use keel::error::{Error, Result};
use keel::{args, row, sql};
use rusqlite::Connection;

use crate::figure::Figure;

const ROWS: i64 = 10_000;

struct Line {
    line_id: i64,
    name: String,
    department: String,
    started_on: String,
}

row!(Line { line_id, name, department, started_on });

const TABLE: Migration = Migration {
    name: "0001_bench",
    text: "create table bench_line (\n    line_id integer primary key,\n    name text not null,\n    \
           department text not null,\n    started_on day not null\n);\n\
           create table bench_write (\n    write_id id primary key,\n    words text not null\n);",
};

const POINT: &str = "select line_id, name, department, started_on from bench_line where line_id = ?1";
const LIST: &str = "select line_id, name, department, started_on from bench_line where line_id > ?1 order by line_id limit 50";

#[expect(clippy::disallowed_methods, reason = "raw rusqlite is what the door is measured beside")]
pub async fn figures(is_quick: bool) -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("door.db");
    let db = Db::open(&format!("sqlite:{}", path.display()))?;
    migrate(&db, &[TABLE], &Clock::system()).await?;
    fill(&db).await?;

    let reads: i64 = if is_quick { 20_000 } else { 200_000 };
    let mut conn = db.read().await?;
    let raw = Connection::open(&path).map_err(Error::broken)?;
    // The door reads inside a transaction, so both do.
    raw.execute_batch("begin").map_err(Error::broken)?;
    let (mut point, mut raw_point) = (0.0_f64, 0.0_f64);
    let (mut list, mut raw_list) = (0.0_f64, 0.0_f64);
    // In turn, and the best of each: the machine's mood changes between two runs.
    for _ in 0..5 {
        point = point.max(door_points(&mut conn, reads / 5).await?);
        raw_point = raw_point.max(raw_points(&raw, reads / 5)?);
        list = list.max(door_lists(&mut conn, reads / 100).await?);
        raw_list = raw_list.max(raw_lists(&raw, reads / 100)?);
    }
    drop((conn, raw));

    let seconds = if is_quick { 0.5 } else { 3.0 };
    let alone = commits(&db, 1, seconds).await?;
    let together = commits(&db, 32, seconds).await?;
    Ok(vec![
        Figure::beside(
            "door: cached point read, beside raw rusqlite",
            point,
            "/s",
            raw_point,
            "≥ 0.6 of raw",
            0.6,
        ),
        Figure::beside(
            "door: list of 50 rows, beside raw rusqlite",
            list,
            "/s",
            raw_list,
            "≥ 0.6 of raw",
            0.6,
        ),
        Figure::alone("door: durable commits, 1 writer", alone, "/s", "", None),
        Figure::beside(
            "door: durable commits, 32 writers beside 1",
            together,
            "/s",
            alone,
            "≥ 8 × one alone",
            8.0,
        ),
    ])
}

async fn fill(db: &Db) -> Result<()> {
    let mut conn = db.begin().await?;
    for at in 0..ROWS {
        conn.run(
            sql!("insert into bench_line (line_id, name, department, started_on) values ($1, $2, $3, $4)"),
            args![at, format!("person {at}"), "英语教学部", "2021-07-01"],
        )
        .await?;
    }
    conn.commit().await
}

/// A walk over the rows that no cache line foresees.
fn scattered(at: i64) -> i64 {
    (at * 7_919) % ROWS
}

async fn door_points(conn: &mut keel::db::Conn, reads: i64) -> Result<f64> {
    let watch = Stopwatch::start();
    for at in 0..reads {
        let line: Line = conn
            .one(
                sql!("select line_id, name, department, started_on from bench_line where line_id = $1"),
                args![scattered(at)],
            )
            .await?;
        std::hint::black_box((line.line_id, line.name, line.department, line.started_on));
    }
    Ok(rate(reads, watch.elapsed()))
}

fn raw_points(raw: &Connection, reads: i64) -> Result<f64> {
    let watch = Stopwatch::start();
    for at in 0..reads {
        let mut statement = raw.prepare_cached(POINT).map_err(Error::broken)?;
        let line = statement.query_row([scattered(at)], raw_line).map_err(Error::broken)?;
        std::hint::black_box((line.line_id, line.name, line.department, line.started_on));
    }
    Ok(rate(reads, watch.elapsed()))
}

async fn door_lists(conn: &mut keel::db::Conn, reads: i64) -> Result<f64> {
    let watch = Stopwatch::start();
    for at in 0..reads {
        let lines: Vec<Line> = conn
            .all(
                sql!(
                    "select line_id, name, department, started_on from bench_line
                     where line_id > $1 order by line_id limit 50"
                ),
                args![scattered(at)],
            )
            .await?;
        std::hint::black_box(lines.len());
    }
    Ok(rate(reads, watch.elapsed()))
}

fn raw_lists(raw: &Connection, reads: i64) -> Result<f64> {
    let watch = Stopwatch::start();
    for at in 0..reads {
        let mut statement = raw.prepare_cached(LIST).map_err(Error::broken)?;
        let rows = statement.query_map([scattered(at)], raw_line).map_err(Error::broken)?;
        let lines = rows.collect::<rusqlite::Result<Vec<Line>>>().map_err(Error::broken)?;
        std::hint::black_box(lines.len());
    }
    Ok(rate(reads, watch.elapsed()))
}

fn raw_line(row: &rusqlite::Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line { line_id: row.get(0)?, name: row.get(1)?, department: row.get(2)?, started_on: row.get(3)? })
}

/// Durable commits a second by so many writers at once.
async fn commits(db: &Db, writers: usize, seconds: f64) -> Result<f64> {
    let watch = Stopwatch::start();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..writers {
        let db = db.clone();
        tasks.spawn(async move {
            let mut done = 0_i64;
            while watch.elapsed() < Duration::from_secs_f64(seconds) {
                let mut conn = db.begin().await?;
                let id = keel::secret::random_bytes::<16>();
                conn.run(
                    sql!("insert into bench_write (write_id, words) values ($1, $2)"),
                    args![keel::id::Id(id), "a few words"],
                )
                .await?;
                conn.commit().await?;
                done += 1;
            }
            Ok::<i64, Error>(done)
        });
    }
    let mut done = 0;
    while let Some(task) = tasks.join_next().await {
        done += task??;
    }
    Ok(rate(done, watch.elapsed()))
}

fn rate(count: i64, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}
