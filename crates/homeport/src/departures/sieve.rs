//! Whom a batch means: those of many who fit what was asked for.

use keel::clock::Day;
use keel::error::{Result, Text};
use keel::row;

use super::{DepartureId, Kind};
use crate::access::{Can, Viewer};
use crate::people::{ContactKind, EntityId, PersonId, PersonKind};

/// What a list of departures is narrowed to; nothing keeps everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sieve {
    /// The last day lies between these two.
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub entity: Option<EntityId>,
    pub department: Option<String>,
    pub person: Option<PersonKind>,
    /// How they left: HR's alone.
    pub kind: Option<Kind>,
}

impl Sieve {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether this viewer may sift so: who finds by a kind of leaving learns it.
    pub fn must(&self, viewer: &Viewer) -> Result<()> {
        match self.kind {
            Some(_) => viewer.must(Can::SeeLeaving),
            None => Ok(()),
        }
    }
}

/// So many are looked through at once, whoever of them is meant: what a page may cost.
pub const LOOKED_THROUGH: usize = 2_000;

/// One who left long ago and was not written to, with one way to reach them: a line each, or one without.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub departure_id: DepartureId,
    pub person_id: PersonId,
    pub last_day: Day,
    /// Whether they are what was asked for, and nothing stands in the way.
    pub is_meant: bool,
    pub contact_kind: Option<ContactKind>,
    pub address: Option<String>,
}
row!(Waiting { departure_id, person_id, last_day, is_meant, contact_kind, address });

keel::words! {
    /// Why one who left long ago is not written to after all.
    pub enum Hindrance {
        /// The departure was taken back, or is not complete.
        Stays = "stays",
        /// It was decided otherwise.
        Decided = "decided",
        /// Nobody writes to them.
        Silent = "silent",
        Joined = "joined",
        /// They have an invitation, or answered one.
        Invited = "invited",
        /// They work here again.
        Here = "here",
    }
}

impl Hindrance {
    pub fn text(self) -> Text {
        Text::new(match self {
            Self::Stays => "departures-hindrance-stays",
            Self::Decided => "departures-hindrance-decided",
            Self::Silent => "departures-hindrance-silent",
            Self::Joined => "departures-hindrance-joined",
            Self::Invited => "departures-hindrance-invited",
            Self::Here => "departures-hindrance-here",
        })
    }

    /// Whether there is nothing left to wait for.
    pub const fn is_for_good(self) -> bool {
        match self {
            Self::Joined | Self::Invited => true,
            Self::Stays | Self::Decided | Self::Silent | Self::Here => false,
        }
    }
}

/// Where somebody stands whose turn to be written to has come.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    pub is_silent: bool,
    pub is_member: bool,
    pub is_here: bool,
    pub has_answered: bool,
}
row!(Turn { is_silent, is_member, is_here, has_answered });
