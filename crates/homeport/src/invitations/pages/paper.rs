//! What is handed over by hand: a sheet with a QR code for each person, a poster for a room, a file of
//! links.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::qr;
use keel::sheet::Csv;
use serde::Deserialize;

use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::invitations::model::{Channel, Filter, Invitation};
use crate::invitations::sql::lists;
use crate::invitations::whom::{self, Whom};
use crate::invitations::{InvitationId, actions, letters, sql, url};
use crate::settings::Key;
use crate::shell::{Form, Shell};
use crate::waves::{self, WaveId};

/// So many at once: what a printer takes in one go.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "invitations/templates/kits.html")]
struct Kits {
    s: Shell,
    back: String,
    /// Whose sheets these are, if they are a wave's.
    wave: String,
    title: String,
    sheets: Vec<Sheet>,
    ids: Vec<InvitationId>,
}

/// One person's sheet, in that person's language.
struct Sheet {
    lang: &'static str,
    alliance: String,
    day: String,
    title: String,
    words: String,
    words_lang: &'static str,
    signer: String,
    scan: String,
    steps: [String; 3],
    by_hand: String,
    qr: String,
    link: String,
    number_title: String,
    number_text: String,
    note: String,
}

/// `GET /invitations/{id}/kit`
pub async fn kit(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: InvitationId = id.parse()?;
    let mut conn = cx.read().await?;
    let invitation = sql::invitation(&mut conn, id).await?;
    if !invitation.state.is_living() {
        return Err(Error::Conflict(Text::new("invitations-error-ended")));
    }
    let whom = whom::whom(&cx, &mut conn, &invitation).await?;
    let page = Kits {
        back: format!("/invitations/{id}"),
        wave: String::new(),
        title: cx.l().t1("invitations-kit-title", "name", &whom.person.name),
        sheets: vec![sheet(&cx, &invitation, &whom)?],
        ids: vec![id],
        s: cx.shell("departures"),
    };
    cx.show(&page)
}

/// Which invitations a batch means: those ticked, or those of a wave that nobody handed over yet, or else
/// all of a list.
#[derive(Deserialize)]
pub struct Batch {
    #[serde(default)]
    ids: Vec<String>,
    #[serde(default)]
    show: String,
    #[serde(default)]
    wave: String,
}

impl Batch {
    /// What is no id is nobody's.
    fn ticked(&self) -> Vec<InvitationId> {
        self.ids.iter().filter_map(|id| id.parse().ok()).collect()
    }

    fn wave(&self) -> Option<WaveId> {
        self.wave.parse().ok()
    }

    /// The page it came from.
    fn back(&self) -> String {
        self.wave().map_or_else(|| "/invitations".to_owned(), |wave| format!("/waves/{wave}"))
    }
}

/// The living ones of a batch, each with what is said about its person.
async fn meant(cx: &Cx, conn: &mut Conn, batch: &Batch) -> Result<Vec<(Invitation, Whom)>> {
    let mut ids = batch.ticked();
    if let Some(wave) = batch.wave().filter(|_| ids.is_empty()) {
        ids = waves::kit(conn, wave, MOST).await?;
    } else if ids.is_empty() {
        let filter = Filter::from_word(&batch.show).unwrap_or(Filter::NoContact);
        let newest = InvitationId(keel::id::Id([0xff; 16]));
        let lines = lists::lines(conn, filter, cx.now, newest, MOST as i64).await?;
        ids = lines.into_iter().map(|line| line.invitation_id).collect();
    }
    ids.sort_unstable();
    ids.dedup();
    let mut all = Vec::new();
    for id in ids.into_iter().take(MOST) {
        let invitation = sql::invitation(conn, id).await?;
        if invitation.state.is_living() {
            let whom = whom::whom(cx, conn, &invitation).await?;
            all.push((invitation, whom));
        }
    }
    Ok(all)
}

/// `GET /invitations/kits`: a sheet for each person.
pub async fn kits(cx: Cx, axum_extra::extract::Query(batch): axum_extra::extract::Query<Batch>) -> Answer {
    let mut conn = cx.read().await?;
    let all = meant(&cx, &mut conn, &batch).await?;
    if all.is_empty() {
        return cx.sorry(&batch.back(), &Text::new("invitations-done-nobody"));
    }
    let mut sheets = Vec::new();
    for (invitation, whom) in &all {
        sheets.push(sheet(&cx, invitation, whom)?);
    }
    let page = Kits {
        back: batch.back(),
        wave: batch.wave,
        title: cx.l().t1("invitations-kits-title", "count", sheets.len()),
        sheets,
        ids: all.iter().map(|(invitation, _)| invitation.invitation_id).collect(),
        s: cx.shell("departures"),
    };
    cx.show(&page)
}

