//! Workbooks.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{Cell, Limits, SheetName, Trouble};
use crate::clock::Day;

type Workbook = Xlsx<BufReader<File>>;

/// Rows handed over at a time.
const CHUNK: usize = 256;

/// The sheets of a workbook that inflates to no more than it may.
pub fn sheets(path: &Path, limits: &Limits) -> Result<Vec<SheetName>, Trouble> {
    weigh(path, limits)?;
    let book = open(path)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    Ok(sheets
        .map(|sheet| SheetName {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect())
}

/// Inflates every part once into nothing: what the directory says about sizes may be a lie.
fn weigh(path: &Path, limits: &Limits) -> Result<(), Trouble> {
    let mut archive =
        zip::ZipArchive::new(BufReader::new(File::open(path)?)).map_err(|_| Trouble::Damaged)?;
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(Trouble::NotATable);
    }
    let mut left = limits.inflated_bytes;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Trouble::Damaged)?;
        let read =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| Trouble::Damaged)?;
        left = left.checked_sub(read).ok_or(Trouble::Inflates)?;
    }
    Ok(())
}

fn open(path: &Path) -> Result<Workbook, Trouble> {
    Xlsx::new(BufReader::new(File::open(path)?)).map_err(trouble)
}

fn trouble(error: XlsxError) -> Trouble {
    match error {
        XlsxError::Password => Trouble::Encrypted,
        XlsxError::WorksheetNotFound(_) => Trouble::NoSheet,
        XlsxError::Io(io) => io.into(),
        _ => Trouble::Damaged,
    }
}

type Row = Result<(u64, Vec<Cell>), Trouble>;

/// Rows that another thread reads ahead, a few at a time.
pub struct Rows {
    chunks: Receiver<Vec<Row>>,
    rows: std::vec::IntoIter<Row>,
}

impl Rows {
    pub fn open(path: PathBuf, sheet: String, limits: Limits) -> Self {
        let (to, chunks) = sync_channel(2);
        std::thread::spawn(move || {
            let mut out = Out { to, chunk: Vec::with_capacity(CHUNK) };
            if let Err(Stopped::By(trouble)) = read(&path, &sheet, &limits, &mut out) {
                out.chunk.push(Err(trouble));
            }
            // Nobody listens any more where the rows were dropped.
            drop(out.flush());
        });
        Self { chunks, rows: Vec::new().into_iter() }
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if let Some(row) = self.rows.next() {
            return Some(row);
        }
        self.rows = self.chunks.recv().ok()?.into_iter();
        self.rows.next()
    }
}

enum Stopped {
    By(Trouble),
    NobodyListens,
}

impl From<Trouble> for Stopped {
    fn from(trouble: Trouble) -> Self {
        Self::By(trouble)
    }
}

struct Out {
    to: SyncSender<Vec<Row>>,
    chunk: Vec<Row>,
}

impl Out {
    fn row(&mut self, row: u32, cells: Vec<Cell>) -> Result<(), Stopped> {
        self.chunk.push(Ok((u64::from(row) + 1, cells)));
        if self.chunk.len() < CHUNK { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), Stopped> {
        let chunk = std::mem::replace(&mut self.chunk, Vec::with_capacity(CHUNK));
        self.to.send(chunk).map_err(|_| Stopped::NobodyListens)
    }
}

fn read(path: &Path, sheet: &str, limits: &Limits, out: &mut Out) -> Result<(), Stopped> {
    let mut book = open(path)?;
    let is_1904 = book.has_1904_epoch();
    let mut reader = book.worksheet_cells_reader(sheet).map_err(trouble)?;
    let (mut row, mut cells) = (0, Vec::new());
    let mut rows = 0;
    while let Some(cell) = reader.next_cell().map_err(trouble)? {
        let (at_row, at_column) = cell.get_position();
        if at_row != row {
            if !cells.is_empty() {
                out.row(row, std::mem::take(&mut cells))?;
                rows += 1;
            }
            row = at_row;
        }
        if rows > limits.rows {
            return Err(Trouble::Rows.into());
        }
        let value = value(cell.get_value(), is_1904);
        if value.is_empty() {
            continue;
        }
        let column = usize::try_from(at_column).unwrap_or(usize::MAX);
        if column >= limits.columns {
            return Err(Trouble::Columns.into());
        }
        if matches!(&value, Cell::Text(text) if text.chars().count() > limits.cell_chars) {
            return Err(Trouble::CellTooLong { row: u64::from(row) + 1 }.into());
        }
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = value;
    }
    if !cells.is_empty() {
        out.row(row, cells)?;
    }
    Ok(())
}

fn value(data: &DataRef<'_>, is_1904: bool) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(moment) if moment.is_datetime() => day(moment.as_f64(), is_1904),
        DataRef::DateTime(moment) => Cell::Number(moment.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::Error(error) => Cell::Text(error.to_string()),
    }
}

/// The day of a moment; the time is nothing that was asked for. Serial 0 is 30 December 1899 or, in
/// books that a Mac began, 1 January 1904 (ECMA-376 part 1, 18.17.4.1).
fn day(serial: f64, is_1904: bool) -> Cell {
    // A time of day alone, or no day of any calendar.
    if !(1.0..=2_958_466.0).contains(&serial) {
        return Cell::Number(serial);
    }
    let first = if is_1904 {
        jiff::civil::Date::constant(1904, 1, 1)
    } else {
        jiff::civil::Date::constant(1899, 12, 30)
    };
    let days = serial.floor() as i32;
    Cell::Day(Day::from(first).plus_days(days))
}
