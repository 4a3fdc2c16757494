//! An invitation and its clock; how it can be handed over; who asks for one.

use std::time::Duration;

use keel::clock::{Day, Time, TimeZone};
use keel::row;

use crate::departures::DepartureId;
use crate::people::PersonId;

keel::id!(InvitationId);
keel::id!(HandoverId);
keel::id!(RequestId);

keel::words! {
    pub enum State {
        /// Its hour has not come.
        Waiting = "waiting",
        /// Out in the world.
        Open = "open",
        Joined = "joined",
        Declined = "declined",
        /// "Do not contact me again."
        Never = "never",
        /// Taken back: by the officer, or because she stays after all.
        Revoked = "revoked",
        Expired = "expired",
    }
}

impl State {
    /// Whether its link still opens a membership.
    pub const fn is_living(self) -> bool {
        matches!(self, Self::Waiting | Self::Open)
    }
}

keel::words! {
    /// What an invitation was handed to.
    pub enum Channel {
        Mail = "mail",
        Sms = "sms",
        Wechat = "wechat",
        Paper = "paper",
        Csv = "csv",
    }
}

impl Channel {
    /// Whether a person hands it over, rather than a server.
    pub const fn is_by_hand(self) -> bool {
        matches!(self, Self::Wechat | Self::Paper | Self::Csv)
    }
}

keel::words! {
    pub enum HandoverState {
        /// In the outbox.
        Sending = "sending",
        Handed = "handed",
        /// Taken back before it left.
        Withdrawn = "withdrawn",
        Failed = "failed",
    }
}

keel::words! {
    /// Somebody not invited may ask why and ask to be; after an answer, appeal.
    pub enum RequestKind {
        Ask = "ask",
        Appeal = "appeal",
    }
}

keel::words! {
    pub enum RequestState {
        Open = "open",
        Invited = "invited",
        Refused = "refused",
    }
}

keel::words! {
    /// Why somebody is not invited, as they are told it: true, and without what HR alone knows.
    pub enum Ground {
        /// The alliance's rule for this way of leaving.
        Rule = "rule",
        /// Something between the person and the company is not settled yet.
        Unsettled = "unsettled",
        /// The time worked is shorter than the rule asks.
        Tenure = "tenure",
        /// The alliance could not make sure who asks.
        Unproven = "unproven",
    }
}

keel::words! {
    /// The officer's lists.
    pub enum Filter {
        All = "all",
        /// Complete for ten minutes and handed to nobody.
        Late = "late",
        Unopened = "unopened",
        Failed = "failed",
        NoContact = "no-contact",
        Declined = "declined",
        Waiting = "waiting",
    }
}

/// From formalities complete to handed over.
pub const IN_TIME: Duration = Duration::from_mins(10);

/// Days after it was sent on which somebody is reminded: twice, then silence.
pub const REMINDED_AFTER: [i64; 2] = [2, 7];

#[derive(Clone, Debug)]
pub struct Invitation {
    pub invitation_id: InvitationId,
    pub person_id: PersonId,
    pub departure_id: Option<DepartureId>,
    pub state: State,
    pub version: i64,
    pub reminders: i64,
    pub created_at: Time,
    pub send_at: Time,
    pub expires_at: Time,
    pub handed_at: Option<Time>,
    pub handed_by: Option<Channel>,
    pub opened_at: Option<Time>,
    pub ended_at: Option<Time>,
}

row!(Invitation {
    invitation_id,
    person_id,
    departure_id,
    state,
    version,
    reminders,
    created_at,
    send_at,
    expires_at,
    handed_at,
    handed_by,
    opened_at,
    ended_at,
});

impl Invitation {
    /// What a link of `version` leads to at `now`.
    pub fn standing(&self, version: u16, now: Time) -> Standing {
        match self.state {
            State::Joined => Standing::Joined,
            State::Never => Standing::Never,
            State::Revoked => Standing::Revoked,
            State::Waiting | State::Open | State::Declined | State::Expired
                if i64::from(version) != self.version =>
            {
                Standing::Replaced
            }
            State::Declined => Standing::Declined,
            State::Expired => Standing::Expired,
            State::Waiting | State::Open if self.expires_at <= now => Standing::Expired,
            State::Waiting | State::Open => Standing::Living,
        }
    }
}

