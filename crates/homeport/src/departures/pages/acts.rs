//! What an officer does to one departure from its page or from the list.

use axum::extract::Path;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use super::words::{self, DayForm, told};
use crate::app::{Answer, Cx};
use crate::departures::{Decision, DepartureId, Verdict, actions, departure};
use crate::people::{self, SilenceKind};
use crate::shell::Form;
use crate::{invitations, shell};

fn page(id: DepartureId) -> String {
    format!("/departures/{id}")
}

pub async fn name_of(conn: &mut Conn, id: DepartureId) -> Result<String> {
    let person = departure(conn, id).await?.person_id;
    Ok(people::person(conn, person).await?.name)
}

/// What happens next, now that the formalities are complete.
pub async fn said_of_completion(cx: &Cx, conn: &mut Conn, id: DepartureId) -> Result<Text> {
    let found = departure(conn, id).await?;
    let name = people::person(conn, found.person_id).await?.name;
    let key = match found.verdict {
        Verdict::Held => "departures-done-complete-held",
        Verdict::NotInvited => "departures-done-complete-not-invited",
        Verdict::Never => "departures-done-complete-never",
        Verdict::Invite => return said_of_invitation(cx, conn, id, name).await,
    };
    Ok(Text::new(key).with("name", name))
}

async fn said_of_invitation(cx: &Cx, conn: &mut Conn, id: DepartureId, name: String) -> Result<Text> {
    let person = departure(conn, id).await?.person_id;
    let invitation = invitations::of_departure(conn, id).await?;
    if let Some(later) = invitation.map(|invitation| invitation.send_at).filter(|at| *at > cx.now) {
        let at = cx.l().day_time(later, &cx.zone());
        return Ok(Text::new("departures-done-complete-later").with("name", name).with("time", at));
    }
    let contacts = people::private_contacts(conn, &cx.app.settings(), person).await?;
    let key = if contacts.is_empty() { "departures-done-complete-kit" } else { "departures-done-complete" };
    Ok(Text::new(key).with("name", name))
}

pub async fn complete(cx: Cx, Path(id): Path<DepartureId>, Form(form): Form<BackForm>) -> Answer {
    let back = if form.to.is_empty() { page(id) } else { shell::pages::own_path(&form.to).to_owned() };
    let done = async {
        let mut conn = cx.begin().await?;
        actions::complete(&cx, &mut conn, id).await?;
        let said = said_of_completion(&cx, &mut conn, id).await?;
        cx.commit(conn).await?;
        cx.done(&back, &said)
    };
    told(&cx, &back, done.await)
}

/// One who left long ago is written to now, without waiting for a wave.
pub async fn release(cx: Cx, Path(id): Path<DepartureId>) -> Answer {
    let done = async {
        let mut conn = cx.begin().await?;
        actions::release(&cx, &mut conn, id).await?;
        let name = name_of(&mut conn, id).await?;
        let said = said_of_invitation(&cx, &mut conn, id, name).await?;
        cx.commit(conn).await?;
        cx.done(&page(id), &said)
    };
    told(&cx, &page(id), done.await)
}

/// Where an act came from.
#[derive(Deserialize, Default)]
pub struct BackForm {
    #[serde(default)]
    to: String,
}

pub async fn agree(cx: Cx, Path(id): Path<DepartureId>, Form(form): Form<DayForm>) -> Answer {
    let done = async {
        let mut problems = Problems::new();
        let day = words::day_of(&mut problems, "last_day", &form.last_day);
        if day.is_none() && problems.is_empty() {
            problems.add("last_day", Text::new("departures-problem-day-missing"));
        }
        let Some(day) = day else { return Err(Error::Invalid(problems)) };
        let mut conn = cx.begin().await?;
        actions::agree(&cx, &mut conn, id, day).await?;
        let name = name_of(&mut conn, id).await?;
        cx.commit(conn).await?;
        let said = Text::new("departures-done-day").with("name", name).with("day", cx.l().day(day));
        cx.done(&page(id), &said)
    };
    told(&cx, &page(id), done.await)
}

