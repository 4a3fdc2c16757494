//! One look through a whole file: which sheet, which row has the headers, what each column holds. From
//! it follow the first guess of what the columns mean, and what an officer is shown.

use std::collections::HashMap;

use keel::error::{Error, Result, Text};
use keel::sheet::{Book, Cell};
use serde::{Deserialize, Serialize};

use super::dates::{Order, Parts};
use super::evidence::Evidence;
use super::headers::{self, Guess};
use super::model::{Field, Mapping, Sensitive};
use super::values::{self, Commas};
use crate::people::folded;

/// Headers need not stand in the first row, but not far below.
const DEEPEST: usize = 40;
/// So many different values of a column are kept to be shown and mapped; with more it is no list.
pub const VALUES: usize = 200;
const SAMPLES: usize = 4;
/// A longer header is cut: it is no word for what a column holds.
const LONGEST_HEADER: usize = 200;
/// A value is shown so far.
const SHOWN: usize = 60;

/// What a file holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Profile {
    pub sheet: String,
    /// Other sheets that could be meant.
    pub sheets: Vec<String>,
    /// As a spreadsheet counts, from 1.
    pub header_row: u64,
    pub columns: Vec<Column>,
    pub dates: Vec<DateColumn>,
    pub rows: u64,
    pub encoding: String,
    pub delimiter: String,
}

/// What a column holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Column {
    pub header: String,
    pub filled: u64,
    pub samples: Vec<String>,
    /// Different values with how often each is there, most often first; empty if they are too many.
    pub values: Vec<(String, u64)>,
    pub sensitive: Option<Sensitive>,
    pub looks_like_dates: bool,
    pub commas: Commas,
}

/// How a column of dates is read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DateColumn {
    pub at: usize,
    /// Decided by what is possible, or said; `None` waits for somebody to say.
    pub order: Option<Order>,
    /// The orders that are all possible.
    pub candidates: Vec<Order>,
    pub short_years: u64,
    pub sentinels: u64,
    /// Values that are no date.
    pub not: u64,
    /// The values that show what was left open, or what was taken for no date.
    pub samples: Vec<String>,
}

impl Profile {
    pub fn headers(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.header.clone()).collect()
    }

    /// Columns that are left out because an alliance has no use for what they hold. One that the command line
    /// gave a meaning is not among them.
    pub fn left_out<'a>(&'a self, mapping: &'a Mapping) -> impl Iterator<Item = (&'a str, Sensitive)> {
        let columns = self.columns.iter().enumerate().filter(|(at, _)| !mapping.fields.contains_key(at));
        columns.filter_map(|(_, column)| Some((column.header.as_str(), column.sensitive?)))
    }

    /// Columns that would have been left out, had not somebody who may allowed them.
    pub fn let_in<'a>(&'a self, mapping: &'a Mapping) -> impl Iterator<Item = &'a str> {
        let mapped = mapping.fields.keys().filter_map(|at| self.columns.get(*at));
        let headers = mapped.map(|column| column.header.as_str());
        headers.filter(|header| matches!(headers::guess(header), Guess::Sensitive(_)))
    }

    /// The first column of dates that somebody has to decide.
    pub fn undecided(&self) -> Option<&DateColumn> {
        self.dates.iter().find(|column| column.order.is_none())
    }
}

/// The rows below the headers that hold anything.
pub fn rows_below(
    book: &Book,
    sheet: &str,
    header_row: u64,
) -> Result<impl Iterator<Item = Result<(u64, Vec<Cell>)>> + Send> {
    Ok(book.rows(sheet)?.filter_map(move |row| match row {
        Ok((number, cells)) if number > header_row && !cells.iter().all(Cell::is_empty) => {
            Some(Ok((number, cells)))
        }
        Ok(_) => None,
        Err(trouble) => Some(Err(trouble.into())),
    }))
}

/// Looks through a file, on the calling thread: it may take seconds. Of sensitive columns only those are looked
/// at whose folded header is allowed.
pub fn look(book: &Book, sheet: Option<&str>, allowed: &[String]) -> Result<Profile> {
    let (sheet, header_row) = best_sheet(book, sheet)?;
    let facts = book.facts();
    let mut profile = Profile {
        sheets: book.sheets().iter().map(|sheet| sheet.name.clone()).collect(),
        encoding: facts.encoding.to_owned(),
        delimiter: facts.delimiter.map(|c| c.to_string()).unwrap_or_default(),
        header_row,
        sheet,
        ..Profile::default()
    };
    let mut looks = Vec::new();
    for row in book.rows(&profile.sheet)? {
        let (number, cells) = row?;
        if number < header_row {
            continue;
        }
        if number == header_row {
            looks = titled(&cells).into_iter().map(|header| Look::of(header, allowed)).collect();
            continue;
        }
        if cells.iter().all(Cell::is_empty) {
            continue;
        }
        profile.rows += 1;
        for (look, cell) in looks.iter_mut().zip(&cells) {
            look.note(cell);
        }
    }
    profile.columns = looks.into_iter().map(Look::end).collect();
    if !profile.columns.is_empty() && profile.rows > 0 {
        return Ok(profile);
    }
    Err(Error::invalid("file", Text::new("imports-problem-no-column")))
}

