use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::model::{Asked, Draft, Kept, Overlap};
use super::{GreetingId, GreetingState, Wish, WishId, WishState};
use crate::departures::DepartureId;
use crate::people::{PersonId, then, worked_beside};

pub async fn own_greeting(conn: &mut Conn, departure: DepartureId) -> Result<Option<Kept>> {
    conn.maybe(
        sql!(
            "select s.person_id, s.name,
                    (select title from people_tenure st where st.person_id = s.person_id
                     order by st.started_on desc limit 1),
                    g.words, p.language, p.name, t.department, t.started_on, d.last_day
             from welcome_greeting g
             join people_person s on s.person_id = g.signer_id
             join departures_departure d on d.departure_id = g.departure_id
             join people_person p on p.person_id = d.person_id
             join people_tenure t on t.tenure_id = d.tenure_id
             where g.departure_id = $1 and g.state = 'approved'
               and not exists (select 1 from exits_exit x where x.person_id = g.signer_id)"
        ),
        args![departure],
    )
    .await
}

/// Of somebody who works here today: first the leaver's own manager, then whoever holds that role. None
/// for one who left long ago: words for a last day are not words for years after it.
pub async fn standing_greeting(conn: &mut Conn, departure: DepartureId, today: Day) -> Result<Option<Kept>> {
    conn.maybe(
        sql!(
            "select s.person_id, s.name, st.title,
                    g.words, p.language, p.name, t.department, t.started_on, d.last_day
             from departures_departure d
             join people_person p on p.person_id = d.person_id
             join people_tenure t on t.tenure_id = d.tenure_id
             join welcome_greeting g on g.departure_id is null and g.state = 'approved'
             join people_person s on s.person_id = g.signer_id and s.person_id <> p.person_id
             join people_tenure st on st.person_id = s.person_id
                  and (st.ended_on is null or st.ended_on >= $2)
             where d.departure_id = $1 and d.is_past = false
               and not exists (select 1 from exits_exit x where x.person_id = g.signer_id)
               and (g.signer_id = t.manager_id
                    or exists (select 1 from accounts_role r
                               where r.person_id = g.signer_id and r.role = 'manager'))
             order by case when g.signer_id = t.manager_id then 0 else 1 end,
                      case when g.language = p.language then 0 else 1 end,
                      g.approved_at
             limit 1"
        ),
        args![departure, today],
    )
    .await
}

pub async fn draft_of(conn: &mut Conn, departure: DepartureId) -> Result<Option<Draft>> {
    conn.maybe(
        sql!(
            "select g.greeting_id, g.signer_id, s.name, g.words, g.state, p.name
             from welcome_greeting g
             join people_person s on s.person_id = g.signer_id
             join departures_departure d on d.departure_id = g.departure_id
             join people_person p on p.person_id = d.person_id
             where g.departure_id = $1"
        ),
        args![departure],
    )
    .await
}

pub async fn draft(conn: &mut Conn, greeting: GreetingId) -> Result<Draft> {
    conn.one(
        sql!(
            "select g.greeting_id, g.signer_id, s.name, g.words, g.state, p.name
             from welcome_greeting g
             join people_person s on s.person_id = g.signer_id
             left join departures_departure d on d.departure_id = g.departure_id
             left join people_person p on p.person_id = d.person_id
             where g.greeting_id = $1"
        ),
        args![greeting],
    )
    .await
}

/// What waits for somebody's name under it.
pub async fn drafts_for(conn: &mut Conn, signer: PersonId) -> Result<Vec<Draft>> {
    conn.all(
        sql!(
            "select g.greeting_id, g.signer_id, s.name, g.words, g.state, p.name
             from welcome_greeting g
             join people_person s on s.person_id = g.signer_id
             join departures_departure d on d.departure_id = g.departure_id
             join people_person p on p.person_id = d.person_id
             where g.signer_id = $1 and g.state = 'asked' and d.state <> 'withdrawn'
             order by g.written_at
             limit 50"
        ),
        args![signer],
    )
    .await
}

pub async fn standing_of(conn: &mut Conn, signer: PersonId) -> Result<Option<Draft>> {
    conn.maybe(
        sql!(
            "select g.greeting_id, g.signer_id, s.name, g.words, g.state, cast(null as text)
             from welcome_greeting g
             join people_person s on s.person_id = g.signer_id
             where g.signer_id = $1 and g.departure_id is null
             order by g.written_at desc
             limit 1"
        ),
        args![signer],
    )
    .await
}

