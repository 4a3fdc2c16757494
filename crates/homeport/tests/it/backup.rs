//! Backup, restore and move: from any engine to any, while others write, and with what is broken.

mod command;

use std::io::Cursor;

use homeport::backup::{self, ArchiveId, Destination, Source};
use homeport::embedded::MIGRATIONS;
use homeport::people;
use keel::archive::Sum;
use keel::archive::row::Adding;
use keel::clock::{Clock, Time};
use keel::db::{Db, dump, migrate, migrate_named};
use keel::error::Result;
use keel::files::Files;
use keel::id::Ids;
use keel::secret::{Key, Redacted};

use crate::on_both;
use crate::support::{Engine, House, START, database};

pub const PASSPHRASE: &str = "a horse that is correct";

fn passphrase() -> Redacted<String> {
    Redacted::new(PASSPHRASE.to_owned())
}

fn source(t: &House) -> Source {
    Source { db: t.app.db.clone(), files: t.app.files.clone(), key: t.app.key.clone() }
}

async fn archive(t: &House) -> Vec<u8> {
    let stamp = (ArchiveId::next(&t.app.ids, START), START);
    backup::take(source(t), stamp, Vec::new(), passphrase()).await.expect("taken").0
}

async fn put_back(archive: &[u8], db: &Db, files: &Files) -> Result<()> {
    let reader = backup::open(Cursor::new(archive.to_vec()), passphrase()).await?;
    let (db, files, clock) = (db.clone(), files.clone(), Clock::fixed(START));
    backup::restore(reader, Destination { db, files, clock, keep_key: Box::new(|_| Ok(())) }).await?;
    Ok(())
}

