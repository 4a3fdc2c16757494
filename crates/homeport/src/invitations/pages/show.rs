//! One invitation for the officer: its clock, its ways, its link, and what to do when one way is shut.

use askama::Template;
use axum::extract::Path;
use keel::clock::Time;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use super::lists::channel;
use crate::app::{Answer, Cx};
use crate::invitations::model::{Channel, HandoverState, Invitation, State, is_late};
use crate::invitations::sql::lists::{self, Handover};
use crate::invitations::whom;
use crate::invitations::{InvitationId, actions, letters, sql, url};
use crate::people::{self, PersonId};
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "invitations/templates/show.html")]
struct Show {
    s: Shell,
    id: InvitationId,
    name: String,
    person: PersonId,
    line: String,
    state: String,
    steps: Vec<Step>,
    is_living: bool,
    may_renew: bool,
    link: String,
    share: String,
    handovers: Vec<Way>,
    contacts: Vec<String>,
    contact: String,
    problems: Vec<Problem>,
}

struct Step {
    label: String,
    at: String,
    state: &'static str,
}

struct Way {
    what: String,
    at: String,
    tag: (&'static str, String),
}

impl Show {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// `GET /invitations/{id}`
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: InvitationId = id.parse()?;
    let mut conn = cx.read().await?;
    let page = page(&cx, &mut conn, id, String::new(), Vec::new()).await?;
    cx.show(&page)
}

async fn page(
    cx: &Cx,
    conn: &mut Conn,
    id: InvitationId,
    contact: String,
    problems: Vec<Problem>,
) -> Result<Show> {
    let invitation = sql::invitation(conn, id).await?;
    let whom = whom::whom(cx, conn, &invitation).await?;
    let start = lists::completed_at(conn, id).await?.unwrap_or(invitation.created_at);
    let latest = whom.tenures.first();
    let department = latest.and_then(|tenure| tenure.department.as_deref());
    let line: Vec<&str> = [whom.number(), department].into_iter().flatten().collect();
    let on_file = people::contacts(conn, invitation.person_id).await?;
    let zone = cx.zone();
    let handovers = lists::handovers(conn, id).await?;
    Ok(Show {
        s: cx.shell("departures"),
        id,
        name: whom.person.name.clone(),
        person: invitation.person_id,
        line: line.join(" · "),
        state: state(cx, &invitation),
        steps: steps(cx, &invitation, start),
        is_living: invitation.state.is_living(),
        may_renew: !matches!(invitation.state, State::Joined | State::Never),
        link: url(&cx.app, invitation.invitation_id, invitation.version),
        share: letters::share(cx, &invitation, &whom),
        handovers: handovers.iter().map(|one| way(cx, one, &zone)).collect(),
        contacts: on_file.iter().filter_map(|known| reached(cx, known)).collect(),
        contact,
        problems,
    })
}

fn reached(cx: &Cx, known: &people::OnFile) -> Option<String> {
    let contact = known.contact().ok()?;
    let key = match (known.failed_at, people::is_private(&cx.app.settings(), &contact)) {
        (Some(_), _) => "invitations-contact-failed",
        (None, false) => "invitations-contact-company",
        (None, true) => "invitations-contact-works",
    };
    let shown = contact.mobile().map_or_else(|| contact.as_str().to_owned(), |mobile| mobile.shown());
    Some(cx.l().t1(key, "contact", shown))
}

fn state(cx: &Cx, invitation: &Invitation) -> String {
    let l = cx.l();
    let day = |at| letters::until(cx, l, at);
    match invitation.state {
        State::Waiting if invitation.send_at > cx.now => {
            l.t1("invitations-state-waiting", "at", l.day_time(invitation.send_at, &cx.zone()))
        }
        State::Waiting | State::Open if is_late(invitation, cx.now) => {
            l.t("invitations-state-late").into_owned()
        }
        State::Waiting | State::Open => l.t1("invitations-state-open", "day", day(invitation.expires_at)),
        State::Joined => l.t("invitations-state-joined").into_owned(),
        State::Declined => l.t("invitations-state-declined").into_owned(),
        State::Never => l.t("invitations-state-never").into_owned(),
        State::Revoked => l.t("invitations-state-revoked").into_owned(),
        State::Expired => l.t1("invitations-state-expired", "day", day(invitation.expires_at)),
    }
}

/// Formalities complete → handed over → opened → joined, in minutes from the first.
fn steps(cx: &Cx, invitation: &Invitation, start: Time) -> Vec<Step> {
    let l = cx.l();
    let joined = (invitation.state == State::Joined).then_some(invitation.ended_at).flatten();
    let reached = [Some(start), invitation.handed_at, invitation.opened_at, joined];
    let labels = [
        "invitations-step-complete",
        "invitations-step-handed",
        "invitations-step-opened",
        "invitations-step-joined",
    ];
    let next = if invitation.state.is_living() { reached.iter().position(Option::is_none) } else { None };
    let zone = cx.zone();
    labels
        .into_iter()
        .zip(reached)
        .enumerate()
        .map(|(at, (label, reached))| Step {
            label: l.t(label).into_owned(),
            at: match (at, reached) {
                (0, Some(time)) => {
                    format!("{} {}", l.short_day(time.day_in(&zone), cx.today()), l.time(time, &zone))
                }
                (_, Some(time)) => {
                    l.t1("invitations-step-after", "took", l.minutes(time.ms_since(start).max(0)))
                }
                (_, None) => String::new(),
            },
            state: match reached {
                Some(_) => "done",
                None if next == Some(at) && at == 1 && is_late(invitation, cx.now) => "late",
                None if next == Some(at) => "now",
                None => "",
            },
        })
        .collect()
}

fn way(cx: &Cx, one: &Handover, zone: &keel::clock::TimeZone) -> Way {
    let l = cx.l();
    let by = l.t(channel(one.channel));
    let whom = one.address.clone().or_else(|| one.by.clone()).unwrap_or_default();
    Way {
        what: if whom.is_empty() { by.into_owned() } else { format!("{by} · {whom}") },
        at: l.day_time(one.at, zone),
        tag: match one.state {
            HandoverState::Sending => ("lamp", l.t("invitations-way-sending").into_owned()),
            HandoverState::Handed => ("calm", l.t("invitations-way-handed").into_owned()),
            HandoverState::Withdrawn => ("", l.t("invitations-way-withdrawn").into_owned()),
            HandoverState::Failed => ("alarm", l.t("invitations-way-failed").into_owned()),
        },
    }
}

/// What an act needs of the invitation it was done to, for the words that follow.
async fn name_of(conn: &mut Conn, id: InvitationId) -> Result<String> {
    let person = sql::invitation(conn, id).await?.person_id;
    Ok(people::person(conn, person).await?.name)
}

#[derive(Deserialize)]
pub struct HandedForm {
    #[serde(default)]
    channel: String,
}

/// `POST /invitations/{id}/handed`: a person passed it on.
pub async fn handed(cx: Cx, Path(id): Path<String>, Form(form): Form<HandedForm>) -> Answer {
    let id: InvitationId = id.parse()?;
    let channel = Channel::from_word(&form.channel).filter(|channel| channel.is_by_hand());
    let channel = channel.ok_or(Error::NotFound)?;
    let mut conn = cx.begin().await?;
    let name = name_of(&mut conn, id).await?;
    actions::note_handed(&cx, &mut conn, id, channel).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/invitations/{id}#share"), &Text::new("invitations-done-handed").with("name", name))
}

/// `POST /invitations/{id}/send`: the same link once more.
pub async fn send(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: InvitationId = id.parse()?;
    let mut conn = cx.begin().await?;
    let name = name_of(&mut conn, id).await?;
    let sent = actions::send_again(&cx, &mut conn, id).await?;
    cx.commit(conn).await?;
    let path = format!("/invitations/{id}");
    match sent {
        0 => cx.sorry(&path, &Text::new("invitations-done-nowhere").with("name", name)),
        _ => cx.done(&path, &Text::new("invitations-done-sent").with("name", name)),
    }
}

/// `POST /invitations/{id}/renew`: a new link, the old one ends.
pub async fn renew(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: InvitationId = id.parse()?;
    let mut conn = cx.begin().await?;
    let name = name_of(&mut conn, id).await?;
    actions::renew(&cx, &mut conn, id).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/invitations/{id}"), &Text::new("invitations-done-renewed").with("name", name))
}

/// `POST /invitations/{id}/revoke`
pub async fn revoke(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: InvitationId = id.parse()?;
    let mut conn = cx.begin().await?;
    let name = name_of(&mut conn, id).await?;
    actions::revoke(&cx, &mut conn, id).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/invitations/{id}"), &Text::new("invitations-done-revoked").with("name", name))
}

#[derive(Deserialize)]
pub struct ContactForm {
    #[serde(default)]
    contact: String,
}

/// `POST /invitations/{id}/contact`: another way to reach somebody.
pub async fn contact(cx: Cx, Path(id): Path<String>, Form(form): Form<ContactForm>) -> Answer {
    let id: InvitationId = id.parse()?;
    let mut problems = Problems::default();
    let contact = problems.take(Contact::parse(&form.contact, "CN"))?;
    let done = match contact {
        Some(contact) => {
            let mut conn = cx.begin().await?;
            let name = name_of(&mut conn, id).await?;
            match actions::send_to(&cx, &mut conn, id, &contact).await {
                Ok(()) => {
                    cx.commit(conn).await?;
                    Ok(name)
                }
                Err(error) => Err(error),
            }
        }
        None => Err(Error::Invalid(problems)),
    };
    match done {
        Ok(name) => {
            cx.done(&format!("/invitations/{id}"), &Text::new("invitations-done-sent").with("name", name))
        }
        Err(Error::Invalid(problems)) => {
            let told = cx.problems(&problems, &[("contact", "invitations-contact-new")]);
            let mut conn = cx.read().await?;
            cx.invalid(&page(&cx, &mut conn, id, form.contact, told).await?)
        }
        Err(error) => Err(error),
    }
}
