//! Tables as companies have them: CSV of any delimiter and charset, and XLSX workbooks, read row by row.
//!
//! Memory stays flat whatever a file's size, but for the shared strings of a workbook, which are bounded
//! with everything else that a workbook inflates to. Formulas and macros are never run: a cell has the
//! value that its program left in it. What cannot be read is a [`Trouble`], in the reader's language.
//!
//! Sources: RFC 4180 for CSV, ECMA-376 for XLSX.

mod cell;
mod csv;
mod safe;
#[cfg(test)]
mod tests;
mod trouble;
mod xlsx;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

pub use cell::Cell;
pub use safe::line;
pub use trouble::Trouble;

/// How much a file may ask of us.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes that a workbook inflates to, all parts together.
    pub inflated_bytes: u64,
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
    /// `UTF-8`, `UTF-16LE`, `GB18030`, `windows-1252`; `XLSX` of a workbook.
    pub encoding: &'static str,
    pub delimiter: Option<char>,
}

/// A file that holds a table.
#[derive(Clone, Debug)]
pub struct Book {
    path: PathBuf,
    limits: Limits,
    kind: Kind,
    sheets: Vec<SheetName>,
    facts: Facts,
    dialect: csv::Dialect,
}

/// Rows with their numbers as a spreadsheet program shows them, from 1. Blank rows may be missing.
pub type Rows = Box<dyn Iterator<Item = Result<(u64, Vec<Cell>), Trouble>> + Send>;

impl Book {
    /// Looks at a file; what it holds decides what it is, not what it is called. Reads it once through,
    /// to know its charset or what it inflates to.
    pub fn open(path: &Path, limits: Limits) -> Result<Self, Trouble> {
        let size = std::fs::metadata(path)?.len();
        if size == 0 {
            return Err(Trouble::Empty);
        }
        if size > limits.file_bytes {
            return Err(Trouble::TooLarge);
        }
        let mut head = vec![0; 4096];
        let read = File::open(path)?.read(&mut head)?;
        head.truncate(read);
        let mut book = Self {
            path: path.to_owned(),
            limits,
            kind: Kind::Csv,
            sheets: vec![SheetName { name: String::new(), is_hidden: false }],
            facts: Facts { encoding: "XLSX", delimiter: None },
            dialect: csv::Dialect::default(),
        };
        if head.starts_with(b"PK\x03\x04") {
            book.kind = Kind::Xlsx;
            book.sheets = xlsx::sheets(path, &limits)?;
            return Ok(book);
        }
        if let Some(trouble) = Trouble::of_magic(&head) {
            return Err(trouble);
        }
        book.dialect = csv::Dialect::of(path)?;
        book.facts = Facts {
            encoding: book.dialect.encoding.name(),
            delimiter: Some(char::from(book.dialect.delimiter)),
        };
        Ok(book)
    }

    pub const fn kind(&self) -> Kind {
        self.kind
    }

    pub fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The rows of a sheet from the first, read on the thread that asks for them (CSV) or on one of
    /// their own (XLSX), which ends when they are dropped.
    pub fn rows(&self, sheet: &str) -> Result<Rows, Trouble> {
        if !self.sheets.iter().any(|known| known.name == sheet) {
            return Err(Trouble::NoSheet);
        }
        match self.kind {
            Kind::Csv => Ok(Box::new(csv::Rows::open(&self.path, self.dialect, self.limits)?)),
            Kind::Xlsx => Ok(Box::new(xlsx::Rows::open(self.path.clone(), sheet.to_owned(), self.limits))),
        }
    }
}
