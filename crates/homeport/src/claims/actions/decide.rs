//! What becomes of a claim.

use keel::clock::Day;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};

use super::{decided, open, until};
use crate::access::{Can, Role};
use crate::app::Cx;
use crate::claims::model::{Claim, ClaimId, State, appeal_words};
use crate::claims::sql::Decided;
use crate::claims::{letters, sql};
use crate::invitations::Ground;
use crate::journal::{self, Act};
use crate::people::{self, EntityId, NewPerson, PersonId, PersonKind, SilenceKind, TombstoneKind};
use crate::{accounts, invitations, members, suspensions};

/// What an officer writes down of somebody who is not on record yet.
#[derive(Clone, Debug)]
pub struct Entry {
    pub entity: EntityId,
    pub department: Option<String>,
    pub title: Option<String>,
    pub started_on: Day,
    pub ended_on: Option<Day>,
}

/// It is somebody on record: their contact goes on file, and they are invited.
pub async fn accept(cx: &Cx, conn: &mut Conn, claim: ClaimId, person: PersonId) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let claim = open(conn, claim).await?;
    decide(cx, conn, &claim, State::Accepted, None).await?;
    bring_back(cx, conn, &claim).await?;
    take_in(cx, conn, &claim, person).await
}

/// Nobody on record is it: they come on record as they tell it, and are invited.
pub async fn enter(cx: &Cx, conn: &mut Conn, claim: ClaimId, entry: &Entry) -> Result<PersonId> {
    cx.viewer.must(Can::RunDepartures)?;
    let claim = open(conn, claim).await?;
    let mut problems = Problems::new();
    if entry.ended_on.is_none_or(|last| last > cx.today()) {
        // Whoever works here is found in the files, not by a claim.
        problems.add("last_day", Text::new("claims-error-last-day"));
    }
    problems.ok()?;
    decide(cx, conn, &claim, State::Accepted, None).await?;
    bring_back(cx, conn, &claim).await?;
    let new = NewPerson {
        name: claim.name.clone(),
        other_names: Vec::new(),
        language: Some(claim.language),
        place: None,
        entity: entry.entity,
        number: None,
        kind: PersonKind::Unknown,
        department: entry.department.clone(),
        title: entry.title.clone(),
        manager: None,
        started_on: entry.started_on,
        ended_on: entry.ended_on,
        contacts: vec![claim.contact()?],
        source: "claim".to_owned(),
    };
    let person = people::actions::add(cx, conn, &new).await?;
    take_in(cx, conn, &claim, person).await?;
    Ok(person)
}

/// Not now: with a neutral ground and the role of who says it, and a way to have it looked at again.
pub async fn refuse(cx: &Cx, conn: &mut Conn, claim: ClaimId, ground: Ground) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let claim = open(conn, claim).await?;
    decide(cx, conn, &claim, State::Refused, Some(ground)).await?;
    letters::refused(cx, conn, &claim, ground, role(cx)).await?;
    journal::note(cx, conn, Act::ClaimRefused, claim.claim_id, Some(ground.word())).await
}

/// Asks for the refusal to be looked at again. Whoever calls this was sent the link.
pub async fn appeal(cx: &Cx, conn: &mut Conn, claim: ClaimId, typed: &str) -> Result<()> {
    let words = appeal_words(typed)?;
    if !sql::appeal(conn, claim, &words, until(cx)).await? {
        return Err(Error::Conflict(Text::new("claims-error-no-appeal")));
    }
    journal::note(cx, conn, Act::ClaimAppealed, claim, None).await
}

fn role(cx: &Cx) -> Role {
    if cx.viewer.is(Role::Hr) { Role::Hr } else { Role::Officer }
}

/// Once: whoever decides a moment later is told.
async fn decide(cx: &Cx, conn: &mut Conn, claim: &Claim, state: State, ground: Option<Ground>) -> Result<()> {
    let decision = Decided {
        state,
        ground,
        role: cx.viewer.person.map(|_| role(cx)),
        by: cx.viewer.person,
        at: cx.now,
        until: until(cx),
        is_vouched: cx.viewer.person.is_none(),
    };
    match sql::decide(conn, claim.claim_id, &decision).await? {
        true => Ok(()),
        false => Err(decided()),
    }
}

