//! Rows of a sheet (ECMA-376 part 1, 18.3.1).

use std::sync::Arc;

use jiff::civil::Date;

use super::formats::Formats;
use super::strings::{Rich, Strings, unescaped};
use super::xml::{Node, Start, Xml};
use crate::clock::Day;
use crate::sheet::{Cell, Limits, Row, Trouble};

pub struct Rows {
    xml: Xml,
    strings: Arc<Strings>,
    formats: Arc<Formats>,
    is_1904: bool,
    limits: Limits,
    row: u64,
    /// Rows that held anything.
    count: u64,
    is_over: bool,
    text: String,
    /// Bytes of text in the row so far.
    in_row: usize,
}

/// No row of a list of people has as much text.
const LONGEST_ROW: usize = 2_000_000;

/// What is said of a cell before its value.
struct Place {
    column: usize,
    kind: Kind,
    style: usize,
}

/// How its value is written.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Shared,
    Text,
    Day,
    Flag,
    Error,
}

impl Rows {
    pub fn new(
        xml: Xml,
        strings: Arc<Strings>,
        formats: Arc<Formats>,
        is_1904: bool,
        limits: Limits,
    ) -> Self {
        let (row, count, is_over, text) = (0, 0, false, String::new());
        Self { xml, strings, formats, is_1904, limits, row, count, is_over, text, in_row: 0 }
    }

    fn read(&mut self) -> Result<Option<Row>, Trouble> {
        let mut cells = Vec::new();
        let mut next_column = 0;
        self.in_row = 0;
        loop {
            match self.xml.step()? {
                Node::Start(tag) => match tag.name() {
                    "row" => self.row = tag.number("r")?.unwrap_or(self.row.saturating_add(1)),
                    "c" => {
                        let place = Place::of(&tag, next_column)?;
                        next_column = place.column + 1;
                        self.cell(&place, &mut cells)?;
                    }
                    _ => {}
                },
                Node::End(tag) => match tag.name() {
                    "row" if cells.is_empty() => next_column = 0,
                    "row" => {
                        self.count += 1;
                        let is_within = self.count <= self.limits.rows;
                        let row = Row { number: self.row, cells, is_torn: false };
                        return if is_within { Ok(Some(row)) } else { Err(Trouble::Rows) };
                    }
                    // The sum of a part is known at its end; what stands there is nothing of ours.
                    "sheetData" => return self.xml.end().map(|()| None),
                    _ => {}
                },
                Node::Over => return Ok(None),
                Node::Text(_) | Node::Other => {}
            }
        }
    }

    /// Reads on to the end of a cell, and puts it where it belongs if it holds anything.
    fn cell(&mut self, place: &Place, cells: &mut Vec<Cell>) -> Result<(), Trouble> {
        let too_long = Trouble::CellTooLong { row: self.row };
        self.text.clear();
        let (mut rich, mut is_in_value) = (Rich::default(), false);
        loop {
            match self.xml.step() {
                Ok(Node::Start(tag)) if tag.name() == "v" => is_in_value = true,
                Ok(Node::Start(tag)) => rich.start(tag.name()),
                Ok(Node::Text(text)) if is_in_value || rich.is_text() => self.text.push_str(&text),
                Ok(Node::End(tag)) if tag.name() == "c" => break,
                Ok(Node::End(tag)) if tag.name() == "v" => is_in_value = false,
                Ok(Node::End(tag)) => rich.end(tag.name()),
                Ok(Node::Over) => return Err(Trouble::Damaged),
                Ok(Node::Text(_) | Node::Other) => {}
                Err(Trouble::TextTooLong) => return Err(too_long),
                Err(other) => return Err(other),
            }
            // An escaped character has seven bytes.
            if self.text.len() > 7 * self.limits.cell_chars {
                return Err(too_long);
            }
        }
        let value = self.value(place)?;
        if value.is_empty() && value != Cell::Error {
            return Ok(());
        }
        if let Cell::Text(text) = &value {
            if text.len() > self.limits.cell_chars && text.chars().count() > self.limits.cell_chars {
                return Err(too_long);
            }
            if text.contains('\0') {
                return Err(Trouble::NotText { row: self.row });
            }
            // One long text may stand in every cell, and costs the file a few bytes each time.
            self.in_row += text.len();
            if self.in_row > LONGEST_ROW {
                return Err(too_long);
            }
        }
        if place.column >= self.limits.columns {
            return Err(Trouble::Columns);
        }
        if cells.len() <= place.column {
            cells.resize(place.column + 1, Cell::Empty);
        }
        cells[place.column] = value;
        Ok(())
    }

