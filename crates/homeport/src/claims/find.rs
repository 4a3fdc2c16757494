//! Who on record somebody may be who claims, and who may know them. For jobs and officers' eyes only.

use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;

use super::model::{ASKED_AT_MOST, Candidate, Claim, Tenure, is_alike, weigh};
use super::sql::{find as sql, vouches};
use crate::access::Viewer;
use crate::people::directory::{self, Eye};
use crate::people::{self, PersonId, days_together, folded, sort_key};

/// Whoever it may be, the best first.
pub async fn candidates(conn: &mut Conn, claim: &Claim) -> Result<Vec<Candidate>> {
    let mut tenures = sql::named(conn, &forms(&claim.name)).await?;
    let known = people::holders(conn, &claim.address).await?;
    for person in &known {
        if !tenures.iter().any(|tenure| tenure.person_id == *person) {
            tenures.extend(sql::of_person(conn, *person).await?);
        }
    }
    let colleagues = colleagues(conn, claim).await?;
    Ok(weigh(claim, tenures, &colleagues, &known))
}

async fn colleagues(conn: &mut Conn, claim: &Claim) -> Result<Vec<Tenure>> {
    match &claim.colleague {
        Some(colleague) => sql::named(conn, &forms(colleague)).await,
        None => Ok(Vec::new()),
    }
}

/// A name as it is written, as it sounds, and with its parts the other way round, as names in letters are.
fn forms(name: &str) -> [String; 3] {
    let sounds = sort_key(name);
    let turned: Vec<&str> = sounds.split(' ').rev().collect();
    [folded(name), folded(&sounds), folded(&turned.concat())]
}

/// Members who worked there then and may be asked: whom the claim names first, then who was there longest.
pub async fn neighbours(conn: &mut Conn, claim: &Claim, since: Time) -> Result<Vec<PersonId>> {
    let Some(told) = claim.department.as_deref() else { return Ok(Vec::new()) };
    let Some(span) = span(claim) else { return Ok(Vec::new()) };
    let named: Vec<PersonId> =
        colleagues(conn, claim).await?.into_iter().map(|tenure| tenure.person_id).collect();
    let holders = people::holders(conn, &claim.address).await?;
    let departments = directory::departments(conn, &Eye::of(&Viewer::machine())).await?;
    let mut found: Vec<(bool, i32, PersonId)> = Vec::new();
    for entity in people::entities(conn).await? {
        if claim.entity_id.is_some_and(|told| told != entity.entity_id) {
            continue;
        }
        for department in departments.iter().filter(|known| is_alike(told, known)).take(5) {
            for one in vouches::may_be_asked(conn, entity.entity_id, department, span, since).await? {
                let theirs = (one.started_on, one.ended_on);
                let days = days_together((span.0, Some(span.1)), theirs, span.1);
                match found.iter_mut().find(|(_, _, person)| *person == one.person_id) {
                    Some((_, known, _)) => *known += days,
                    None => found.push((named.contains(&one.person_id), days, one.person_id)),
                }
            }
        }
    }
    // Nobody vouches for themselves.
    found.retain(|(_, _, person)| !holders.contains(person));
    found.sort_by(|one, other| (other.0, other.1).cmp(&(one.0, one.1)).then(one.2.cmp(&other.2)));
    Ok(found.into_iter().take(ASKED_AT_MOST).map(|(_, _, person)| person).collect())
}

/// From the first day of the first year to the last of the last.
pub fn span(claim: &Claim) -> Option<(Day, Day)> {
    let year = |year: i64| i16::try_from(year).ok();
    Day::new(year(claim.from_year)?, 1, 1).zip(Day::new(year(claim.to_year)?, 12, 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_looked_for_as_written_as_it_sounds_and_turned_round() {
        assert_eq!(forms("陈彤"), ["陈彤", "chentong", "tongchen"]);
        assert_eq!(forms("Tong Chen"), ["tongchen", "tongchen", "chentong"]);
    }
}
