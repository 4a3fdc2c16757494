//! The program killed in the middle of merging and undoing: there are one or two, and never half of either.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use homeport::app::{App, Parts};
use homeport::config::Config;
use homeport::duplicates::actions::{Placing, merge, undo};
use homeport::duplicates::merge::Choices;
use homeport::people::{self, PersonId};
use keel::clock::Clock;
use keel::db::Db;
use keel::files::Files;
use keel::id::Ids;
use keel::secret::Key;

use super::{must_be_same, state, together};
use crate::support::{Engine, House, START};

/// Tells the other process which database and which two.
const TOLD: &str = "TEST_MERGE_OF";

async fn app(folder: &Path, url: &str) -> App {
    let mut config = Config::default();
    config.database.url = url.to_owned();
    config.search.path = ":memory:".to_owned();
    config.mail.url = "mailbox:".to_owned();
    config.sms.url = "mailbox:".to_owned();
    let files = Files::open(&format!("file:{}", folder.join("files").display())).expect("files");
    let db = Db::open(url).expect("a database");
    let parts =
        Parts { config, db, clock: Clock::fixed(START), ids: Ids::system(), key: Key::generate(), files };
    App::new(parts).await.expect("an app")
}

async fn in_a_circle(app: &App, one: PersonId, other: PersonId) {
    let cx = app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let merged = merge(&cx, &mut conn, one, other, Choices::default()).await.expect("merged");
    cx.commit(conn).await.expect("kept");
    let mut conn = cx.begin().await.expect("a transaction");
    undo(&cx, &mut conn, merged, &Placing::new()).await.expect("undone");
    cx.commit(conn).await.expect("kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the other process of the test below, which kills it"]
#[expect(clippy::disallowed_methods, reason = "told by the test that starts it")]
async fn merges_and_undoes_until_it_is_killed() {
    let told = std::env::var(TOLD).expect("which database");
    let parts: Vec<&str> = told.split(' ').collect();
    let app = app(Path::new(parts[0]), parts[1]).await;
    let (one, other) = (parts[2].parse().expect("an id"), parts[3].parse().expect("an id"));
    loop {
        in_a_circle(&app, one, other).await;
    }
}

async fn killed(engine: Engine) {
    let Some(t) = House::open_on(engine).await else { return };
    let (one, other) = together::both(&t).await;
    let before = state(&t.app).await;
    let url = t.app.config.database.url.clone();
    let told = format!("{} {url} {one} {other}", t.folder.path().display());
    let mut halves = [0, 0];
    for round in 0..12_u64 {
        let mut program = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "duplicates::killed::merges_and_undoes_until_it_is_killed", "--ignored"])
            .env(TOLD, &told)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        tokio::time::sleep(Duration::from_millis(400 + round * 37)).await;
        program.kill().expect("killed");
        program.wait().expect("it ends");
        let app = app(t.folder.path(), &url).await;
        let mut conn = settled(&app).await;
        let is_merged = people::person(&mut conn, other).await.is_err();
        halves[usize::from(is_merged)] += 1;
        let standing = keel::sql!("select merge_id from duplicates_merge where undone_at is null");
        let merged = conn.maybe(standing, keel::args![]).await.expect("a look");
        drop(conn);
        assert_eq!(merged.is_some(), is_merged, "either both or neither");
        if let Some(merged) = merged {
            let cx = app.machine();
            let mut conn = cx.begin().await.expect("a transaction");
            undo(&cx, &mut conn, merged, &Placing::new()).await.expect("undone");
            cx.commit(conn).await.expect("kept");
        }
        must_be_same(&before, &state(&app).await);
    }
    let done = keel::sql!("select count(*) from duplicates_merge");
    let mut conn = t.app.db.read().await.expect("a connection");
    assert!(conn.count(done, keel::args![]).await.expect("a count") > 12, "{halves:?}");
    drop(conn);
    t.drain().await;
}

/// PostgreSQL ends a transaction whose program is gone a moment later.
async fn settled(app: &App) -> keel::db::Conn {
    let conn = app.db.begin().await.expect("a transaction");
    conn.commit().await.expect("nothing");
    tokio::time::sleep(Duration::from_millis(150)).await;
    app.db.read().await.expect("a connection")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_in_the_middle_there_is_nothing_half_on_sqlite() {
    killed(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_in_the_middle_there_is_nothing_half_on_postgres() {
    killed(Engine::Postgres).await;
}
