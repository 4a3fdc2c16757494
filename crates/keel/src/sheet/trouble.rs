//! Why a file cannot be read.

use crate::error::{Error, Text};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    Empty,
    TooLarge,
    /// A PDF, a picture, an archive of something else.
    NotATable,
    /// HTML or XML that calls itself a workbook, as some systems export it.
    WebPage,
    /// The format of Excel up to 2003.
    OldExcel,
    /// ODS.
    OpenDocument,
    /// XLSB.
    BinaryExcel,
    Encrypted,
    /// Small on disk, far too large once inflated.
    Inflates,
    Columns,
    Rows,
    /// A cell that is too long, or a quote that is not closed for as long.
    CellTooLong {
        row: u64,
    },
    /// A text of a workbook that is too long, wherever it is shown.
    TextTooLong,
    /// A quote that is never closed: where the row ends is not known.
    OpenQuote {
        row: u64,
    },
    /// A quotation mark where none can stand, in the row that may have the headers.
    Torn {
        row: u64,
    },
    /// Bytes that are no text in the file's charset.
    NotText {
        row: u64,
    },
    /// A workbook that breaks off or contradicts itself.
    Damaged,
    NoSheet,
    /// The machine's fault, not the file's.
    Machine(String),
}

impl Trouble {
    /// In the reader's words.
    pub fn text(&self) -> Text {
        let in_row = |key, row: &u64| Text::new(key).with("row", i64::try_from(*row).unwrap_or(i64::MAX));
        match self {
            Self::Empty => Text::new("keel-sheet-empty"),
            Self::TooLarge => Text::new("keel-sheet-too-large"),
            Self::NotATable => Text::new("keel-sheet-not-a-table"),
            Self::WebPage => Text::new("keel-sheet-web-page"),
            Self::OldExcel => Text::new("keel-sheet-old-excel"),
            Self::OpenDocument => Text::new("keel-sheet-open-document"),
            Self::BinaryExcel => Text::new("keel-sheet-binary-excel"),
            Self::Encrypted => Text::new("keel-sheet-encrypted"),
            Self::Inflates => Text::new("keel-sheet-inflates"),
            Self::Columns => Text::new("keel-sheet-columns"),
            Self::Rows => Text::new("keel-sheet-rows"),
            Self::CellTooLong { row } => in_row("keel-sheet-cell", row),
            Self::TextTooLong => Text::new("keel-sheet-long-text"),
            Self::OpenQuote { row } => in_row("keel-sheet-open-quote", row),
            Self::Torn { row } => in_row("keel-sheet-torn", row),
            Self::NotText { row } => in_row("keel-sheet-not-text", row),
            Self::Damaged => Text::new("keel-sheet-damaged"),
            Self::NoSheet => Text::new("keel-sheet-no-sheet"),
            Self::Machine(_) => Text::new("keel-error-broken"),
        }
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::Machine(error.to_string())
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Machine(why) => Self::broken(why),
            other => Self::invalid("file", other.text()),
        }
    }
}
