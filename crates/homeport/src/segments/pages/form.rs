//! The filter as a form.

use keel::db::Conn;
use keel::error::Result;

use super::words;
use crate::app::Cx;
use crate::members;
use crate::organisations;
use crate::people::directory::{self, Eye};
use crate::people::{self, PersonKind};
use crate::segments::Filter;
use crate::segments::filter::{Asked, Engaged, Fresh, Reached, Stay, When};
use crate::shell::Choice;
use keel::l10n::Lang;

/// Every field of the form with what was chosen.
pub struct FilterView {
    pub who: Work,
    pub except: Work,
    /// Nobody is left out by what they did or where they live.
    pub is_plain: bool,
    /// Something is asked of where they are now, or of how they stand to us.
    pub asks_now: bool,
    pub asks_us: bool,
    pub kinds: Vec<Choice>,
    pub stays: Vec<Choice>,
    pub organisation: String,
    pub industries: Vec<Choice>,
    pub whens: Vec<Choice>,
    pub skill: String,
    pub school: String,
    pub freshes: Vec<Choice>,
    pub fresh_on: String,
    pub consents: Vec<Choice>,
    pub engageds: Vec<Choice>,
    pub seen_on: String,
    pub contacts: Vec<Choice>,
    nots: Vec<Asked>,
}

/// What a list of people is narrowed by; a second one says who is left out.
pub struct Work {
    prefix: &'static str,
    pub entities: Vec<Choice>,
    pub departments: Vec<Choice>,
    pub from: String,
    pub to: String,
    pub left: String,
    pub place: String,
    pub languages: Vec<Choice>,
}

impl Work {
    pub fn name(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }
}

impl FilterView {
    /// Asked the other way round.
    pub fn is_not(&self, what: &str) -> bool {
        self.nots.iter().any(|asked| asked.word() == what)
    }
}

pub async fn view(cx: &Cx, conn: &mut Conn, filter: &Filter) -> Result<FilterView> {
    let l = cx.l();
    let day = |day: Option<keel::clock::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    Ok(FilterView {
        who: work(cx, conn, &filter.who, "").await?,
        except: work(cx, conn, &filter.except, "no-").await?,
        is_plain: filter.except.is_empty(),
        asks_now: filter.when.is_some()
            || filter.fresh.is_some()
            || filter.skill.is_some()
            || filter.school.is_some(),
        skill: filter.skill.clone().unwrap_or_default(),
        school: filter.school.clone().unwrap_or_default(),
        asks_us: filter.engaged.is_some()
            || filter.seen_on.is_some()
            || filter.contact.is_some()
            || !filter.consents.is_empty(),
        kinds: choices(cx, PersonKind::ALL, filter.kind, PersonKind::word, |kind| {
            people::pages::kind(l, kind)
        }),
        stays: choices(cx, Stay::ALL, filter.stay, Stay::word, |word| l.t(words::stay(word)).into_owned()),
        organisation: filter.organisation.clone().unwrap_or_default(),
        industries: organisations::pages::industries(l, "segments-any", filter.industry),
        whens: When::ALL
            .iter()
            .map(|word| Choice {
                value: word.to_string(),
                label: l.t(words::when(*word)).into_owned(),
                is_chosen: filter.when.unwrap_or(When::Now) == *word,
            })
            .collect(),
        freshes: choices(cx, Fresh::ALL, filter.fresh, Fresh::word, |word| {
            l.t(words::fresh(word)).into_owned()
        }),
        fresh_on: day(filter.fresh_on),
        consents: members::choices(l, &filter.consents)
            .into_iter()
            .map(|choice| Choice {
                value: choice.purpose.to_string(),
                label: choice.title,
                is_chosen: choice.is_given,
            })
            .collect(),
        engageds: choices(cx, Engaged::ALL, filter.engaged, Engaged::word, |word| {
            l.t(words::engaged(word)).into_owned()
        }),
        seen_on: day(filter.seen_on),
        contacts: choices(cx, Reached::ALL, filter.contact, Reached::word, |word| {
            l.t(words::reached(word)).into_owned()
        }),
        nots: filter.not.iter().copied().collect(),
    })
}

/// Every case after the choice of any.
fn choices<T: Copy + PartialEq>(
    cx: &Cx,
    all: &[T],
    chosen: Option<T>,
    word: fn(T) -> &'static str,
    label: impl Fn(T) -> String,
) -> Vec<Choice> {
    let cases = all.iter().map(|case| Choice {
        value: word(*case).to_owned(),
        label: label(*case),
        is_chosen: chosen == Some(*case),
    });
    std::iter::once(any(cx, chosen.is_none())).chain(cases).collect()
}

fn any(cx: &Cx, is_chosen: bool) -> Choice {
    Choice { value: String::new(), label: cx.l().t("segments-any").into_owned(), is_chosen }
}

async fn work(cx: &Cx, conn: &mut Conn, filter: &directory::Filter, prefix: &'static str) -> Result<Work> {
    let eye = Eye::of(&cx.viewer);
    let entity = filter.entity.map(|entity| entity.to_string()).unwrap_or_default();
    let entities = people::pages::entities(cx, conn, &entity).await?;
    let mut departments = directory::departments(conn, &eye).await?;
    if let Some(chosen) = filter.department.as_ref().filter(|chosen| !departments.contains(chosen)) {
        departments.insert(0, chosen.clone());
    }
    let departments = departments.into_iter().map(|name| Choice {
        is_chosen: filter.department.as_ref() == Some(&name),
        value: name.clone(),
        label: name,
    });
    let year = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
    let place = filter.place.as_deref().map(|place| people::pages::place(cx, place).to_owned());
    Ok(Work {
        prefix,
        entities: std::iter::once(any(cx, entity.is_empty())).chain(entities).collect(),
        departments: std::iter::once(any(cx, filter.department.is_none())).chain(departments).collect(),
        from: year(filter.from),
        to: year(filter.to),
        left: year(filter.left),
        place: place.unwrap_or_default(),
        languages: choices(cx, &Lang::ALL, filter.language, Lang::code, |lang| lang.name().to_owned()),
    })
}
