//! The terms of the index. The first letter keeps the kinds apart.

use crate::careers::LearntKind;
use crate::organisations::OrganisationId;
use crate::people::EntityId;

/// What somebody types: a beginning of a name or number, a run of characters.
pub fn typed(text: &str) -> String {
    format!("n{text}")
}

pub fn entity(entity: EntityId) -> String {
    format!("e{entity}")
}

pub fn department(department: &str) -> String {
    format!("d{department}")
}

pub fn place(place: &str) -> String {
    format!("l{place}")
}

pub fn language(code: &str) -> String {
    format!("g{code}")
}

/// Is or was at an organisation elsewhere.
pub fn organisation(organisation: OrganisationId) -> String {
    format!("o{organisation}")
}

/// Learnt something, by its folded name.
pub fn learnt(kind: LearntKind, folded: &str) -> String {
    match kind {
        LearntKind::Skill => format!("k{folded}"),
        LearntKind::School => format!("s{folded}"),
    }
}

/// Worked here in that year.
pub fn year(year: u16) -> String {
    format!("y{year}")
}

/// Left in that year.
pub fn left(year: u16) -> String {
    format!("x{year}")
}

/// Works here now, and goes on into years that nobody has written down yet.
pub fn still_here() -> String {
    "ynow".to_owned()
}

/// Worked in a department of a company in a year: two who have one in common are taken to know each other.
pub fn together(entity: EntityId, department: &str, year: u16) -> String {
    format!("w{entity}|{year}|{department}")
}
