//! One person's page.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::Result;

use super::words;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::careers::pages::Stop;
use crate::careers::{self, LearntKind, Step};
use crate::departures;
use crate::freshness;
use crate::invitations;
use crate::people::directory::{self, Eye, Seen};
use crate::people::{self, ContactKind, OnFile, PersonId, SilenceKind, Tenure};
use crate::retention;
use crate::shell::Shell;
use crate::suspensions;

#[derive(Template)]
#[template(path = "people/templates/show.html")]
struct Show {
    s: Shell,
    id: PersonId,
    name: String,
    photo: String,
    line: String,
    other_names: Vec<String>,
    together: String,
    stops: Vec<Stop>,
    /// Where the career is worked on, for its owner and for officers.
    career: String,
    skills: Vec<careers::pages::Line>,
    schools: Vec<careers::pages::Line>,
    contacts: Vec<ContactLine>,
    /// When the record was last confirmed.
    confirmed: String,
    officer: Option<Officer>,
    is_me: bool,
}

/// A way to reach somebody.
pub struct ContactLine {
    pub id: String,
    pub icon: &'static str,
    pub address: String,
    pub href: String,
    pub source: String,
    pub tag: (&'static str, String),
    pub has_failed: bool,
}

/// What only officers see.
struct Officer {
    source: String,
    membership: String,
    invitation: Option<(&'static str, String)>,
    silence: String,
    can_be_invited: bool,
    /// Until when the membership rests; empty where it does not.
    suspended: String,
    can_be_suspended: bool,
    /// Until when they are kept who never answered; empty where no clock runs.
    kept: String,
}

pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: PersonId = id.parse()?;
    let mut conn = cx.read().await?;
    let seen = directory::seen(&mut conn, &Eye::of(&cx.viewer), id).await?;
    let page = page(&cx, &mut conn, seen).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, seen: Seen) -> Result<Show> {
    let id = seen.person_id;
    let is_officer = cx.viewer.may(Can::EditPeople);
    let is_me = cx.viewer.person == Some(id);
    let all = people::tenures(conn, id).await?;
    let shown: &[Tenure] = if seen.sees_tenures { &all } else { &[] };
    let mine = match cx.viewer.person.filter(|_| !is_me) {
        Some(me) => people::tenures(conn, me).await?,
        None => Vec::new(),
    };
    let mut other_names: Vec<String> = Vec::new();
    for other in directory::other_names(conn, &Eye::of(&cx.viewer), id).await? {
        if !other_names.contains(&other.name) {
            other_names.push(other.name);
        }
    }
    let positions = careers::positions(conn, &Eye::of(&cx.viewer), id).await?;
    let mut stops = Vec::new();
    for step in careers::joined(shown, &positions, cx.today()) {
        stops.push(match step {
            Step::Here(tenure) => line(cx, conn, tenure, seen.sees_number, is_officer).await?,
            Step::Elsewhere(position) => {
                let is_known = is_officer || is_me;
                let note =
                    if is_known { careers::pages::note(cx, conn, position).await? } else { String::new() };
                careers::pages::elsewhere(cx, position, note)
            }
        });
    }
    let learnt = careers::learnt(conn, &Eye::of(&cx.viewer), id).await?;
    let number = all.iter().rev().find_map(|tenure| tenure.number.clone()).filter(|_| seen.sees_number);
    Ok(Show {
        s: cx.shell("people"),
        id,
        photo: seen.photo_id.map(|photo| format!("/people/{id}/photo?v={photo}")).unwrap_or_default(),
        line: words::dotted([
            number.map(|number| cx.l().t1("people-number-is", "number", number)),
            seen.place.clone(),
            since(cx, &seen),
        ]),
        other_names,
        together: words::together(cx.l(), &mine, shown, cx.today()).unwrap_or_default(),
        stops,
        career: if is_officer || is_me { format!("/careers/{id}") } else { String::new() },
        skills: careers::pages::lines(cx, &learnt, LearntKind::Skill),
        schools: careers::pages::lines(cx, &learnt, LearntKind::School),
        contacts: reachable(cx, conn, &seen, is_officer).await?,
        confirmed: freshness::pages::confirmed(cx, conn, id, is_officer || is_me).await?,
        officer: if is_officer { Some(officer(cx, conn, &seen).await?) } else { None },
        name: seen.name,
        is_me,
    })
}

fn since(cx: &Cx, seen: &Seen) -> Option<String> {
    let day = seen.joined_at?.day_in(cx.app.settings().zone());
    Some(cx.l().t1("people-member-since", "month", cx.l().month(day)))
}

async fn line(
    cx: &Cx,
    conn: &mut Conn,
    tenure: &Tenure,
    sees_number: bool,
    is_officer: bool,
) -> Result<Stop> {
    let l = cx.l();
    let entity = tenure.entity_in(cx.lang).to_owned();
    let title = words::dotted([tenure.title.clone(), tenure.department.clone()]);
    let number = tenure.number.clone().filter(|_| sees_number);
    let years = words::years(l, tenure.started_on, tenure.ended_on, cx.today());
    let mut line = Stop {
        is_ours: true,
        line: words::dotted([Some(years), (!title.is_empty()).then(|| entity.clone()), number]),
        title: if title.is_empty() { entity } else { title },
        organisation: String::new(),
        href: String::new(),
        what: String::new(),
        note: String::new(),
        tag: String::new(),
        departure: String::new(),
        base: String::new(),
    };
    if is_officer {
        let source = directory::source_of(conn, tenure.tenure_id).await?;
        let kind = words::kind(l, tenure.kind);
        let manager = match tenure.manager_id {
            Some(manager) => Some(people::person(conn, manager).await?.name),
            None => None,
        };
        let manager = manager.map(|name| l.t1("people-managed-by", "name", name));
        let known = words::known_from(cx, &source, tenure.tenure_id.0.made_at());
        line.note = words::dotted([Some(kind), manager, Some(known)]);
        let departure = departures::of_tenure(conn, tenure.tenure_id).await?;
        line.departure = departure.map(|it| format!("/departures/{}", it.departure_id)).unwrap_or_default();
    }
    Ok(line)
}

/// For officers everything on file; for others what its owner shows them and what still works.
async fn reachable(cx: &Cx, conn: &mut Conn, seen: &Seen, is_officer: bool) -> Result<Vec<ContactLine>> {
    if !is_officer && !seen.sees_contact {
        return Ok(Vec::new());
    }
    let contacts = people::contacts(conn, seen.person_id).await?;
    Ok(contacts
        .iter()
        .filter(|on_file| is_officer || on_file.failed_at.is_none())
        .map(|on_file| contact(cx, on_file, is_officer))
        .collect())
}

pub fn contact(cx: &Cx, on_file: &OnFile, is_officer: bool) -> ContactLine {
    let (l, now) = (cx.l(), cx.now);
    let (icon, scheme) = match on_file.kind {
        ContactKind::Mobile => ("phone", "tel"),
        ContactKind::Mail => ("mail", "mailto"),
    };
    let is_private = on_file.contact().is_ok_and(|contact| people::is_private(&cx.app.settings(), &contact));
    let tag = match (on_file.failed_at, on_file.confirmed_at) {
        _ if !is_officer => ("", String::new()),
        (Some(at), _) => ("alarm", l.t1("people-contact-failed", "ago", l.ago(now, at))),
        (None, _) if !is_private => ("lamp", l.t("people-contact-company").into_owned()),
        (None, Some(at)) => ("calm", l.t1("people-contact-confirmed", "ago", l.ago(now, at))),
        (None, None) => ("", l.t("people-contact-unconfirmed").into_owned()),
    };
    let source = words::known_from(cx, &on_file.source, on_file.contact_id.0.made_at());
    ContactLine {
        id: on_file.contact_id.to_string(),
        icon,
        href: format!("{scheme}:{}", on_file.address),
        address: on_file.address.clone(),
        source: if is_officer { source } else { String::new() },
        tag,
        has_failed: on_file.failed_at.is_some(),
    }
}

async fn officer(cx: &Cx, conn: &mut Conn, seen: &Seen) -> Result<Officer> {
    let l = cx.l();
    let person = people::person(conn, seen.person_id).await?;
    let silence = people::silence_of(conn, seen.person_id).await?;
    let invitation = invitations::of_person(conn, seen.person_id).await?;
    let is_invited = invitation.as_ref().is_some_and(|invitation| invitation.state.is_living());
    let suspension = suspensions::running(conn, seen.person_id).await?;
    let until = suspension.map(|it| l.day(it.until_at.day_in(cx.app.settings().zone())));
    let membership = match (seen.ordinal, seen.joined_at) {
        (Some(ordinal), Some(at)) => {
            let day = l.day(at.day_in(cx.app.settings().zone()));
            l.t2("people-membership", "ordinal", ordinal, "day", day)
        }
        _ if until.is_some() => l.t("suspensions-membership").into_owned(),
        _ => l.t("people-membership-none").into_owned(),
    };
    Ok(Officer {
        source: words::known_from(cx, &person.source, person.created_at),
        membership,
        invitation: invitation
            .map(|invitation| (state(invitation.state), l.ago(cx.now, invitation.created_at))),
        kept: kept(cx, conn, seen.person_id).await?,
        can_be_invited: seen.joined_at.is_none() && silence.is_none() && !is_invited && until.is_none(),
        can_be_suspended: seen.joined_at.is_some(),
        suspended: until.map(|day| l.t1("suspensions-until", "day", day)).unwrap_or_default(),
        silence: silence.map(|it| stopped(cx, it.kind, it.since_at)).unwrap_or_default(),
    })
}

async fn kept(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<String> {
    let l = cx.l();
    let latest = retention::running(conn, person).await?.into_iter().max_by_key(|clock| clock.due_at);
    let day = |at: keel::clock::Time| l.day(at.day_in(&cx.zone()));
    Ok(latest
        .map(|it| l.t2("retention-of-person", "day", day(it.due_at), "first", day(it.starts_at)))
        .unwrap_or_default())
}

pub fn stopped(cx: &Cx, kind: SilenceKind, since_at: keel::clock::Time) -> String {
    let key = match kind {
        SilenceKind::Deceased => "people-silence-deceased-since",
        SilenceKind::DoNotContact => "people-silence-contact-since",
        SilenceKind::Exit => "people-silence-exit-since",
    };
    cx.l().t1(key, "day", cx.l().day(since_at.day_in(cx.app.settings().zone())))
}

const fn state(state: invitations::State) -> &'static str {
    match state {
        invitations::State::Waiting => "people-invitation-waiting",
        invitations::State::Open => "people-invitation-open",
        invitations::State::Joined => "people-invitation-joined",
        invitations::State::Declined => "people-invitation-declined",
        invitations::State::Never => "people-invitation-never",
        invitations::State::Revoked => "people-invitation-revoked",
        invitations::State::Expired => "people-invitation-expired",
    }
}
