//! The rows of a file of jobs.

use std::path::Path;

use keel::clock::Day;
use keel::contact::Contact;
use keel::error::{Error, Problems, Result};
use keel::sheet::{Book, Cell, Limits, Row};

use crate::careers::Entry;
use crate::imports::model::{Field, Import, Mapping, Problem, Reason};
use crate::imports::profile::rows_below;
use crate::imports::values;
use crate::people;
use crate::resumes::Stint;

/// What a row says.
pub struct Line {
    pub row: i64,
    pub name: String,
    pub number: Option<String>,
    pub entity: Option<String>,
    pub contacts: Vec<Contact>,
    /// The job, or what keeps it out.
    pub job: std::result::Result<Entry, Problem>,
}

/// The rows, read as they are asked for, on the thread that asks.
pub struct Lines {
    rows: Box<dyn Iterator<Item = Result<Row>> + Send>,
    mapping: Mapping,
    headers: Vec<String>,
    today: Day,
}

impl Lines {
    /// From the row after those that are done.
    pub fn open(import: &Import, path: &Path, today: Day) -> Result<Self> {
        let book = Book::open(path, Limits::default())?;
        let header_row = u64::try_from(import.header_row).unwrap_or_default();
        let done = usize::try_from(import.place.done).unwrap_or(usize::MAX);
        let rows = rows_below(book.rows(&import.sheet)?, header_row).skip(done);
        let (mapping, headers) = (import.mapping.clone(), import.profile.headers());
        Ok(Self { rows: Box::new(rows), mapping, headers, today })
    }

    pub fn some(&mut self, most: usize) -> Result<Vec<Line>> {
        let mut lines = Vec::new();
        while lines.len() < most
            && let Some(row) = self.rows.next()
        {
            lines.push(self.line(&row?));
        }
        Ok(lines)
    }

    fn line(&self, row: &Row) -> Line {
        let number = i64::try_from(row.number).unwrap_or(i64::MAX);
        let text = |field: Field| {
            let at = self.mapping.column_of(field);
            at.and_then(|at| row.cells.get(at)).map(|cell| cell.text().into_owned()).unwrap_or_default()
        };
        let some = |field: Field| Some(text(field)).filter(|text| !text.is_empty());
        let stint = Stint {
            organisation: text(Field::Organisation),
            title: text(Field::Title),
            place: text(Field::Place),
            started: text(Field::From),
            ended: text(Field::Until),
            what: text(Field::What),
        };
        let job = if row.is_torn {
            Err(Problem { row: number, column: String::new(), value: String::new(), reason: Reason::Torn })
        } else {
            self.job(number, &stint)
        };
        let is_none = |text: &String| values::guess_meaning(text) == values::Meaning::Nothing;
        Line {
            row: number,
            name: people::cleaned(&text(Field::Name)).unwrap_or_default(),
            number: some(Field::Number).filter(|number| !is_none(number)),
            entity: some(Field::Entity),
            contacts: self.contacts(&row.cells),
            job,
        }
    }

    fn job(&self, row: i64, stint: &Stint) -> std::result::Result<Entry, Problem> {
        stint.entry(self.today).map_err(|error| {
            let problems = match error {
                Error::Invalid(problems) => problems,
                _ => Problems::new(),
            };
            let (field, reason) =
                problems.0.first().map_or((Field::Organisation, Reason::Other), |problem| {
                    match (problem.field, problem.text.key) {
                        ("started", "careers-problem-ahead") => (Field::From, Reason::StartAhead),
                        ("started", _) => (Field::From, Reason::NoDate),
                        ("ended", "careers-problem-before-start") => (Field::Until, Reason::EndBeforeStart),
                        ("ended", _) => (Field::Until, Reason::NoDate),
                        ("title", _) => (Field::Title, Reason::TooLong),
                        ("place", _) => (Field::Place, Reason::TooLong),
                        ("what", _) => (Field::What, Reason::TooLong),
                        (_, "organisations-problem-long") => (Field::Organisation, Reason::TooLong),
                        _ => (Field::Organisation, Reason::NoOrganisation),
                    }
                });
            let value = match field {
                Field::From => &stint.started,
                Field::Until => &stint.ended,
                Field::Title => &stint.title,
                Field::Place => &stint.place,
                Field::What => &stint.what,
                _ => &stint.organisation,
            };
            let column = self.mapping.column_of(field).and_then(|at| self.headers.get(at).cloned());
            let value = values::beginning(value, values::KEPT).to_owned();
            Problem { row, column: column.unwrap_or_default(), value, reason }
        })
    }

    /// What can be read of them: here they only say who is meant.
    fn contacts(&self, cells: &[Cell]) -> Vec<Contact> {
        let fields = [Field::Mail, Field::Mobile];
        let columns = fields.iter().flat_map(|field| self.mapping.columns_of(*field));
        let texts: Vec<String> =
            columns.filter_map(|at| cells.get(at)).map(|cell| cell.text().into_owned()).collect();
        let pieces = texts.iter().flat_map(|text| text.split([';', ',', '；', '，', '、', '|']));
        pieces.filter_map(|piece| Contact::parse(piece.trim(), "CN").ok()).collect()
    }
}
