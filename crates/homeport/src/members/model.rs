//! What a member allows, and who sees which field.

use keel::clock::Time;
use keel::row;

use crate::access::{Role, Viewer};
use crate::people::{Audience, NameId, PersonId};

keel::id!(ReceiptId);

keel::words! {
    /// What is asked for, one choice each; none is ticked beforehand and none is needed to join.
    pub enum Purpose {
        /// Being listed to members, and named to colleagues of old who are invited.
        Listed = "listed",
        /// Letters with the company's news.
        Letters = "letters",
        /// Word of openings: a job, a project.
        Openings = "openings",
        /// Being named in photos.
        Photos = "photos",
        /// Messages asking for a wish for someone they worked with.
        Wishes = "wishes",
        /// Word of a new job or town to those they worked with.
        News = "news",
        /// Messages asking whether they know somebody who says they worked with them.
        Vouching = "vouching",
        /// Messages asking whether what is kept is still right, and about old colleagues whom nothing reaches.
        Freshness = "freshness",
    }
}

keel::words! {
    /// What can be shown of a member, each to an audience of its own.
    pub enum Field {
        Name = "name",
        Photo = "photo",
        /// Years, company, department and title.
        Tenures = "tenures",
        Number = "number",
        /// Where they live or work now.
        Place = "place",
        /// Positions held elsewhere.
        Career = "career",
        Contact = "contact",
    }
}

impl Field {
    /// Narrow, and still good for finding each other.
    pub const fn usual(self) -> Audience {
        match self {
            Self::Name | Self::Photo | Self::Tenures => Audience::Members,
            Self::Number | Self::Place | Self::Career => Audience::Officers,
            Self::Contact => Audience::Me,
        }
    }

    /// What may be chosen. Officers work with name, place and career, so these cannot be kept from them; who you
    /// are and where you worked here may be shown outside, where you are now and how to reach you may not.
    pub const fn audiences(self) -> &'static [Audience] {
        use Audience::{Colleagues, Everyone, Me, Members, Officers};
        match self {
            Self::Name | Self::Tenures | Self::Number => &[Officers, Members, Colleagues, Everyone],
            Self::Photo => &[Me, Officers, Members, Colleagues, Everyone],
            Self::Place | Self::Career => &[Officers, Members, Colleagues],
            Self::Contact => &[Me, Officers, Members, Colleagues],
        }
    }
}

/// Who sees each field of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audiences(Vec<(Field, Audience)>);

impl Default for Audiences {
    fn default() -> Self {
        Self(Field::ALL.iter().map(|field| (*field, field.usual())).collect())
    }
}

impl Audiences {
    pub fn of(&self, field: Field) -> Audience {
        self.0.iter().find(|(known, _)| *known == field).map_or(field.usual(), |(_, audience)| *audience)
    }

    /// What was chosen; the usual for the rest. An audience that the field does not offer is not taken.
    pub fn from_rows(rows: Vec<(Field, Audience)>) -> Self {
        let mut all = Self::default();
        for (field, audience) in rows {
            all.set(field, audience);
        }
        all
    }

    pub fn set(&mut self, field: Field, audience: Audience) {
        if !field.audiences().contains(&audience) {
            return;
        }
        if let Some(known) = self.0.iter_mut().find(|(known, _)| *known == field) {
            known.1 = audience;
        }
    }

    pub fn all(&self) -> &[(Field, Audience)] {
        &self.0
    }
}

/// Whether `viewer` belongs to the audience of something that is `owner`'s.
pub fn may_see(viewer: &Viewer, owner: PersonId, audience: Audience) -> bool {
    let is_owner = viewer.person == Some(owner);
    let is_officer = viewer.is_machine || viewer.is(Role::Officer) || viewer.is(Role::Hr);
    match audience {
        Audience::Me => is_owner,
        Audience::Officers => is_owner || is_officer,
        Audience::Members => is_owner || is_officer || viewer.is_member,
        Audience::Colleagues => is_owner || is_officer || viewer.is_member || viewer.is_colleague,
        Audience::Everyone => true,
    }
}

/// One choice as the person sees it.
pub struct Choice {
    pub purpose: Purpose,
    pub title: String,
    pub text: String,
    pub is_given: bool,
}

/// A former name and who sees it.
#[derive(Clone, Debug)]
pub struct FormerName {
    pub name_id: NameId,
    pub name: String,
    pub audience: Audience,
}

row!(FormerName { name_id, name, audience });

/// What was asked and answered at one moment.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub receipt_id: ReceiptId,
    pub at: Time,
    pub body: String,
}

row!(Receipt { receipt_id, at, body });

#[cfg(test)]
mod tests {
    use keel::id::Ids;

    use super::*;

    #[test]
    fn a_visitor_sees_what_is_for_everyone_only() {
        let owner = PersonId::next(&Ids::seeded(1), Time(1));
        for audience in Audience::ALL {
            let sees = may_see(&Viewer::visitor(), owner, *audience);
            assert_eq!(sees, *audience == Audience::Everyone, "{audience}");
        }
    }

    #[test]
    fn the_owner_sees_everything_of_their_own() {
        let owner = PersonId::next(&Ids::seeded(1), Time(1));
        let viewer = Viewer { person: Some(owner), ..Viewer::default() };
        assert!(Audience::ALL.iter().all(|audience| may_see(&viewer, owner, *audience)));
    }

    #[test]
    fn a_contact_is_never_offered_to_everyone() {
        let mut audiences = Audiences::default();
        audiences.set(Field::Contact, Audience::Everyone);
        assert_eq!(audiences.of(Field::Contact), Audience::Me);
        audiences.set(Field::Contact, Audience::Members);
        assert_eq!(audiences.of(Field::Contact), Audience::Members);
    }

    #[test]
    fn what_is_usual_can_be_chosen() {
        assert!(Field::ALL.iter().all(|field| field.audiences().contains(&field.usual())));
    }
}
