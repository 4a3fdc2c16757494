//! What a file would change about one person: compared with what is on file, without writing. The same
//! plan is counted when a file is checked and carried out when it is taken in.

use keel::clock::Day;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::Result;
use keel::l10n::Lang;

use super::find::find;
use super::groups::Group;
use super::lines::Stint;
use super::model::{Problem, Reason};
use crate::app::Cx;
use crate::departures::{self, Case, Kind, Policy, Verdict};
use crate::members;
use crate::people::{self, EntityId, NewPerson, NewTenure, PersonId, PersonKind, Tenure, TenureId, folded};

/// What is to be done about one person.
#[derive(Clone, Debug)]
pub struct Plan {
    pub who: Who,
    pub changes: Vec<Change>,
    pub problems: Vec<Problem>,
    /// The verdict of each departure that would be recorded, and whether it lies long back.
    pub verdicts: Vec<(Verdict, bool)>,
    pub has_left: bool,
    pub has_private_contact: bool,
}

#[derive(Clone, Debug)]
pub enum Who {
    Known(PersonId),
    New(Box<NewPerson>),
    /// Stays out; the problems say why.
    Nobody,
}

#[derive(Clone, Debug)]
pub enum Change {
    FirstName(String),
    OtherName(String),
    Place(String),
    Language(Lang),
    Contact(Contact),
    Open(Box<NewTenure>),
    Work { tenure: TenureId, department: Option<String>, title: Option<String> },
    Left { tenure: Which, last_day: Day, kind: Kind, reason: Option<String> },
}

/// A run of employment: on file, or the one that this plan opens as its so-manieth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Known(TenureId),
    Opened(usize),
}

/// What is the same for all people of an import.
pub struct Terms {
    pub source: String,
    pub policy: Policy,
    pub past_days: i32,
}

pub async fn plan(cx: &Cx, conn: &mut Conn, terms: &Terms, group: &Group) -> Result<Plan> {
    let mut plan = Plan {
        who: Who::Nobody,
        changes: Vec::new(),
        problems: Vec::new(),
        verdicts: Vec::new(),
        has_left: false,
        has_private_contact: false,
    };
    let Some(found) = find(cx, conn, group, &mut plan).await? else { return Ok(plan) };
    match found {
        Some(person) => of_known(cx, conn, terms, group, person, &mut plan).await?,
        None => of_new(cx, terms, group, &mut plan),
    }
    Ok(plan)
}

impl Plan {
    pub fn problem(&mut self, group: &Group, value: &str, reason: Reason) {
        let (row, value) = (group.row, value.to_owned());
        self.problems.push(Problem { row, column: String::new(), value, reason });
    }
}

fn of_new(cx: &Cx, terms: &Terms, group: &Group, plan: &mut Plan) {
    let Some((entity, number, stint)) = group.stints.first() else { return };
    let Some(started_on) = stint.started_on else {
        plan.problem(group, "", Reason::NoStart);
        return;
    };
    let first = tenure_of(cx, terms, *entity, number.as_ref(), stint, started_on);
    let private = |contact: &&Contact| people::is_private(&cx.app.settings(), contact);
    let works_here =
        group.stints.iter().any(|(_, _, stint)| stint.ended_on.is_none_or(|last| last > cx.today()));
    let contacts: Vec<_> =
        group.contacts.iter().filter(|contact| works_here || private(contact)).cloned().collect();
    plan.has_private_contact = contacts.iter().any(|contact| private(&contact));
    left(cx, terms, plan, Which::Opened(0), stint, (first.kind, started_on));
    for (entity, number, stint) in group.stints.iter().skip(1) {
        let Some(started_on) = stint.started_on else { continue };
        open(cx, terms, plan, tenure_of(cx, terms, *entity, number.as_ref(), stint, started_on), stint);
    }
    let name = if group.name.is_empty() { number.clone().unwrap_or_default() } else { group.name.clone() };
    plan.who = Who::New(Box::new(NewPerson {
        name,
        other_names: group.other_names.clone(),
        language: group.language,
        place: group.place.clone(),
        entity: first.entity,
        number: first.number,
        kind: first.kind,
        department: first.department,
        title: first.title,
        manager: None,
        started_on,
        ended_on: first.ended_on,
        contacts,
        source: terms.source.clone(),
    }));
}

fn tenure_of(
    cx: &Cx,
    terms: &Terms,
    entity: EntityId,
    number: Option<&String>,
    stint: &Stint,
    started_on: Day,
) -> NewTenure {
    NewTenure {
        entity,
        number: number.cloned(),
        kind: stint.kind.unwrap_or(PersonKind::Employee),
        department: stint.department.clone(),
        title: stint.title.clone(),
        manager: None,
        started_on,
        // A day ahead is a departure that is agreed on, not one that happened.
        ended_on: stint.ended_on.filter(|last| *last <= cx.today()),
        source: terms.source.clone(),
    }
}

/// A further run of employment; the first that a newcomer has is opened with the person.
fn open(cx: &Cx, terms: &Terms, plan: &mut Plan, new: NewTenure, stint: &Stint) {
    let is_new = plan.changes.iter().filter(|change| matches!(change, Change::Open(_))).count();
    let which = Which::Opened(is_new + usize::from(!matches!(plan.who, Who::Known(_))));
    let (kind, started_on) = (new.kind, new.started_on);
    plan.changes.push(Change::Open(Box::new(new)));
    left(cx, terms, plan, which, stint, (kind, started_on));
}