/// `POST /invitations/kits`: these sheets were given out.
pub async fn note_kits(cx: Cx, Form(batch): Form<Batch>) -> Answer {
    cx.viewer.must(Can::RunDepartures)?;
    let mut conn = cx.begin().await?;
    let mut count = 0;
    for id in batch.ticked().into_iter().take(MOST) {
        match actions::note_handed(&cx, &mut conn, id, Channel::Paper).await {
            Ok(()) => count += 1,
            // Joined, or declined, while the sheet was on its way.
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
    }
    cx.commit(conn).await?;
    cx.done(&batch.back(), &Text::new("invitations-done-paper").with("count", count))
}

fn sheet(cx: &Cx, invitation: &Invitation, whom: &Whom) -> Result<Sheet> {
    let lang = whom.lang;
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let alliance = settings.alliance(lang).to_owned();
    let link = url(&cx.app, invitation.invitation_id, invitation.version);
    let (words, signer) = match &whom.greeting {
        Some(greeting) => {
            let by = [greeting.signer_name.as_str(), greeting.signer_title.as_str()];
            (greeting.words.clone(), by.join("  ").trim().to_owned())
        }
        None => (whom.company_words(cx, l, &alliance), String::new()),
    };
    let notice = whom.notice(cx, l).map(|notice| format!("{notice} ")).unwrap_or_default();
    let number = whom.number().unwrap_or_default();
    Ok(Sheet {
        lang: lang.code(),
        day: l.day(cx.today()),
        title: whom.title(cx, l),
        words_lang: whom::language_of(&words).code(),
        words,
        signer,
        scan: l.t1("invitations-kit-scan", "alliance", &alliance),
        steps: [
            l.t("invitations-kit-first").into_owned(),
            l.t("invitations-kit-second").into_owned(),
            l.t1("invitations-kit-third", "alliance", &alliance),
        ],
        by_hand: l.t("invitations-kit-by-hand").into_owned(),
        qr: qr::svg(&link)?,
        link: link.split_once("://").map_or(link.clone(), |(_, rest)| rest.to_owned()),
        number_title: match number {
            "" => String::new(),
            number => l.t1("invitations-kit-number", "number", number),
        },
        number_text: l.t("invitations-kit-number-text").into_owned(),
        note: format!("{notice}{}{}", l.t("invitations-kit-own"), letters::assurance(l, &whom.telephone)),
        alliance,
    })
}

#[derive(Template)]
#[template(path = "invitations/templates/poster.html")]
struct Poster {
    s: Shell,
    title: String,
    text: String,
    qr: String,
    link: String,
    note: String,
}

/// `GET /invitations/poster`: for a room or a group; it names nobody.
pub async fn poster(cx: Cx) -> Answer {
    let l = cx.l();
    let settings = cx.app.settings();
    let link = cx.app.url("/join");
    let page = Poster {
        title: l.t("invitations-poster-title").into_owned(),
        text: l.t1("invitations-poster-text", "company", settings.company(cx.lang)),
        qr: qr::svg(&link)?,
        link: link.split_once("://").map_or(link.clone(), |(_, rest)| rest.to_owned()),
        note: letters::assurance(l, settings.get(Key::CompanyTelephone)),
        s: cx.shell("departures"),
    };
    cx.show(&page)
}

/// `POST /invitations/links.csv`: a file of personal links, for whoever sends them by another system.
pub async fn links(cx: Cx, Form(batch): Form<Batch>) -> Answer {
    cx.viewer.must(Can::RunDepartures)?;
    let mut conn = cx.begin().await?;
    let all = meant(&cx, &mut conn, &batch).await?;
    let l = cx.l();
    let mut file = Csv::new();
    let heads =
        ["invitations-csv-name", "invitations-csv-number", "invitations-csv-link", "invitations-csv-until"];
    file.row(heads.map(|key| l.t(key).into_owned()));
    for (invitation, whom) in &all {
        let id = invitation.invitation_id;
        actions::note_handed(&cx, &mut conn, id, Channel::Csv).await?;
        file.row([
            whom.person.name.clone(),
            whom.number().unwrap_or_default().to_owned(),
            url(&cx.app, id, invitation.version),
            invitation.expires_at.day_in(&cx.zone()).to_string(),
        ]);
    }
    cx.commit(conn).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"invitations.csv\""),
    ];
    Ok((headers, file.end()).into_response())
}
