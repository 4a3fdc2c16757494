//! Identifiers: UUID version 7 (RFC 9562, section 5.7), made here and never by the database.
//!
//! The first 48 bits are the milliseconds of the moment handed in, so ids sort by age and new rows land
//! at the end of an index. They are names, not secrets: who knows one can tell when it was made. What
//! must not be guessed is a token from [`crate::secret`].
//!
//! Every kind of thing has its own type, `id!(PersonId)`, so that one cannot be passed for another.

use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

#[doc(hidden)]
pub use serde;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::clock::Time;
use crate::error::{Error, Result};

/// An identifier, shown as 36 lower-case characters with hyphens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub [u8; 16]);

impl Id {
    /// The instant in the id: when it was made, to the millisecond.
    pub fn made_at(self) -> Time {
        let [a, b, c, d, e, f, ..] = self.0;
        Time(i64::from_be_bytes([0, 0, a, b, c, d, e, f]))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(Uuid::from_bytes_ref(&self.0).as_hyphenated(), f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = Error;
    /// Reads the hyphenated form only. Anything else is [`Error::NotFound`]: nothing has such a name.
    fn from_str(text: &str) -> Result<Self> {
        if text.len() != 36 {
            return Err(Error::NotFound);
        }
        Uuid::try_parse(text).map(|uuid| Self(uuid.into_bytes())).map_err(|_| Error::NotFound)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|_| serde::de::Error::custom("not an id"))
    }
}

/// Makes ids; clones share their sequence. Two ids of one `Ids` never compare equal, and ids made in
/// order for the same millisecond sort in that order.
#[derive(Clone)]
pub struct Ids(Arc<Mutex<Sequence>>);

struct Sequence {
    last_ms: i64,
    /// The 74 random bits of the last id, counted upwards within a millisecond.
    tail: u128,
    random: Random,
}

/// A clock set back by less than this goes on counting at the old time, so order holds; further back it
/// is not a correction but a caller that writes history, whose ids carry its own time.
const CORRECTION_MS: i64 = 10_000;
const TAIL_BITS: u32 = 74;

impl Ids {
    /// Ids with bits from the operating system.
    pub fn system() -> Self {
        Self::from(Random::System { pool: Box::new([0; 512]), used: 512 })
    }

    /// The same ids for the same seed and times, for tests and the demonstration.
    pub fn seeded(seed: u64) -> Self {
        Self::from(Random::Seeded(seed))
    }

    fn from(random: Random) -> Self {
        Self(Arc::new(Mutex::new(Sequence { last_ms: i64::MIN, tail: 0, random })))
    }

    /// The next id, made at `now`. A time before 1970 counts as 1970.
    pub fn next(&self, now: Time) -> Id {
        let mut sequence = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sequence.step(now.ms().clamp(0, (1 << 48) - 1));
        assemble(sequence.last_ms, sequence.tail)
    }
}

impl Sequence {
    fn step(&mut self, now_ms: i64) {
        let behind = self.last_ms.saturating_sub(now_ms);
        if (0..CORRECTION_MS).contains(&behind) {
            // A random step keeps neighbours unguessable and is what RFC 9562, section 6.2, method 2 asks.
            self.tail += u128::from(self.random.word() >> 32) + 1;
            if self.tail >> TAIL_BITS == 0 {
                return;
            }
            self.last_ms += 1;
        } else {
            self.last_ms = now_ms;
        }
        // The top bit stays clear, which leaves room to count upwards.
        let wide = u128::from(self.random.word()) << 64 | u128::from(self.random.word());
        self.tail = wide >> (128 - TAIL_BITS + 1);
    }
}

fn assemble(ms: i64, tail: u128) -> Id {
    let high = u128::from(ms.unsigned_abs()) << 80;
    let rand_a = (tail >> 62) << 64;
    let rand_b = tail & ((1 << 62) - 1);
    Id((high | 0x7 << 76 | rand_a | 0b10 << 62 | rand_b).to_be_bytes())
}

enum Random {
    /// Bytes fetched in bulk: one system call serves sixty-four words.
    System {
        pool: Box<[u8; 512]>,
        used: usize,
    },
    Seeded(u64),
}

impl Random {
    fn word(&mut self) -> u64 {
        match self {
            Self::System { pool, used } => {
                if *used + 8 > pool.len() {
                    crate::secret::fill(&mut pool[..]);
                    *used = 0;
                }
                let mut word = [0; 8];
                word.copy_from_slice(&pool[*used..*used + 8]);
                *used += 8;
                u64::from_le_bytes(word)
            }
            // SplitMix64 (Steele, Lea and Flood 2014): even and repeatable, which is all a test needs.
            Self::Seeded(state) => {
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut word = *state;
                word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                word ^ (word >> 31)
            }
        }
    }
}

impl fmt::Debug for Ids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ids")
    }
}

