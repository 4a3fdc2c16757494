//! Enums that a column, a form and a URL hold as one word.

/// Declares an enum whose cases each have one word: `words! { pub enum State { Open = "open" } }`.
/// It reads from and goes into a column, a form field and a URL by that word; `ALL` lists the cases.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$case_meta:meta])* $case:ident = $word:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$case_meta])* $case),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$case),*];

            pub const fn word(self) -> &'static str {
                match self { $(Self::$case => $word),* }
            }

            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$case),)* _ => None }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl From<$name> for $crate::db::Value {
            fn from(value: $name) -> Self {
                $crate::db::Value::Text(value.word().to_owned())
            }
        }

        impl $crate::db::FromValue for $name {
            fn from_value(value: $crate::db::Value) -> $crate::error::Result<Self> {
                let word = <String as $crate::db::FromValue>::from_value(value)?;
                Self::from_word(&word)
                    .ok_or_else(|| $crate::error::Error::broken(concat!("a column holds no ", stringify!($name))))
            }
        }

        impl $crate::id::serde::Serialize for $name {
            fn serialize<S: $crate::id::serde::Serializer>(&self, to: S) -> ::std::result::Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        impl<'de> $crate::id::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::id::serde::Deserializer<'de>>(from: D) -> ::std::result::Result<Self, D::Error> {
                let word = <String as $crate::id::serde::Deserialize>::deserialize(from)?;
                Self::from_word(&word)
                    .ok_or_else(|| $crate::id::serde::de::Error::custom(concat!("no ", stringify!($name))))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::error::Error;
            fn from_str(word: &str) -> $crate::error::Result<Self> {
                Self::from_word(word).ok_or($crate::error::Error::NotFound)
            }
        }
    };
}
