//! Where a link leads that opens nothing any more, and the two ways out of an invitation.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use keel::db::Conn;
use keel::error::{Error, Result};

use crate::app::{Answer, Cx};
use crate::invitations::link::read_way_out;
use crate::invitations::model::{Invitation, Standing};
use crate::invitations::{actions, letters, read_link, sql};
use crate::people::PersonId;
use crate::settings::Key;
use crate::shell::Shell;

/// A link that somebody followed.
pub struct Followed {
    pub invitation: Option<Invitation>,
    pub standing: Standing,
}

/// What a link leads to. Whoever was deleted is as unknown as a forged link.
pub async fn follow(cx: &Cx, conn: &mut Conn, token: &str) -> Result<Followed> {
    let forged = Followed { invitation: None, standing: Standing::Forged };
    let Some((id, version)) = read_link(&cx.app.key, token) else { return Ok(forged) };
    let invitation = match sql::invitation(conn, id).await {
        Ok(invitation) => invitation,
        Err(Error::NotFound) => return Ok(forged),
        Err(error) => return Err(error),
    };
    let standing = invitation.standing(version, cx.now);
    Ok(Followed { invitation: Some(invitation), standing })
}

/// A page that says how it stands and what to do next.
#[derive(Template)]
#[template(path = "invitations/templates/standing.html")]
struct Ended {
    s: Shell,
    title: String,
    text: String,
    /// A button that posts: path and words; empty for none.
    post: (String, &'static str),
    /// A link: path and words; empty for none.
    way: (&'static str, &'static str),
    check: String,
    dial: String,
}

/// The page of a link that opens nothing; the status says so to machines too.
pub async fn ended(cx: &Cx, conn: &mut Conn, token: &str, followed: &Followed) -> Answer {
    let person = followed.invitation.as_ref().map(|invitation| invitation.person_id);
    if followed.standing == Standing::Joined && person.is_some() && person == cx.viewer.person {
        return cx.to("/home");
    }
    let (status, title, text) = words(followed.standing);
    let l = cx.l();
    let text = match (followed.standing, &followed.invitation) {
        (Standing::Expired, Some(invitation)) => {
            l.t1(text, "day", letters::until(cx, l, invitation.expires_at))
        }
        _ => l.t(text).into_owned(),
    };
    let again = (format!("/i/{token}/again"), "invitations-again");
    let nothing = (String::new(), "");
    let (post, way) = match followed.standing {
        Standing::Joined => (nothing, ("/sign-in", "invitations-to-sign-in")),
        Standing::Declined => ((again.0, "invitations-changed-my-mind"), ("", "")),
        Standing::Replaced | Standing::Expired => (again, ("", "")),
        Standing::Forged | Standing::Revoked => (nothing, ("/join", "invitations-to-door")),
        Standing::Never | Standing::Living => (nothing, ("", "")),
    };
    let telephone = telephone(cx, conn, person).await?;
    let page = Ended {
        s: cx.narrow(""),
        title: l.t(title).into_owned(),
        text,
        post,
        way,
        check: check(cx, &telephone),
        dial: letters::dialled(&telephone),
    };
    cx.page(status, &page)
}

fn check(cx: &Cx, telephone: &str) -> String {
    match telephone {
        "" => String::new(),
        telephone => cx.l().t1("invitations-questions", "telephone", telephone),
    }
}

async fn telephone(cx: &Cx, conn: &mut Conn, person: Option<PersonId>) -> Result<String> {
    let of_entity = match person {
        Some(person) => sql::telephone(conn, person).await?,
        None => None,
    };
    let telephone = of_entity.filter(|telephone| !telephone.is_empty());
    Ok(telephone.unwrap_or_else(|| cx.app.settings().get(Key::CompanyTelephone).to_owned()))
}

const fn words(standing: Standing) -> (StatusCode, &'static str, &'static str) {
    use StatusCode as S;
    match standing {
        Standing::Joined => (S::GONE, "invitations-joined-already", "invitations-joined-already-text"),
        Standing::Declined => (S::GONE, "invitations-declined", "invitations-declined-text"),
        Standing::Never => (S::GONE, "invitations-silent", "invitations-silent-text"),
        Standing::Revoked => (S::GONE, "invitations-revoked", "invitations-revoked-text"),
        Standing::Replaced => (S::GONE, "invitations-replaced", "invitations-replaced-text"),
        Standing::Expired => (S::GONE, "invitations-expired", "invitations-expired-text"),
        Standing::Forged | Standing::Living => {
            (S::NOT_FOUND, "invitations-forged", "invitations-forged-text")
        }
    }
}

/// A way out that a message links to: looking at it changes nothing, its one button does.
#[derive(Template)]
#[template(path = "invitations/templates/confirm.html")]
struct Confirm {
    s: Shell,
    title: String,
    text: String,
    action: String,
    act: &'static str,
    back: String,
}

/// `GET /d/{token}`: "not this time" as a text message links to it.
pub async fn short_decline(cx: Cx, Path(token): Path<String>) -> Answer {
    onward(&cx, &token, "decline").await
}

/// `GET /n/{token}`: "never contact me again" as a text message links to it.
pub async fn short_never(cx: Cx, Path(token): Path<String>) -> Answer {
    onward(&cx, &token, "never").await
}

/// A short link leads to the page that the long one leads to.
async fn onward(cx: &Cx, token: &str, way: &str) -> Answer {
    if let Some(link) = read_way_out(&cx.app, token) {
        return cx.to(&format!("{link}/{way}"));
    }
    let forged = Followed { invitation: None, standing: Standing::Forged };
    ended(cx, &mut cx.read().await?, token, &forged).await
}

/// `GET /i/{token}/decline`
pub async fn declining(cx: Cx, Path(token): Path<String>) -> Answer {
    let keys = ("invitations-decline-title", "invitations-decline-text", "invitations-decline");
    confirm(&cx, &token, format!("/i/{token}/decline"), keys).await
}

/// `GET /i/{token}/never`
pub async fn nevering(cx: Cx, Path(token): Path<String>) -> Answer {
    let keys = ("invitations-never-title", "invitations-never-text", "invitations-never");
    confirm(&cx, &token, format!("/i/{token}/never"), keys).await
}

async fn confirm(
    cx: &Cx,
    token: &str,
    action: String,
    (title, text, act): (&'static str, &'static str, &'static str),
) -> Answer {
    let mut conn = cx.read().await?;
    let followed = follow(cx, &mut conn, token).await?;
    let is_over = match followed.standing {
        Standing::Never | Standing::Forged => true,
        Standing::Living => false,
        // Whoever has an old message may still say "never again"; there is nothing left to decline.
        Standing::Joined
        | Standing::Declined
        | Standing::Revoked
        | Standing::Replaced
        | Standing::Expired => act == "invitations-decline",
    };
    if is_over {
        return ended(cx, &mut conn, token, &followed).await;
    }
    let s = cx.narrow("");
    let page = Confirm {
        title: s.t1(title, "alliance", &s.alliance),
        text: s.t1(text, "alliance", &s.alliance),
        action,
        act,
        back: format!("/i/{token}"),
        s,
    };
    cx.show(&page)
}

/// `POST /i/{token}/decline`
pub async fn decline(cx: Cx, Path(token): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    let followed = follow(&cx, &mut conn, &token).await?;
    if let Followed { invitation: Some(invitation), standing: Standing::Living } = &followed {
        actions::decline(&cx, &mut conn, invitation).await?;
        cx.commit(conn).await?;
        return said(&cx, "invitations-said-declined", "invitations-said-declined-text").await;
    }
    drop(conn);
    ended(&cx, &mut cx.read().await?, &token, &followed).await
}

/// `POST /i/{token}/never`: also by a mail program, without a cookie, whatever the body says (RFC 8058).
/// No redirect: such a program would turn it into a GET.
pub async fn never(cx: Cx, Path(token): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    let followed = follow(&cx, &mut conn, &token).await?;
    let Some(invitation) = &followed.invitation else {
        drop(conn);
        return ended(&cx, &mut cx.read().await?, &token, &followed).await;
    };
    actions::never(&cx, &mut conn, invitation).await?;
    cx.commit(conn).await?;
    said(&cx, "invitations-said-never", "invitations-said-never-text").await
}

/// `POST /i/{token}/again`: a new link, to the contact on file and not to this screen.
pub async fn again(cx: Cx, Path(token): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let followed = follow(&cx, &mut conn, &token).await?;
    drop(conn);
    let may_ask = matches!(
        followed.standing,
        Standing::Declined | Standing::Replaced | Standing::Expired | Standing::Living
    );
    let Some(invitation) = followed.invitation.as_ref().filter(|_| may_ask) else {
        return ended(&cx, &mut cx.read().await?, &token, &followed).await;
    };
    super::door::limit(&cx, "invitations.again", &invitation.invitation_id.to_string(), super::door::AGAIN)
        .await?;
    let mut conn = cx.begin().await?;
    actions::send_anew(&cx, &mut conn, invitation).await?;
    cx.commit(conn).await?;
    said(&cx, "invitations-said-again", "invitations-said-again-text").await
}

/// What was done, on a page of its own.
pub async fn said(cx: &Cx, title: &'static str, text: &'static str) -> Answer {
    let telephone = cx.app.settings().get(Key::CompanyTelephone).to_owned();
    let l = cx.l();
    cx.show(&Ended {
        s: cx.narrow(""),
        title: l.t(title).into_owned(),
        text: l.t(text).into_owned(),
        post: (String::new(), ""),
        way: ("", ""),
        check: check(cx, &telephone),
        dial: letters::dialled(&telephone),
    })
}
