//! Freshness in words.

use keel::db::Conn;
use keel::error::Result;
use keel::l10n::L;

use crate::app::Cx;
use crate::careers;
use crate::freshness::{Campaign, Rhythm, State};
use crate::people::pages::whom::Whom;
use crate::people::{self, PersonId};
use crate::shell::Choice;

/// Whom a campaign means: a segment by its name, or how the list is narrowed.
pub async fn meant(cx: &Cx, conn: &mut Conn, campaign: &Campaign) -> Result<String> {
    match &campaign.segment {
        Some(name) => Ok(name.clone()),
        None => Whom::read(&campaign.whom).said(cx, conn).await,
    }
}

/// When somebody's record was confirmed last; for its owner and for officers also by whom.
pub async fn confirmed(cx: &Cx, conn: &mut Conn, person: PersonId, says_who: bool) -> Result<String> {
    let l = cx.l();
    let Some(confirmed) = people::confirmed(conn, person).await? else {
        return Ok(l.t("freshness-confirmed-never").into_owned());
    };
    let ago = l.ago(cx.now, confirmed.at);
    if !says_who {
        return Ok(l.t1("freshness-confirmed-ago", "ago", ago));
    }
    let who = careers::pages::who(cx, conn, person, confirmed.by).await?;
    Ok(l.t2("freshness-confirmed", "ago", ago, "who", who))
}

/// How often one may be asked, to choose from.
pub fn rhythms(l: L, chosen: Rhythm) -> Vec<Choice> {
    Rhythm::ALL
        .iter()
        .map(|rhythm| Choice {
            value: rhythm.word().to_owned(),
            label: l.t(rhythm.key()).into_owned(),
            is_chosen: *rhythm == chosen,
        })
        .collect()
}

/// The colour and the words of a state.
pub const fn state(state: State) -> (&'static str, &'static str) {
    match state {
        State::Gathering => ("", "freshness-state-gathering"),
        State::Ready => ("lamp", "freshness-state-ready"),
        State::Running => ("calm", "freshness-state-running"),
        State::Paused => ("lamp", "freshness-state-paused"),
        State::Ended => ("", "freshness-state-ended"),
        State::Done => ("", "freshness-state-done"),
    }
}
