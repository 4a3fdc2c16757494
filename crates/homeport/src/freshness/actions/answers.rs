//! What whoever was asked does, and what becomes of the messages.

use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::partial::Partial;
use keel::post::{Delivered, Fate};

use super::{reach, work};
use crate::app::Cx;
use crate::careers::{self, Entry, Position, Source};
use crate::exits::{self, Exit};
use crate::freshness::model::{Ask, AskId, Rhythm, Step};
use crate::freshness::sql;
use crate::journal::{self, Act};
use crate::members::{self, Purpose};
use crate::people::{self, PersonId};

/// "Still right": the person's own word or an officer's, about the whole record and every position in it.
pub async fn confirm(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    people::actions::confirm(cx, conn, person).await?;
    careers::actions::confirm_all(cx, conn, person).await?;
    let by = if cx.viewer.person == Some(person) { "person" } else { "officer" };
    journal::note(cx, conn, Act::RecordConfirmed, person.0, Some(by)).await
}

/// The same, from the link. `cx` speaks for the person, as in all that follows.
pub async fn confirm_from(cx: &Cx, conn: &mut Conn, ask: &Ask) -> Result<()> {
    confirm(cx, conn, ask.person_id).await?;
    open(cx, conn, ask).await?;
    reach(cx, conn, ask, Step::Confirmed).await
}

/// The page was before somebody's eyes.
pub async fn open(cx: &Cx, conn: &mut Conn, ask: &Ask) -> Result<()> {
    reach(cx, conn, ask, Step::Opened).await
}

/// One thing that somebody corrects.
#[derive(Debug)]
pub enum Correction {
    Name(String),
    /// Nothing typed: nobody knows any more.
    Place(String),
    /// Kept as unconfirmed: a forwarded link lets nobody in, so its owner confirms it once signed in.
    Contact(Contact),
    Job {
        organisation: String,
        title: String,
        is_new: bool,
    },
}

pub async fn correct(cx: &Cx, conn: &mut Conn, ask: &Ask, correction: &Correction) -> Result<()> {
    let person = ask.person_id;
    match correction {
        Correction::Name(name) => people::actions::set_name(cx, conn, person, name).await?,
        Correction::Place(place) => people::actions::set_place(cx, conn, person, Some(place)).await?,
        Correction::Contact(contact) => {
            if !people::is_private(&cx.app.settings(), contact) {
                return Err(Error::invalid("contact", Text::new("invitations-error-company-address")));
            }
            people::actions::add_contact(cx, conn, person, contact, "self", false).await?;
        }
        Correction::Job { organisation, title, is_new } => {
            job(cx, conn, person, (organisation, title), *is_new).await?;
        }
    }
    open(cx, conn, ask).await?;
    reach(cx, conn, ask, Step::Corrected).await
}

/// Where somebody works now: said better, or another job, by which the one before is over.
async fn job(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    (organisation, title): (&str, &str),
    is_new: bool,
) -> Result<()> {
    let now = current(cx, conn, person).await?;
    let (organisation, title) = (organisation.to_owned(), Some(title.to_owned()));
    let this_month = cx.today().to_string().get(..7).and_then(Partial::parse);
    match now {
        Some(position) if !is_new => {
            let entry = Entry { organisation, title, source: Source::Letter, ..position.entry() };
            careers::actions::correct(cx, conn, person, position.position_id, entry).await
        }
        before => {
            if let Some(position) = before {
                let entry = Entry { ended: this_month, ..position.entry() };
                careers::actions::correct(cx, conn, person, position.position_id, entry).await?;
            }
            let entry = Entry {
                organisation,
                title,
                place: None,
                is_founder: false,
                started: this_month.filter(|_| is_new),
                ended: None,
                what: None,
                source: Source::Letter,
            };
            careers::actions::add(cx, conn, person, entry).await.map(drop)
        }
    }
}

/// The job that somebody has now, the latest told if there are several.
pub(in crate::freshness) async fn current(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
) -> Result<Option<Position>> {
    let eye = people::directory::Eye::of(&cx.viewer);
    let mut all = careers::positions(conn, &eye, person).await?;
    all.retain(|position| position.is_now(cx.today()));
    Ok(all.into_iter().max_by_key(|position| position.position_id))
}

/// How often somebody wants to be asked. Never, and the consent is taken back; otherwise it is given.
pub async fn set_rhythm(cx: &Cx, conn: &mut Conn, person: PersonId, rhythm: Rhythm) -> Result<()> {
    if cx.viewer.person != Some(person) {
        return Err(Error::NotFound);
    }
    sql::asks::set_rhythm(conn, person, rhythm, cx.now).await?;
    if members::is_member(conn, person).await? {
        let is_given = rhythm != Rhythm::Never;
        members::actions::set_consent(cx, conn, person, Purpose::Freshness, is_given).await?;
    }
    journal::note(cx, conn, Act::RhythmChosen, person.0, Some(rhythm.word())).await
}

/// Leaves the alliance from the link, as on one's own page.
pub async fn leave(cx: &Cx, conn: &mut Conn, ask: &Ask) -> Result<Exit> {
    let exit = exits::actions::ask(cx, conn).await?;
    open(cx, conn, ask).await?;
    reach(cx, conn, ask, Step::Left).await?;
    Ok(exit)
}

/// Whoever left from a link stays after all.
pub async fn stayed(conn: &mut Conn, person: PersonId) -> Result<()> {
    for ask in sql::asks::left(conn, person).await? {
        if sql::asks::take_back(conn, &ask, Step::Left).await? {
            sql::add(conn, ask.campaign_id, Step::Left, -1).await?;
        }
    }
    Ok(())
}

/// Somebody is deleted. Of whoever left from a link the campaign keeps the number.
pub async fn forget(conn: &mut Conn, person: PersonId) -> Result<()> {
    for ask in sql::asks::left(conn, person).await? {
        sql::add(conn, ask.campaign_id, Step::Deleted, 1).await?;
    }
    Ok(())
}

/// What became of a message, told by the outbox in the transaction that marks it.
pub async fn delivered(cx: &Cx, conn: &mut Conn, delivered: &Delivered) -> Result<()> {
    let Some(id) = delivered.about.map(AskId) else { return Ok(()) };
    let Some(ask) = sql::asks::ask(conn, id).await? else { return Ok(()) };
    match delivered.fate {
        Fate::Accepted => Ok(()),
        Fate::Failed { .. } => work::bounced(cx, conn, &ask).await,
    }
}
