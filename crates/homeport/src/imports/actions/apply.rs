//! Carrying out a plan, and taking back what was carried out, by the same acts that an officer uses.

use keel::clock::Day;
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::l10n::Lang;
use serde::{Deserialize, Serialize};

use crate::app::Cx;
use crate::careers::{self, PositionId};
use crate::departures::{self, DepartureId, Verdict};
use crate::imports::model::{Counts, ImportId};
use crate::imports::plan::{Change, Plan, Which, Who};
use crate::imports::sql;
use crate::people::{self, ContactId, NameId, PersonId, TenureId};

/// What there was before a change.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Before {
    text: Option<String>,
    department: Option<String>,
    title: Option<String>,
    was_open: bool,
}

/// Carries out a plan that is not to stay out, and counts it.
pub async fn apply(
    cx: &Cx,
    conn: &mut Conn,
    import: ImportId,
    plan: &Plan,
    counts: &mut Counts,
) -> Result<()> {
    let (person, is_new) = match &plan.who {
        Who::New(new) => (people::actions::add(cx, conn, new).await?, true),
        Who::Known(person) => (*person, false),
        Who::Nobody => return Ok(()),
    };
    let mut work = Work { cx, conn, import, person, is_new, opened: Vec::new() };
    if is_new {
        work.opened.extend(people::tenures(work.conn, person).await?.first().map(|tenure| tenure.tenure_id));
    }
    for change in &plan.changes {
        work.change(change, plan.has_private_contact, counts).await?;
    }
    if plan.has_left && !plan.has_private_contact {
        counts.no_contact += 1;
    }
    let outcome = if is_new {
        "created"
    } else if plan.changes.is_empty() {
        "unchanged"
    } else {
        "updated"
    };
    count(cx, conn, import, person, outcome, counts).await
}

/// Each person once, by the most that was done to them.
pub async fn count(
    cx: &Cx,
    conn: &mut Conn,
    import: ImportId,
    person: PersonId,
    outcome: &str,
    counts: &mut Counts,
) -> Result<()> {
    let before = sql::outcome(conn, import, person).await?;
    match (before.as_deref(), outcome) {
        (None, "created") => counts.created += 1,
        (None, "updated") => counts.updated += 1,
        (None, _) => counts.unchanged += 1,
        (Some("unchanged"), "updated") => {
            counts.unchanged -= 1;
            counts.updated += 1;
        }
        (Some(_), _) => {}
    }
    let outcome = match (before.as_deref(), outcome) {
        (Some("created"), _) => "created",
        (Some("updated"), "unchanged") => "updated",
        _ => outcome,
    };
    sql::touch(conn, import, person, outcome, cx.now).await
}

struct Work<'a> {
    cx: &'a Cx,
    conn: &'a mut Conn,
    import: ImportId,
    person: PersonId,
    is_new: bool,
    /// The runs of employment that this plan opened, in order.
    opened: Vec<TenureId>,
}

