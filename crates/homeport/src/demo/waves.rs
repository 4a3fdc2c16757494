//! Those who left before the alliance began: on record, waiting for a wave; and the first wave, which
//! somebody paused after its first day.

use keel::clock::Time;
use keel::error::Result;

use super::fill::{settle, speaking};
use super::{Company, Standing, deeds, fill};
use crate::app::App;
use crate::departures::{self, Decision, Sieve, Verdict};
use crate::people::PersonId;
use crate::waves::{self, NewWave, Pace, Reachable, Rhythm, WaveId};

pub async fn send(app: &App, company: &Company, people: &[PersonId], now: Time) -> Result<()> {
    let zone = app.settings().zone().clone();
    let yesterday = now.day_in(&zone).plus_days(-1);
    app.clock.set(Time::at(yesterday, 9, 40, &zone).min(now));
    tell(app, company, people).await?;
    let cx = speaking(app, people[company.cast.officer], keel::l10n::Lang::Zh);
    let wave_id = WaveId::next(&app.ids, cx.now);
    let rhythm = Rhythm { pace: Pace::Daily, size: 5, hour: 10, working_days: false };
    let new = NewWave { wave_id, sieve: Sieve::default(), reachable: Reachable::With, rhythm };
    let mut conn = cx.begin().await?;
    waves::actions::ask(&cx, &mut conn, &new).await?;
    conn.commit().await?;
    settle(app).await?;
    app.clock.set(Time::at(yesterday, 10, 0, &zone).min(now));
    settle(app).await?;
    let cx = speaking(app, people[company.cast.officer], keel::l10n::Lang::Zh);
    let mut conn = cx.begin().await?;
    waves::actions::pause(&cx, &mut conn, wave_id).await?;
    conn.commit().await
}

/// What the old files say. Whoever the policy would hold was decided about long ago.
async fn tell(app: &App, company: &Company, people: &[PersonId]) -> Result<()> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    for (person, id) in company.people.iter().zip(people) {
        if person.standing != Standing::OnRecord {
            continue;
        }
        let tenures = fill::by_start(&mut conn, *id).await?;
        let (Some(tenure), Some(end)) = (tenures.last(), person.tenures.last().and_then(|last| last.end))
        else {
            continue;
        };
        let kind = deeds::kind_of(end.how);
        let told = departures::actions::tell(&cx, &mut conn, tenure.tenure_id, end.on, kind).await?;
        if told.verdict == Verdict::Held {
            departures::actions::decide(&cx, &mut conn, &[told.departure], Decision::Invite, "").await?;
        }
    }
    conn.commit().await
}
