//! What can go wrong, in the eight ways a caller has to tell apart.
//!
//! Everything but [`Error::Broken`] is an answer to the person in front of the page. `Broken` is our
//! fault or the machine's: it is logged once, where the request or the job ends, and shown as an apology
//! with the request's id. [`Text`] names a message in the locale files and carries its arguments; it
//! becomes words only when a page knows its reader's language.

use std::error::Error as StdError;
use std::fmt;

use crate::db::DbError;
pub use crate::problem::{Arg, Problem, Problems, Text};

/// The result of everything in keel and homeport.
pub type Result<T> = std::result::Result<T, Error>;

/// The one error type.
#[derive(Debug)]
pub enum Error {
    /// Nobody is signed in, and this needs somebody.
    SignIn,
    /// Somebody is signed in who may not do this and may know that it exists.
    Forbidden,
    /// It does not exist, or not for this viewer.
    NotFound,
    /// The form has mistakes; it is shown again with them, values kept.
    Invalid(Problems),
    /// Somebody or something else came first; the text says what to do now.
    Conflict(Text),
    /// Too many tries in too short a time.
    TooMany,
    /// Ours or the machine's fault.
    Broken(Box<Broken>),
}

/// A fault with its cause and with what was being done, outermost first.
#[derive(Debug)]
pub struct Broken {
    context: Vec<String>,
    source: Box<dyn StdError + Send + Sync>,
}

impl Broken {
    /// The cause.
    pub fn cause(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.source
    }
}

impl Error {
    /// Wraps a fault. A message given as text must not hold personal data: it is logged.
    pub fn broken(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Broken(Box::new(Broken { context: Vec::new(), source: source.into() }))
    }

    /// One problem in one field.
    pub fn invalid(field: &'static str, text: Text) -> Self {
        let mut problems = Problems::default();
        problems.add(field, text);
        Self::Invalid(problems)
    }

    /// Says what was being done when a fault happened; other errors stay as they are.
    #[must_use]
    pub fn context(mut self, doing: impl Into<String>) -> Self {
        if let Self::Broken(broken) = &mut self {
            broken.context.insert(0, doing.into());
        }
        self
    }

    /// The same problems, all in `field`; other errors stay as they are.
    #[must_use]
    pub fn in_field(mut self, field: &'static str) -> Self {
        if let Self::Invalid(problems) = &mut self {
            problems.0.iter_mut().for_each(|problem| problem.field = field);
        }
        self
    }

    /// The database's own error, if that is what broke.
    pub fn db(&self) -> Option<&DbError> {
        match self {
            Self::Broken(broken) => broken.cause().downcast_ref(),
            _ => None,
        }
    }

    /// Whether a disk is full: nothing was saved, and trying again does not help until space is made.
    pub fn is_full(&self) -> bool {
        let Self::Broken(broken) = self else { return false };
        if matches!(self.db(), Some(DbError::Full)) {
            return true;
        }
        let mut cause: Option<&(dyn StdError + 'static)> = Some(broken.cause());
        while let Some(error) = cause {
            if error.downcast_ref::<std::io::Error>().is_some_and(is_full_io) {
                return true;
            }
            cause = error.source();
        }
        false
    }

    /// The HTTP status (RFC 9110; 429 is RFC 6585, 507 is RFC 4918).
    pub fn status(&self) -> u16 {
        match self {
            Self::SignIn => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict(_) => 409,
            Self::Invalid(_) => 422,
            Self::TooMany => 429,
            Self::Broken(_) if self.is_full() => 507,
            Self::Broken(_) if matches!(self.db(), Some(DbError::Busy | DbError::Unreachable(_))) => 503,
            Self::Broken(_) => 500,
        }
    }

    /// What the reader is told where there is no page of its own for it.
    pub fn text(&self) -> Text {
        match self {
            Self::SignIn => Text::new("keel-error-sign-in"),
            Self::Forbidden => Text::new("keel-error-forbidden"),
            Self::NotFound => Text::new("keel-error-not-found"),
            Self::Invalid(problems) => {
                problems.first().cloned().unwrap_or_else(|| Text::new("keel-error-invalid"))
            }
            Self::Conflict(text) => text.clone(),
            Self::TooMany => Text::new("keel-error-too-many"),
            Self::Broken(_) => match self.status() {
                507 => Text::new("keel-error-full"),
                503 => Text::new("keel-error-busy"),
                _ => Text::new("keel-error-broken"),
            },
        }
    }
}

fn is_full_io(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    // An io error that wraps another skips it in `source`, so the wrapped one is looked at here.
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<std::io::Error>());
    matches!(error.kind(), StorageFull | QuotaExceeded) || inner.is_some_and(is_full_io)
}

