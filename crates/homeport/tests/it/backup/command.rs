//! `homeport backup`, `restore` and `move`, as they are typed, and in the middle of which they are killed.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use keel::clock::Clock;
use keel::db::{Db, dump, migrate};
use keel::id::Ids;
use keel::secret::Key;
use keel::{args, sql};

use super::{PASSPHRASE, sums};
use crate::support::{Engine, START, database};

/// An alliance as it lies on a machine.
struct Place {
    folder: tempfile::TempDir,
    db: Db,
}

impl Place {
    /// With so many entries in its journal, and a photo.
    async fn with(entries: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let db =
            Db::open(&format!("sqlite:{}", folder.path().join("homeport.db").display())).expect("a database");
        migrate(&db, homeport::embedded::MIGRATIONS, &Clock::fixed(START)).await.expect("migrated");
        let ids = Ids::seeded(3);
        let mut conn = db.begin().await.expect("a transaction");
        for _ in 0..entries {
            let entry = sql!(
                "insert into journal_entry (entry_id, at, actor_id, feature, act, about_id, detail)
                 values ($1, $2, null, 'settings', 'settings.changed', $1, null)"
            );
            conn.run(entry, args![ids.next(START), START]).await.expect("written");
        }
        conn.commit().await.expect("committed");
        Key::open(&folder.path().join("key")).expect("a key");
        let files = keel::files::Files::open(&format!("file:{}", folder.path().join("files").display()));
        files.expect("files").put(ids.next(START), vec![9; 50_000]).await.expect("a photo");
        Self { folder, db }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn homeport(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_homeport"));
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOMEPORT_LOG", "warn")
            .env("HOMEPORT_SERVER_LISTEN", "127.0.0.1:0")
            .env("HOMEPORT_DATABASE_URL", "sqlite:homeport.db")
            .env("HOMEPORT_SECRET_PATH", "key")
            .env("HOMEPORT_FILES_URL", "file:files")
            .env("HOMEPORT_BACKUP_PASSPHRASE", PASSPHRASE)
            .stdin(Stdio::null())
            .args(args);
        command
    }

    /// What it printed, or why it failed.
    fn run(&self, args: &[&str]) -> Result<String, String> {
        told(&mut self.homeport(args))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "no runtime here; the moment of the kill is what is waited for"
    )]
    fn killed_after(&self, wait: u64, args: &[&str]) {
        let mut program =
            self.homeport(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(wait));
        program.kill().expect("killed");
        program.wait().expect("it ends");
    }
}

