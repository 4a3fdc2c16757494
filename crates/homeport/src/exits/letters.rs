//! The one message about leaving: what happens when, and the way back.

use keel::db::Conn;
use keel::error::Result;

use super::{Exit, link};
use crate::accounts::{self, Note};
use crate::app::Cx;
use crate::people;

/// To the contacts at which the person is reached for sure: it may have been somebody in their place.
pub async fn farewell(cx: &Cx, conn: &mut Conn, exit: &Exit) -> Result<()> {
    let person = people::person(conn, exit.person_id).await?;
    let lang = person.language.unwrap_or(cx.lang);
    let known = people::contacts(conn, exit.person_id).await?;
    for contact in accounts::told(&known) {
        accounts::send_note(cx, conn, contact, lang, note(cx, lang, &person.name, exit), exit.exit_id.0)
            .await?;
    }
    Ok(())
}

fn note(cx: &Cx, lang: keel::l10n::Lang, name: &str, exit: &Exit) -> Note {
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let alliance = settings.alliance(lang);
    let day = l.day(exit.erase_at.day_in(settings.zone()));
    let link = cx.app.url(&link(&cx.app, exit.exit_id));
    Note {
        purpose: "exit",
        subject: l.t1("exits-mail-subject", "alliance", alliance),
        paras: vec![
            l.t1("exits-mail-hello", "name", name),
            l.t1("exits-mail-text", "day", &day),
            l.t("exits-mail-back").into(),
        ],
        code: String::new(),
        act: (link.clone(), l.t("exits-mail-act").into()),
        aside: l.t1("exits-mail-aside", "day", &day),
        short: l.t3("exits-sms", ("alliance", alliance), ("day", &day), ("link", link)),
    }
}
