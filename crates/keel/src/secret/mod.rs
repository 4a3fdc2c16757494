//! Secrets: the instance's key, random tokens and codes, passwords.
//!
//! A token that is handed out is stored only as its hash, so reading the database lets nobody in. What
//! is signed or hashed says for what purpose, so that a value made for one page proves nothing on
//! another. Randomness comes from the operating system and from nowhere else.

pub mod password;
mod ticket;

use std::fmt;
use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::error::{Error, Result};

/// The instance's secret key, 32 bytes. Whoever has it can make links that Homeport believes.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// A new random key.
    pub fn generate() -> Self {
        Self(random_bytes())
    }

    /// Reads a key as [`Key::to_text`] writes it. The text is at least as long as 32 random bytes need,
    /// so a word somebody thought up is refused rather than stretched.
    pub fn from_text(text: &str) -> Result<Self> {
        let decoded = URL_SAFE_NO_PAD.decode(text.trim()).ok();
        let bytes = decoded.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        bytes
            .map(Self)
            .ok_or_else(|| Error::broken("the secret key is not 32 bytes as url-safe base64 (43 characters)"))
    }

    /// The key as 43 characters of url-safe base64 (RFC 4648, section 5).
    pub fn to_text(&self) -> Redacted<String> {
        Redacted::new(URL_SAFE_NO_PAD.encode(self.0))
    }

    /// Reads the key file, or makes one that only its owner may read. Two processes that start together
    /// end with the same key: the one that comes second reads what the first one wrote.
    pub fn open(path: &Path) -> Result<Self> {
        match Self::read(path)? {
            Some(key) => Ok(key),
            None => Self::create(path).map_err(|error| named(error, path)),
        }
    }

    /// Reads the key file; `None` if there is none.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::from_text(&text).map(Some).map_err(|error| named(error, path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(named(error.into(), path)),
        }
    }

    /// Keeps this key in the file, in place of whatever is there.
    pub fn keep(&self, path: &Path) -> Result<()> {
        let draft = self.draft(path)?;
        Ok(std::fs::rename(draft, path)?)
    }

    /// The key in a file of its own beside `path`, durable.
    fn draft(&self, path: &Path) -> Result<std::path::PathBuf> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let draft = folder.join(format!(".{}.key", random_token()));
        write_private(&draft, &format!("{}\n", self.to_text().expose()))?;
        Ok(draft)
    }

    fn create(path: &Path) -> Result<Self> {
        let key = Self::generate();
        let draft = key.draft(path)?;
        // A link appears whole or not at all, and never replaces a key that is already in use.
        let linked = std::fs::hard_link(&draft, path);
        // The draft is ours alone; if it cannot be removed, the key is still good.
        drop(std::fs::remove_file(&draft));
        match linked {
            Ok(()) => Ok(key),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Self::from_text(&std::fs::read_to_string(path)?)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// HMAC-SHA256 (RFC 2104) of a message for one purpose.
    pub fn sign(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        // The length in front keeps purpose and message apart whatever they hold.
        let length = u64::try_from(purpose.len()).unwrap_or(u64::MAX).to_be_bytes();
        // HMAC fills a key shorter than its block with zeros.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
        mac.chain_update(length).chain_update(purpose).chain_update(message).finalize().into_bytes().into()
    }

    /// Whether `signature` is this message's, in time that does not depend on where it differs.
    pub fn verify(&self, purpose: &str, message: &[u8], signature: &[u8]) -> bool {
        self.sign(purpose, message).ct_eq(signature).into()
    }

    /// A keyed hash of something guessable, such as a six-digit code or a telephone number: without the
    /// key, trying all of them tells nothing.
    pub fn hash(&self, purpose: &str, text: &str) -> Vec<u8> {
        self.sign(purpose, text.as_bytes()).to_vec()
    }
}

fn named(error: Error, path: &Path) -> Error {
    error.context(format!("secret key file {}", path.display()))
}

#[cfg(unix)]
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(not(unix))]
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key([redacted])")
    }
}

