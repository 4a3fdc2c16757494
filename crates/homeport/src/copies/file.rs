//! A copy as a file: one page that needs nothing else, or JSON.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keel::clock::Time;
use keel::db::Value;
use keel::error::{Error, Result};
use keel::l10n::L;
use serde_json::{Map, json};

use super::left_out::{LEFT_OUT, Why};
use super::model::{Cells, Column, Copy, Found, Shape};
use super::words::{self, Part};
use crate::app::Cx;
use crate::settings::Key;

#[derive(Template)]
#[template(path = "copies/templates/copy.html")]
struct Page {
    l: L,
    lang: &'static str,
    name: String,
    alliance: String,
    company: String,
    telephone: String,
    made: String,
    photo: String,
    parts: Vec<PartView>,
    left_out: Vec<String>,
}

struct PartView {
    title: String,
    why: String,
    tables: Vec<TableView>,
}

struct TableView {
    until: String,
    /// Each row as the words beside what is kept.
    rows: Vec<Vec<(String, String)>>,
}

pub fn html(cx: &Cx, copy: &Copy) -> Result<String> {
    let l = cx.l();
    let settings = cx.app.settings();
    let page = Page {
        l,
        lang: cx.lang.code(),
        name: copy.name.clone(),
        alliance: settings.alliance(cx.lang).to_owned(),
        company: settings.company(cx.lang).to_owned(),
        telephone: settings.get(Key::CompanyTelephone).to_owned(),
        made: l.day_time(copy.made_at, &cx.zone()),
        photo: copy.photo.as_deref().map(data_uri).unwrap_or_default(),
        parts: Part::ALL.iter().filter_map(|part| shown(cx, copy, *part)).collect(),
        left_out: Why::ALL.iter().filter_map(|why| why.key()).map(|key| l.t(key).into_owned()).collect(),
    };
    page.render().map_err(Error::broken)
}

fn data_uri(jpeg: &[u8]) -> String {
    format!("data:image/jpeg;base64,{}", STANDARD.encode(jpeg))
}

/// A part with anything in it.
fn shown(cx: &Cx, copy: &Copy, part: Part) -> Option<PartView> {
    let l = cx.l();
    let found = copy.found.iter().filter(|found| found.held.part == part && !found.rows.is_empty());
    let table = |found: &Found| TableView {
        until: l.t(found.held.until.key()).into_owned(),
        rows: found.rows.iter().map(|row| line(cx, found.held.columns, row)).collect(),
    };
    let tables: Vec<TableView> = found.map(table).collect();
    (!tables.is_empty()).then(|| PartView {
        title: l.t(part.title()).into_owned(),
        why: l.t(part.why()).into_owned(),
        tables,
    })
}

fn line(cx: &Cx, columns: &[Column], row: &Cells) -> Vec<(String, String)> {
    let pairs = columns.iter().zip(&row.0).filter(|(_, value)| **value != Value::Null);
    pairs.map(|(column, value)| (cx.l().t(column.label).into_owned(), said(cx, column, value))).collect()
}

/// A value for people.
fn said(cx: &Cx, column: &Column, value: &Value) -> String {
    let l = cx.l();
    match (column.shape, value) {
        (Shape::Word, Value::Text(word)) => words::word(l, word),
        (Shape::Act, Value::Text(word)) => words::act(l, word),
        (Shape::Time, Value::Int(at)) => l.day_time(Time::from_ms(*at), &cx.zone()),
        (Shape::Flag, value) => l.t(if is_true(value) { "copies-yes" } else { "copies-no" }).into_owned(),
        (Shape::Json, Value::Text(body)) => words::told(body),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Int(number)) => number.to_string(),
        (_, Value::Real(number)) => number.to_string(),
        (_, Value::Flag(_) | Value::Id(_) | Value::Bytes(_) | Value::Null) => String::new(),
    }
}

/// SQLite keeps a flag as a number.
const fn is_true(value: &Value) -> bool {
    matches!(value, Value::Flag(true) | Value::Int(1))
}

pub fn json(cx: &Cx, copy: &Copy) -> Result<String> {
    let l = cx.l();
    let settings = cx.app.settings();
    let tables = copy.found.iter().map(|found| {
        let rows: Vec<_> = found.rows.iter().map(|row| object(found.held.columns, row)).collect();
        json!({
            "table": found.held.table,
            "why": l.t(found.held.part.why()),
            "until": l.t(found.held.until.key()),
            "rows": rows,
        })
    });
    let tables: Vec<_> = tables.collect();
    let left_out = LEFT_OUT.iter().filter_map(|left| Some((left.table, left.why.key()?)));
    let left_out: Vec<_> = left_out.map(|(table, key)| json!({ "table": table, "why": l.t(key) })).collect();
    let whole = json!({
        "format": "homeport-copy-1",
        "made_at": copy.made_at.to_string(),
        "alliance": settings.alliance(cx.lang),
        "kept_by": settings.company(cx.lang),
        "name": copy.name,
        "photo": copy.photo.as_deref().map(data_uri),
        "tables": tables,
        "left_out": left_out,
    });
    Ok(serde_json::to_string_pretty(&whole)?)
}

fn object(columns: &[Column], row: &Cells) -> Map<String, serde_json::Value> {
    let pairs = columns.iter().zip(&row.0);
    pairs.map(|(column, value)| (column.name.to_owned(), plain(column, value))).collect()
}

/// A value for programs: moments as RFC 3339, words as they are kept.
fn plain(column: &Column, value: &Value) -> serde_json::Value {
    match (column.shape, value) {
        (_, Value::Null) => serde_json::Value::Null,
        (Shape::Time, Value::Int(at)) => json!(Time::from_ms(*at).to_string()),
        (Shape::Flag, value) => json!(is_true(value)),
        (Shape::Json, Value::Text(body)) => {
            serde_json::from_str(body).unwrap_or_else(|_| serde_json::Value::String(body.clone()))
        }
        (_, Value::Text(text)) => json!(text),
        (_, Value::Int(number)) => json!(number),
        (_, Value::Real(number)) => json!(number),
        (_, Value::Flag(flag)) => json!(flag),
        (_, Value::Id(_) | Value::Bytes(_)) => serde_json::Value::Null,
    }
}
