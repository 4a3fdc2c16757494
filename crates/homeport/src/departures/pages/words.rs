//! Departures in words: rows, tags, the clock of four steps.

use keel::clock::{Day, Time, TimeZone};
use keel::error::Result;
use keel::l10n::L;
use serde::Deserialize;

use crate::access::Role;
use crate::app::Cx;
use crate::departures::{Ground, Kind, Row, State, Verdict};
use crate::people::{PersonKind, SilenceKind};
use crate::shell::Choice;

/// A step of the clock, as `_parts.html` draws it: state is `done`, `now`, `late` or nothing.
pub struct ClockStep {
    pub label: String,
    pub at: String,
    pub state: &'static str,
}

/// Complete → handed over → opened → joined, each with the minutes since the first.
pub fn clock(cx: &Cx, row: &Row) -> Vec<ClockStep> {
    let (l, zone) = (cx.l(), cx.zone());
    let Some(start) = row.began_at() else { return Vec::new() };
    let began = if row.is_past { "departures-clock-released" } else { "departures-clock-complete" };
    let reached = [row.handed_at, row.opened_at, row.joined_at];
    let labels = ["departures-clock-handed", "departures-clock-opened", "departures-clock-joined"];
    // Whoever joined has opened it, on whatever way; a step that was skipped is done as well.
    let last = reached.iter().rposition(Option::is_some);
    let mut steps =
        vec![ClockStep { label: l.t(began).into_owned(), at: short(l, cx, start, &zone), state: "done" }];
    for (place, (at, label)) in reached.into_iter().zip(labels).enumerate() {
        let is_done = last.is_some_and(|last| place <= last);
        let is_next = place == last.map_or(0, |last| last + 1);
        let (at, state) = match at {
            Some(at) => (after(l, at.ms_since(start)), "done"),
            None if is_done => (String::new(), "done"),
            None if is_next => waiting(cx, l, row, place == 0),
            None => (String::new(), ""),
        };
        steps.push(ClockStep { label: l.t(label).into_owned(), at, state });
    }
    steps
}

/// Under a minute it is seconds: the clock is there to be proud of.
fn after(l: L, ms: i64) -> String {
    match ms {
        ..0 => String::new(),
        0..60_000 => l.t1("departures-clock-seconds", "n", ms / 1_000),
        _ => l.t1("departures-clock-after", "time", l.minutes(ms)),
    }
}

fn waiting(cx: &Cx, l: L, row: &Row, is_handing: bool) -> (String, &'static str) {
    let ahead = row.send_at.filter(|at| is_handing && *at > cx.now);
    match ahead {
        Some(at) => (short(l, cx, at, &cx.zone()), "now"),
        None if is_handing && row.is_late(cx.now) => (l.t("departures-clock-late").into_owned(), "late"),
        None => (l.t("departures-clock-waiting").into_owned(), "now"),
    }
}

/// The hour if it is today, else the day.
fn short(l: L, cx: &Cx, at: Time, zone: &TimeZone) -> String {
    let day = at.day_in(zone);
    if day == cx.today() { l.time(at, zone) } else { l.short_day(day, cx.today()) }
}

