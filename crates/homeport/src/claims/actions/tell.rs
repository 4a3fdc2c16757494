//! Somebody tells that they worked here, and shows that the contact is theirs.

use keel::db::Conn;
use keel::error::{Error, OnUnique, Result, Text};
use keel::jobs::enqueue;
use keel::secret::random_code;

use super::{erase, until};
use crate::app::Cx;
use crate::claims::jobs::{AnswerClaim, AskToVouch};
use crate::claims::model::{CODE_LIFE, CODE_TRIES, CONFIRM_DAYS, Claim, ClaimId, State, Told};
use crate::claims::{is_open, letters, sql};
use crate::journal::{self, Act};
use crate::people::{self, PersonId, SilenceKind};
use crate::{members, suspensions};

/// Notes what somebody tells. Nothing of it depends on who is on record: that is the job's.
pub async fn tell(cx: &Cx, conn: &mut Conn, told: &Told) -> Result<ClaimId> {
    if !is_open(&cx.app) {
        return Err(Error::NotFound);
    }
    if !people::is_private(&cx.app.settings(), &told.contact) {
        return Err(Error::invalid("contact", Text::new("invitations-error-company-address")));
    }
    let claim = Claim {
        claim_id: ClaimId::next(&cx.app.ids, cx.now),
        state: State::New,
        name: told.name.clone(),
        from_year: told.from_year,
        to_year: told.to_year,
        entity_id: told.entity,
        department: told.department.clone(),
        colleague: told.colleague.clone(),
        address: told.contact.as_str().to_lowercase(),
        language: told.language,
        may_ask: told.may_ask,
        told_at: cx.now,
        confirmed_at: None,
        until_at: cx.now.plus_days(CONFIRM_DAYS),
        decided_at: None,
        decided_role: None,
        ground: None,
        is_vouched: false,
        appeal: None,
        person_id: None,
    };
    sql::insert(conn, &claim).await?;
    journal::note(cx, conn, Act::ClaimTold, claim.claim_id, None).await?;
    enqueue(conn, &cx.app.ids, cx.now, &AnswerClaim { claim: claim.claim_id }).await?;
    Ok(claim.claim_id)
}

/// Sends a code and a link to the contact told. A member is told at the contact on file that they are one,
/// and gets no code: the claim goes by itself.
pub async fn send_code(cx: &Cx, conn: &mut Conn, claim: ClaimId) -> Result<()> {
    let Some(claim) = sql::claim(conn, claim).await?.filter(|claim| claim.state == State::New) else {
        return Ok(());
    };
    if let Some(member) = member_at(conn, &claim.address).await? {
        return letters::already(cx, conn, &claim, member).await;
    }
    let code = random_code();
    if sql::set_code(conn, claim.claim_id, &hash(cx, claim.claim_id, &code)).await? {
        letters::confirm(cx, conn, &claim, &code).await?;
    }
    Ok(())
}

/// Who holds this contact and is a member, also one whose membership rests.
async fn member_at(conn: &mut Conn, address: &str) -> Result<Option<PersonId>> {
    for person in people::holders(conn, address).await? {
        let silence = people::silence_of(conn, person).await?;
        if silence.is_some_and(|silence| silence.kind == SilenceKind::Deceased) {
            continue;
        }
        if members::is_member(conn, person).await? || suspensions::running(conn, person).await?.is_some() {
            return Ok(Some(person));
        }
    }
    Ok(None)
}

fn hash(cx: &Cx, claim: ClaimId, code: &str) -> Vec<u8> {
    cx.app.key.hash("claims.code", &format!("{claim} {code}"))
}

/// Whoever claims typed the code. Nothing when it is wrong, which the caller commits, for the try counts;
/// something is written whether there is such a claim or not, so that both take as long.
pub async fn confirm_by_code(
    cx: &Cx,
    conn: &mut Conn,
    claim: ClaimId,
    typed: &str,
) -> Result<Option<ClaimId>> {
    let sent = sql::code(conn, claim).await?;
    sql::count_try(conn, claim).await?;
    let wanted = hash(cx, claim, typed);
    let is_right = sent.is_some_and(|sent| {
        sent.tries < CODE_TRIES && sent.code_hash == Some(wanted) && cx.now.since(sent.told_at) <= CODE_LIFE
    });
    if is_right { confirm(cx, conn, claim).await.map(Some) } else { Ok(None) }
}

/// The contact is theirs: by the link that only its reader has, or by the code. The claim that stands from
/// now on: of one contact there is one. Other words take the place of what waits, for whoever vouched did
/// so for the words they saw; what was decided stays, and is appealed against.
pub async fn confirm(cx: &Cx, conn: &mut Conn, claim: ClaimId) -> Result<ClaimId> {
    let claim = sql::claim(conn, claim).await?.ok_or(Error::NotFound)?;
    if claim.state != State::New {
        return Ok(claim.claim_id);
    }
    if let Some(before) = sql::of_address(conn, &claim.address).await? {
        if before.state != State::Waiting || before.says_as(&claim) {
            erase(conn, claim.claim_id).await?;
            return Ok(before.claim_id);
        }
        erase(conn, before.claim_id).await?;
    }
    let until = until(cx);
    let twice = Text::new("claims-error-twice");
    let confirmed = sql::confirm(conn, claim.claim_id, cx.now, until).await;
    if !confirmed.on_unique("claims_claim", "", twice)? {
        return Ok(claim.claim_id);
    }
    letters::received(cx, conn, &claim, until).await?;
    journal::note(cx, conn, Act::ClaimConfirmed, claim.claim_id, None).await?;
    if claim.may_ask {
        enqueue(conn, &cx.app.ids, cx.now, &AskToVouch { claim: claim.claim_id }).await?;
    }
    Ok(claim.claim_id)
}

/// They do not claim it any more, and nothing of it is kept. Whoever calls this was sent the link.
pub async fn take_back(cx: &Cx, conn: &mut Conn, claim: ClaimId) -> Result<bool> {
    if !erase(conn, claim).await? {
        return Ok(false);
    }
    journal::note(cx, conn, Act::ClaimTakenBack, claim, None).await?;
    Ok(true)
}
