//! What an HR system says about somebody: found by company and number, taken in if nobody has it yet.
//! What people say about themselves weighs more, and what asks to be left alone is.

use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::json::Given;

use super::{contacts, hold_entity, names, tenures};
use crate::access::Can;
use crate::app::Cx;
use crate::people::told::{SOURCE, Told};
use crate::people::{ContactKind, EntityId, PersonId, SilenceKind, Tenure, reads, words};
use crate::{departures, members};

/// Takes in what is said about whoever has a number; who it is, and whether they are new.
pub async fn tell(
    cx: &Cx,
    conn: &mut Conn,
    entity: EntityId,
    number: &str,
    told: &Told,
) -> Result<(PersonId, bool)> {
    cx.viewer.must(Can::EditPeople)?;
    let number = words::number(number).ok_or(Error::NotFound)?;
    // Two that tell of the same newcomer at the same moment tell of one.
    hold_entity(conn, entity).await?;
    let manager = manager(conn, entity, &told.manager).await?;
    match reads::holder(conn, entity, &number).await? {
        Some(Some(person)) => {
            update(cx, conn, person, (entity, &number), told, manager).await?;
            Ok((person, false))
        }
        Some(None) => Err(closed()),
        None => {
            let new = told.newcomer(entity, Some(number.clone()), manager.value())?;
            if reads::is_tombstoned(conn, &cx.app.key, Some((entity, &number)), &new.contacts)
                .await?
                .is_some()
            {
                return Err(closed());
            }
            Ok((super::add(cx, conn, &new).await?, true))
        }
    }
}

/// Somebody was deleted or wants no contact; which of the two, and who, is told to no machine.
pub fn closed() -> Error {
    Error::Conflict(Text::new("people-problem-closed"))
}

async fn manager(conn: &mut Conn, entity: EntityId, given: &Given<String>) -> Result<Given<PersonId>> {
    Ok(match given {
        Given::Nothing => Given::Nothing,
        Given::Null => Given::Null,
        Given::Value(number) => match reads::find_by_number(conn, entity, number).await? {
            Some(person) => Given::Value(person),
            None => return Err(Error::invalid("manager", Text::new("people-problem-manager-unknown"))),
        },
    })
}

async fn update(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    number: (EntityId, &str),
    told: &Told,
    manager: Given<PersonId>,
) -> Result<()> {
    match reads::silence_of(conn, person).await?.map(|silence| silence.kind) {
        Some(SilenceKind::DoNotContact | SilenceKind::Exit) => return Err(closed()),
        Some(SilenceKind::Deceased) | None => {}
    }
    match run(cx, conn, person, number, told).await? {
        Some(tenure) => change(cx, conn, &tenure, told, manager).await?,
        None => open(cx, conn, person, number, told, manager).await?,
    }
    name(cx, conn, person, told).await?;
    about(cx, conn, person, told).await?;
    reach(cx, conn, person, ContactKind::Mail, &told.mail).await?;
    reach(cx, conn, person, ContactKind::Mobile, &told.mobile).await
}

/// The run of employment that is spoken of: the one that began on the day said, or else the latest.
/// `None` is a further one. A first day on file is not overwritten.
async fn run(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    (entity, number): (EntityId, &str),
    told: &Told,
) -> Result<Option<Tenure>> {
    let all = reads::tenures(conn, person).await?;
    let runs: Vec<_> = all
        .into_iter()
        .filter(|tenure| tenure.entity_id == entity && tenure.number.as_deref() == Some(number))
        .collect();
    let Some(started_on) = told.started_on else {
        let missing = || Error::invalid("started_on", Text::new("people-problem-start-missing"));
        return runs.into_iter().next().map(Some).ok_or_else(missing);
    };
    if let Some(same) = runs.iter().find(|tenure| tenure.started_on == started_on) {
        return Ok(Some(same.clone()));
    }
    match runs.first() {
        Some(latest) if latest.ended_on.is_none_or(|last| last >= started_on) => {
            let day = cx.l().day(latest.started_on);
            Err(Error::invalid("started_on", Text::new("people-problem-start-kept").with("day", day)))
        }
        // Some systems give a number to the next one; here it is kept for life.
        _ if !goes_by(conn, person, told.name.as_deref()).await? => Err(other_name()),
        _ => Ok(None),
    }
}

/// A number that comes with the name of somebody else.
pub fn other_name() -> Error {
    Error::invalid("name", Text::new("people-problem-other-name"))
}

