//! One wave: how far it is, what became of whom, and how to hold it.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Result, Text};

use super::words;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::people;
use crate::shell::Shell;
use crate::waves::model::{Outcome, Pace, State, Wave};
use crate::waves::{WaveId, actions, sql};

#[derive(Template)]
#[template(path = "waves/templates/show.html")]
struct Show {
    s: Shell,
    id: WaveId,
    title: String,
    meant: String,
    asked: String,
    state: State,
    tag: (&'static str, &'static str),
    total: i64,
    done: i64,
    far: String,
    /// How fast, how long still, when it goes on.
    facts: Vec<(&'static str, String)>,
    planned: Vec<(String, &'static str)>,
    sent: Vec<(String, &'static str)>,
    skipped: Vec<(String, &'static str)>,
    failed: i64,
    bounced: i64,
    kit: i64,
    may_run: bool,
    /// Seconds until the page is worth another look; none when it changes no more.
    again: Option<u32>,
}

impl Show {
    fn is(&self, state: &str) -> bool {
        self.state.word() == state
    }

    fn can_be_stopped(&self) -> bool {
        !matches!(self.state, State::Stopped | State::Done)
    }
}

/// `GET /waves/{id}`
pub async fn show(cx: Cx, Path(id): Path<WaveId>) -> Answer {
    let mut conn = cx.read().await?;
    let wave = sql::wave(&mut conn, id).await?;
    let page = page(&cx, &mut conn, wave).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, wave: Wave) -> Result<Show> {
    let l = cx.l();
    let id = wave.wave_id;
    let tally = sql::tally(conn, id).await?;
    let count = |wanted: &dyn Fn(Outcome) -> bool| -> i64 {
        tally.iter().filter(|(outcome, _)| wanted(*outcome)).map(|(_, count)| count).sum()
    };
    let done = count(&|_| true);
    let by = match wave.asked_by {
        Some(by) => people::person(conn, by).await.map(|by| by.name).unwrap_or_default(),
        None => String::new(),
    };
    let asked_at = l.day_time(wave.asked_at, &cx.zone());
    let lines = |wanted: &dyn Fn(Outcome) -> bool| -> Vec<(String, &'static str)> {
        let kept = tally.iter().filter(|(outcome, _)| wanted(*outcome));
        kept.map(|(outcome, count)| (l.number(*count), outcome_words(*outcome))).collect()
    };
    let planned = [
        (wave.planned_mail, "waves-way-mail"),
        (wave.planned_sms, "waves-way-sms"),
        (wave.planned_both, "waves-way-both"),
        (wave.planned_kit, "waves-way-kit"),
    ];
    Ok(Show {
        id,
        title: l.t1("waves-title-of", "day", l.day(wave.asked_at.day_in(&cx.zone()))),
        meant: words::meant(cx, conn, &wave).await?,
        asked: match by.as_str() {
            "" => asked_at,
            name => l.t2("waves-asked", "name", name, "time", asked_at),
        },
        state: wave.state,
        tag: words::state(wave.state),
        total: wave.total(),
        done,
        far: l.t2("waves-done-of", "done", l.number(done), "total", l.number(wave.total())),
        facts: facts(cx, &wave, done, count(&Outcome::is_sent)),
        planned: planned.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| (l.number(n), key)).collect(),
        sent: lines(&Outcome::is_sent),
        skipped: lines(&|outcome| !outcome.is_sent() && outcome != Outcome::Failed),
        failed: count(&|outcome| outcome == Outcome::Failed),
        bounced: sql::count_failed(conn, id).await?,
        kit: count(&|outcome| outcome == Outcome::Kit),
        may_run: cx.viewer.may(Can::RunDepartures),
        again: again(&wave),
        s: cx.shell("departures"),
    })
}

fn again(wave: &Wave) -> Option<u32> {
    match wave.state {
        State::Gathering => Some(3),
        State::Running if wave.next_at.is_none() => Some(3),
        State::Running => Some(60),
        State::Ready | State::Paused | State::Stopped | State::Done => None,
    }
}

/// The rhythm, the pace so far, and when it will be over.
fn facts(cx: &Cx, wave: &Wave, done: i64, sent: i64) -> Vec<(&'static str, String)> {
    let (l, zone) = (cx.l(), cx.zone());
    let mut facts = vec![("waves-fact-rhythm", words::rhythm(l, wave.rhythm()))];
    let left = (wave.total() - done).max(0);
    let took = wave.begun_at.zip(wave.last_at).map(|(from, to)| to.ms_since(from).max(1_000));
    if let Some(took) = took.filter(|_| wave.pace == Pace::AtOnce && sent > 0) {
        facts.push((
            "waves-fact-rate",
            l.t1("waves-per-minute", "count", l.number((sent * 60_000 / took).max(1))),
        ));
        if wave.state == State::Running && left > 0 {
            facts.push(("waves-fact-left", l.minutes(left * took / sent)));
        }
    }
    if let Some(next) = wave.next_at.filter(|_| wave.state == State::Running) {
        facts.push(("waves-fact-next", l.day_time(next, &zone)));
    }
    let ends = wave.rhythm().ends(left, wave.period(), cx.now, &zone);
    if let Some(ends) = ends.filter(|_| wave.state == State::Running) {
        facts.push(("waves-fact-ends", l.day(ends.day_in(&zone))));
    }
    if let Some(ended) = wave.ended_at {
        facts.push(("waves-fact-ended", l.day_time(ended, &zone)));
    }
    facts
}

const fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Mail => "waves-way-mail",
        Outcome::Sms => "waves-way-sms",
        Outcome::Both => "waves-way-both",
        Outcome::Kit => "waves-way-kit",
        Outcome::Stays => "waves-skipped-stays",
        Outcome::Decided => "waves-skipped-decided",
        Outcome::Silent => "waves-skipped-silent",
        Outcome::Joined => "waves-skipped-joined",
        Outcome::Invited => "waves-skipped-invited",
        Outcome::Here => "waves-skipped-here",
        Outcome::Failed => "waves-failed",
    }
}

/// `POST /waves/{id}/start`
pub async fn start(cx: Cx, Path(id): Path<WaveId>) -> Answer {
    let mut conn = cx.begin().await?;
    let done = actions::start(&cx, &mut conn, id).await;
    cx.after(conn, done, &format!("/waves/{id}"), &Text::new("waves-done-started")).await
}

/// `POST /waves/{id}/pause`
pub async fn pause(cx: Cx, Path(id): Path<WaveId>) -> Answer {
    let mut conn = cx.begin().await?;
    let done = actions::pause(&cx, &mut conn, id).await;
    cx.after(conn, done, &format!("/waves/{id}"), &Text::new("waves-done-paused")).await
}

/// `POST /waves/{id}/resume`
pub async fn resume(cx: Cx, Path(id): Path<WaveId>) -> Answer {
    let mut conn = cx.begin().await?;
    let done = actions::resume(&cx, &mut conn, id).await;
    cx.after(conn, done, &format!("/waves/{id}"), &Text::new("waves-done-resumed")).await
}

/// `POST /waves/{id}/stop`
pub async fn stop(cx: Cx, Path(id): Path<WaveId>) -> Answer {
    let mut conn = cx.begin().await?;
    let done = actions::stop(&cx, &mut conn, id).await;
    cx.after(conn, done, &format!("/waves/{id}"), &Text::new("waves-done-stopped")).await
}
