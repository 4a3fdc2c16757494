//! The nouns of careers, and what makes a job news.

use keel::clock::{Day, Time};
use keel::error::{Error, Problems, Text};
use keel::names::tidy;
use keel::partial::Partial;
use keel::row;

use super::has_begun;
use crate::organisations::{OrganisationId, checked_name};
use crate::people::{self, PersonId};

keel::id!(PositionId);
keel::id!(RevisionId);
keel::id!(NewsId);

keel::words! {
    /// Whom a position is known from.
    pub enum Source {
        Own = "self",
        Officer = "officer",
        Colleague = "colleague",
        File = "file",
        /// The answer to a letter.
        Letter = "letter",
    }
}

keel::words! {
    /// What changed.
    pub enum NewsKind {
        Job = "job",
        Founded = "founded",
        Moved = "moved",
    }
}

/// Positions that one person may have.
pub const MOST: usize = 100;
/// The longest title or place, in characters; of what they did.
pub const LONGEST: usize = 200;
pub const LONGEST_WHAT: usize = 2_000;
/// Days that a removed position waits to be taken back.
pub const KEPT_DAYS: i32 = 30;
/// Days that news is news for members.
pub const NEWS_DAYS: i32 = 90;
/// A job that began longer ago is no news, whenever we hear of it.
const FRESH_MONTHS: i32 = 12;
/// The earliest year in which anybody here can have worked.
const EARLIEST: i16 = 1900;

/// A position as somebody tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub organisation: String,
    pub title: Option<String>,
    pub place: Option<String>,
    pub is_founder: bool,
    pub started: Option<Partial>,
    pub ended: Option<Partial>,
    pub what: Option<String>,
    pub source: Source,
}

impl Entry {
    /// As it is kept: one line where there is one, nothing invisible.
    pub fn tidied(self) -> Self {
        let line = |text: Option<String>| text.map(|text| tidy(&text)).filter(|text| !text.is_empty());
        let lines = |text: Option<String>| {
            let text = text.unwrap_or_default();
            let kept: Vec<String> = text.lines().map(tidy).collect();
            Some(kept.join("\n").trim().to_owned()).filter(|text| !text.is_empty())
        };
        Self {
            organisation: tidy(&self.organisation),
            title: line(self.title),
            place: line(self.place),
            what: lines(self.what),
            ..self
        }
    }

    /// Everything that is wrong with it.
    pub fn problems(&self, today: Day) -> Problems {
        let mut problems = Problems::new();
        if let Err(Error::Invalid(name)) = checked_name("organisation", &self.organisation) {
            problems.merge(name);
        }
        let texts = [("title", &self.title, LONGEST), ("place", &self.place, LONGEST)];
        for (field, text, most) in texts.into_iter().chain([("what", &self.what, LONGEST_WHAT)]) {
            if text.as_ref().is_some_and(|text| text.chars().count() > most) {
                problems.add(field, Text::new("careers-problem-long").with("most", most));
            }
        }
        dates(&mut problems, self.started, self.ended, today);
        problems
    }
}

/// What is wrong with a beginning and an end.
pub fn dates(problems: &mut Problems, started: Option<Partial>, ended: Option<Partial>, today: Day) {
    for (field, date) in [("started", started), ("ended", ended)] {
        if date.is_some_and(|date| date.year() < EARLIEST) {
            problems.add(field, Text::new("careers-problem-early").with("year", EARLIEST.to_string()));
        }
    }
    if started.is_some_and(|started| started.first() > today.plus_months(12)) {
        problems.add("started", Text::new("careers-problem-ahead"));
    }
    if ended.is_some_and(|ended| ended.first() > today.plus_months(120)) {
        problems.add("ended", Text::new("careers-problem-end-ahead"));
    }
    if let (Some(started), Some(ended)) = (started, ended)
        && ended.last() < started.first()
    {
        problems.add("ended", Text::new("careers-problem-before-start"));
    }
}