/// What each table adds up to.
async fn sums(db: &Db) -> Vec<(String, Sum)> {
    let mut conn = db.snapshot().await.expect("a connection");
    let mut all = Vec::new();
    for table in dump::tables(&mut conn).await.expect("tables") {
        let mut adding = Adding::default();
        dump::rows(&mut conn, &table, async |row| {
            adding.row(row);
            Ok(())
        })
        .await
        .expect("rows");
        all.push((table.name.clone(), adding.sum()));
    }
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

/// Without the log that search indexes follow: it counts in numbers of one database and begins anew in another.
fn kept(mut sums: Vec<(String, Sum)>) -> Vec<(String, Sum)> {
    sums.retain(|(name, _)| name != "people_change");
    sums
}

/// An empty database on each engine that there is.
async fn targets(folder: &std::path::Path) -> Vec<Db> {
    let mut all = vec![Db::open(&format!("sqlite:{}", folder.join("target.db").display())).expect("SQLite")];
    if let Some(url) = database::fresh(Engine::Postgres, folder).await {
        all.push(Db::open(&url).expect("PostgreSQL"));
    }
    all
}

on_both! {
    async fn everything_comes_back_on_either_engine(t: House) {
        let photo = t.app.ids.next(START);
        t.app.files.put(photo, vec![7; 3_000_000]).await.expect("a file");
        t.app.files.put(t.app.ids.next(START), vec![]).await.expect("an empty file");
        let archive = archive(t).await;
        let before = sums(&t.app.db).await;
        assert!(before.iter().any(|(name, sum)| name == "journal_entry" && sum.rows > 10));
        for db in targets(t.folder.path()).await {
            let files = Files::open("memory:").expect("files");
            put_back(&archive, &db, &files).await.expect("restored");
            assert_eq!(kept(sums(&db).await), kept(before.clone()));
            assert_eq!(files.list().await.expect("listed"), t.app.files.list().await.expect("listed"));
            assert_eq!(files.get(photo).await.expect("the photo"), vec![7; 3_000_000]);
            // The indexes and foreign keys are there again.
            let mut conn = db.begin().await.expect("a transaction");
            dump::strip(&mut conn).await.map(|made| assert!(made.len() > 20, "{made:?}")).expect("stripped");
        }
    }
}

on_both! {
    async fn a_move_proves_that_nothing_changed(t: House) {
        let before = sums(&t.app.db).await;
        for db in targets(t.folder.path()).await {
            let carried = backup::carry(t.app.db.clone(), db.clone(), t.clock.clone()).await.expect("moved");
            let mut told: Vec<_> = carried.into_iter().map(|carried| (carried.table, carried.sum)).collect();
            told.sort_by(|one, other| one.0.cmp(&other.0));
            assert_eq!(told, before);
            assert_eq!(kept(sums(&db).await), kept(before.clone()));
            let again = backup::carry(t.app.db.clone(), db.clone(), t.clock.clone()).await;
            let refused = again.err().expect("refused").to_string();
            assert!(refused.contains("not empty"), "{refused}");
        }
        assert_eq!(sums(&t.app.db).await, before);
    }
}

on_both! {
    async fn what_is_there_is_never_written_over(t: House) {
        let archive = archive(t).await;
        let before = sums(&t.app.db).await;
        let refused = put_back(&archive, &t.app.db, &t.app.files).await.expect_err("refused").to_string();
        assert!(refused.contains("not empty"), "{refused}");
        assert_eq!(sums(&t.app.db).await, before);
    }
}

on_both! {
    async fn writers_go_on_and_the_archive_is_of_one_moment(t: House) {
        let (cx, entity) = (t.app.machine(), t.cast.school);
        let writing = tokio::spawn(async move {
            for nth in 0..200 {
                let mut conn = cx.begin().await.expect("a transaction");
                let new = newcomer(entity, nth);
                people::actions::add(&cx, &mut conn, &new).await.expect("somebody");
                cx.commit(conn).await.expect("committed");
            }
        });
        let mut archives = Vec::new();
        for _ in 0..4 {
            archives.push(archive(t).await);
        }
        writing.await.expect("written");
        for (at, archive) in archives.iter().enumerate() {
            let path = t.folder.path().join(format!("{at}.db"));
            let db = Db::open(&format!("sqlite:{}", path.display())).expect("a database");
            put_back(archive, &db, &Files::open("memory:").expect("files")).await.expect("restored");
            let sums = sums(&db).await;
            let rows = |wanted: &str| sums.iter().find(|(name, _)| name == wanted).expect("a table").1.rows;
            // Each of them came with a tenure, a number and a word in the journal, or not at all.
            assert_eq!(rows("people_person"), rows("people_tenure"));
            assert_eq!(rows("people_person"), rows("people_number"));
            let added = keel::sql!("select count(*) from journal_entry where act = 'people.added'");
            let mut conn = db.read().await.expect("a connection");
            let added = conn.count(added, keel::args![]).await.expect("counted");
            assert_eq!(u64::try_from(added).expect("a count"), rows("people_person"));
        }
    }
}

fn newcomer(entity: people::EntityId, nth: usize) -> people::NewPerson {
    let number = Some(format!("NEW {nth}"));
    people::NewPerson { number, ..crate::support::newcomer(entity, &format!("新人{nth}")) }
}

on_both! {
    async fn what_is_broken_changes_nothing(t: House) {
        t.app.files.put(t.app.ids.next(START), vec![7; 200_000]).await.expect("a file");
        let archive = archive(t).await;
        let end = archive.len();
        let mut broken: Vec<Vec<u8>> =
            [end / 4, end / 2, end - 1].iter().map(|at| archive[..*at].to_vec()).collect();
        for at in [end / 3, end - 20] {
            let mut changed = archive.clone();
            changed[at] ^= 1;
            broken.push(changed);
        }
        for db in targets(t.folder.path()).await {
            let files = Files::open("memory:").expect("files");
            for archive in &broken {
                let refused = put_back(archive, &db, &files).await.expect_err("refused").to_string();
                assert!(refused.contains("cut off"), "{refused}");
                assert!(dump::is_empty(&mut db.read().await.expect("a connection")).await.expect("asked"));
                assert_eq!(files.list().await.expect("listed"), []);
            }
            put_back(&archive, &db, &files).await.expect("the whole one is restored");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_an_older_version_is_brought_up_to_date() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(&format!("sqlite:{}", folder.path().join("old.db").display())).expect("a database");
    let clock = Clock::fixed(START);
    let mut conn = db.begin().await.expect("a transaction");
    migrate_named(&mut conn, MIGRATIONS, &clock, |name| name < "0005").await.expect("migrated");
    conn.commit().await.expect("committed");
    let source = Source { db, files: Files::open("memory:").expect("files"), key: Key::generate() };
    let stamp = (ArchiveId::next(&Ids::seeded(1), START), START);
    let (archive, _) = backup::take(source, stamp, Vec::new(), passphrase()).await.expect("taken");
    for db in targets(folder.path()).await {
        put_back(&archive, &db, &Files::open("memory:").expect("files")).await.expect("restored");
        assert_eq!(migrate(&db, MIGRATIONS, &clock).await.expect("asked"), Vec::<&str>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_a_newer_version_is_refused_in_words() {
    let head = keel::archive::Head {
        archive_id: Ids::seeded(1).next(Time(1)),
        version: "9.0.0".to_owned(),
        taken_at: Time(1),
        migrations: vec!["9999_later".to_owned()],
        tables: Vec::new(),
        files: 0,
    };
    let key = Key::generate();
    let writer = keel::archive::Writer::begin(Vec::new(), &passphrase(), &head, &key).expect("begun");
    let (archive, _) = writer.finish().expect("finished");
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(&format!("sqlite:{}", folder.path().join("a.db").display())).expect("a database");
    let files = Files::open("memory:").expect("files");
    let refused = put_back(&archive, &db, &files).await.expect_err("refused").to_string();
    assert!(refused.contains("newer Homeport"), "{refused}");
}

on_both! {
    async fn work_that_was_going_on_waits_again(t: House) {
        let lease = START + std::time::Duration::from_secs(3_600);
        let app = &t.app;
        let mut conn = app.db.begin().await.expect("a transaction");
        keel::jobs::enqueue(&mut conn, &app.ids, START, &homeport::desk::jobs::CountAlliance)
            .await
            .expect("a job");
        conn.run(keel::sql!("update keel_job set state = 'running', lease_until = $1, node = 'x'"), keel::args![lease])
            .await
            .expect("one is running");
        conn.commit().await.expect("committed");
        let archive = archive(t).await;
        let db = targets(t.folder.path()).await.pop().expect("a database");
        put_back(&archive, &db, &Files::open("memory:").expect("files")).await.expect("restored");
        let mut conn = db.read().await.expect("a connection");
        let held = keel::sql!("select count(*) from keel_job where state = 'running' and lease_until > 0");
        assert_eq!(conn.count(held, keel::args![]).await.expect("counted"), 0);
        drop(conn);
        let mut conn = app.db.begin().await.expect("a transaction");
        keel::jobs::release_all(&mut conn).await.expect("released");
        conn.commit().await.expect("committed");
        t.drain().await;
    }
}
