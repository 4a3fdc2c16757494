//! The frame of a page: its language, its menu, what was just done.

use std::borrow::Cow;

use askama::Template;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keel::db::Conn;
use keel::error::{Arg, Error, Problems, Result, Text};
use keel::http::{cookie, set_cookie};
use keel::l10n::{L, Lang};

use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::embedded::ASSETS;
use crate::shell::pages::own_path;

/// What the layout of every page reads.
pub struct Shell {
    pub l: L,
    pub alliance: String,
    pub viewer_name: Option<String>,
    pub menu: Vec<MenuItem>,
    pub flash: Option<Flash>,
    pub is_narrow: bool,
    pub path: String,
}

/// One of several lists of a page, to choose from.
pub struct Tab {
    pub href: String,
    pub label: String,
    pub is_current: bool,
}

pub struct MenuItem {
    pub href: &'static str,
    pub key: &'static str,
    pub is_current: bool,
}

impl Shell {
    pub fn lang(&self) -> &'static str {
        self.l.lang().code()
    }

    pub fn t(&self, key: &str) -> Cow<'static, str> {
        self.l.t(key)
    }

    pub fn t1(&self, key: &str, name: &'static str, value: impl Into<Arg>) -> String {
        self.l.t1(key, name, value)
    }

    pub fn t2(
        &self,
        key: &str,
        first: &'static str,
        one: impl Into<Arg>,
        second: &'static str,
        two: impl Into<Arg>,
    ) -> String {
        self.l.t2(key, first, one, second, two)
    }

    fn other(&self) -> Lang {
        match self.l.lang() {
            Lang::En => Lang::Zh,
            Lang::Zh => Lang::En,
        }
    }

    pub fn other_lang(&self) -> &'static str {
        self.other().code()
    }

    pub fn other_lang_name(&self) -> &'static str {
        self.other().name()
    }

    /// Empty: as the device is set.
    pub fn theme(&self) -> &'static str {
        ""
    }

    /// Where an asset is; the address changes with what it holds, so browsers may keep it for ever.
    pub fn asset(&self, name: &str) -> String {
        let hashed = ASSETS.iter().find(|(plain, _, _)| *plain == name).map_or(name, |(_, hashed, _)| hashed);
        format!("/assets/{hashed}")
    }
}

/// What was just done, said once on the next page.
#[derive(Clone, Debug)]
pub struct Flash {
    pub kind: String,
    pub text: String,
    /// Where a form takes it back; empty where that cannot be.
    pub undo: String,
}

const FLASH: &str = "flash";

impl Flash {
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(cookie(headers, FLASH)?).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (kind, rest) = text.split_once('|')?;
        let (undo, text) = rest.split_once('|')?;
        let kind = if kind == "alarm" { "alarm" } else { "calm" };
        // A cookie that somebody else planted must not turn into a button for anything at all.
        let undo = if undo.ends_with("/restore") { own_path(undo) } else { "" };
        Some(Self { kind: kind.to_owned(), text: text.to_owned(), undo: undo.to_owned() })
    }

    pub fn forget(cx: &Cx, headers: &mut HeaderMap) {
        if let Some(line) = set_cookie(FLASH, "", 0, cx.app.is_https()) {
            headers.append(header::SET_COOKIE, line);
        }
    }
}

/// An option of a select or a group of radio buttons.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

/// A problem as the summary on top of a form shows it.
pub struct Problem {
    pub field: &'static str,
    pub label: String,
    pub text: String,
}

impl Cx {
    /// The frame for a page; `current` is the menu word it belongs to.
    pub fn shell(&self, current: &str) -> Shell {
        Shell {
            l: self.l(),
            alliance: self.app.settings().alliance(self.lang).to_owned(),
            viewer_name: self.viewer.person.map(|_| self.viewer.name.clone()),
            menu: self.menu(current),
            flash: self.flash.clone(),
            is_narrow: false,
            path: self.path.clone(),
        }
    }

    /// The frame for a page of one narrow column: letters, forms.
    pub fn narrow(&self, current: &str) -> Shell {
        Shell { is_narrow: true, ..self.shell(current) }
    }

    fn menu(&self, current: &str) -> Vec<MenuItem> {
        const ALL: [(Can, &str, &str, &str); 5] = [
            (Can::SeeDesk, "desk", "/desk", "shell-menu-desk"),
            (Can::SeeDesk, "departures", "/departures", "shell-menu-departures"),
            (Can::BeMember, "home", "/home", "shell-menu-home"),
            (Can::BeMember, "people", "/people", "shell-menu-people"),
            (Can::Administer, "settings", "/settings", "shell-menu-settings"),
        ];
        if self.viewer.person.is_none() {
            return Vec::new();
        }
        ALL.into_iter()
            .filter(|(can, ..)| self.viewer.may(*can))
            .map(|(_, word, href, key)| MenuItem { href, key, is_current: word == current })
            .collect()
    }

    /// A page that is right.
    pub fn show(&self, page: &impl Template) -> Answer {
        self.page(StatusCode::OK, page)
    }

    /// A form again, with its problems and the values kept.
    pub fn invalid(&self, page: &impl Template) -> Answer {
        self.page(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    pub fn page(&self, status: StatusCode, page: &impl Template) -> Answer {
        let html = page.render().map_err(Error::broken)?;
        Ok((status, Html(html)).into_response())
    }

    /// Onward to another page.
    pub fn to(&self, path: &str) -> Answer {
        Ok(Redirect::to(path).into_response())
    }

    /// Onward, where it is said what was done and what happens next.
    pub fn done(&self, path: &str, text: &Text) -> Answer {
        self.told(path, "calm", text, "")
    }

    /// As [`Cx::done`], with a button that takes it back by a POST to `undo`.
    pub fn undoable(&self, path: &str, text: &Text, undo: &str) -> Answer {
        self.told(path, "calm", text, undo)
    }

    /// Onward, where it is said what did not work.
    pub fn sorry(&self, path: &str, text: &Text) -> Answer {
        self.told(path, "alarm", text, "")
    }

    /// After an act that a press set off: what was done, or what stands against it, said on one page.
    pub async fn after(&self, conn: Conn, done: Result<()>, path: &str, text: &Text) -> Answer {
        match done {
            Ok(()) => {
                self.commit(conn).await?;
                self.done(path, text)
            }
            Err(Error::Conflict(against)) => self.sorry(path, &against),
            Err(error) => Err(error),
        }
    }

    fn told(&self, path: &str, kind: &str, text: &Text, undo: &str) -> Answer {
        let value = URL_SAFE_NO_PAD.encode(format!("{kind}|{undo}|{}", self.l().text(text)));
        let mut response = Redirect::to(path).into_response();
        if let Some(line) = set_cookie(FLASH, &value, 60, self.app.is_https()) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
        Ok(response)
    }

    /// The problems of a form in words; `labels` names each field as its label does.
    pub fn problems(&self, problems: &Problems, labels: &[(&'static str, &str)]) -> Vec<Problem> {
        let label = |field| labels.iter().find(|(name, _)| *name == field).map(|(_, key)| *key);
        problems
            .0
            .iter()
            .map(|problem| Problem {
                field: problem.field,
                label: label(problem.field).map_or_else(String::new, |key| self.l().t(key).into_owned()),
                text: self.l().text(&problem.text),
            })
            .collect()
    }
}

/// The words beside one field, or nothing.
pub fn beside(problems: &[Problem], field: &str) -> String {
    problems
        .iter()
        .find(|problem| problem.field == field)
        .map_or_else(String::new, |found| found.text.clone())
}
