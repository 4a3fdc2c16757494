//! The people of a campaign.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use crate::freshness::model::{Ask, AskId, AskState, CampaignId, Reached, Rhythm, Step};
use crate::people::{ContactId, PersonId};

/// False for somebody who is in it already.
pub async fn insert(
    conn: &mut Conn,
    ask: AskId,
    campaign: CampaignId,
    person: PersonId,
    state: AskState,
) -> Result<bool> {
    let inserted = conn
        .run(
            sql!(
                "insert into freshness_ask (ask_id, campaign_id, person_id, state)
                 values ($1, $2, $3, $4)
                 on conflict do nothing"
            ),
            args![ask, campaign, person, state],
        )
        .await?;
    Ok(inserted > 0)
}

pub async fn ask(conn: &mut Conn, ask: AskId) -> Result<Option<Ask>> {
    conn.maybe(
        sql!(
            "select ask_id, campaign_id, person_id, state, contact_id, until_at
             from freshness_ask
             where ask_id = $1"
        ),
        args![ask],
    )
    .await
}

pub async fn asked(conn: &mut Conn, campaign: CampaignId, limit: usize) -> Result<Vec<Ask>> {
    conn.all(
        sql!(
            "select a.ask_id, a.campaign_id, a.person_id, a.state, a.contact_id, a.until_at
             from freshness_step s
             join freshness_ask a on a.ask_id = s.ask_id
             where s.campaign_id = $1 and s.step = 'asked'
             order by s.ask_id
             limit $2"
        ),
        args![campaign, limit],
    )
    .await
}

/// Who is asked next.
pub async fn next(conn: &mut Conn, campaign: CampaignId) -> Result<Option<Ask>> {
    conn.maybe(
        sql!(
            "select ask_id, campaign_id, person_id, state, contact_id, until_at
             from freshness_ask
             where campaign_id = $1 and state = 'waiting'
             order by ask_id
             limit 1"
        ),
        args![campaign],
    )
    .await
}

pub async fn set_skipped(conn: &mut Conn, ask: AskId) -> Result<u64> {
    conn.run(sql!("update freshness_ask set state = 'skipped' where ask_id = $1"), args![ask]).await
}

pub async fn set_asked(
    conn: &mut Conn,
    ask: AskId,
    contact: ContactId,
    (at, until): (Time, Time),
) -> Result<u64> {
    conn.run(
        sql!(
            "update freshness_ask
             set state = 'asked', contact_id = $2, asked_at = coalesce(asked_at, $3), until_at = $4
             where ask_id = $1"
        ),
        args![ask, contact, at, until],
    )
    .await
}

/// When somebody was asked last, in any campaign.
pub async fn last_asked(conn: &mut Conn, person: PersonId) -> Result<Option<Time>> {
    conn.maybe(
        sql!(
            "select asked_at
             from freshness_ask
             where person_id = $1 and asked_at is not null
             order by asked_at desc
             limit 1"
        ),
        args![person],
    )
    .await
}

/// True if they came to it for the first time.
pub async fn reach(conn: &mut Conn, ask: &Ask, step: Step, at: Time) -> Result<bool> {
    let inserted = conn
        .run(
            sql!(
                "insert into freshness_step (campaign_id, step, ask_id, at)
                 values ($1, $2, $3, $4)
                 on conflict do nothing"
            ),
            args![ask.campaign_id, step, ask.ask_id, at],
        )
        .await?;
    Ok(inserted > 0)
}

/// True if they had come to it.
pub async fn take_back(conn: &mut Conn, ask: &Ask, step: Step) -> Result<bool> {
    let deleted = conn
        .run(
            sql!("delete from freshness_step where campaign_id = $1 and step = $2 and ask_id = $3"),
            args![ask.campaign_id, step, ask.ask_id],
        )
        .await?;
    Ok(deleted > 0)
}

/// What somebody came to in one campaign.
pub async fn has_reached(conn: &mut Conn, ask: &Ask, step: Step) -> Result<bool> {
    let found: Option<AskId> = conn
        .maybe(
            sql!("select ask_id from freshness_step where campaign_id = $1 and step = $2 and ask_id = $3"),
            args![ask.campaign_id, step, ask.ask_id],
        )
        .await?;
    Ok(found.is_some())
}

/// Of whoever left from a link, in which campaigns.
pub async fn left(conn: &mut Conn, person: PersonId) -> Result<Vec<Ask>> {
    conn.all(
        sql!(
            "select a.ask_id, a.campaign_id, a.person_id, a.state, a.contact_id, a.until_at
             from freshness_ask a
             join freshness_step s on s.campaign_id = a.campaign_id and s.step = 'left' and s.ask_id = a.ask_id
             where a.person_id = $1"
        ),
        args![person],
    )
    .await
}

/// Who came to a step, in the order in which they were gathered.
pub async fn reached(
    conn: &mut Conn,
    campaign: CampaignId,
    step: Step,
    after: AskId,
    limit: usize,
) -> Result<Vec<Reached>> {
    conn.all(
        sql!(
            "select s.ask_id, a.person_id, p.name, s.at
             from freshness_step s
             join freshness_ask a on a.ask_id = s.ask_id
             join people_person p on p.person_id = a.person_id
             where s.campaign_id = $1 and s.step = $2 and s.ask_id > $3
             order by s.ask_id
             limit $4"
        ),
        args![campaign, step, after, limit],
    )
    .await
}

pub async fn rhythm(conn: &mut Conn, person: PersonId) -> Result<Option<Rhythm>> {
    conn.maybe(sql!("select rhythm from freshness_wish where person_id = $1"), args![person]).await
}

pub async fn set_rhythm(conn: &mut Conn, person: PersonId, rhythm: Rhythm, at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "insert into freshness_wish (person_id, rhythm, said_at) values ($1, $2, $3)
             on conflict (person_id) do update set rhythm = excluded.rhythm, said_at = excluded.said_at"
        ),
        args![person, rhythm, at],
    )
    .await
}
