//! Whom a file means: by company and number, by a contact together with the name, and where there is
//! neither by name and first day.

use keel::db::Conn;
use keel::error::Result;

use super::groups::Group;
use super::model::Reason;
use super::plan::Plan;
use crate::app::Cx;
use crate::people::{self, PersonId, TombstoneKind, folded};

/// Who is meant, if anybody on file is; outside `None` if the group stays out.
pub async fn find(
    cx: &Cx,
    conn: &mut Conn,
    group: &Group,
    plan: &mut Plan,
) -> Result<Option<Option<PersonId>>> {
    let numbers: Vec<_> =
        group.stints.iter().filter_map(|(entity, number, _)| Some((*entity, number.as_deref()?))).collect();
    let mut found = None;
    for (entity, number) in &numbers {
        match people::holder(conn, *entity, number).await? {
            Some(Some(person)) if found.is_none_or(|other| other == person) => found = Some(person),
            Some(Some(_)) => {
                plan.problem(group, number, Reason::NumberTaken);
                return Ok(None);
            }
            Some(None) => {
                plan.problem(group, number, Reason::NumberGone);
                return Ok(None);
            }
            None => {}
        }
    }
    if let Some(person) = found {
        let called = group.name.is_empty() || goes_by(conn, person, &group.name, is_alike).await?;
        if !called && !is_placeholder(conn, person).await? {
            plan.problem(group, &group.name, Reason::NumberTaken);
            return Ok(None);
        }
        return Ok(Some(Some(person)));
    }
    for contact in &group.contacts {
        for person in people::holders(conn, contact.as_str()).await? {
            if goes_by(conn, person, &group.name, is_same).await? {
                return Ok(Some(Some(person)));
            }
        }
    }
    if numbers.is_empty()
        && group.contacts.is_empty()
        && let Some((entity, _, stint)) = group.stints.first()
    {
        let Some(start) = stint.started_on else { return Ok(Some(None)) };
        let alike = people::same_person(conn, &group.name, *entity, start).await?;
        return Ok(Some(alike.first().map(|tenure| tenure.person_id)));
    }
    let first = numbers.first().copied();
    if people::is_tombstoned(conn, &cx.app.key, first, &group.contacts).await? == Some(TombstoneKind::Deleted)
    {
        plan.problem(group, "", Reason::Deleted);
        return Ok(None);
    }
    Ok(Some(None))
}

/// Whether one of somebody's names is this one, as `alike` compares them.
pub async fn goes_by(
    conn: &mut Conn,
    person: PersonId,
    name: &str,
    alike: fn(&str, &str) -> bool,
) -> Result<bool> {
    if alike(&people::person(conn, person).await?.name, name) {
        return Ok(true);
    }
    Ok(people::names(conn, person).await?.iter().any(|other| alike(&other.name, name)))
}

/// Whoever came without a name is called by the number.
async fn is_placeholder(conn: &mut Conn, person: PersonId) -> Result<bool> {
    let name = people::person(conn, person).await?.name;
    Ok(people::tenures(conn, person).await?.iter().any(|tenure| tenure.number.as_ref() == Some(&name)))
}

/// The same name in another order, script or spelling of its parts. A couple who share a mailbox and a
/// family name are two.
pub fn is_same(first: &str, second: &str) -> bool {
    let is_spelled_alike =
        folded(first) == folded(second) || people::sort_key(first) == people::sort_key(second);
    let (mut first, mut second) = (parts(first), parts(second));
    first.sort_unstable();
    second.sort_unstable();
    is_spelled_alike || (first == second && first.iter().all(|part| part.is_ascii()) && !first.is_empty())
}

/// Where the number says who it is, a part of the name in common is enough: somebody married.
pub fn is_alike(first: &str, second: &str) -> bool {
    let known = parts(first);
    let tells = |part: &String| part.len() > 2 && part.is_ascii() && known.contains(part);
    is_same(first, second) || parts(second).iter().any(tells)
}

/// The parts of a name, folded.
fn parts(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphabetic()).map(folded).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_alike_in_another_order_script_or_marriage() {
        assert!(is_alike("Sarah Akinkuolie", "Akinkuolie, Sarah"));
        assert!(is_alike("Sarah Akinkuolie", "Sarah Miller"));
        assert!(is_alike("陈彤", "Chen Tong"));
        assert!(!is_alike("陈彤", "陈明"));
        assert!(!is_alike("Li Na", "Li Wei"));
    }

    #[test]
    fn a_couple_of_one_family_name_are_two() {
        assert!(!is_same("John Smith", "Mary Smith"));
        assert!(is_same("Smith, John", "John Smith"));
        assert!(is_same("陈彤", "Chen Tong"));
        assert!(!is_same("陈彤", "陈明"));
    }
}
