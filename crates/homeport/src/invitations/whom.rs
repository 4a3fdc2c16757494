//! What an invitation says about the one it is for, on a page, on paper and in a mail alike.

use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::l10n::{L, Lang};

use super::Invitation;
use crate::app::Cx;
use crate::people::{self, Person, Tenure};
use crate::settings::Key;
use crate::welcome::{self, Colleague, Greeting};
use crate::{departures, imports, members, retention};

pub struct Whom {
    pub person: Person,
    /// The language they are written to in.
    pub lang: Lang,
    /// The latest first.
    pub tenures: Vec<Tenure>,
    pub greeting: Option<Greeting>,
    /// How many joined, up to ten thousand.
    pub members: i64,
    /// Of those they worked with, who lets themselves be seen.
    pub colleagues: Vec<Colleague>,
    /// The company's own number, to check the invitation with.
    pub telephone: String,
    /// The year they left in, of one who left long before anybody wrote to them.
    pub past: Option<i16>,
    /// Where their name and address came from, where somebody said it.
    pub source: Option<String>,
    /// Until when they are kept if they do not answer.
    pub kept_until: Time,
}

/// So many colleagues are looked for; the page names the first few.
const COLLEAGUES: usize = 50;
/// From here on it is said that there are more.
pub const MANY: i64 = 10_000;

pub async fn whom(cx: &Cx, conn: &mut Conn, invitation: &Invitation) -> Result<Whom> {
    let person = people::person(conn, invitation.person_id).await?;
    let tenures = people::tenures(conn, invitation.person_id).await?;
    let (greeting, past) = match invitation.departure_id {
        Some(departure) => {
            let found = departures::departure(conn, departure).await?;
            let year = found.last_day.filter(|_| found.is_past).map(Day::year);
            (welcome::greeting(&cx.app, conn, departure).await?, year)
        }
        None => (None, None),
    };
    let source = imports::source_of(conn, invitation.person_id).await?;
    let kept_until = retention::until(cx, conn, invitation.person_id).await?;
    let members = members::count(conn).await?;
    let colleagues = welcome::colleagues(cx, conn, invitation.person_id, COLLEAGUES).await?;
    let entity = tenures.first().map(|latest| latest.entity_id);
    let entities = people::entities(conn).await?;
    let telephone = entities
        .into_iter()
        .find(|known| Some(known.entity_id) == entity)
        .and_then(|known| known.telephone)
        .filter(|telephone| !telephone.is_empty())
        .unwrap_or_else(|| cx.app.settings().get(Key::CompanyTelephone).to_owned());
    let lang = language(&person);
    Ok(Whom { lang, person, tenures, greeting, members, colleagues, telephone, past, source, kept_until })
}

/// As they said, or as their name is written.
pub fn language(person: &Person) -> Lang {
    person.language.unwrap_or_else(|| language_of(&person.name))
}

/// The language in which something was written.
pub fn language_of(text: &str) -> Lang {
    let is_chinese = text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}'));
    if is_chinese { Lang::Zh } else { Lang::En }
}

impl Whom {
    /// The number kept for life: the first one.
    pub fn number(&self) -> Option<&str> {
        self.tenures.iter().rev().find_map(|tenure| tenure.number.as_deref())
    }

    /// The legal entity that asks.
    pub fn company(&self, cx: &Cx, lang: Lang) -> String {
        let latest = self.tenures.first().map(|latest| latest.entity_in(lang).to_owned());
        latest.unwrap_or_else(|| cx.app.settings().company(lang).to_owned())
    }

    /// What the company says where nobody signed a greeting.
    pub fn company_words(&self, cx: &Cx, l: L, alliance: &str) -> String {
        let company = self.company(cx, l.lang());
        match self.past {
            Some(year) => {
                // As text: a year has no separator of thousands.
                let year = year.to_string();
                l.t3("invitations-past-words", ("company", company), ("year", year), ("alliance", alliance))
            }
            None => l.t2("invitations-company-words", "company", company, "alliance", alliance),
        }
    }

    /// For one who left long ago: where name and address are from, what for, how long, and the way out.
    pub fn notice(&self, cx: &Cx, l: L) -> Option<String> {
        self.past?;
        let until = l.day(self.kept_until.day_in(&cx.zone()));
        let company = self.company(cx, l.lang());
        Some(match &self.source {
            Some(source) => l.t3(
                "invitations-past-source",
                ("company", company),
                ("day", until),
                ("source", source.as_str()),
            ),
            None => l.t2("invitations-past-notice", "company", company, "day", until),
        })
    }

    /// "Thank you for these five years."; years later, "it has been a while".
    pub fn title(&self, cx: &Cx, l: L) -> String {
        if self.past.is_some() {
            return l.t1("invitations-past-title", "name", self.person.name.as_str());
        }
        let days: i32 =
            self.tenures.iter().map(|tenure| tenure.days(tenure.ended_on.unwrap_or(cx.today()))).sum();
        let name = self.person.name.as_str();
        match days / 365 {
            ..=0 => l.t1("invitations-title", "name", name),
            years => l.t2("invitations-title-years", "name", name, "years", years),
        }
    }

    /// How many joined, as a headline.
    pub fn joined(&self, l: L) -> String {
        match self.members {
            ..=4 => l.t("invitations-joined-title-few").into_owned(),
            MANY.. => l.t("invitations-joined-title-many").into_owned(),
            members => l.t1("invitations-joined-title", "count", members),
        }
    }

    /// How many joined, and how many of them worked with this person.
    pub fn company_of_old(&self, l: L, alliance: &str) -> String {
        match (self.members, self.colleagues.len()) {
            (..=4, _) => l.t1("invitations-joined-few", "alliance", alliance),
            (MANY.., _) => l.t1("invitations-joined-many", "alliance", alliance),
            (members, 0) => l.t2("invitations-joined", "alliance", alliance, "count", members),
            (members, known) => {
                let args: [(&'static str, keel::error::Arg); 3] =
                    [("alliance", alliance.into()), ("count", members.into()), ("known", known.into())];
                l.args("invitations-joined-known", &args).into_owned()
            }
        }
    }
}
