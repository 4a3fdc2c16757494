//! The people of a segment as a file, written to this machine's disk as they are read: many need no more memory
//! than few. It leaves only after the journal says so.

use std::io::{BufWriter, Write as _};

use keel::error::{Error, Result, Text};
use keel::sheet::{self, Workbook};
use tempfile::NamedTempFile;

use super::lines::{self, Column, Line};
use super::look::Look;
use super::{Segment, actions};
use crate::access::Can;
use crate::app::Cx;
use crate::people::directory::{Along, PAGE};

keel::words! {
    /// What kind of file.
    pub enum Kind {
        Csv = "csv",
        Xlsx = "xlsx",
    }
}

/// Rows that a sheet has room for, its head aside.
const MOST_ROWS: u64 = 1_048_575;

enum Table {
    Csv(BufWriter<NamedTempFile>),
    Xlsx(Box<Workbook>),
}

impl Table {
    fn new(kind: Kind, name: &str) -> Result<Self> {
        Ok(match kind {
            Kind::Csv => {
                let mut file = BufWriter::new(NamedTempFile::new()?);
                file.write_all("\u{feff}".as_bytes())?;
                Self::Csv(file)
            }
            Kind::Xlsx => Self::Xlsx(Box::new(Workbook::new(name)?)),
        })
    }

    fn row(&mut self, cells: &[String]) -> Result<()> {
        match self {
            Self::Csv(file) => Ok(file.write_all(sheet::line(cells).as_bytes())?),
            Self::Xlsx(book) => book.row(cells),
        }
    }

    fn end(self) -> Result<NamedTempFile> {
        match self {
            Self::Csv(file) => file.into_inner().map_err(|error| Error::from(error.into_error())),
            Self::Xlsx(book) => {
                let mut file = NamedTempFile::new()?;
                book.end_into(file.as_file_mut())?;
                Ok(file)
            }
        }
    }
}

/// Writes the file, and into the journal that somebody took it.
pub async fn export(cx: &Cx, segment: &Segment, kind: Kind, columns: &[Column]) -> Result<NamedTempFile> {
    cx.viewer.must(Can::ExportPeople)?;
    if columns.is_empty() {
        return Err(Error::invalid("columns", Text::new("segments-problem-columns")));
    }
    let (table, people) = written(cx, segment, kind, columns).await?;
    let file = tokio::task::spawn_blocking(move || table.end()).await.map_err(Error::broken)??;
    let names: Vec<_> = columns.iter().map(|column| column.word()).collect();
    let mut conn = cx.begin().await?;
    actions::note_export(cx, &mut conn, segment.segment_id, (kind.word(), people), &names.join(",")).await?;
    cx.commit(conn).await?;
    Ok(file)
}

async fn written(cx: &Cx, segment: &Segment, kind: Kind, columns: &[Column]) -> Result<(Table, u64)> {
    let mut conn = cx.read().await?;
    let mut table = Table::new(kind, &segment.name)?;
    let head: Vec<String> = columns.iter().map(|column| cx.l().t(head(*column)).into_owned()).collect();
    table.row(&head)?;
    let look = Look::of(cx, &mut conn, &segment.filter, None).await?;
    let mut along = Along::of(&mut conn, &look.eye, &segment.filter.who, None).await?;
    let mut people = 0;
    while !along.is_done() {
        let page = along.next(&mut conn, PAGE).await?;
        for line in lines::among(cx, &mut conn, &look, &page).await? {
            people += 1;
            if kind == Kind::Xlsx && people > MOST_ROWS {
                return Err(Error::invalid("kind", Text::new("segments-problem-rows")));
            }
            table.row(&cells(cx, &line, columns))?;
        }
        tokio::task::yield_now().await;
    }
    Ok((table, people))
}

fn cells(cx: &Cx, line: &Line, columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| lines::cell(cx, line, *column)).collect()
}

pub const fn head(column: Column) -> &'static str {
    match column {
        Column::Name => "segments-column-name",
        Column::Number => "segments-column-number",
        Column::Entity => "segments-column-entity",
        Column::Department => "segments-column-department",
        Column::Title => "segments-column-title",
        Column::Kind => "segments-column-kind",
        Column::Started => "segments-column-started",
        Column::Ended => "segments-column-ended",
        Column::Place => "segments-column-place",
        Column::Language => "segments-column-language",
        Column::Organisation => "segments-column-organisation",
        Column::Position => "segments-column-position",
        Column::Mail => "segments-column-mail",
        Column::Mobile => "segments-column-mobile",
        Column::Joined => "segments-column-joined",
    }
}