/// A greeting as it is to be kept.
pub struct NewGreeting<'a> {
    pub greeting_id: GreetingId,
    pub departure: Option<DepartureId>,
    pub signer: PersonId,
    pub language: Option<&'a str>,
    pub words: &'a str,
    pub state: GreetingState,
    pub by: Option<PersonId>,
    pub at: Time,
}

pub async fn insert_greeting(conn: &mut Conn, new: &NewGreeting<'_>) -> Result<()> {
    let approved_at = (new.state == GreetingState::Approved).then_some(new.at);
    conn.run(
        sql!(
            "insert into welcome_greeting
                 (greeting_id, departure_id, signer_id, language, words, state, written_by, written_at, approved_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            new.greeting_id, new.departure, new.signer, new.language, new.words, new.state, new.by, new.at,
            approved_at
        ],
    )
    .await?;
    Ok(())
}

pub async fn delete_greeting_of(conn: &mut Conn, departure: DepartureId) -> Result<()> {
    conn.run(sql!("delete from welcome_greeting where departure_id = $1"), args![departure]).await?;
    Ok(())
}

pub async fn delete_standing(conn: &mut Conn, signer: PersonId) -> Result<()> {
    conn.run(
        sql!("delete from welcome_greeting where signer_id = $1 and departure_id is null"),
        args![signer],
    )
    .await?;
    Ok(())
}

pub async fn decide_greeting(
    conn: &mut Conn,
    greeting: GreetingId,
    words: &str,
    state: GreetingState,
    at: Time,
) -> Result<()> {
    let approved_at = (state == GreetingState::Approved).then_some(at);
    conn.run(
        sql!("update welcome_greeting set words = $2, state = $3, approved_at = $4 where greeting_id = $1"),
        args![greeting, words, state, approved_at],
    )
    .await?;
    Ok(())
}

macro_rules! side_by_side {
    () => {
        concat!(
            "select p.person_id, p.name, t.department, t.started_on, t.ended_on, o.started_on, o.ended_on
             from ",
            worked_beside!()
        )
    };
}

/// At the same time, and the other is a member.
macro_rules! members_then {
    () => {
        concat!(
            side_by_side!(),
            "join members_member m on m.person_id = t.person_id and m.suspended_at is null
             join members_consent c on c.person_id = t.person_id and c.is_given
             where ",
            then!()
        )
    };
}

/// Members who let themselves be listed and shared a department with this person, a line an overlap.
pub async fn listed_colleagues(conn: &mut Conn, person: PersonId) -> Result<Vec<Overlap>> {
    conn.all(
        sql!(
            members_then!(),
            "and c.purpose = 'listed' and o.person_id = $1
             order by t.started_on
             limit 1000"
        ),
        args![person],
    )
    .await
}

/// Who may be asked for a wish: agreed to such messages, can be reached, is not silent, was not
/// excluded, was not asked for this person before nor for anybody since `$2`.
pub async fn may_be_asked(conn: &mut Conn, person: PersonId, since: Time) -> Result<Vec<Overlap>> {
    conn.all(
        sql!(
            members_then!(),
            "and c.purpose = 'wishes' and o.person_id = $1
               and not exists (select 1 from people_silence s where s.person_id = t.person_id)
               and exists (select 1 from people_contact k where k.person_id = t.person_id and k.failed_at is null)
               and not exists (select 1 from welcome_exclusion x where x.to_id = $1 and x.from_id = t.person_id)
               and not exists (select 1 from welcome_wish w
                               where w.from_id = t.person_id and (w.asked_at > $2 or w.to_id = $1))
               and not exists (select 1 from claims_vouch v where v.person_id = t.person_id and v.asked_at > $2)
             order by t.started_on
             limit 1000"
        ),
        args![person, since],
    )
    .await
}

pub async fn insert_wish(
    conn: &mut Conn,
    wish: WishId,
    (to, from): (PersonId, PersonId),
    days: i32,
    department: Option<&str>,
    at: Time,
) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "insert into welcome_wish (wish_id, to_id, from_id, state, days_together, department, asked_at)
                 values ($1, $2, $3, 'asked', $4, $5, $6)
                 on conflict do nothing"
            ),
            args![wish, to, from, days, department, at],
        )
        .await?;
    Ok(changed == 1)
}

