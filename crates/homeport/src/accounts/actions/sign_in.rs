//! Signing in by link, by code, by password.

use keel::db::Conn;
use keel::error::{Error, Result};
use keel::l10n::Lang;
use keel::secret::{hash_token, password, random_code, random_token};

use super::changes::{Change, tell_of_change};
use crate::accounts::links::{self, NewLink, Reached, code_hash, use_up};
use crate::accounts::model::{self, LinkId, Purpose};
use crate::accounts::{letters, limits, sql};
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{self, PersonId, SilenceKind};

/// What an asker said and holds.
pub struct Ask<'a> {
    pub ticket_hash: &'a [u8],
    pub to: &'a str,
    pub lang: Lang,
}

/// Sends somebody a link and a code to sign in with.
pub async fn send_sign_in(cx: &Cx, conn: &mut Conn, reached: Reached, ask: &Ask<'_>) -> Result<()> {
    let (token, code) = (random_token(), random_code());
    let link = LinkId::next(&cx.app.ids, cx.now);
    let new = NewLink {
        link,
        token_hash: hash_token(&token),
        purpose: Purpose::SignIn,
        person: Some(reached.person_id),
        contact: Some(reached.contact_id),
        ticket_hash: Some(ask.ticket_hash),
        code_hash: Some(code_hash(cx, link, &code)),
        created_at: cx.now,
        expires_at: cx.now + model::LINK_LIFE,
    };
    links::insert_link(conn, new).await?;
    journal::note(cx, conn, Act::LinkAsked, reached.person_id.0, None).await?;
    let name = people::person(conn, reached.person_id).await?.name;
    let lang = reached.language.unwrap_or(ask.lang);
    let note = letters::sign_in(cx, lang, &name, &url(cx, &token, ask.to), &code);
    let to = people::contact(conn, reached.contact_id).await?;
    letters::send(cx, conn, &to, lang, note, link.0).await
}

fn url(cx: &Cx, token: &str, to: &str) -> String {
    if to.is_empty() || to == "/" {
        return cx.app.url(&format!("/sign-in/{token}"));
    }
    let to: String = url::form_urlencoded::byte_serialize(to.as_bytes()).collect();
    cx.app.url(&format!("/sign-in/{token}?to={to}"))
}

/// A link that signs somebody in, for the command and the demonstration: nothing is sent.
pub async fn sign_in_link(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<String> {
    let token = random_token();
    let new = NewLink {
        link: LinkId::next(&cx.app.ids, cx.now),
        token_hash: hash_token(&token),
        purpose: Purpose::SignIn,
        person: Some(person),
        contact: None,
        ticket_hash: None,
        code_hash: None,
        created_at: cx.now,
        expires_at: cx.now.plus_days(1),
    };
    links::insert_link(conn, new).await?;
    journal::note(cx, conn, Act::LinkAsked, person.0, Some("command")).await?;
    Ok(url(cx, &token, ""))
}

/// Whom a link signs in. It does so once.
pub async fn by_link(cx: &Cx, conn: &mut Conn, token: &str) -> Result<PersonId> {
    let found = links::link(conn, &hash_token(token), Purpose::SignIn).await?;
    let link = found.ok_or(Error::NotFound)?;
    let person = link.person_id.ok_or(Error::NotFound)?;
    use_up(cx, conn, &link).await?;
    arrive(cx, conn, person, link.contact_id).await?;
    Ok(person)
}

/// Somebody proved to hold a contact: it is theirs, and they are not signed in if they have died.
async fn arrive(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    contact: Option<people::ContactId>,
) -> Result<()> {
    let silence = people::silence_of(conn, person).await?;
    if silence.is_some_and(|silence| silence.kind == SilenceKind::Deceased) {
        return Err(Error::NotFound);
    }
    if let Some(contact) = contact {
        let on_file = people::contact(conn, contact).await?;
        if on_file.confirmed_at.is_none() || on_file.failed_at.is_some() {
            people::actions::confirm_contact(cx, conn, contact).await?;
        }
    }
    Ok(())
}

/// Whom a typed code signs in: `None` when it is wrong, which the caller commits, for the try counts.
pub async fn by_code(cx: &Cx, conn: &mut Conn, ticket: &str, code: &str) -> Result<Option<PersonId>> {
    let since = cx.now - model::CODE_LIFE;
    // Something is written whether the ticket was answered or not, so that both take as long.
    let limit = model::CODE_PERSON;
    keel::limit::hit(conn, cx.now, &limits::bucket(cx, limit, ticket), u32::MAX, limit.window).await?;
    for row in links::codes_of_ticket(conn, &hash_token(ticket), since).await? {
        let is_right = row.code_hash == code_hash(cx, row.link_id, code) && row.tries < model::CODE_TRIES;
        let bucket = limits::bucket(cx, model::CODE_PERSON, &row.person_id.to_string());
        let counted = keel::limit::hit(conn, cx.now, &bucket, limit.max, limit.window).await;
        let is_left = match counted {
            Err(Error::TooMany) => false,
            counted => counted.map(|()| true)?,
        };
        if is_right && is_left && links::use_link(conn, row.link_id, cx.now).await? {
            arrive(cx, conn, row.person_id, row.contact_id).await?;
            return Ok(Some(row.person_id));
        }
        links::count_try(conn, row.link_id).await?;
        journal::note(cx, conn, Act::LinkRefused, row.person_id.0, Some("code")).await?;
    }
    Ok(None)
}

/// Whom an address and a password sign in. Takes as long for an address that nobody has.
pub async fn by_password(cx: &Cx, address: &str, given: String) -> Result<Option<PersonId>> {
    let mut conn = cx.read().await?;
    let mut found = None;
    for reached in links::reached_by(&mut conn, address).await? {
        if let Some(hash) = sql::password(&mut conn, reached.person_id).await? {
            found = Some((reached.person_id, hash));
            break;
        }
    }
    drop(conn);
    let (person, hash) = found.unzip();
    let is_right = password::verify_async(given, hash).await?;
    if !is_right {
        let mut conn = cx.begin().await?;
        // As above: a commit for everybody.
        let limit = model::PASSWORD_ADDRESS;
        let bucket = limits::bucket(cx, limit, &format!("wrong {address}"));
        keel::limit::hit(&mut conn, cx.now, &bucket, u32::MAX, limit.window).await?;
        if let Some(person) = person {
            journal::note(cx, &mut conn, Act::LinkRefused, person.0, Some("password")).await?;
        }
        cx.commit(conn).await?;
    }
    Ok(person.filter(|_| is_right))
}

/// Sets the viewer's password to one already hashed. Sessions elsewhere end: whoever knew the old one
/// is out.
pub async fn set_password(cx: &Cx, conn: &mut Conn, hash: &str) -> Result<()> {
    let person = cx.viewer.somebody()?;
    sql::set_password(conn, person, hash, cx.now).await?;
    sql::delete_sessions(conn, person, cx.session).await?;
    journal::note(cx, conn, Act::PasswordSet, person.0, None).await?;
    tell_of_change(cx, conn, person, &Change::PasswordSet).await
}

/// The viewer signs in by link and code alone.
pub async fn remove_password(cx: &Cx, conn: &mut Conn) -> Result<()> {
    let person = cx.viewer.somebody()?;
    if !sql::delete_password(conn, person).await? {
        return Ok(());
    }
    journal::note(cx, conn, Act::PasswordRemoved, person.0, None).await?;
    tell_of_change(cx, conn, person, &Change::PasswordRemoved).await
}
