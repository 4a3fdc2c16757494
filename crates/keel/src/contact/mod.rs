//! How a person is reached: a mobile number or a mail address, read as people write them and kept in
//! one form, so that the same number in ten notations is one number.
//!
//! A refusal is [`Error::Invalid`] with the problem under `mobile`, `mail` or `contact`; a form whose
//! field has another name moves it there with [`crate::error::Problems::take_in`]. Neither type shows
//! itself in full when printed for debugging.

mod mail;
mod mobile;

pub use mail::Mail;
pub use mobile::Mobile;

use crate::error::{Error, Result, Text};

/// One way to reach a person.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Contact {
    /// By text message or call.
    Mobile(Mobile),
    /// By mail.
    Mail(Mail),
}

impl Contact {
    /// Reads either: what has an at sign is a mail address. `default_region` is the country of numbers
    /// without one, as two letters (ISO 3166-1), "CN".
    pub fn parse(text: &str, default_region: &str) -> Result<Self> {
        if text.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
            return Err(Error::invalid("contact", Text::new("keel-contact-missing")));
        }
        let parsed = if text.contains(['@', '＠', '﹫']) {
            Mail::parse(text).map(Self::Mail)
        } else {
            Mobile::parse(text, default_region).map(Self::Mobile)
        };
        parsed.map_err(|error| error.in_field("contact"))
    }

    /// The stored form: `+8613800138000`, `name@example.org`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Mobile(mobile) => mobile.as_str(),
            Self::Mail(mail) => mail.as_str(),
        }
    }

    /// Enough to recognise one's own, too little to use: `138****8000`, `n***@example.org`.
    pub fn masked(&self) -> String {
        match self {
            Self::Mobile(mobile) => mobile.masked(),
            Self::Mail(mail) => mail.masked(),
        }
    }

    /// The mobile number, if it is one.
    pub const fn mobile(&self) -> Option<&Mobile> {
        match self {
            Self::Mobile(mobile) => Some(mobile),
            Self::Mail(_) => None,
        }
    }

    /// The mail address, if it is one.
    pub const fn mail(&self) -> Option<&Mail> {
        match self {
            Self::Mail(mail) => Some(mail),
            Self::Mobile(_) => None,
        }
    }
}

impl std::fmt::Display for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Mobile> for Contact {
    fn from(mobile: Mobile) -> Self {
        Self::Mobile(mobile)
    }
}

impl From<Mail> for Contact {
    fn from(mail: Mail) -> Self {
        Self::Mail(mail)
    }
}

/// Characters that show nothing and that telephones put around a copied number or name: zero width
/// and direction marks (Unicode category Cf, as far as they occur in text).
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Makes a checked text usable as column, JSON and text; what is stored was checked before.
macro_rules! stored_text {
    ($name:ident, $parse:expr) => {
        impl $name {
            /// The stored form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.masked())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for $crate::db::Value {
            fn from(contact: $name) -> Self {
                Self::Text(contact.0)
            }
        }

        impl From<&$name> for $crate::db::Value {
            fn from(contact: &$name) -> Self {
                Self::Text(contact.0.clone())
            }
        }

        impl $crate::db::FromValue for $name {
            fn from_value(value: $crate::db::Value) -> $crate::error::Result<Self> {
                String::from_value(value).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                let parse: fn(&str) -> $crate::error::Result<Self> = $parse;
                parse(&text).map_err(|error| serde::de::Error::custom(error.to_string()))
            }
        }
    };
}
pub(crate) use stored_text;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_kind_is_told_by_the_at_sign() {
        let mobile = Contact::parse("138 0013 8000", "CN").expect("a mobile");
        assert_eq!((mobile.as_str(), mobile.masked().as_str()), ("+8613800138000", "138****8000"));
        let mail = Contact::parse(" Tong@Example.ORG ", "CN").expect("a mail address");
        assert_eq!((mail.as_str(), mail.masked().as_str()), ("Tong@example.org", "T***@example.org"));
        assert!(mobile.mobile().is_some() && mail.mail().is_some());
    }

    #[test]
    fn a_refusal_is_a_problem_of_the_contact() {
        for (text, key) in [
            ("", "keel-contact-missing"),
            ("\u{200b} \t", "keel-contact-missing"),
            ("陈彤", "keel-mobile-several"),
            ("a@b", "keel-mail-wrong"),
        ] {
            let error = Contact::parse(text, "CN").expect_err(text);
            assert!(
                matches!(error, Error::Invalid(p) if p.of("contact").map(|t| t.key) == Some(key)),
                "{text}"
            );
        }
    }

    #[test]
    fn nothing_is_shown_in_full_when_debugging() {
        let shown = format!("{:?}", Contact::parse("13800138000", "CN").expect("a mobile"));
        assert_eq!(shown, "Mobile(Mobile(138****8000))");
    }
}
