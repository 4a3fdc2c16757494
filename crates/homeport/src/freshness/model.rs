//! A campaign, what somebody in it comes to, and how often one may ask.

use keel::clock::Time;
use keel::row;

use crate::people::{ContactId, PersonId};
use crate::segments::SegmentId;

keel::id!(CampaignId);
keel::id!(AskId);

keel::words! {
    pub enum State {
        /// Whom it means is being gathered.
        Gathering = "gathering",
        /// Gathered; an officer sees how many are asked and starts it.
        Ready = "ready",
        Running = "running",
        Paused = "paused",
        /// Ended by an officer before all were asked.
        Ended = "ended",
        /// All were asked; answers go on coming.
        Done = "done",
    }
}

impl State {
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Ended | Self::Done)
    }
}

keel::words! {
    /// Where somebody in a campaign stands.
    pub enum AskState {
        Waiting = "waiting",
        Asked = "asked",
        Skipped = "skipped",
    }
}

keel::words! {
    /// What somebody in a campaign came to, or why they are not asked.
    pub enum Step {
        Chosen = "chosen",
        Asked = "asked",
        /// Nothing we tried arrived.
        Bounced = "bounced",
        Opened = "opened",
        Confirmed = "confirmed",
        Corrected = "corrected",
        Left = "left",
        Deleted = "deleted",
        NoAddress = "no_address",
        Silent = "silent",
        NoConsent = "no_consent",
        Recent = "recent",
        Budget = "budget",
        Suspended = "suspended",
    }
}

impl Step {
    /// What an answer goes through, in order.
    pub const FUNNEL: [Self; 8] = [
        Self::Chosen,
        Self::Asked,
        Self::Bounced,
        Self::Opened,
        Self::Confirmed,
        Self::Corrected,
        Self::Left,
        Self::Deleted,
    ];

    /// Why somebody is not asked.
    pub const HINDRANCES: [Self; 6] =
        [Self::NoAddress, Self::Silent, Self::NoConsent, Self::Recent, Self::Budget, Self::Suspended];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Chosen => "freshness-step-chosen",
            Self::Asked => "freshness-step-asked",
            Self::Bounced => "freshness-step-bounced",
            Self::Opened => "freshness-step-opened",
            Self::Confirmed => "freshness-step-confirmed",
            Self::Corrected => "freshness-step-corrected",
            Self::Left => "freshness-step-left",
            Self::Deleted => "freshness-step-deleted",
            Self::NoAddress => "freshness-step-no-address",
            Self::Silent => "freshness-step-silent",
            Self::NoConsent => "freshness-step-no-consent",
            Self::Recent => "freshness-step-recent",
            Self::Budget => "freshness-step-budget",
            Self::Suspended => "freshness-step-suspended",
        }
    }
}

keel::words! {
    /// How often somebody wants to be asked.
    pub enum Rhythm {
        Never = "never",
        Yearly = "yearly",
        NowAndThen = "now_and_then",
    }
}

impl Rhythm {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Never => "freshness-rhythm-never",
            Self::Yearly => "freshness-rhythm-yearly",
            Self::NowAndThen => "freshness-rhythm-now-and-then",
        }
    }

    /// Whether somebody who was asked at `last` may be asked at `now`.
    pub fn allows(self, last: Option<Time>, now: Time) -> bool {
        let days = match self {
            Self::Never => return false,
            Self::Yearly => 365,
            Self::NowAndThen => 90,
        };
        last.is_none_or(|last| last.plus_days(days) <= now)
    }
}

/// Days for which the link in a message works.
pub const LINK_DAYS: i64 = 60;

/// A campaign as it is kept.
#[derive(Clone, Debug)]
pub struct Campaign {
    pub campaign_id: CampaignId,
    pub state: State,
    /// The list of people that it means, as the address of the list narrows it.
    pub whom: String,
    /// The segment that it means instead, by the name it had: `whom` is what it asked on that day.
    pub segment: Option<String>,
    /// Whom gathering goes on after.
    pub looked_id: Option<PersonId>,
    pub made_at: Time,
    pub made_by: Option<PersonId>,
    pub begun_at: Option<Time>,
    pub ended_at: Option<Time>,
}
row!(Campaign { campaign_id, state, whom, segment, looked_id, made_at, made_by, begun_at, ended_at });

/// Whom a campaign is to mean.
#[derive(Clone, Copy, Debug)]
pub enum Meant<'a> {
    /// A list of people, as its address narrows it.
    List(&'a str),
    Segment(SegmentId),
}

/// One person in a campaign.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    pub ask_id: AskId,
    pub campaign_id: CampaignId,
    pub person_id: PersonId,
    pub state: AskState,
    /// Where the message went.
    pub contact_id: Option<ContactId>,
    pub until_at: Option<Time>,
}
row!(Ask { ask_id, campaign_id, person_id, state, contact_id, until_at });

impl Ask {
    /// Whether its link still works.
    pub fn is_open(&self, now: Time) -> bool {
        self.state == AskState::Asked && self.until_at.is_some_and(|until| until > now)
    }
}

/// Somebody who came to a step.
#[derive(Clone, Debug)]
pub struct Reached {
    pub ask_id: AskId,
    pub person_id: PersonId,
    pub name: String,
    pub at: Time,
}
row!(Reached { ask_id, person_id, name, at });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_asked_twice_in_a_year_unless_they_want_that() {
        let last = Time(1_795_225_260_000);
        assert!(Rhythm::Yearly.allows(None, last));
        assert!(!Rhythm::Yearly.allows(Some(last), last.plus_days(364)));
        assert!(Rhythm::Yearly.allows(Some(last), last.plus_days(365)));
        assert!(!Rhythm::NowAndThen.allows(Some(last), last.plus_days(89)));
        assert!(Rhythm::NowAndThen.allows(Some(last), last.plus_days(90)));
        assert!(!Rhythm::Never.allows(None, last));
    }
}
