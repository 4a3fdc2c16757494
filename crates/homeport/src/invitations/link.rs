//! The personal link: an invitation's id and version under our signature. Nothing of it is stored, so
//! it can be shown and printed again, and a higher version ends the one before.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keel::clock::Time;
use keel::id::Id;
use keel::secret::Key;

use super::InvitationId;
use crate::app::App;
use crate::people::PersonId;

const PURPOSE: &str = "invitation link 1";
const ASKING: &str = "invitation request 1";
/// Days for which the link to ask with works.
const ASKING_DAYS: i64 = 30;
const ID: usize = 16;
const SIGNED: usize = ID + 2;
/// Of the signature's 32 bytes: 128 bits, which nobody guesses, in a link that still fits a text message.
const SIGNATURE: usize = 16;
const OUT: &str = "invitation out 1";
/// A text message has two more links beside the personal one, and every seventy characters cost: 72 bits
/// beside an id that nobody knows are enough where a page with a button follows.
const SHORT: usize = 9;

/// The path of a personal link, `/i/TOKEN`.
pub fn link(app: &App, invitation: InvitationId, version: i64) -> String {
    format!("/i/{}", token(&app.key, invitation, version))
}

/// The whole address of a personal link.
pub fn url(app: &App, invitation: InvitationId, version: i64) -> String {
    app.url(&link(app, invitation, version))
}

/// The whole addresses of the two ways out in a text message: not this time, and never again.
pub fn ways_out(app: &App, invitation: InvitationId, version: i64) -> (String, String) {
    let token = sealed(&app.key, OUT, invitation.0, short_version(version), SHORT);
    (app.url(&format!("/d/{token}")), app.url(&format!("/n/{token}")))
}

/// The path of the personal link that a way out of a text message belongs to.
pub fn read_way_out(app: &App, token: &str) -> Option<String> {
    let (id, version) = opened::<SHORT>(&app.key, OUT, token)?;
    Some(link(app, InvitationId(id), i64::from(version)))
}

/// The path where somebody not invited asks why, and asks to be.
pub fn asking(app: &App, person: PersonId, now: Time) -> String {
    format!("/join/ask/{}", sealed(&app.key, ASKING, person.0, days(now.plus_days(ASKING_DAYS)), SIGNATURE))
}

/// Who may ask with this link, if it has not run out.
pub fn read_asking(key: &Key, token: &str, now: Time) -> Option<PersonId> {
    let (id, until) = opened::<SIGNATURE>(key, ASKING, token)?;
    (until >= days(now)).then_some(PersonId(id))
}

/// Whole days since 1970, which fit until the year 2149.
fn days(at: Time) -> u16 {
    u16::try_from(at.ms().div_euclid(86_400_000)).unwrap_or(u16::MAX)
}

fn token(key: &Key, invitation: InvitationId, version: i64) -> String {
    sealed(key, PURPOSE, invitation.0, short_version(version), SIGNATURE)
}

fn short_version(version: i64) -> u16 {
    u16::try_from(version).unwrap_or(u16::MAX)
}

/// The invitation and version a token names; nothing for whatever we did not write ourselves.
pub fn read_link(key: &Key, token: &str) -> Option<(InvitationId, u16)> {
    opened::<SIGNATURE>(key, PURPOSE, token).map(|(id, version)| (InvitationId(id), version))
}

