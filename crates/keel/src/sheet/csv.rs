//! Rows of a file of text with something between the fields.

use std::path::Path;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::charset::Decoded;
use super::dialect::Dialect;
use super::{Cell, Limits, Trouble, write};

const CHUNK: usize = 64 << 10;
/// As many columns as a spreadsheet program has: so many empty ones are at times exported behind the table.
const WIDEST: usize = 16_384;
/// No record is longer, however many fields it has.
const LONGEST_RECORD: usize = 16 << 20;

pub struct Rows {
    text: Decoded,
    parser: Reader,
    input: Vec<u8>,
    from: usize,
    to: usize,
    /// The fields of a record without what was between them, and where each ends.
    fields: Vec<u8>,
    ends: Vec<usize>,
    limits: Limits,
    row: u64,
    is_after_return: bool,
    is_over: bool,
}

impl Rows {
    pub fn open(path: &Path, dialect: Dialect, limits: Limits) -> Result<Self, Trouble> {
        let mut rows = Self {
            text: Decoded::open(path, dialect.charset)?,
            parser: ReaderBuilder::new().delimiter(dialect.delimiter).build(),
            input: vec![0; CHUNK],
            from: 0,
            to: 0,
            fields: vec![0; CHUNK],
            ends: vec![0; WIDEST + 1],
            limits,
            row: 0,
            is_after_return: false,
            is_over: false,
        };
        if dialect.has_separator_line {
            rows.record()?;
        }
        Ok(rows)
    }

    fn record(&mut self) -> Result<Option<(u64, Vec<Cell>)>, Trouble> {
        if !self.begin()? {
            return Ok(None);
        }
        let (mut length, mut count) = (0, 0);
        loop {
            let is_at_end = self.from == self.to && self.fill(self.row)? == 0;
            // A last line without an end gets one; if that becomes part of a field, its quote is open.
            let input = if is_at_end { b"\n".as_slice() } else { &self.input[self.from..self.to] };
            let (result, read, written, ended) =
                self.parser.read_record(input, &mut self.fields[length..], &mut self.ends[count..]);
            length += written;
            count += ended;
            if !is_at_end {
                self.from += read;
            }
            match result {
                ReadRecordResult::InputEmpty if is_at_end => {
                    return Err(Trouble::OpenQuote { row: self.row });
                }
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.make_room(length, count)?,
                ReadRecordResult::OutputEndsFull => return Err(Trouble::Columns),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.is_after_return = self.from > 0 && self.input[self.from - 1] == b'\r';
        Ok(Some((self.row, self.cells(length, count)?)))
    }

    /// Goes on to the next row that holds anything, counting those that do not, as a spreadsheet program does.
    fn begin(&mut self) -> Result<bool, Trouble> {
        loop {
            if self.from == self.to && self.fill(self.row + 1)? == 0 {
                return Ok(false);
            }
            let next = self.input[self.from];
            let is_second_half = next == b'\n' && self.is_after_return;
            if !is_second_half {
                self.row += 1;
            }
            if self.row > self.limits.rows {
                return Err(Trouble::Rows);
            }
            if !matches!(next, b'\r' | b'\n') {
                return Ok(true);
            }
            self.is_after_return = next == b'\r';
            self.from += 1;
        }
    }

    fn fill(&mut self, row: u64) -> Result<usize, Trouble> {
        (self.from, self.to) = (0, 0);
        self.to = self.text.read(&mut self.input, row)?;
        Ok(self.to)
    }

    fn make_room(&mut self, length: usize, count: usize) -> Result<(), Trouble> {
        let begun = if count == 0 { 0 } else { self.ends[count - 1] };
        // A character has up to four bytes.
        if length - begun > 4 * self.limits.cell_chars || self.fields.len() >= LONGEST_RECORD {
            return Err(Trouble::CellTooLong { row: self.row });
        }
        self.fields.resize(self.fields.len() * 2, 0);
        Ok(())
    }

    fn cells(&self, length: usize, count: usize) -> Result<Vec<Cell>, Trouble> {
        let row = self.row;
        let text = std::str::from_utf8(&self.fields[..length]).map_err(|_| Trouble::NotText { row })?;
        if text.as_bytes().contains(&0) {
            return Err(Trouble::NotText { row });
        }
        let mut ends = &self.ends[..count];
        while ends.len() > self.limits.columns && ends.len() > 1 && ends[ends.len() - 2] == length {
            ends = &ends[..ends.len() - 1];
        }
        if ends.len() > self.limits.columns {
            return Err(Trouble::Columns);
        }
        let mut begin = 0;
        let fields = ends.iter().map(|end| text.get(std::mem::replace(&mut begin, *end)..*end));
        fields.map(|field| self.cell(field.unwrap_or_default())).collect()
    }

    fn cell(&self, field: &str) -> Result<Cell, Trouble> {
        if field.is_empty() {
            return Ok(Cell::Empty);
        }
        if field.len() > self.limits.cell_chars && field.chars().count() > self.limits.cell_chars {
            return Err(Trouble::CellTooLong { row: self.row });
        }
        Ok(Cell::Text(write::unguarded(field).to_owned()))
    }
}

impl Iterator for Rows {
    type Item = Result<(u64, Vec<Cell>), Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.record().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}
