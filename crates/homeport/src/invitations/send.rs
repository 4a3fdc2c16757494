//! How an invitation goes out: every private contact that works, each once. Without one it is work for
//! the officer, who finds it on the desk.

use keel::db::Conn;
use keel::error::{Result, Text};
use keel::jobs::enqueue_at;
use keel::l10n::Lang;

use super::jobs::{AnswerKnock, RemindInvited, SendInvitation};
use super::letters::{self, Kind, Note};
use super::model::{Channel, HandoverId, HandoverState, Invitation, REMINDED_AFTER, State};
use super::sql;
use super::whom::{self, Whom};
use super::{InvitationId, actions, link};
use crate::app::Cx;
use crate::people::{self, ContactId, ContactKind, OnFile, PersonId};
use crate::post::{Message, Weight};
use crate::{budget, members, post, suspensions};

/// Sends it for the first time, if its hour's link is still the one.
pub async fn first(cx: &Cx, conn: &mut Conn, invitation: InvitationId, version: i64) -> Result<()> {
    let invitation = sql::invitation(conn, invitation).await?;
    if invitation.state != State::Waiting || invitation.version != version {
        return Ok(());
    }
    if !is_clocked(&whom::whom(cx, conn, &invitation).await?, Kind::Invitation)
        && !budget::has_room(cx, conn, invitation.person_id).await?
    {
        // It goes when there is room again.
        let at = budget::free_at(cx, conn, invitation.person_id).await?;
        let job = SendInvitation { invitation: invitation.invitation_id, version };
        return enqueue_at(conn, &cx.app.ids, cx.now, at, &job).await;
    }
    sql::note_sent(conn, invitation.invitation_id, 0).await?;
    to_all(cx, conn, &invitation, Kind::Invitation).await?;
    remind_later(cx, conn, &invitation).await
}

/// Two reminders wait from the day it is sent.
pub async fn remind_later(cx: &Cx, conn: &mut Conn, invitation: &Invitation) -> Result<()> {
    for (round, days) in (1..).zip(REMINDED_AFTER) {
        let (invitation, version) = (invitation.invitation_id, invitation.version);
        let job = RemindInvited { invitation, version, round };
        enqueue_at(conn, &cx.app.ids, cx.now, cx.now.plus_days(days), &job).await?;
    }
    Ok(())
}

/// Reminds whoever has not answered; a round that was sent is not sent again.
pub async fn reminder(
    cx: &Cx,
    conn: &mut Conn,
    invitation: InvitationId,
    version: i64,
    round: i64,
) -> Result<()> {
    let invitation = sql::invitation(conn, invitation).await?;
    let is_open = invitation.state == State::Open && invitation.expires_at > cx.now;
    if !is_open || invitation.version != version || invitation.reminders >= round {
        return Ok(());
    }
    sql::note_sent(conn, invitation.invitation_id, round).await?;
    to_all(cx, conn, &invitation, Kind::of_round(round)).await?;
    Ok(())
}

/// The same link once more; to how many contacts.
pub async fn again(cx: &Cx, conn: &mut Conn, invitation: &Invitation) -> Result<u32> {
    to_all(cx, conn, invitation, Kind::Invitation).await
}

/// To one contact of the person.
pub async fn to_contact(cx: &Cx, conn: &mut Conn, invitation: &Invitation, address: &str) -> Result<()> {
    let whom = whom::whom(cx, conn, invitation).await?;
    let on_file = people::private_contacts(conn, &cx.app.settings(), invitation.person_id).await?;
    for contact in on_file.iter().filter(|known| known.address.eq_ignore_ascii_case(address)) {
        let letter = (Kind::Invitation, Weight::Transactional);
        hand_to_outbox(cx, conn, invitation, &whom, contact, letter).await?;
    }
    Ok(())
}

/// Whether it is part of leaving, whose clock runs: the first message to somebody who leaves now. One to
/// somebody who left long ago, and any reminder, is the house's own idea.
const fn is_clocked(whom: &Whom, kind: Kind) -> bool {
    matches!(kind, Kind::Invitation) && whom.past.is_none()
}

async fn to_all(cx: &Cx, conn: &mut Conn, invitation: &Invitation, kind: Kind) -> Result<u32> {
    if people::silence_of(conn, invitation.person_id).await?.is_some() {
        return Ok(0);
    }
    let on_file = people::private_contacts(conn, &cx.app.settings(), invitation.person_id).await?;
    if on_file.is_empty() {
        return Ok(0);
    }
    let whom = whom::whom(cx, conn, invitation).await?;
    let weight = if is_clocked(&whom, kind) {
        Weight::Transactional
    } else {
        match budget::actions::ask(cx, conn, invitation.person_id, kind.purpose()).await? {
            Some(permit) => Weight::Counted(permit),
            // They had enough; a reminder is not worth one more.
            None => return Ok(0),
        }
    };
    let mut sent = 0;
    for contact in &on_file {
        hand_to_outbox(cx, conn, invitation, &whom, contact, (kind, weight)).await?;
        sent += 1;
    }
    Ok(sent)
}

async fn hand_to_outbox(
    cx: &Cx,
    conn: &mut Conn,
    invitation: &Invitation,
    whom: &Whom,
    contact: &OnFile,
    (kind, weight): (Kind, Weight),
) -> Result<()> {
    let handover = HandoverId::next(&cx.app.ids, cx.now);
    let message = Message { weight, ..letters::message(cx, invitation, whom, kind, handover.0)? };
    post::send(cx, conn, contact, message).await?;
    let channel = match contact.kind {
        ContactKind::Mail => Channel::Mail,
        ContactKind::Mobile => Channel::Sms,
    };
    let row = sql::NewHandover {
        handover,
        invitation: invitation.invitation_id,
        contact: Some(contact.contact_id),
        channel,
        state: HandoverState::Sending,
    };
    sql::insert_handover(conn, &row, cx.now, cx.viewer.person).await
}