/// Whether two entries of one organisation tell of the same stint: from the same time, and the same title as far as
/// both say one. Of two without a beginning the ends decide.
pub fn is_told_of(known: &Entry, told: &Entry) -> bool {
    let same = |one: Option<Partial>, other: Option<Partial>| match (one, other) {
        (Some(one), Some(other)) => {
            let (one, other) = (one.to_string(), other.to_string());
            one.starts_with(&other) || other.starts_with(&one)
        }
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    let titles = match (&known.title, &told.title) {
        (Some(one), Some(other)) => people::folded(one) == people::folded(other),
        _ => true,
    };
    let has_begun = known.started.is_some();
    titles && same(known.started, told.started) && (has_begun || same(known.ended, told.ended))
}

/// A job held elsewhere.
#[derive(Clone, Debug)]
pub struct Position {
    pub position_id: PositionId,
    pub person_id: PersonId,
    pub organisation_id: OrganisationId,
    pub organisation: String,
    pub title: Option<String>,
    pub place: Option<String>,
    pub is_founder: bool,
    pub started: Option<Partial>,
    pub ended: Option<Partial>,
    pub what: Option<String>,
    pub source: Source,
    pub confirmed_at: Time,
    /// Who said last that it is right: an id that leads nowhere once they are deleted.
    pub confirmed_by: Option<PersonId>,
    pub removed_at: Option<Time>,
}
row!(Position {
    position_id,
    person_id,
    organisation_id,
    organisation,
    title,
    place,
    is_founder,
    started,
    ended,
    what,
    source,
    confirmed_at,
    confirmed_by,
    removed_at
});

impl Position {
    /// Whether they are there on `today`, as far as is known.
    pub fn is_now(&self, today: Day) -> bool {
        has_begun(self.started, today) && self.ended.is_none_or(|ended| ended.last() >= today)
    }

    /// What is news about it on `day`: a job that began lately, or will, and goes on.
    pub fn news(&self, day: Day) -> Option<NewsKind> {
        let started = self.started?;
        let is_fresh = started.last() >= day.plus_months(-FRESH_MONTHS);
        let goes_on = self.ended.is_none_or(|ended| ended.last() >= day);
        let kind = if self.is_founder { NewsKind::Founded } else { NewsKind::Job };
        (is_fresh && goes_on && self.removed_at.is_none()).then_some(kind)
    }

    /// The same as somebody would tell it.
    pub fn entry(&self) -> Entry {
        Entry {
            organisation: self.organisation.clone(),
            title: self.title.clone(),
            place: self.place.clone(),
            is_founder: self.is_founder,
            started: self.started,
            ended: self.ended,
            what: self.what.clone(),
            source: self.source,
        }
    }
}

/// What a position said before somebody corrected it.
#[derive(Clone, Debug)]
pub struct Change {
    pub organisation: String,
    pub title: Option<String>,
    pub place: Option<String>,
    pub is_founder: bool,
    pub started: Option<Partial>,
    pub ended: Option<Partial>,
    pub what: Option<String>,
    pub source: Source,
    pub replaced_at: Time,
    pub replaced_by: Option<PersonId>,
}
row!(Change {
    organisation,
    title,
    place,
    is_founder,
    started,
    ended,
    what,
    source,
    replaced_at,
    replaced_by
});

/// Which positions of an organisation are asked for.
#[derive(Clone, Copy, Debug)]
pub struct There {
    /// Those who are there today, else those who were or will be.
    pub is_now: bool,
    pub today: Day,
    pub before: PositionId,
}

/// Somebody at an organisation.
#[derive(Clone, Debug)]
pub struct Placed {
    pub position_id: PositionId,
    pub person_id: PersonId,
    pub name: String,
    pub title: Option<String>,
    pub started: Option<Partial>,
    pub ended: Option<Partial>,
}
row!(Placed { position_id, person_id, name, title, started, ended });

/// A change worth a word.
#[derive(Clone, Debug)]
pub struct News {
    pub news_id: NewsId,
    pub person_id: PersonId,
    pub name: String,
    pub kind: NewsKind,
    pub at: Time,
    pub seen_at: Option<Time>,
    pub organisation: Option<String>,
    pub title: Option<String>,
    pub started: Option<Partial>,
    /// Where they are now, of somebody who moved.
    pub place: Option<String>,
}
row!(News { news_id, person_id, name, kind, at, seen_at, organisation, title, started, place });

#[cfg(test)]
mod tests {
    use keel::id::Id;

    use super::*;

    fn today() -> Day {
        Day::parse("2026-11-21").expect("a day")
    }

    fn date(text: &str) -> Option<Partial> {
        (!text.is_empty()).then(|| Partial::parse(text).expect("a date"))
    }

    fn entry(started: &str, ended: &str) -> Entry {
        Entry {
            organisation: "云帆科技".to_owned(),
            title: None,
            place: None,
            is_founder: false,
            started: date(started),
            ended: date(ended),
            what: None,
            source: Source::Own,
        }
    }

    fn position(started: &str, ended: &str) -> Position {
        Position {
            position_id: PositionId(Id([1; 16])),
            person_id: PersonId(Id([2; 16])),
            organisation_id: OrganisationId(Id([3; 16])),
            organisation: String::new(),
            title: None,
            place: None,
            is_founder: false,
            started: date(started),
            ended: date(ended),
            what: None,
            source: Source::Own,
            confirmed_at: Time(0),
            confirmed_by: None,
            removed_at: None,
        }
    }

    fn wrong(started: &str, ended: &str) -> Vec<&'static str> {
        entry(started, ended).problems(today()).0.iter().map(|problem| problem.text.key).collect()
    }

    #[test]
    fn an_end_before_the_start_is_wrong_only_where_that_is_certain() {
        for (started, ended) in
            [("2015", "2015"), ("2015-03", "2015"), ("2015-03-09", "2015-03"), ("", "2015")]
        {
            assert!(wrong(started, ended).is_empty(), "{started} to {ended}");
        }
        for (started, ended) in [("2016", "2015"), ("2015-03", "2015-02"), ("2015-03-09", "2015-03-08")] {
            assert_eq!(wrong(started, ended), ["careers-problem-before-start"], "{started} to {ended}");
        }
    }

    #[test]
    fn a_start_may_lie_a_year_ahead_and_no_further() {
        assert!(wrong("2027-11-21", "").is_empty());
        assert!(wrong("2027", "").is_empty());
        assert_eq!(wrong("2027-11-22", ""), ["careers-problem-ahead"]);
        assert_eq!(wrong("1899", ""), ["careers-problem-early"]);
        assert_eq!(wrong("2020", "2099"), ["careers-problem-end-ahead"]);
    }

    #[test]
    fn a_job_is_news_while_it_is_new_and_goes_on() {
        for (started, ended, is_news) in [
            ("2026-10", "", true),
            ("2026", "", true),
            ("2025-12", "2027", true),
            ("2027-03", "", true),
            ("2025-10", "", false),
            ("2019", "", false),
            ("2026-01", "2026-10", false),
            ("", "", false),
        ] {
            assert_eq!(position(started, ended).news(today()).is_some(), is_news, "{started} to {ended}");
        }
        let removed = Position { removed_at: Some(Time(1)), ..position("2026-10", "") };
        assert_eq!(removed.news(today()), None);
    }

    #[test]
    fn whoever_starts_in_spring_is_not_there_yet() {
        assert!(!position("2027-03", "").is_now(today()));
        assert!(position("2026-11", "2026").is_now(today()));
        assert!(position("", "").is_now(today()));
        assert!(!position("", "2025").is_now(today()));
    }

    #[test]
    fn what_nobody_can_see_is_not_kept() {
        let typed = Entry {
            title: Some(" \u{202e}产品\u{200d}经理\n ".to_owned()),
            place: Some("\u{200f}".to_owned()),
            what: Some("  first \r\n\r\nsecond\u{200b} ".to_owned()),
            ..entry("", "")
        };
        let kept = typed.tidied();
        assert_eq!((kept.title.as_deref(), kept.place), (Some("产品经理"), None));
        assert_eq!(kept.what.as_deref(), Some("first\n\nsecond"));
    }
}
