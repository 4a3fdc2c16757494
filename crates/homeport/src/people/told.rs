//! What an HR system says about somebody, member by member of its JSON.

use keel::clock::Day;
use keel::contact::{Contact, Mail, Mobile};
use keel::error::{Problems, Result, Text};
use keel::json::{Faults, Given, Object};
use keel::l10n::Lang;

use super::{EntityId, NewPerson, PersonId, PersonKind};

/// What is left out stays as it is; what is null is not there any more.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pub name: Option<String>,
    /// Beside the first. They are added: a person may have given more.
    pub other_names: Vec<String>,
    pub language: Option<Lang>,
    pub place: Given<String>,
    pub mail: Given<Contact>,
    pub mobile: Given<Contact>,
    pub kind: Option<PersonKind>,
    pub department: Given<String>,
    pub title: Given<String>,
    /// By number, within the same entity.
    pub manager: Given<String>,
    pub started_on: Option<Day>,
    pub ended_on: Given<Day>,
}

/// Where such things are said to be known from.
pub const SOURCE: &str = "api";

impl Told {
    /// Takes out of `body` what it says about somebody.
    pub fn read(body: &mut Object, faults: &mut Faults) -> Self {
        let name = body.text("name", faults);
        let other_names = body.texts("other_names", faults);
        let language = body.word("language", faults, &[("zh-CN", Lang::Zh), ("en", Lang::En)]);
        let kinds: Vec<_> = PersonKind::ALL.iter().map(|kind| (kind.word(), *kind)).collect();
        let kind = body.word("kind", faults, &kinds);
        let started_on = body.day("started_on", faults);
        let (mail, mobile) = contacts(body, faults);
        Self {
            name: body.not_null("name", name, faults),
            other_names: body.not_null("other_names", other_names, faults).unwrap_or_default(),
            language: body.not_null("language", language, faults),
            place: body.text("place", faults),
            mail,
            mobile,
            kind: body.not_null("kind", kind, faults),
            department: body.text("department", faults),
            title: body.text("title", faults),
            manager: body.text("manager", faults),
            started_on: body.not_null("started_on", started_on, faults),
            ended_on: body.day("ended_on", faults),
        }
    }

    /// Both ways to reach them, as far as they are said.
    pub fn contacts(&self) -> Vec<Contact> {
        [&self.mail, &self.mobile].into_iter().filter_map(|given| given.clone().value()).collect()
    }

    /// Somebody nobody wrote down yet. Of such a one the name and the first day are needed.
    pub fn newcomer(
        &self,
        entity: EntityId,
        number: Option<String>,
        manager: Option<PersonId>,
    ) -> Result<NewPerson> {
        let mut problems = Problems::new();
        if self.name.is_none() {
            problems.add("name", Text::new("people-problem-name"));
        }
        if self.started_on.is_none() {
            problems.add("started_on", Text::new("people-problem-start-missing"));
        }
        let (Some(name), Some(started_on)) = (self.name.clone(), self.started_on) else {
            return Err(keel::error::Error::Invalid(problems));
        };
        Ok(NewPerson {
            name,
            other_names: self.other_names.clone(),
            language: self.language,
            place: self.place.clone().value(),
            entity,
            number,
            kind: self.kind.unwrap_or(PersonKind::Employee),
            department: self.department.clone().value(),
            title: self.title.clone().value(),
            manager,
            started_on,
            ended_on: self.ended_on.clone().value(),
            contacts: self.contacts(),
            source: SOURCE.to_owned(),
        })
    }
}

fn contacts(body: &mut Object, faults: &mut Faults) -> (Given<Contact>, Given<Contact>) {
    let mut within = match body.object("contacts", faults) {
        Given::Nothing => return (Given::Nothing, Given::Nothing),
        Given::Null => return (Given::Null, Given::Null),
        Given::Value(within) => within,
    };
    let mail = within.read("mail", faults, |text| said(Mail::parse(text).map(Contact::from)));
    let mobile = within.read("mobile", faults, |text| said(Mobile::parse(text, "CN").map(Contact::from)));
    within.end(faults);
    (mail, mobile)
}

fn said<T>(checked: Result<T>) -> std::result::Result<T, Text> {
    checked.map_err(|error| error.text())
}
