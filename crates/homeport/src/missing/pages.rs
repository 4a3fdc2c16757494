//! Pasting the nicknames of a group, and the list of who is not in it.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::header;
use axum::response::IntoResponse;
use keel::error::{Error, Problems, Result, Text};
use keel::sheet::Csv;
use serde::Deserialize;

use super::actions;
use super::model::{Known, Verdict, nicknames, verdicts};
use crate::app::{Answer, Cx};
use crate::people::directory::{Eye, Row};
use crate::people::pages::whom::{Asked, Whom, WhomView};
use crate::people::pages::{dotted, years};
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "missing/templates/index.html")]
struct Index {
    s: Shell,
    whom: WhomView,
    meant: String,
    query: String,
    nicknames: String,
    problems: Vec<Problem>,
}

impl Index {
    fn error(&self) -> String {
        beside(&self.problems, "nicknames")
    }
}

/// What is pasted, for whom, and what was said about the doubtful ones.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct GroupForm {
    whom: String,
    nicknames: String,
    /// A doubtful nickname, and beside it who it is; nobody where it is empty.
    nickname: Vec<String>,
    who: Vec<String>,
}

/// `GET /missing`
pub async fn index(cx: Cx, Form(asked): Form<Asked>) -> Answer {
    let page = page(&cx, Whom::of(asked), String::new(), &Problems::new()).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, whom: Whom, nicknames: String, problems: &Problems) -> Result<Index> {
    let mut conn = cx.read().await?;
    Ok(Index {
        meant: whom.said(cx, &mut conn).await?,
        query: whom.query(),
        whom: whom.view(cx, &mut conn).await?,
        nicknames,
        problems: cx.problems(problems, &[("nicknames", "missing-nicknames")]),
        s: cx.shell("people"),
    })
}

#[derive(Template)]
#[template(path = "missing/templates/found.html")]
struct Found {
    s: Shell,
    meant: String,
    query: String,
    nicknames: String,
    title: String,
    missing: Vec<Line>,
    /// The names alone, a line each, to be copied.
    names: String,
    sure: Vec<(String, String)>,
    doubtful: Vec<Doubtful>,
    unknown: Vec<String>,
    /// What was said about the doubtful ones, so that the file says the same.
    said: Vec<(String, String)>,
}

struct Line {
    name: String,
    line: String,
    href: String,
}

struct Doubtful {
    nickname: String,
    options: Vec<Choice>,
}

/// The nicknames, held against those who were chosen.
struct Compared {
    rows: Vec<Row>,
    nicknames: Vec<String>,
    verdicts: Vec<Verdict>,
    /// Who is in the group, as far as that is sure or was said.
    there: BTreeSet<usize>,
}

async fn compared(cx: &Cx, form: &GroupForm) -> Result<Compared> {
    let given = nicknames(&form.nicknames);
    if given.is_empty() {
        return Err(Error::invalid("nicknames", Text::new("missing-problem-none")));
    }
    let filter = Whom::read(&form.whom).filter(&Eye::of(&cx.viewer));
    let chosen = actions::chosen(cx, &mut cx.read().await?, &filter).await?;
    let mut conn = cx.begin().await?;
    actions::compared(cx, &mut conn).await?;
    cx.commit(conn).await?;
    let (rows, known): (Vec<Row>, Vec<Known>) = chosen.into_iter().unzip();
    let verdicts = verdicts(&known, &given);
    let mut there = BTreeSet::new();
    for (nickname, verdict) in given.iter().zip(&verdicts) {
        match verdict {
            Verdict::Sure(at) => drop(there.insert(*at)),
            Verdict::Doubtful(meant) => {
                let said = form.who_is(nickname);
                there.extend(
                    meant.iter().filter(|at| Some(rows[**at].person_id.to_string().as_str()) == said),
                );
            }
            Verdict::Unknown => {}
        }
    }
    Ok(Compared { rows, nicknames: given, verdicts, there })
}

