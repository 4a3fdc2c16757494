//! Why a file cannot be read.

use crate::error::{Error, Text};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    Empty,
    TooLarge,
    /// A PDF, a picture, an archive of something else.
    NotATable,
    /// The format of Excel up to 2003.
    OldExcel,
    Encrypted,
    /// Small on disk, far too large once inflated.
    Inflates,
    Columns,
    Rows,
    /// A cell that is too long, or a quote that never closes.
    CellTooLong {
        row: u64,
    },
    /// A workbook that breaks off or contradicts itself.
    Damaged,
    NoSheet,
    /// The machine's fault, not the file's.
    Machine(String),
}

impl Trouble {
    /// What the first bytes of a file say it is, if that is no table.
    pub(super) fn of_magic(head: &[u8]) -> Option<Self> {
        const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        const OTHERS: &[&[u8]] = &[
            b"%PDF",
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"\x1f\x8b",
            b"PK",
            b"Rar!",
            b"7z\xbc\xaf",
            b"\x7fELF",
            b"SQLite format 3",
            b"{\\rtf",
        ];
        if head.starts_with(OLE) {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let is_encrypted = head.windows(name.len()).any(|window| window == name);
            return Some(if is_encrypted { Self::Encrypted } else { Self::OldExcel });
        }
        OTHERS.iter().any(|magic| head.starts_with(magic)).then_some(Self::NotATable)
    }

    /// In the reader's words.
    pub fn text(&self) -> Text {
        match self {
            Self::Empty => Text::new("keel-sheet-empty"),
            Self::TooLarge => Text::new("keel-sheet-too-large"),
            Self::NotATable => Text::new("keel-sheet-not-a-table"),
            Self::OldExcel => Text::new("keel-sheet-old-excel"),
            Self::Encrypted => Text::new("keel-sheet-encrypted"),
            Self::Inflates => Text::new("keel-sheet-inflates"),
            Self::Columns => Text::new("keel-sheet-columns"),
            Self::Rows => Text::new("keel-sheet-rows"),
            Self::CellTooLong { row } => {
                Text::new("keel-sheet-cell").with("row", i64::try_from(*row).unwrap_or(i64::MAX))
            }
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