pub async fn put_off(cx: Cx, Path(id): Path<DepartureId>, Form(form): Form<DayForm>) -> Answer {
    let done = async {
        let mut problems = Problems::new();
        let day = words::day_of(&mut problems, "last_day", &form.last_day);
        problems.ok()?;
        let mut conn = cx.begin().await?;
        actions::put_off(&cx, &mut conn, id, day).await?;
        let name = name_of(&mut conn, id).await?;
        cx.commit(conn).await?;
        let said = match day {
            Some(day) => Text::new("departures-done-day").with("name", name).with("day", cx.l().day(day)),
            None => Text::new("departures-done-intended").with("name", name),
        };
        cx.done(&page(id), &said)
    };
    told(&cx, &page(id), done.await)
}

pub async fn withdraw(cx: Cx, Path(id): Path<DepartureId>) -> Answer {
    let mut conn = cx.begin().await?;
    actions::withdraw(&cx, &mut conn, id).await?;
    let name = name_of(&mut conn, id).await?;
    cx.commit(conn).await?;
    cx.done(&page(id), &Text::new("departures-done-withdrawn").with("name", name))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct DecideForm {
    decision: String,
    note: String,
}

pub async fn decide(cx: Cx, Path(id): Path<DepartureId>, Form(form): Form<DecideForm>) -> Answer {
    let done = async {
        let decision = Decision::from_word(&form.decision).ok_or(Error::NotFound)?;
        let mut conn = cx.begin().await?;
        let is_past = departure(&mut conn, id).await?.is_past;
        actions::decide(&cx, &mut conn, &[id], decision, &form.note).await?;
        let name = name_of(&mut conn, id).await?;
        cx.commit(conn).await?;
        let key = match decision {
            Decision::Invite if is_past => "departures-done-decided-past",
            Decision::Invite => "departures-done-decided-invite",
            Decision::Decline => "departures-done-decided-decline",
        };
        cx.done(&page(id), &Text::new(key).with("name", name))
    };
    told(&cx, &page(id), done.await)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ContactForm {
    contact: String,
}

/// A private mobile or mail address; an invitation that waits for one can then go out.
pub async fn add_contact(cx: Cx, Path(id): Path<DepartureId>, Form(form): Form<ContactForm>) -> Answer {
    let done = async {
        let contact = Contact::parse(&form.contact, "CN")?;
        if !people::is_private(&cx.app.settings(), &contact) {
            return Err(Error::invalid("contact", Text::new("departures-problem-company-address")));
        }
        let mut conn = cx.begin().await?;
        let person = departure(&mut conn, id).await?.person_id;
        let invitation = invitations::of_departure(&mut conn, id).await?;
        let waits = |invitation: &invitations::Invitation| {
            invitation.state.is_living() && invitation.handed_at.is_none() && invitation.send_at <= cx.now
        };
        match invitation.filter(waits).map(|invitation| invitation.invitation_id) {
            Some(waiting) => invitations::actions::send_to(&cx, &mut conn, waiting, &contact).await?,
            None => {
                people::actions::add_contact(&cx, &mut conn, person, &contact, "departure", false).await?;
            }
        }
        cx.commit(conn).await?;
        cx.done(&page(id), &Text::new("departures-done-contact").with("contact", contact.masked()))
    };
    told(&cx, &page(id), done.await)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SilenceForm {
    kind: String,
}

pub async fn silence(cx: Cx, Path(id): Path<DepartureId>, Form(form): Form<SilenceForm>) -> Answer {
    let kind = SilenceKind::from_word(&form.kind);
    let mut conn = cx.begin().await?;
    let person = departure(&mut conn, id).await?.person_id;
    people::actions::silence(&cx, &mut conn, person, kind.ok_or(Error::NotFound)?).await?;
    actions::judge(&cx, &mut conn, id).await?;
    let name = name_of(&mut conn, id).await?;
    cx.commit(conn).await?;
    cx.done(&page(id), &Text::new("departures-done-silenced").with("name", name))
}

pub async fn lift_silence(cx: Cx, Path(id): Path<DepartureId>) -> Answer {
    let mut conn = cx.begin().await?;
    let person = departure(&mut conn, id).await?.person_id;
    people::actions::lift_silence(&cx, &mut conn, person).await?;
    actions::judge(&cx, &mut conn, id).await?;
    let name = name_of(&mut conn, id).await?;
    cx.commit(conn).await?;
    cx.done(&page(id), &Text::new("departures-done-silence-lifted").with("name", name))
}
