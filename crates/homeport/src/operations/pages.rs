//! Tasks, messages, figures.

mod jobs;
mod metrics;
mod outbox;

pub use jobs::{discard, jobs, retry};
pub use metrics::metrics;
pub use outbox::{looks, message, outbox, try_now};

use keel::clock::Time;
use keel::id::Id;

/// Where a long list goes on: the time it is ordered by, and the id.
type Place = (Time, Id);

/// A place as an address carries it.
fn place_word((at, id): Place) -> String {
    format!("{}.{id}", at.ms())
}

/// What [`place_word`] wrote; nothing for anything else.
fn place(word: &str) -> Option<Place> {
    let (at, id) = word.split_once('.')?;
    Some((Time(at.parse().ok()?), id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let here = (Time(1_795_225_260_000), Id([7; 16]));
        assert_eq!(place(&place_word(here)), Some(here));
        for nonsense in ["", ".", "1.", "1.x", "x.00000000-0000-7000-8000-000000000000"] {
            assert_eq!(place(nonsense), None, "{nonsense}");
        }
    }
}
