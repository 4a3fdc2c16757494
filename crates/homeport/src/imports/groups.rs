//! The rows of a file that speak of the same person, brought together before anything is compared with
//! what is on file: a snapshot repeats people year after year, and one person may have several numbers.
//!
//! People are taken a part at a time, chosen by name, so that the memory a file takes does not grow with
//! the file. What is found apart although it is of one person is brought together by what is on file.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use keel::contact::Contact;

use super::find::is_alike;
use super::lines::{Line, Stint};
use super::model::{Problem, Reason};
use crate::people::{EntityId, folded};

/// So many rows are brought together at a time.
pub const PART_ROWS: u64 = 50_000;

/// A hash that is the same in every process, so that a run that was interrupted finds its place.
fn hash(text: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(text)
}

pub fn parts(rows: u64) -> u32 {
    u32::try_from(rows.div_ceil(PART_ROWS).max(1)).unwrap_or(u32::MAX)
}

/// Puts the rows of a large file into parts: all of one name into the same, so that they are brought together;
/// but those of a name that a great many have by what else they say, so that memory does not follow a file in
/// which everybody is called “员工”.
pub struct Parts {
    /// Of each row, by its number: by its name, by what else it says.
    rows: Vec<[u32; 2]>,
    /// How many rows have a name of this hash.
    names: Vec<u32>,
}

/// A name that more rows have is no name to bring people together by.
const CROWD: u32 = 20_000;
const NAMES: usize = 1 << 16;

impl Parts {
    pub fn new() -> Self {
        Self { rows: Vec::new(), names: vec![0; NAMES] }
    }

    /// Rows come in the order of their numbers.
    pub fn note(&mut self, row: u64, name: &str, second: &str) {
        let keys = [name, second].map(|key| hash(key) as u32);
        self.names[keys[0] as usize % NAMES] += 1;
        // A row that says nothing else belongs to no other.
        let other = if second.is_empty() { hash(&row.to_string()) as u32 } else { keys[1] };
        self.rows.resize(usize::try_from(row).unwrap_or_default(), [0, 0]);
        self.rows.push([keys[0], other]);
    }

    /// The part that each row is of, by its number.
    pub fn placed(self, parts: u32) -> Vec<u32> {
        let Self { rows, names } = self;
        let place = |[name, other]: [u32; 2]| {
            let is_crowd = names[name as usize % NAMES] > CROWD;
            (if is_crowd { other } else { name }) % parts.max(1)
        };
        rows.into_iter().map(place).collect()
    }
}

/// Counts how many rows have a contact, in an amount of memory that is bounded. It may count too many,
/// never too few, and hardly ever does: with a million rows of two contacts once in a hundred files.
pub struct Shared {
    counts: Vec<u8>,
}

/// One shared by so many rows identifies nobody.
const MANY: u8 = 3;
const MOST_CELLS: usize = 1 << 26;

impl Shared {
    pub fn new(rows: u64) -> Self {
        let wanted = usize::try_from(rows).unwrap_or(MOST_CELLS).saturating_mul(64);
        Self { counts: vec![0; wanted.clamp(1 << 10, MOST_CELLS).next_power_of_two()] }
    }

    fn cells(&self, contact: &Contact) -> [usize; 4] {
        let hash = hash(contact.as_str());
        let step = self::hash(&format!("{hash}")) | 1;
        let size = self.counts.len() as u64;
        [0, 1, 2, 3]
            .map(|at| usize::try_from(hash.wrapping_add(step.wrapping_mul(at)) % size).unwrap_or_default())
    }

    pub fn note(&mut self, contact: &Contact) {
        for cell in self.cells(contact) {
            self.counts[cell] = self.counts[cell].saturating_add(1);
        }
    }

    pub fn is_shared(&self, contact: &Contact) -> bool {
        self.cells(contact).iter().all(|cell| self.counts[*cell] >= MANY)
    }
}

/// What a file says of one person.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The first of its rows.
    pub row: i64,
    pub rows: Vec<i64>,
    pub name: String,
    pub other_names: Vec<String>,
    pub contacts: Vec<Contact>,
    pub place: Option<String>,
    pub language: Option<keel::l10n::Lang>,
    pub stints: Vec<(EntityId, Option<String>, Stint)>,
    as_of: Option<keel::clock::Day>,
}

