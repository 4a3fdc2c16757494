//! Leaving, looking at it, taking it back.

use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::http::set_cookie;
use serde::Deserialize;

use super::{DAYS, Exit, actions, link, redeemed, sql};
use crate::accounts::{self, COOKIE};
use crate::app::{Answer, Cx};
use crate::copies;
use crate::members;
use crate::people::{self, PersonId};
use crate::settings::Key;
use crate::shell::{Form, Shell};

#[derive(Template)]
#[template(path = "exits/templates/leave.html")]
struct Leave {
    s: Shell,
    is_member: bool,
    has_role: bool,
    lost: Vec<String>,
    stays: Vec<String>,
}

impl Leave {
    fn title(&self) -> String {
        if self.is_member {
            self.s.t1("exits-title", "alliance", &self.s.alliance)
        } else {
            self.s.t("exits-title-stranger").into_owned()
        }
    }
}

/// `GET /me/exit`: says what is lost and what stays; nothing is lost by looking.
pub async fn leave(cx: Cx) -> Answer {
    let person = cx.viewer.somebody()?;
    let mut conn = cx.read().await?;
    if let Some(exit) = sql::of_person(&mut conn, person).await? {
        return cx.to(&link(&cx.app, exit.exit_id));
    }
    let is_member = members::is_member(&mut conn, person).await?;
    let page = Leave {
        is_member,
        has_role: !accounts::roles(&mut conn, person).await?.is_empty(),
        lost: lost(&cx, is_member),
        stays: stays(&cx, &mut conn, person).await?,
        s: cx.narrow(""),
    };
    cx.show(&page)
}

fn lost(cx: &Cx, was_member: bool) -> Vec<String> {
    let membership = was_member.then_some("exits-lost-membership");
    let all = ["exits-lost-person"].into_iter().chain(membership).chain(["exits-lost-rest"]);
    all.map(|key| cx.l().t(key).into_owned()).collect()
}

async fn stays(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Vec<String>> {
    let l = cx.l();
    let tenures = people::tenures(conn, person).await?;
    let mut numbers: Vec<&str> = tenures.iter().filter_map(|tenure| tenure.number.as_deref()).collect();
    numbers.dedup();
    let number = (!numbers.is_empty()).then(|| l.t1("exits-stays-number", "numbers", l.list(&numbers)));
    let settings = cx.app.settings();
    let law = l.t1("exits-stays-law", "company", settings.company(cx.lang));
    let rest = ["exits-stays-hash", "exits-stays-journal", "exits-stays-backup"];
    Ok(number.into_iter().chain(rest.map(|key| l.t(key).into_owned())).chain([law]).collect())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sure {
    sure: String,
}

/// `POST /me/exit`: leaves. Only the page that says what is lost has the word this asks for.
pub async fn ask(cx: Cx, Form(form): Form<Sure>) -> Answer {
    if form.sure != "yes" {
        return cx.to("/me/exit");
    }
    let mut conn = cx.begin().await?;
    let exit = match actions::ask(&cx, &mut conn).await {
        Err(Error::Conflict(text)) => return cx.sorry("/me/exit", &text),
        exit => exit?,
    };
    cx.commit(conn).await?;
    let mut response = cx.to(&link(&cx.app, exit.exit_id))?;
    if let Some(line) = set_cookie(COOKIE, "", 0, cx.app.is_https()) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "exits/templates/waiting.html")]
struct Waiting {
    s: Shell,
    title: String,
    text: String,
    /// Where it is taken back and where the receipt is; empty when there is nothing to take back.
    here: String,
}

/// `GET /exits/{ticket}`: how it stands.
pub async fn waiting(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let Some(exit) = followed(&cx, &mut cx.read().await?, &ticket).await? else { return over(&cx) };
    let s = cx.narrow("");
    let page = Waiting {
        title: s.t1("exits-waiting-title", "alliance", &s.alliance),
        text: s.t1("exits-waiting-text", "until", until(&cx, &exit)),
        here: format!("/exits/{ticket}"),
        s,
    };
    cx.show(&page)
}

/// `POST /exits/{ticket}/back`: takes it back.
pub async fn back(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    let Some(exit) = followed(&cx, &mut conn, &ticket).await? else { return over(&cx) };
    if !actions::take_back(&cx, &mut conn, &exit).await? {
        return over(&cx);
    }
    cx.commit(conn).await?;
    let is_signed_in = cx.viewer.person == Some(exit.person_id);
    cx.done(if is_signed_in { "/me" } else { "/sign-in" }, &Text::new("exits-done-back"))
}

/// `POST /exits/{ticket}/copy`: everything about them once more, before it is erased.
pub async fn copy(cx: Cx, Path(ticket): Path<String>, Form(wanted): Form<copies::pages::Wanted>) -> Answer {
    let Some(exit) = followed(&cx, &mut cx.read().await?, &ticket).await? else { return over(&cx) };
    copies::pages::answer(&cx, exit.person_id, &wanted).await
}

#[derive(Template)]
#[template(path = "exits/templates/receipt.txt", escape = "none")]
struct Receipt {
    s: Shell,
    company: String,
    telephone: String,
    name: String,
    asked: String,
    until: String,
    link: String,
    lost: Vec<String>,
    stays: Vec<String>,
    id: String,
}

/// `GET /exits/{ticket}/receipt`: to keep, for afterwards nobody here can write one.
pub async fn receipt(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let Some(exit) = followed(&cx, &mut conn, &ticket).await? else { return over(&cx) };
    let settings = cx.app.settings();
    let receipt = Receipt {
        s: cx.narrow(""),
        company: settings.company(cx.lang).to_owned(),
        telephone: settings.get(Key::CompanyTelephone).to_owned(),
        name: people::person(&mut conn, exit.person_id).await?.name,
        asked: cx.l().day_time(exit.asked_at, &cx.zone()),
        until: until(&cx, &exit),
        link: cx.app.url(&link(&cx.app, exit.exit_id)),
        lost: lost(&cx, exit.was_member),
        stays: stays(&cx, &mut conn, exit.person_id).await?,
        id: exit.exit_id.to_string(),
    };
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"exit.txt\""),
    ];
    Ok((headers, receipt.render().map_err(Error::broken)?).into_response())
}

/// The exit a ticket is about: `NotFound` for a forged one, nothing for one that is over.
async fn followed(cx: &Cx, conn: &mut Conn, ticket: &str) -> Result<Option<Exit>> {
    let exit = redeemed(&cx.app, ticket).ok_or(Error::NotFound)?;
    sql::exit(conn, exit).await
}

fn until(cx: &Cx, exit: &Exit) -> String {
    cx.l().day_time(exit.erase_at, &cx.zone())
}

/// Taken back, or carried out. Erased is erased: nobody here can tell which.
fn over(cx: &Cx) -> Answer {
    let s = cx.narrow("");
    let page = Waiting {
        title: s.t("exits-over-title").into_owned(),
        text: s.t("exits-over-text").into_owned(),
        here: String::new(),
        s,
    };
    cx.page(StatusCode::GONE, &page)
}