/// Whether this is one of the names somebody goes by; no name contradicts nobody.
pub async fn goes_by(conn: &mut Conn, person: PersonId, name: Option<&str>) -> Result<bool> {
    let Some(name) = name.map(words::folded) else { return Ok(true) };
    if words::folded(&reads::person(conn, person).await?.name) == name {
        return Ok(true);
    }
    Ok(reads::names(conn, person).await?.iter().any(|other| words::folded(&other.name) == name))
}

async fn open(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    (entity, number): (EntityId, &str),
    told: &Told,
    manager: Given<PersonId>,
) -> Result<()> {
    // Somebody on file has a name already.
    let name = reads::person(conn, person).await?.name;
    let told = Told { name: Some(name), ..told.clone() };
    let new = told.newcomer(entity, Some(number.to_owned()), manager.value())?;
    tenures::open_tenure(cx, conn, person, &new.tenure()).await?;
    Ok(())
}

async fn change(
    cx: &Cx,
    conn: &mut Conn,
    tenure: &Tenure,
    told: &Told,
    manager: Given<PersonId>,
) -> Result<()> {
    let work = tenures::Work {
        kind: told.kind.unwrap_or(tenure.kind),
        department: told.department.clone().or_before(tenure.department.clone()),
        title: told.title.clone().or_before(tenure.title.clone()),
        manager: manager.or_before(tenure.manager_id),
    };
    tenures::correct(cx, conn, tenure, &work).await?;
    let ended_on = told.ended_on.clone().or_before(tenure.ended_on);
    if ended_on == tenure.ended_on {
        return Ok(());
    }
    if departures::of_tenure(conn, tenure.tenure_id).await?.is_some() {
        return Err(Error::Conflict(Text::new("people-problem-departure")));
    }
    match ended_on {
        Some(last_day) => tenures::end_tenure(cx, conn, tenure.tenure_id, last_day).await,
        None => tenures::reopen_tenure(cx, conn, tenure.tenure_id).await,
    }
}

/// A member's own name stays first; what HR calls them is a further one.
async fn name(cx: &Cx, conn: &mut Conn, person: PersonId, told: &Told) -> Result<()> {
    let first = reads::person(conn, person).await?.name;
    let others = reads::names(conn, person).await?;
    let is_new = |name: &String| *name != first && others.iter().all(|other| other.name != *name);
    if let Some(name) = told.name.as_deref().and_then(names::cleaned).filter(is_new) {
        if members::is_member(conn, person).await? {
            names::add_name(cx, conn, person, &name).await?;
        } else {
            names::set_name(cx, conn, person, &name).await?;
        }
    }
    let further = told.other_names.iter().filter_map(|name| names::cleaned(name));
    for name in further.filter(is_new) {
        names::add_name(cx, conn, person, &name).await?;
    }
    Ok(())
}

/// Language and place. The language that somebody chose stays.
async fn about(cx: &Cx, conn: &mut Conn, person: PersonId, told: &Told) -> Result<()> {
    let kept = reads::person(conn, person).await?;
    if let Some(language) = told.language.filter(|_| kept.language.is_none()) {
        names::set_language(cx, conn, person, language).await?;
    }
    let place = told.place.clone().or_before(kept.place.clone());
    if place != kept.place {
        names::set_place(cx, conn, person, place.as_deref()).await?;
    }
    Ok(())
}

/// One way to reach somebody. What HR said before goes when it says otherwise; what the person gave or
/// confirmed is the person's.
async fn reach(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    kind: ContactKind,
    given: &Given<Contact>,
) -> Result<()> {
    let wanted = match given {
        Given::Nothing => return Ok(()),
        Given::Null => None,
        Given::Value(contact) => Some(contact),
    };
    let address = wanted.map(reads::kept);
    let on_file = reads::contacts(conn, person).await?;
    if let Some(contact) = wanted
        && on_file.iter().all(|one| Some(&one.address) != address.as_ref())
    {
        if reads::is_tombstoned(conn, &cx.app.key, None, std::slice::from_ref(contact)).await?.is_some() {
            return Err(closed());
        }
        contacts::add_contact(cx, conn, person, contact, SOURCE, false).await?;
    }
    for old in on_file {
        let is_ours = old.kind == kind && old.source == SOURCE && old.confirmed_at.is_none();
        if is_ours && Some(&old.address) != address.as_ref() {
            contacts::remove_contact(cx, conn, old.contact_id).await?;
        }
    }
    Ok(())
}
