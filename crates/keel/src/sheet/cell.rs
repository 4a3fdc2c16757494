//! One cell.

use std::borrow::Cow;

use crate::clock::Day;

/// A cell as the file has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Day(Day),
    Flag(bool),
}

impl Cell {
    /// As a clerk reads it aloud: without spaces around, a number in full and without an empty
    /// fraction (`13800138000`), a day as `yyyy-mm-dd`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.trim()),
            // Display writes as many digits as tell the number apart, never an exponent.
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Flag(true) => Cow::Borrowed("TRUE"),
            Self::Flag(false) => Cow::Borrowed("FALSE"),
        }
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Day(_) | Self::Flag(_) => false,
        }
    }
}
