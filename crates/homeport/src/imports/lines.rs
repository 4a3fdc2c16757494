//! A row of the file as a clerk would read it, by what was said about its columns.

use std::cell::RefCell;
use std::collections::HashMap;

use keel::clock::Day;
use keel::contact::Contact;
use keel::l10n::Lang;
use keel::sheet::Cell;

use super::dates::{self, Order, Parts};
use super::model::{Field, Mapping, Problem, Reason};
use super::values::{self, Meaning};
use crate::departures::Kind;
use crate::people::{self, PersonKind, folded};

/// A longer text is no name, title or department but somebody's notes.
const LONGEST: usize = 200;
/// Why somebody left may take a few sentences.
const LONGEST_REASON: usize = 1_000;

/// What a row says.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub row: i64,
    /// Empty where the file has none.
    pub name: String,
    pub other_names: Vec<String>,
    pub number: Option<String>,
    pub entity: Option<String>,
    pub stint: Stint,
    pub contacts: Vec<Contact>,
    pub place: Option<String>,
    pub language: Option<Lang>,
}

/// A run of employment, as far as rows tell of it.
#[derive(Clone, Debug, Default)]
pub struct Stint {
    pub kind: Option<PersonKind>,
    pub department: Option<String>,
    pub title: Option<String>,
    pub started_on: Option<Day>,
    /// The last day, of one who left or will.
    pub ended_on: Option<Day>,
    pub leaving: Option<Kind>,
    pub reason: Option<String>,
    pub as_of: Option<Day>,
}

/// Reads rows by a mapping.
pub struct Reader<'a> {
    mapping: &'a Mapping,
    headers: &'a [String],
    today: Day,
    /// The workbook counts days from 1904.
    is_1904: bool,
    /// Which columns hold a field: looked up for every cell, so found once.
    columns: [Vec<usize>; Field::ALL.len()],
    /// What the words of statuses and reasons mean: the same few stand in most rows.
    known: RefCell<HashMap<String, Meaning>>,
}

/// So many words are remembered: a column of reasons may hold whole sentences.
const REMEMBERED: usize = 1_000;

impl<'a> Reader<'a> {
    pub fn new(mapping: &'a Mapping, headers: &'a [String], today: Day, is_1904: bool) -> Self {
        let mut columns = std::array::from_fn(|_| Vec::new());
        for (field, columns) in Field::ALL.iter().zip(&mut columns) {
            columns.extend(mapping.columns_of(*field));
        }
        Self { mapping, headers, today, is_1904, columns, known: RefCell::default() }
    }

    fn remember(&self, text: String, meaning: Meaning) {
        let mut known = self.known.borrow_mut();
        if known.len() < REMEMBERED {
            known.insert(text, meaning);
        }
    }

    fn columns_of(&self, field: Field) -> &[usize] {
        self.columns.get(field as usize).map_or(&[], Vec::as_slice)
    }

    fn column_of(&self, field: Field) -> Option<usize> {
        self.columns_of(field).first().copied()
    }

    /// Whether a row says that its person works here, whatever last day is planned.
    pub fn works_here(&self, cells: &[Cell]) -> bool {
        let said = Said { reader: self, row: 0, cells, problems: Vec::new() };
        said.meaning().0 == Some(Meaning::Works)
    }

    /// By what a row is put into a part: the name, or the number of one without a name.
    pub fn key(&self, cells: &[Cell]) -> String {
        let mut said = Said { reader: self, row: 0, cells, problems: Vec::new() };
        let name = said.name();
        if name.is_empty() { said.one(Field::Number, LONGEST).unwrap_or_default() } else { folded(&name) }
    }

    /// By what a row is put into a part where too many have its name: the number, a contact, the first day, as they
    /// are written; nothing where there is none.
    pub fn second_key(&self, cells: &[Cell]) -> String {
        let fields = [Field::Number, Field::Mail, Field::Mobile, Field::StartedOn];
        let columns = fields.iter().flat_map(|field| self.columns_of(*field));
        let found = columns.filter_map(|at| cells.get(*at)).find(|cell| !cell.is_empty());
        found.map(|cell| folded(&cell.text())).unwrap_or_default()
    }

