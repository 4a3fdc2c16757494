//! The years with us and the jobs elsewhere, as one way.

use std::cmp::Reverse;

use keel::clock::Day;
use keel::partial::Partial;

use super::Position;
use crate::people::Tenure;

/// One part of the way.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    Here(&'a Tenure),
    Elsewhere(&'a Position),
}

/// Newest first: what goes on today or is still to come before what is over, then by when it began; what nobody
/// knows the beginning of comes last.
pub fn joined<'a>(tenures: &'a [Tenure], positions: &'a [Position], today: Day) -> Vec<Step<'a>> {
    let here = tenures.iter().map(Step::Here);
    let elsewhere = positions.iter().map(Step::Elsewhere);
    let mut steps: Vec<Step<'a>> = here.chain(elsewhere).collect();
    steps.sort_by_key(|step| Reverse(place(step, today)));
    steps
}

fn place(step: &Step<'_>, today: Day) -> (bool, Option<Partial>) {
    match step {
        Step::Here(tenure) => (tenure.is_open(today), Some(Partial::from(tenure.started_on))),
        Step::Elsewhere(it) => (it.ended.is_none_or(|ended| ended.last() >= today), it.started),
    }
}

#[cfg(test)]
mod tests {
    use keel::clock::Time;
    use keel::id::Id;

    use super::*;
    use crate::careers::{PositionId, Source};
    use crate::organisations::OrganisationId;
    use crate::people::{EntityId, PersonId, PersonKind, TenureId};

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn tenure(from: &str, to: &str) -> Tenure {
        Tenure {
            tenure_id: TenureId(Id([1; 16])),
            person_id: PersonId(Id([1; 16])),
            entity_id: EntityId(Id([2; 16])),
            entity: "海帆教育".to_owned(),
            entity_en: None,
            number: None,
            kind: PersonKind::Employee,
            department: None,
            title: None,
            manager_id: None,
            started_on: day(from),
            ended_on: Day::parse(to),
        }
    }

    fn position(from: &str, to: &str) -> Position {
        Position {
            position_id: PositionId(Id([1; 16])),
            person_id: PersonId(Id([1; 16])),
            organisation_id: OrganisationId(Id([3; 16])),
            organisation: String::new(),
            title: None,
            place: None,
            is_founder: false,
            started: Partial::parse(from),
            ended: Partial::parse(to),
            what: None,
            source: Source::Own,
            confirmed_at: Time(0),
            confirmed_by: None,
            removed_at: None,
        }
    }

    #[test]
    fn somebody_who_went_and_came_back_is_one_way_newest_first() {
        let tenures = [tenure("2024-03-01", ""), tenure("2015-07-01", "2019-06-30")];
        let positions = [
            position("2019-07", "2024"),
            position("2010", ""),
            position("", "2014"),
            position("2021", "2022"),
        ];
        let found: Vec<String> = joined(&tenures, &positions, day("2026-11-21"))
            .iter()
            .map(|step| match step {
                Step::Here(tenure) => format!("here {}", tenure.started_on),
                Step::Elsewhere(it) => it.started.map_or_else(String::new, |date| date.to_string()),
            })
            .collect();
        assert_eq!(found, ["here 2024-03-01", "2010", "2021", "2019-07", "here 2015-07-01", ""]);
    }
}
