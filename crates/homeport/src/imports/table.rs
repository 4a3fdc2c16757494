//! The file itself while it is taken in: its rows, a part of the people at a time.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use keel::clock::Day;
use keel::error::Result;
use keel::sheet::{Book, Cell, Limits, Row, Rows};

use super::groups::{self, Gathered, Group, Parts, Shared};
use super::lines::Reader;
use super::model::{Field, Import, Mapping, Problem, Reason};
use super::profile::rows_below;
use super::values;
use crate::people::{EntityId, folded};

/// Everything that reading needs, so that it can be done on a thread of its own. The file was looked at
/// once: its charset, or what it inflates to, is not found out again for every part.
pub struct Table {
    book: Book,
    sheet: String,
    header_row: u64,
    headers: Vec<String>,
    mapping: Mapping,
    /// There are columns that are not read at all.
    has_left_out: bool,
    rows: u64,
    today: Day,
    companies: Companies,
    /// Which part each row is of, once all were read; none where there is but one part.
    placed: OnceLock<Arc<Vec<u32>>>,
}

/// The companies that a file may name.
pub struct Companies {
    /// Of rows that name none.
    pub usual: EntityId,
    pub by_name: HashMap<String, EntityId>,
}

impl Companies {
    pub fn named(&self, name: Option<&str>) -> Option<EntityId> {
        match name {
            None => Some(self.usual),
            Some(name) => self.by_name.get(&folded(name)).copied(),
        }
    }
}

impl Table {
    pub fn open(import: &Import, path: &Path, today: Day, companies: Companies) -> Result<Self> {
        Ok(Self {
            book: Book::open(path, Limits::default())?,
            sheet: import.sheet.clone(),
            header_row: u64::try_from(import.header_row).unwrap_or_default(),
            headers: import.profile.headers(),
            mapping: import.mapping.clone(),
            has_left_out: import.profile.left_out(&import.mapping).next().is_some(),
            rows: import.profile.rows,
            today,
            companies,
            placed: OnceLock::new(),
        })
    }

    fn reader(&self) -> Reader<'_> {
        Reader::new(&self.mapping, &self.headers, self.today, self.book.facts().is_1904)
    }

    pub fn parts(&self) -> u32 {
        groups::parts(self.rows)
    }

    /// Which contacts so many rows have that they tell nothing of anybody; and, of a large file, which part each
    /// row is of: to find that out costs more than to read them.
    pub fn shared(&self) -> Result<Shared> {
        let mut shared = Shared::new(self.rows);
        let has_contacts =
            [Field::Mail, Field::Mobile].iter().any(|field| self.mapping.column_of(*field).is_some());
        let mut parts = (self.parts() > 1).then(Parts::new);
        if !has_contacts && parts.is_none() {
            return Ok(shared);
        }
        let reader = self.reader();
        for row in rows_below(self.book.rows(&self.sheet)?, self.header_row) {
            let Row { number, cells, is_torn } = row?;
            // It is nobody's, and is told with those of any part.
            let cells = if is_torn { &[] } else { cells.as_slice() };
            for contact in reader.contacts(cells) {
                shared.note(&contact);
            }
            if let Some(parts) = &mut parts {
                parts.note(number, &reader.key(cells), &reader.second_key(cells));
            }
        }
        if let Some(parts) = parts {
            self.placed.get_or_init(|| Arc::new(parts.placed(self.parts())));
        }
        Ok(shared)
    }

    fn rows_of(&self, part: u32) -> Result<Rows> {
        let Some(placed) = self.placed.get().cloned() else { return Ok(self.book.rows(&self.sheet)?) };
        let is_of = move |row: u64| usize::try_from(row).is_ok_and(|row| placed.get(row) == Some(&part));
        Ok(self.book.only_rows(&self.sheet, Box::new(is_of))?)
    }

    /// One part of the people, and what was wrong with their rows.
    pub fn part(&self, part: u32, shared: &Shared) -> Result<(Vec<Group>, Vec<Problem>)> {
        let (reader, mut gathered) = (self.reader(), Gathered::new(shared));
        for row in rows_below(self.rows_of(part)?, self.header_row) {
            let Row { number, cells, is_torn } = row?;
            let row = i64::try_from(number).unwrap_or(i64::MAX);
            if is_torn {
                let shown = if self.has_left_out { &[] } else { cells.as_slice() };
                gathered.problems.push(torn(row, shown));
                continue;
            }
            let (line, mut wrong) = reader.read(row, &cells);
            let is_out = wrong.iter().any(|problem| problem.reason.keeps_out());
            match self.companies.named(line.entity.as_deref()) {
                Some(entity) if !is_out => gathered.take(entity, line),
                Some(_) => {}
                None => {
                    let column =
                        self.mapping.column_of(Field::Entity).and_then(|at| self.headers.get(at).cloned());
                    let value = line.entity.unwrap_or_default();
                    wrong.push(Problem {
                        row,
                        column: column.unwrap_or_default(),
                        value,
                        reason: Reason::Entity,
                    });
                }
            }
            gathered.problems.append(&mut wrong);
        }
        Ok((gathered.groups, gathered.problems))
    }
}

/// With the beginning of its lines, which may be those of several people; unless something in the file is not to be
/// read, and would be among them.
fn torn(row: i64, lines: &[Cell]) -> Problem {
    let lines: Vec<_> = lines.iter().map(Cell::text).collect();
    let value = values::beginning(&lines.join(" ⏎ "), values::KEPT).to_owned();
    Problem { row, column: String::new(), value, reason: Reason::Torn }
}