fn told(command: &mut Command) -> Result<String, String> {
    let output = command.output().expect("it runs");
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A passphrase takes a third of a second by itself; what follows is where a kill can hurt.
const MOMENTS: [u64; 6] = [50, 350, 500, 700, 1_000, 1_500];

fn shows(text: Result<String, String>, words: &str) {
    let text = text.expect_err("refused");
    assert!(text.contains(words), "{text}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_restored_as_it_is_typed() {
    let place = Place::with(50).await;
    let before = sums(&place.db).await;
    let printed = place.run(&["backup", "all.age"]).expect("taken");
    assert!(printed.contains("1 files of 50000 bytes"), "{printed}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(place.path("all.age")).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(!place.path("all.age.part").exists());
    shows(place.run(&["backup", "all.age"]), "there already");
    place.run(&["backup", "all.age", "--force"]).expect("taken again");
    assert!(place.run(&["restore", "--check", "all.age"]).expect("whole").starts_with("whole: "));

    // What the archive says of itself is journaled where it was taken: one entry more each time.
    let elsewhere = ["--into", "sqlite:new/a.db", "--files", "file:new/files", "--key", "new/key"];
    let printed = place.run(&[&["restore", "all.age"][..], &elsewhere].concat()).expect("restored");
    assert!(printed.contains("delete them again"), "{printed}");
    let key = |path: &str| std::fs::read_to_string(place.path(path)).expect("a key");
    assert_eq!(key("key"), key("new/key"));
    let after =
        sums(&Db::open(&format!("sqlite:{}", place.path("new/a.db").display())).expect("SQLite")).await;
    for (one, other) in before.iter().zip(&after).filter(|(one, _)| one.0 != "journal_entry") {
        assert_eq!(one, other);
    }
    shows(place.run(&[&["restore", "all.age"][..], &elsewhere].concat()), "not empty");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_is_said_in_words() {
    let place = Place::with(5).await;
    place.run(&["backup", "all.age"]).expect("taken");
    shows(told(place.homeport(&["backup", "b"]).env("HOMEPORT_BACKUP_PASSPHRASE", "short")), "12 characters");
    shows(
        told(place.homeport(&["backup", "b"]).env_remove("HOMEPORT_BACKUP_PASSPHRASE")),
        "--passphrase-file",
    );
    shows(told(place.homeport(&["backup", "b"]).env("HOMEPORT_SECRET_PATH", "none")), "there is no key");
    shows(told(place.homeport(&["backup", "b"]).env("HOMEPORT_DATABASE_URL", "sqlite:none")), "no database");
    assert!(!place.path("b").exists() && !place.path("b.part").exists() && !place.path("none").exists());

    std::fs::write(place.path("words"), "not the one it was\n").expect("written");
    let wrong = ["restore", "all.age", "--into", "sqlite:x.db", "--passphrase-file", "words"];
    shows(place.run(&wrong), "not the passphrase");
    shows(place.run(&["restore", "--check", "homeport.db"]), "not an archive");
    shows(place.run(&["restore", "--check", "none.age"]), "none.age");
    assert!(!place.path("x.db").exists());

    Key::generate().keep(&place.path("other")).expect("another key");
    let other = ["restore", "all.age", "--into", "sqlite:x.db", "--files", "file:f", "--key", "other"];
    shows(place.run(&other), "another alliance");
    assert!(!place.path("x.db").exists() && !place.path("f").exists());
    place.run(&[&other[..], &["--force"]].concat()).expect("restored");
    shows(place.run(&["move", "--to", "sqlite:homeport.db"]), "already");
    let server = TcpListener::bind("127.0.0.1:0").expect("a port");
    let listen = server.local_addr().expect("an address").to_string();
    let running =
        told(place.homeport(&["move", "--to", "sqlite:y.db"]).env("HOMEPORT_SERVER_LISTEN", listen));
    shows(running, "stop it first");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_killed_at_any_moment_leaves_no_half_archive() {
    let place = Place::with(60_000).await;
    for wait in MOMENTS {
        place.killed_after(wait, &["backup", "all.age", "--force"]);
        if place.path("all.age").exists() {
            place.run(&["restore", "--check", "all.age"]).expect("whole");
        }
    }
    place.run(&["backup", "all.age", "--force"]).expect("taken");
    assert!(!place.path("all.age.part").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_a_restore_and_a_move_are_whole_or_nothing() {
    let place = Place::with(60_000).await;
    let before = sums(&place.db).await;
    place.run(&["backup", "all.age"]).expect("taken");
    for (nth, engine) in [Engine::Sqlite, Engine::Postgres].into_iter().enumerate() {
        for verb in ["restore", "move"] {
            let folder = place.path(&format!("{verb}{nth}"));
            std::fs::create_dir(&folder).expect("a folder");
            let Some(url) = database::fresh(engine, &folder).await else { continue };
            attacked(&place, verb, &url, &folder).await;
        }
    }
    // Only what the commands that ended wrote down about themselves.
    let after = sums(&place.db).await;
    for (one, other) in before.iter().zip(&after).filter(|(one, _)| one.0 != "journal_entry") {
        assert_eq!(one, other);
    }
}

async fn attacked(place: &Place, verb: &str, url: &str, folder: &Path) {
    let inside = |kind: &str, name: &str| format!("{kind}{}", folder.join(name).display());
    let (files, key) = (inside("file:", "files"), inside("", "key"));
    let args: Vec<&str> = match verb {
        "move" => vec!["move", "--to", url],
        _ => vec!["restore", "all.age", "--into", url, "--files", &files, "--key", &key],
    };
    let mut ended = false;
    for wait in MOMENTS {
        place.killed_after(wait, &args);
        let db = Db::open(url).expect("a database");
        let is_empty = dump::is_empty(&mut db.read().await.expect("a connection")).await.expect("asked");
        if !is_empty {
            ended = true;
            break;
        }
    }
    match place.run(&args) {
        Ok(_) => assert!(!ended, "put over what was there"),
        Err(refused) => assert!(ended && refused.contains("not empty"), "{refused}"),
    }
    let db = Db::open(url).expect("a database");
    let there = sums(&db).await;
    let journal = there.iter().find(|(name, _)| name == "journal_entry").expect("the journal");
    assert!(journal.1.rows >= 60_000, "{}", journal.1.rows);
}
