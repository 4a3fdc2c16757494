//! Where somebody worked, and how they left.

use keel::sql;

use crate::copies::columns as c;
use crate::copies::model::Held;
use crate::copies::words::{Part, Until};

pub fn here() -> Vec<Held> {
    vec![
        Held {
            table: "people_tenure",
            part: Part::Work,
            until: Until::Person,
            columns: &[
                c::ENTITY,
                c::NUMBER,
                c::KIND,
                c::DEPARTMENT,
                c::TITLE,
                c::MANAGER,
                c::STARTED,
                c::ENDED,
                c::SOURCE,
                c::CREATED_AT,
            ],
            sql: sql!(
                "select e.name, t.number, t.kind, t.department, t.title, case when x.exit_id is null then m.name end,
                        t.started_on, t.ended_on,
                        t.source, t.created_at
                 from people_tenure t
                 join people_entity e on e.entity_id = t.entity_id
                 left join people_person m on m.person_id = t.manager_id
                 left join exits_exit x on x.person_id = t.manager_id
                 where t.person_id = $1
                 order by t.started_on, t.tenure_id"
            ),
        },
        Held {
            table: "people_number",
            part: Part::Work,
            until: Until::Number,
            columns: &[c::ENTITY, c::NUMBER],
            sql: sql!(
                "select e.name, n.number
                 from people_number n
                 join people_entity e on e.entity_id = n.entity_id
                 where n.person_id = $1
                 order by n.number"
            ),
        },
    ]
}

pub fn elsewhere() -> Vec<Held> {
    vec![
        Held {
            table: "careers_position",
            part: Part::Careers,
            until: Until::Removed,
            columns: POSITION,
            sql: sql!(
                "select g.name, k.title, k.place, k.is_founder, k.started, k.ended, k.what, k.source,
                        k.recorded_at, k.confirmed_at, k.removed_at
                 from careers_position k
                 join organisations_organisation g on g.organisation_id = k.organisation_id
                 where k.person_id = $1
                 order by k.position_id"
            ),
        },
        Held {
            table: "careers_revision",
            part: Part::Careers,
            until: Until::Person,
            columns: REVISION,
            sql: sql!(
                "select g.name, r.title, r.place, r.is_founder, r.started, r.ended, r.what, r.source, r.replaced_at
                 from careers_revision r
                 join organisations_organisation g on g.organisation_id = r.organisation_id
                 where r.person_id = $1
                 order by r.revision_id"
            ),
        },
        Held {
            table: "careers_learnt",
            part: Part::Careers,
            until: Until::Removed,
            columns: &[c::KIND, c::NAME, c::WHAT, c::STARTED, c::ENDED, c::SOURCE, c::CREATED_AT, c::REMOVED_AT],
            sql: sql!(
                "select kind, name, detail, started, ended, source, recorded_at, removed_at
                 from careers_learnt
                 where person_id = $1
                 order by learnt_id"
            ),
        },
        Held {
            table: "careers_news",
            part: Part::Careers,
            until: Until::Person,
            columns: &[c::KIND, c::WAS, c::AT],
            sql: sql!("select kind, was, at from careers_news where person_id = $1 order by news_id"),
        },
    ]
}

const POSITION: &[crate::copies::model::Column] = &[
    c::ORGANISATION,
    c::TITLE,
    c::PLACE,
    c::IS_FOUNDER,
    c::STARTED,
    c::ENDED,
    c::WHAT,
    c::SOURCE,
    c::CREATED_AT,
    c::CONFIRMED_AT,
    c::REMOVED_AT,
];

const REVISION: &[crate::copies::model::Column] = &[
    c::ORGANISATION,
    c::TITLE,
    c::PLACE,
    c::IS_FOUNDER,
    c::STARTED,
    c::ENDED,
    c::WHAT,
    c::SOURCE,
    c::REPLACED_AT,
];

const DEPARTURE: &[crate::copies::model::Column] = &[
    c::STATE,
    c::LAST_DAY,
    c::CREATED_AT,
    c::COMPLETED_AT,
    c::WITHDRAWN_AT,
    c::VERDICT,
    c::GROUND,
    c::ROLE,
    c::DECIDED_AT,
    c::APPEALED_AT,
    c::IS_PAST,
];

pub fn leaving() -> Vec<Held> {
    vec![
        Held {
            table: "departures_departure",
            part: Part::Leaving,
            until: Until::Person,
            columns: DEPARTURE,
            sql: sql!(
                "select state, last_day, recorded_at, completed_at, withdrawn_at, verdict, verdict_ground,
                        verdict_role, verdict_at, appealed_at, is_past
                 from departures_departure
                 where person_id = $1
                 order by departure_id"
            ),
        },
        Held {
            table: "departures_step",
            part: Part::Leaving,
            until: Until::Person,
            columns: &[c::STEP, c::DONE_AT],
            sql: sql!(
                "select s.title, s.done_at
                 from departures_step s
                 join departures_departure d on d.departure_id = s.departure_id
                 where d.person_id = $1
                 order by s.departure_id, s.position"
            ),
        },
    ]
}

pub fn files() -> Vec<Held> {
    vec![
        Held {
            table: "resumes_resume",
            part: Part::Files,
            until: Until::Person,
            columns: &[c::KIND, c::STATE, c::CREATED_AT, c::AT, c::BODY],
            sql: sql!(
                "select kind, state, created_at, taken_at, told
                 from resumes_resume
                 where person_id = $1
                 order by resume_id"
            ),
        },
        Held {
            table: "imports_person",
            part: Part::Files,
            until: Until::Person,
            columns: &[c::FILE, c::SOURCE, c::BASIS, c::OUTCOME, c::AT],
            sql: sql!(
                "select i.name, i.source, i.basis, p.outcome, p.at
                 from imports_person p
                 join imports_import i on i.import_id = p.import_id
                 where p.person_id = $1
                 order by p.import_id"
            ),
        },
        Held {
            table: "imports_change",
            part: Part::Files,
            until: Until::Person,
            columns: &[c::KIND, c::BEFORE],
            sql: sql!("select kind, before from imports_change where person_id = $1 order by change_id"),
        },
    ]
}
