//! What an invented company is made of: plain values, nothing of the database.

use keel::clock::Day;

/// The same words, written once in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub zh: &'static str,
    pub en: &'static str,
}

pub const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// One invented company, whole. People, departments and entities are named by their place in the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    pub name: Words,
    pub alliance: Words,
    /// Where a doubting reader may call; no such number can be dialled.
    pub telephone: &'static str,
    /// Addresses of the company's own, which never count as someone's private mail.
    pub domains: &'static [&'static str],
    /// The day the alliance began.
    pub began_on: Day,
    pub entities: Vec<Entity>,
    pub departments: Vec<Department>,
    pub people: Vec<Person>,
    pub cast: Cast,
    pub greetings: Vec<Greeting>,
    /// Wishes that members have had already.
    pub wishes: Vec<Wish>,
    /// Wishes that wait for the leaver of the story, in the order they arrive.
    pub story_wishes: Vec<Wish>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    pub name: Words,
    pub short: Words,
    /// What stands before a number: `HF` in HF 0217.
    pub letters: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub entity: usize,
    pub name: Words,
    /// Who led it, and since when; the last one leads it now.
    pub heads: Vec<(Day, usize)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As they write it themselves, in any script.
    pub name: String,
    /// In Latin letters.
    pub latin: String,
    /// Other names they go by.
    pub also: Vec<String>,
    pub reads: Reads,
    pub mobile: Option<String>,
    pub mail: Option<String>,
    /// Their address at the company, dead once they left.
    pub work_mail: String,
    /// Earliest first.
    pub tenures: Vec<Tenure>,
    pub standing: Standing,
}

/// The language someone wants to be written to in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    Chinese,
    English,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    pub department: usize,
    /// As printed: `HF 0217`. Kept by a person who comes back to the same entity.
    pub number: String,
    pub title: Words,
    pub kind: Kind,
    pub manager: Option<usize>,
    pub start_on: Day,
    pub end: Option<End>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    pub on: Day,
    pub how: Leaving,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Employee,
    Intern,
    Dispatched,
    Contractor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaving {
    Resignation,
    EndOfContract,
    Retirement,
    Dismissal,
    Layoff,
    Medical,
    Dispute,
    Unknown,
    Deceased,
    /// To another entity of the group: no departure.
    Transfer,
}

impl Leaving {
    /// Whether the ready-made policy leaves the invitation to the officer.
    pub fn is_held(self) -> bool {
        match self {
            Leaving::Dismissal | Leaving::Layoff | Leaving::Medical | Leaving::Dispute | Leaving::Unknown => {
                true
            }
            Leaving::Resignation
            | Leaving::EndOfContract
            | Leaving::Retirement
            | Leaving::Deceased
            | Leaving::Transfer => false,
        }
    }
}

/// How someone stands to the alliance today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Works here and has not been asked to join.
    Working,
    /// Works here and is on the way out.
    Leaving(Stage),
    /// Left, is on record, and has never been written to.
    OnRecord,
    /// Left; the policy holds the invitation for the officer.
    Held,
    Invited {
        on: Day,
        opened: bool,
    },
    Bounced {
        on: Day,
    },
    Declined {
        on: Day,
    },
    /// "Do not contact me."
    NeverWrite {
        on: Day,
    },
    Deceased,
    Member(Membership),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Thinking it over; nobody is told.
    Intended,
    /// The last day is known.
    Agreed { last_day: Day },
    /// All formalities were completed this many minutes before now; the invitation is unopened.
    CompleteSince { minutes: i32 },
    /// The formalities are completed while you watch.
    Today,
}

/// When someone joined and what they allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    pub joined_on: Day,
    pub listed: bool,
    pub letters: bool,
    pub openings: bool,
    pub photos: bool,
    /// Whether they may be asked for a wish when somebody leaves.
    pub wishes: bool,
    /// Whether their fields are shown to members, or to the officers alone.
    pub open: bool,
}

/// The people the story needs by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cast {
    pub founder: usize,
    pub officer: usize,
    pub hr: usize,
    pub administrator: usize,
    /// Head of the leaver's department.
    pub manager: usize,
    /// A former head of that department, now a member.
    pub former_manager: usize,
    /// The one whose departure happens while you watch.
    pub leaver: usize,
    /// Invited a few minutes ago; has not opened it.
    pub waiting: usize,
    pub alumna: usize,
    pub alumna_abroad: usize,
}

/// Words of welcome and who signs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greeting {
    pub by: usize,
    /// For this one person, or for whoever leaves the signer's department (the founder's: anyone).
    pub to: Option<usize>,
    pub text: Words,
    /// A greeting goes out over nobody's name who did not agree to it.
    pub approved: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub by: usize,
    pub to: usize,
    pub on: Day,
    pub text: &'static str,
}

impl Person {
    /// The tenure in which they work here today.
    pub fn open_tenure(&self) -> Option<&Tenure> {
        self.tenures.iter().find(|t| t.end.is_none())
    }

    pub fn membership(&self) -> Option<&Membership> {
        match &self.standing {
            Standing::Member(membership) => Some(membership),
            _ => None,
        }
    }
}

impl Tenure {
    pub fn last_day(&self, today: Day) -> Day {
        self.end.map_or(today, |end| end.on)
    }

    /// How many days two people worked in the same department at the same time.
    pub fn days_beside(&self, other: &Tenure, today: Day) -> i32 {
        if self.department != other.department {
            return 0;
        }
        let from = self.start_on.max(other.start_on);
        let to = self.last_day(today).min(other.last_day(today));
        (from.days_until(to) + 1).max(0)
    }
}
