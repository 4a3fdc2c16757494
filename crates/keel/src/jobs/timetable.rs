//! What recurs: a line each, enqueued once however many nodes there are.

use std::future::Future;
use std::time::Duration;

use super::{Host, Job, Sketch, Stop, sql};
use crate::clock::{Time, TimeZone};
use crate::db::Db;
use crate::error::Result;
use crate::id::Ids;

/// How often a node looks whether something's time has come.
const LOOK: Duration = Duration::from_secs(5);

/// The recurring jobs of a program.
#[derive(Default)]
pub struct Timetable {
    lines: Vec<Line>,
}

struct Line {
    name: &'static str,
    when: When,
    job: Box<dyn Fn() -> Result<Sketch> + Send + Sync>,
}

enum When {
    Every(Duration),
    Daily { hour: u8, minute: u8 },
}

impl Timetable {
    pub fn new() -> Self {
        Self::default()
    }

    /// A job at a steady distance; `name` says which line it is.
    #[must_use]
    pub fn every<J: Job>(self, name: &'static str, period: Duration, job: fn() -> J) -> Self {
        self.line(name, When::Every(period.max(Duration::from_secs(1))), job)
    }

    /// A job at `hour:minute` each day, by the alliance's clock on the wall.
    #[must_use]
    pub fn daily<J: Job>(self, name: &'static str, hour: u8, minute: u8, job: fn() -> J) -> Self {
        self.line(name, When::Daily { hour, minute }, job)
    }

    fn line<J: Job>(mut self, name: &'static str, when: When, job: fn() -> J) -> Self {
        let job = move || {
            let mut sketch = Sketch::of(&job())?;
            // A line whose job has not run yet is not enqueued a second time.
            sketch.key.get_or_insert_with(|| format!("timetable {name}"));
            Ok(sketch)
        };
        self.lines.push(Line { name, when, job: Box::new(job) });
        self
    }

    /// Enqueues what has become due, once for every line however long nobody looked; how many.
    pub async fn tick(&self, db: &Db, ids: &Ids, now: Time, zone: &TimeZone) -> Result<u32> {
        let known = sql::timetable(&mut db.read().await?).await?;
        let mut enqueued = 0;
        for line in &self.lines {
            let next = line.when.next(now, zone);
            let planned = known.iter().find(|(name, _)| name == line.name).map(|(_, at)| *at);
            let due = match planned {
                Some(planned) if planned <= now => true,
                // The line was moved to an earlier hour.
                Some(planned) if planned > next => false,
                Some(_) => continue,
                None => false,
            };
            let mut conn = db.begin().await?;
            let ours = match planned {
                Some(planned) => sql::turn_over(&mut conn, line.name, planned, next).await?,
                None => {
                    sql::enter(&mut conn, line.name, next).await?;
                    false
                }
            };
            if due && ours {
                sql::insert(&mut conn, ids, now, now, &(line.job)()?).await?;
                enqueued += 1;
            }
            conn.commit().await?;
        }
        Ok(enqueued)
    }

    /// Ticks until asked to stop. The zone is asked for each time: it is a setting.
    pub async fn run<Zone, Answer>(&self, host: Host, zone: Zone, mut stop: Stop)
    where
        Zone: Fn() -> Answer + Send,
        Answer: Future<Output = Result<TimeZone>> + Send,
    {
        while !stop.is_asked() {
            let ticked = match zone().await {
                Ok(zone) => self.tick(&host.db, &host.ids, host.clock.now(), &zone).await,
                Err(error) => Err(error),
            };
            match ticked {
                Ok(0) => {}
                Ok(_) => host.wake.ring(),
                Err(error) => tracing::error!(%error, "timetable"),
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                () = stop.asked() => {}
            }
        }
    }
}

impl When {
    /// The first time after `now`.
    fn next(&self, now: Time, zone: &TimeZone) -> Time {
        match *self {
            Self::Every(period) => now + period,
            Self::Daily { hour, minute } => {
                let today = now.day_in(zone);
                let at = Time::at(today, hour, minute, zone);
                if at > now { at } else { Time::at(today.plus_days(1), hour, minute, zone) }
            }
        }
    }
}
