//! One departure: its clock, what can be done, the checklist, who did what.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::Result;

use super::words::{self, ClockStep, Tag};
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::departures::{Departure, DepartureId, Ground, Row, State, Verdict, departure, row, sql};
use crate::journal::{self, Act};
use crate::people::{self, Silence, Tenure};
use crate::shell::Shell;
use crate::{invitations, settings};

#[derive(Template)]
#[template(path = "departures/templates/show.html")]
struct Show {
    s: Shell,
    base: String,
    name: String,
    line: String,
    tag: Tag,
    steps_of_clock: Vec<ClockStep>,
    facts: Vec<(String, String)>,
    state: State,
    last_day: String,
    /// Asked before the formalities are marked complete ahead of the last day.
    early: String,
    verdict: VerdictView,
    contacts: Vec<ContactView>,
    kit: String,
    waits_for_a_wave: bool,
    person: String,
    silence: Option<SilenceView>,
    checklist: Vec<StepView>,
    deeds: Vec<DeedView>,
    may_run: bool,
    may_see_leaving: bool,
}

impl Show {
    fn is_before_the_end(&self) -> bool {
        matches!(self.state, State::Intended | State::Agreed)
    }

    fn is_intended(&self) -> bool {
        self.state == State::Intended
    }

    fn is_complete(&self) -> bool {
        self.state == State::Complete
    }

    fn is_withdrawn(&self) -> bool {
        self.state == State::Withdrawn
    }
}

/// What was decided about the invitation and why, in neutral words.
struct VerdictView {
    title: String,
    text: String,
    asks_for_decision: bool,
    is_appealed: bool,
    is_invited: bool,
}

struct ContactView {
    address: String,
    note: String,
    kind: &'static str,
}

struct SilenceView {
    text: String,
    explained: &'static str,
    can_lift: bool,
}

struct StepView {
    title: String,
    note: String,
    is_done: bool,
    href: String,
}

struct DeedView {
    at: String,
    what: String,
    who: String,
}

pub async fn show(cx: Cx, Path(id): Path<DepartureId>) -> Answer {
    let mut conn = cx.read().await?;
    let found = departure(&mut conn, id).await?;
    let row = row(&mut conn, id).await?;
    let tenure = people::tenure(&mut conn, found.tenure_id).await?;
    let silence = people::silence_of(&mut conn, found.person_id).await?;
    let invitation = invitations::of_departure(&mut conn, id).await?;
    let may_run = cx.viewer.may(Can::RunDepartures);
    let l = cx.l();
    let can_reach =
        !people::private_contacts(&mut conn, &cx.app.settings(), found.person_id).await?.is_empty();
    let page = Show {
        base: format!("/departures/{id}"),
        name: row.name.clone(),
        line: words::line(l, &cx, &row),
        tag: words::tag(l, &cx, &row),
        steps_of_clock: if row.has_clock() { words::clock(&cx, &row) } else { Vec::new() },
        facts: facts(&cx, &mut conn, &found, &tenure).await?,
        state: found.state,
        last_day: found.last_day.map(|day| day.to_string()).unwrap_or_default(),
        early: found
            .last_day
            .filter(|day| *day > cx.today())
            .map(|day| l.t2("departures-complete-early", "name", &row.name, "day", l.day(day)))
            .unwrap_or_default(),
        verdict: verdict(&cx, &found, &row, can_reach),
        contacts: contacts(&cx, &mut conn, &found).await?,
        kit: invitation
            .filter(|invitation| invitation.state.is_living())
            .map(|invitation| format!("/invitations/{}/kit", invitation.invitation_id))
            .unwrap_or_default(),
        waits_for_a_wave: row.waits_for_a_wave() && silence.is_none(),
        person: format!("/people/{}", found.person_id),
        silence: silence.map(|silence| quiet(&cx, &silence)),
        checklist: checklist(&cx, &mut conn, id).await?,
        deeds: deeds(&cx, &mut conn, id).await?,
        may_run,
        may_see_leaving: cx.viewer.may(Can::SeeLeaving),
        s: cx.shell("departures"),
    };
    cx.show(&page)
}

async fn facts(
    cx: &Cx,
    conn: &mut Conn,
    found: &Departure,
    tenure: &Tenure,
) -> Result<Vec<(String, String)>> {
    let l = cx.l();
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: String| {
        if !value.is_empty() {
            facts.push((l.t(key).into_owned(), value));
        }
    };
    fact("departures-number", tenure.number.clone().unwrap_or_default());
    fact("departures-entity", tenure.entity_in(l.lang()).to_owned());
    fact("departures-department", tenure.department.clone().unwrap_or_default());
    fact("departures-person-kind", l.t(words::person_kind(tenure.kind)).into_owned());
    fact("departures-started-on", l.day(tenure.started_on));
    fact("departures-last-day", found.last_day.map(|day| l.day(day)).unwrap_or_default());
    if let Some(manager) = tenure.manager_id {
        fact("departures-manager", people::person(conn, manager).await?.name);
    }
    Ok(facts)
}