    fn value(&self, place: &Place) -> Result<Cell, Trouble> {
        let written = self.text.as_str();
        if written.is_empty() {
            return Ok(Cell::Empty);
        }
        Ok(match place.kind {
            Kind::Shared => {
                let at = written.trim().parse().map_err(|_| Trouble::Damaged)?;
                Cell::Text(self.strings.get(at).ok_or(Trouble::Damaged)?.to_owned())
            }
            Kind::Text => Cell::Text(unescaped(written).into_owned()),
            // `#N/A` is nothing that anybody is called.
            Kind::Error => Cell::Error,
            Kind::Day => iso(written),
            Kind::Flag => Cell::Flag(matches!(written.trim(), "1" | "true")),
            Kind::Number => match written.trim().parse::<f64>() {
                Ok(number) if !number.is_finite() => Cell::Text(written.to_owned()),
                Ok(number) if self.formats.is_day(place.style) => day(number, self.is_1904),
                Ok(number) => Cell::Number(number),
                Err(_) => Cell::Text(written.to_owned()),
            },
        })
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.read().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}

impl Place {
    /// A cell that does not say where it stands follows the one before.
    fn of(tag: &Start<'_>, next_column: usize) -> Result<Self, Trouble> {
        let mut place = Self { column: next_column, kind: Kind::Number, style: 0 };
        for attribute in tag.attributes() {
            let (name, value) = attribute?;
            match name {
                "r" => place.column = column_of(&value).ok_or(Trouble::Damaged)?,
                "s" => place.style = value.trim().parse().map_err(|_| Trouble::Damaged)?,
                "t" => place.kind = Kind::named(&value),
                _ => {}
            }
        }
        Ok(place)
    }
}

impl Kind {
    fn named(name: &str) -> Self {
        match name {
            "s" => Self::Shared,
            // What a formula came to.
            "inlineStr" | "str" => Self::Text,
            "e" => Self::Error,
            "b" => Self::Flag,
            "d" => Self::Day,
            _ => Self::Number,
        }
    }
}

/// `C5` is in column 2, counted from 0.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters
        .take(5)
        .fold(0, |number, letter| 26 * number + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

/// `2015-03-07T00:00:00`, as the strict form has it; the time is nothing that was asked for.
fn iso(written: &str) -> Cell {
    let day = written.trim().get(..10).and_then(Day::parse);
    day.map_or_else(|| Cell::Text(written.to_owned()), Cell::Day)
}

/// The day of a moment. Serial 1 is 1 January 1900, and there is a 60 for the 29 February that 1900 did
/// not have; in books that a Mac began 0 is 1 January 1904 (ECMA-376 part 1, 18.17.4.1).
fn day(serial: f64, is_1904: bool) -> Cell {
    // Midnight may have been computed a little short.
    let days = (serial + 0.5 / 86_400.0).floor();
    // A time of day alone, or no day of any calendar.
    if !(1.0..=2_958_465.0).contains(&days) {
        return Cell::Number(serial);
    }
    let before = match (is_1904, days < 60.0) {
        (true, _) => Date::constant(1904, 1, 1),
        (false, true) => Date::constant(1899, 12, 31),
        (false, false) => Date::constant(1899, 12, 30),
    };
    Cell::Day(Day::from(before).plus_days(days as i32))
}