impl Work<'_> {
    async fn change(&mut self, change: &Change, can_be_written_to: bool, counts: &mut Counts) -> Result<()> {
        let (cx, person) = (self.cx, self.person);
        match change {
            Change::FirstName(name) => {
                let text = Some(people::person(self.conn, person).await?.name);
                people::actions::set_name(cx, self.conn, person, name).await?;
                self.note("first_name", None, Before { text, ..Before::default() }).await
            }
            Change::OtherName(name) => {
                let id = people::actions::add_name(cx, self.conn, person, name).await?;
                self.note("name", Some(id.0), Before::default()).await
            }
            Change::Place(place) => {
                let text = people::person(self.conn, person).await?.place;
                people::actions::set_place(cx, self.conn, person, Some(place)).await?;
                self.note("place", None, Before { text, ..Before::default() }).await
            }
            Change::Language(language) => {
                let before = people::person(self.conn, person).await?.language;
                people::actions::set_language(cx, self.conn, person, *language).await?;
                let text = before.map(|language| language.code().to_owned());
                self.note("language", None, Before { text, ..Before::default() }).await
            }
            Change::Contact(contact) => {
                let id = people::actions::add_contact(cx, self.conn, person, contact, "file", false).await?;
                self.note("contact", Some(id.0), Before::default()).await
            }
            Change::Open(new) => {
                let tenure = people::actions::open_tenure(cx, self.conn, person, new).await?;
                self.opened.push(tenure);
                self.note("tenure", Some(tenure.0), Before::default()).await
            }
            Change::Work { tenure, department, title } => {
                let kept = people::tenure(self.conn, *tenure).await?;
                let work = people::actions::Work {
                    kind: kept.kind,
                    department: department.clone().or(kept.department.clone()),
                    title: title.clone().or(kept.title.clone()),
                    manager: kept.manager_id,
                };
                people::actions::correct(cx, self.conn, &kept, &work).await?;
                let before = Before { department: kept.department, title: kept.title, ..Before::default() };
                self.note("work", Some(tenure.0), before).await
            }
            Change::Left { tenure, last_day, kind, reason } => {
                let Some(tenure) = self.tenure(*tenure) else { return Ok(()) };
                let told = self.left(tenure, *last_day, *kind, reason.as_deref()).await?;
                let is_written_to = told.verdict == Verdict::Invite && !told.is_past && can_be_written_to;
                count_departure(told, is_written_to && *last_day <= cx.today(), counts);
                Ok(())
            }
        }
    }

    fn tenure(&self, which: Which) -> Option<TenureId> {
        match which {
            Which::Known(tenure) => Some(tenure),
            Which::Opened(at) => self.opened.get(at).copied(),
        }
    }

    async fn left(
        &mut self,
        tenure: TenureId,
        last_day: Day,
        kind: departures::Kind,
        reason: Option<&str>,
    ) -> Result<departures::actions::Told> {
        let was_open = people::tenure(self.conn, tenure).await?.ended_on.is_none();
        let told = departures::actions::tell(self.cx, self.conn, tenure, last_day, kind).await?;
        if told.is_new {
            if let Some(reason) = reason {
                departures::actions::note_reason(self.cx, self.conn, told.departure, reason).await?;
            }
            let before = Before { was_open, ..Before::default() };
            self.note("departure", Some(told.departure.0), before).await?;
        }
        Ok(told)
    }

    /// Writes down how to take a change back. Whoever is new is taken back whole.
    async fn note(&mut self, kind: &str, target: Option<Id>, before: Before) -> Result<()> {
        if self.is_new {
            return Ok(());
        }
        let change = sql::Change {
            change_id: self.cx.app.ids.next(self.cx.now),
            kind: kind.to_owned(),
            target,
            before: serde_json::to_string(&before)?,
        };
        sql::insert_change(self.conn, self.import, self.person, &change).await
    }
}

fn count_departure(told: departures::actions::Told, is_written_to: bool, counts: &mut Counts) {
    if !told.is_new {
        return;
    }
    counts.departures += 1;
    match told.verdict {
        Verdict::Invite => counts.eligible += 1,
        Verdict::Held => counts.held += 1,
        Verdict::NotInvited | Verdict::Never => {}
    }
    counts.written_to += i64::from(is_written_to);
}

/// Takes back what an import did to one person, the last change first.
pub async fn take_back(
    cx: &Cx,
    conn: &mut Conn,
    import: ImportId,
    person: PersonId,
    outcome: &str,
) -> Result<()> {
    if outcome == "created" {
        // Nobody gave a photo yet: that would have been built on it.
        people::actions::take_back(cx, conn, person).await?;
        return Ok(());
    }
    for change in sql::changes(conn, import, person).await? {
        let before: Before = serde_json::from_str(&change.before)?;
        undo(cx, conn, person, &change, before).await?;
    }
    sql::forget(conn, import, person).await
}

async fn undo(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    change: &sql::Change,
    before: Before,
) -> Result<()> {
    let target = change.target.unwrap_or(person.0);
    match change.kind.as_str() {
        "first_name" => people::actions::set_name(cx, conn, person, &before.text.unwrap_or_default()).await,
        "name" => people::actions::remove_name(cx, conn, person, NameId(target)).await,
        "place" => people::actions::set_place(cx, conn, person, before.text.as_deref()).await,
        "language" => {
            let language = before.text.as_deref().and_then(Lang::from_tag);
            people::actions::set_language(cx, conn, person, language).await
        }
        "contact" => people::actions::remove_contact(cx, conn, ContactId(target)).await,
        "tenure" => people::actions::remove_tenure(cx, conn, TenureId(target)).await,
        "work" => {
            let (department, title) = (before.department.as_deref(), before.title.as_deref());
            people::actions::put_work(cx, conn, TenureId(target), department, title).await
        }
        "position" => careers::actions::take_back(cx, conn, person, PositionId(target)).await.map(drop),
        "departure" => departures::actions::untell(cx, conn, DepartureId(target), before.was_open).await,
        _ => Ok(()),
    }
}