/// People while their lines come, in the order of the file. Contacts that many rows share are taken out and told.
pub struct Gathered<'a> {
    shared: &'a Shared,
    pub groups: Vec<Group>,
    pub problems: Vec<Problem>,
    by_number: HashMap<(EntityId, String), usize>,
    by_contact: HashMap<(String, Contact), usize>,
    by_start: HashMap<(String, EntityId, Option<keel::clock::Day>), usize>,
}

impl<'a> Gathered<'a> {
    pub fn new(shared: &'a Shared) -> Self {
        Self {
            shared,
            groups: Vec::new(),
            problems: Vec::new(),
            by_number: HashMap::new(),
            by_contact: HashMap::new(),
            by_start: HashMap::new(),
        }
    }

    /// A line goes to whom it speaks of.
    pub fn take(&mut self, entity: EntityId, mut line: Line) {
        take_out_shared(&mut line, self.shared, &mut self.problems);
        let name = folded(&line.name);
        let number = line.number.clone().map(|number| (entity, number));
        let start = (name.clone(), entity, line.stint.started_on);
        let has_contact = !line.contacts.is_empty() && !name.is_empty();
        let found = number.as_ref().and_then(|number| self.by_number.get(number)).copied();
        if let Some((_, number)) = &number
            && found.is_some_and(|found| is_another(&self.groups[found], &line.name))
        {
            let (row, value) = (line.row, number.clone());
            self.problems.push(Problem { row, column: String::new(), value, reason: Reason::NumberTaken });
            return;
        }
        let found = found.or_else(|| {
            let contacts = line.contacts.iter().filter(|_| has_contact);
            let known = contacts.map(|contact| (name.clone(), contact.clone()));
            known.filter_map(|known| self.by_contact.get(&known)).next().copied()
        });
        // Without a number or a contact, the same name and first day in the same company is all there is.
        let found = found
            .or_else(|| self.by_start.get(&start).filter(|_| number.is_none() && !has_contact).copied())
            .unwrap_or_else(|| {
                self.groups.push(Group { row: line.row, ..Group::default() });
                self.groups.len() - 1
            });
        if let Some(number) = number {
            self.by_number.insert(number, found);
        } else {
            self.by_start.insert(start, found);
        }
        for contact in line.contacts.iter().filter(|_| has_contact) {
            self.by_contact.insert((name.clone(), contact.clone()), found);
        }
        self.groups[found].take(entity, line);
    }
}

/// One number, two people: as with somebody on file, whoever comes second stays out and is told.
fn is_another(group: &Group, name: &str) -> bool {
    !group.name.is_empty() && !name.is_empty() && !is_alike(&group.name, name)
}

fn take_out_shared(line: &mut Line, shared: &Shared, problems: &mut Vec<Problem>) {
    let row = line.row;
    line.contacts.retain(|contact| {
        let is_shared = shared.is_shared(contact);
        if is_shared {
            let value = contact.as_str().to_owned();
            problems.push(Problem { row, column: String::new(), value, reason: Reason::Shared });
        }
        !is_shared
    });
}

impl Group {
    /// A later row, or one that speaks of a later day, knows better; what it does not say stays.
    fn take(&mut self, entity: EntityId, line: Line) {
        self.rows.push(line.row);
        let is_newer = line.stint.as_of >= self.as_of;
        if is_newer {
            self.as_of = line.stint.as_of;
        }
        if self.name.is_empty() {
            self.name = line.name;
        } else if !line.name.is_empty() && line.name != self.name && folded(&line.name) != folded(&self.name)
        {
            self.other_names.push(line.name);
        }
        self.other_names.extend(line.other_names);
        for contact in line.contacts {
            if !self.contacts.contains(&contact) {
                self.contacts.push(contact);
            }
        }
        newer(&mut self.place, line.place, is_newer);
        newer(&mut self.language, line.language, is_newer);
        let same = self.stints.iter_mut().find(|(company, number, stint)| {
            *company == entity && *number == line.number && stint.started_on == line.stint.started_on
        });
        match same {
            Some((_, _, stint)) => stint.take(line.stint),
            None => self.stints.push((entity, line.number, line.stint)),
        }
    }
}

fn newer<T>(value: &mut Option<T>, other: Option<T>, is_newer: bool) {
    if other.is_some() && (is_newer || value.is_none()) {
        *value = other;
    }
}