/// Number, department and the time together, as far as known.
pub fn line(l: L, cx: &Cx, row: &Row) -> String {
    let until = row.last_day.unwrap_or_else(|| cx.today()).max(row.started_on);
    let together = l.span(row.started_on, until.plus_days(1));
    let parts = [row.number.clone(), row.department.clone(), Some(together)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub struct Tag {
    pub kind: &'static str,
    pub text: String,
}

/// What one wants to know of a departure first.
pub fn tag(l: L, cx: &Cx, row: &Row) -> Tag {
    let plain = |kind, key: &str| Tag { kind, text: l.t(key).into_owned() };
    match row.state {
        State::Withdrawn => return plain("", "departures-tag-stays"),
        _ if row.is_waiting_for_a_decision() && row.verdict == Verdict::NotInvited => {
            return plain("lamp", "departures-tag-appealed");
        }
        _ if row.is_waiting_for_a_decision() => return plain("lamp", "departures-tag-held"),
        State::Intended => return plain("", "departures-tag-intended"),
        State::Agreed => {
            let day = row.last_day.map(|day| l.short_day(day, cx.today())).unwrap_or_default();
            return Tag { kind: "", text: l.t1("departures-tag-agreed", "day", day) };
        }
        State::Complete => {}
    }
    if row.waits_for_a_wave() {
        return plain("", "departures-tag-past");
    }
    match row.verdict {
        Verdict::NotInvited => plain("", "departures-tag-not-invited"),
        Verdict::Never => plain("", "departures-tag-never"),
        Verdict::Held | Verdict::Invite => running(l, cx, row),
    }
}

fn running(l: L, cx: &Cx, row: &Row) -> Tag {
    let since = |from: Option<Time>, to: Time| l.minutes(from.map_or(0, |from| to.ms_since(from)));
    let after = |kind, key: &str, to| Tag { kind, text: l.t1(key, "time", since(row.began_at(), to)) };
    match (row.joined_at, row.opened_at, row.handed_at) {
        (Some(joined), ..) if Some(joined) < row.began_at() => {
            Tag { kind: "calm", text: l.t("departures-tag-member").into_owned() }
        }
        (Some(joined), ..) => after("calm", "departures-tag-joined", joined),
        (None, Some(_), _) => Tag { kind: "lamp", text: l.t("departures-tag-opened").into_owned() },
        (None, None, Some(handed)) => {
            let text = l.t1("departures-tag-unopened", "time", since(Some(handed), cx.now));
            Tag { kind: "lamp", text }
        }
        (None, None, None) if row.is_late(cx.now) => {
            Tag { kind: "alarm", text: l.t("departures-tag-late").into_owned() }
        }
        (None, None, None) => Tag { kind: "", text: l.t("departures-tag-sending").into_owned() },
    }
}

pub const fn state(state: State) -> &'static str {
    match state {
        State::Intended => "departures-state-intended",
        State::Agreed => "departures-state-agreed",
        State::Complete => "departures-state-complete",
        State::Withdrawn => "departures-state-withdrawn",
    }
}

pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Resignation => "departures-kind-resignation",
        Kind::EndOfContract => "departures-kind-end-of-contract",
        Kind::Retirement => "departures-kind-retirement",
        Kind::Dismissal => "departures-kind-dismissal",
        Kind::Layoff => "departures-kind-layoff",
        Kind::Medical => "departures-kind-medical",
        Kind::Dispute => "departures-kind-dispute",
        Kind::Unknown => "departures-kind-unknown",
        Kind::Deceased => "departures-kind-deceased",
    }
}

pub const fn person_kind(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Employee => "departures-person-employee",
        PersonKind::Intern => "departures-person-intern",
        PersonKind::Dispatched => "departures-person-dispatched",
        PersonKind::Contractor => "departures-person-contractor",
        PersonKind::Unknown => "departures-person-unknown",
    }
}

/// The ground in words that may be shown to the person.
pub const fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Policy => "departures-ground-policy",
        Ground::Minimum => "departures-ground-minimum",
        Ground::Officer => "departures-ground-officer",
        Ground::Silence => "departures-ground-silence",
        Ground::Deceased => "departures-ground-deceased",
    }
}

pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Invite => "departures-verdict-invite",
        Verdict::Held => "departures-verdict-held",
        Verdict::NotInvited => "departures-verdict-not-invited",
        Verdict::Never => "departures-verdict-never",
    }
}

pub const fn role(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Hr) => "departures-role-hr",
        Some(Role::Officer) => "departures-role-officer",
        Some(Role::Manager | Role::Administrator) | None => "departures-role-policy",
    }
}

pub const fn silence(kind: SilenceKind) -> &'static str {
    match kind {
        SilenceKind::Deceased => "departures-silence-deceased",
        SilenceKind::DoNotContact => "departures-silence-do-not-contact",
        SilenceKind::Exit => "departures-silence-exit",
    }
}

/// The cases of an enum as a form offers them.
pub fn choices<T: Copy + PartialEq>(
    l: L,
    all: &[T],
    chosen: Option<T>,
    word: impl Fn(T) -> &'static str,
    key: impl Fn(T) -> &'static str,
) -> Vec<Choice> {
    let choice = |case: &T| Choice {
        value: word(*case).to_owned(),
        label: l.t(key(*case)).into_owned(),
        is_chosen: chosen == Some(*case),
    };
    all.iter().map(choice).collect()
}

/// The input for a day: what is no day is kept as text, since a date input would drop it.
pub fn input_kind(typed: &str) -> &'static str {
    if typed.is_empty() || Day::parse(typed).is_some() { "date" } else { "text" }
}

/// A day of a form: nothing is no day, nonsense is a problem.
pub fn day_of(problems: &mut keel::error::Problems, field: &'static str, typed: &str) -> Option<Day> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let day = Day::parse(typed);
    if day.is_none() {
        problems.add(field, keel::error::Text::new("departures-problem-day").with("typed", typed));
    }
    day
}

/// Turns a form's one message into words when an act on a page without a form of its own goes wrong:
/// the reader is told on the page they came from.
pub fn told(cx: &Cx, back: &str, result: Result<axum::response::Response>) -> crate::app::Answer {
    match result {
        Err(error @ (keel::error::Error::Invalid(_) | keel::error::Error::Conflict(_))) => {
            cx.sorry(back, &error.text())
        }
        other => other,
    }
}

#[derive(Deserialize, Default)]
pub struct DayForm {
    #[serde(default)]
    pub last_day: String,
}
