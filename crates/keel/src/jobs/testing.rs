//! What the tests of jobs, post and limit stand on.

use std::sync::atomic::{AtomicU32, Ordering};

use super::{Host, Wake};
use crate::clock::{Clock, Time};
use crate::db::{Db, Migration, migrate};
use crate::id::Ids;

pub(crate) const MIGRATION: Migration =
    Migration { name: "0001_keel", text: include_str!("../../../../migrations/0001_keel.sql") };

/// A fresh database on each engine that there is, with a clock that stands still. The SQLite file goes
/// with the value.
pub(crate) struct Fresh {
    host: Host,
    _folder: Option<tempfile::TempDir>,
}

impl std::ops::Deref for Fresh {
    type Target = Host;
    fn deref(&self) -> &Host {
        &self.host
    }
}

pub(crate) async fn hosts() -> Vec<Fresh> {
    let folder = tempfile::tempdir().expect("a folder");
    let sqlite = format!("sqlite:{}", folder.path().join("test.db").display());
    let mut hosts = vec![Fresh { host: host(&sqlite).await, _folder: Some(folder) }];
    if let Some(url) = postgres().await {
        hosts.push(Fresh { host: host(&url).await, _folder: None });
    }
    hosts
}

pub(crate) async fn sqlite() -> Fresh {
    hosts_of(1).await
}

async fn hosts_of(index: usize) -> Fresh {
    let mut hosts = hosts().await;
    hosts.swap_remove(index - 1)
}

async fn host(url: &str) -> Host {
    let db = Db::open(url).expect("opened");
    let clock = Clock::fixed(Time(1_795_000_000_000));
    migrate(&db, &[MIGRATION], &clock).await.expect("migrated");
    Host { db, clock, ids: Ids::system(), wake: Wake::new(), node: "here".to_owned() }
}

/// A database of its own on the server of `TEST_POSTGRES_URL`, if that is set.
#[expect(clippy::disallowed_methods, reason = "the tests' servers are named by the environment")]
async fn postgres() -> Option<String> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let server = std::env::var("TEST_POSTGRES_URL").ok()?;
    let name = format!("keel_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
    let (client, connection) =
        tokio_postgres::connect(&server, tokio_postgres::NoTls).await.expect("a server");
    tokio::spawn(connection);
    client.batch_execute(&format!("create database {name}")).await.expect("a database");
    let (start, _) = server.rsplit_once('/').expect("a database in the URL");
    Some(format!("{start}/{name}"))
}
