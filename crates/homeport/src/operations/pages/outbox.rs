//! Messages on their way, those that could not be delivered, and, where nothing leaves the machine, what
//! would have gone out.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse};
use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::http::{FRAMED_POLICY, FRAMING_POLICY};
use keel::id::Id;
use keel::l10n::L;
use keel::post::{self, Channel, Content, Entry, Kept, State};
use serde::Deserialize;

use super::{Place, place, place_word};
use crate::app::{Answer, Cx};
use crate::people;
use crate::shell::Shell;

const PAGE: u32 = 50;

#[derive(Deserialize)]
pub struct Filter {
    #[serde(default)]
    state: String,
    #[serde(default)]
    before: String,
}

#[derive(Template)]
#[template(path = "operations/templates/outbox.html")]
struct Outbox {
    s: Shell,
    chips: Vec<Chip>,
    rows: Vec<Line>,
    newer: String,
    older: String,
    is_mailbox: bool,
}

struct Chip {
    href: String,
    label: String,
    is_current: bool,
}

struct Line {
    id: Id,
    icon: &'static str,
    title: String,
    href: String,
    line: String,
    at: Time,
    when: String,
    can_hasten: bool,
}

/// Whether anything stays here instead of leaving.
fn is_mailbox(cx: &Cx) -> bool {
    cx.app.config.mail.url.starts_with("mailbox:") || cx.app.config.sms.url.starts_with("mailbox:")
}

pub async fn outbox(cx: Cx, Query(filter): Query<Filter>) -> Answer {
    let is_mailbox = is_mailbox(&cx);
    let first = if is_mailbox { State::Kept } else { State::Waiting };
    let state = State::of(&filter.state).filter(|state| is_mailbox || *state != State::Kept).unwrap_or(first);
    let mut conn = cx.read().await?;
    let counts = post::counts(&mut conn).await?;
    let (rows, last) = page(&cx, &mut conn, state, place(&filter.before).unwrap_or(post::LATEST)).await?;
    drop(conn);
    let here = format!("/outbox?state={}", state.word());
    let chips = State::ALL.into_iter().filter(|state| is_mailbox || *state != State::Kept).map(|one| {
        let count = counts.iter().find(|(state, _)| *state == one).map_or(0, |(_, count)| *count);
        Chip {
            href: format!("/outbox?state={}", one.word()),
            label: format!("{} {}", cx.l().t(key(one)), cx.l().number(i64::from(count))),
            is_current: one == state,
        }
    });
    let page = Outbox {
        chips: chips.collect(),
        rows,
        newer: if filter.before.is_empty() { String::new() } else { here.clone() },
        older: last.map_or_else(String::new, |last| format!("{here}&before={}", place_word(last))),
        is_mailbox,
        s: cx.shell("settings"),
    };
    cx.show(&page)
}

/// The rows of one page, and its last place if the list goes on.
async fn page(cx: &Cx, conn: &mut Conn, state: State, before: Place) -> Result<(Vec<Line>, Option<Place>)> {
    let mut rows = Vec::new();
    let mut places = Vec::new();
    if state == State::Kept {
        for kept in post::mailbox_before(conn, before, PAGE + 1).await? {
            places.push((kept.created_at, kept.delivery_id));
            rows.push(kept_line(cx, &kept));
        }
    } else {
        for entry in post::list_before(conn, state, before, PAGE + 1).await? {
            places.push((entry.created_at, entry.delivery_id));
            rows.push(line(cx, conn, entry).await?);
        }
    }
    let has_more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    places.truncate(PAGE as usize);
    Ok((rows, places.pop().filter(|_| has_more)))
}

const fn key(state: State) -> &'static str {
    match state {
        State::Waiting => "operations-state-waiting",
        State::Sending => "operations-state-sending",
        State::Sent => "operations-state-sent",
        State::Failed => "operations-state-failed",
        State::Kept => "operations-state-kept",
    }
}

const fn icon(channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => "mail",
        Channel::Sms => "phone",
    }
}

/// What a message is for, in words; one without is shown as its sender calls it.
fn purpose(l: L, word: &str) -> String {
    let key = match word {
        "invitation" => "operations-purpose-invitation",
        "invitation-answer" => "operations-purpose-answer",
        "reminder" => "operations-purpose-reminder",
        "sign-in" => "operations-purpose-sign-in",
        "confirm" => "operations-purpose-confirm",
        "recovery" | "recovered" => "operations-purpose-recovery",
        "wish" => "operations-purpose-wish",
        "greeting" => "operations-purpose-greeting",
        "changed" => "operations-purpose-changed",
        "exit" => "operations-purpose-exit",
        "test" => "operations-purpose-test",
        _ => return word.to_owned(),
    };
    l.t(key).into_owned()
}

