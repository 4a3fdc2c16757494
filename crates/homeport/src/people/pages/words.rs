//! People in words: years, departments, sources, what one typed.

use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::{Problems, Result, Text};
use keel::l10n::{L, Lang};

use crate::app::Cx;
use crate::people::{self, PersonId, PersonKind, Tenure};
use crate::shell::Choice;

/// "2019–2024", "2020", "since 2019".
pub fn years(l: L, from: Day, to: Option<Day>, today: Day) -> String {
    match to.filter(|last| *last < today) {
        Some(to) if to.year() == from.year() => from.year().to_string(),
        Some(to) => format!("{}–{}", from.year(), to.year()),
        None => l.t1("people-since", "year", from.year().to_string()),
    }
}

/// The parts that are there, with a dot between.
pub fn dotted<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

pub fn kind(l: L, kind: PersonKind) -> String {
    let key = match kind {
        PersonKind::Employee => "people-kind-employee",
        PersonKind::Intern => "people-kind-intern",
        PersonKind::Dispatched => "people-kind-dispatched",
        PersonKind::Contractor => "people-kind-contractor",
        PersonKind::Unknown => "people-kind-unknown",
    };
    l.t(key).into_owned()
}

/// Where something we know comes from, and how old it is.
pub fn known_from(cx: &Cx, source: &str, at: Time) -> String {
    let l = cx.l();
    let source = match source {
        "officer" => l.t("people-source-officer"),
        "self" => l.t("people-source-self"),
        "departure" => l.t("people-source-departure"),
        "transfer" => l.t("people-source-transfer"),
        "claim" => l.t("people-source-claim"),
        "merge" => l.t("people-source-merge"),
        "file" => l.t("people-source-file"),
        "api" => l.t("people-source-api"),
        "founded" => l.t("people-source-founded"),
        _ => l.t("people-source-other"),
    };
    format!("{source} · {}", l.ago(cx.now, at))
}

/// When two worked in the same department of the same company: the longest such time.
pub fn together(l: L, mine: &[Tenure], theirs: &[Tenure], today: Day) -> Option<String> {
    let mut best: Option<(i32, Day, Day, &str)> = None;
    for (one, other) in mine.iter().flat_map(|one| theirs.iter().map(move |other| (one, other))) {
        let is_same = one.entity_id == other.entity_id && one.department == other.department;
        let Some(department) = one.department.as_deref().filter(|_| is_same) else { continue };
        let from = one.started_on.max(other.started_on);
        let to = one.ended_on.unwrap_or(today).min(other.ended_on.unwrap_or(today));
        let days = from.days_until(to) + 1;
        if days > best.map_or(0, |best| best.0) {
            best = Some((days, from, to, department));
        }
    }
    let (_, from, to, department) = best?;
    Some(l.t2(
        "people-together",
        "years",
        years(l, from, Some(to), Day::max(today, to.plus_days(1))),
        "department",
        department,
    ))
}

pub fn kinds(l: L, chosen: PersonKind) -> Vec<Choice> {
    let choice = |one: &PersonKind| choice(one.word(), kind(l, *one), *one == chosen);
    PersonKind::ALL.iter().map(choice).collect()
}

pub fn languages(l: L, chosen: Option<Lang>) -> Vec<Choice> {
    let unknown = chosen.is_none().then(|| choice("", l.t("people-language-unknown").into_owned(), true));
    let known =
        [Lang::Zh, Lang::En].map(|lang| choice(lang.code(), lang.name().to_owned(), chosen == Some(lang)));
    unknown.into_iter().chain(known).collect()
}

pub fn choice(value: &str, label: String, is_chosen: bool) -> Choice {
    Choice { value: value.to_owned(), label, is_chosen }
}

/// The companies of the group, in the reader's language.
pub async fn entities(cx: &Cx, conn: &mut Conn, chosen: &str) -> Result<Vec<Choice>> {
    let all = people::entities(conn).await?;
    let choice = |entity: &people::Entity| {
        let id = entity.entity_id.to_string();
        let is_chosen = id == chosen;
        choice(&id, entity.name_in(cx.lang).to_owned(), is_chosen)
    };
    Ok(all.iter().map(choice).collect())
}

/// A place that lists are narrowed to, in the reader's language where it is a known town.
pub fn place<'a>(cx: &Cx, place: &'a str) -> &'a str {
    keel::places::named(place).map_or(place, |town| town.name_in(cx.lang))
}

/// A day as typed; nothing typed is none.
pub fn day(problems: &mut Problems, field: &'static str, typed: &str) -> Option<Day> {
    let typed = typed.trim();
    let day = Day::parse(typed);
    if day.is_none() && !typed.is_empty() {
        problems.add(field, Text::new("people-problem-day").with("typed", typed));
    }
    day
}

/// One line as typed; nothing typed is none.
pub fn line(typed: &str) -> Option<String> {
    Some(typed.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The manager by name or number, if it is clear who is meant.
pub async fn manager(conn: &mut Conn, problems: &mut Problems, typed: &str) -> Result<Option<PersonId>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let wanted = people::folded(typed);
    let found = people::search(conn, typed, 20).await?;
    let exact: Vec<_> = found.iter().filter(|one| people::folded(&one.name) == wanted).collect();
    let key = match (exact.as_slice(), found.as_slice()) {
        ([one], _) => return Ok(Some(one.person_id)),
        ([], [one]) => return Ok(Some(one.person_id)),
        ([], []) => "people-problem-manager-unknown",
        _ => "people-problem-manager-several",
    };
    problems.add("manager", Text::new(key));
    Ok(None)
}

#[cfg(test)]
mod tests {
    use keel::id::Id;

    use super::*;
    use crate::people::{EntityId, TenureId};

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn tenure(department: &str, from: &str, to: Option<&str>) -> Tenure {
        Tenure {
            tenure_id: TenureId(Id([1; 16])),
            person_id: PersonId(Id([1; 16])),
            entity_id: EntityId(Id([2; 16])),
            entity: "海帆教育".to_owned(),
            entity_en: None,
            number: None,
            kind: PersonKind::Employee,
            department: Some(department.to_owned()),
            title: None,
            manager_id: None,
            started_on: day(from),
            ended_on: to.map(day),
        }
    }

    #[test]
    fn the_years_together_are_those_both_were_there() {
        let l = crate::locales().expect("the messages parse").l(Lang::En);
        let mine = [tenure("English", "2019-01-01", None)];
        let theirs =
            [tenure("English", "2017-01-01", Some("2021-06-30")), tenure("Maths", "2021-07-01", None)];
        let words = together(l, &mine, &theirs, day("2026-11-21")).expect("they met");
        assert!(words.contains("2019–2021") && words.contains("English"), "{words}");
        assert_eq!(together(l, &mine, &theirs[1..], day("2026-11-21")), None);
        let earlier = [tenure("English", "2010-01-01", Some("2018-12-31"))];
        assert_eq!(together(l, &mine, &earlier, day("2026-11-21")), None);
    }
}