/// Fills a buffer with random bytes.
///
/// # Panics
/// If the operating system has none to give, which no program can go on from.
#[expect(clippy::disallowed_methods, reason = "the one source of randomness")]
pub(crate) fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}

/// `N` random bytes.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

/// A token nobody can guess, for a link: 32 random bytes as 43 url-safe characters.
pub fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// A code to type from a message: six digits, each of the million equally likely.
pub fn random_code() -> String {
    // Numbers above the last whole million would favour the small codes; they are drawn again.
    const FAIR: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let drawn = u32::from_le_bytes(random_bytes());
        if drawn < FAIR {
            return format!("{:06}", drawn % 1_000_000);
        }
    }
}

/// What is stored of a token: SHA-256, enough for 32 random bytes, which nobody can try one by one.
pub fn hash_token(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A value that never shows itself in a log.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Redacted<T>(T);

impl<T> Redacted<T> {
    /// Hides `value`.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, on purpose.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value itself, for good.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Redacted<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<T> fmt::Display for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Redacted<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        T::deserialize(from).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_purpose_message_and_key_only() {
        let key = Key::generate();
        let signature = key.sign("invitation", b"one");
        assert!(key.verify("invitation", b"one", &signature));
        assert!(!key.verify("card", b"one", &signature));
        assert!(!key.verify("invitation", b"two", &signature));
        assert!(!key.verify("invitation", b"one", &signature[..31]));
        assert!(!key.verify("invitation", b"one", b""));
        assert!(!Key::generate().verify("invitation", b"one", &signature));
        assert_ne!(key.sign("ab", b"c"), key.sign("a", b"bc"));
        assert_eq!(key.hash("code", "123456"), key.sign("code", b"123456"));
    }

    #[test]
    fn a_signature_is_hmac_sha256_as_rfc_2104_defines_it() {
        // HMAC-SHA256 with 32 zero bytes over eight zero bytes, computed with Python's hmac module.
        let wanted = "f375180aba92888401f1919be4a8715a62763b65c1c10e1d0858e81d4d6f9fd2";
        let made: String = Key([0; 32]).sign("", b"").iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(made, wanted);
    }

    #[test]
    fn a_key_survives_its_text_and_never_shows_itself() {
        let key = Key::generate();
        let text = key.to_text();
        assert_eq!(text.expose().len(), 43);
        assert!(Key::from_text(&format!(" {}\n", text.expose())).expect("a key").verify(
            "x",
            b"y",
            &key.sign("x", b"y")
        ));
        assert_eq!(format!("{key:?} {text} {text:?}"), "Key([redacted]) [redacted] [redacted]");
        for weak in ["", "secret", &"a".repeat(42), &"a".repeat(44)] {
            assert!(Key::from_text(weak).is_err(), "{weak}");
        }
    }

    #[test]
    fn the_key_file_is_made_once_and_is_its_owners_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("data/secret.key");
        let keys: Vec<_> = std::thread::scope(|scope| {
            let started: Vec<_> = (0..8).map(|_| scope.spawn(|| Key::open(&path).expect("a key"))).collect();
            started.into_iter().map(|thread| thread.join().expect("a thread")).collect()
        });
        assert!(keys.iter().all(|key| key.0 == keys[0].0));
        assert_eq!(std::fs::read_dir(folder.path().join("data")).expect("a folder").count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&path).expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(&path, "short").expect("written");
        assert!(Key::open(&path).expect_err("refused").to_string().contains("secret.key"));
    }

    #[test]
    fn codes_are_six_digits_and_tokens_fit_a_url() {
        for _ in 0..1_000 {
            let code = random_code();
            assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        }
        let token = random_token();
        assert!(token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        assert_ne!(token, random_token());
        assert_eq!(hash_token(&token).len(), 32);
        assert_ne!(hash_token(&token), hash_token("other"));
    }
}
