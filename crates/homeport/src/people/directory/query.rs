//! What a list is narrowed to, as in the address of its page.

use keel::l10n::Lang;

use super::Filter;
use crate::people::{EntityId, words};

impl Filter {
    /// From the fields of a form or an address by their names; what makes no sense narrows nothing.
    pub fn read<'a>(field: impl Fn(&str) -> &'a str) -> Self {
        let year = |name: &str| field(name).trim().parse().ok().filter(|year| (1..=9999).contains(year));
        let (from, to) = (year("from"), year("to"));
        // Typed the wrong way round, the years are the same years.
        let (from, to) =
            if from.zip(to).is_some_and(|(from, to)| from > to) { (to, from) } else { (from, to) };
        let language = field("language");
        Self {
            typed: field("q").trim().to_owned(),
            entity: field("entity").parse::<EntityId>().ok(),
            department: words::cleaned(field("department")),
            from,
            to,
            left: year("left"),
            place: words::cleaned(field("place")).map(|place| words::place(&place)),
            language: Lang::from_tag(language).filter(|_| !language.is_empty()),
        }
    }

    /// The same as pairs of name and value.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let year = |year: Option<u16>| year.map(|year| year.to_string());
        let all = [
            ("q", Some(self.typed.clone())),
            ("entity", self.entity.map(|entity| entity.to_string())),
            ("department", self.department.clone()),
            ("from", year(self.from)),
            ("to", year(self.to)),
            ("left", year(self.left)),
            ("place", self.place.clone()),
            ("language", self.language.map(|lang| lang.code().to_owned())),
        ];
        let said = all.into_iter().filter_map(|(name, value)| Some((name, value?)));
        said.filter(|(_, value)| !value.is_empty()).collect()
    }
}
