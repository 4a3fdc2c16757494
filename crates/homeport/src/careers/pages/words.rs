//! Careers in words.

use keel::clock::Day;
use keel::db::Conn;
use keel::error::{Error, Result};
use keel::l10n::L;
use keel::partial::Partial;

use crate::access::Can;
use crate::app::Cx;
use crate::careers::{News, NewsKind, Position, Source, has_begun};
use crate::people::pages::dotted;
use crate::people::{self, PersonId};

/// One part of somebody's way, as a list shows it.
pub struct Stop {
    pub is_ours: bool,
    pub title: String,
    /// Where it was, if that is not the title.
    pub organisation: String,
    pub href: String,
    pub line: String,
    pub what: String,
    /// Where it is known from and when it was confirmed; for officers and its owner.
    pub note: String,
    pub tag: String,
    pub departure: String,
    /// Under which address it is corrected, confirmed and removed; empty where it is only read.
    pub base: String,
}

/// A position elsewhere; `note` as [`note`] makes it, or empty.
pub fn elsewhere(cx: &Cx, position: &Position, note: String) -> Stop {
    let l = cx.l();
    let dates = when(l, position.started, position.ended, cx.today());
    let founder = position.is_founder.then(|| l.t("careers-founder-line").into_owned());
    let parts = [Some(dates), position.place.clone(), founder];
    let is_ahead = !has_begun(position.started, cx.today());
    Stop {
        is_ours: false,
        title: position.title.clone().unwrap_or_default(),
        organisation: position.organisation.clone(),
        href: match cx.viewer.may(Can::BeMember) {
            true => format!("/organisations/{}", position.organisation_id),
            false => String::new(),
        },
        line: dotted(parts),
        what: position.what.clone().unwrap_or_default(),
        note,
        tag: if is_ahead { l.t("careers-tag-ahead").into_owned() } else { String::new() },
        departure: String::new(),
        base: String::new(),
    }
}

/// "2015–2018", "March 2015 – June 2018 · 3 years 4 months", "since March 2015", "from March 2027", "until 2018".
pub fn when(l: L, started: Option<Partial>, ended: Option<Partial>, today: Day) -> String {
    match (started, ended) {
        (None, None) => String::new(),
        (Some(started), None) if started.first() > today => l.t1("careers-from", "date", l.partial(started)),
        (Some(started), None) => l.t1("careers-since", "date", l.partial(started)),
        (None, Some(ended)) => l.t1("careers-until", "date", l.partial(ended)),
        (Some(started), Some(ended)) if !started.has_month() && !ended.has_month() => {
            match (started.year(), ended.year()) {
                (from, to) if from == to => l.partial(started),
                (from, to) => l.t2("careers-years", "from", from.to_string(), "to", to.to_string()),
            }
        }
        (Some(started), Some(ended)) => {
            let dates = l.t2("careers-between", "from", l.partial(started), "to", l.partial(ended));
            match started.months_until(ended) {
                Some(months) if months > 0 => format!("{dates} · {}", l.months(months)),
                _ => dates,
            }
        }
    }
}

pub fn source(l: L, source: Source) -> String {
    let key = match source {
        Source::Own => "careers-source-self",
        Source::Officer => "careers-source-officer",
        Source::Colleague => "careers-source-colleague",
        Source::File => "careers-source-file",
        Source::Letter => "careers-source-letter",
    };
    l.t(key).into_owned()
}

/// Where a position is known from, who said last that it is right, and when.
pub async fn note(cx: &Cx, conn: &mut Conn, position: &Position) -> Result<String> {
    let l = cx.l();
    let who = who(cx, conn, position.person_id, position.confirmed_by).await?;
    let confirmed = l.t2("careers-confirmed", "ago", l.ago(cx.now, position.confirmed_at), "who", who);
    Ok(format!("{} · {confirmed}", source(l, position.source)))
}

/// Who did something to a career: officers read a name, its owner that it was an officer.
pub async fn who(cx: &Cx, conn: &mut Conn, owner: PersonId, by: Option<PersonId>) -> Result<String> {
    let l = cx.l();
    let key = match by {
        None => "careers-by-system",
        Some(by) if cx.viewer.person == Some(by) => "careers-by-you",
        Some(by) if by == owner => "careers-by-them",
        Some(by) if cx.viewer.may(Can::EditPeople) => match people::person(conn, by).await {
            Ok(person) => return Ok(l.t1("careers-by", "name", person.name)),
            Err(Error::NotFound) => "careers-by-gone",
            Err(other) => return Err(other),
        },
        Some(_) => "careers-by-officer",
    };
    Ok(l.t(key).into_owned())
}

/// One piece of news as a list shows it.
pub struct NewsLine {
    pub name: String,
    pub href: String,
    pub text: String,
    pub ago: String,
    /// Where an officer marks it as seen; empty once somebody did.
    pub see: String,
}

pub fn news_line(cx: &Cx, news: &News) -> NewsLine {
    let l = cx.l();
    let organisation = news.organisation.as_deref().unwrap_or_default();
    let text = match news.kind {
        NewsKind::Moved => l.t1("careers-news-moved", "place", news.place.as_deref().unwrap_or_default()),
        NewsKind::Founded => l.t1("careers-news-founded", "organisation", organisation),
        NewsKind::Job => match &news.title {
            Some(title) => l.t2("careers-news-job", "organisation", organisation, "title", title),
            None => l.t1("careers-news-job-plain", "organisation", organisation),
        },
    };
    let dates = news.started.map_or_else(String::new, |from| when(l, Some(from), None, cx.today()));
    NewsLine {
        name: news.name.clone(),
        href: format!("/people/{}", news.person_id),
        text: if dates.is_empty() { text } else { format!("{text} · {dates}") },
        ago: l.ago(cx.now, news.at),
        see: match news.seen_at {
            Some(_) => String::new(),
            None => format!("/careers/news/{}/seen", news.news_id),
        },
    }
}

#[cfg(test)]
mod tests {
    use keel::l10n::Lang;

    use super::*;

    #[test]
    fn dates_say_no_more_than_is_known() {
        let (en, zh) = (Lang::En, Lang::Zh);
        let day = Day::parse("2026-11-21").expect("a day");
        let said = |lang, from: &str, to: &str| {
            let l = crate::locales().expect("the messages parse").l(lang);
            when(l, Partial::parse(from), Partial::parse(to), day)
        };
        assert_eq!(said(en, "2015", "2018"), "2015–2018");
        assert_eq!(said(en, "2015", "2015"), "2015");
        assert_eq!(said(zh, "2015", "2015"), "2015年");
        assert_eq!(said(en, "2015-03", "2018-06"), "March 2015 – June 2018 · 3 years 4 months");
        assert_eq!(said(zh, "2015-03", "2018-06"), "2015年3月至2018年6月 · 3 年 4 个月");
        assert_eq!(said(en, "2015-03", "2018"), "March 2015 – 2018");
        assert_eq!(said(en, "2015", ""), "since 2015");
        assert_eq!(said(zh, "2015-03", ""), "2015年3月至今");
        assert_eq!(said(en, "2027-03", ""), "starts March 2027");
        assert_eq!(said(zh, "2027-03", ""), "2027年3月入职");
        assert_eq!(said(en, "", "2018"), "until 2018");
        assert_eq!(said(en, "", ""), "");
    }
}
