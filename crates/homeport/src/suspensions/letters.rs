//! What whoever is suspended is told, at the contacts at which they are reached for sure.

use keel::db::Conn;
use keel::error::Result;
use keel::l10n::Lang;

use super::{Suspension, link};
use crate::accounts::{self, Note};
use crate::app::Cx;
use crate::{invitations, people};

#[derive(Clone, Copy)]
pub enum What {
    Began,
    /// The appeal was looked at, and it stays.
    Upheld,
    Lifted,
    Over,
}

pub async fn tell(cx: &Cx, conn: &mut Conn, suspension: &Suspension, what: What) -> Result<()> {
    let person = people::person(conn, suspension.person_id).await?;
    let lang = person.language.unwrap_or(cx.lang);
    let known = people::contacts(conn, suspension.person_id).await?;
    for contact in accounts::told(&known) {
        let note = note(cx, lang, &person.name, suspension, what);
        accounts::send_note(cx, conn, contact, lang, note, suspension.suspension_id.0).await?;
    }
    Ok(())
}

fn note(cx: &Cx, lang: Lang, name: &str, suspension: &Suspension, what: What) -> Note {
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let alliance = settings.alliance(lang);
    let day = l.day(suspension.until_at.day_in(settings.zone()));
    let (subject, text, act) = match what {
        What::Began => ("suspensions-mail-subject", "suspensions-mail-text", "suspensions-mail-act"),
        What::Upheld => {
            ("suspensions-mail-upheld-subject", "suspensions-mail-upheld-text", "suspensions-mail-act")
        }
        What::Lifted | What::Over => {
            ("suspensions-mail-over-subject", "suspensions-mail-over-text", "suspensions-mail-over-act")
        }
    };
    let is_over = matches!(what, What::Lifted | What::Over);
    let link =
        cx.app.url(&if is_over { "/home".to_owned() } else { link(&cx.app, suspension.suspension_id) });
    let mut paras = vec![
        l.t1("suspensions-mail-hello", "name", name),
        l.t2(text, "alliance", alliance, "day", day.as_str()),
    ];
    if matches!(what, What::Began) {
        paras.push(why(l, suspension));
    }
    let subject = l.t1(subject, "alliance", alliance);
    Note {
        purpose: "suspension",
        paras,
        code: String::new(),
        act: (link.clone(), l.t(act).into()),
        aside: if is_over { String::new() } else { l.t("suspensions-mail-aside").into() },
        short: l.t2("suspensions-sms", "subject", subject.as_str(), "link", link),
        subject,
    }
}

/// The ground and the role of who said it, never a name.
pub fn why(l: keel::l10n::L, suspension: &Suspension) -> String {
    let role = l.t(invitations::pages::role_word(Some(suspension.role)));
    l.t2("suspensions-why", "role", role, "ground", l.t(suspension.ground.key()))
}
