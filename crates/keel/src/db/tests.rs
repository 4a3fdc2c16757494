//! The door on every engine there is.

use std::time::Duration;

use super::*;
use crate::error::{OnUnique, Text};
use crate::jobs::testing;
use crate::{args, sql};

/// Uses keel_attempt as a table with a primary key of two columns.
async fn write(db: &Db, bucket: &[u8]) -> Result<()> {
    let mut conn = db.begin().await?;
    put(&mut conn, bucket).await?;
    conn.commit().await
}

async fn put(conn: &mut Conn, bucket: &[u8]) -> Result<u64> {
    let sql = sql!("insert into keel_attempt (bucket, window_at, count) values ($1, 0, 1)");
    conn.run(sql, args![bucket]).await
}

async fn written(db: &Db) -> i64 {
    let mut conn = db.read().await.expect("a reader");
    conn.count(sql!("select count(*) from keel_attempt"), args![]).await.expect("counted")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_at_once_all_last() {
    for host in testing::hosts().await {
        let writers: Vec<_> = (0..32_u8)
            .map(|writer| {
                let db = host.db.clone();
                tokio::spawn(async move {
                    for n in 0..20 {
                        write(&db, &[writer, n]).await.expect("written");
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.expect("a writer");
        }
        assert_eq!(written(&host.db).await, 640);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_that_fails_or_gives_up_hurts_no_other() {
    for host in testing::hosts().await {
        let tasks: Vec<_> = (0..60_u8)
            .map(|n| {
                let db = host.db.clone();
                tokio::spawn(async move {
                    match n % 4 {
                        0 => write(&db, &[n]).await.expect("written"),
                        1 => {
                            let mut conn = db.begin().await.expect("begun");
                            put(&mut conn, &[n]).await.expect("written");
                            assert!(put(&mut conn, &[n]).await.is_err(), "twice the same");
                        }
                        2 => {
                            let mut conn = db.begin().await.expect("begun");
                            put(&mut conn, &[n]).await.expect("written");
                            drop(conn);
                        }
                        // Given up while it waits for its turn, or for its COMMIT: it stands or it does not.
                        _ => drop(
                            tokio::time::timeout(Duration::from_micros(u64::from(n) * 20), write(&db, &[n]))
                                .await,
                        ),
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("a task");
        }
        let mut conn = host.db.read().await.expect("a reader");
        let stand: Vec<Vec<u8>> =
            conn.all(sql!("select bucket from keel_attempt order by bucket"), args![]).await.expect("read");
        let sure: Vec<u8> = stand.iter().map(|bucket| bucket[0]).filter(|n| n % 4 != 3).collect();
        assert_eq!(sure, (0..60).step_by(4).collect::<Vec<u8>>());
        write(&host.db, b"after").await.expect("the door is still open");
    }
}

#[tokio::test]
async fn whoever_gives_up_last_does_not_leave_the_group_waiting() {
    let host = testing::sqlite().await;
    for n in 0..200_u64 {
        let mut conn = host.db.begin().await.expect("begun");
        put(&mut conn, &n.to_be_bytes()).await.expect("written");
        let db = host.db.clone();
        let waiter = tokio::spawn(async move { db.begin().await.map(drop) });
        tokio::task::yield_now().await;
        let committing = tokio::spawn(conn.commit());
        if n % 2 == 0 {
            tokio::task::yield_now().await;
        }
        waiter.abort();
        let committed = tokio::time::timeout(Duration::from_secs(5), committing).await;
        committed.expect("an end").expect("a task").expect("committed");
    }
    assert_eq!(written(&host.db).await, 200);
}

#[tokio::test]
async fn whoever_follows_one_who_gave_up_stands() {
    for host in testing::hosts().await {
        let mut first = host.db.begin().await.expect("begun");
        put(&mut first, b"first").await.expect("written");
        let db = host.db.clone();
        let second = tokio::spawn(async move { write(&db, b"second").await });
        tokio::task::yield_now().await;
        drop(first);
        second.await.expect("a task").expect("written");
        assert_eq!(written(&host.db).await, 1);
    }
}

#[tokio::test]
async fn what_is_not_committed_did_not_happen() {
    for host in testing::hosts().await {
        let mut conn = host.db.begin().await.expect("begun");
        put(&mut conn, b"a").await.expect("written");
        assert_eq!(written(&host.db).await, 0, "nobody else sees it");
        drop(conn);
        assert_eq!(written(&host.db).await, 0);
    }
}

#[tokio::test]
async fn a_broken_rule_has_the_same_name_on_both_engines() {
    for host in testing::hosts().await {
        write(&host.db, b"a").await.expect("written");
        let error = write(&host.db, b"a").await.expect_err("twice");
        let constraint = "keel_attempt.bucket,window_at".to_owned();
        assert_eq!(error.db(), Some(&DbError::Unique { constraint }));
        let taken = Err::<(), _>(error).on_unique("keel_attempt.bucket", "bucket", Text::new("taken"));
        assert!(matches!(taken, Err(Error::Invalid(_))));

        let mut conn = host.db.begin().await.expect("begun");
        let sql = sql!("insert into keel_timetable (name, next_at) values ($1, cast($2 as bigint))");
        let error = conn.run(sql, args!["a", Option::<i64>::None]).await.expect_err("null");
        assert!(matches!(error.db(), Some(DbError::Check { .. })), "{error}");
    }
}

#[tokio::test]
async fn values_come_back_as_they_went_in() {
    type Back = (Option<i64>, Option<String>, Option<Vec<u8>>, Option<bool>, f64);
    for host in testing::hosts().await {
        let mut conn = host.db.read().await.expect("a reader");
        let back: Back = conn
            .one(either_typed(), args![7_i64, "a'b\0".replace('\0', "中"), vec![0_u8, 255], true, 1.5])
            .await
            .expect("read");
        assert_eq!(back, (Some(7), Some("a'b中".to_owned()), Some(vec![0, 255]), Some(true), 1.5));
        let args = args![7_i64, "no\0thing\0", Value::Null, false, 0.5];
        let back: Back = conn.one(either_typed(), args).await.expect("PostgreSQL keeps no U+0000");
        assert_eq!(back.1.as_deref(), Some("nothing"));
        let none: Back = conn
            .one(either_typed(), args![Value::Null, Value::Null, Value::Null, Value::Null, 0.5])
            .await
            .expect("read");
        assert_eq!(none, (None, None, None, None, 0.5));
    }
}

fn either_typed() -> Sql {
    crate::either!(
        sqlite: "select $1, $2, $3, $4, $5",
        postgres: "select $1::bigint, $2::text, $3::bytea, $4::boolean, $5::double precision",
    )
}

#[tokio::test]
async fn migrating_twice_runs_each_once() {
    const SECOND: Migration = Migration {
        name: "0002_more",
        text: "create table keel_more (\n    more_id id primary key,\n    seen_on day\n);\nalter table keel_more add column is_seen flag;",
    };
    for host in testing::hosts().await {
        let all = [testing::MIGRATION, SECOND];
        assert!(!is_current(&host.db, &all).await.expect("asked"));
        let both = futures_util::future::join(
            migrate(&host.db, &all, &host.clock),
            migrate(&host.db, &all, &host.clock),
        );
        let (one, two) = both.await;
        let (one, two) = (one.expect("migrated"), two.expect("migrated"));
        assert_eq!([one, two].concat(), ["0002_more"]);
        assert!(is_current(&host.db, &all).await.expect("asked"));
    }
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing() {
    const BROKEN: Migration = Migration {
        name: "0003_broken",
        text: "create table keel_half (\n    half_id id primary key\n);\nselect nonsense;",
    };
    for host in testing::hosts().await {
        migrate(&host.db, &[BROKEN], &host.clock).await.expect_err("broken");
        let mut conn = host.db.read().await.expect("a reader");
        assert!(conn.prepare(sql!("select half_id from keel_half")).await.is_err());
    }
}