impl GroupForm {
    /// Who a doubtful nickname is, as the officer said.
    fn who_is(&self, nickname: &str) -> Option<&str> {
        let said = self.nickname.iter().zip(&self.who).find(|(one, _)| *one == nickname);
        said.map(|(_, who)| who.as_str()).filter(|who| !who.is_empty())
    }
}

impl Compared {
    fn missing(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().enumerate().filter(|(at, _)| !self.there.contains(at)).map(|(_, row)| row)
    }
}

/// `POST /missing`: the answer, which keeps nothing.
pub async fn compare(cx: Cx, Form(form): Form<GroupForm>) -> Answer {
    match compared(&cx, &form).await {
        Ok(compared) => {
            let page = found(&cx, &form, &compared).await?;
            cx.show(&page)
        }
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, Whom::read(&form.whom), form.nicknames, &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

async fn found(cx: &Cx, form: &GroupForm, compared: &Compared) -> Result<Found> {
    let l = cx.l();
    let whom = Whom::read(&form.whom);
    let meant = whom.said(cx, &mut cx.read().await?).await?;
    let missing: Vec<&Row> = compared.missing().collect();
    let mut page = Found {
        meant,
        query: whom.query(),
        nicknames: form.nicknames.clone(),
        title: l.t2("missing-found", "missing", missing.len(), "all", compared.rows.len()),
        names: missing.iter().map(|row| row.name.as_str()).collect::<Vec<_>>().join("\n"),
        missing: missing
            .iter()
            .map(|row| Line {
                name: row.name.clone(),
                line: about(cx, row),
                href: format!("/people/{}", row.person_id),
            })
            .collect(),
        sure: Vec::new(),
        doubtful: Vec::new(),
        unknown: Vec::new(),
        said: form.nickname.iter().cloned().zip(form.who.iter().cloned()).collect(),
        s: cx.shell("people"),
    };
    for (nickname, verdict) in compared.nicknames.iter().zip(&compared.verdicts) {
        match verdict {
            Verdict::Sure(at) => page.sure.push((nickname.clone(), compared.rows[*at].name.clone())),
            Verdict::Unknown => page.unknown.push(nickname.clone()),
            Verdict::Doubtful(meant) => {
                let said = form.who_is(nickname);
                page.doubtful.push(doubtful(cx, nickname, meant.iter().map(|at| &compared.rows[*at]), said));
            }
        }
    }
    Ok(page)
}

fn doubtful<'a>(
    cx: &Cx,
    nickname: &str,
    meant: impl Iterator<Item = &'a Row>,
    said: Option<&str>,
) -> Doubtful {
    let nobody = Choice {
        value: String::new(),
        label: cx.l().t("missing-nobody").into_owned(),
        is_chosen: said.is_none(),
    };
    let options = meant.map(|row| {
        let value = row.person_id.to_string();
        let label = [row.name.clone(), about(cx, row)].into_iter().filter(|part| !part.is_empty());
        Choice {
            is_chosen: Some(value.as_str()) == said,
            value,
            label: label.collect::<Vec<_>>().join(" · "),
        }
    });
    Doubtful { nickname: nickname.to_owned(), options: std::iter::once(nobody).chain(options).collect() }
}

fn about(cx: &Cx, row: &Row) -> String {
    let span = row.started_on.map(|from| years(cx.l(), from, row.ended_on, cx.today()));
    dotted([row.department.clone(), span])
}

/// `POST /missing/list.csv`: the same as a file.
pub async fn list(cx: Cx, Form(form): Form<GroupForm>) -> Answer {
    let compared = compared(&cx, &form).await?;
    let l = cx.l();
    let mut file = Csv::new();
    file.row(["people-name", "people-department", "people-number", "missing-years"].map(|key| l.t(key)));
    for row in compared.missing() {
        let span = row.started_on.map(|from| years(l, from, row.ended_on, cx.today())).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        file.row([row.name.clone(), text(&row.department), text(&row.number), span]);
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"missing.csv\""),
    ];
    Ok((headers, file.end()).into_response())
}
