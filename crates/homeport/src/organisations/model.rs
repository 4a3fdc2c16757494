//! The nouns of organisations.

use keel::error::{Error, Result, Text};
use keel::names::tidy;
use keel::row;

use crate::people;

keel::id!(OrganisationId);
keel::id!(AliasId);

keel::words! {
    /// How an organisation stands to us; it may be several of these.
    pub enum Relation {
        Client = "client",
        Supplier = "supplier",
        Partner = "partner",
        Upstream = "upstream",
        Downstream = "downstream",
        /// Founded by a former colleague.
        OwnFirm = "own_firm",
    }
}

keel::words! {
    /// What an organisation does, as roughly as people say it.
    pub enum Industry {
        Education = "education",
        Internet = "internet",
        Manufacturing = "manufacturing",
        Finance = "finance",
        Advice = "advice",
        Health = "health",
        Trade = "trade",
        Media = "media",
        Building = "building",
        Transport = "transport",
        Energy = "energy",
        Travel = "travel",
        Farming = "farming",
        Public = "public",
        Charity = "charity",
        Other = "other",
    }
}

/// The longest name or place, in characters.
pub const LONGEST: usize = 200;
/// Names that one organisation may have.
pub const MOST: usize = 50;

#[derive(Clone, Debug)]
pub struct Organisation {
    pub organisation_id: OrganisationId,
    pub name: String,
    pub place: Option<String>,
    /// In the list that members see.
    pub is_open: bool,
    pub industry: Option<Industry>,
}
row!(Organisation { organisation_id, name, place, is_open, industry });

/// One of the names of an organisation.
#[derive(Clone, Debug)]
pub struct Alias {
    pub alias_id: AliasId,
    pub name: String,
}
row!(Alias { alias_id, name });

/// An organisation as an officer writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewOrganisation {
    pub name: String,
    pub place: Option<String>,
    pub relations: Vec<Relation>,
    pub is_open: bool,
    pub industry: Option<Industry>,
}

/// Where a page of a list begins: behind a key and an id, or before them.
#[derive(Clone, Debug)]
pub struct At {
    pub key: String,
    pub organisation_id: OrganisationId,
    pub is_backwards: bool,
}

/// A name as it is compared: folded as people's names are. One of signs only is compared as it is.
pub fn folded(name: &str) -> String {
    match people::folded(name) {
        plain if plain.is_empty() => tidy(name).to_lowercase(),
        plain => plain,
    }
}

/// A name as it is kept: one line, nothing invisible, not endless.
pub fn checked_name(field: &'static str, name: &str) -> Result<String> {
    let name = tidy(name);
    if name.is_empty() {
        return Err(Error::invalid(field, Text::new("organisations-problem-name")));
    }
    if name.chars().count() > LONGEST {
        return Err(Error::invalid(field, Text::new("organisations-problem-long").with("most", LONGEST)));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_in_any_spelling() {
        assert_eq!(folded("ＴＥＮＣＥＮＴ  Holdings"), folded("Tencent Holdings"));
        assert_eq!(folded("腾讯科技（深圳）有限公司"), folded("腾讯科技(深圳)有限公司"));
        assert_ne!(folded("腾讯"), folded("腾讯科技"));
        assert_eq!(folded("C++"), "c");
        assert_eq!(folded("+++"), "+++");
    }

    #[test]
    fn a_name_of_nothing_visible_is_refused() {
        for nothing in ["", "   ", "\u{200d}\u{200f}", "\u{3000}\n\u{202e}"] {
            assert!(checked_name("name", nothing).is_err(), "{nothing:?}");
        }
        assert!(checked_name("name", &"长".repeat(LONGEST + 1)).is_err());
        assert_eq!(checked_name("name", " \u{202e}Acme\u{200b}  GmbH\n").expect("a name"), "Acme GmbH");
    }
}
