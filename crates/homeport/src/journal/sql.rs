use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::{args, row, sql};

use super::{Act, EntryId};
use crate::people::PersonId;

pub async fn insert(
    conn: &mut Conn,
    entry: EntryId,
    at: Time,
    actor: Option<Id>,
    act: Act,
    about: (Id, Option<&str>),
) -> Result<()> {
    conn.run(
        sql!(
            "insert into journal_entry (entry_id, at, actor_id, feature, act, about_id, detail)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![entry, at, actor, act.feature(), act, about.0, about.1],
    )
    .await?;
    Ok(())
}

/// An entry with the people it leads to, as far as they still exist.
pub struct Entry {
    pub entry_id: EntryId,
    pub at: Time,
    pub actor_id: Option<PersonId>,
    pub actor: Option<String>,
    /// The actor is a machine with a token, not a person.
    pub is_token: bool,
    pub act: Act,
    pub detail: Option<String>,
    pub about_id: Option<PersonId>,
    pub about: Option<String>,
}
row!(Entry { entry_id, at, actor_id, actor, is_token, act, detail, about_id, about });

/// Everything, the latest first.
pub async fn entries(conn: &mut Conn, before: EntryId, limit: usize) -> Result<Vec<Entry>> {
    conn.all(
        sql!(
            "with chosen as (
                 select entry_id, at, actor_id, act, detail, about_id
                 from journal_entry
                 where entry_id < $1
                 order by entry_id desc
                 limit $2
             )
             select c.entry_id, c.at, c.actor_id, coalesce(a.name, k.name), k.token_id is not null, c.act,
                    c.detail, p.person_id, coalesce(p.name, w.name)
             from chosen c
             left join duplicates_merge b on b.gone_id = c.actor_id and b.undone_at is null
             left join people_person a on a.person_id = coalesce(b.stayed_id, c.actor_id)
             left join tokens_token k on k.token_id = c.actor_id
             left join tokens_token w on w.token_id = c.about_id
             left join departures_departure d on d.departure_id = c.about_id
             left join invitations_invitation i on i.invitation_id = c.about_id
             left join people_tenure t on t.tenure_id = c.about_id
             left join duplicates_merge g on g.gone_id = c.about_id and g.undone_at is null
             left join people_person p
                 on p.person_id = coalesce(d.person_id, i.person_id, t.person_id, g.stayed_id, c.about_id)
             order by c.entry_id desc"
        ),
        args![before, limit],
    )
    .await
}

/// As [`entries`], of one feature.
pub async fn entries_of_feature(
    conn: &mut Conn,
    feature: &str,
    before: EntryId,
    limit: usize,
) -> Result<Vec<Entry>> {
    conn.all(
        sql!(
            "with chosen as (
                 select entry_id, at, actor_id, act, detail, about_id
                 from journal_entry
                 where feature = $3 and entry_id < $1
                 order by entry_id desc
                 limit $2
             )
             select c.entry_id, c.at, c.actor_id, coalesce(a.name, k.name), k.token_id is not null, c.act,
                    c.detail, p.person_id, coalesce(p.name, w.name)
             from chosen c
             left join duplicates_merge b on b.gone_id = c.actor_id and b.undone_at is null
             left join people_person a on a.person_id = coalesce(b.stayed_id, c.actor_id)
             left join tokens_token k on k.token_id = c.actor_id
             left join tokens_token w on w.token_id = c.about_id
             left join departures_departure d on d.departure_id = c.about_id
             left join invitations_invitation i on i.invitation_id = c.about_id
             left join people_tenure t on t.tenure_id = c.about_id
             left join duplicates_merge g on g.gone_id = c.about_id and g.undone_at is null
             left join people_person p
                 on p.person_id = coalesce(d.person_id, i.person_id, t.person_id, g.stayed_id, c.about_id)
             order by c.entry_id desc"
        ),
        args![before, limit, feature],
    )
    .await
}

/// As [`entries`], of what one person did and what was done to them or their departures and invitations.
pub async fn entries_of_person(
    conn: &mut Conn,
    person: PersonId,
    before: EntryId,
    limit: usize,
) -> Result<Vec<Entry>> {
    conn.all(
        sql!(
            "with hers as (
                 select person_id as about_id from people_person where person_id = $3
                 union all select gone_id from duplicates_merge where stayed_id = $3 and undone_at is null
                 union all select departure_id from departures_departure where person_id = $3
                 union all select invitation_id from invitations_invitation where person_id = $3
                 union all select tenure_id from people_tenure where person_id = $3
             ), chosen as (
                 select e.entry_id, at, actor_id, act, detail, e.about_id
                 from hers
                 join journal_entry e on e.about_id = hers.about_id
                 where e.entry_id < $1
                 union
                 select entry_id, at, actor_id, act, detail, about_id from (
                     select entry_id, at, actor_id, act, detail, about_id
                     from journal_entry
                     where actor_id = $3 and entry_id < $1
                     order by entry_id desc
                     limit $2
                 ) as did
                 union
                 select e.entry_id, e.at, e.actor_id, e.act, e.detail, e.about_id
                 from duplicates_merge m
                 join journal_entry e on e.actor_id = m.gone_id
                 where m.stayed_id = $3 and m.undone_at is null and e.entry_id < $1
             )
             select c.entry_id, c.at, c.actor_id, coalesce(a.name, k.name), k.token_id is not null, c.act,
                    c.detail, p.person_id, coalesce(p.name, w.name)
             from chosen c
             left join duplicates_merge b on b.gone_id = c.actor_id and b.undone_at is null
             left join people_person a on a.person_id = coalesce(b.stayed_id, c.actor_id)
             left join tokens_token k on k.token_id = c.actor_id
             left join tokens_token w on w.token_id = c.about_id
             left join departures_departure d on d.departure_id = c.about_id
             left join invitations_invitation i on i.invitation_id = c.about_id
             left join people_tenure t on t.tenure_id = c.about_id
             left join duplicates_merge g on g.gone_id = c.about_id and g.undone_at is null
             left join people_person p
                 on p.person_id = coalesce(d.person_id, i.person_id, t.person_id, g.stayed_id, c.about_id)
             order by c.entry_id desc
             limit $2"
        ),
        args![before, limit, person],
    )
    .await
}

pub async fn latest(conn: &mut Conn) -> Result<Option<Time>> {
    conn.maybe(sql!("select at from journal_entry order by entry_id desc limit 1"), args![]).await
}
