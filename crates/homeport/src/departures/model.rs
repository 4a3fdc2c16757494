//! The nouns of leaving.

use keel::clock::{Day, Time};
use keel::row;

use crate::access::Role;
use crate::people::{NewPerson, PersonId, PersonKind, TenureId};

keel::id!(DepartureId);
keel::id!(StepId);

keel::words! {
    /// How far a departure is.
    pub enum State {
        /// Somebody is thinking it over; nobody is told.
        Intended = "intended",
        /// The last day is known.
        Agreed = "agreed",
        /// The formalities are complete: the clock runs.
        Complete = "complete",
        /// They stay after all.
        Withdrawn = "withdrawn",
    }
}

keel::words! {
    /// How somebody leaves. HR's alone to know once it is recorded.
    pub enum Kind {
        Resignation = "resignation",
        EndOfContract = "end_of_contract",
        Retirement = "retirement",
        Dismissal = "dismissal",
        Layoff = "layoff",
        Medical = "medical",
        Dispute = "dispute",
        Unknown = "unknown",
        Deceased = "deceased",
    }
}

keel::words! {
    /// What was decided about the invitation.
    pub enum Verdict {
        /// Invited as soon as the formalities are complete.
        Invite = "invite",
        /// An officer decides.
        Held = "held",
        /// Not invited; may ask, and appeal.
        NotInvited = "not_invited",
        /// Nobody writes to them.
        Never = "never",
    }
}

keel::words! {
    /// Why, in a word that may be shown to the person.
    pub enum Ground {
        /// What the alliance does with everyone in this position.
        Policy = "policy",
        /// Fewer days together than the alliance asks for.
        Minimum = "minimum",
        /// A person decided.
        Officer = "officer",
        /// They asked for no message.
        Silence = "silence",
        Deceased = "deceased",
    }
}

keel::words! {
    /// Whether HR would have them back.
    pub enum Rehire {
        Yes = "yes",
        Maybe = "maybe",
        No = "no",
    }
}

keel::words! {
    /// What an officer says about one who is held.
    pub enum Decision {
        Invite = "invite",
        Decline = "decline",
    }
}

/// One person's way from notice to membership.
#[derive(Clone, Debug)]
pub struct Departure {
    pub departure_id: DepartureId,
    pub person_id: PersonId,
    pub tenure_id: TenureId,
    pub state: State,
    pub last_day: Option<Day>,
    pub recorded_at: Time,
    pub completed_at: Option<Time>,
    pub withdrawn_at: Option<Time>,
    pub verdict: Verdict,
    pub ground: Ground,
    /// Who decided, as a role; none where the policy did.
    pub role: Option<Role>,
    pub verdict_at: Option<Time>,
    pub appealed_at: Option<Time>,
    /// Had left long before it was recorded: nobody is written to until an officer says so.
    pub is_past: bool,
}
row!(Departure {
    departure_id,
    person_id,
    tenure_id,
    state,
    last_day,
    recorded_at,
    completed_at,
    withdrawn_at,
    verdict,
    ground,
    role,
    verdict_at,
    appealed_at,
    is_past
});

impl Departure {
    /// Whether it may still be moved, completed or taken back.
    pub fn is_before_the_end(&self) -> bool {
        matches!(self.state, State::Intended | State::Agreed)
    }

    /// Whether an officer is waited for: held, or not invited and asked again since.
    pub fn is_waiting_for_a_decision(&self) -> bool {
        match self.verdict {
            _ if self.state == State::Withdrawn => false,
            Verdict::Held => true,
            Verdict::NotInvited => self.is_appealed(),
            Verdict::Invite | Verdict::Never => false,
        }
    }

    /// Whether they asked for another look since the last decision.
    pub fn is_appealed(&self) -> bool {
        self.appealed_at.is_some() && self.appealed_at >= self.verdict_at
    }
}

/// Where somebody who asks about their invitation stands: nothing in it is HR's.
#[derive(Clone, Debug)]
pub struct Standing {
    pub departure_id: DepartureId,
    pub state: State,
    pub verdict: Verdict,
    pub ground: Ground,
    pub role: Option<Role>,
    pub verdict_at: Option<Time>,
    pub appealed_at: Option<Time>,
    /// Kept for life, invited or not.
    pub number: Option<String>,
}
row!(Standing { departure_id, state, verdict, ground, role, verdict_at, appealed_at, number });

/// Who leaves: somebody on file, or somebody nobody wrote down yet.
#[derive(Clone, Debug)]
pub enum Who {
    Known(TenureId),
    New(Box<NewPerson>),
}

