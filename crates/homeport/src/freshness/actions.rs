//! The only writers of campaigns and of what comes of them.

mod answers;
mod work;

pub(super) use answers::current;
pub use answers::{
    Correction, confirm, confirm_from, correct, delivered, forget, leave, open, set_rhythm, stayed,
};
pub use work::work;

use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::jobs;

use super::jobs::RunCampaign;
use super::model::{Ask, Campaign, Meant, State, Step};
use super::{CampaignId, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::segments;

/// Gathers whom a narrowed list of people or a segment means. Nobody is asked before somebody saw how many they
/// are. The same form sent twice is one campaign. What a segment asks later changes nothing any more.
pub async fn make(cx: &Cx, conn: &mut Conn, campaign: CampaignId, meant: Meant<'_>) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    must_be_on(cx)?;
    let (whom, segment) = match meant {
        Meant::List(whom) => (whom.to_owned(), None),
        Meant::Segment(id) => {
            let segment = segments::segment(conn, &cx.viewer, id).await?;
            (segment.filter.query(), Some(segment.name))
        }
    };
    if !sql::insert(conn, campaign, (&whom, segment.as_deref()), cx.now, cx.viewer.person).await? {
        return Ok(());
    }
    journal::note(cx, conn, Act::CampaignMade, campaign, None).await?;
    enqueue(cx, conn, campaign).await
}

/// Somebody saw how many they are and says yes; or goes on after a pause.
pub async fn start(cx: &Cx, conn: &mut Conn, id: CampaignId) -> Result<()> {
    must_be_on(cx)?;
    let campaign = held(cx, conn, id).await?;
    match campaign.state {
        State::Ready | State::Paused => {}
        State::Running => return Ok(()),
        State::Gathering | State::Ended | State::Done => return Err(too_late()),
    }
    sql::set_begun(conn, id, cx.now).await?;
    journal::note(cx, conn, Act::CampaignStarted, id, None).await?;
    enqueue(cx, conn, id).await
}

/// Nobody more is asked until somebody goes on.
pub async fn pause(cx: &Cx, conn: &mut Conn, id: CampaignId) -> Result<()> {
    let campaign = held(cx, conn, id).await?;
    match campaign.state {
        State::Running => {}
        State::Paused => return Ok(()),
        State::Gathering | State::Ready | State::Ended | State::Done => return Err(too_late()),
    }
    sql::set_state(conn, id, State::Paused).await?;
    journal::note(cx, conn, Act::CampaignPaused, id, None).await
}

/// Nobody more is asked at all. Whoever was asked may still answer.
pub async fn end(cx: &Cx, conn: &mut Conn, id: CampaignId) -> Result<()> {
    let campaign = held(cx, conn, id).await?;
    match campaign.state {
        State::Gathering | State::Ready | State::Running | State::Paused => {}
        State::Ended => return Ok(()),
        State::Done => return Err(too_late()),
    }
    sql::set_ended(conn, id, State::Ended, cx.now).await?;
    journal::note(cx, conn, Act::CampaignEnded, id, None).await
}

/// Somebody came to a step; counted the first time.
async fn reach(cx: &Cx, conn: &mut Conn, ask: &Ask, step: Step) -> Result<()> {
    if sql::asks::reach(conn, ask, step, cx.now).await? {
        sql::add(conn, ask.campaign_id, step, 1).await?;
    }
    Ok(())
}

async fn enqueue(cx: &Cx, conn: &mut Conn, campaign: CampaignId) -> Result<()> {
    jobs::enqueue(conn, &cx.app.ids, cx.now, &RunCampaign { campaign }).await
}

async fn held(cx: &Cx, conn: &mut Conn, id: CampaignId) -> Result<Campaign> {
    cx.viewer.must(Can::EditPeople)?;
    sql::hold(conn, id).await?.ok_or(Error::NotFound)
}

/// A feature that is off is not there.
pub(super) fn must_be_on(cx: &Cx) -> Result<()> {
    if super::is_on(cx) { Ok(()) } else { Err(Error::NotFound) }
}

fn too_late() -> Error {
    Error::Conflict(Text::new("freshness-problem-over"))
}
