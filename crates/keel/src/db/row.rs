//! A row on its way into a struct.

use super::value::{FromValue, Value};
use crate::error::{Error, Result};

/// The columns of one row, taken from left to right.
#[derive(Debug, Default)]
pub struct Row {
    values: Vec<Value>,
    at: usize,
}

impl Row {
    /// The next column. Fails when there is none or it holds another type.
    pub fn take<T: FromValue>(&mut self) -> Result<T> {
        let value = self.values.get_mut(self.at).ok_or_else(|| Error::broken("a row has too few columns"))?;
        self.at += 1;
        T::from_value(std::mem::replace(value, Value::Null))
    }

    /// Every column that was not taken yet, whatever each holds.
    pub fn rest(&mut self) -> Vec<Value> {
        self.values.drain(self.at..).collect()
    }

    pub(super) fn with_room(columns: usize) -> Self {
        Self { values: Vec::with_capacity(columns), at: 0 }
    }

    pub(super) fn clear(&mut self) {
        self.values.clear();
        self.at = 0;
    }

    pub(super) fn push(&mut self, value: Value) {
        self.values.push(value);
    }
}

/// A type that a row can be read into; [`row!`](crate::row) writes it for a struct.
pub trait FromRow: Sized {
    fn from_row(row: &mut Row) -> Result<Self>;
}

impl<T: FromValue> FromRow for T {
    fn from_row(row: &mut Row) -> Result<Self> {
        row.take()
    }
}

macro_rules! tuples {
    ($(($($name:ident),+))*) => {$(
        impl<$($name: FromValue),+> FromRow for ($($name,)+) {
            fn from_row(row: &mut Row) -> Result<Self> {
                Ok(($(row.take::<$name>()?,)+))
            }
        }
    )*};
}
tuples! { (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, F) (A, B, C, D, E, F, G) (A, B, C, D, E, F, G, H) }