/// What can be said about a link that was followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Living,
    Joined,
    Declined,
    Never,
    Revoked,
    /// A newer link was made.
    Replaced,
    Expired,
    /// Not one of ours, or cut on its way.
    Forged,
}

/// When an invitation goes out. `when` is the setting: `at_once`, or the hour of the last day, in the
/// alliance's zone; an hour that has passed is now.
pub fn send_at(when: &str, last_day: Option<Day>, now: Time, zone: &TimeZone) -> Time {
    match (when.trim().parse::<u8>().ok().filter(|hour| *hour < 24), last_day) {
        (Some(hour), Some(day)) => Time::at(day, hour, 0, zone).max(now),
        _ => now,
    }
}

/// Whether it should have been handed to somebody by now.
pub fn is_late(invitation: &Invitation, now: Time) -> bool {
    invitation.state.is_living() && invitation.handed_at.is_none() && invitation.send_at + IN_TIME <= now
}

#[cfg(test)]
mod tests {
    use keel::id::Ids;

    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Shanghai").expect("a zone")
    }

    fn time(text: &str) -> Time {
        Time::parse(text).expect("a time")
    }

    fn invitation(state: State) -> Invitation {
        let ids = Ids::seeded(1);
        let now = time("2026-11-21T08:00:00Z");
        Invitation {
            invitation_id: InvitationId::next(&ids, now),
            person_id: PersonId::next(&ids, now),
            departure_id: None,
            state,
            version: 2,
            reminders: 0,
            created_at: now,
            send_at: now,
            expires_at: now.plus_days(60),
            handed_at: None,
            handed_by: None,
            opened_at: None,
            ended_at: None,
        }
    }

    #[test]
    fn the_last_day_has_its_hour_where_the_alliance_is() {
        let now = time("2026-11-20T02:00:00Z");
        let last = Day::parse("2026-11-21");
        assert_eq!(send_at("17", last, now, &zone()), time("2026-11-21T09:00:00Z"));
        assert_eq!(send_at("at_once", last, now, &zone()), now);
        assert_eq!(send_at("17", None, now, &zone()), now);
        assert_eq!(send_at("24", last, now, &zone()), now);
    }

    #[test]
    fn an_hour_that_has_passed_is_now() {
        let now = time("2026-11-21T10:00:00Z");
        assert_eq!(send_at("17", Day::parse("2026-11-21"), now, &zone()), now);
    }

    #[test]
    fn an_old_link_says_that_there_is_a_newer_one_and_a_used_one_that_it_was_used() {
        let now = time("2026-11-22T00:00:00Z");
        assert_eq!(invitation(State::Open).standing(1, now), Standing::Replaced);
        assert_eq!(invitation(State::Open).standing(2, now), Standing::Living);
        assert_eq!(invitation(State::Joined).standing(1, now), Standing::Joined);
        assert_eq!(invitation(State::Declined).standing(2, now), Standing::Declined);
        assert_eq!(invitation(State::Revoked).standing(2, now), Standing::Revoked);
    }

    #[test]
    fn a_link_runs_out_at_its_hour_though_nobody_swept() {
        let now = time("2026-11-21T08:00:00Z").plus_days(60);
        assert_eq!(invitation(State::Open).standing(2, now), Standing::Expired);
    }

    #[test]
    fn ten_minutes_without_a_hand_over_are_late() {
        let sent = time("2026-11-21T08:00:00Z");
        let mut open = invitation(State::Open);
        assert!(!is_late(&open, sent + Duration::from_mins(9)));
        assert!(is_late(&open, sent + IN_TIME));
        open.handed_at = Some(sent);
        assert!(!is_late(&open, sent + IN_TIME));
    }
}
