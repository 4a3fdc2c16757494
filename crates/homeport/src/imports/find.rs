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
        if !is_called(conn, person, &group.name).await? {
            plan.problem(group, &group.name, Reason::NumberTaken);
            return Ok(None);
        }
        return Ok(Some(Some(person)));
    }
    for contact in &group.contacts {
        for person in people::holders(conn, contact.as_str()).await? {
            if is_called(conn, person, &group.name).await? {
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

/// Whether somebody goes by this name, in any of theirs; a file without names contradicts nobody.
async fn is_called(conn: &mut Conn, person: PersonId, name: &str) -> Result<bool> {
    if name.is_empty() {
        return Ok(true);
    }
    let first = people::person(conn, person).await?.name;
    if is_alike(&first, name) || is_number_of(conn, person, &first).await? {
        return Ok(true);
    }
    Ok(people::names(conn, person).await?.iter().any(|other| is_alike(&other.name, name)))
}

/// Whoever came without a name is called by the number.
async fn is_number_of(conn: &mut Conn, person: PersonId, name: &str) -> Result<bool> {
    Ok(people::tenures(conn, person).await?.iter().any(|tenure| tenure.number.as_deref() == Some(name)))
}

/// The same letters; or, of names in letters, a part in common: somebody married, or turned the order.
fn is_alike(first: &str, second: &str) -> bool {
    if folded(first) == folded(second) || people::sort_key(first) == people::sort_key(second) {
        return true;
    }
    let parts = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphabetic())
            .map(folded)
            .filter(|part| part.len() > 2 && part.is_ascii())
            .collect()
    };
    let first = parts(first);
    parts(second).iter().any(|part| first.contains(part))
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
}
