//! The only writers of who was asked about whom.

use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::{HintId, PURPOSE, letters, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{self, PersonId, days_together};
use crate::{budget, welcome};

/// So many are asked about one person at once.
const ASKED_AT_MOST: usize = 5;

/// Asks those who worked beside somebody longest to pass the way in on; how many were asked.
pub async fn ask(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<usize> {
    cx.viewer.must(Can::EditPeople)?;
    people::person(conn, person).await?;
    let Some(lost) = sql::one(conn, person).await? else {
        return Err(Error::Conflict(Text::new("lost-problem-found")));
    };
    if !lost.is_listed {
        return Err(Error::Conflict(Text::new("lost-problem-hidden")));
    }
    let mut colleagues = sql::colleagues(conn, person).await?;
    let days = |one: &super::Colleague| days_together(one.theirs, one.ours, cx.today());
    colleagues.sort_by_key(|one| (std::cmp::Reverse(days(one)), one.person_id));
    colleagues.dedup_by_key(|one| one.person_id);
    let mut asked = 0;
    for one in colleagues {
        let Some((to, lang)) = welcome::reach(conn, one.person_id).await? else { continue };
        let Some(permit) = budget::actions::ask(cx, conn, one.person_id, PURPOSE).await? else { continue };
        let hint = HintId::next(&cx.app.ids, cx.now);
        if !sql::insert(conn, hint, person, one.person_id, cx.now).await? {
            continue;
        }
        letters::ask(cx, conn, &lost.name, (&to, lang), (hint, permit)).await?;
        asked += 1;
        if asked == ASKED_AT_MOST {
            break;
        }
    }
    journal::note(cx, conn, Act::LostAsked, person.0, Some(&asked.to_string())).await?;
    Ok(asked)
}