/// Whoever had themselves deleted and comes back on their own word is not kept out by it any more.
async fn bring_back(cx: &Cx, conn: &mut Conn, claim: &Claim) -> Result<()> {
    let contact = [claim.contact()?];
    let remembered = people::is_tombstoned(conn, &cx.app.key, None, &contact).await?;
    if remembered == Some(TombstoneKind::Deleted) {
        people::actions::bring_back(cx, conn, None, &contact).await?;
    }
    Ok(())
}

/// The contact goes on file and the invitation to it. Somebody who is a member already has a contact that
/// is theirs: there the new one is asked about first, as when a phone is lost.
async fn take_in(cx: &Cx, conn: &mut Conn, claim: &Claim, person: PersonId) -> Result<()> {
    let on_record = people::person(conn, person).await?;
    match people::silence_of(conn, person).await?.map(|silence| silence.kind) {
        Some(SilenceKind::Deceased) => return Err(Error::Conflict(Text::new("claims-error-deceased"))),
        Some(SilenceKind::Exit) => return Err(Error::Conflict(Text::new("people-problem-exit"))),
        Some(SilenceKind::DoNotContact) => people::actions::lift_silence(cx, conn, person).await?,
        None => {}
    }
    if suspensions::running(conn, person).await?.is_some() {
        return Err(Error::Conflict(Text::new("claims-error-suspended")));
    }
    sql::set_person(conn, claim.claim_id, person).await?;
    let contact = claim.contact()?;
    if members::is_member(conn, person).await? {
        accounts::actions::open_recovery(cx, conn, person, &contact).await?;
    } else {
        people::actions::add_contact(cx, conn, person, &contact, "claim", true).await?;
        if on_record.language.is_none() {
            people::actions::set_language(cx, conn, person, claim.language).await?;
        }
        invitations::actions::invite(cx, conn, person, None).await?;
        letters::accepted(cx, conn, claim, person).await?;
    }
    let how = cx.viewer.person.is_none().then_some("vouched");
    journal::note(cx, conn, Act::ClaimAccepted, person, how).await
}

/// Two who worked there know them. As somebody on record only if nobody else fits, nobody is at the
/// other end of another contact, and nothing speaks of a wish to be left alone: else the officer decides.
pub(super) async fn accept_vouched(cx: &Cx, conn: &mut Conn, claim: &Claim) -> Result<bool> {
    let contact = [claim.contact()?];
    if people::is_tombstoned(conn, &cx.app.key, None, &contact).await?.is_some() {
        return Ok(false);
    }
    let found = crate::claims::find::candidates(conn, claim).await?;
    match found.as_slice() {
        [] => enter_as_told(cx, conn, claim).await,
        [only] if only.score() >= crate::claims::model::LIKELY => {
            let person = only.person_id;
            if !is_free(cx, conn, claim, person).await? {
                return Ok(false);
            }
            accept(cx, conn, claim.claim_id, person).await?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Whether nobody but whoever claims can be reached as this person.
async fn is_free(cx: &Cx, conn: &mut Conn, claim: &Claim, person: PersonId) -> Result<bool> {
    let others = people::private_contacts(conn, &cx.app.settings(), person).await?;
    let is_taken = others.iter().any(|on_file| on_file.address != claim.address);
    let is_silent = people::silence_of(conn, person).await?.is_some();
    let is_suspended = suspensions::running(conn, person).await?.is_some();
    Ok(!is_taken && !is_silent && !is_suspended && !members::is_member(conn, person).await?)
}

async fn enter_as_told(cx: &Cx, conn: &mut Conn, claim: &Claim) -> Result<bool> {
    let entities = people::entities(conn).await?;
    let only = match entities.as_slice() {
        [only] => Some(only.entity_id),
        _ => None,
    };
    let Some(entity) = claim.entity_id.or(only) else { return Ok(false) };
    let Some((started_on, last)) = crate::claims::find::span(claim) else { return Ok(false) };
    let entry = Entry {
        entity,
        department: claim.department.clone(),
        title: None,
        started_on,
        ended_on: Some(last.min(cx.today())),
    };
    enter(cx, conn, claim.claim_id, &entry).await?;
    Ok(true)
}
