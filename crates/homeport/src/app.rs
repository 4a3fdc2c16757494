//! What one alliance owns ([`App`]) and what a handler is given ([`Cx`]). Nothing here is global, so
//! one process can serve several alliances.

use std::ops::Deref;
use std::sync::{Arc, RwLock};

use axum::response::Response;
use keel::clock::{Clock, Time, TimeZone};
use keel::db::{Conn, Db};
use keel::error::Result;
use keel::files::Files;
use keel::id::Ids;
use keel::jobs::Wake;
use keel::l10n::{Catalog, L, Lang};
use keel::secret::Key;

use crate::access::Viewer;
use crate::config::Config;
use crate::people::PersonId;
use crate::settings::{self, Settings};

/// One alliance. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<AppData>);

pub struct AppData {
    pub config: Config,
    pub db: Db,
    pub clock: Clock,
    pub ids: Ids,
    pub key: Key,
    pub files: Files,
    pub catalog: &'static Catalog,
    /// Rung after a commit that enqueued something, so that it is done at once.
    pub wake: Wake,
    /// Names this process among those that share the database.
    pub node: String,
    /// What was answered since the process began.
    pub metrics: crate::operations::Metrics,
    /// Requests of machines that are being answered by this process.
    pub running: crate::tokens::Running,
    /// Finds people by words.
    pub index: crate::people::index::Index,
    settings: RwLock<Arc<Settings>>,
}

impl Deref for App {
    type Target = AppData;
    fn deref(&self) -> &AppData {
        &self.0
    }
}

/// What an App is made of, besides its settings.
pub struct Parts {
    pub config: Config,
    pub db: Db,
    pub clock: Clock,
    pub ids: Ids,
    pub key: Key,
    pub files: Files,
}

impl App {
    /// Takes over a migrated database.
    pub async fn new(parts: Parts) -> Result<Self> {
        let settings = settings::load(&mut parts.db.read().await?).await?;
        let Parts { config, db, clock, ids, key, files } = parts;
        let index = crate::people::index::Index::of(&config);
        Ok(Self(Arc::new(AppData {
            config,
            db,
            clock,
            ids,
            key,
            files,
            catalog: crate::locales()?,
            wake: Wake::new(),
            node: keel::secret::random_token(),
            metrics: crate::operations::Metrics::default(),
            running: crate::tokens::Running::default(),
            index,
            settings: RwLock::new(Arc::new(settings)),
        })))
    }

    pub fn settings(&self) -> Arc<Settings> {
        self.settings.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Reads the settings anew: after they were changed here, and every few seconds for what another
    /// node changed.
    pub async fn reload_settings(&self) -> Result<()> {
        let fresh = Arc::new(settings::load(&mut self.db.read().await?).await?);
        *self.settings.write().unwrap_or_else(std::sync::PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// The public address of a path: what goes into mails and QR codes.
    pub fn url(&self, path: &str) -> String {
        let base = &self.config.server.url;
        if base.is_empty() {
            format!("http://{}{path}", self.config.server.listen)
        } else {
            format!("{}{path}", base.trim_end_matches('/'))
        }
    }

    pub fn is_https(&self) -> bool {
        self.config.server.url.starts_with("https://")
    }

    /// What jobs and commands work in: the machine acts, nobody looks.
    pub fn machine(&self) -> Cx {
        self.machine_for(None)
    }

    /// The machine does what somebody asked for, and the journal says who.
    pub fn machine_for(&self, person: Option<PersonId>) -> Cx {
        Cx::new(CxData {
            app: self.clone(),
            viewer: Viewer { person, ..Viewer::machine() },
            lang: Lang::Zh,
            now: self.clock.now(),
            path: String::new(),
            network: String::new(),
            flash: None,
            session: None,
        })
    }
}

/// What a handler is given: the alliance, who looks, in which language, when.
#[derive(Clone)]
pub struct Cx(Arc<CxData>);

pub struct CxData {
    pub app: App,
    pub viewer: Viewer,
    pub lang: Lang,
    pub now: Time,
    /// Path and query of the request.
    pub path: String,
    /// The network the request came from (an IPv4 address, or an IPv6 /64): for limits only.
    pub network: String,
    pub flash: Option<crate::shell::Flash>,
    pub session: Option<crate::accounts::SessionId>,
}

impl Deref for Cx {
    type Target = CxData;
    fn deref(&self) -> &CxData {
        &self.0
    }
}

impl Cx {
    pub fn new(data: CxData) -> Self {
        Self(Arc::new(data))
    }

    pub async fn read(&self) -> Result<Conn> {
        self.app.db.read().await
    }

    pub async fn begin(&self) -> Result<Conn> {
        self.app.db.begin().await
    }

    /// Commits and lets the workers look.
    pub async fn commit(&self, conn: Conn) -> Result<()> {
        conn.commit().await?;
        self.app.wake.ring();
        Ok(())
    }

    pub fn l(&self) -> L {
        let l = self.app.catalog.l(self.lang);
        let is_friend = self.viewer.is_member && self.app.settings().get(settings::Key::Manner) == "ni";
        if is_friend { l.familiar() } else { l }
    }

    pub fn zone(&self) -> TimeZone {
        self.app.settings().zone().clone()
    }

    /// Today, where the alliance is.
    pub fn today(&self) -> keel::clock::Day {
        self.now.day_in(self.app.settings().zone())
    }
}

/// What every handler returns.
pub type Answer = Result<Response>;
