//! The messages about a claim: to whoever claims, in their language, and to the members asked about it.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Result};
use keel::l10n::{L, Lang};

use super::model::{Claim, VouchId};
use super::{own_link, vouch_link};
use crate::access::Role;
use crate::accounts::{self, Note};
use crate::app::Cx;
use crate::budget::Permit;
use crate::invitations::{self, Ground};
use crate::people::{self, OnFile, PersonId};

/// What a message says; the rest is the same in all.
struct Words {
    subject: String,
    paras: Vec<String>,
    code: String,
    act: (String, String),
    aside: String,
    short: String,
}

fn note(words: Words) -> Note {
    let Words { subject, paras, code, act, aside, short } = words;
    Note { purpose: "claim", subject, paras, code, act, aside, short }
}

async fn send(cx: &Cx, conn: &mut Conn, claim: &Claim, words: Words) -> Result<()> {
    let to = claim.contact()?;
    accounts::send_note_to(cx, conn, to, claim.language, note(words), claim.claim_id.0).await
}

fn hello(l: L, claim: &Claim) -> String {
    l.t1("claims-mail-hello", "name", claim.name.as_str())
}

/// "Is this yours?"
pub async fn confirm(cx: &Cx, conn: &mut Conn, claim: &Claim, code: &str) -> Result<()> {
    let (l, settings) = (cx.app.catalog.l(claim.language), cx.app.settings());
    let alliance = settings.alliance(claim.language);
    let link = cx.app.url(&own_link(&cx.app, claim.claim_id));
    let words = Words {
        subject: l.t1("claims-mail-confirm-subject", "alliance", alliance),
        paras: vec![l.t("claims-mail-confirm-text").into()],
        code: code.to_owned(),
        act: (link.clone(), l.t("claims-mail-confirm-act").into()),
        aside: l.t("claims-mail-not-you").into(),
        short: l.t3("claims-sms-confirm", ("alliance", alliance), ("code", code), ("link", link)),
    };
    send(cx, conn, claim, words).await
}

/// "We have it, and this is what happens next."
pub async fn received(cx: &Cx, conn: &mut Conn, claim: &Claim, until: Time) -> Result<()> {
    let (l, settings) = (cx.app.catalog.l(claim.language), cx.app.settings());
    let alliance = settings.alliance(claim.language);
    let link = cx.app.url(&own_link(&cx.app, claim.claim_id));
    let day = l.day(until.day_in(settings.zone()));
    let words = Words {
        subject: l.t1("claims-mail-received-subject", "alliance", alliance),
        paras: vec![hello(l, claim), l.t("claims-mail-received-text").into()],
        code: String::new(),
        act: (link.clone(), l.t("claims-mail-look").into()),
        aside: l.t1("claims-mail-until", "day", day),
        short: l.t2("claims-sms-received", "alliance", alliance, "link", link),
    };
    send(cx, conn, claim, words).await
}

/// "You are one of us": with the link that joins.
pub async fn accepted(cx: &Cx, conn: &mut Conn, claim: &Claim, person: PersonId) -> Result<()> {
    let (l, settings) = (cx.app.catalog.l(claim.language), cx.app.settings());
    let alliance = settings.alliance(claim.language);
    let invitation = invitations::of_person(conn, person).await?.ok_or(Error::NotFound)?;
    let link = invitations::url(&cx.app, invitation.invitation_id, invitation.version);
    let words = Words {
        subject: l.t1("claims-mail-accepted-subject", "alliance", alliance),
        paras: vec![hello(l, claim), l.t1("claims-mail-accepted-text", "alliance", alliance)],
        code: String::new(),
        act: (link.clone(), l.t1("claims-mail-accepted-act", "alliance", alliance)),
        aside: l.t("claims-mail-accepted-aside").into(),
        short: l.t2("claims-sms-accepted", "alliance", alliance, "link", link),
    };
    send(cx, conn, claim, words).await
}

/// "Not now", with the reason, the role, and the way to appeal.
pub async fn refused(cx: &Cx, conn: &mut Conn, claim: &Claim, ground: Ground, role: Role) -> Result<()> {
    let (l, settings) = (cx.app.catalog.l(claim.language), cx.app.settings());
    let alliance = settings.alliance(claim.language);
    let link = cx.app.url(&own_link(&cx.app, claim.claim_id));
    let words = Words {
        subject: l.t1("claims-mail-refused-subject", "alliance", alliance),
        paras: vec![hello(l, claim), answer(l, ground, Some(role)), l.t("claims-mail-refused-text").into()],
        code: String::new(),
        act: (link.clone(), l.t("claims-mail-refused-act").into()),
        aside: l.t("claims-mail-refused-aside").into(),
        short: l.t2("claims-sms-refused", "alliance", alliance, "link", link),
    };
    send(cx, conn, claim, words).await
}

/// A ground and the role of who said it, never a name.
pub fn answer(l: L, ground: Ground, role: Option<Role>) -> String {
    let role = l.t(invitations::pages::role_word(role));
    l.t2("claims-answer", "role", role, "ground", l.t(invitations::pages::ground_word(ground)))
}

/// To the contact on file: "you are a member already".
pub async fn already(cx: &Cx, conn: &mut Conn, claim: &Claim, member: PersonId) -> Result<()> {
    let person = people::person(conn, member).await?;
    let lang = person.language.unwrap_or(claim.language);
    let (l, settings) = (cx.app.catalog.l(lang), cx.app.settings());
    let alliance = settings.alliance(lang);
    let link = cx.app.url("/sign-in");
    for contact in people::contacts(conn, member).await? {
        if contact.address != claim.address {
            continue;
        }
        let words = Words {
            subject: l.t1("claims-mail-already-subject", "alliance", alliance),
            paras: vec![
                l.t1("claims-mail-hello", "name", person.name.as_str()),
                l.t("claims-mail-already-text").into(),
            ],
            code: String::new(),
            act: (link.clone(), l.t("claims-mail-already-act").into()),
            aside: l.t("claims-mail-not-you").into(),
            short: l.t2("claims-sms-already", "alliance", alliance, "link", link.as_str()),
        };
        accounts::send_note(cx, conn, &contact, lang, note(words), claim.claim_id.0).await?;
    }
    Ok(())
}

/// "Do you know them?" Name and years, and nothing else that was told.
pub async fn ask(
    cx: &Cx,
    conn: &mut Conn,
    claim: &Claim,
    (to, lang): (&OnFile, Lang),
    (vouch, permit): (VouchId, Permit),
) -> Result<()> {
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let (alliance, company) = (settings.alliance(lang), settings.company(lang));
    let link = cx.app.url(&vouch_link(&cx.app, vouch));
    let name = claim.name.as_str();
    let words = Words {
        subject: l.t1("claims-mail-vouch-subject", "name", name),
        paras: vec![
            l.t3("claims-mail-vouch-text", ("name", name), ("years", claim.years()), ("company", company)),
            l.t1("claims-mail-vouch-tap", "alliance", alliance),
        ],
        code: String::new(),
        act: (link.clone(), l.t("claims-mail-vouch-act").into()),
        aside: l.t("claims-mail-vouch-why").into(),
        short: l.t3("claims-sms-vouch", ("name", name), ("years", claim.years()), ("link", link)),
    };
    accounts::send_counted(cx, conn, to, lang, note(words), (vouch.0, permit, None)).await
}
