//! Somebody not invited asks to be, and appeals; an officer answers with a neutral ground.

use keel::db::Conn;
use keel::error::{Error, Result, Text};

use crate::access::{Can, Role};
use crate::app::Cx;
use crate::invitations::model::{Ground, RequestKind, RequestState};
use crate::invitations::sql::{self, requests};
use crate::invitations::{InvitationId, RequestId, send};
use crate::journal::{self, Act};
use crate::people::PersonId;
use crate::retention;

/// The longest question, in characters.
pub const LONGEST: usize = 1_000;

/// Asks to be invited, or appeals against the answer. One open request a person: a second one with
/// other words takes its place.
pub async fn ask(cx: &Cx, conn: &mut Conn, person: PersonId, words: &str) -> Result<RequestId> {
    let words = words.trim();
    if words.chars().count() > LONGEST {
        let text = Text::new("invitations-error-too-long").with("max", LONGEST);
        return Err(Error::invalid("words", text));
    }
    let words = (!words.is_empty()).then_some(words);
    retention::actions::answered(cx, conn, person, retention::Purpose::Invitation).await?;
    let latest = requests::latest(conn, person).await?;
    if let Some(open) = latest.as_ref().filter(|latest| latest.state == RequestState::Open) {
        requests::reword(conn, open.request_id, words).await?;
        return Ok(open.request_id);
    }
    let kind = match latest.map(|latest| latest.state) {
        Some(RequestState::Refused) => RequestKind::Appeal,
        Some(RequestState::Open | RequestState::Invited) | None => RequestKind::Ask,
    };
    let request = RequestId::next(&cx.app.ids, cx.now);
    requests::insert(conn, request, person, kind, words, cx.now).await?;
    journal::note_as(cx, conn, Some(person), Act::InvitationRequested, person, Some(kind.word())).await?;
    Ok(request)
}

/// Says no, with a neutral ground and the role of who answers; the person may appeal.
pub async fn answer_request(cx: &Cx, conn: &mut Conn, request: RequestId, ground: Ground) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let person = sql::requester(conn, request).await?;
    close(cx, conn, request, RequestState::Refused, Some(ground)).await?;
    send::answer_to_request(cx, conn, person).await?;
    journal::note(cx, conn, Act::InvitationAnswered, person, Some(RequestState::Refused.word())).await
}

/// Says yes: the invitation goes out now.
pub async fn invite_from_request(cx: &Cx, conn: &mut Conn, request: RequestId) -> Result<InvitationId> {
    cx.viewer.must(Can::RunDepartures)?;
    let person = sql::requester(conn, request).await?;
    close(cx, conn, request, RequestState::Invited, None).await?;
    journal::note(cx, conn, Act::InvitationAnswered, person, Some(RequestState::Invited.word())).await?;
    super::invite(cx, conn, person, None).await
}

async fn close(
    cx: &Cx,
    conn: &mut Conn,
    request: RequestId,
    state: RequestState,
    ground: Option<Ground>,
) -> Result<()> {
    let role = if cx.viewer.is(Role::Hr) { Role::Hr } else { Role::Officer };
    let by = cx.viewer.person;
    if !requests::answer(conn, request, state, ground, role, (cx.now, by)).await? {
        return Err(Error::NotFound);
    }
    Ok(())
}
