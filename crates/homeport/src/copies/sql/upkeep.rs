//! What keeps the pool true: whether somebody was asked if it still is, and what was put together.

use keel::sql;

use crate::copies::columns as c;
use crate::copies::model::Held;
use crate::copies::words::{Part, Until};

pub fn asked() -> Vec<Held> {
    vec![
        Held {
            table: "freshness_ask",
            part: Part::Upkeep,
            until: Until::Person,
            columns: &[c::STATE, c::ASKED_AT, c::UNTIL_AT],
            sql: sql!(
                "select state, asked_at, until_at
                 from freshness_ask
                 where person_id = $1
                 order by ask_id"
            ),
        },
        Held {
            table: "freshness_step",
            part: Part::Upkeep,
            until: Until::Person,
            columns: &[c::OUTCOME, c::AT],
            sql: sql!(
                "select s.step, s.at
                 from freshness_step s
                 join freshness_ask a on a.ask_id = s.ask_id
                 where a.person_id = $1
                 order by s.at, s.step"
            ),
        },
        Held {
            table: "freshness_wish",
            part: Part::Upkeep,
            until: Until::Person,
            columns: &[c::KIND, c::AT],
            sql: sql!("select rhythm, said_at from freshness_wish where person_id = $1"),
        },
        Held {
            table: "budget_message",
            part: Part::Upkeep,
            until: Until::Month,
            columns: &[c::PURPOSE, c::AT],
            sql: sql!("select purpose, at from budget_message where person_id = $1 order by message_id"),
        },
        Held {
            table: "lost_hint",
            part: Part::Upkeep,
            until: Until::Both,
            columns: &[c::ASKED_AT],
            sql: sql!(
                "select asked_at
                 from lost_hint
                 where person_id = $1 or colleague_id = $1
                 order by hint_id"
            ),
        },
    ]
}

pub fn merged() -> Vec<Held> {
    vec![
        Held {
            table: "duplicates_merge",
            part: Part::Upkeep,
            until: Until::Merge,
            columns: &[c::AT, c::UNTIL_AT],
            sql: sql!(
                "select merged_at, until_at
                 from duplicates_merge
                 where stayed_id = $1 and undone_at is null
                 order by merge_id"
            ),
        },
        Held {
            table: "duplicates_row",
            part: Part::Upkeep,
            until: Until::Merge,
            columns: &[c::BEFORE],
            sql: sql!(
                "select r.before
                 from duplicates_row r
                 join duplicates_merge m on m.merge_id = r.merge_id
                 where m.stayed_id = $1 and m.undone_at is null and r.before is not null
                 order by r.merge_id, r.nth"
            ),
        },
    ]
}
