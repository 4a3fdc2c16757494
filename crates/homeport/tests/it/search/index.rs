//! The index is a cache: deleted, damaged or of another process, it is filled again.

use std::fs;
use std::path::{Path, PathBuf};

use homeport::app::{App, Parts};
use homeport::people::{self, index};
use keel::files::Files;
use keel::id::Ids;
use keel::secret::Key;

use super::{found, somebody_at};
use crate::on_both;
use crate::support::{Engine, House};

/// A house whose index lies in a folder.
async fn with_folder(engine: Engine) -> Option<(House, tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().display().to_string();
    let house = House::open_with(engine, |config| config.search.path = path).await?;
    let index = folder.path().join("people");
    Some((house, folder, index))
}

/// Another process on the same database.
async fn beside(t: &House, path: &str) -> App {
    let mut config = t.app.config.clone();
    config.search.path = path.to_owned();
    let files = Files::open(&config.files.url).expect("files");
    let (db, clock) = (t.app.db.clone(), t.clock.clone());
    App::new(Parts { config, db, clock, ids: Ids::system(), key: Key::generate(), files })
        .await
        .expect("an app")
}

/// Who is found by another process, by name.
async fn found_by(app: &App, typed: &str) -> Option<Vec<String>> {
    let cx = app.machine();
    index::ready(app).await.expect("ready");
    let mut conn = cx.read().await.expect("a connection");
    let filter = people::directory::Filter { typed: typed.to_owned(), ..Default::default() };
    let wanted = index::Wanted { filter, limit: 50, ..Default::default() };
    let eye = people::directory::Eye::of(&cx.viewer);
    let results = index::find(&cx, &mut conn, &eye, &wanted).await.expect("a search")?;
    Some(results.rows.into_iter().map(|row| row.name).collect())
}