/// Makes the id type of one kind of thing: `id!(PersonId)`, with a doc comment in front if wanted.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $crate::id::Id);

        impl $name {
            /// A new one, made at `now`.
            pub fn next(ids: &$crate::id::Ids, now: $crate::clock::Time) -> Self {
                Self(ids.next(now))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::write!(f, ::std::concat!(::std::stringify!($name), "({})"), self.0)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::error::Error;
            fn from_str(text: &str) -> $crate::error::Result<Self> {
                text.parse().map(Self)
            }
        }

        impl From<$crate::id::Id> for $name {
            fn from(id: $crate::id::Id) -> Self {
                Self(id)
            }
        }

        impl From<$name> for $crate::id::Id {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl $crate::id::serde::Serialize for $name {
            fn serialize<S: $crate::id::serde::Serializer>(&self, to: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::id::serde::Serialize::serialize(&self.0, to)
            }
        }

        impl<'de> $crate::id::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::id::serde::Deserializer<'de>>(from: D) -> ::std::result::Result<Self, D::Error> {
                $crate::id::serde::Deserialize::deserialize(from).map(Self)
            }
        }

        impl From<$name> for $crate::db::Value {
            fn from(id: $name) -> Self {
                $crate::db::Value::Id(id.0.0)
            }
        }

        impl From<&$name> for $crate::db::Value {
            fn from(id: &$name) -> Self {
                $crate::db::Value::Id(id.0.0)
            }
        }

        impl $crate::db::FromValue for $name {
            fn from_value(value: $crate::db::Value) -> $crate::error::Result<Self> {
                <$crate::id::Id as $crate::db::FromValue>::from_value(value).map(Self)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    id!(
        /// A thing of the test.
        ThingId
    );

    #[test]
    fn an_id_is_a_uuid_of_version_seven_with_its_time() {
        let now = Time(1_795_000_000_123);
        let id = Ids::system().next(now);
        let uuid = Uuid::from_bytes(id.0);
        assert_eq!((uuid.get_version_num(), uuid.get_variant()), (7, uuid::Variant::RFC4122));
        assert_eq!(id.made_at(), now);
        assert_eq!(id.to_string().parse::<Id>().expect("read back"), id);
    }

    #[test]
    fn ids_of_one_millisecond_keep_their_order_on_every_thread() {
        let ids = Ids::system();
        let made: Vec<Id> = (0..20_000).map(|_| ids.next(Time(7_000))).collect();
        assert!(made.is_sorted_by(|a, b| a < b));
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let ids = ids.clone();
                std::thread::spawn(move || (0..2_000).map(|_| ids.next(Time(8_000))).collect::<Vec<_>>())
            })
            .collect();
        let mut all: Vec<Id> = threads.into_iter().flat_map(|t| t.join().expect("a thread")).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 8_000);
    }

    #[test]
    fn a_small_step_back_keeps_the_order_and_a_large_one_the_time() {
        let ids = Ids::seeded(1);
        let first = ids.next(Time(1_000_000));
        assert!(ids.next(Time(999_000)) > first);
        assert_eq!(ids.next(Time(5_000)).made_at(), Time(5_000));
        assert_eq!(ids.next(Time(-5)).made_at(), Time(5_000));
    }

    #[test]
    fn a_full_tail_moves_on_to_the_next_millisecond() {
        let ids = Ids::seeded(1);
        ids.next(Time(50_000));
        ids.0.lock().expect("a lock").tail = (1 << TAIL_BITS) - 1;
        let id = ids.next(Time(50_000));
        assert_eq!(id.made_at(), Time(50_001));
        assert!(ids.next(Time(50_000)) > id);
    }

    #[test]
    fn a_seed_repeats_its_ids() {
        assert_eq!(Ids::seeded(7).next(Time(1)), Ids::seeded(7).next(Time(1)));
        assert_ne!(Ids::seeded(7).next(Time(1)), Ids::seeded(8).next(Time(1)));
    }

    #[test]
    fn only_the_hyphenated_form_is_read() {
        let id = Ids::seeded(1).next(Time(1));
        let simple = Uuid::from_bytes(id.0).as_simple().to_string();
        for wrong in [simple.as_str(), "", "1", "urn:uuid:00000000-0000-7000-8000-000000000000"] {
            assert!(matches!(wrong.parse::<Id>(), Err(Error::NotFound)), "{wrong}");
        }
    }

    #[test]
    fn a_typed_id_travels_as_text() {
        let id = ThingId::next(&Ids::seeded(3), Time(9));
        let json = serde_json::to_string(&id).expect("json");
        assert_eq!(json, format!("\"{id}\""));
        assert_eq!(serde_json::from_str::<ThingId>(&json).expect("read back"), id);
        assert_eq!(format!("{id:?}"), format!("ThingId({id})"));
    }
}
