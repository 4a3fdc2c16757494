//! Whom a new wave means, how they will hear, what they will read; then how fast.

use askama::Template;
use axum::extract::Query;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::l10n::Lang;
use serde::Deserialize;

use super::words;
use crate::app::{Answer, Cx};
use crate::departures::pages::sieve::{self, SieveForm, SieveView};
use crate::departures::{self, DepartureId, LOOKED_THROUGH, Sieve};
use crate::invitations::{self, Note};
use crate::people::PersonId;
use crate::shell::{Choice, Form, Problem, Shell, beside};
use crate::waves::model::{NewWave, Pace, Reach, Reachable, Rhythm};
use crate::waves::{WaveId, actions};

#[derive(Template)]
#[template(path = "waves/templates/new.html")]
struct New {
    s: Shell,
    sieve: SieveView,
    reach: Vec<Choice>,
    is_narrowed: bool,
    meant: String,
    title: String,
    /// More wait than a page looks through: the exact numbers follow before anything leaves.
    is_more: bool,
    ways: Vec<(String, &'static str)>,
    sample: Option<Sample>,
    action: String,
    wave: WaveId,
    paces: Vec<Choice>,
    form: PaceForm,
    problems: Vec<Problem>,
}

impl New {
    fn beside(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// The very letter that one of them would get.
struct Sample {
    lang: &'static str,
    to: String,
    note: Note,
    sms: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PaceForm {
    wave: String,
    pace: String,
    size: String,
    hour: String,
    working_days: String,
}

impl PaceForm {
    /// As the page offers it.
    fn usual() -> Self {
        Self {
            wave: String::new(),
            pace: Pace::Daily.word().to_owned(),
            size: "50".to_owned(),
            hour: "10".to_owned(),
            working_days: "yes".to_owned(),
        }
    }

    fn rhythm(&self) -> Result<Rhythm> {
        let mut problems = Problems::new();
        let pace = Pace::from_word(&self.pace);
        if pace.is_none() {
            problems.add("pace", Text::new("waves-problem-pace"));
        }
        problems.ok()?;
        Ok(Rhythm {
            pace: pace.unwrap_or(Pace::AtOnce),
            // What is no number is no size and no hour: the action says so beside the field.
            size: self.size.trim().parse().unwrap_or(0),
            hour: self.hour.trim().parse().unwrap_or(u8::MAX),
            working_days: self.working_days == "yes",
        })
    }
}

/// `GET /waves/new`
pub async fn new(cx: Cx, Query(form): Query<SieveForm>) -> Answer {
    let page = page(&cx, &form, PaceForm::usual(), &Problems::new()).await?;
    cx.show(&page)
}

/// `POST /waves`
pub async fn ask(cx: Cx, Query(sieve): Query<SieveForm>, Form(form): Form<PaceForm>) -> Answer {
    match asked(&cx, &sieve, &form).await {
        Ok(wave) => cx.done(&format!("/waves/{wave}"), &Text::new("waves-done-asked")),
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, &sieve, form, &problems).await?;
            cx.invalid(&page)
        }
        Err(error) => Err(error),
    }
}

async fn asked(cx: &Cx, form: &SieveForm, pace: &PaceForm) -> Result<WaveId> {
    let rhythm = pace.rhythm()?;
    let new = NewWave {
        // Made with the page, so that the same page sent twice is one wave.
        wave_id: pace.wave.parse().unwrap_or_else(|_| WaveId::next(&cx.app.ids, cx.now)),
        sieve: form.read(&cx.viewer),
        reachable: reachable(form),
        rhythm: match rhythm.pace {
            Pace::AtOnce => Rhythm { size: 0, hour: 0, working_days: false, ..rhythm },
            Pace::Hourly => Rhythm { hour: 0, ..rhythm },
            Pace::Daily => rhythm,
        },
    };
    let mut conn = cx.begin().await?;
    actions::ask(cx, &mut conn, &new).await?;
    cx.commit(conn).await?;
    Ok(new.wave_id)
}

fn reachable(form: &SieveForm) -> Reachable {
    Reachable::from_word(&form.reach).unwrap_or(Reachable::Any)
}

/// How many of a stretch are meant, by what they will hear by, and the first of them.
struct Preview {
    counts: [usize; 4],
    first: Option<(PersonId, DepartureId)>,
    is_more: bool,
}

async fn preview(cx: &Cx, conn: &mut Conn, sieve: &Sieve, wanted: Reachable) -> Result<Preview> {
    let found = departures::waiting(conn, sieve, actions::latest(), cx.today(), LOOKED_THROUGH).await?;
    let mut preview = Preview { counts: [0; 4], first: None, is_more: false };
    let (mut looked_at, mut is_reader) = (0, false);
    for lines in found.chunk_by(|one, next| one.departure_id == next.departure_id) {
        looked_at += 1;
        let reach = actions::reach(cx, lines);
        if lines[0].is_meant && reach.fits(wanted) {
            preview.counts[reach as usize] += 1;
            // The sample is that of somebody who will read it, if there is one.
            let will_read = reach != Reach::Kit;
            if preview.first.is_none() || (will_read && !is_reader) {
                preview.first = Some((lines[0].person_id, lines[0].departure_id));
                is_reader = will_read;
            }
        }
    }
    preview.is_more = looked_at == LOOKED_THROUGH;
    Ok(preview)
}

fn total(preview: &Preview) -> usize {
    preview.counts.iter().sum()
}

async fn page(cx: &Cx, form: &SieveForm, pace: PaceForm, problems: &Problems) -> Result<New> {
    let l = cx.l();
    let mut conn = cx.read().await?;
    let kept = form.read(&cx.viewer);
    let wanted = reachable(form);
    let preview = preview(cx, &mut conn, &kept, wanted).await?;
    let sample = match preview.first {
        Some((person, departure)) => Some(sample(cx, &mut conn, person, departure).await?),
        None => None,
    };
    let mut said = sieve::said(cx, &mut conn, &kept).await?;
    if wanted != Reachable::Any {
        said.push(l.t(words::reachable(wanted)).into_owned());
    }
    let title = if preview.is_more { "waves-meant-more" } else { "waves-meant" };
    let labels = [
        ("pace", "waves-pace"),
        ("size", "waves-size"),
        ("hour", "waves-hour"),
        ("to", "departures-sieve-to"),
    ];
    Ok(New {
        sieve: SieveView::new(cx, &mut conn, form).await?,
        reach: choices(cx, Reachable::ALL, wanted, Reachable::word, words::reachable),
        is_narrowed: !kept.is_empty() || wanted != Reachable::Any,
        meant: if said.is_empty() { l.t("waves-everybody").into_owned() } else { said.join(" · ") },
        title: l.t1(title, "count", total(&preview)),
        is_more: preview.is_more,
        ways: ways(cx, preview.counts),
        sample,
        action: format!("/waves?{}", form.query()),
        wave: WaveId::next(&cx.app.ids, cx.now),
        paces: choices(
            cx,
            Pace::ALL,
            Pace::from_word(&pace.pace).unwrap_or(Pace::Daily),
            Pace::word,
            words::pace,
        ),
        form: pace,
        problems: cx.problems(problems, &labels),
        s: cx.shell("departures"),
    })
}

fn choices<T: Copy + PartialEq>(
    cx: &Cx,
    all: &[T],
    chosen: T,
    word: impl Fn(T) -> &'static str,
    key: impl Fn(T) -> &'static str,
) -> Vec<Choice> {
    let choice = |case: &T| Choice {
        value: word(*case).to_owned(),
        label: cx.l().t(key(*case)).into_owned(),
        is_chosen: *case == chosen,
    };
    all.iter().map(choice).collect()
}

/// How many will hear by what.
fn ways(cx: &Cx, counts: [usize; 4]) -> Vec<(String, &'static str)> {
    let keys = ["waves-way-mail", "waves-way-sms", "waves-way-both", "waves-way-kit"];
    let number = |count: usize| cx.l().number(i64::try_from(count).unwrap_or(i64::MAX));
    counts
        .into_iter()
        .zip(keys)
        .filter(|(count, _)| *count > 0)
        .map(|(count, key)| (number(count), key))
        .collect()
}

async fn sample(cx: &Cx, conn: &mut Conn, person: PersonId, departure: DepartureId) -> Result<Sample> {
    let (note, sms, lang) = invitations::sample(cx, conn, person, departure).await?;
    let name = crate::people::person(conn, person).await?.name;
    let lang: Lang = lang;
    Ok(Sample { lang: lang.code(), to: cx.l().t1("waves-sample-of", "name", name), note, sms })
}
