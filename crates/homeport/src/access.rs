//! Every "may X do Y". A route names a [`Can`], an action asks [`Viewer::may`]; rules about one row
//! (mine, not yours) are in the SQL that reads it.

use keel::error::{Error, Result};
use keel::id::Id;

use crate::people::PersonId;
use crate::tokens::TokenId;

keel::words! {
    /// What a token opens to the machine that has it, and nothing beside.
    pub enum Scope {
        DeparturesRead = "departures:read",
        DeparturesWrite = "departures:write",
        PeopleRead = "people:read",
        PeopleWrite = "people:write",
    }
}

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
    /// Take many people out at once, as a file.
    ExportPeople,
    /// See why somebody left: HR alone.
    SeeLeaving,
    /// Settings, roles, jobs, journal.
    Administer,
    /// Be a machine whose token has this scope; no person ever is.
    Token(Scope),
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
        Self::ExportPeople,
        Self::SeeLeaving,
        Self::Administer,
        Self::Token(Scope::DeparturesRead),
        Self::Token(Scope::DeparturesWrite),
        Self::Token(Scope::PeopleRead),
        Self::Token(Scope::PeopleWrite),
    ];
}

/// A machine at the door of /api, and what its token opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    pub token: TokenId,
    pub scopes: Vec<Scope>,
}

impl Bearer {
    fn may(&self, can: Can) -> bool {
        let has = |scope| self.scopes.contains(&scope);
        match can {
            Can::Visit => true,
            Can::Token(scope) => has(scope),
            Can::RunDepartures => has(Scope::DeparturesWrite),
            // Who leaves may have to be written down first, and the run of employment ends.
            Can::EditPeople => has(Scope::PeopleWrite) || has(Scope::DeparturesWrite),
            Can::BeSomebody
            | Can::BeMember
            | Can::Greet
            | Can::SeeDesk
            | Can::ExportPeople
            | Can::SeeLeaving
            | Can::Administer => false,
        }
    }
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
    /// Another system with a token of its own, and then nobody else.
    pub bearer: Option<Bearer>,
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
        if let Some(bearer) = &self.bearer {
            return bearer.may(can);
        }
        let any = |roles: &[Role]| roles.iter().any(|role| self.is(*role));
        match can {
            _ if self.is_machine => true,
            Can::Visit => true,
            Can::BeSomebody => self.person.is_some(),
            Can::BeMember => self.is_member || any(&[Officer, Hr, Administrator]),
            Can::Greet => any(&[Manager, Officer, Administrator]),
            Can::SeeDesk => any(&[Officer, Hr, Administrator]),
            Can::RunDepartures | Can::EditPeople => any(&[Officer, Hr]),
            Can::ExportPeople => self.is(Officer),
            Can::SeeLeaving => self.is(Hr),
            Can::Administer => self.is(Administrator),
            Can::Token(_) => false,
        }
    }

    /// The first line of an action.
    pub fn must(&self, can: Can) -> Result<()> {
        match (self.may(can), self.actor()) {
            (true, _) => Ok(()),
            (false, None) => Err(Error::SignIn),
            (false, Some(_)) => Err(Error::Forbidden),
        }
    }

    /// Under whose id the journal keeps what is done: a person's or a token's.
    pub fn actor(&self) -> Option<Id> {
        let token = self.bearer.as_ref().map(|bearer| bearer.token.0);
        self.person.map(|person| person.0).or(token)
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

    #[test]
    fn a_token_opens_its_scopes_and_no_screen() {
        let bearer = |scopes: &[Scope]| Viewer {
            bearer: Some(Bearer { token: TokenId(Id([7; 16])), scopes: scopes.to_vec() }),
            ..Viewer::default()
        };
        let all = bearer(Scope::ALL);
        for can in [Can::BeSomebody, Can::BeMember, Can::SeeDesk, Can::SeeLeaving, Can::Administer] {
            assert!(!all.may(can), "{can:?}");
        }
        let reader = bearer(&[Scope::PeopleRead, Scope::DeparturesRead]);
        assert!(!reader.may(Can::EditPeople) && !reader.may(Can::RunDepartures));
        let people = bearer(&[Scope::PeopleWrite]);
        assert!(people.may(Can::EditPeople) && !people.may(Can::RunDepartures));
        assert!(matches!(people.must(Can::RunDepartures), Err(Error::Forbidden)));
        assert!(!Viewer::machine().is(Role::Hr) && people.actor() == Some(Id([7; 16])));
    }
}
