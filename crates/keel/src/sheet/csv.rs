//! Rows of a file of text with something between the fields.

use std::path::Path;

use super::charset::Decoded;
use super::dialect::Dialect;
use super::records::{Records, Step, is_line_end};
use super::{Cell, Limits, Row, Trouble, Wanted, write};

const CHUNK: usize = 64 << 10;
/// No record is longer, however many fields it has.
const LONGEST_RECORD: usize = 16 << 20;

/// What a program writes for cells that it could not compute.
const ERRORS: [&str; 7] = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"];

pub struct Rows {
    text: Decoded,
    records: Records,
    /// What is known of the text and not yet told: the record that is being looked at stands at its beginning.
    known: Vec<u8>,
    from: usize,
    to: usize,
    limits: Limits,
    row: u64,
    /// Fields of the row before.
    usual: usize,
    is_after_return: bool,
    is_over: bool,
    /// Rows that are asked for; others are passed over without looking into their cells.
    wanted: Option<Wanted>,
}

impl Rows {
    pub fn open(path: &Path, dialect: Dialect, limits: Limits) -> Result<Self, Trouble> {
        let mut rows = Self {
            text: Decoded::open(path, dialect.charset)?,
            records: Records::new(dialect.delimiter),
            known: vec![0; 2 * CHUNK],
            from: 0,
            to: 0,
            limits,
            row: 0,
            usual: 0,
            is_after_return: false,
            is_over: false,
            wanted: None,
        };
        if dialect.has_separator_line {
            rows.record()?;
        }
        Ok(rows)
    }

    pub fn only(self, wanted: Wanted) -> Self {
        Self { wanted: Some(wanted), ..self }
    }

    fn record(&mut self) -> Result<Option<Row>, Trouble> {
        while self.begin()? {
            let row = self.one()?;
            if row.is_some() {
                return Ok(row);
            }
        }
        Ok(None)
    }

    fn one(&mut self) -> Result<Option<Row>, Trouble> {
        self.records.begin();
        loop {
            match self.records.look(&self.known[self.from..self.to]) {
                Step::Ended => break,
                Step::TooWide => return Err(Trouble::Columns),
                Step::More if self.fill(self.row)? > 0 => {}
                Step::More if self.records.end() => break,
                Step::More => return Err(Trouble::OpenQuote { row: self.row }),
            }
        }
        let row = self.told()?;
        self.from += self.records.length();
        self.is_after_return = false;
        if self.from < self.to {
            self.is_after_return = self.known[self.from] == b'\r';
            self.from += 1;
        }
        Ok(row)
    }

    /// Goes on to the next row that holds anything, counting those that do not, as a spreadsheet program does.
    fn begin(&mut self) -> Result<bool, Trouble> {
        loop {
            if self.from == self.to && self.fill(self.row + 1)? == 0 {
                return Ok(false);
            }
            let next = self.known[self.from];
            let is_second_half = next == b'\n' && self.is_after_return;
            if !is_second_half {
                self.row += 1;
            }
            if self.row > self.limits.rows {
                return Err(Trouble::Rows);
            }
            if !is_line_end(next) {
                return Ok(true);
            }
            self.is_after_return = next == b'\r';
            self.from += 1;
        }
    }

    /// More of the text, behind what is known.
    fn fill(&mut self, row: u64) -> Result<usize, Trouble> {
        self.known.copy_within(self.from..self.to, 0);
        (self.from, self.to) = (0, self.to - self.from);
        if self.known.len() - self.to < CHUNK {
            // A character has up to four bytes.
            if self.records.in_field() > 4 * self.limits.cell_chars || self.known.len() >= LONGEST_RECORD {
                return Err(Trouble::CellTooLong { row });
            }
            self.known.resize(self.known.len() * 2, 0);
        }
        let read = self.text.read(&mut self.known[self.to..], row)?;
        self.to += read;
        Ok(read)
    }

    /// The row, if it is wanted.
    fn told(&mut self) -> Result<Option<Row>, Trouble> {
        let (number, records) = (self.row, &self.records);
        let is_wanted = self.wanted.as_ref().is_none_or(|wanted| wanted(number));
        let bytes = &self.known[self.from..self.from + records.length()];
        let is_torn = records.is_torn() || records.has_swallowed(bytes, self.usual);
        let mut fields = records.fields();
        while let [rest @ .., last] = fields
            && fields.len() > self.limits.columns
            && last.begin == last.end
        {
            fields = rest;
        }
        if !is_torn {
            self.usual = fields.len();
        }
        if !is_wanted {
            return Ok(None);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| Trouble::NotText { row: number })?;
        if bytes.contains(&0) {
            return Err(Trouble::NotText { row: number });
        }
        if is_torn {
            let lines = text.split(['\r', '\n']).filter(|line| !line.is_empty());
            let cells = lines.map(|line| Cell::Text(line.to_owned())).collect();
            return Ok(Some(Row { number, cells, is_torn }));
        }
        if fields.len() > self.limits.columns {
            return Err(Trouble::Columns);
        }
        let mut cells = Vec::with_capacity(fields.len());
        for field in fields {
            cells.push(match field.of(text) {
                doubled if field.has_doubled => self.cell(&doubled.replace("\"\"", "\""))?,
                plain => self.cell(plain)?,
            });
        }
        Ok(Some(Row { number, cells, is_torn }))
    }

    fn cell(&self, field: &str) -> Result<Cell, Trouble> {
        if field.len() > self.limits.cell_chars && field.chars().count() > self.limits.cell_chars {
            return Err(Trouble::CellTooLong { row: self.row });
        }
        Ok(match write::unguarded(field) {
            "" => Cell::Empty,
            text if text.starts_with('#') && ERRORS.contains(&text) => Cell::Error,
            text => Cell::Text(text.to_owned()),
        })
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.record().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}