impl fmt::Display for Error {
    /// For logs: names of fields and messages, never what somebody typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignIn => f.write_str("sign-in needed"),
            Self::Forbidden => f.write_str("forbidden"),
            Self::NotFound => f.write_str("not found"),
            Self::TooMany => f.write_str("too many tries"),
            Self::Conflict(text) => write!(f, "conflict: {}", text.key),
            Self::Invalid(problems) => {
                f.write_str("invalid:")?;
                problems.0.iter().try_for_each(|p| write!(f, " {}={}", p.field, p.text.key))
            }
            Self::Broken(broken) => write!(f, "{broken}"),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Broken(broken) => Some(broken.cause()),
            _ => None,
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.context.iter().try_for_each(|doing| write!(f, "{doing}: "))?;
        write!(f, "{}", self.source)?;
        let mut cause = self.source.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

macro_rules! broken_from {
    ($($source:ty),* $(,)?) => {$(
        impl From<$source> for Error {
            fn from(source: $source) -> Self {
                Self::broken(source)
            }
        }
    )*};
}

broken_from!(std::io::Error, serde_json::Error, fmt::Error, tokio::task::JoinError);

/// Turns a broken unique constraint into a problem of a form.
pub trait OnUnique<T> {
    /// If the database refused because of a unique constraint whose name contains `constraint`
    /// (SQLite names `table.column`, PostgreSQL the index), the field has this problem.
    fn on_unique(self, constraint: &str, field: &'static str, text: Text) -> Result<T>;
}

impl<T> OnUnique<T> for Result<T> {
    fn on_unique(self, constraint: &str, field: &'static str, text: Text) -> Self {
        self.map_err(|error| match error.db() {
            Some(DbError::Unique { constraint: broken }) if broken.contains(constraint) => {
                Error::invalid(field, text)
            }
            _ => error,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_constraint_becomes_a_problem_only_if_it_is_the_one_named() {
        let broken = || -> Result<()> { Err(DbError::Unique { constraint: "tenures.number".into() }.into()) };
        let taken = Text::new("people-number-taken");
        let named = broken().on_unique("tenures.number", "number", taken.clone());
        assert!(matches!(named, Err(Error::Invalid(p)) if p.of("number") == Some(&taken)));
        let other = broken().on_unique("accounts.mail", "mail", taken);
        assert!(matches!(other, Err(Error::Broken(_))));
    }

    #[test]
    fn what_was_being_done_is_said_before_the_cause() {
        let error = Error::from(std::io::Error::other("no such device")).context("reading the key");
        assert_eq!(error.to_string(), "reading the key: no such device");
        assert_eq!(error.status(), 500);
        assert_eq!(Error::NotFound.context("x").to_string(), "not found");
    }

    #[test]
    fn a_full_disk_is_told_apart_at_any_depth() {
        let io = || std::io::Error::from(std::io::ErrorKind::StorageFull);
        assert_eq!(Error::from(io()).status(), 507);
        assert_eq!(Error::from(std::io::Error::other(io())).text().key, "keel-error-full");
        assert_eq!(Error::from(DbError::Full).text().key, "keel-error-full");
        assert_eq!(Error::from(DbError::Busy).status(), 503);
    }

    #[test]
    fn the_log_line_of_a_form_names_fields_and_never_values() {
        let error = Error::invalid("mobile", Text::new("keel-mobile-wrong").with("given", "138 0013 8000"));
        assert_eq!(error.to_string(), "invalid: mobile=keel-mobile-wrong");
        assert_eq!(error.status(), 422);
    }
}
