//! One SQL text for two engines.

/// A statement as both engines read it. Made by [`sql!`](crate::sql) and, where the engines truly
/// differ, by [`either!`](crate::either); never from a run-time string.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

impl Sql {
    /// For the macros only.
    #[doc(hidden)]
    pub const fn new(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }
}

/// SQLite numbers `$2, $1` by first appearance, so `$n` becomes `?n`, which it numbers as written.
/// Same length, so the text is rewritten while compiling.
#[doc(hidden)]
pub const fn numbered<const N: usize>(text: &str) -> [u8; N] {
    let bytes = text.as_bytes();
    let mut out = [0; N];
    let mut at = 0;
    while at < N {
        out[at] = if bytes[at] == b'$' { b'?' } else { bytes[at] };
        at += 1;
    }
    out
}

/// A statement with `$1` placeholders, the same for SQLite and PostgreSQL. What several statements of a
/// feature share is a fragment, a macro that is a literal: `sql!("select name ", visible!("$2"))`.
#[macro_export]
macro_rules! sql {
    ($($text:expr),+ $(,)?) => {{
        const TEXT: &str = concat!($($text),+);
        const BYTES: [u8; TEXT.len()] = $crate::db::numbered(TEXT);
        const SQLITE: &str = match ::core::str::from_utf8(&BYTES) {
            Ok(text) => text,
            Err(_) => panic!("SQL is not UTF-8"),
        };
        $crate::db::Sql::new(SQLITE, TEXT)
    }};
}

/// A statement that the two engines must be told in different words.
#[macro_export]
macro_rules! either {
    (sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {{
        const TEXT: &str = $sqlite;
        const BYTES: [u8; TEXT.len()] = $crate::db::numbered(TEXT);
        const SQLITE: &str = match ::core::str::from_utf8(&BYTES) {
            Ok(text) => text,
            Err(_) => panic!("SQL is not UTF-8"),
        };
        $crate::db::Sql::new(SQLITE, $postgres)
    }};
}

/// The values of a statement's placeholders, in order.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        &[$($crate::db::Value::from($value)),*]
    };
}

/// Says that a struct is read from the columns of a row, in the order given.
#[macro_export]
macro_rules! row {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::db::FromRow for $name {
            fn from_row(row: &mut $crate::db::Row) -> $crate::error::Result<Self> {
                Ok(Self { $($field: row.take()?),* })
            }
        }
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn placeholders_keep_their_numbers() {
        let sql = crate::sql!("select $2, $1");
        assert_eq!(sql.sqlite, "select ?2, ?1");
        assert_eq!(sql.postgres, "select $2, $1");
    }

    #[test]
    fn a_statement_is_put_together_from_fragments() {
        macro_rules! since {
            ($at:literal) => {
                concat!("where at >= ", $at)
            };
        }
        let sql = crate::sql!("select $2 from a ", since!("$1"));
        assert_eq!(sql.sqlite, "select ?2 from a where at >= ?1");
    }
}
