//! The officer's lists: who waits for what, and who asks.

use askama::Template;
use axum::extract::{Path, Query};
use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::id::Id;
use serde::Deserialize;

use super::ask::ground_word;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::invitations::model::{Channel, Filter, Ground, IN_TIME, RequestKind, State};
use crate::invitations::sql::{lists, requests as asked};
use crate::invitations::{InvitationId, RequestId, actions, sql};
use crate::shell::{Choice, Form, Shell, Tab};

#[derive(Template)]
#[template(path = "invitations/templates/index.html")]
struct Index {
    s: Shell,
    filters: Vec<Tab>,
    lead: &'static str,
    rows: Vec<Row>,
    older: String,
    requests: i64,
    show: Filter,
    may_run: bool,
}

impl Index {
    /// The page of one invitation shows its link, which is for those who may hand it over.
    fn href(&self, row: &Row) -> String {
        if self.may_run { format!("/invitations/{}", row.id) } else { String::new() }
    }
}

struct Row {
    id: InvitationId,
    name: String,
    line: String,
    /// The tag's colour and words.
    tag: (&'static str, String),
    is_living: bool,
}

#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    show: String,
    #[serde(default)]
    before: String,
}

const PAGE: usize = 50;
const LAST: Id = Id([0xff; 16]);

/// `GET /invitations`
pub async fn index(cx: Cx, Query(query): Query<ListQuery>) -> Answer {
    let show = Filter::from_word(&query.show).unwrap_or(Filter::All);
    list(&cx, show, &query.before).await
}

/// `GET /invitations/failed`: the mail or text came back, and there is no other way yet.
pub async fn failed(cx: Cx, Query(query): Query<ListQuery>) -> Answer {
    list(&cx, Filter::Failed, &query.before).await
}

async fn list(cx: &Cx, show: Filter, before: &str) -> Answer {
    let mut conn = cx.read().await?;
    let mut lines = lists::lines(&mut conn, show, cx.now, place(before), PAGE as i64 + 1).await?;
    let older = match lines.len() > PAGE {
        true => {
            lines.truncate(PAGE);
            lines.last().map_or(String::new(), |last| {
                format!("/invitations?show={show}&before={}", last.invitation_id)
            })
        }
        false => String::new(),
    };
    let page = Index {
        filters: filters(cx, &mut conn, show).await?,
        lead: lead(show),
        rows: lines.iter().map(|line| row(cx, line)).collect(),
        older,
        requests: sql::open_requests(&mut conn).await?,
        show,
        may_run: cx.viewer.may(Can::RunDepartures),
        s: cx.shell("departures"),
    };
    cx.show(&page)
}

/// The last line of the page before: ids grow with time.
fn place(before: &str) -> InvitationId {
    before.parse().unwrap_or(InvitationId(LAST))
}

async fn filters(cx: &Cx, conn: &mut Conn, show: Filter) -> Result<Vec<Tab>> {
    let mut tabs = Vec::new();
    for filter in Filter::ALL {
        let count = sql::count(conn, *filter, cx.now).await?;
        tabs.push(Tab {
            href: format!("/invitations?show={filter}"),
            label: cx.l().t1(tab(*filter), "count", count),
            is_current: *filter == show,
        });
    }
    Ok(tabs)
}

const fn tab(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "invitations-tab-all",
        Filter::Late => "invitations-tab-late",
        Filter::Unopened => "invitations-tab-unopened",
        Filter::Failed => "invitations-tab-failed",
        Filter::NoContact => "invitations-tab-no-contact",
        Filter::Declined => "invitations-tab-declined",
        Filter::Waiting => "invitations-tab-waiting",
    }
}

const fn lead(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "invitations-lead-all",
        Filter::Late => "invitations-lead-late",
        Filter::Unopened => "invitations-lead-unopened",
        Filter::Failed => "invitations-lead-failed",
        Filter::NoContact => "invitations-lead-no-contact",
        Filter::Declined => "invitations-lead-declined",
        Filter::Waiting => "invitations-lead-waiting",
    }
}

fn row(cx: &Cx, line: &lists::Line) -> Row {
    let parts: Vec<&str> =
        [line.number.as_deref(), line.department.as_deref()].into_iter().flatten().collect();
    Row {
        id: line.invitation_id,
        name: line.name.clone(),
        line: parts.join(" · "),
        tag: tag_of(cx, line),
        is_living: line.state.is_living(),
    }
}

