//! Figures for a monitor: counts only, nobody's name.

use axum::http::header;
use axum::response::IntoResponse;
use keel::db::Engine;

use crate::app::{Answer, Cx};
use crate::operations::metrics::line;
use crate::operations::sql;

pub async fn metrics(cx: Cx) -> Answer {
    let mut conn = cx.read().await?;
    let joined = sql::joined(&mut conn).await?;
    let departures = sql::open_departures(&mut conn).await?;
    let jobs = keel::jobs::counts(&mut conn, cx.now).await?;
    let deliveries = keel::post::counts(&mut conn).await?;
    drop(conn);
    let engine = match cx.app.db.engine() {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let mut out = String::new();
    cx.app.metrics.write(&mut out);
    let mut gauge = |name: &str, help: &str, rows: &[(String, i64)]| {
        line(&mut out, &format!("# HELP {name} {help}\n# TYPE {name} gauge"));
        for (label, count) in rows {
            line(&mut out, &format!("{name}{label} {count}"));
        }
    };
    let state = |state: &str| format!("{{state=\"{state}\"}}");
    gauge("homeport_members", "People who joined.", &[(String::new(), joined)]);
    let open: Vec<_> = departures.iter().map(|(word, count)| (state(word), *count)).collect();
    gauge("homeport_departures", "Departures that are not over.", &open);
    let tasks =
        [("waiting", jobs.waiting), ("due", jobs.due), ("running", jobs.running), ("dead", jobs.dead)];
    gauge("homeport_jobs", "Tasks.", &tasks.map(|(word, count)| (state(word), i64::from(count))));
    let sent: Vec<_> =
        deliveries.iter().map(|(word, count)| (state(word.word()), i64::from(*count))).collect();
    gauge("homeport_deliveries", "Messages.", &sent);
    gauge("homeport_database", "The engine that answers.", &[(format!("{{engine=\"{engine}\"}}"), 1)]);
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], out).into_response())
}
