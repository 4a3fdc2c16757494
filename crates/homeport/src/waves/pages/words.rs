//! Waves in words.

use keel::db::Conn;
use keel::error::Result;
use keel::l10n::L;

use crate::access::Can;
use crate::app::Cx;
use crate::departures::pages::sieve;
use crate::waves::model::{Pace, Reachable, Rhythm, State, Wave};
use crate::waves::sql;

pub const fn state(state: State) -> (&'static str, &'static str) {
    match state {
        State::Gathering => ("lamp", "waves-state-gathering"),
        State::Ready => ("lamp", "waves-state-ready"),
        State::Running => ("lamp", "waves-state-running"),
        State::Paused => ("", "waves-state-paused"),
        State::Stopped => ("", "waves-state-stopped"),
        State::Done => ("calm", "waves-state-done"),
    }
}

pub const fn pace(pace: Pace) -> &'static str {
    match pace {
        Pace::AtOnce => "waves-pace-at-once",
        Pace::Hourly => "waves-pace-hourly",
        Pace::Daily => "waves-pace-daily",
    }
}

pub const fn reachable(reachable: Reachable) -> &'static str {
    match reachable {
        Reachable::Any => "waves-reach-any",
        Reachable::With => "waves-reach-with",
        Reachable::Without => "waves-reach-without",
    }
}

/// "50 a day at 10:00, Monday to Friday".
pub fn rhythm(l: L, rhythm: Rhythm) -> String {
    let text = match rhythm.pace {
        Pace::AtOnce => return l.t("waves-rhythm-at-once").into_owned(),
        Pace::Hourly => l.t1("waves-rhythm-hourly", "size", l.number(rhythm.size)),
        Pace::Daily => {
            let hour = format!("{:02}:00", rhythm.hour);
            l.t2("waves-rhythm-daily", "size", l.number(rhythm.size), "hour", hour)
        }
    };
    match rhythm.working_days {
        true => l.t1("waves-rhythm-working", "rhythm", text),
        false => text,
    }
}

/// Whom a wave means, as far as this viewer may know.
pub async fn meant(cx: &Cx, conn: &mut Conn, wave: &Wave) -> Result<String> {
    let mut kept = wave.sieve();
    if cx.viewer.may(Can::SeeLeaving) {
        kept.kind = sql::leaving(conn, wave.wave_id).await?;
    }
    let mut parts = sieve::said(cx, conn, &kept).await?;
    if wave.reachable != Reachable::Any {
        parts.push(cx.l().t(reachable(wave.reachable)).into_owned());
    }
    Ok(if parts.is_empty() { cx.l().t("waves-everybody").into_owned() } else { parts.join(" · ") })
}
