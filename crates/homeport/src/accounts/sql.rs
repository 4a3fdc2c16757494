use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::l10n::Lang;
use keel::{args, row, sql};

use super::{Seen, SessionId};
use crate::access::{Role, Viewer};
use crate::people::PersonId;

/// One line a role, or one line with none.
pub struct Session {
    session_id: SessionId,
    person_id: PersonId,
    name: String,
    language: Option<String>,
    is_member: bool,
    is_colleague: bool,
    role: Option<Role>,
}

row!(Session { session_id, person_id, name, language, is_member, is_colleague, role });

impl Session {
    pub fn seen(rows: Vec<Self>) -> Option<Seen> {
        let roles = rows.iter().filter_map(|row| row.role).collect();
        let first = rows.into_iter().next()?;
        Some(Seen {
            viewer: Viewer {
                person: Some(first.person_id),
                name: first.name,
                is_member: first.is_member,
                is_colleague: first.is_colleague,
                roles,
                is_machine: false,
            },
            session: first.session_id,
            language: first.language.as_deref().and_then(Lang::from_tag),
        })
    }
}

pub async fn session(conn: &mut Conn, token_hash: &[u8], now: Time, today: Day) -> Result<Vec<Session>> {
    conn.all(
        sql!(
            "select session_id, p.person_id, p.name, p.language,
                    m.person_id is not null,
                    exists (
                        select 1 from people_tenure t
                        where t.person_id = p.person_id and (t.ended_on is null or t.ended_on >= $3)
                    ),
                    role
             from accounts_session s
             join people_person p on p.person_id = s.person_id
             left join members_member m on m.person_id = p.person_id and m.suspended_at is null
             left join accounts_role r on r.person_id = p.person_id
             where token_hash = $1 and expires_at > $2"
        ),
        args![token_hash, now, today],
    )
    .await
}
