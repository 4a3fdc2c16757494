//! Messages that wait for their reader's language, and the mistakes of a form.

use crate::error::{Error, Result};

/// A message to be said in the reader's language: its key in the locale files and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The key, `feature-something`.
    pub key: &'static str,
    /// The arguments by name.
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Put in as it is.
    Str(String),
    /// A number: written with separators, and choosing the plural form.
    Int(i64),
}

impl Text {
    /// The message `key` without arguments.
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Str(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Str(text.to_owned())
    }
}

impl From<std::borrow::Cow<'_, str>> for Arg {
    fn from(text: std::borrow::Cow<'_, str>) -> Self {
        Self::Str(text.into_owned())
    }
}

/// Templates hand their values over by reference.
impl<T: Clone + Into<Arg>> From<&T> for Arg {
    fn from(value: &T) -> Self {
        value.clone().into()
    }
}

macro_rules! int_arg {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Self::Int(i64::from(number))
            }
        }
    )*};
}

int_arg!(i64, i32, i16, i8, u32, u16, u8);

macro_rules! wide_arg {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}

wide_arg!(u64, usize);

/// One mistake in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name in the form; empty for the form as a whole.
    pub field: &'static str,
    /// What is wrong and how to put it right.
    pub text: Text,
}

/// The mistakes of a form, in the order found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// No problems yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Notes a mistake.
    pub fn add(&mut self, field: &'static str, text: Text) {
        self.0.push(Problem { field, text });
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Invalid` if there is any: `problems.ok()?`.
    pub fn ok(self) -> Result<()> {
        if self.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }

    /// The first mistake in `field`.
    pub fn of(&self, field: &str) -> Option<&Text> {
        self.0.iter().find(|p| p.field == field).map(|p| &p.text)
    }

    /// The first mistake of all.
    pub fn first(&self) -> Option<&Text> {
        self.0.first().map(|p| &p.text)
    }

    /// Takes over the mistakes of another form.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// As [`Problems::take`], the mistakes noted under `field` whatever the check calls it.
    pub fn take_in<T>(&mut self, field: &'static str, checked: Result<T>) -> Result<Option<T>> {
        self.take(checked.map_err(|error| error.in_field(field)))
    }

    /// Keeps the value of a check that passed and notes the mistakes of one that did not; any other
    /// error goes to the caller.
    pub fn take<T>(&mut self, checked: Result<T>) -> Result<Option<T>> {
        match checked {
            Ok(value) => Ok(Some(value)),
            Err(Error::Invalid(problems)) => {
                self.merge(problems);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_gathered() {
        let mut problems = Problems::new();
        assert_eq!(problems.take::<i64>(Ok(3)).expect("a value"), Some(3));
        let wrong = Err(Error::invalid("day", Text::new("a")));
        assert_eq!(problems.take::<i64>(wrong).expect("noted"), None);
        assert!(problems.take::<i64>(Err(Error::NotFound)).is_err());
        assert_eq!(problems.first(), Some(&Text::new("a")));
        assert!(matches!(problems.ok(), Err(Error::Invalid(_))));
        assert!(Problems::new().ok().is_ok());
    }
}
