//! The only writers of memberships.

use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::l10n::Lang;

use super::{Audiences, Field, Purpose, ReceiptId, VERSION, sql, words};
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{self, Audience, PersonId};

/// What somebody chose when joining.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub consents: Vec<Purpose>,
    pub fields: Vec<(Field, Audience)>,
    /// The language in which the choices were read.
    pub language: Option<Lang>,
    /// How they came: `invitation`, or the word of another door.
    pub joined_by: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub struct Joined {
    pub ordinal: i64,
    /// The paper of what was answered; none for somebody who was a member already.
    pub receipt: Option<ReceiptId>,
    pub is_new: bool,
}

/// Two that join at the same moment ask for the same place; one of them asks again.
const TRIES: u32 = 20;

/// Makes somebody a member. Whoever is one already stays as they are: a form sent twice changes nothing.
pub async fn join(cx: &Cx, conn: &mut Conn, person: PersonId, choices: &Choices) -> Result<Joined> {
    if let Some(ordinal) = sql::ordinal(conn, person).await? {
        return Ok(Joined { ordinal, receipt: None, is_new: false });
    }
    let Some(ordinal) = take_place(cx, conn, person, &choices.joined_by).await? else {
        let ordinal = sql::ordinal(conn, person).await?.ok_or_else(busy)?;
        return Ok(Joined { ordinal, receipt: None, is_new: false });
    };

    for purpose in Purpose::ALL {
        let is_given = choices.consents.contains(purpose);
        sql::set_consent(conn, person, *purpose, is_given, VERSION, cx.now).await?;
    }
    let audiences = Audiences::from_rows(choices.fields.clone());
    for (field, audience) in audiences.all() {
        sql::set_audience(conn, person, *field, *audience).await?;
    }
    people::actions::joined(cx, conn, person).await?;
    people::actions::list(conn, person).await?;
    let receipt = write_receipt(cx, conn, person, choices.language).await?;
    journal::note_as(cx, conn, Some(person), Act::Joined, person, Some(&choices.joined_by)).await?;
    Ok(Joined { ordinal, receipt: Some(receipt), is_new: true })
}

async fn take_place(cx: &Cx, conn: &mut Conn, person: PersonId, by: &str) -> Result<Option<i64>> {
    for _ in 0..TRIES {
        let ordinal = sql::next_ordinal(conn).await?;
        if sql::insert_member(conn, person, ordinal, cx.now, by).await? {
            return Ok(Some(ordinal));
        }
        if sql::ordinal(conn, person).await?.is_some() {
            return Ok(None);
        }
    }
    Err(busy())
}

fn busy() -> Error {
    Error::Conflict(Text::new("members-error-busy"))
}

/// A membership rests: its holder is no member to anybody, and keeps place, choices and receipts.
pub async fn rest(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    sql::suspend(conn, person, cx.now).await?;
    people::actions::list(conn, person).await
}

/// A membership that rested is as it was.
pub async fn resume(conn: &mut Conn, person: PersonId) -> Result<()> {
    sql::resume(conn, person).await?;
    people::actions::list(conn, person).await
}

/// Changes what a member allows; each change leaves a receipt of all choices as they stand then.
pub async fn set_consents(cx: &Cx, conn: &mut Conn, given: &[Purpose]) -> Result<Option<ReceiptId>> {
    let person = own(cx, conn).await?;
    let before = sql::consents(conn, person).await?;
    let mut is_changed = false;
    for purpose in Purpose::ALL {
        let (was, is) = (before.contains(purpose), given.contains(purpose));
        if was != is {
            sql::set_consent(conn, person, *purpose, is, VERSION, cx.now).await?;
            journal::note(cx, conn, Act::ConsentChanged, person, Some(purpose.word())).await?;
            is_changed = true;
        }
    }
    if !is_changed {
        return Ok(None);
    }
    people::actions::list(conn, person).await?;
    write_receipt(cx, conn, person, Some(cx.lang)).await.map(Some)
}

/// One choice of one person, from a link in a message or a switch of another feature.
pub async fn set_consent(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    purpose: Purpose,
    is_given: bool,
) -> Result<()> {
    if sql::consent(conn, person, purpose).await? == is_given {
        return Ok(());
    }
    sql::set_consent(conn, person, purpose, is_given, VERSION, cx.now).await?;
    people::actions::list(conn, person).await?;
    journal::note(cx, conn, Act::ConsentChanged, person, Some(purpose.word())).await?;
    write_receipt(cx, conn, person, None).await?;
    Ok(())
}

/// Changes who sees which field.
pub async fn set_fields(cx: &Cx, conn: &mut Conn, fields: &[(Field, Audience)]) -> Result<bool> {
    let person = own(cx, conn).await?;
    let before = Audiences::from_rows(sql::audiences(conn, person).await?);
    let mut after = before.clone();
    for (field, audience) in fields {
        after.set(*field, *audience);
    }
    if before == after {
        return Ok(false);
    }
    for (field, audience) in after.all() {
        sql::set_audience(conn, person, *field, *audience).await?;
    }
    people::actions::list(conn, person).await?;
    journal::note(cx, conn, Act::VisibilityChanged, person, None).await?;
    write_receipt(cx, conn, person, Some(cx.lang)).await?;
    Ok(true)
}

/// The viewer, if they are a member: the choices of others are not found.
async fn own(cx: &Cx, conn: &mut Conn) -> Result<PersonId> {
    let person = cx.viewer.somebody()?;
    if sql::is_member(conn, person).await? { Ok(person) } else { Err(Error::NotFound) }
}

/// A receipt is written in the language its reader read.
async fn write_receipt(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    language: Option<Lang>,
) -> Result<ReceiptId> {
    let given = sql::consents(conn, person).await?;
    let audiences = Audiences::from_rows(sql::audiences(conn, person).await?);
    let l = cx.app.catalog.l(language.unwrap_or(cx.lang));
    let paper = words::paper(l, &cx.app.settings(), cx.now, &given, &audiences);
    let receipt = ReceiptId::next(&cx.app.ids, cx.now);
    sql::insert_receipt(conn, receipt, person, cx.now, &serde_json::to_string(&paper)?).await?;
    Ok(receipt)
}
