//! What each table holds about one person, `$1`: the one place that reads the tables of all features, and only for
//! the person themselves. Whoever is leaving the alliance is named to nobody, here neither.

mod alliance;
mod upkeep;
mod work;

use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::columns as c;
use super::model::{Cells, Held};
use super::words::{Part, Until};
use crate::people::PersonId;

/// Every table with something about somebody, in the order of the copy.
pub fn all() -> Vec<Held> {
    let mut all = person();
    all.extend(work::here());
    all.extend(work::elsewhere());
    all.extend(upkeep::asked());
    all.extend(upkeep::merged());
    all.extend(work::leaving());
    all.extend(work::files());
    all.extend(alliance::membership());
    all.extend(alliance::welcome());
    all.extend(signing());
    all.extend(told());
    all
}

pub async fn rows(conn: &mut Conn, held: &Held, person: PersonId) -> Result<Vec<Cells>> {
    conn.all(held.sql, args![person]).await
}

fn person() -> Vec<Held> {
    vec![
        Held {
            table: "people_person",
            part: Part::Person,
            until: Until::Person,
            columns: &[
                c::NAME,
                c::LANGUAGE,
                c::PLACE,
                c::SOURCE,
                c::CREATED_AT,
                c::CHANGED_AT,
                c::CONFIRMED_AT,
            ],
            sql: sql!(
                "select name, language, place, source, created_at, changed_at, confirmed_at
                 from people_person
                 where person_id = $1"
            ),
        },
        Held {
            table: "people_name",
            part: Part::Person,
            until: Until::Person,
            columns: &[c::NAME, c::KIND, c::AUDIENCE, c::CREATED_AT],
            sql: sql!(
                "select name, kind, audience, created_at
                 from people_name
                 where person_id = $1
                 order by name_id"
            ),
        },
        Held {
            table: "people_contact",
            part: Part::Contacts,
            until: Until::Person,
            columns: &[c::KIND, c::ADDRESS, c::SOURCE, c::CONFIRMED_AT, c::FAILED_AT, c::CREATED_AT],
            sql: sql!(
                "select kind, address, source, confirmed_at, failed_at, created_at
                 from people_contact
                 where person_id = $1
                 order by contact_id"
            ),
        },
        Held {
            table: "people_silence",
            part: Part::Contacts,
            until: Until::Person,
            columns: &[c::KIND, c::SINCE_AT],
            sql: sql!("select kind, since_at from people_silence where person_id = $1"),
        },
        Held {
            table: "members_field",
            part: Part::Contacts,
            until: Until::Person,
            columns: &[c::FIELD, c::AUDIENCE],
            sql: sql!("select field, audience from members_field where person_id = $1 order by field"),
        },
    ]
}

fn signing() -> Vec<Held> {
    vec![
        Held {
            table: "accounts_role",
            part: Part::Signing,
            until: Until::Person,
            columns: &[c::ROLE, c::SINCE_AT],
            sql: sql!("select role, granted_at from accounts_role where person_id = $1 order by role"),
        },
        Held {
            table: "accounts_password",
            part: Part::Signing,
            until: Until::Person,
            columns: &[c::CHANGED_AT],
            sql: sql!("select changed_at from accounts_password where person_id = $1"),
        },
        Held {
            table: "accounts_session",
            part: Part::Signing,
            until: Until::Session,
            columns: &[c::DEVICE, c::CREATED_AT, c::USED_AT, c::EXPIRES_AT],
            sql: sql!(
                "select device, created_at, seen_at, expires_at
                 from accounts_session
                 where person_id = $1
                 order by session_id"
            ),
        },
        Held {
            table: "accounts_link",
            part: Part::Signing,
            until: Until::Link,
            columns: &[c::PURPOSE, c::CREATED_AT, c::EXPIRES_AT, c::USED_AT],
            sql: sql!(
                "select purpose, created_at, expires_at, used_at
                 from accounts_link
                 where person_id = $1
                 order by link_id"
            ),
        },
        Held {
            table: "accounts_recovery",
            part: Part::Signing,
            until: Until::Person,
            columns: &[c::KIND, c::ADDRESS, c::STATE, c::ASKED_AT, c::DECIDED_AT],
            sql: sql!(
                "select kind, address, state, requested_at, decided_at
                 from accounts_recovery
                 where person_id = $1
                 order by recovery_id"
            ),
        },
    ]
}

fn told() -> Vec<Held> {
    vec![
        Held {
            table: "keel_delivery",
            part: Part::Messages,
            until: Until::Sent,
            columns: &[c::CHANNEL, c::PURPOSE, c::STATE, c::CREATED_AT, c::SENT_AT],
            sql: sql!(
                "select channel, purpose, state, created_at, sent_at
                 from keel_delivery
                 where recipient_id = $1
                 order by delivery_id"
            ),
        },
        Held {
            table: "journal_entry",
            part: Part::Journal,
            until: Until::Journal,
            columns: &[c::AT, c::ACT],
            sql: sql!(
                "select at, act
                 from (
                     select entry_id, at, act from journal_entry where about_id = $1
                     union
                     select entry_id, at, act from journal_entry where actor_id = $1
                     union
                     select j.entry_id, j.at, j.act
                     from departures_departure d
                     join journal_entry j on j.about_id = d.departure_id
                     where d.person_id = $1 and j.act <> 'departures.leaving_changed'
                     union
                     select j.entry_id, j.at, j.act
                     from invitations_invitation i
                     join journal_entry j on j.about_id = i.invitation_id
                     where i.person_id = $1
                 ) j
                 order by entry_id desc
                 limit 20000"
            ),
        },
    ]
}
