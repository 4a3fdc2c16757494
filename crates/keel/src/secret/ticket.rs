//! Signed links about one thing: its id under our signature. Nothing is stored, so a ticket can be
//! shown and printed again.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

use super::Key;
use crate::id::Id;

/// Of the signature's 32 bytes: 128 bits, in a link that still fits a text message.
const SIGNATURE: usize = 16;

impl Key {
    /// A ticket for one purpose about one thing, 43 url-safe characters.
    pub fn ticket(&self, purpose: &str, id: Id) -> String {
        let mut bytes = [0; 16 + SIGNATURE];
        bytes[..16].copy_from_slice(&id.0);
        bytes[16..].copy_from_slice(&self.sign(purpose, &id.0)[..SIGNATURE]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a ticket is about; `None` for whatever this key did not write for this purpose.
    pub fn redeem(&self, purpose: &str, ticket: &str) -> Option<Id> {
        let bytes = URL_SAFE_NO_PAD.decode(ticket).ok()?;
        let (id, signature) = bytes.split_first_chunk::<16>()?;
        let is_ours: bool = self.sign(purpose, id)[..SIGNATURE].ct_eq(signature).into();
        is_ours.then_some(Id(*id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_good_for_its_purpose_and_nothing_else() {
        let (key, id) = (Key::generate(), Id([7; 16]));
        let ticket = key.ticket("wish", id);
        assert_eq!(key.redeem("wish", &ticket), Some(id));
        assert_eq!(key.redeem("card", &ticket), None);
        assert_eq!(Key::generate().redeem("wish", &ticket), None);
        assert_eq!(key.redeem("wish", &ticket[1..]), None);
        assert_eq!(key.redeem("wish", ""), None);
    }
}
