//! By what people are counted.

use keel::clock::Time;
use keel::row;

use crate::careers::PositionId;
use crate::organisations::OrganisationId;
use crate::people::PersonId;

keel::words! {
    /// What a number is a number of.
    pub enum Kind {
        Place = "place",
        Organisation = "organisation",
        Industry = "industry",
        Left = "left",
    }
}

/// Values that are counted of each kind, those with the most people.
pub const MOST: usize = 500;

/// So many people have this value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// A town or a place in people's own words, an id, a word, a year.
    pub value: String,
    pub count: i64,
}
row!(Figure { value, count });

/// Numbers of one kind, the largest first.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    pub all: Vec<Figure>,
    /// When they were kept; `None` where they were counted just now.
    pub at: Option<Time>,
}

/// Somebody who works in an industry.
pub struct There {
    pub position_id: PositionId,
    pub organisation_id: OrganisationId,
    pub person_id: PersonId,
    pub name: String,
    pub organisation: String,
    pub title: Option<String>,
}
row!(There { position_id, organisation_id, person_id, name, organisation, title });
