//! What the invited person answers, from the link alone: no account, no session.

use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::l10n::Lang;

use super::{end, reopen, take_back};
use crate::accounts;
use crate::app::Cx;
use crate::invitations::model::{Invitation, State};
use crate::invitations::{InvitationId, send, sql};
use crate::journal::{self, Act};
use crate::members::{self, Choices, Field, Purpose, ReceiptId};
use crate::people::{self, Audience, ContactId, NameKind, PersonId};
use crate::{retention, welcome};

/// What somebody answered who joins.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub consents: Vec<Purpose>,
    pub fields: Vec<(Field, Audience)>,
    pub language: Option<Lang>,
    /// A new one; none keeps the one on file.
    pub contact: Option<Contact>,
    /// A former name and who sees it.
    pub former_name: Option<(String, Audience)>,
    /// What the browser says it is.
    pub device: String,
    /// Who is not to be asked for a wish.
    pub spared: Vec<PersonId>,
    /// Nobody is to be asked.
    pub spares_all: bool,
}

/// A membership that began.
pub struct Accepted {
    pub person: PersonId,
    /// The session's token.
    pub session: String,
    pub receipt: Option<ReceiptId>,
    /// The contact that a code or link was sent to.
    pub confirming: Option<ContactId>,
}

/// The invitation is before somebody's eyes. Once; again changes nothing.
pub async fn open(cx: &Cx, conn: &mut Conn, invitation: InvitationId) -> Result<()> {
    if sql::note_opened(conn, invitation, cx.now).await? {
        let person = sql::invitation(conn, invitation).await?.person_id;
        journal::note(cx, conn, Act::InvitationOpened, person, None).await?;
    }
    Ok(())
}

/// Joins. `Conflict` when the invitation is not open any more: the caller shows how it stands.
pub async fn accept(cx: &Cx, conn: &mut Conn, invitation: &Invitation, answer: &Answer) -> Result<Accepted> {
    // The link itself says who acts; what it leads to is done by the house.
    let machine = cx.app.machine();
    let person = invitation.person_id;
    if !sql::claim(conn, invitation.invitation_id, invitation.version, cx.now).await? {
        return Err(Error::Conflict(Text::new("invitations-error-ended")));
    }
    let before = people::private_contacts(conn, &cx.app.settings(), person).await?;
    let confirming = keep_contact(cx, conn, person, answer.contact.as_ref()).await?;
    if let Some(language) = answer.language {
        people::actions::set_language(&machine, conn, person, language).await?;
    }
    if let Some((name, audience)) = &answer.former_name {
        add_former_name(&machine, conn, person, name, *audience).await?;
    }
    let choices = Choices {
        consents: answer.consents.clone(),
        fields: answer.fields.clone(),
        language: answer.language.or(Some(cx.lang)),
        joined_by: "invitation".to_owned(),
    };
    let joined = members::actions::join(&machine, conn, person, &choices).await?;
    retention::actions::answered(cx, conn, person, retention::Purpose::Invitation).await?;
    take_back(&machine, conn, invitation.invitation_id).await?;
    let is_known =
        |contact: &Contact| before.iter().any(|known| known.address.eq_ignore_ascii_case(contact.as_str()));
    if answer.contact.as_ref().is_some_and(|contact| !is_known(contact)) {
        send::tell_others(&machine, conn, person, &before, confirming).await?;
    }
    if let Some(contact) = confirming {
        accounts::actions::send_confirmation(&machine, conn, person, contact).await?;
    }
    for colleague in &answer.spared {
        welcome::actions::exclude(&machine, conn, person, *colleague, true).await?;
    }
    if !answer.spares_all {
        welcome::actions::ask_for_wishes(&machine, conn, person).await?;
    }
    let session = accounts::actions::open_session(cx, conn, person, &answer.device).await?;
    Ok(Accepted { person, session, receipt: joined.receipt, confirming })
}

/// Keeps a new contact, or picks the one on file; whichever it is, if nobody confirmed it yet.
async fn keep_contact(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    contact: Option<&Contact>,
) -> Result<Option<ContactId>> {
    let machine = cx.app.machine();
    let Some(contact) = contact else {
        let on_file = people::private_contacts(conn, &cx.app.settings(), person).await?;
        if on_file.is_empty() {
            return Err(Error::invalid("contact", Text::new("invitations-error-contact-needed")));
        }
        let is_confirmed = on_file.iter().any(|known| known.confirmed_at.is_some());
        return Ok(on_file.first().filter(|_| !is_confirmed).map(|first| first.contact_id));
    };
    if !people::is_private(&cx.app.settings(), contact) {
        return Err(Error::invalid("contact", Text::new("invitations-error-company-address")));
    }
    let added = people::actions::add_contact(&machine, conn, person, contact, "joining", false).await?;
    let on_file = people::contact(conn, added).await?;
    Ok(on_file.confirmed_at.is_none().then_some(added))
}

/// Beside the names known already.
async fn add_former_name(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    name: &str,
    audience: Audience,
) -> Result<()> {
    let known = people::names(conn, person).await?;
    let mut names: Vec<_> = known
        .into_iter()
        .filter(|known| known.name != name)
        .map(|known| (known.name, known.kind, known.audience))
        .collect();
    names.push((name.to_owned(), NameKind::Former, audience));
    people::actions::set_names(cx, conn, person, &names).await.map_err(|error| error.in_field("former_name"))
}

/// Not this time. The link says so from now on, and can be asked for anew.
pub async fn decline(cx: &Cx, conn: &mut Conn, invitation: &Invitation) -> Result<()> {
    open(cx, conn, invitation.invitation_id).await?;
    end(cx, conn, invitation, State::Declined, Act::InvitationDeclined).await?;
    retention::actions::answered(cx, conn, invitation.person_id, retention::Purpose::Invitation).await
}

/// Never again: every message to this person stops. Also from a member's old link, or an ended one.
pub async fn never(cx: &Cx, conn: &mut Conn, invitation: &Invitation) -> Result<()> {
    let person = invitation.person_id;
    if people::silence_of(conn, person).await?.is_some() {
        return Ok(());
    }
    open(cx, conn, invitation.invitation_id).await?;
    end(cx, conn, invitation, State::Never, Act::InvitationDeclined).await?;
    people::actions::silence_by_link(&cx.app.machine(), conn, person).await
}

/// Somebody with an old link asks for a new one: it goes to the contact on file, never to the screen,
/// so that a forwarded link opens nothing. Changes nothing for whoever joined, or wants no message.
pub async fn send_anew(cx: &Cx, conn: &mut Conn, invitation: &Invitation) -> Result<()> {
    let machine = cx.app.machine();
    match invitation.state {
        State::Waiting | State::Open if invitation.expires_at > cx.now => {
            send::again(&machine, conn, invitation).await?;
        }
        State::Waiting | State::Open | State::Declined | State::Expired => {
            reopen(&machine, conn, invitation).await?;
        }
        State::Joined | State::Never | State::Revoked => {}
    }
    Ok(())
}
