//! The invitation: how it goes out, what its link opens, and for whom it opens nothing.

mod door;
mod hands;
mod links;
mod sending;

use homeport::invitations::{self, Invitation, InvitationId};
use homeport::people::{self, PersonId};
use keel::contact::Contact;
use keel::post::{Channel, Content, Kept, State, Wording};

use crate::support::House;

/// Invites somebody who left long ago; the outbox is not emptied yet.
pub async fn invite(t: &House, person: PersonId) -> InvitationId {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let id = invitations::actions::invite(&cx, &mut conn, person, None).await.expect("an invitation");
    cx.commit(conn).await.expect("invited");
    id
}

/// An invitation that has arrived.
pub async fn invited(t: &House, person: PersonId) -> InvitationId {
    let id = invite(t, person).await;
    t.drain().await;
    id
}

pub async fn of(t: &House, person: PersonId) -> Invitation {
    let mut conn = t.app.db.read().await.expect("a connection");
    invitations::of_person(&mut conn, person).await.expect("a read").expect("an invitation")
}

/// The path of the link that works now.
pub async fn link(t: &House, person: PersonId) -> String {
    let invitation = of(t, person).await;
    invitations::link(&t.app, invitation.invitation_id, invitation.version)
}

/// Gives somebody one more contact.
pub async fn reach(t: &House, person: PersonId, contact: &str) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let contact = Contact::parse(contact, "CN").expect("a contact");
    people::actions::add_contact(&cx, &mut conn, person, &contact, "test", false).await.expect("kept");
    cx.commit(conn).await.expect("kept");
}

/// What lies in the development mailbox for somebody, of one purpose, the latest first.
pub async fn letters(t: &House, person: PersonId, purpose: &str) -> Vec<Kept> {
    let mut conn = t.app.db.read().await.expect("a connection");
    let all = keel::post::mailbox(&mut conn, 1_000).await.expect("the mailbox");
    all.into_iter().filter(|kept| kept.recipient == Some(person.0) && kept.purpose == purpose).collect()
}

/// How many rows each table has and what the invitation looks like: what no GET may change.
pub async fn everything(t: &House) -> String {
    let mut conn = t.app.db.read().await.expect("a connection");
    let invitations: Vec<(String, i64, Option<i64>, Option<i64>)> = conn
        .all(
            keel::sql!(
                "select state, version, opened_at, ended_at from invitations_invitation order by invitation_id"
            ),
            keel::args![],
        )
        .await
        .expect("invitations");
    let rows = keel::sql!(
        "select (select count(*) from members_member) + 1000 * (select count(*) from journal_entry)
             + 1000000 * (select count(*) from keel_delivery) + 100000000 * (select count(*) from keel_job)
             + 10000000000 * (select count(*) from people_contact)
             + 1000000000000 * (select count(*) from accounts_session)"
    );
    let rows = conn.count(rows, keel::args![]).await.expect("a count");
    format!("{rows} {invitations:?}")
}

pub fn is_mail(kept: &Kept) -> bool {
    kept.channel == Channel::Mail
}

/// The words of a mail.
pub fn words(kept: &Kept) -> &Wording {
    match &kept.content {
        Content::Mail(wording) => wording,
        Content::Text(_) => panic!("a text message"),
    }
}

/// How many deliveries wait or are on their way.
pub async fn waiting(t: &House) -> u32 {
    let mut conn = t.app.db.read().await.expect("a connection");
    let counts = keel::post::counts(&mut conn).await.expect("counts");
    counts.iter().filter(|(state, _)| matches!(state, State::Waiting | State::Sending)).map(|(_, n)| n).sum()
}

/// Settings as an administrator would set them.
pub async fn set(t: &House, key: &str, value: &str) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let key = homeport::settings::Key::from_word(key).expect("a setting");
    homeport::settings::actions::set(&cx, &mut conn, key, value).await.expect("set");
    cx.commit(conn).await.expect("set");
    t.app.reload_settings().await.expect("reloaded");
}
