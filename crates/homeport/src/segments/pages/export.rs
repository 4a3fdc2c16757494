//! A segment as a file: which columns, which kind.

use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use futures_util::stream;
use keel::error::{Error, Problems};
use tempfile::NamedTempFile;
use tokio::io::AsyncReadExt as _;

use crate::app::{Answer, Cx};
use crate::segments::export::{self, Kind};
use crate::segments::lines::Column;
use crate::segments::{Segment, SegmentId, segment};
use crate::shell::{Choice, Form, Problem, Shell, beside};

const LABELS: [(&str, &str); 2] = [("columns", "segments-columns"), ("kind", "segments-file")];
/// Chosen unless somebody chooses: who it is and where they were, no way to reach anybody.
const USUAL: [Column; 6] =
    [Column::Name, Column::Number, Column::Department, Column::Started, Column::Ended, Column::Place];

#[derive(Template)]
#[template(path = "segments/templates/export.html")]
struct Export {
    s: Shell,
    id: SegmentId,
    name: String,
    columns: Vec<Choice>,
    kinds: Vec<Choice>,
    problems: Vec<Problem>,
}

impl Export {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// `GET /segments/{id}/export`
pub async fn columns(cx: Cx, Path(id): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let kept = segment(&mut conn, &cx.viewer, id.parse()?).await?;
    cx.show(&page(&cx, &kept, &USUAL, Kind::Xlsx, &Problems::new()))
}

fn page(cx: &Cx, kept: &Segment, columns: &[Column], kind: Kind, problems: &Problems) -> Export {
    let l = cx.l();
    let column = |column: &Column| Choice {
        value: column.to_string(),
        label: l.t(export::head(*column)).into_owned(),
        is_chosen: columns.contains(column),
    };
    let label = |kind: Kind| match kind {
        Kind::Csv => "segments-file-csv",
        Kind::Xlsx => "segments-file-xlsx",
    };
    let one = |one: &Kind| Choice {
        value: one.to_string(),
        label: l.t(label(*one)).into_owned(),
        is_chosen: *one == kind,
    };
    Export {
        s: cx.narrow("people"),
        id: kept.segment_id,
        name: kept.name.clone(),
        columns: Column::ALL.iter().map(column).collect(),
        kinds: Kind::ALL.iter().map(one).collect(),
        problems: cx.problems(problems, &LABELS),
    }
}

/// `POST /segments/{id}/export`
pub async fn export(cx: Cx, Path(id): Path<String>, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let mut conn = cx.read().await?;
    let kept = segment(&mut conn, &cx.viewer, id.parse()?).await?;
    drop(conn);
    let chosen =
        |column: &&Column| pairs.iter().any(|(name, value)| name == "columns" && value == column.word());
    let columns: Vec<Column> = Column::ALL.iter().filter(chosen).copied().collect();
    let kind = pairs.iter().find(|(name, _)| name == "kind").and_then(|(_, value)| Kind::from_word(value));
    let kind = kind.unwrap_or(Kind::Xlsx);
    match export::export(&cx, &kept, kind, &columns).await {
        Ok(file) => sent(kind, file).await,
        Err(Error::Invalid(problems)) => cx.invalid(&page(&cx, &kept, &columns, kind, &problems)),
        Err(other) => Err(other),
    }
}

/// A piece after another, so that a large file is in no memory whole. It is gone from the disk with the last one.
async fn sent(kind: Kind, file: NamedTempFile) -> Answer {
    let (content, name) = match kind {
        Kind::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"people.csv\""),
        Kind::Xlsx => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "attachment; filename=\"people.xlsx\"",
        ),
    };
    let length = file.as_file().metadata()?.len();
    let open = tokio::fs::File::open(file.path()).await?;
    let pieces = stream::try_unfold((open, file), |(mut open, file)| async move {
        let mut piece = vec![0; 64 * 1024];
        let read = open.read(&mut piece).await?;
        piece.truncate(read);
        let next = (read > 0).then_some((piece, (open, file)));
        Ok::<_, std::io::Error>(next)
    });
    let headers = [
        (header::CONTENT_TYPE, content.to_owned()),
        (header::CONTENT_DISPOSITION, name.to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}