/// Somebody followed the common link and gave a number and a contact. If both are one person's, what
/// fits goes to that contact; else nothing happens, and nobody can tell.
pub async fn answer_knock(cx: &Cx, conn: &mut Conn, knock: &AnswerKnock) -> Result<()> {
    let Some((person, contact)) = known(conn, knock).await? else { return Ok(()) };
    if people::silence_of(conn, person).await?.is_some() {
        return Ok(());
    }
    let lang = Lang::from_tag(&knock.lang).unwrap_or(Lang::Zh);
    if members::is_member(conn, person).await? || suspensions::running(conn, person).await?.is_some() {
        return note_to(cx, conn, &contact, lang, &member_note(cx, lang)).await;
    }
    let is_private = contact.contact().is_ok_and(|known| people::is_private(&cx.app.settings(), &known));
    let latest = sql::of_person(conn, person).await?;
    match latest {
        Some(latest) if latest.state.is_living() && is_private => {
            to_contact(cx, conn, &latest, &contact.address).await
        }
        Some(latest) if matches!(latest.state, State::Declined | State::Expired) => {
            actions::send_anew(cx, conn, &latest).await
        }
        _ => note_to(cx, conn, &contact, lang, &asking_note(cx, lang, person)).await,
    }
}

async fn known(conn: &mut Conn, knock: &AnswerKnock) -> Result<Option<(PersonId, OnFile)>> {
    let reached = sql::reached_at(conn, &knock.address).await?;
    let wanted = squeezed(&knock.number);
    let is_theirs =
        |number: &Option<String>| number.as_deref().map(squeezed).as_deref() == Some(wanted.as_str());
    let Some((person, contact, _)) = reached.into_iter().find(|(_, _, number)| is_theirs(number)) else {
        return Ok(None);
    };
    Ok(Some((person, people::contact(conn, contact).await?)))
}

/// A number as people remember it: "HF 0217", "hf-0217" and "HF0217" are one.
fn squeezed(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn member_note(cx: &Cx, lang: Lang) -> Note {
    let l = cx.app.catalog.l(lang);
    let alliance = cx.app.settings().alliance(lang).to_owned();
    plain_note(
        cx,
        lang,
        Text::new("invitations-mail-member-title").with("alliance", alliance),
        Text::new("invitations-mail-member-text"),
        (cx.app.url("/sign-in"), l.t("invitations-mail-member-act").into_owned()),
    )
}

fn asking_note(cx: &Cx, lang: Lang, person: PersonId) -> Note {
    let l = cx.app.catalog.l(lang);
    let alliance = cx.app.settings().alliance(lang).to_owned();
    let path = link::asking(&cx.app, person, cx.now);
    plain_note(
        cx,
        lang,
        Text::new("invitations-mail-ask-title").with("alliance", alliance),
        Text::new("invitations-mail-ask-text"),
        (cx.app.url(&path), l.t("invitations-mail-ask-act").into_owned()),
    )
}

fn plain_note(cx: &Cx, lang: Lang, title: Text, text: Text, act: (String, String)) -> Note {
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let telephone = settings.get(crate::settings::Key::CompanyTelephone);
    Note {
        subject: l.text(&title),
        title: l.text(&title),
        words: None,
        paras: vec![l.text(&text)],
        act,
        aside: letters::assurance(l, telephone),
        out: Vec::new(),
        company: settings.company(lang).to_owned(),
        unsubscribe: None,
    }
}

/// "Your question has an answer": it stands on the page where it was asked.
pub async fn answer_to_request(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    let lang = whom::language(&people::person(conn, person).await?);
    let on_file = people::private_contacts(conn, &cx.app.settings(), person).await?;
    let Some(contact) = on_file.first() else { return Ok(()) };
    let l = cx.app.catalog.l(lang);
    let note = plain_note(
        cx,
        lang,
        Text::new("invitations-mail-answered-title"),
        Text::new("invitations-mail-answered-text"),
        (
            cx.app.url(&link::asking(&cx.app, person, cx.now)),
            l.t("invitations-mail-answered-act").into_owned(),
        ),
    );
    note_to(cx, conn, contact, lang, &note).await
}

async fn note_to(cx: &Cx, conn: &mut Conn, contact: &OnFile, lang: Lang, note: &Note) -> Result<()> {
    post::send(cx, conn, contact, letters::answer(cx, lang, note)?).await?;
    Ok(())
}

/// Somebody joined with a contact that was not on file: whoever reads the old one hears of it, in case a
/// link was forwarded.
pub async fn tell_others(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    before: &[OnFile],
    new: Option<ContactId>,
) -> Result<()> {
    let lang = whom::language(&people::person(conn, person).await?);
    let l = cx.app.catalog.l(lang);
    let alliance = cx.app.settings().alliance(lang).to_owned();
    let note = plain_note(
        cx,
        lang,
        Text::new("invitations-mail-joined-title").with("alliance", alliance),
        Text::new("invitations-mail-joined-text"),
        (cx.app.url("/sign-in"), l.t("invitations-mail-member-act").into_owned()),
    );
    for contact in before.iter().filter(|known| Some(known.contact_id) != new) {
        note_to(cx, conn, contact, lang, &note).await?;
    }
    Ok(())
}
