//! The languages Homeport speaks.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unic_langid::LanguageIdentifier;

use crate::db::{FromValue, Value};
use crate::error::{Error, Result};

/// A language of the screen; stored and sent as its BCP 47 tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese, simplified.
    Zh,
}

impl Lang {
    /// Every language, in the order shown.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The BCP 47 tag, for the `lang` attribute and the `lang` columns.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
        }
    }

    /// The language's name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "中文",
        }
    }

    /// The language of a BCP 47 tag, by its first subtag: `zh-Hant-TW` is Chinese.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
        match first {
            _ if first.eq_ignore_ascii_case("en") => Some(Self::En),
            _ if first.eq_ignore_ascii_case("zh") => Some(Self::Zh),
            _ => None,
        }
    }

    /// The language an `Accept-Language` header likes best (RFC 9110, section 12.5.4), if it names one
    /// of ours: highest weight first, then the order of the header. Nothing in a header is an error.
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        // A browser sends a handful; whoever sends thousands does not want a language.
        for range in accept_language.split(',').take(32) {
            let mut parts = range.split(';');
            let Some(lang) = parts.next().and_then(Self::from_tag) else { continue };
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(1_000, thousandths);
            if weight > best.map_or(0, |(most, _)| most) {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        // The undetermined language has English plurals; a tag of ours always parses.
        self.code().parse().unwrap_or_default()
    }
}

/// A weight from `0` to `1` with up to three decimals, in thousandths; 0, which refuses, if malformed.
fn thousandths(weight: &str) -> u16 {
    let (whole, fraction) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return 0;
    }
    match whole {
        "1" => 1_000,
        "0" => format!("{fraction:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

impl From<Lang> for Value {
    fn from(lang: Lang) -> Self {
        Self::Text(lang.code().to_owned())
    }
}

impl FromValue for Lang {
    fn from_value(value: Value) -> Result<Self> {
        let tag = String::from_value(value)?;
        Self::from_tag(&tag).ok_or_else(|| Error::broken("a column holds an unknown language"))
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let tag = String::deserialize(from)?;
        Self::from_tag(&tag).ok_or_else(|| serde::de::Error::custom("not a language of ours"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_chooses_by_weight_and_then_by_order() {
        let cases = [
            ("zh-CN,zh;q=0.9,en;q=0.8", Some(Lang::Zh)),
            ("en-GB,en;q=0.9,zh;q=0.8", Some(Lang::En)),
            ("fr, zh-Hant-TW;q=0.3, EN;q=0.31", Some(Lang::En)),
            ("de", None),
            ("en;q=0, zh;q=0.001", Some(Lang::Zh)),
            ("en;q=0.12345", None),
            ("", None),
            (";;q=,,,*;q=0.5", None),
        ];
        for (header, wanted) in cases {
            assert_eq!(Lang::negotiate(header), wanted, "{header}");
        }
    }

    #[test]
    fn a_language_travels_as_its_tag() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.code()), Some(lang));
            assert_eq!(Lang::from_value(lang.into()).expect("read back"), lang);
        }
        assert_eq!(serde_json::to_string(&Lang::Zh).expect("json"), "\"zh-CN\"");
    }
}
