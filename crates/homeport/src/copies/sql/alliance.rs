//! What came of it here: invitations, membership, words given and got.

use keel::sql;

use crate::copies::columns as c;
use crate::copies::model::{Column, Held};
use crate::copies::words::{Part, Until};

const INVITATION: &[Column] =
    &[c::STATE, c::CREATED_AT, c::REMINDERS, c::SENT_AT, c::OPENED_AT, c::EXPIRES_AT, c::ENDED_AT];

const CLAIM: &[Column] = &[
    c::STATE,
    c::NAME,
    c::FROM_YEAR,
    c::TO_YEAR,
    c::DEPARTMENT,
    c::COLLEAGUE,
    c::ADDRESS,
    c::AT,
    c::CONFIRMED_AT,
    c::UNTIL_AT,
    c::DECIDED_AT,
    c::GROUND,
    c::APPEAL,
];

const SUSPENSION: &[Column] = &[
    c::STATE,
    c::GROUND,
    c::ROLE,
    c::SINCE_AT,
    c::UNTIL_AT,
    c::ENDED_AT,
    c::APPEAL,
    c::APPEALED_AT,
    c::ANSWERED_AT,
];

pub fn membership() -> Vec<Held> {
    let mut all = invited();
    all.extend(waited());
    all.extend(joined());
    all.extend(resting());
    all
}

fn invited() -> Vec<Held> {
    vec![
        Held {
            table: "invitations_invitation",
            part: Part::Invitations,
            until: Until::Person,
            columns: INVITATION,
            sql: sql!(
                "select state, created_at, reminders, handed_at, opened_at, expires_at, ended_at
                 from invitations_invitation
                 where person_id = $1
                 order by invitation_id"
            ),
        },
        Held {
            table: "invitations_handover",
            part: Part::Invitations,
            until: Until::Person,
            columns: &[c::CHANNEL, c::STATE, c::AT],
            sql: sql!(
                "select h.channel, h.state, h.at
                 from invitations_handover h
                 join invitations_invitation i on i.invitation_id = h.invitation_id
                 where i.person_id = $1
                 order by h.handover_id"
            ),
        },
        Held {
            table: "invitations_request",
            part: Part::Invitations,
            until: Until::Person,
            columns: &[c::KIND, c::WORDS, c::STATE, c::ASKED_AT, c::ANSWERED_AT, c::ROLE, c::GROUND],
            sql: sql!(
                "select kind, words, state, asked_at, answered_at, answered_role, ground
                 from invitations_request
                 where person_id = $1
                 order by request_id"
            ),
        },
    ]
}

fn waited() -> Vec<Held> {
    vec![
        Held {
            table: "retention_clock",
            part: Part::Invitations,
            until: Until::Person,
            columns: &[
                c::PURPOSE,
                c::SINCE_AT,
                c::UNTIL_AT,
                c::WARNED_AT,
                c::ANSWERED_AT,
                c::WHY,
                c::EXTENDED_AT,
            ],
            sql: sql!(
                "select purpose, starts_at, due_at, warned_at, answered_at, reason, extended_at
                 from retention_clock
                 where person_id = $1
                 order by purpose"
            ),
        },
        Held {
            table: "waves_turn",
            part: Part::Invitations,
            until: Until::Person,
            columns: &[c::OUTCOME, c::AT],
            sql: sql!("select outcome, at from waves_turn where person_id = $1 order by at"),
        },
    ]
}

fn joined() -> Vec<Held> {
    vec![
        Held {
            table: "members_member",
            part: Part::Membership,
            until: Until::Person,
            columns: &[c::ORDINAL, c::SINCE_AT, c::JOINED_BY],
            sql: sql!("select ordinal, joined_at, joined_by from members_member where person_id = $1"),
        },
        Held {
            table: "members_consent",
            part: Part::Membership,
            until: Until::Person,
            columns: &[c::PURPOSE, c::IS_GIVEN, c::VERSION, c::AT],
            sql: sql!(
                "select purpose, is_given, version, at
                 from members_consent
                 where person_id = $1
                 order by purpose"
            ),
        },
        Held {
            table: "members_receipt",
            part: Part::Membership,
            until: Until::Person,
            columns: &[c::AT, c::BODY],
            sql: sql!("select at, body from members_receipt where person_id = $1 order by receipt_id"),
        },
    ]
}

