//! Tables as companies have them: CSV of any delimiter and charset, and XLSX workbooks, read row by row;
//! and tables of ours, written so that a spreadsheet program shows them and computes nothing.
//!
//! Memory stays flat whatever a file's size, but for the shared strings of a workbook, which have a limit
//! of their own. Every limit is kept while reading: what a file says about itself is never believed.
//! Formulas and macros are never run: a cell has the value that its program left in it. What cannot be
//! read is a [`Trouble`], in the reader's language.
//!
//! Sources: RFC 4180 for CSV, ECMA-376 (and its strict form) for XLSX, PKWARE's APPNOTE for its archive.

mod cell;
mod charset;
mod csv;
mod dialect;
mod magic;
mod records;
#[cfg(test)]
mod tests;
mod trouble;
mod write;
mod xlsx;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use cell::Cell;
pub(crate) use charset::{Charset, Decoded};
use dialect::Dialect;
pub use trouble::Trouble;
pub use write::{Csv, Workbook, line};
pub use xlsx::Archive;

/// How much a file may ask of us.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes that a workbook inflates to, all parts together.
    pub inflated_bytes: u64,
    /// Bytes of a workbook's shared strings, which are the one thing kept in memory.
    pub shared_bytes: usize,
    pub columns: usize,
    /// Characters of one cell: as many as a spreadsheet program takes.
    pub cell_chars: usize,
    pub rows: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 200 << 20,
            inflated_bytes: 1 << 30,
            shared_bytes: 256 << 20,
            columns: 500,
            cell_chars: 32_767,
            rows: 5_000_000,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Csv,
    Xlsx,
}

/// A sheet of a workbook; a CSV file has one, without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetName {
    pub name: String,
    pub is_hidden: bool,
}

/// What was decided about a file, to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// `UTF-8`, `UTF-8 BOM`, `UTF-16LE`, `UTF-16BE`, `GB18030`, `Windows-1250` to `Windows-1252`; `XLSX` of a
    /// workbook.
    pub encoding: &'static str,
    pub delimiter: Option<char>,
    /// The workbook brings macros (XLSM). They are not looked at.
    pub has_macros: bool,
    /// Days are counted from 1904, also those that no format tells from other numbers.
    pub is_1904: bool,
}

/// A file that holds a table.
#[derive(Clone, Debug)]
pub struct Book {
    path: PathBuf,
    limits: Limits,
    sheets: Vec<SheetName>,
    facts: Facts,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    Csv(Dialect),
    Xlsx(Arc<xlsx::Workbook>),
}

/// A row of a sheet. Cells at its end that hold nothing may be missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// As a spreadsheet program shows it, from 1.
    pub number: u64,
    pub cells: Vec<Cell>,
    /// A quotation mark stands where none can, so that nobody knows which text belongs to which cell, or to
    /// which row. The cells are the lines as they stand in the file, undivided.
    pub is_torn: bool,
}

/// A file of text whole, in whatever charset it is. The caller knows that it is not too large.
pub fn text(path: &Path) -> Result<String, Trouble> {
    let mut decoded = Decoded::open(path, Charset::of(path)?)?;
    let (mut text, mut chunk) = (Vec::new(), vec![0; 64 << 10]);
    loop {
        match decoded.read(&mut chunk, 1)? {
            0 => break,
            read => text.extend_from_slice(&chunk[..read]),
        }
    }
    String::from_utf8(text).map_err(|_| Trouble::NotText { row: 1 })
}

/// The rows of a sheet, of which blank ones may be missing.
pub type Rows = Box<dyn Iterator<Item = Result<Row, Trouble>> + Send>;

/// Which rows are asked for, by their numbers.
pub type Wanted = Box<dyn Fn(u64) -> bool + Send>;

impl Book {
    /// Looks at a file; what it holds decides what it is, not what it is called. A file of text is read
    /// once through, to know its charset; of a workbook only what lists its sheets.
    pub fn open(path: &Path, limits: Limits) -> Result<Self, Trouble> {
        let size = std::fs::metadata(path)?.len();
        if size == 0 {
            return Err(Trouble::Empty);
        }
        if size > limits.file_bytes {
            return Err(Trouble::TooLarge);
        }
        let mut head = Vec::new();
        File::open(path)?.take(4096).read_to_end(&mut head)?;
        if head.starts_with(b"PK\x03\x04") {
            let book = xlsx::Workbook::open(path, &limits)?;
            return Ok(Self {
                path: path.to_owned(),
                limits,
                sheets: book.sheets().collect(),
                facts: Facts {
                    encoding: "XLSX",
                    delimiter: None,
                    has_macros: book.has_macros(),
                    is_1904: book.is_1904(),
                },
                form: Form::Xlsx(Arc::new(book)),
            });
        }
        if let Some(trouble) = magic::trouble(path, &head)? {
            return Err(trouble);
        }
        let dialect = Dialect::of(path)?;
        let facts = Facts {
            encoding: dialect.charset.name(),
            delimiter: Some(char::from(dialect.delimiter)),
            has_macros: false,
            is_1904: false,
        };
        let sheets = vec![SheetName { name: String::new(), is_hidden: false }];
        Ok(Self { path: path.to_owned(), limits, sheets, facts, form: Form::Csv(dialect) })
    }

    pub const fn kind(&self) -> Kind {
        match self.form {
            Form::Csv(_) => Kind::Csv,
            Form::Xlsx(_) => Kind::Xlsx,
        }
    }

    pub fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The rows of a sheet from the first, read on the thread that asks for them.
    pub fn rows(&self, sheet: &str) -> Result<Rows, Trouble> {
        match &self.form {
            Form::Csv(dialect) => Ok(Box::new(csv::Rows::open(&self.path, *dialect, self.limits)?)),
            Form::Xlsx(book) => Ok(Box::new(book.rows(self.place(sheet)?, self.limits)?)),
        }
    }

    /// As [`Book::rows`], of those rows alone whose number is wanted: the others cost a third. What is wrong with
    /// the cells of a row that nobody wants is not told.
    pub fn only_rows(&self, sheet: &str, wanted: Wanted) -> Result<Rows, Trouble> {
        match &self.form {
            Form::Csv(dialect) => {
                Ok(Box::new(csv::Rows::open(&self.path, *dialect, self.limits)?.only(wanted)))
            }
            Form::Xlsx(book) => {
                let rows = book.rows(self.place(sheet)?, self.limits)?;
                Ok(Box::new(rows.filter(move |row| row.as_ref().map_or(true, |row| wanted(row.number)))))
            }
        }
    }

    fn place(&self, sheet: &str) -> Result<usize, Trouble> {
        self.sheets.iter().position(|known| known.name == sheet).ok_or(Trouble::NoSheet)
    }
}
