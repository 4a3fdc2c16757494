//! A row as bytes, and the sum of many.
//!
//! A value is a letter and what it needs: `0` nothing; `i` an integer, zigzag, seven bits a byte; `r` a
//! real, eight bytes; `t` text and `b` bytes, the length before them. An id is its bytes and a flag is 0
//! or 1, since SQLite knows no other.

use sha2::{Digest, Sha256};

use super::ArchiveError;
use crate::db::Value;

/// Appends a row.
pub fn encode(row: &[Value], out: &mut Vec<u8>) {
    for value in row {
        match value {
            Value::Null => out.push(b'0'),
            Value::Int(n) => integer(*n, out),
            Value::Flag(flag) => integer(i64::from(*flag), out),
            Value::Real(x) => {
                out.push(b'r');
                out.extend_from_slice(&x.to_bits().to_le_bytes());
            }
            Value::Text(text) => long(b't', text.as_bytes(), out),
            Value::Bytes(bytes) => long(b'b', bytes, out),
            Value::Id(id) => long(b'b', id, out),
        }
    }
}

fn integer(n: i64, out: &mut Vec<u8>) {
    out.push(b'i');
    number(((n << 1) ^ (n >> 63)).cast_unsigned(), out);
}

fn long(letter: u8, bytes: &[u8], out: &mut Vec<u8>) {
    out.push(letter);
    number(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

fn number(mut n: u64, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Takes a row of so many columns off the front of `bytes`, into `row`.
pub fn decode(bytes: &mut &[u8], columns: usize, row: &mut Vec<Value>) -> Result<(), ArchiveError> {
    row.clear();
    for _ in 0..columns {
        row.push(value(bytes)?);
    }
    Ok(())
}

fn value(bytes: &mut &[u8]) -> Result<Value, ArchiveError> {
    Ok(match taken(bytes, 1)?[0] {
        b'0' => Value::Null,
        b'i' => {
            let n = counted(bytes)?;
            Value::Int((n >> 1).cast_signed() ^ -((n & 1).cast_signed()))
        }
        b'r' => {
            let bits = <[u8; 8]>::try_from(taken(bytes, 8)?).map_err(|_| WRONG)?;
            Value::Real(f64::from_bits(u64::from_le_bytes(bits)))
        }
        b't' => Value::Text(str::from_utf8(lengthy(bytes)?).map_err(|_| WRONG)?.to_owned()),
        b'b' => Value::Bytes(lengthy(bytes)?.to_vec()),
        _ => return Err(WRONG),
    })
}

const WRONG: ArchiveError = ArchiveError::Damaged("a row cannot be read");

fn lengthy<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8], ArchiveError> {
    let length = usize::try_from(counted(bytes)?).map_err(|_| WRONG)?;
    taken(bytes, length)
}

fn taken<'a>(bytes: &mut &'a [u8], length: usize) -> Result<&'a [u8], ArchiveError> {
    let (front, rest) = bytes.split_at_checked(length).ok_or(WRONG)?;
    *bytes = rest;
    Ok(front)
}

fn counted(bytes: &mut &[u8]) -> Result<u64, ArchiveError> {
    let mut n = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = taken(bytes, 1)?[0];
        n |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(n);
        }
    }
    Err(WRONG)
}

/// How many rows, and the SHA-256 of all their bytes in the order of their key.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sum {
    pub rows: u64,
    /// In hexadecimal.
    pub sha256: String,
}

/// Adds up.
#[derive(Default)]
pub struct Adding {
    rows: u64,
    hash: Sha256,
    bytes: Vec<u8>,
}

impl Adding {
    pub fn row(&mut self, row: &[Value]) {
        self.bytes.clear();
        encode(row, &mut self.bytes);
        self.hash.update(&self.bytes);
        self.rows += 1;
    }

    /// Bytes that are rows already, or a file's.
    pub fn bytes(&mut self, bytes: &[u8], rows: u64) {
        self.hash.update(bytes);
        self.rows += rows;
    }

    pub fn sum(self) -> Sum {
        let sha256 = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Sum { rows: self.rows, sha256 }
    }
}