fn resting() -> Vec<Held> {
    vec![
        Held {
            table: "suspensions_suspension",
            part: Part::Membership,
            until: Until::Person,
            columns: SUSPENSION,
            sql: sql!(
                "select state, ground, role, began_at, until_at, ended_at, appeal, appealed_at, answered_at
                 from suspensions_suspension
                 where person_id = $1
                 order by suspension_id"
            ),
        },
        Held {
            table: "exits_exit",
            part: Part::Membership,
            until: Until::Exit,
            columns: &[c::WAS_MEMBER, c::ASKED_AT, c::UNTIL_AT],
            sql: sql!("select was_member, asked_at, erase_at from exits_exit where person_id = $1"),
        },
        Held {
            table: "claims_claim",
            part: Part::Claims,
            until: Until::Claim,
            columns: CLAIM,
            sql: sql!(
                "select state, name, from_year, to_year, department, colleague, address, told_at, confirmed_at,
                        until_at, decided_at, ground, appeal
                 from claims_claim
                 where person_id = $1
                    or (confirmed_at is not null and address in (
                        select address from people_contact
                        where person_id = $1 and confirmed_at is not null
                    ))
                 order by claim_id"
            ),
        },
        Held {
            table: "claims_vouch",
            part: Part::Claims,
            until: Until::Claim,
            columns: &[c::STATE, c::ASKED_AT, c::ANSWERED_AT],
            sql: sql!(
                "select state, asked_at, answered_at from claims_vouch where person_id = $1 order by vouch_id"
            ),
        },
    ]
}

pub fn welcome() -> Vec<Held> {
    vec![
        Held {
            table: "welcome_greeting",
            part: Part::Welcome,
            until: Until::Both,
            columns: &[c::FROM, c::TO, c::WORDS, c::STATE, c::AT],
            sql: sql!(
                "select s.name, case when xp.exit_id is null then p.name end, g.words, g.state, g.written_at
                 from welcome_greeting g
                 join people_person s on s.person_id = g.signer_id
                 left join departures_departure d on d.departure_id = g.departure_id
                 left join people_person p on p.person_id = d.person_id
                 left join exits_exit xp on xp.person_id = p.person_id and p.person_id <> $1
                 left join exits_exit xs on xs.person_id = s.person_id and s.person_id <> $1
                 where xs.exit_id is null and ( g.signer_id = $1 or (d.person_id = $1 and g.state = 'approved'))
                 order by g.greeting_id"
            ),
        },
        Held {
            table: "welcome_wish",
            part: Part::Welcome,
            until: Until::Both,
            columns: &[c::FROM, c::TO, c::STATE, c::DAYS, c::DEPARTMENT, c::WORDS, c::ASKED_AT, c::AT],
            sql: sql!(
                "select f.name, case when xt.exit_id is null then t.name end, w.state, w.days_together, w.department, w.words, w.asked_at, w.written_at
                 from welcome_wish w
                 join people_person f on f.person_id = w.from_id
                 join people_person t on t.person_id = w.to_id
                 left join exits_exit xt on xt.person_id = w.to_id and w.to_id <> $1
                 left join exits_exit xf on xf.person_id = w.from_id and w.from_id <> $1
                 where xf.exit_id is null and (w.from_id = $1 or (w.to_id = $1 and w.state = 'written'))
                 order by w.wish_id"
            ),
        },
        Held {
            table: "welcome_exclusion",
            part: Part::Welcome,
            until: Until::Both,
            columns: &[c::NAME],
            sql: sql!(
                "select p.name
                 from welcome_exclusion x
                 join people_person p on p.person_id = x.from_id
                 where x.to_id = $1 and x.by_id = $1
                 order by p.sort_key, p.person_id"
            ),
        },
    ]
}
