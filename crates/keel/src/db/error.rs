//! What an engine may say, in the same words for both.

use crate::error::Error;

/// A database's refusal. Never holds a value of the row it refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DbError {
    /// A unique rule was broken: `table.column,column`, or the index's name.
    Unique {
        constraint: String,
    },
    ForeignKey,
    Check {
        constraint: String,
    },
    /// Another process holds the lock, or the transaction must be tried again.
    Busy,
    /// The disk is full.
    Full,
    Unreachable(String),
    Other(String),
}

impl std::fmt::Display for DbError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unique { constraint } => write!(f, "unique rule broken: {constraint}"),
            Self::ForeignKey => f.write_str("foreign key rule broken"),
            Self::Check { constraint } => write!(f, "check broken: {constraint}"),
            Self::Busy => f.write_str("the database is busy"),
            Self::Full => f.write_str("the disk is full"),
            Self::Unreachable(why) => write!(f, "the database cannot be reached: {why}"),
            Self::Other(what) => write!(f, "database: {what}"),
        }
    }
}

impl std::error::Error for DbError {}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        Error::broken(error)
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let rusqlite::Error::SqliteFailure(code, message) = &error else {
            return Self::Other(error.to_string());
        };
        let message = message.clone().unwrap_or_default();
        match code.code {
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::CannotOpen => Self::Unreachable(message),
            ErrorCode::ConstraintViolation => sqlite_constraint(code.extended_code, &message),
            _ => Self::Other(error.to_string()),
        }
    }
}

/// SQLite says `UNIQUE constraint failed: t.a, t.b`; we say `t.a,b`.
fn sqlite_constraint(extended: i32, message: &str) -> DbError {
    let what = message.split_once("failed: ").map_or("", |(_, what)| what);
    match extended {
        rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
            let mut columns = what.split(", ");
            let mut constraint = columns.next().unwrap_or_default().to_owned();
            for column in columns {
                constraint.push(',');
                constraint.push_str(column.rsplit('.').next().unwrap_or(column));
            }
            DbError::Unique { constraint }
        }
        rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => DbError::ForeignKey,
        _ => DbError::Check { constraint: what.to_owned() },
    }
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        let Some(db) = error.as_db_error() else {
            return Self::Unreachable(error.to_string());
        };
        let constraint = || db.constraint().unwrap_or_default().to_owned();
        match db.code() {
            &SqlState::UNIQUE_VIOLATION => Self::Unique { constraint: postgres_unique(db) },
            &SqlState::FOREIGN_KEY_VIOLATION => Self::ForeignKey,
            &SqlState::CHECK_VIOLATION | &SqlState::NOT_NULL_VIOLATION => {
                Self::Check { constraint: constraint() }
            }
            &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED => Self::Busy,
            &SqlState::DISK_FULL => Self::Full,
            &SqlState::ADMIN_SHUTDOWN | &SqlState::CRASH_SHUTDOWN | &SqlState::CANNOT_CONNECT_NOW => {
                Self::Unreachable(db.code().code().to_owned())
            }
            code => Self::Other(format!("{}: {}", code.code(), db.message())),
        }
    }
}

/// PostgreSQL's detail begins `Key (a, b)=(…)`; the columns are ours, what follows is personal.
fn postgres_unique(db: &tokio_postgres::error::DbError) -> String {
    let columns = db
        .detail()
        .and_then(|detail| detail.split_once('('))
        .and_then(|(_, rest)| rest.split_once(")="))
        .map(|(columns, _)| columns.replace(", ", ","));
    match (db.table(), columns) {
        (Some(table), Some(columns)) => format!("{table}.{columns}"),
        _ => db.constraint().unwrap_or_default().to_owned(),
    }
}
