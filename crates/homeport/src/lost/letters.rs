//! "Do you know where they went?": with a link to pass on, and no way to tell us somebody else's number.

use keel::db::Conn;
use keel::error::Result;
use keel::l10n::Lang;

use super::{HintId, PURPOSE, url};
use crate::accounts::{self, Note};
use crate::app::Cx;
use crate::budget::Permit;
use crate::people::OnFile;

pub async fn ask(
    cx: &Cx,
    conn: &mut Conn,
    name: &str,
    (to, lang): (&OnFile, Lang),
    (hint, permit): (HintId, Permit),
) -> Result<()> {
    let l = cx.app.catalog.l(lang);
    let way = url(&cx.app);
    let settings = cx.app.settings();
    let note = Note {
        purpose: PURPOSE,
        subject: l.t1("lost-mail-subject", "name", name),
        paras: vec![
            l.t2("lost-mail-text", "name", name, "alliance", settings.alliance(lang)),
            l.t("lost-mail-how").into_owned(),
        ],
        code: String::new(),
        act: (way.clone(), l.t("lost-mail-act").into_owned()),
        aside: l.t1("lost-mail-aside", "link", cx.app.url("/me/consents")),
        short: l.t2("lost-sms", "name", name, "link", way),
    };
    accounts::send_counted(cx, conn, to, lang, note, (hint.0, permit, None)).await
}