impl Stint {
    /// Who has left has left: a row that says "works here" with the same first day reopens nothing.
    fn take(&mut self, other: Self) {
        let is_newer = other.as_of >= self.as_of;
        newer(&mut self.kind, other.kind, is_newer);
        newer(&mut self.department, other.department, is_newer);
        newer(&mut self.title, other.title, is_newer);
        newer(&mut self.ended_on, other.ended_on, is_newer);
        newer(&mut self.leaving, other.leaving, is_newer);
        newer(&mut self.reason, other.reason, is_newer);
        if is_newer {
            self.as_of = other.as_of;
        }
    }
}

#[cfg(test)]
mod tests {
    use keel::clock::Day;
    use keel::id::Id;

    use super::*;

    fn entity(at: u8) -> EntityId {
        EntityId(Id([at; 16]))
    }

    fn day(text: &str) -> Option<Day> {
        Day::parse(text)
    }

    fn line(row: i64, name: &str, number: Option<&str>, start: &str) -> Line {
        let stint = Stint { started_on: day(start), ..Stint::default() };
        Line { row, name: name.to_owned(), number: number.map(str::to_owned), stint, ..Line::default() }
    }

    fn grouped(lines: Vec<(u8, Line)>) -> Vec<Group> {
        let mut shared = Shared::new(100);
        for contact in lines.iter().flat_map(|(_, line)| &line.contacts) {
            shared.note(contact);
        }
        let mut gathered = Gathered::new(&shared);
        for (at, line) in lines {
            gathered.take(entity(at), line);
        }
        gathered.groups
    }

    #[test]
    fn a_snapshot_that_repeats_somebody_speaks_of_one_person_and_one_run() {
        let mut years = Vec::new();
        for (row, year) in [(2, "2014-12-31"), (3, "2015-12-31")] {
            let mut line = line(row, "", Some("1318"), "1989-08-28");
            line.stint.as_of = day(year);
            line.stint.title = Some(if row == 2 { "Clerk" } else { "CEO" }.to_owned());
            years.push((1, line));
        }
        years.reverse();
        let groups = grouped(years);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].stints.len(), 1);
        assert_eq!(groups[0].stints[0].2.title.as_deref(), Some("CEO"), "the later day knows better");
    }

    #[test]
    fn who_has_left_is_not_brought_back_by_a_row_that_says_active() {
        let mut left = line(2, "陈彤", Some("7"), "2010-01-01");
        left.stint.ended_on = day("2012-05-06");
        let active = line(3, "陈彤", Some("7"), "2010-01-01");
        let again = line(4, "陈彤", Some("7"), "2015-01-01");
        let groups = grouped(vec![(1, left), (1, active), (1, again)]);
        assert_eq!(groups[0].stints.len(), 2, "a new start is a new run");
        assert_eq!(groups[0].stints[0].2.ended_on, day("2012-05-06"));
        assert_eq!(groups[0].stints[1].2.ended_on, None);
    }

    #[test]
    fn one_person_in_two_companies_is_known_by_name_and_contact_together() {
        let with = |mut line: Line, mail: &str| {
            line.contacts = vec![Contact::parse(mail, "CN").expect("a contact")];
            line
        };
        let groups = grouped(vec![
            (1, with(line(2, "陈彤", Some("7"), "2010-01-01"), "tong@example.org")),
            (2, with(line(3, "陈彤", Some("A7"), "2015-01-01"), "tong@example.org")),
            (1, with(line(4, "林悦", Some("8"), "2010-01-01"), "tong@example.org")),
        ]);
        // Three rows have the address: it says nothing of anybody.
        assert_eq!(groups.len(), 3);
        let groups = grouped(vec![
            (1, with(line(2, "陈彤", Some("7"), "2010-01-01"), "tong@example.org")),
            (2, with(line(3, "陈彤", Some("A7"), "2015-01-01"), "tong@example.org")),
        ]);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].stints.len(), 2);
    }

    #[test]
    fn all_rows_of_a_name_are_in_one_part_unless_everybody_has_it() {
        let mut rows = Parts::new();
        rows.note(2, &folded("陈 彤"), "1");
        for at in 3..100_003 {
            rows.note(at, "员工", &at.to_string());
        }
        rows.note(200_000, &folded("陈彤"), "2");
        let placed = rows.placed(20);
        assert_eq!(placed[2], placed[200_000]);
        let placed = &placed[3..100_003];
        let largest = (0..20).map(|part| placed.iter().filter(|at| **at == part).count()).max();
        assert!(largest.is_some_and(|largest| largest < 6_000), "{largest:?}");
        assert_eq!(parts(0), 1);
        assert_eq!(parts(1_000_000), 20);
    }
}