/// A departure as an officer records it.
#[derive(Clone, Debug)]
pub struct NewDeparture {
    pub who: Who,
    /// None while somebody is still thinking it over.
    pub last_day: Option<Day>,
    pub kind: Kind,
    /// For somebody on file: further private contacts, the language, the manager.
    pub contacts: Vec<keel::contact::Contact>,
    pub language: Option<keel::l10n::Lang>,
    pub manager: Option<PersonId>,
}

/// What HR alone may know.
#[derive(Clone, Debug)]
pub struct Leaving {
    pub kind: Kind,
    pub reason: Option<String>,
    pub is_regretted: Option<bool>,
    pub would_rehire: Option<Rehire>,
    pub non_compete_until: Option<Day>,
    pub note: Option<String>,
}
row!(Leaving { kind, reason, is_regretted, would_rehire, non_compete_until, note });

/// What was decided, by whom and with which words: HR's as well.
#[derive(Clone, Debug)]
pub struct DecidedBy {
    pub name: Option<String>,
    pub note: Option<String>,
}
row!(DecidedBy { name, note });

/// A line of the checklist of leaving.
#[derive(Clone, Debug)]
pub struct Step {
    pub step_id: StepId,
    pub title: String,
    pub done_at: Option<Time>,
    pub done_by: Option<String>,
}
row!(Step { step_id, title, done_at, done_by });

/// Where the kind of person matters to the policy.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub silence: Option<crate::people::SilenceKind>,
    pub person: PersonKind,
    pub kind: Kind,
    /// Days worked, first and last counted.
    pub days: i32,
}

keel::words! {
    /// The lists of departures.
    pub enum List {
        All = "all",
        Upcoming = "upcoming",
        Held = "held",
        Complete = "complete",
        Withdrawn = "withdrawn",
    }
}

/// A departure in a list, with its clock.
#[derive(Clone, Debug)]
pub struct Row {
    pub departure_id: DepartureId,
    pub person_id: PersonId,
    pub name: String,
    pub number: Option<String>,
    pub department: Option<String>,
    pub started_on: Day,
    pub state: State,
    pub last_day: Option<Day>,
    pub completed_at: Option<Time>,
    pub verdict: Verdict,
    pub verdict_at: Option<Time>,
    pub appealed_at: Option<Time>,
    pub is_past: bool,
    pub send_at: Option<Time>,
    pub handed_at: Option<Time>,
    pub opened_at: Option<Time>,
    pub joined_at: Option<Time>,
}
row!(Row {
    departure_id,
    person_id,
    name,
    number,
    department,
    started_on,
    state,
    last_day,
    completed_at,
    verdict,
    verdict_at,
    appealed_at,
    is_past,
    send_at,
    handed_at,
    opened_at,
    joined_at
});

/// An invitation not handed over so long after it should have left is an alarm.
pub const LATE_AFTER_MS: i64 = 10 * 60_000;

impl Row {
    /// Whether the officer is waited for.
    pub fn is_waiting_for_a_decision(&self) -> bool {
        match self.verdict {
            _ if self.state == State::Withdrawn => false,
            Verdict::Held => true,
            Verdict::NotInvited => self.appealed_at.is_some() && self.appealed_at >= self.verdict_at,
            Verdict::Invite | Verdict::Never => false,
        }
    }

    /// Whether the clock runs: the formalities are complete and an invitation belongs to it. Of one who
    /// left long before, it runs from the day an officer says so.
    pub fn has_clock(&self) -> bool {
        let is_invited = self.state == State::Complete && self.verdict == Verdict::Invite;
        is_invited && !(self.is_past && self.send_at.is_none())
    }

    /// Whether they left long ago and nobody let them be written to yet.
    pub fn waits_for_a_wave(&self) -> bool {
        let is_invited = self.state == State::Complete && self.verdict == Verdict::Invite;
        is_invited && self.is_past && self.send_at.is_none() && self.joined_at.is_none()
    }

    /// When the clock began: with the formalities; of one who left long before, when an officer said so.
    pub fn began_at(&self) -> Option<Time> {
        if self.is_past { self.send_at } else { self.completed_at }
    }

    /// Whether nobody and nothing took the invitation within ten minutes of its hour.
    pub fn is_late(&self, now: Time) -> bool {
        let due = self.send_at.max(self.completed_at);
        let waits = self.has_clock() && self.handed_at.is_none() && self.joined_at.is_none();
        waits && due.is_some_and(|due| now.ms_since(due) > LATE_AFTER_MS)
    }
}

/// Something done about a departure.
#[derive(Clone, Debug)]
pub struct Deed {
    pub at: Time,
    pub act: crate::journal::Act,
    pub name: Option<String>,
}
row!(Deed { at, act, name });