pub async fn asked(conn: &mut Conn, wish: WishId) -> Result<Asked> {
    conn.one(
        sql!(
            "select w.wish_id, w.to_id, p.name, w.from_id, f.name, w.state, w.days_together, w.department, w.words
             from welcome_wish w
             join people_person p on p.person_id = w.to_id
             join people_person f on f.person_id = w.from_id
             where w.wish_id = $1"
        ),
        args![wish],
    )
    .await
}

pub async fn asked_between(conn: &mut Conn, to: PersonId, from: PersonId) -> Result<Asked> {
    conn.one(
        sql!(
            "select w.wish_id, w.to_id, p.name, w.from_id, f.name, w.state, w.days_together, w.department, w.words
             from welcome_wish w
             join people_person p on p.person_id = w.to_id
             join people_person f on f.person_id = w.from_id
             where w.to_id = $1 and w.from_id = $2"
        ),
        args![to, from],
    )
    .await
}

/// Where two people worked side by side.
pub async fn tenures_together(conn: &mut Conn, to: PersonId, from: PersonId) -> Result<Vec<Overlap>> {
    conn.all(
        sql!(
            side_by_side!(),
            "where o.person_id = $1 and t.person_id = $2
             order by t.started_on
             limit 50"
        ),
        args![to, from],
    )
    .await
}

pub async fn set_wish(
    conn: &mut Conn,
    wish: WishId,
    state: WishState,
    words: Option<&str>,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!("update welcome_wish set state = $2, words = $3, written_at = $4 where wish_id = $1"),
        args![wish, state, words, at],
    )
    .await?;
    Ok(())
}

pub async fn wishes(conn: &mut Conn, person: PersonId) -> Result<Vec<Wish>> {
    conn.all(
        sql!(
            "select w.from_id, f.name, w.department, w.days_together, w.words, w.written_at
             from welcome_wish w
             join people_person f on f.person_id = w.from_id
             where w.to_id = $1 and w.state = 'written'
               and not exists (select 1 from exits_exit x where x.person_id = w.from_id)
               and not exists (select 1 from suspensions_suspension x
                               where x.person_id = w.from_id and x.state = 'running')
             order by w.written_at desc
             limit 50"
        ),
        args![person],
    )
    .await
}

pub async fn open_wishes(conn: &mut Conn, to: PersonId) -> Result<Vec<WishId>> {
    conn.all(sql!("select wish_id from welcome_wish where to_id = $1 and state = 'asked'"), args![to]).await
}

pub async fn delete_open_wishes(conn: &mut Conn, to: PersonId) -> Result<()> {
    conn.run(sql!("delete from welcome_wish where to_id = $1 and state = 'asked'"), args![to]).await?;
    Ok(())
}

pub async fn exclude(conn: &mut Conn, to: PersonId, from: PersonId, by: Option<PersonId>) -> Result<()> {
    conn.run(
        sql!(
            "insert into welcome_exclusion (to_id, from_id, by_id) values ($1, $2, $3)
             on conflict do nothing"
        ),
        args![to, from, by],
    )
    .await?;
    Ok(())
}

pub async fn include(conn: &mut Conn, to: PersonId, from: PersonId) -> Result<()> {
    conn.run(sql!("delete from welcome_exclusion where to_id = $1 and from_id = $2"), args![to, from])
        .await?;
    Ok(())
}

pub async fn excluded(conn: &mut Conn, to: PersonId) -> Result<Vec<PersonId>> {
    conn.all(sql!("select from_id from welcome_exclusion where to_id = $1"), args![to]).await
}

/// Who may sign a greeting for a departure: the tenure's manager, whoever holds the role, the officers.
pub async fn signers(conn: &mut Conn, departure: DepartureId) -> Result<Vec<(PersonId, String)>> {
    conn.all(
        sql!(
            "select s.person_id, s.name
             from people_person s
             where s.person_id in (select t.manager_id from departures_departure d
                                   join people_tenure t on t.tenure_id = d.tenure_id
                                   where d.departure_id = $1)
                or s.person_id in (select r.person_id from accounts_role r
                                   where r.role in ('manager', 'officer'))
             order by s.sort_key
             limit 50"
        ),
        args![departure],
    )
    .await
}

/// Whom a departure is about.
pub async fn leaver(conn: &mut Conn, departure: DepartureId) -> Result<(PersonId, String)> {
    conn.one(
        sql!(
            "select p.person_id, p.name from departures_departure d
             join people_person p on p.person_id = d.person_id
             where d.departure_id = $1"
        ),
        args![departure],
    )
    .await
}