    /// The contacts of a row that can be read.
    pub fn contacts(&self, cells: &[Cell]) -> Vec<Contact> {
        Said { reader: self, row: 0, cells, problems: Vec::new() }.contacts()
    }

    /// What a row says, and what about it could not be read. A line comes back even where something
    /// keeps it out, so that the problems can be told.
    pub fn read(&self, row: i64, cells: &[Cell]) -> (Line, Vec<Problem>) {
        let mut said = Said { reader: self, row, cells, problems: Vec::new() };
        let line = said.line();
        (line, said.problems)
    }
}

struct Said<'a> {
    reader: &'a Reader<'a>,
    row: i64,
    cells: &'a [Cell],
    problems: Vec<Problem>,
}

impl Said<'_> {
    fn line(&mut self) -> Line {
        let stint = self.stint();
        let name = self.name();
        // A dash or a word for nothing is nobody's number.
        let number = self.one(Field::Number, LONGEST);
        let number = number.filter(|number| values::guess_meaning(number) != Meaning::Nothing);
        let number = number.and_then(|number| people::number(&number));
        if name.is_empty() && number.is_none() {
            self.problem("", "", Reason::NoOne);
        }
        Line {
            row: self.row,
            name,
            other_names: self.many(Field::OtherName),
            number,
            entity: self.one(Field::Entity, LONGEST),
            contacts: self.contacts(),
            place: self.one(Field::Place, LONGEST),
            language: self.one(Field::Language, LONGEST).and_then(|text| language(&text)),
            stint,
        }
    }

    fn name(&mut self) -> String {
        let name = self.one(Field::Name, LONGEST).unwrap_or_default();
        let turned = if self.reader.mapping.turn_names { values::turned(&name) } else { None };
        turned.unwrap_or(name)
    }

    fn stint(&mut self) -> Stint {
        let started_on = self.day(Field::StartedOn);
        let ended_on = self.day(Field::EndedOn);
        let as_of = self.day(Field::AsOf);
        let (status, leaving) = self.meaning();
        let ended_on = ended_on.filter(|_| status != Some(Meaning::Works));
        if ended_on.is_none() && status == Some(Meaning::Unknown) && self.problems.is_empty() {
            // They left, and nobody says when.
            self.problem_in(Field::EndedOn, Reason::NoDate);
        }
        if started_on.is_some_and(|start| start > self.reader.today) {
            self.problem_in(Field::StartedOn, Reason::StartAhead);
        } else if !dates::fits(started_on, ended_on, self.reader.today) {
            let field = if ended_on.is_some() { Field::EndedOn } else { Field::StartedOn };
            self.problem_in(field, Reason::EndBeforeStart);
        }
        Stint {
            kind: self.kind(),
            department: self.one(Field::Department, LONGEST),
            title: self.one(Field::Title, LONGEST),
            started_on,
            leaving: ended_on.and(Some(leaving)),
            reason: ended_on.and_then(|_| self.one(Field::Reason, LONGEST_REASON)),
            ended_on,
            as_of,
        }
    }

    /// What the row says of where somebody stands: works here, left (`Unknown`), or nothing; and how they
    /// left if they did. One column that says "works here" outweighs a last day that is planned.
    fn meaning(&self) -> (Option<Meaning>, Kind) {
        let statuses = self.meanings(Field::Status);
        let status = if statuses.contains(&Meaning::Works) {
            Some(Meaning::Works)
        } else {
            statuses.iter().any(|meaning| meaning.kind().is_some()).then_some(Meaning::Unknown)
        };
        let reasons = self.meanings(Field::Reason);
        (status, values::most_careful(statuses.iter().chain(&reasons).filter_map(|meaning| meaning.kind())))
    }

    fn meanings(&self, field: Field) -> Vec<Meaning> {
        let mapping = self.reader.mapping;
        let columns = self.reader.columns_of(field).iter();
        let texts = columns.filter_map(|at| self.cells.get(*at)).map(Cell::text);
        texts
            .filter(|text| !text.is_empty())
            .map(|text| {
                if let Some(known) = self.reader.known.borrow().get(text.as_ref()) {
                    return *known;
                }
                let meaning = values::meaning(&text, &mapping.meanings);
                self.reader.remember(text.into_owned(), meaning);
                meaning
            })
            .collect()
    }

    fn kind(&self) -> Option<PersonKind> {
        let at = self.reader.column_of(Field::Kind)?;
        let text = self.cells.get(at).map(Cell::text).filter(|text| !text.is_empty())?;
        Some(values::kind(&text, &self.reader.mapping.kinds))
    }

    fn day(&mut self, field: Field) -> Option<Day> {
        let at = self.reader.column_of(field)?;
        let order = self.reader.mapping.orders.get(&at).copied().unwrap_or(Order::YearMonthDay);
        let parts = Parts::of(self.cells.get(at)?, self.reader.is_1904);
        match dates::read(parts, order, field, self.reader.today) {
            Ok(day) => day,
            Err(_) => {
                self.problem_in(field, Reason::NoDate);
                None
            }
        }
    }

    fn contacts(&mut self) -> Vec<Contact> {
        let mut found = Vec::new();
        for (field, reason) in [(Field::Mail, Reason::Mail), (Field::Mobile, Reason::Mobile)] {
            for at in self.reader.columns_of(field) {
                let text = self.text(*at);
                for piece in text.split([';', ',', '；', '，', '、', '|']).map(str::trim) {
                    // A dash or a word for nothing is nothing.
                    if piece.is_empty() || values::guess_meaning(piece) == Meaning::Nothing {
                        continue;
                    }
                    match Contact::parse(piece, "CN") {
                        Ok(contact) if !found.contains(&contact) => found.push(contact),
                        Ok(_) => {}
                        Err(_) => self.problem(&self.header(*at), piece, reason),
                    }
                }
            }
        }
        found
    }

    fn one(&mut self, field: Field, longest: usize) -> Option<String> {
        let at = self.reader.column_of(field)?;
        self.clean(at, longest)
    }

    fn many(&mut self, field: Field) -> Vec<String> {
        let columns = self.reader.columns_of(field).iter();
        columns.filter_map(|at| self.clean(*at, LONGEST)).collect()
    }

    /// One line without spaces around or doubled; `None` if there is nothing, or too much of it.
    fn clean(&mut self, at: usize, longest: usize) -> Option<String> {
        let joined = people::cleaned(&self.text(at))?;
        if joined.chars().count() > longest {
            let shown: String = joined.chars().take(40).collect();
            self.problem(&self.header(at), &shown, Reason::TooLong);
            return None;
        }
        Some(joined)
    }

    fn text(&self, at: usize) -> String {
        self.cells.get(at).map(|cell| cell.text().into_owned()).unwrap_or_default()
    }

    fn header(&self, at: usize) -> String {
        self.reader.headers.get(at).cloned().unwrap_or_default()
    }

    fn problem_in(&mut self, field: Field, reason: Reason) {
        let at = self.reader.column_of(field);
        let (header, value) = at.map(|at| (self.header(at), self.text(at))).unwrap_or_default();
        self.problem(&header, &value, reason);
    }

    fn problem(&mut self, column: &str, value: &str, reason: Reason) {
        let value = value.chars().take(LONGEST).collect();
        self.problems.push(Problem { row: self.row, column: column.to_owned(), value, reason });
    }
}

fn language(text: &str) -> Option<Lang> {
    let folded = folded(text);
    let is = |pieces: &[&str]| pieces.iter().any(|piece| folded.starts_with(piece));
    if is(&["zh", "chin", "中", "汉", "普通话", "mandarin"]) {
        Some(Lang::Zh)
    } else if is(&["en", "英"]) {
        Some(Lang::En)
    } else {
        None
    }
}
