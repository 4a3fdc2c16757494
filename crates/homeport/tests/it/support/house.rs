//! The house itself.

use std::time::Duration;

use axum::Router;
use homeport::app::{App, Parts};
use homeport::config::Config;
use homeport::{routes, schedule, server};
use keel::clock::{Clock, Time};
use keel::db::{Db, migrate};
use keel::files::Files;
use keel::id::Ids;
use keel::secret::Key;
use tempfile::TempDir;

use super::{Cast, Engine, database};

pub struct House {
    pub app: App,
    pub router: Router,
    pub clock: Clock,
    pub cast: Cast,
    pub folder: TempDir,
}

/// Saturday 21 November 2026, 09:41 in Shanghai.
pub const START: Time = Time(1_795_225_260_000);

impl House {
    /// With the cast in it; `None` where no PostgreSQL server was given.
    pub async fn open_on(engine: Engine) -> Option<Self> {
        Self::open_with(engine, |_| {}).await
    }

    /// As `open_on`, with another configuration.
    pub async fn open_with(engine: Engine, change: impl FnOnce(&mut Config)) -> Option<Self> {
        let app = Self::bare(engine, change).await?;
        let (app, folder, clock) = app;
        let cast = Cast::enter(&app).await;
        let house = Self { router: routes::table().router(&app), app, clock, cast, folder };
        house.drain().await;
        house.forget_mails().await;
        Some(house)
    }

    /// A migrated database with nobody in it.
    pub async fn bare(engine: Engine, change: impl FnOnce(&mut Config)) -> Option<(App, TempDir, Clock)> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::default();
        config.database.url = database::fresh(engine, folder.path()).await?;
        config.server.url = "http://homeport.test".to_owned();
        config.files.url = format!("file:{}", folder.path().join("files").display());
        config.mail.url = "mailbox:".to_owned();
        config.sms.url = "mailbox:".to_owned();
        config.search.path = ":memory:".to_owned();
        change(&mut config);
        let clock = Clock::fixed(START);
        let db = Db::open(&config.database.url).expect("a database");
        migrate(&db, homeport::embedded::MIGRATIONS, &clock).await.expect("migrations run");
        let files = Files::open(&config.files.url).expect("a folder for files");
        let parts =
            Parts { config, db, clock: clock.clone(), ids: Ids::system(), key: Key::generate(), files };
        Some((App::new(parts).await.expect("an app"), folder, clock))
    }

    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Does all that is due, and what that makes due.
    pub async fn drain(&self) {
        loop {
            let drained = keel::jobs::drain(&server::host(&self.app), self.app.clone(), schedule::registry())
                .await
                .expect("jobs are drained");
            assert!(drained.errors.is_empty(), "{:?}", drained.errors);
            let sent = homeport::post::drain(&self.app).await.expect("the outbox is emptied");
            if drained.ran == 0 && sent == 0 {
                return;
            }
        }
    }

    /// Empties the development mailbox.
    pub async fn forget_mails(&self) {
        let mut conn = self.app.db.begin().await.expect("a connection");
        keel::post::sweep(&mut conn, self.clock.now() + Duration::from_millis(1)).await.expect("swept");
        conn.commit().await.expect("committed");
    }

    /// At the end of every test: what is due was done.
    pub async fn close(self) {
        let mut conn = self.app.db.read().await.expect("a connection");
        let left = keel::jobs::undrained(&mut conn, self.clock.now()).await.expect("a count");
        assert_eq!(left, 0, "jobs are left undone; call t.drain()");
        drop(conn);
        super::listing::must_be_true(&self.app).await;
    }
}
