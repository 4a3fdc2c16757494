//! The only writers of greetings and wishes.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::jobs;

use super::jobs::AskForWishes;
use super::model::{ASKED_AT_MOST, Asked, DAYS_AT_LEAST, Draft, greeting_words, together, words};
use super::sql::NewGreeting;
use super::{GreetingId, GreetingState, WishId, WishState, news, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::budget;
use crate::departures::DepartureId;
use crate::duplicates;
use crate::journal::{self, Act};
use crate::members::{self, Purpose};
use crate::people::{self, PersonId};
use crate::settings::Key;

/// Writes a greeting for one departure in somebody's name. Signed at once when it is the writer's own;
/// otherwise the signer is asked.
pub async fn write_greeting(
    cx: &Cx,
    conn: &mut Conn,
    departure: DepartureId,
    signer: PersonId,
    text: &str,
) -> Result<GreetingState> {
    let is_own = cx.viewer.person == Some(signer);
    cx.viewer.must(if is_own { Can::Greet } else { Can::RunDepartures })?;
    let text = greeting_words("words", text)?;
    let state = if is_own { GreetingState::Approved } else { GreetingState::Asked };
    sql::delete_greeting_of(conn, departure).await?;
    let greeting_id = GreetingId::next(&cx.app.ids, cx.now);
    sql::insert_greeting(
        conn,
        &NewGreeting {
            greeting_id,
            departure: Some(departure),
            signer,
            language: None,
            words: &text,
            state,
            by: cx.viewer.person,
            at: cx.now,
        },
    )
    .await?;
    journal::note(cx, conn, Act::GreetingWritten, departure.0, Some(state.word())).await?;
    if state == GreetingState::Asked {
        let draft = sql::draft(conn, greeting_id).await?;
        news::ask_for_approval(cx, conn, &draft).await?;
    }
    Ok(state)
}

/// The viewer's own standing greeting, used while they work here for whoever they manage.
pub async fn write_standing(cx: &Cx, conn: &mut Conn, text: &str) -> Result<()> {
    cx.viewer.must(Can::Greet)?;
    let signer = cx.viewer.somebody()?;
    sql::delete_standing(conn, signer).await?;
    if text.trim().is_empty() {
        return Ok(());
    }
    let text = greeting_words("words", text)?;
    let greeting_id = GreetingId::next(&cx.app.ids, cx.now);
    sql::insert_greeting(
        conn,
        &NewGreeting {
            greeting_id,
            departure: None,
            signer,
            language: Some(cx.lang.code()),
            words: &text,
            state: GreetingState::Approved,
            by: Some(signer),
            at: cx.now,
        },
    )
    .await?;
    journal::note(cx, conn, Act::GreetingApproved, greeting_id.0, Some("standing")).await
}

/// The signer's word on what was written in their name, perhaps in other words. Whoever calls has
/// checked that this is the signer: by the session, or by the link that only they were sent.
pub async fn decide_greeting(
    cx: &Cx,
    conn: &mut Conn,
    draft: &Draft,
    text: &str,
    is_approved: bool,
) -> Result<()> {
    let (text, state) = if is_approved {
        (greeting_words("words", text)?, GreetingState::Approved)
    } else {
        (draft.words.clone(), GreetingState::Refused)
    };
    sql::decide_greeting(conn, draft.greeting_id, &text, state, cx.now).await?;
    journal::note(cx, conn, Act::GreetingApproved, draft.greeting_id.0, Some(state.word())).await
}

/// Somebody who is not to be asked for a wish for this person: the officer's or the leaver's word.
pub async fn exclude(
    cx: &Cx,
    conn: &mut Conn,
    to: PersonId,
    from: PersonId,
    is_excluded: bool,
) -> Result<()> {
    if is_excluded {
        sql::exclude(conn, to, from, cx.viewer.person).await?;
    } else {
        sql::include(conn, to, from).await?;
    }
    journal::note(cx, conn, Act::WishExcluded, to.0, Some(if is_excluded { "excluded" } else { "included" }))
        .await
}

/// Asks those who worked with a new member for a wish, once this is committed.
pub async fn ask_for_wishes(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    jobs::enqueue(conn, &cx.app.ids, cx.now, &AskForWishes { person }).await
}

/// Does the asking: up to twelve, longest together first, nobody more than once a week.
pub(super) async fn ask_now(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    let person = duplicates::now(conn, person).await?;
    if cx.app.settings().get(Key::WishesAsked) != "yes" || people::silence_of(conn, person).await?.is_some() {
        return Ok(());
    }
    let a_week_ago = Time::from_ms(cx.now.ms()).plus_days(-7);
    let candidates = together(sql::may_be_asked(conn, person, a_week_ago).await?, cx.today(), DAYS_AT_LEAST);
    for colleague in candidates.into_iter().take(ASKED_AT_MOST) {
        if !budget::has_room(cx, conn, colleague.person_id).await? {
            continue;
        }
        let wish = WishId::next(&cx.app.ids, cx.now);
        let department = colleague.department.as_deref();
        let from = colleague.person_id;
        if !sql::insert_wish(conn, wish, (person, from), colleague.days, department, cx.now).await? {
            continue;
        }
        let asked = sql::asked(conn, wish).await?;
        news::ask_for_wish(cx, conn, &asked).await?;
        journal::note(cx, conn, Act::WishAsked, person.0, None).await?;
    }
    Ok(())
}

/// A wish that its writer was not asked for: said in a room, written on a card, and brought here.
pub async fn wish_from(cx: &Cx, conn: &mut Conn, to: PersonId, from: PersonId, text: &str) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let all = together(sql::tenures_together(conn, to, from).await?, cx.today(), 0);
    let (days, department) = all.first().map_or((0, None), |found| (found.days, found.department.as_deref()));
    let wish = WishId::next(&cx.app.ids, cx.now);
    sql::insert_wish(conn, wish, (to, from), days, department, cx.now).await?;
    let asked = sql::asked_between(conn, to, from).await?;
    write_wish(cx, conn, &asked, text).await
}

/// Nobody is asked for a wish for this person any more; what was asked and has not left is withdrawn.
pub async fn stop(conn: &mut Conn, person: PersonId) -> Result<()> {
    for wish in sql::open_wishes(conn, person).await? {
        keel::post::withdraw(conn, wish.0).await?;
    }
    sql::delete_open_wishes(conn, person).await
}

/// Writes a wish. The link is the permission: it was sent to its writer only.
pub async fn write_wish(cx: &Cx, conn: &mut Conn, asked: &Asked, text: &str) -> Result<()> {
    if people::silence_of(conn, asked.to_id).await?.is_some() {
        return Err(Error::Conflict(Text::new("welcome-wish-too-late")));
    }
    let text = words("words", text)?;
    sql::set_wish(conn, asked.wish_id, WishState::Written, Some(&text), cx.now).await?;
    journal::note(cx, conn, Act::WishWritten, asked.to_id.0, None).await
}

/// Not this time; or never again, which takes the consent back.
pub async fn decline_wish(cx: &Cx, conn: &mut Conn, asked: &Asked, is_for_good: bool) -> Result<()> {
    sql::set_wish(conn, asked.wish_id, WishState::Declined, None, cx.now).await?;
    journal::note(cx, conn, Act::WishDeclined, asked.wish_id.0, None).await?;
    if is_for_good {
        members::actions::set_consent(cx, conn, asked.from_id, Purpose::Wishes, false).await?;
    }
    Ok(())
}