/// Notes that a run of employment ended, with what would follow from it.
fn left(
    cx: &Cx,
    terms: &Terms,
    plan: &mut Plan,
    tenure: Which,
    stint: &Stint,
    (person, started_on): (PersonKind, Day),
) {
    let Some(last_day) = stint.ended_on else { return };
    let kind = stint.leaving.unwrap_or(Kind::Unknown);
    let days = started_on.days_until(last_day) + 1;
    let (verdict, _) = terms.policy.verdict(&Case { silence: None, person, kind, days });
    plan.verdicts.push((verdict, last_day.days_until(cx.today()) > terms.past_days));
    plan.has_left = true;
    plan.changes.push(Change::Left { tenure, last_day, kind, reason: stint.reason.clone() });
}

async fn of_known(
    cx: &Cx,
    conn: &mut Conn,
    terms: &Terms,
    group: &Group,
    person: PersonId,
    plan: &mut Plan,
) -> Result<()> {
    plan.who = Who::Known(person);
    let tenures = people::tenures(conn, person).await?;
    for (entity, number, stint) in &group.stints {
        match same(&tenures, *entity, number.as_ref(), stint) {
            Some(tenure) => of_tenure(cx, conn, terms, group, (tenure, stint), plan).await?,
            None => match stint.started_on {
                Some(start) => {
                    open(cx, terms, plan, tenure_of(cx, terms, *entity, number.as_ref(), stint, start), stint)
                }
                None => plan.problem(group, "", Reason::NoStart),
            },
        }
    }
    of_person(cx, conn, group, person, &tenures, plan).await
}

/// The run on file that a row speaks of: the same first day; one that overlaps; without a first day the
/// one that is open, or the latest.
fn same<'a>(
    tenures: &'a [Tenure],
    entity: EntityId,
    number: Option<&String>,
    stint: &Stint,
) -> Option<&'a Tenure> {
    let of_number = |tenure: &&Tenure| {
        tenure.entity_id == entity
            && (number.is_none() || tenure.number.is_none() || tenure.number.as_ref() == number)
    };
    let mut candidates = tenures.iter().filter(of_number);
    let Some(start) = stint.started_on else {
        return candidates.clone().find(|tenure| tenure.ended_on.is_none()).or_else(|| candidates.next());
    };
    let exact = candidates.clone().find(|tenure| tenure.started_on == start);
    let overlaps = |tenure: &&Tenure| {
        tenure.ended_on.is_none_or(|last| start <= last)
            && stint.ended_on.is_none_or(|last| tenure.started_on <= last)
    };
    exact.or_else(|| candidates.find(overlaps))
}

async fn of_tenure(
    cx: &Cx,
    conn: &mut Conn,
    terms: &Terms,
    group: &Group,
    (tenure, stint): (&Tenure, &Stint),
    plan: &mut Plan,
) -> Result<()> {
    if stint.started_on.is_some_and(|start| start != tenure.started_on) {
        let value = stint.started_on.map(|day| day.to_string()).unwrap_or_default();
        plan.problem(group, &value, Reason::OtherStart);
    }
    let fresh = |said: &Option<String>, kept: &Option<String>| {
        said.clone().filter(|said| Some(said) != kept.as_ref())
    };
    let department = fresh(&stint.department, &tenure.department);
    let title = fresh(&stint.title, &tenure.title);
    if department.is_some() || title.is_some() {
        plan.changes.push(Change::Work { tenure: tenure.tenure_id, department, title });
    }
    let Some(last_day) = stint.ended_on else { return Ok(()) };
    plan.has_left = true;
    if tenure.ended_on.is_some_and(|kept| kept != last_day) {
        plan.problem(group, &last_day.to_string(), Reason::OtherEnd);
    }
    if departures::of_tenure(conn, tenure.tenure_id).await?.is_some() {
        return Ok(());
    }
    let stint = Stint { ended_on: tenure.ended_on.or(stint.ended_on), ..stint.clone() };
    left(cx, terms, plan, Which::Known(tenure.tenure_id), &stint, (tenure.kind, tenure.started_on));
    Ok(())
}

async fn of_person(
    cx: &Cx,
    conn: &mut Conn,
    group: &Group,
    person: PersonId,
    tenures: &[Tenure],
    plan: &mut Plan,
) -> Result<()> {
    let kept = people::person(conn, person).await?;
    let others = people::names(conn, person).await?;
    let is_placeholder = tenures.iter().any(|tenure| tenure.number.as_ref() == Some(&kept.name));
    let mut names = group.other_names.clone();
    if is_placeholder && !group.name.is_empty() {
        plan.changes.push(Change::FirstName(group.name.clone()));
    } else {
        names.insert(0, group.name.clone());
    }
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        let is_same = |known: &str| folded(known) == folded(&name);
        if !is_same(&kept.name) && !others.iter().any(|other| is_same(&other.name)) {
            plan.changes.push(Change::OtherName(name));
        }
    }
    if let Some(place) = group.place.as_ref().filter(|place| kept.place.as_ref() != Some(place))
        && (kept.place.is_none() || !members::is_member(conn, person).await?)
    {
        // What a member wrote themselves is not overwritten by a file.
        plan.changes.push(Change::Place(place.clone()));
    }
    if let Some(language) = group.language.filter(|_| kept.language.is_none()) {
        plan.changes.push(Change::Language(language));
    }
    let settings = cx.app.settings();
    let works_here = tenures.iter().any(|tenure| tenure.is_open(cx.today()));
    let on_file = people::contacts(conn, person).await?;
    let mut private = on_file
        .iter()
        .filter_map(|known| known.contact().ok())
        .filter(|contact| people::is_private(&settings, contact))
        .count();
    for contact in &group.contacts {
        let is_private = people::is_private(&settings, contact);
        let is_known = on_file.iter().any(|known| known.address == contact.as_str().to_lowercase());
        if !is_known && (is_private || works_here) {
            private += usize::from(is_private);
            plan.changes.push(Change::Contact(contact.clone()));
        }
    }
    plan.has_private_contact = private > 0;
    Ok(())
}
