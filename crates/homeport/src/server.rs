//! One process of one alliance: opened, serving, stopped.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use keel::clock::Clock;
use keel::db::{Db, migrate};
use keel::error::{Error, Result};
use keel::files::Files;
use keel::id::Ids;
use keel::jobs::{Host, Runner, Stop, Stopper};
use keel::secret::Key;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::app::{App, Parts};
use crate::config::Config;
use crate::embedded::MIGRATIONS;
use crate::{desk, people, post, routes, schedule};

/// How often a node looks whether another one changed the settings.
const SETTINGS_AGE: Duration = Duration::from_secs(5);

/// Opens the database, brings it up to date, and everything else that an alliance owns.
pub async fn open(config: Config, clock: Clock) -> Result<App> {
    let db = Db::open(&config.database.url)?;
    let ran = migrate(&db, MIGRATIONS, &clock).await.map_err(|error| error.context("migrating"))?;
    if !ran.is_empty() {
        tracing::info!(migrations = ran.len(), "migrated");
    }
    let key = match config.secret.key.as_str() {
        "" => Key::open(Path::new(&config.secret.path))?,
        text => Key::from_text(text)?,
    };
    let files = Files::open(&config.files.url)?;
    App::new(Parts { config, db, clock, ids: Ids::system(), key, files }).await
}

/// What the workers of this process work with.
pub fn host(app: &App) -> Host {
    Host {
        db: app.db.clone(),
        clock: app.clock.clone(),
        ids: app.ids.clone(),
        wake: app.wake.clone(),
        node: app.node.clone(),
    }
}

/// Serves pages and does the work behind them until asked to stop; then finishes what it began.
pub async fn serve(app: App, listener: TcpListener, stop: Stop) -> Result<()> {
    let outbox = post::config(&app)?;
    let mut workers = JoinSet::new();
    workers.spawn(Runner::new(host(&app), app.clone(), schedule::registry()).run(stop.clone()));
    workers.spawn(timetable(app.clone(), stop.clone()));
    workers.spawn(watch_settings(app.clone(), stop.clone()));
    workers.spawn(people::index::follow(app.clone(), stop.clone()));
    workers.spawn(post::run(app.clone(), outbox, stop.clone()));

    let router = routes::table().router(&app);
    let mut asked = stop.clone();
    let served = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move { asked.asked().await })
        .await;
    while let Some(ended) = workers.join_next().await {
        ended?;
    }
    served.map_err(Error::from)
}

async fn timetable(app: App, stop: Stop) {
    // The desk of the first minute has its figures, too.
    if let Err(error) = desk::actions::count(&app.machine()).await {
        tracing::warn!(%error, "counting");
    }
    let zone = || {
        let app = app.clone();
        async move { Ok(app.settings().zone().clone()) }
    };
    schedule::timetable().run(host(&app), zone, stop).await;
}

async fn watch_settings(app: App, mut stop: Stop) {
    while !stop.is_asked() {
        tokio::select! {
            () = tokio::time::sleep(SETTINGS_AGE) => {}
            () = stop.asked() => return,
        }
        if let Err(error) = app.reload_settings().await {
            tracing::warn!(%error, "settings");
        }
    }
}

/// Asks to stop on SIGTERM and on Ctrl-C.
pub fn stop_on_signals() -> Result<Stop> {
    use tokio::signal::unix::{SignalKind, signal};
    let (stopper, stop) = Stopper::new();
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        tracing::info!("stopping");
        stopper.stop();
    });
    Ok(stop)
}
