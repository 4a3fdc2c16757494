//! Runs of employment and the numbers that belong to them.

use keel::clock::Day;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};

use super::{list, names, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{NewTenure, PersonId, PersonKind, Tenure, TenureId, reads, sql as read, words};

/// A further run of employment: somebody came back.
pub async fn open_tenure(cx: &Cx, conn: &mut Conn, person: PersonId, new: &NewTenure) -> Result<TenureId> {
    cx.viewer.must(Can::EditPeople)?;
    let mut problems = Problems::new();
    check(&mut problems, new);
    problems.ok()?;
    let tenure = insert(cx, conn, person, new).await?;
    names::find_by(conn, person).await?;
    list(conn, person).await?;
    journal::note(cx, conn, Act::TenureOpened, person.0, None).await?;
    Ok(tenure)
}

/// The last day is worked; the day after, the person is a former colleague.
pub async fn end_tenure(cx: &Cx, conn: &mut Conn, tenure: TenureId, last_day: Day) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let found = reads::tenure(conn, tenure).await?;
    if last_day < found.started_on {
        return Err(Error::invalid("last_day", before_start(cx, found.started_on)));
    }
    sql::update_ended_on(conn, tenure, Some(last_day)).await?;
    list(conn, found.person_id).await?;
    journal::note(cx, conn, Act::TenureChanged, found.person_id.0, Some("ended")).await
}

/// They stay after all.
pub async fn reopen_tenure(cx: &Cx, conn: &mut Conn, tenure: TenureId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let found = reads::tenure(conn, tenure).await?;
    sql::update_ended_on(conn, tenure, None).await?;
    list(conn, found.person_id).await?;
    journal::note(cx, conn, Act::TenureChanged, found.person_id.0, Some("reopened")).await
}

/// Within the group: the old run of employment ends the day before the new one begins.
pub async fn transfer(cx: &Cx, conn: &mut Conn, from: TenureId, to: &NewTenure) -> Result<TenureId> {
    cx.viewer.must(Can::EditPeople)?;
    let old = reads::tenure(conn, from).await?;
    if to.started_on <= old.started_on {
        return Err(Error::invalid("started_on", before_start(cx, old.started_on)));
    }
    let mut problems = Problems::new();
    check(&mut problems, to);
    problems.ok()?;
    sql::update_ended_on(conn, from, Some(to.started_on.plus_days(-1))).await?;
    let tenure = insert(cx, conn, old.person_id, to).await?;
    names::find_by(conn, old.person_id).await?;
    list(conn, old.person_id).await?;
    journal::note(cx, conn, Act::Transferred, old.person_id.0, None).await?;
    Ok(tenure)
}

/// What somebody is in a run of employment; `None` is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    pub kind: PersonKind,
    pub department: Option<String>,
    pub title: Option<String>,
    pub manager: Option<PersonId>,
}

/// All of it at once, as whoever keeps the books has it now.
pub async fn correct(cx: &Cx, conn: &mut Conn, tenure: &Tenure, work: &Work) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    if work.manager == Some(tenure.person_id) {
        return Err(Error::invalid("manager", Text::new("people-problem-own-manager")));
    }
    let clean = |text: &Option<String>| text.as_deref().and_then(names::cleaned);
    let work = Work { department: clean(&work.department), title: clean(&work.title), ..work.clone() };
    let before = Work {
        kind: tenure.kind,
        department: tenure.department.clone(),
        title: tenure.title.clone(),
        manager: tenure.manager_id,
    };
    if work == before {
        return Ok(());
    }
    sql::correct_tenure(conn, tenure.tenure_id, &work).await?;
    list(conn, tenure.person_id).await?;
    journal::note(cx, conn, Act::TenureChanged, tenure.person_id.0, Some("work")).await
}

pub async fn set_manager(cx: &Cx, conn: &mut Conn, tenure: TenureId, manager: PersonId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let found = reads::tenure(conn, tenure).await?;
    if found.person_id == manager {
        return Err(Error::invalid("manager", Text::new("people-problem-own-manager")));
    }
    sql::update_manager(conn, tenure, manager).await?;
    journal::note(cx, conn, Act::TenureChanged, found.person_id.0, Some("manager")).await
}

pub(super) fn check(problems: &mut Problems, new: &NewTenure) {
    if new.ended_on.is_some_and(|last| last < new.started_on) {
        problems.add("last_day", Text::new("people-problem-before-start"));
    }
}

fn before_start(cx: &Cx, started_on: Day) -> Text {
    Text::new("people-problem-before-start-on").with("day", cx.l().day(started_on))
}

/// The row and its number, which is the person's for life.
pub(super) async fn insert(cx: &Cx, conn: &mut Conn, person: PersonId, new: &NewTenure) -> Result<TenureId> {
    let number = new.number.as_deref().and_then(words::number);
    if let Some(number) = &number
        && sql::take_number(conn, new.entity, number, person).await? == 0
    {
        return Err(Error::invalid("number", taken(conn, new, number).await?));
    }
    let tenure = TenureId::next(&cx.app.ids, cx.now);
    let clean = |text: &Option<String>| text.as_deref().and_then(names::cleaned);
    let (department, title) = (clean(&new.department), clean(&new.title));
    let row = NewTenure { number, department, title, ..new.clone() };
    sql::insert_tenure(conn, tenure, person, &row, cx.now).await?;
    Ok(tenure)
}

/// Whose number it is, as far as anybody still knows.
async fn taken(conn: &mut Conn, new: &NewTenure, number: &str) -> Result<Text> {
    let holder = read::by_number(conn, new.entity, number).await?.flatten();
    Ok(match holder {
        Some(holder) => {
            let name = reads::person(conn, holder).await?.name;
            Text::new("people-problem-number-taken").with("number", number).with("name", name)
        }
        None => Text::new("people-problem-number-gone").with("number", number),
    })
}
