//! What goes into a placeholder and comes out of a column.

use crate::clock::{Day, Time};
use crate::error::{Error, Result};
use crate::id::Id;

/// One value, the same on both engines.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
    Id([u8; 16]),
    Flag(bool),
}

/// A type that a column can be read into.
pub trait FromValue: Sized {
    /// Fails, as `Broken`, when the column holds another type.
    fn from_value(value: Value) -> Result<Self>;
}

fn mismatch<T>(wanted: &'static str, found: &Value) -> Result<T> {
    // The kind only: the value may be personal.
    let kind = match found {
        Value::Null => "null",
        Value::Int(_) => "an integer",
        Value::Real(_) => "a real",
        Value::Text(_) => "text",
        Value::Bytes(_) => "bytes",
        Value::Id(_) => "an id",
        Value::Flag(_) => "a flag",
    };
    Err(Error::broken(format!("a column holds {kind} where {wanted} was expected")))
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Value::Int(i64::from(value))
            }
        }
        impl FromValue for $type {
            fn from_value(value: Value) -> Result<Self> {
                match value {
                    Value::Int(n) => Self::try_from(n).map_err(Error::broken),
                    other => mismatch("an integer", &other),
                }
            }
        }
    )*};
}
integers!(i64, i32, u32, u16, u8);

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Value::Int(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Real(value)
    }
}

impl FromValue for f64 {
    fn from_value(value: Value) -> Result<Self> {
        match value {
            Value::Real(x) => Ok(x),
            other => mismatch("a real", &other),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Flag(value)
    }
}

impl FromValue for bool {
    fn from_value(value: Value) -> Result<Self> {
        match value {
            Value::Flag(flag) => Ok(flag),
            Value::Int(n) => Ok(n != 0),
            other => mismatch("a flag", &other),
        }
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::from(value.to_owned())
    }
}

impl From<String> for Value {
    /// Without U+0000, which PostgreSQL cannot keep: both engines say the same, whatever was sent.
    fn from(value: String) -> Self {
        Value::Text(if value.contains('\0') { value.replace('\0', "") } else { value })
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Value::from(value.clone())
    }
}

impl FromValue for String {
    fn from_value(value: Value) -> Result<Self> {
        match value {
            Value::Text(text) => Ok(text),
            other => mismatch("text", &other),
        }
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Value::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Value::Bytes(value.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Self {
        Value::Bytes(value.to_vec())
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value) -> Result<Self> {
        match value {
            Value::Bytes(bytes) => Ok(bytes),
            // SQLite has one type for both, so sixteen bytes come back as an id.
            Value::Id(id) => Ok(id.to_vec()),
            other => mismatch("bytes", &other),
        }
    }
}

impl From<Id> for Value {
    fn from(value: Id) -> Self {
        Value::Id(value.0)
    }
}

impl FromValue for Id {
    fn from_value(value: Value) -> Result<Self> {
        match value {
            Value::Id(id) => Ok(Id(id)),
            other => mismatch("an id", &other),
        }
    }
}

impl From<Time> for Value {
    fn from(value: Time) -> Self {
        Value::Int(value.ms())
    }
}

impl FromValue for Time {
    fn from_value(value: Value) -> Result<Self> {
        i64::from_value(value).map(Time::from_ms)
    }
}

impl From<Day> for Value {
    fn from(value: Day) -> Self {
        Value::Text(value.to_string())
    }
}

impl FromValue for Day {
    fn from_value(value: Value) -> Result<Self> {
        let text = String::from_value(value)?;
        Day::parse(&text).ok_or_else(|| Error::broken("a column holds text that is no day"))
    }
}

impl<T> From<Option<T>> for Value
where
    Value: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Value::from)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Result<Self> {
        match value {
            Value::Null => Ok(None),
            other => T::from_value(other).map(Some),
        }
    }
}
