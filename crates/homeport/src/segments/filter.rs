//! Whom a segment means, to and from a query string.

use std::collections::BTreeSet;

use keel::clock::Day;

use crate::members::Purpose;
use crate::organisations::Industry;
use crate::people::directory;
use crate::people::{PersonKind, cleaned};

keel::words! {
    /// Whether somebody works here.
    pub enum Stay {
        Here = "here",
        Gone = "gone",
    }
}

keel::words! {
    /// When somebody is or was at an organisation.
    pub enum When {
        Now = "now",
        Ever = "ever",
    }
}

keel::words! {
    /// When somebody's contacts and jobs were last confirmed, against a day.
    pub enum Fresh {
        Before = "before",
        Since = "since",
        Never = "never",
    }
}

keel::words! {
    /// How far somebody has come towards us.
    pub enum Engaged {
        /// A member, and not suspended.
        Joined = "joined",
        /// Handed an invitation, and no member.
        Invited = "invited",
        /// Answered one, be it with no.
        Answered = "answered",
        /// Handed one, and never answered.
        Quiet = "quiet",
        /// Never handed one, and no member.
        Uninvited = "uninvited",
    }
}

keel::words! {
    /// By what somebody can be reached, as far as we know that it works.
    pub enum Reached {
        Any = "any",
        Mail = "mail",
        Mobile = "mobile",
    }
}

keel::words! {
    /// What can be asked for the other way round.
    pub enum Asked {
        Kind = "kind",
        Work = "work",
        Skill = "skill",
        School = "school",
        Fresh = "fresh",
        Consent = "consent",
        Engaged = "engaged",
        Seen = "seen",
        Contact = "contact",
    }
}

/// Everything that is set must hold; what is named in `not` must not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub who: directory::Filter,
    /// Nobody who fits this, if anything is set in it.
    pub except: directory::Filter,
    pub kind: Option<PersonKind>,
    pub stay: Option<Stay>,
    /// An organisation by any of its names, so that it stays the same one when two are joined.
    pub organisation: Option<String>,
    pub industry: Option<Industry>,
    pub when: Option<When>,
    /// Something learnt, under any name that the list has for it.
    pub skill: Option<String>,
    pub school: Option<String>,
    pub fresh: Option<Fresh>,
    pub fresh_on: Option<Day>,
    /// All of these.
    pub consents: Vec<Purpose>,
    pub engaged: Option<Engaged>,
    /// Signed in on this day or later.
    pub seen_on: Option<Day>,
    pub contact: Option<Reached>,
    pub not: BTreeSet<Asked>,
}

/// Before the names of what nobody may fit.
const EXCEPT: &str = "no-";

