//! One look through a whole file: which sheet, which row has the headers, what each column holds. From
//! it follow the first guess of what the columns mean, and what an officer is shown.

use std::collections::{BTreeMap, HashMap};

use keel::error::{Error, Result, Text};
use keel::sheet::{Book, Cell, Row, Rows};
use serde::{Deserialize, Serialize};

use super::careers;
use super::dates::{Order, Parts};
use super::evidence::Evidence;
use super::headers::{self, Guess};
use super::model::{About, Field, Mapping, Sensitive};
use super::sheets::{choices, propose};
use super::unfold::Unfolded;
use super::values::{self, Commas};
use crate::people::folded;

/// So many different values of a column are kept to be shown and mapped; with more it is no list.
pub const VALUES: usize = 200;
const SAMPLES: usize = 4;
/// A longer header is cut: it is no word for what a column holds.
const LONGEST_HEADER: usize = 200;
/// A value is shown so far.
pub const SHOWN: usize = 60;

/// What a file holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    pub sheet: String,
    /// All sheets that can be meant, the one above among them; none of a file that is no book.
    pub sheets: Vec<String>,
    /// Other sheets with people in them.
    pub other_sheets: Vec<String>,
    /// Sheets that cannot be a list of people.
    pub refused_sheets: Vec<String>,
    /// How many sheets were not looked at.
    pub unseen_sheets: u64,
    /// As a spreadsheet counts, from 1.
    pub header_row: u64,
    pub columns: Vec<Column>,
    pub dates: Vec<DateColumn>,
    pub rows: u64,
    pub encoding: String,
    pub delimiter: String,
    /// Rows whose cells cannot be told apart, because of a quotation mark.
    pub torn: Seen,
    /// Rows with something to the right of the last header.
    pub beyond: Seen,
    /// Cells that could not be computed.
    pub errors: Seen,
    /// What the file was before it became a table.
    pub unfolded: Option<Unfolded>,
}

/// How often something is there, and in which row first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub count: u64,
    pub first: u64,
}

impl Seen {
    const fn note(&mut self, row: u64, count: u64) {
        if self.count == 0 && count > 0 {
            self.first = row;
        }
        self.count += count;
    }
}

/// What a column holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Column {
    pub header: String,
    pub filled: u64,
    pub samples: Vec<String>,
    /// Different values with how often each is there, most often first; empty if they are too many. Of a long one
    /// the beginning.
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
pub fn rows_below(rows: Rows, header_row: u64) -> impl Iterator<Item = Result<Row>> + Send {
    rows.filter_map(move |row| match row {
        Ok(row) => (row.number > header_row && !row.cells.iter().all(Cell::is_empty)).then_some(Ok(row)),
        Err(trouble) => Some(Err(trouble.into())),
    })
}

/// Those of them whose cells can be told apart.
pub fn whole_rows_below(
    book: &Book,
    sheet: &str,
    header_row: u64,
) -> Result<impl Iterator<Item = Result<Row>> + Send> {
    Ok(rows_below(book.rows(sheet)?, header_row).filter(|row| !row.as_ref().is_ok_and(|row| row.is_torn)))
}

/// Looks through a file, on the calling thread: it may take seconds. Of sensitive columns only those are looked
/// at whose folded header is allowed.
pub fn look(book: &Book, sheet: Option<&str>, allowed: &[String]) -> Result<Profile> {
    let proposal = propose(book, sheet)?;
    let facts = book.facts();
    let mut profile = Profile {
        sheets: choices(book, &proposal.sheet),
        sheet: proposal.sheet,
        other_sheets: proposal.others,
        refused_sheets: proposal.refused,
        unseen_sheets: proposal.unseen,
        header_row: proposal.header_row,
        encoding: facts.encoding.to_owned(),
        delimiter: facts.delimiter.map(|c| c.to_string()).unwrap_or_default(),
        ..Profile::default()
    };
    let mut looks = Vec::new();
    for row in book.rows(&profile.sheet)? {
        let Row { number, cells, is_torn } = row?;
        if number < profile.header_row {
            continue;
        }
        if number == profile.header_row {
            looks = titled(&cells).into_iter().map(|header| Look::of(header, allowed)).collect();
            continue;
        }
        let errors = cells.iter().filter(|cell| **cell == Cell::Error).count() as u64;
        profile.errors.note(number, errors);
        if cells.iter().all(Cell::is_empty) {
            continue;
        }
        profile.rows += 1;
        if is_torn {
            profile.torn.note(number, 1);
            continue;
        }
        for (look, cell) in looks.iter_mut().zip(&cells) {
            look.note(cell, facts.is_1904);
        }
        let is_beyond = cells.iter().skip(looks.len()).any(|cell| !cell.is_empty());
        profile.beyond.note(number, u64::from(is_beyond));
    }
    profile.columns = looks.into_iter().map(Look::end).collect();
    if !profile.columns.is_empty() && profile.rows > 0 {
        return Ok(profile);
    }
    Err(Error::invalid("file", Text::new("imports-problem-no-column")))
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

    fn note(&mut self, cell: &Cell, is_1904: bool) {
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
            self.evidence.note(Parts::of(cell, is_1904));
            self.column.commas.note(&text);
        }
        let has_samples = self.column.samples.len() == SAMPLES;
        if has_samples && !self.is_list {
            return;
        }
        let shown = values::beginning(&text, SHOWN);
        if !has_samples && !self.column.samples.iter().any(|known| known == shown) {
            self.column.samples.push(shown.to_owned());
        }
        let kept = values::beginning(&text, values::KEPT);
        if let Some(count) = self.values.get_mut(kept) {
            *count += 1;
        } else if self.is_list {
            self.values.insert(kept.to_owned(), 1);
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
pub fn guess(profile: &Profile, about: About) -> Mapping {
    recalled(profile, about, Mapping { unasked: (0..profile.columns.len()).collect(), ..Mapping::default() })
}

/// What was said of the same headers before; columns that held nothing then are guessed.
pub fn recalled(profile: &Profile, about: About, mut mapping: Mapping) -> Mapping {
    for at in std::mem::take(&mut mapping.unasked) {
        let Some(column) = profile.columns.get(at) else { continue };
        let header = column.header.replace(" (2)", "");
        let guess = match about {
            About::People => headers::guess(&header),
            About::Careers => careers::guess(&header),
        };
        let Guess::Is(field) = guess else { continue };
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

/// What is to be remembered: the orders of dates are decided anew for every file, the next one may have been made
/// elsewhere.
pub fn to_recall(profile: &Profile, mapping: &Mapping) -> Mapping {
    let columns = profile.columns.iter().enumerate();
    let unasked = columns.filter(|(_, column)| column.filled == 0).map(|(at, _)| at).collect();
    Mapping { orders: BTreeMap::new(), unasked, ..mapping.clone() }
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
pub fn headers_key(profile: &Profile, about: About) -> String {
    let folded: Vec<String> = profile.columns.iter().map(|column| folded(&column.header)).collect();
    match about {
        About::People => folded.join("|"),
        About::Careers => format!("careers:{}", folded.join("|")),
    }
}
