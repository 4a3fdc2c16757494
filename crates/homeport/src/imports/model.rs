//! The nouns of taking a file in.

use std::collections::{BTreeMap, BTreeSet};

use keel::clock::Time;
use keel::id::Id;
use keel::row;
use serde::{Deserialize, Serialize};

use super::dates::Order;
use super::profile::Profile;
use super::values::Meaning;
use crate::people::{EntityId, PersonKind};

keel::id!(ImportId);

keel::words! {
    /// How far an import is.
    pub enum State {
        /// The file is here; what its columns mean is being said.
        Mapped = "mapped",
        /// Everything is read once without writing, to say what would happen.
        Checking = "checking",
        /// What would happen is known; somebody confirms.
        Checked = "checked",
        Running = "running",
        /// Somebody asked it to wait.
        Paused = "paused",
        Done = "done",
        /// What it did is being taken back.
        Undoing = "undoing",
        Undone = "undone",
        /// Given up before anything was written.
        Dropped = "dropped",
    }
}

keel::words! {
    /// What the rows of a file tell of.
    pub enum About {
        /// People, their time here, and how they left.
        People = "people",
        /// Jobs that people on file hold or held elsewhere.
        Careers = "careers",
    }
}

keel::words! {
    /// What a column holds.
    pub enum Field {
        Name = "name",
        OtherName = "other_name",
        Number = "number",
        Entity = "entity",
        Department = "department",
        Title = "title",
        Kind = "kind",
        StartedOn = "started_on",
        EndedOn = "ended_on",
        /// Works here, or how they left.
        Status = "status",
        /// Why somebody left: read for the way of leaving, and kept where HR alone sees it.
        Reason = "reason",
        Mail = "mail",
        Mobile = "mobile",
        Place = "place",
        Language = "language",
        /// The day a row of a snapshot speaks of.
        AsOf = "as_of",
        /// Where a job elsewhere was, from when, until when, and what they did there.
        Organisation = "organisation",
        From = "from",
        Until = "until",
        What = "what",
    }
}

impl Field {
    pub const fn is_date(self) -> bool {
        matches!(self, Self::StartedOn | Self::EndedOn | Self::AsOf)
    }

    /// What the columns of such a file may hold.
    pub fn of(about: About) -> &'static [Self] {
        const PEOPLE: usize = 16;
        match about {
            About::People => &Self::ALL[..PEOPLE],
            About::Careers => super::careers::fields(),
        }
    }

    /// Whether several columns may hold it.
    pub const fn is_many(self) -> bool {
        matches!(self, Self::OtherName | Self::Status | Self::Reason | Self::Mail | Self::Mobile)
    }
}

keel::words! {
    /// Personal data of the kind that an alliance has no use for.
    pub enum Sensitive {
        IdentityCard = "identity_card",
        Pay = "pay",
        Marriage = "marriage",
        Ethnicity = "ethnicity",
        Religion = "religion",
        Health = "health",
        Birth = "birth",
        Bank = "bank",
    }
}

keel::words! {
    /// On which ground the data may be kept (PIPL article 13, GDPR article 6).
    pub enum Basis {
        /// What the employment contract and its afterlife need.
        Contract = "contract",
        /// A legitimate interest that was weighed.
        Interest = "interest",
        /// The people themselves agreed.
        Consent = "consent",
        /// A law requires it.
        Law = "law",
    }
}

/// What somebody said, or was guessed, about the columns of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// By the column's place; one that is not here is left out.
    pub fields: BTreeMap<usize, Field>,
    /// The order of day, month and year where it was said; by the column's place.
    pub orders: BTreeMap<usize, Order>,
    /// What the values of status and reason columns mean: by the folded value.
    pub meanings: BTreeMap<String, Meaning>,
    /// What the values of the kind column mean: by the folded value.
    pub kinds: BTreeMap<String, PersonKind>,
    /// "Last, First" becomes "First Last".
    pub turn_names: bool,
    /// Columns that held nothing when this was remembered, so that nobody was asked what they mean.
    pub unasked: BTreeSet<usize>,
}

