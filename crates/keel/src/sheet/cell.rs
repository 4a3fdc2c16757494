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
    /// `#N/A` and the like: nothing, where something was to be computed.
    Error,
}

impl Cell {
    /// As a clerk reads it aloud: without spaces around, a number in full and without an empty
    /// fraction (`13800138000`), a day as `yyyy-mm-dd`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Error => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.trim_matches(is_unseen)),
            Self::Number(number) => Cow::Owned(in_full(*number)),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Flag(true) => Cow::Borrowed("TRUE"),
            Self::Flag(false) => Cow::Borrowed("FALSE"),
        }
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty | Self::Error => true,
            Self::Text(text) => text.chars().all(is_unseen),
            Self::Number(_) | Self::Day(_) | Self::Flag(_) => false,
        }
    }
}

/// Spaces of any width, and the marks of direction and of no width that come along when text is copied
/// out of a web page or an address book.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Never with an exponent; a fraction to the fifteen digits that spreadsheet programs show, because the
/// two beyond are noise (0.1 + 0.2 is kept as 0.30000000000000004).
fn in_full(number: f64) -> String {
    if number.fract() == 0.0 {
        return number.to_string();
    }
    format!("{number:.14e}").parse().unwrap_or(number).to_string()
}