fn tag_of(cx: &Cx, line: &lists::Line) -> (&'static str, String) {
    let l = cx.l();
    let start = line.completed_at.unwrap_or(line.send_at);
    let after = |at: Time| l.minutes(at.ms_since(start).max(0));
    match line.state {
        State::Joined => {
            let took = after(line.ended_at.unwrap_or(start));
            ("calm", l.t1("invitations-tag-joined", "took", took))
        }
        State::Declined => ("", l.t("invitations-tag-declined").into_owned()),
        State::Never => ("", l.t("invitations-tag-never").into_owned()),
        State::Revoked => ("", l.t("invitations-tag-revoked").into_owned()),
        State::Expired => ("", l.t("invitations-tag-expired").into_owned()),
        State::Waiting | State::Open => match (line.opened_at, line.handed_at) {
            (Some(at), _) => ("lamp", l.t1("invitations-tag-opened", "ago", l.ago(cx.now, at))),
            (None, Some(at)) => {
                let by = l.t(channel(line.handed_by.unwrap_or(Channel::Mail)));
                ("lamp", l.t2("invitations-tag-handed", "by", by, "ago", l.ago(cx.now, at)))
            }
            (None, None) if line.send_at + IN_TIME <= cx.now => {
                ("alarm", l.t1("invitations-tag-late", "took", after(cx.now)))
            }
            (None, None) if line.state == State::Waiting && line.send_at > cx.now => {
                ("", l.t1("invitations-tag-waiting", "at", l.day_time(line.send_at, &cx.zone())))
            }
            (None, None) => ("lamp", l.t("invitations-tag-leaving").into_owned()),
        },
    }
}

pub const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => "invitations-channel-mail",
        Channel::Sms => "invitations-channel-sms",
        Channel::Wechat => "invitations-channel-wechat",
        Channel::Paper => "invitations-channel-paper",
        Channel::Csv => "invitations-channel-csv",
    }
}

#[derive(Template)]
#[template(path = "invitations/templates/requests.html")]
struct Requests {
    s: Shell,
    rows: Vec<Asking>,
    older: String,
}

struct Asking {
    id: RequestId,
    person: String,
    name: String,
    line: String,
    tag: String,
    words: String,
    grounds: Vec<Choice>,
}

/// `GET /invitations/requests`
pub async fn requests(cx: Cx, Query(query): Query<ListQuery>) -> Answer {
    let mut conn = cx.read().await?;
    let after = query.before.split_once('.');
    let after = after.and_then(|(at, id)| Some((Time(at.parse().ok()?), id.parse().ok()?)));
    let after = after.unwrap_or((Time(i64::MIN), RequestId(Id([0; 16]))));
    let mut open = asked::open(&mut conn, after, PAGE as i64 + 1).await?;
    let more = open.len() > PAGE;
    open.truncate(PAGE);
    let older = open.last().filter(|_| more).map_or(String::new(), |last| {
        format!("/invitations/requests?before={}.{}", last.asked_at.ms(), last.request_id)
    });
    let page = Requests {
        rows: open.into_iter().map(|one| asking(&cx, one)).collect(),
        older,
        s: cx.shell("departures"),
    };
    cx.show(&page)
}

fn asking(cx: &Cx, one: asked::Asking) -> Asking {
    let l = cx.l();
    let ago = l.ago(cx.now, one.asked_at);
    let parts: Vec<&str> = [one.number.as_deref(), one.department.as_deref(), Some(ago.as_str())]
        .into_iter()
        .flatten()
        .collect();
    Asking {
        id: one.request_id,
        person: format!("/people/{}", one.person_id),
        line: parts.join(" · "),
        tag: match one.kind {
            RequestKind::Ask => String::new(),
            RequestKind::Appeal => l.t("invitations-request-appeal").into_owned(),
        },
        name: one.name,
        words: one.words.unwrap_or_default(),
        grounds: Ground::ALL
            .iter()
            .map(|ground| Choice {
                value: ground.word().to_owned(),
                label: l.t(ground_word(*ground)).into_owned(),
                is_chosen: *ground == Ground::Rule,
            })
            .collect(),
    }
}

#[derive(Deserialize)]
pub struct AnswerForm {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    ground: String,
}

/// `POST /invitations/requests/{id}`
pub async fn answer(cx: Cx, Path(request): Path<String>, Form(form): Form<AnswerForm>) -> Answer {
    let request: RequestId = request.parse()?;
    let mut conn = cx.begin().await?;
    let person = sql::requester(&mut conn, request).await?;
    let name = crate::people::person(&mut conn, person).await?.name;
    let said = match form.answer.as_str() {
        "invite" => {
            actions::invite_from_request(&cx, &mut conn, request).await?;
            "invitations-done-invited"
        }
        "refuse" => {
            let ground = Ground::from_word(&form.ground).ok_or(Error::NotFound)?;
            actions::answer_request(&cx, &mut conn, request, ground).await?;
            "invitations-done-answered"
        }
        _ => return Err(Error::NotFound),
    };
    cx.commit(conn).await?;
    cx.done("/invitations/requests", &Text::new(said).with("name", name))
}