impl Filter {
    /// From the names and values of a form or an address; what makes no sense narrows nothing.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let all = |name: &str| {
            let name = name.to_owned();
            pairs.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value.as_str())
        };
        let one = |name: &str| all(name).next().unwrap_or_default();
        let except = |name: &str| {
            pairs
                .iter()
                .find(|(known, _)| known.strip_prefix(EXCEPT) == Some(name))
                .map_or("", |(_, value)| value.as_str())
        };
        let mut consents: Vec<Purpose> = all("consent").filter_map(Purpose::from_word).collect();
        consents.sort_unstable();
        consents.dedup();
        let organisation = cleaned(one("organisation"));
        let industry = Industry::from_word(one("industry"));
        let is_work = organisation.is_some() || industry.is_some();
        let fresh_on = Day::parse(one("fresh-on").trim());
        let fresh =
            Fresh::from_word(one("fresh")).filter(|fresh| *fresh == Fresh::Never || fresh_on.is_some());
        // What is typed of a name or number finds one person, and no segment.
        let who = directory::Filter { typed: String::new(), ..directory::Filter::read(one) };
        let except = directory::Filter { typed: String::new(), ..directory::Filter::read(except) };
        let mut filter = Self {
            who,
            except,
            kind: PersonKind::from_word(one("kind")),
            stay: Stay::from_word(one("stay")),
            organisation,
            industry,
            when: When::from_word(one("when")).filter(|_| is_work).or(is_work.then_some(When::Now)),
            skill: cleaned(one("skill")),
            school: cleaned(one("school")),
            fresh,
            fresh_on: fresh_on.filter(|_| fresh.is_some_and(|fresh| fresh != Fresh::Never)),
            consents,
            engaged: Engaged::from_word(one("engaged")),
            seen_on: Day::parse(one("seen").trim()),
            contact: Reached::from_word(one("contact")),
            not: BTreeSet::new(),
        };
        filter.not = all("not").filter_map(Asked::from_word).filter(|asked| filter.asks(*asked)).collect();
        filter
    }

    pub fn from_query(query: &str) -> Self {
        let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Self::from_pairs(&pairs)
    }

    /// In one order, so that the same question has the same address.
    pub fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.who.pairs());
        for (name, value) in self.except.pairs() {
            query.append_pair(&format!("{EXCEPT}{name}"), &value);
        }
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        let all = [
            ("kind", self.kind.map(|word| word.to_string())),
            ("stay", self.stay.map(|word| word.to_string())),
            ("organisation", self.organisation.clone()),
            ("industry", self.industry.map(|word| word.to_string())),
            ("when", self.when.map(|word| word.to_string())),
            ("skill", self.skill.clone()),
            ("school", self.school.clone()),
            ("fresh", self.fresh.map(|word| word.to_string())),
            ("fresh-on", day(self.fresh_on)),
            ("engaged", self.engaged.map(|word| word.to_string())),
            ("seen", day(self.seen_on)),
            ("contact", self.contact.map(|word| word.to_string())),
        ];
        query.extend_pairs(all.into_iter().filter_map(|(name, value)| Some((name, value?))));
        query.extend_pairs(self.consents.iter().map(|purpose| ("consent", purpose.word())));
        query.extend_pairs(self.not.iter().map(|asked| ("not", asked.word())));
        query.finish()
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether more is asked than a list of people is narrowed by.
    pub fn asks_more(&self) -> bool {
        let who = self.who.clone();
        *self != Self { who, ..Self::default() }
    }

    fn asks(&self, what: Asked) -> bool {
        match what {
            Asked::Kind => self.kind.is_some(),
            Asked::Work => self.when.is_some(),
            Asked::Skill => self.skill.is_some(),
            Asked::School => self.school.is_some(),
            Asked::Fresh => self.fresh.is_some(),
            Asked::Consent => !self.consents.is_empty(),
            Asked::Engaged => self.engaged.is_some(),
            Asked::Seen => self.seen_on.is_some(),
            Asked::Contact => self.contact.is_some(),
        }
    }

    /// Whether it must hold or must not; `None` where nobody asks.
    pub fn wanted(&self, what: Asked) -> Option<bool> {
        self.asks(what).then(|| !self.not.contains(&what))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_filter_comes_back_from_its_query_as_it_was() {
        for query in [
            "",
            "department=%E8%8B%B1%E8%AF%AD%E6%95%99%E5%AD%A6%E9%83%A8&from=2015&to=2019&place=%E4%B8%8A%E6%B5%B7",
            "no-place=Berlin&no-left=2024&kind=intern&stay=gone&not=kind",
            "organisation=Tencent&when=ever&not=work",
            "industry=education&when=now",
            "fresh=before&fresh-on=2025-01-31&consent=letters&consent=openings&not=consent&not=fresh",
            "skill=Book+selling&school=%E5%8E%A6%E9%97%A8%E5%A4%A7%E5%AD%A6&not=skill",
            "fresh=never&engaged=quiet&seen=2026-01-01&contact=mail",
        ] {
            let filter = Filter::from_query(query);
            assert_eq!(Filter::from_query(&filter.query()), filter, "{query}");
            assert_eq!(filter.is_empty(), query.is_empty(), "{query} is {}", filter.query());
        }
    }

    #[test]
    fn a_not_without_a_question_asks_nothing() {
        assert!(
            Filter::from_query("not=fresh&not=work&when=now&fresh=before&fresh-on=soon&q=chen").is_empty()
        );
        assert_eq!(Filter::from_query("fresh=since&fresh-on=2025-02-30").fresh, None);
        assert_eq!(Filter::from_query("organisation=%20").when, None);
    }

    proptest! {
        #[test]
        fn any_query_is_read_and_comes_back(query in "\\PC{0,200}") {
            let filter = Filter::from_query(&query);
            prop_assert_eq!(Filter::from_query(&filter.query()), filter);
        }
    }
}
