//! "Is this still right?", and how it reads before it is sent.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::l10n::Lang;

use super::model::{Ask, AskId, LINK_DAYS, Step};
use super::{PURPOSE, link, sql};
use crate::accounts::{self, Note};
use crate::app::Cx;
use crate::budget;
use crate::people::{self, OnFile};

/// Sends it where somebody is reached best; why it could not be, if so.
pub async fn ask(cx: &Cx, conn: &mut Conn, ask: &Ask) -> Result<Option<Step>> {
    let contacts = people::private_contacts(conn, &cx.app.settings(), ask.person_id).await?;
    let Some(contact) = best(&contacts) else { return Ok(Some(Step::NoAddress)) };
    let Some(permit) = budget::actions::ask(cx, conn, ask.person_id, PURPOSE).await? else {
        return Ok(Some(Step::Budget));
    };
    let person = people::person(conn, ask.person_id).await?;
    let lang = person.language.unwrap_or(Lang::Zh);
    let until = cx.now.plus_days(LINK_DAYS);
    let never = cx.app.url(&format!("{}/never", link(&cx.app, ask.ask_id)));
    let note = note(cx, lang, &person.name, ask.ask_id, until);
    let about = (ask.ask_id.0, permit, Some(never));
    accounts::send_counted(cx, conn, contact, lang, note, about).await?;
    sql::asks::set_asked(conn, ask.ask_id, contact.contact_id, (cx.now, until)).await?;
    Ok(None)
}

/// A mail before a text, for it costs nobody anything; confirmed ones come first as it is.
fn best(contacts: &[OnFile]) -> Option<&OnFile> {
    contacts
        .iter()
        .min_by_key(|known| (known.confirmed_at.is_none(), known.kind != people::ContactKind::Mail))
}

/// What somebody of this name would read; its link is nobody's.
pub fn sample(cx: &Cx, lang: Lang, name: &str) -> Note {
    note(cx, lang, name, AskId(Id([0; 16])), cx.now.plus_days(LINK_DAYS))
}

fn note(cx: &Cx, lang: Lang, name: &str, ask: AskId, until: Time) -> Note {
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let alliance = settings.alliance(lang);
    let link = cx.app.url(&link(&cx.app, ask));
    let never = format!("{link}/never");
    Note {
        purpose: PURPOSE,
        subject: l.t1("freshness-mail-subject", "name", name),
        paras: vec![
            l.t1("freshness-mail-text", "alliance", alliance),
            l.t("freshness-mail-how").into_owned(),
            l.t1("freshness-mail-until", "day", l.day(until.day_in(settings.zone()))),
        ],
        code: String::new(),
        act: (link.clone(), l.t("freshness-mail-act").into_owned()),
        aside: l.t1("freshness-mail-aside", "link", never),
        short: l.t3("freshness-sms", ("alliance", alliance), ("name", name), ("link", link)),
    }
}
