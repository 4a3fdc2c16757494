//! The work of a campaign, a short transaction at a time.

use std::time::Duration;

use keel::db::Conn;
use keel::error::Result;
use keel::jobs;

use super::{must_be_on, reach};
use crate::app::{App, Cx};
use crate::freshness::jobs::RunCampaign;
use crate::freshness::model::{Ask, AskId, AskState, Campaign, State, Step};
use crate::freshness::pages::whom;
use crate::freshness::{CampaignId, PURPOSE, letters, rhythm, sql};
use crate::members::{self, Purpose};
use crate::people::directory::{self, Eye};
use crate::people::{self, PersonId};
use crate::segments::{self, Filter};
use crate::{budget, suspensions};

/// So many are asked in one job; the next one follows after a rest, so that a pause is not too late.
const SLICE: usize = 100;
const REST: Duration = Duration::from_secs(10);
/// So many are looked at in one step of gathering.
const STRETCH: usize = 200;

enum After {
    More,
    Rest,
}

/// Does what a campaign has to do now. A crash between two steps loses nobody and asks nobody twice.
pub async fn work(app: &App, id: CampaignId) -> Result<()> {
    for _ in 0..SLICE {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        let Some(campaign) = sql::hold(&mut conn, id).await? else { return Ok(()) };
        let after = match campaign.state {
            State::Gathering => gather(&cx, &mut conn, &campaign).await?,
            State::Running if must_be_on(&cx).is_ok() => ask_next(&cx, &mut conn, &campaign).await?,
            State::Running | State::Ready | State::Paused | State::Ended | State::Done => After::Rest,
        };
        cx.commit(conn).await?;
        if matches!(after, After::Rest) {
            return Ok(());
        }
    }
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    jobs::enqueue_at(&mut conn, &app.ids, cx.now, cx.now + REST, &RunCampaign { campaign: id }).await?;
    cx.commit(conn).await
}

/// Takes in the next stretch of those who are meant, each with the reason why they are not asked, if any.
async fn gather(cx: &Cx, conn: &mut Conn, campaign: &Campaign) -> Result<After> {
    let id = campaign.campaign_id;
    let eye = Eye::of(&cx.viewer);
    let segment = campaign.segment.as_ref().map(|_| Filter::from_query(&campaign.whom));
    let who = segment.as_ref().map_or_else(|| whom(&eye, &campaign.whom), |filter| filter.who.clone());
    let (mut people, next) = directory::stretch(conn, &eye, &who, campaign.looked_id, STRETCH).await?;
    if let Some(filter) = &segment {
        people = segments::among(cx, conn, filter, &people).await?;
    }
    for person_id in people {
        let hindrance = hindrance(cx, conn, person_id).await?;
        let state = if hindrance.is_some() { AskState::Skipped } else { AskState::Waiting };
        let ask_id = AskId::next(&cx.app.ids, cx.now);
        if !sql::asks::insert(conn, ask_id, id, person_id, state).await? {
            continue;
        }
        let ask = Ask { ask_id, campaign_id: id, person_id, state, contact_id: None, until_at: None };
        reach(cx, conn, &ask, Step::Chosen).await?;
        if let Some(step) = hindrance {
            reach(cx, conn, &ask, step).await?;
        }
    }
    match next {
        Some(next) => {
            sql::set_looked(conn, id, next).await?;
            Ok(After::More)
        }
        None => {
            sql::set_state(conn, id, State::Ready).await?;
            Ok(After::Rest)
        }
    }
}

/// Why somebody is not asked now, if anything speaks against it.
async fn hindrance(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Option<Step>> {
    if people::silence_of(conn, person).await?.is_some() {
        return Ok(Some(Step::Silent));
    }
    if suspensions::running(conn, person).await?.is_some() {
        return Ok(Some(Step::Suspended));
    }
    let is_allowed =
        members::is_member(conn, person).await? && members::consent(conn, person, Purpose::Freshness).await?;
    if !is_allowed {
        return Ok(Some(Step::NoConsent));
    }
    if people::private_contacts(conn, &cx.app.settings(), person).await?.is_empty() {
        return Ok(Some(Step::NoAddress));
    }
    let last = sql::asks::last_asked(conn, person).await?;
    if !rhythm(conn, person).await?.allows(last, cx.now) {
        return Ok(Some(Step::Recent));
    }
    let has_room = budget::has_room(cx, conn, person).await?;
    Ok((!has_room).then_some(Step::Budget))
}

/// One person: asked, or not any more, because things changed since they were chosen.
async fn ask_next(cx: &Cx, conn: &mut Conn, campaign: &Campaign) -> Result<After> {
    let Some(ask) = sql::asks::next(conn, campaign.campaign_id).await? else {
        sql::set_ended(conn, campaign.campaign_id, State::Done, cx.now).await?;
        return Ok(After::Rest);
    };
    let hindrance = match hindrance(cx, conn, ask.person_id).await? {
        None => letters::ask(cx, conn, &ask).await?,
        hindrance => hindrance,
    };
    match hindrance {
        None => reach(cx, conn, &ask, Step::Asked).await?,
        Some(step) => {
            sql::asks::set_skipped(conn, ask.ask_id).await?;
            reach(cx, conn, &ask, step).await?;
        }
    }
    Ok(After::More)
}

/// The message went to an address where nothing arrives: it is tried at the next one, and what never arrived
/// does not count.
pub(super) async fn bounced(cx: &Cx, conn: &mut Conn, ask: &Ask) -> Result<()> {
    budget::actions::give_back(conn, ask.person_id, PURPOSE).await?;
    if let Some(contact) = ask.contact_id {
        let known = people::contacts(conn, ask.person_id).await?;
        if let Some(failed) = known.iter().find(|known| known.contact_id == contact) {
            people::actions::fail_contact(cx, conn, ask.person_id, &failed.address).await?;
        }
    }
    let is_silent = people::silence_of(conn, ask.person_id).await?.is_some();
    if is_silent || letters::ask(cx, conn, ask).await?.is_some() {
        reach(cx, conn, ask, Step::Bounced).await?;
    }
    Ok(())
}
