//! Members who worked there then say whether they know who claims.

use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::decide::accept_vouched;
use crate::app::Cx;
use crate::budget;
use crate::claims::model::{ClaimId, ENOUGH, VouchId, VouchState};
use crate::claims::sql::vouches;
use crate::claims::{find, letters, sql};
use crate::journal::{self, Act};
use crate::members::{self, Purpose};
use crate::settings::Key;
use crate::welcome;

/// Asks a few of them: nobody more than once a week, nobody who did not agree to such messages.
pub async fn ask_to_vouch(cx: &Cx, conn: &mut Conn, claim: ClaimId) -> Result<()> {
    let found = sql::claim(conn, claim).await?.filter(|claim| claim.state.is_open() && claim.may_ask);
    let Some(claim) = found else { return Ok(()) };
    if !vouches::of_claim(conn, claim.claim_id).await?.is_empty() {
        return Ok(());
    }
    for person in find::neighbours(conn, &claim, cx.now.plus_days(-7)).await? {
        let Some((to, lang)) = welcome::reach(conn, person).await? else { continue };
        let vouch = VouchId::next(&cx.app.ids, cx.now);
        if !budget::has_room(cx, conn, person).await? {
            continue;
        }
        if vouches::insert(conn, vouch, claim.claim_id, person, cx.now).await?
            && let Some(permit) = budget::actions::ask(cx, conn, person, "claim").await?
        {
            letters::ask(cx, conn, &claim, (&to, lang), (vouch, permit)).await?;
            journal::note(cx, conn, Act::VouchAsked, person, None).await?;
        }
    }
    Ok(())
}

/// One member's answer, once, while nobody has decided. The link is the permission: it was sent to them only.
pub async fn answer(cx: &Cx, conn: &mut Conn, vouch: VouchId, state: VouchState) -> Result<()> {
    let vouch = vouches::vouch(conn, vouch).await?.ok_or(Error::NotFound)?;
    // Two who answer at the same moment do so one after the other, so that one of them makes it two.
    sql::hold(conn, vouch.claim_id).await?;
    let claim = super::open(conn, vouch.claim_id).await?;
    if !members::is_member(conn, vouch.person_id).await? {
        return Err(Error::Conflict(Text::new("claims-error-no-member")));
    }
    if !vouches::answer(conn, vouch.vouch_id, state, cx.now).await? {
        return Err(Error::Conflict(Text::new("claims-error-answered")));
    }
    let machine = cx.app.machine();
    let about = claim.claim_id;
    journal::note_as(&machine, conn, Some(vouch.person_id), Act::Vouched, about, Some(state.word())).await?;
    if state == VouchState::Declined {
        members::actions::set_consent(&machine, conn, vouch.person_id, Purpose::Vouching, false).await?;
    }
    let said = vouches::of_claim(conn, claim.claim_id).await?;
    let count = |state| said.iter().filter(|vouch| vouch.state == state).count();
    let is_enough = count(VouchState::Yes) >= ENOUGH && count(VouchState::No) == 0;
    let is_allowed = cx.app.settings().get(Key::ClaimsVouched) == "yes";
    if state == VouchState::Yes && is_enough && is_allowed {
        accept_vouched(&machine, conn, &claim).await?;
    }
    Ok(())
}
