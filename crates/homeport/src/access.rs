//! Every "may X do Y". A route names a [`Can`], an action asks [`Viewer::may`]; rules about one row
//! (mine, not yours) are in the SQL that reads it.

use keel::error::{Error, Result};

use crate::people::PersonId;

keel::words! {
    /// What somebody was made. Being a member or a colleague is a fact, not a role.
    pub enum Role {
        Manager = "manager",
        Officer = "officer",
        Hr = "hr",
        Administrator = "administrator",
    }
}

/// What a route or an action needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Can {
    /// Anyone: a visitor, a machine, a signed link that says itself who it is for.
    Visit,
    /// Be somebody: signed in, member or not.
    BeSomebody,
    /// Use what members use.
    BeMember,
    /// Greet leavers in one's own words.
    Greet,
    /// See the officer's desk, departures, invitations.
    SeeDesk,
    /// Record and change departures, invite, decide who is held.
    RunDepartures,
    /// Add and change people.
    EditPeople,
    /// See why somebody left: HR alone.
    SeeLeaving,
    /// Settings, roles, jobs, journal.
    Administer,
}

impl Can {
    pub const ALL: &'static [Self] = &[
        Self::Visit,
        Self::BeSomebody,
        Self::BeMember,
        Self::Greet,
        Self::SeeDesk,
        Self::RunDepartures,
        Self::EditPeople,
        Self::SeeLeaving,
        Self::Administer,
    ];
}

/// Who looks at a page or does something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    pub person: Option<PersonId>,
    pub name: String,
    pub is_member: bool,
    /// A tenure is open: a colleague, not an alumnus.
    pub is_colleague: bool,
    pub roles: Vec<Role>,
    /// A job or a command, which acts by itself.
    pub is_machine: bool,
}

impl Viewer {
    pub fn visitor() -> Self {
        Self::default()
    }

    pub fn machine() -> Self {
        Self { is_machine: true, ..Self::default() }
    }

    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    pub fn may(&self, can: Can) -> bool {
        use Role::{Administrator, Hr, Manager, Officer};
        let any = |roles: &[Role]| roles.iter().any(|role| self.is(*role));
        match can {
            _ if self.is_machine => true,
            Can::Visit => true,
            Can::BeSomebody => self.person.is_some(),
            Can::BeMember => self.is_member || any(&[Officer, Hr, Administrator]),
            Can::Greet => any(&[Manager, Officer, Administrator]),
            Can::SeeDesk => any(&[Officer, Hr, Administrator]),
            Can::RunDepartures | Can::EditPeople => any(&[Officer, Hr]),
            Can::SeeLeaving => self.is(Hr),
            Can::Administer => self.is(Administrator),
        }
    }

    /// The first line of an action.
    pub fn must(&self, can: Can) -> Result<()> {
        match (self.may(can), self.person) {
            (true, _) => Ok(()),
            (false, None) => Err(Error::SignIn),
            (false, Some(_)) => Err(Error::Forbidden),
        }
    }

    /// The signed-in person, or the way to sign in.
    pub fn somebody(&self) -> Result<PersonId> {
        self.person.ok_or(Error::SignIn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_officer_does_not_see_why_somebody_left_unless_also_hr() {
        let mut officer = Viewer { roles: vec![Role::Officer], ..Viewer::default() };
        assert!(!officer.may(Can::SeeLeaving));
        officer.roles.push(Role::Hr);
        assert!(officer.may(Can::SeeLeaving));
    }

    #[test]
    fn a_visitor_may_visit_and_nothing_else() {
        let may: Vec<_> = Can::ALL.iter().filter(|can| Viewer::visitor().may(**can)).collect();
        assert_eq!(may, [&Can::Visit]);
    }
}