impl Mapping {
    pub fn columns_of(&self, field: Field) -> impl Iterator<Item = usize> + '_ {
        self.fields.iter().filter(move |(_, found)| **found == field).map(|(at, _)| *at)
    }

    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.columns_of(field).next()
    }

    /// Whether a row can say who it is about, and of a job where.
    pub fn is_usable(&self, about: About) -> bool {
        let has = |field: &Field| self.column_of(*field).is_some();
        match about {
            About::People => [Field::Name, Field::Number].iter().any(has),
            About::Careers => {
                let who = [Field::Name, Field::Number, Field::Mail, Field::Mobile];
                who.iter().any(has) && has(&Field::Organisation)
            }
        }
    }
}

/// How the numbers came out: rows and failed count rows, the next three count people, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    pub rows: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub failed: i64,
    /// Departures that this import recorded.
    pub departures: i64,
    /// Of these: to be invited, an officer's to decide, invited at once.
    pub eligible: i64,
    pub held: i64,
    pub written_to: i64,
    /// People who left and whom nobody knows how to reach.
    pub no_contact: i64,
    /// Jobs elsewhere that came in, and those that were there already: with the rows that failed they are all rows.
    pub positions: i64,
    pub known: i64,
}

/// One file on its way in.
#[derive(Clone, Debug)]
pub struct Import {
    pub import_id: ImportId,
    pub state: State,
    pub about: About,
    /// What the file was called.
    pub name: String,
    /// The file itself, until it is swept; none of one that was read where it lay.
    pub file_id: Option<Id>,
    pub sheet: String,
    pub header_row: i64,
    pub headers_key: String,
    pub profile: Profile,
    pub mapping: Mapping,
    pub entity_id: EntityId,
    pub basis: Basis,
    pub source: String,
    pub rows: i64,
    pub done: i64,
    pub place: Place,
    pub counts: Counts,
    pub created_at: Time,
    pub by: Option<crate::people::PersonId>,
    pub started_at: Option<Time>,
    pub ended_at: Option<Time>,
}

/// Where a run that was interrupted goes on: which part of the people, how many of it are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub part: u32,
    pub done: u32,
}

/// Something about a row that somebody should know: a mistake, or a remark on what was kept as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub row: i64,
    /// The header of the column, or nothing where it is about the whole row.
    pub column: String,
    pub value: String,
    pub reason: Reason,
}
row!(Problem { row, column, value, reason });

keel::words! {
    /// Why a row, or a part of it, did not go in.
    pub enum Reason {
        /// A quotation mark stands where none can: which text belongs to whom is not known.
        Torn = "torn",
        /// Neither a name nor a number.
        NoOne = "no_one",
        NoStart = "no_start",
        NoDate = "no_date",
        StartAhead = "start_ahead",
        EndBeforeStart = "end_before_start",
        TooLong = "too_long",
        Entity = "entity",
        /// The number belongs to somebody of another name.
        NumberTaken = "number_taken",
        /// The number was somebody's who is deleted; it is never given out again.
        NumberGone = "number_gone",
        /// They were deleted here, and a file does not bring them back.
        Deleted = "deleted",
        Mail = "mail",
        Mobile = "mobile",
        /// Three or more rows have it: it says nothing of anybody, and is left out.
        Shared = "shared",
        /// Another first day of a run of employment on file: that on file stays.
        OtherStart = "other_start",
        /// Another last day than the one on file: that on file stays.
        OtherEnd = "other_end",
        /// It does not say where the job was.
        NoOrganisation = "no_organisation",
        /// Nobody on file is meant.
        NotHere = "not_here",
        /// Several on file have this name.
        Several = "several",
        /// They have as many jobs as somebody can have.
        Full = "full",
        Other = "other",
    }
}

impl Reason {
    /// Whether the row stays out for it; else only a part of it, or it is worth a word.
    pub const fn keeps_out(self) -> bool {
        match self {
            Self::Torn
            | Self::NoOne
            | Self::NoStart
            | Self::NoDate
            | Self::StartAhead
            | Self::EndBeforeStart
            | Self::TooLong
            | Self::Entity
            | Self::NumberTaken
            | Self::NumberGone
            | Self::Deleted
            | Self::NoOrganisation
            | Self::NotHere
            | Self::Several
            | Self::Full
            | Self::Other => true,
            Self::Mail | Self::Mobile | Self::Shared | Self::OtherStart | Self::OtherEnd => false,
        }
    }
}
