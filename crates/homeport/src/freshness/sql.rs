pub mod asks;

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::model::{Campaign, CampaignId, State, Step};
use crate::people::PersonId;

/// False when the same form came a second time.
pub async fn insert(
    conn: &mut Conn,
    campaign: CampaignId,
    (whom, segment): (&str, Option<&str>),
    at: Time,
    by: Option<PersonId>,
) -> Result<bool> {
    let inserted = conn
        .run(
            sql!(
                "insert into freshness_campaign (campaign_id, state, whom, segment, made_at, made_by)
                 values ($1, 'gathering', $2, $3, $4, $5)
                 on conflict do nothing"
            ),
            args![campaign, whom, segment, at, by],
        )
        .await?;
    Ok(inserted > 0)
}

macro_rules! campaign {
    () => {
        "select campaign_id, state, whom, segment, looked_id, made_at, made_by, begun_at, ended_at
         from freshness_campaign "
    };
}

/// Whoever does something to the same campaign at the same moment waits.
pub async fn hold(conn: &mut Conn, campaign: CampaignId) -> Result<Option<Campaign>> {
    conn.run(sql!("update freshness_campaign set state = state where campaign_id = $1"), args![campaign])
        .await?;
    conn.maybe(sql!(campaign!(), "where campaign_id = $1"), args![campaign]).await
}

pub async fn campaign(conn: &mut Conn, campaign: CampaignId) -> Result<Campaign> {
    conn.one(sql!(campaign!(), "where campaign_id = $1"), args![campaign]).await
}

/// The latest first.
pub async fn campaigns(conn: &mut Conn, before: CampaignId, limit: usize) -> Result<Vec<Campaign>> {
    conn.all(
        sql!(
            campaign!(),
            "where campaign_id < $1
             order by campaign_id desc
             limit $2"
        ),
        args![before, limit],
    )
    .await
}

pub async fn set_state(conn: &mut Conn, campaign: CampaignId, state: State) -> Result<u64> {
    conn.run(sql!("update freshness_campaign set state = $2 where campaign_id = $1"), args![campaign, state])
        .await
}

pub async fn set_begun(conn: &mut Conn, campaign: CampaignId, at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update freshness_campaign
             set state = 'running', begun_at = coalesce(begun_at, $2)
             where campaign_id = $1"
        ),
        args![campaign, at],
    )
    .await
}

pub async fn set_ended(conn: &mut Conn, campaign: CampaignId, state: State, at: Time) -> Result<u64> {
    conn.run(
        sql!("update freshness_campaign set state = $2, ended_at = $3 where campaign_id = $1"),
        args![campaign, state, at],
    )
    .await
}

pub async fn set_looked(conn: &mut Conn, campaign: CampaignId, person: PersonId) -> Result<u64> {
    conn.run(
        sql!("update freshness_campaign set looked_id = $2 where campaign_id = $1"),
        args![campaign, person],
    )
    .await
}

pub async fn tally(conn: &mut Conn, campaign: CampaignId) -> Result<Vec<(Step, i64)>> {
    conn.all(
        sql!("select step, count from freshness_tally where campaign_id = $1 order by step"),
        args![campaign],
    )
    .await
}

/// So many more came to a step; fewer, where it was taken back.
pub async fn add(conn: &mut Conn, campaign: CampaignId, step: Step, more: i64) -> Result<u64> {
    conn.run(
        sql!(
            "insert into freshness_tally (campaign_id, step, count) values ($1, $2, $3)
             on conflict (campaign_id, step) do update
             set count = freshness_tally.count + excluded.count"
        ),
        args![campaign, step, more],
    )
    .await
}