fn sealed(key: &Key, purpose: &str, id: Id, number: u16, length: usize) -> String {
    let mut bytes = Vec::with_capacity(SIGNED + length);
    bytes.extend_from_slice(&id.0);
    bytes.extend_from_slice(&number.to_be_bytes());
    let signature = key.sign(purpose, &bytes);
    bytes.extend_from_slice(&signature[..length]);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn opened<const LENGTH: usize>(key: &Key, purpose: &str, token: &str) -> Option<(Id, u16)> {
    // A chat may end a link with a full stop of its own.
    let token = token.trim_end_matches(['.', ',', '。', '，', ')', '）']);
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (signed, signature) = bytes.split_first_chunk::<SIGNED>()?;
    if signature.len() != LENGTH {
        return None;
    }
    let wanted = key.sign(purpose, signed);
    // Comparing keyed hashes of both tells nothing about where the two differ.
    if key.sign(purpose, &wanted[..LENGTH]) != key.sign(purpose, signature) {
        return None;
    }
    let id = <[u8; ID]>::try_from(&signed[..ID]).ok()?;
    Some((Id(id), u16::from_be_bytes([signed[ID], signed[ID + 1]])))
}

#[cfg(test)]
mod tests {
    use keel::clock::Time;
    use keel::id::Ids;
    use proptest::prelude::*;

    use super::*;

    fn made() -> (Key, InvitationId, String) {
        let key = Key::generate();
        let id = InvitationId::next(&Ids::seeded(5), Time(1_795_000_000_000));
        let token = token(&key, id, 3);
        (key, id, token)
    }

    #[test]
    fn a_link_names_its_invitation_and_version() {
        let (key, id, token) = made();
        assert_eq!(read_link(&key, &token), Some((id, 3)));
        assert_eq!(read_link(&key, &format!("{token}。")), Some((id, 3)));
        assert_eq!(token.len(), 46);
    }

    #[test]
    fn another_key_does_not_believe_it() {
        let (_, _, token) = made();
        assert_eq!(read_link(&Key::generate(), &token), None);
    }

    #[test]
    fn a_link_to_ask_runs_out_and_opens_no_invitation() {
        let key = Key::generate();
        let now = Time(1_795_000_000_000);
        let person = PersonId::next(&Ids::seeded(6), now);
        let token = sealed(&key, ASKING, person.0, days(now.plus_days(ASKING_DAYS)), SIGNATURE);
        assert_eq!(read_asking(&key, &token, now), Some(person));
        assert_eq!(read_asking(&key, &token, now.plus_days(ASKING_DAYS + 1)), None);
        assert_eq!(read_link(&key, &token), None);
    }

    #[test]
    fn a_way_out_is_short_and_is_no_way_in() {
        let (key, id, token) = made();
        let out = sealed(&key, OUT, id.0, 3, SHORT);
        assert_eq!(out.len(), 36);
        assert_eq!(opened::<SHORT>(&key, OUT, &out), Some((id.0, 3)));
        assert_eq!(read_link(&key, &out), None);
        assert_eq!(opened::<SHORT>(&key, OUT, &token), None);
        assert_eq!(opened::<SHORT>(&Key::generate(), OUT, &out), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_fail_or_succeed_by_luck(text in ".{0,80}") {
            let (key, ..) = made();
            prop_assert_eq!(read_link(&key, &text), None);
        }

        #[test]
        fn a_changed_byte_is_never_believed(at in 0usize..34, change in 1u8..=255) {
            let (key, _, token) = made();
            let mut bytes = URL_SAFE_NO_PAD.decode(&token).expect("our own token");
            bytes[at] ^= change;
            prop_assert_eq!(read_link(&key, &URL_SAFE_NO_PAD.encode(bytes)), None);
        }

        #[test]
        fn a_changed_letter_is_never_believed(at in 0usize..46, letter in "[A-Za-z0-9_-]") {
            let (key, _, token) = made();
            let mut changed = token.clone();
            changed.replace_range(at..=at, &letter);
            prop_assume!(changed != token);
            prop_assert_eq!(read_link(&key, &changed), None);
        }

        #[test]
        fn a_link_that_was_cut_or_grew_is_not_believed(cut in 0usize..46, more in "[A-Za-z0-9]{1,8}") {
            let (key, _, token) = made();
            prop_assert_eq!(read_link(&key, &token[..cut]), None);
            prop_assert_eq!(read_link(&key, &format!("{token}{more}")), None);
        }
    }
}
