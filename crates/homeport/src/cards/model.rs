//! What stands on a card.

use keel::clock::Day;
use keel::l10n::{L, Lang};

use crate::app::App;
use crate::people::Tenure;

/// As `shell/templates/_card.html` draws it.
#[derive(Clone, Debug)]
pub struct CardView {
    pub number: String,
    pub name: String,
    /// A line a run of employment, the first and the latest ones.
    pub lines: Vec<String>,
    pub says: String,
    /// An SVG drawing.
    pub qr: String,
}

/// More lines do not fit on a card of the size of an identity card.
const MOST_LINES: usize = 3;

/// The number somebody began with. `tenures` are as people lists them, the latest first.
pub fn first_number(tenures: &[Tenure]) -> Option<&str> {
    tenures.iter().rev().find_map(|tenure| tenure.number.as_deref())
}

pub fn is_colleague(tenures: &[Tenure], today: Day) -> bool {
    tenures.iter().any(|tenure| tenure.is_open(today))
}

/// The years, the latest first; of many, the latest and the very first.
pub fn lines(l: L, tenures: &[Tenure], today: Day) -> Vec<String> {
    let mut shown: Vec<&Tenure> = tenures.iter().take(MOST_LINES).collect();
    if let (Some(first), Some(last)) = (tenures.last(), shown.last_mut()) {
        *last = first;
    }
    shown.into_iter().map(|tenure| line(l, tenure, today)).collect()
}

fn line(l: L, tenure: &Tenure, today: Day) -> String {
    let from = month(tenure.started_on);
    let years = match tenure.ended_on.filter(|last| *last < today) {
        Some(last) => format!("{from}–{}", month(last)),
        None => l.t1("cards-since", "month", from),
    };
    let place = tenure.department.as_deref().unwrap_or_else(|| tenure.entity_in(l.lang()));
    format!("{years} · {}", shortened(place))
}

/// A department with a very long name leaves room for the others.
fn shortened(place: &str) -> String {
    const LONGEST: usize = 28;
    match place.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", place[..end].trim_end()),
        None => place.to_owned(),
    }
}

fn month(day: Day) -> String {
    format!("{}.{:02}", day.year(), day.month())
}

/// For whom the holder does not speak, in both languages: the card is shown to strangers.
pub fn says(app: &App, is_colleague: bool) -> String {
    let settings = app.settings();
    let key = if is_colleague { "cards-says-colleague" } else { "cards-says-left" };
    let [zh, en] =
        [Lang::Zh, Lang::En].map(|lang| app.catalog.l(lang).t1(key, "company", settings.company(lang)));
    format!("{zh} · {en}")
}

#[cfg(test)]
mod tests {
    use keel::clock::Time;
    use keel::id::{Id, Ids};

    use super::*;
    use crate::people::{EntityId, PersonId, PersonKind, TenureId};

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn tenure(number: Option<&str>, from: &str, to: Option<&str>) -> Tenure {
        Tenure {
            tenure_id: TenureId::next(&Ids::seeded(1), Time(1)),
            person_id: PersonId(Id([1; 16])),
            entity_id: EntityId(Id([2; 16])),
            entity: "海帆教育".to_owned(),
            entity_en: Some("Haifan Education".to_owned()),
            number: number.map(str::to_owned),
            kind: PersonKind::Employee,
            department: None,
            title: None,
            manager_id: None,
            started_on: day(from),
            ended_on: to.map(day),
        }
    }

    #[test]
    fn the_number_on_the_card_is_the_first_one_of_several() {
        let tenures =
            [tenure(Some("HF 0900"), "2024-01-01", None), tenure(Some("HF 0012"), "2015-01-01", None)];
        assert_eq!(first_number(&tenures), Some("HF 0012"));
        assert_eq!(first_number(&[tenure(None, "2024-01-01", None)]), None);
    }

    #[test]
    fn of_many_runs_of_employment_the_first_is_never_left_out() {
        let years = ["2023", "2021", "2019", "2017", "2015"];
        let tenures: Vec<Tenure> = years
            .iter()
            .map(|year| tenure(None, &format!("{year}-03-01"), Some(&format!("{year}-12-31"))))
            .collect();
        let l = crate::locales().expect("the messages parse").l(Lang::En);
        let lines = lines(l, &tenures, day("2026-11-21"));
        assert_eq!(lines.len(), MOST_LINES);
        assert_eq!(lines[0], "2023.03–2023.12 · Haifan Education");
        assert_eq!(lines[2], "2015.03–2015.12 · Haifan Education");
    }
}