/// The sheet asked for, else the one whose headers are best understood, and the row they stand in.
fn best_sheet(book: &Book, asked: Option<&str>) -> Result<(String, u64)> {
    if let Some(asked) = asked
        && !book.sheets().iter().any(|sheet| sheet.name == asked)
    {
        return Err(Error::invalid("sheet", Text::new("imports-problem-no-sheet").with("name", asked)));
    }
    let mut best: Option<(usize, String, u64)> = None;
    let candidates = book.sheets().iter().filter(|sheet| match asked {
        Some(asked) => sheet.name == asked,
        None => !sheet.is_hidden,
    });
    for sheet in candidates {
        let Some((score, row)) = header_row(book, &sheet.name)? else { continue };
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, sheet.name.clone(), row));
        }
    }
    best.map(|(_, sheet, row)| (sheet, row))
        .ok_or_else(|| Error::invalid("file", Text::new("imports-problem-empty")))
}

/// The row with the most headers that are understood; where none is, the first with more than one word.
fn header_row(book: &Book, sheet: &str) -> Result<Option<(usize, u64)>> {
    let mut best: Option<(usize, u64)> = None;
    let mut first = None;
    for row in book.rows(sheet)?.take(DEEPEST) {
        let (number, cells) = row?;
        let texts: Vec<_> = cells.iter().filter(|cell| !cell.is_empty()).map(Cell::text).collect();
        if first.is_none() && !texts.is_empty() {
            first = Some(number);
        }
        let score = headers::understood(texts.iter().map(AsRef::as_ref));
        if score > best.map_or(0, |(most, _)| most) {
            best = Some((score, number));
        }
    }
    Ok(best.or(first.map(|row| (0, row))))
}

/// The headers, each different: the second "Name" is "Name (2)".
fn titled(cells: &[Cell]) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    cells
        .iter()
        .map(|cell| {
            let title = cell.text().split_whitespace().collect::<Vec<_>>().join(" ");
            let title: String = title.chars().take(LONGEST_HEADER).collect();
            let count = seen.entry(title.clone()).or_default();
            *count += 1;
            if *count > 1 && !title.is_empty() { format!("{title} ({count})") } else { title }
        })
        .collect()
}

/// A column while it is looked through.
struct Look {
    column: Column,
    values: HashMap<String, u64>,
    is_list: bool,
    evidence: Evidence,
}

impl Look {
    fn of(header: String, allowed: &[String]) -> Self {
        let sensitive = match headers::guess(&header) {
            Guess::Sensitive(sensitive) if !allowed.contains(&folded(&header)) => Some(sensitive),
            Guess::Is(_) | Guess::Sensitive(_) | Guess::Nothing => None,
        };
        let column = Column { header, sensitive, ..Column::default() };
        Self { column, values: HashMap::new(), is_list: true, evidence: Evidence::default() }
    }

    fn note(&mut self, cell: &Cell) {
        if cell.is_empty() {
            return;
        }
        self.column.filled += 1;
        if self.column.sensitive.is_some() {
            // Not even looked at: a sample on a page would be a use.
            return;
        }
        let text = cell.text();
        if self.evidence.dates() + self.evidence.not < 1_000 {
            self.evidence.note(Parts::of(cell));
            self.column.commas.note(&text);
        }
        let has_samples = self.column.samples.len() == SAMPLES;
        if has_samples && !self.is_list {
            return;
        }
        let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(end, _)| end);
        let shown = &text[..end];
        if !has_samples && !self.column.samples.iter().any(|known| known == shown) {
            self.column.samples.push(shown.to_owned());
        }
        if let Some(count) = self.values.get_mut(shown) {
            *count += 1;
        } else if self.is_list {
            self.values.insert(shown.to_owned(), 1);
            if self.values.len() > VALUES {
                self.is_list = false;
                self.values = HashMap::new();
            }
        }
    }

    fn end(mut self) -> Column {
        self.column.looks_like_dates = self.evidence.looks_like_dates();
        let mut values: Vec<_> = self.values.into_iter().collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        self.column.values = values;
        self.column
    }
}

/// What the columns are taken for until somebody says otherwise.
pub fn guess(profile: &Profile) -> Mapping {
    let mut mapping = Mapping::default();
    for (at, column) in profile.columns.iter().enumerate() {
        let Guess::Is(field) = headers::guess(&column.header.replace(" (2)", "")) else { continue };
        let is_taken = mapping.column_of(field).is_some() && !field.is_many();
        // A first or last day that nobody can read is told row by row; to leave it out would say that all work here.
        if is_taken || column.filled == 0 || (field == Field::AsOf && !column.looks_like_dates) {
            continue;
        }
        mapping.fields.insert(at, field);
    }
    understand(profile, &mut mapping);
    mapping
}

/// Guesses what the values of the mapped columns mean, where nobody said it.
pub fn understand(profile: &Profile, mapping: &mut Mapping) {
    let columns = |field: Field, mapping: &Mapping| -> Vec<Column> {
        mapping.columns_of(field).filter_map(|at| profile.columns.get(at).cloned()).collect()
    };
    let said = [columns(Field::Status, mapping), columns(Field::Reason, mapping)].concat();
    for column in said {
        for (value, _) in column.values {
            let meaning = values::guess_meaning(&value);
            mapping.meanings.entry(folded(&value)).or_insert(meaning);
        }
    }
    for column in columns(Field::Kind, mapping) {
        for (value, _) in column.values {
            mapping.kinds.entry(folded(&value)).or_insert_with(|| values::guess_kind(&value));
        }
    }
}

/// The headers as one word, by which a mapping is remembered.
pub fn headers_key(profile: &Profile) -> String {
    let folded: Vec<String> = profile.columns.iter().map(|column| folded(&column.header)).collect();
    folded.join("|")
}