fn kept_line(cx: &Cx, kept: &Kept) -> Line {
    let l = cx.l();
    let title = match &kept.content {
        Content::Mail(wording) => wording.subject.clone(),
        Content::Text(text) => text.chars().take(60).collect(),
    };
    Line {
        id: kept.delivery_id,
        icon: icon(kept.channel),
        title,
        href: format!("/outbox/{}", kept.delivery_id),
        line: format!("{} · {}", kept.to, purpose(l, &kept.purpose)),
        at: kept.kept_at,
        when: l.day_time(kept.kept_at, &cx.zone()),
        can_hasten: false,
    }
}

async fn line(cx: &Cx, conn: &mut Conn, entry: Entry) -> Result<Line> {
    let l = cx.l();
    let recipient = entry.recipient.map(people::PersonId);
    let name = match recipient {
        Some(person) => people::person(conn, person).await.map(|person| person.name).unwrap_or_default(),
        None => String::new(),
    };
    let at = match entry.state {
        State::Waiting => entry.next_at,
        _ => entry.sent_at.unwrap_or(entry.created_at),
    };
    let mut parts = vec![purpose(l, &entry.purpose)];
    if entry.attempts > 0 {
        parts.push(l.t1("operations-tries", "n", entry.attempts));
    }
    parts.extend(entry.reply.map(|reply| l.t1("operations-reply", "reply", reply)));
    Ok(Line {
        id: entry.delivery_id,
        icon: icon(entry.channel),
        title: if name.is_empty() { l.t("operations-somebody").into_owned() } else { name.clone() },
        href: recipient.filter(|_| !name.is_empty()).map_or_else(String::new, |id| format!("/people/{id}")),
        line: parts.join(" · "),
        at,
        when: l.day_time(at, &cx.zone()),
        can_hasten: entry.state == State::Waiting,
    })
}

#[derive(Template)]
#[template(path = "operations/templates/message.html")]
struct Message {
    s: Shell,
    title: String,
    to: String,
    when: String,
    purpose: String,
    /// The words, cut where a link begins and ends.
    parts: Vec<Part>,
    /// Where its looks are; empty for what has none.
    looks: String,
}

struct Part {
    text: String,
    is_link: bool,
}

/// One message as its reader would see it: its words, with links that work, and a mail's looks beside.
pub async fn message(cx: Cx, Path(delivery): Path<String>) -> Answer {
    let kept = post::kept(&mut cx.read().await?, delivery.parse()?).await?;
    let l = cx.l();
    let looks = format!("/outbox/{}/html", kept.delivery_id);
    let (title, text, looks) = match kept.content {
        Content::Mail(wording) => {
            let looks = if wording.html.is_some() { looks } else { String::new() };
            (wording.subject, wording.text, looks)
        }
        Content::Text(text) => (l.t("operations-text-message").into_owned(), text, String::new()),
    };
    let is_mail = !looks.is_empty();
    let page = Message {
        title,
        to: kept.to,
        when: l.day_time(kept.kept_at, &cx.zone()),
        purpose: purpose(l, &kept.purpose),
        parts: parts(&text),
        looks,
        s: if is_mail { cx.shell("settings") } else { cx.narrow("settings") },
    };
    let mut response = cx.show(&page)?;
    if is_mail {
        let policy = HeaderValue::from_static(FRAMING_POLICY);
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// The HTML of a mail, for the frame on its page. Whatever stands in it, it can neither run, nor load, nor
/// reach the page around it.
pub async fn looks(cx: Cx, Path(delivery): Path<String>) -> Answer {
    let kept = post::kept(&mut cx.read().await?, delivery.parse()?).await?;
    let Content::Mail(wording) = kept.content else { return Err(Error::NotFound) };
    let html = wording.html.ok_or(Error::NotFound)?;
    let headers = [
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED_POLICY)),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN")),
    ];
    Ok((headers, Html(html)).into_response())
}

/// Cuts a text at its addresses.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = [rest.find("https://"), rest.find("http://")].into_iter().flatten().min() {
        let (before, link) = rest.split_at(at);
        let is_end = |c: char| c.is_whitespace() || c.is_control() || "<>\"，。；）】".contains(c);
        let (link, after) = link.split_at(link.find(is_end).unwrap_or(link.len()));
        parts.push(Part { text: before.to_owned(), is_link: false });
        parts.push(Part { text: link.to_owned(), is_link: true });
        rest = after;
    }
    parts.push(Part { text: rest.to_owned(), is_link: false });
    parts
}

pub async fn try_now(cx: Cx, Path(delivery): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    post::try_now(&mut conn, delivery.parse()?, cx.now).await?;
    cx.commit(conn).await?;
    cx.done("/outbox?state=waiting", &Text::new("operations-done-hastened"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_links() {
        let cut = parts("Sign in:\nhttp://a.b/c?d=e\n再见 https://x.y/z。好");
        let links: Vec<_> = cut.iter().filter(|part| part.is_link).map(|part| part.text.as_str()).collect();
        assert_eq!(links, ["http://a.b/c?d=e", "https://x.y/z"]);
        assert_eq!(cut.last().expect("an end").text, "。好");
    }
}