fn verdict(cx: &Cx, found: &Departure, row: &Row, can_reach: bool) -> VerdictView {
    let l = cx.l();
    let is_open = found.is_waiting_for_a_decision();
    let text = match (found.verdict, found.ground) {
        (Verdict::Invite, _) if row.waits_for_a_wave() => l.t1("departures-next-past", "name", &row.name),
        (Verdict::Invite, _) if found.state == State::Complete => on_its_way(cx, row, can_reach),
        (Verdict::Invite, Ground::Officer) => l.t("departures-invite-decided").into_owned(),
        (Verdict::Invite, _) => l.t("departures-invite-on-completion").into_owned(),
        (Verdict::NotInvited, Ground::Officer) => {
            l.t1("departures-ground-decided", "role", l.t(words::role(found.role)))
        }
        (_, ground) => l.t(words::ground(ground)).into_owned(),
    };
    VerdictView {
        title: l.t(words::verdict(found.verdict)).into_owned(),
        text,
        asks_for_decision: is_open,
        is_appealed: is_open && found.is_appealed(),
        is_invited: found.verdict == Verdict::Invite,
    }
}

/// Where an invitation is, and what would help it along.
fn on_its_way(cx: &Cx, row: &Row, can_reach: bool) -> String {
    let l = cx.l();
    let later = row.send_at.filter(|at| *at > cx.now && row.handed_at.is_none());
    let key = match (row.joined_at, row.opened_at, row.handed_at) {
        (Some(_), ..) => "departures-next-joined",
        (None, Some(_), _) => "departures-next-opened",
        (None, None, Some(_)) => "departures-next-handed",
        (None, None, None) if !can_reach => "departures-next-unreachable",
        (None, None, None) => match later {
            Some(at) => return l.t1("departures-next-later", "time", l.day_time(at, &cx.zone())),
            None => "departures-next-sending",
        },
    };
    l.t1(key, "name", &row.name)
}

async fn contacts(cx: &Cx, conn: &mut Conn, found: &Departure) -> Result<Vec<ContactView>> {
    let settings: std::sync::Arc<settings::Settings> = cx.app.settings();
    let mut views = Vec::new();
    for on_file in people::contacts(conn, found.person_id).await? {
        let is_private = on_file.contact().is_ok_and(|contact| people::is_private(&settings, &contact));
        let (kind, key) = match (is_private, on_file.failed_at, on_file.confirmed_at) {
            (false, ..) => ("", "departures-contact-company"),
            (true, Some(_), _) => ("alarm", "departures-contact-failed"),
            (true, None, Some(_)) => ("calm", "departures-contact-confirmed"),
            (true, None, None) => ("", "departures-contact-unconfirmed"),
        };
        views.push(ContactView { address: on_file.address, note: cx.l().t(key).into_owned(), kind });
    }
    Ok(views)
}

fn quiet(cx: &Cx, silence: &Silence) -> SilenceView {
    SilenceView {
        text: cx.l().t(words::silence(silence.kind)).into_owned(),
        explained: match silence.kind {
            people::SilenceKind::Deceased => "departures-deceased-text",
            people::SilenceKind::DoNotContact => "departures-silence-text",
            people::SilenceKind::Exit => "departures-exit-text",
        },
        can_lift: silence.kind != people::SilenceKind::Exit,
    }
}

async fn checklist(cx: &Cx, conn: &mut Conn, id: DepartureId) -> Result<Vec<StepView>> {
    let (l, zone) = (cx.l(), cx.zone());
    let steps = sql::steps(conn, id).await?;
    let view = |step: crate::departures::Step| {
        let who = step.done_by.unwrap_or_else(|| l.t("departures-by-machine").into_owned());
        let note =
            step.done_at.map(|at| l.t2("departures-step-done", "name", &who, "time", l.day_time(at, &zone)));
        StepView {
            title: step.title,
            is_done: step.done_at.is_some(),
            note: note.unwrap_or_default(),
            href: format!("/departures/{id}/steps/{}", step.step_id),
        }
    };
    Ok(steps.into_iter().map(view).collect())
}

async fn deeds(cx: &Cx, conn: &mut Conn, id: DepartureId) -> Result<Vec<DeedView>> {
    let (l, zone) = (cx.l(), cx.zone());
    let deeds = sql::deeds(conn, id).await?;
    let view = |deed: crate::departures::model::Deed| {
        // Who decided about somebody, and who wrote about their leaving, stays with HR.
        let is_hidden = matches!(deed.act, Act::DepartureDecided | Act::LeavingChanged)
            && !cx.viewer.may(Can::SeeLeaving);
        let who = deed.name.filter(|_| !is_hidden).unwrap_or_default();
        DeedView { at: l.day_time(deed.at, &zone), what: l.t(journal::words_of(deed.act)).into_owned(), who }
    };
    Ok(deeds.into_iter().map(view).collect())
}