fn holds(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).expect("files").any(|file| {
        let bytes = fs::read(file.expect("a file").path()).expect("bytes");
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

on_both! {
    async fn each_process_follows_by_itself(t: House) {
        let other = beside(t, ":memory:").await;
        somebody_at(t, "Anna One", None, None).await;
        assert_eq!(found_by(&other, "anna").await.expect("an index"), ["Anna One"]);
        let two = somebody_at(t, "Anna Two", None, None).await;
        assert_eq!(found_by(&other, "two").await.expect("an index"), ["Anna Two"]);
        assert_eq!(found(t, &t.cast.officer, "two").await, ["Anna Two"]);
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::delete(&cx, &mut conn, two).await.expect("deleted");
        conn.commit().await.expect("committed");
        assert!(found_by(&other, "two").await.expect("an index").is_empty());
    }
}

on_both! {
    async fn changes_that_come_to_last_in_another_order_are_all_followed(t: House) {
        found(t, &t.cast.officer, "anybody").await;
        let cx = t.app.machine();
        // On PostgreSQL the first transaction begins first and ends last.
        if t.app.db.engine() == keel::db::Engine::Postgres {
            let mut slow = cx.begin().await.expect("a transaction");
            people::actions::set_name(&cx, &mut slow, t.cast.stranger.id, "Slow Change").await.expect("named");
            somebody_at(t, "Quick Change", None, None).await;
            people::index::catch_up(&t.app).await.expect("caught up");
            slow.commit().await.expect("committed");
        } else {
            somebody_at(t, "Slow Change", None, None).await;
            somebody_at(t, "Quick Change", None, None).await;
        }
        let mut both = found(t, &t.cast.officer, "change").await;
        both.sort();
        assert_eq!(both, ["Quick Change", "Slow Change"]);
    }
}

async fn an_index_survives_its_process_and_damage_is_mended(engine: Engine) {
    let Some((t, folder, index)) = with_folder(engine).await else { return };
    let path = folder.path().display().to_string();
    somebody_at(&t, "Anna", None, None).await;
    assert_eq!(found(&t, &t.cast.officer, "anna").await, ["Anna"]);
    // While one process keeps it, another leaves it alone.
    let other = beside(&t, &path).await;
    assert_eq!(found_by(&other, "anna").await, None);
    assert!(index.join("meta.json").exists());

    // Deleted while it is in use.
    fs::remove_dir_all(&index).expect("deleted by an operator");
    somebody_at(&t, "Berta", None, None).await;
    assert_eq!(found(&t, &t.cast.officer, "berta").await, ["Berta"]);
    assert!(index.join("meta.json").exists());
    t.close().await;

    // A byte is flipped in each file in turn while nobody looks.
    drop(other);
    let Some((t, _folder, index)) = with_folder(engine).await else { return };
    let path = index.parent().expect("a folder").display().to_string();
    somebody_at(&t, "Anna", None, None).await;
    let files = {
        let first = beside(&t, &path).await;
        assert_eq!(found_by(&first, "anna").await.expect("an index"), ["Anna"]);
        fs::read_dir(&index).expect("files").map(|file| file.expect("a file").path()).collect::<Vec<_>>()
    };
    for file in files {
        let Ok(mut bytes) = fs::read(&file) else { continue };
        let Some(at) = bytes.len().checked_sub(1).map(|last| last / 2) else { continue };
        bytes[at] ^= 0x20;
        fs::write(&file, bytes).expect("hurt");
        let again = beside(&t, &path).await;
        assert_eq!(found_by(&again, "anna").await.expect("an index"), ["Anna"], "{}", file.display());
    }
    t.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_survives_its_process_and_damage_is_mended_on_sqlite() {
    an_index_survives_its_process_and_damage_is_mended(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_survives_its_process_and_damage_is_mended_on_postgres() {
    an_index_survives_its_process_and_damage_is_mended(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_whoever_was_deleted_is_left_in_the_files() {
    let (t, _folder, index) = with_folder(Engine::Sqlite).await.expect("SQLite is always there");
    let gone = somebody_at(&t, "Canarybird", Some("XK 7731"), Some("Canarytown")).await;
    let stays = somebody_at(&t, "Anna", None, Some("Berlin")).await;
    assert_eq!(found(&t, &t.cast.officer, "canarybird").await, ["Canarybird"]);
    let traces = ["Canarytown", "canarybird", "xk7731"];
    assert!(traces.iter().any(|trace| holds(&index, trace)), "else this test proves nothing");
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    people::actions::delete(&cx, &mut conn, gone).await.expect("deleted");
    conn.commit().await.expect("committed");
    index::catch_up(&t.app).await.expect("caught up");
    for trace in traces {
        assert!(!holds(&index, trace), "{trace}");
    }
    assert_eq!(found(&t, &t.cast.officer, "berlin").await, ["Anna"]);

    // The next one within the minute waits for it.
    let mut conn = cx.begin().await.expect("a transaction");
    people::actions::delete(&cx, &mut conn, stays).await.expect("deleted");
    conn.commit().await.expect("committed");
    index::catch_up(&t.app).await.expect("caught up");
    t.advance(std::time::Duration::from_secs(60));
    index::catch_up(&t.app).await.expect("caught up");
    assert!(!holds(&index, "Berlin"));
    t.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_of_another_database_is_not_believed() {
    let (t, folder, _) = with_folder(Engine::Sqlite).await.expect("SQLite is always there");
    somebody_at(&t, "Anna", None, None).await;
    found(&t, &t.cast.officer, "anna").await;
    let path = folder.path().display().to_string();
    t.close().await;
    let other = House::open_with(Engine::Sqlite, |config| config.search.path = path).await.expect("a house");
    assert!(found(&other, &other.cast.officer, "anna").await.is_empty());
    assert_eq!(found(&other, &other.cast.officer, "xuwen").await, [other.cast.stranger.name]);
    other.close().await;
}

on_both! {
    async fn what_was_swept_from_the_log_is_filled_anew(t: House) {
        found(t, &t.cast.officer, "anybody").await;
        somebody_at(t, "Anna", None, None).await;
        let mut conn = t.app.db.begin().await.expect("a transaction");
        let swept = people::actions::sweep_changes(&mut conn).await.expect("swept");
        conn.commit().await.expect("committed");
        assert_eq!(swept, 0, "the latest stay");
        assert_eq!(found(t, &t.cast.officer, "anna").await, ["Anna"]);
    }
}

on_both! {
    async fn whoever_is_edited_without_pause_is_found_meanwhile(t: House) {
        let one = somebody_at(t, "Anna One", None, None).await;
        let app = t.app.clone();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let editing = tokio::spawn(async move {
            let mut stopped = stopped;
            for round in 0.. {
                if stopped.try_recv().is_ok() {
                    break;
                }
                let cx = app.machine();
                let mut conn = cx.begin().await.expect("a transaction");
                let place = format!("Zq{round}");
                people::actions::set_place(&cx, &mut conn, one, Some(&place)).await.expect("placed");
                conn.commit().await.expect("committed");
            }
        });
        // It comes to an end although there is always one more change to read.
        let caught_up = tokio::time::timeout(std::time::Duration::from_secs(60), index::catch_up(&t.app));
        caught_up.await.expect("an end").expect("read");
        stop.send(()).expect("still editing");
        editing.await.expect("edited");
        assert_eq!(found(t, &t.cast.officer, "anna").await, ["Anna One"]);
    }
}
