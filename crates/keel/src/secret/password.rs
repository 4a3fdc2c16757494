//! Passwords, hashed with Argon2id (RFC 9106) and written as a PHC string, which carries its parameters.
//!
//! The parameters are OWASP's minimum: 19 MiB of memory, two passes, one lane, some 30 ms of a core. That
//! is too long for an async worker: a handler calls the `_async` functions, which run on a blocking
//! thread, few at a time so that a flood of sign-ins cannot take all memory.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// The longest password hashed, in bytes. Longer ones only cost time.
pub const MAX_BYTES: usize = 1_024;

/// Verified against where there is no account, so that the answer takes as long as for one that exists.
static DECOY: LazyLock<String> =
    LazyLock::new(|| hash(&super::random_token()).expect("a random token can be hashed"));
static AT_ONCE: Semaphore = Semaphore::const_new(4);

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

/// Hashes a password with a fresh salt. Slow.
pub fn hash(password: &str) -> Result<String> {
    if password.len() > MAX_BYTES {
        return Err(Error::broken("a password too long to hash; the form must refuse it"));
    }
    let salt = super::random_bytes::<16>();
    let hash: PasswordHash = argon2()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| Error::broken(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password is the one that was hashed. Slow. A damaged hash fits no password.
pub fn verify(password: &str, hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else { return false };
    password.len() <= MAX_BYTES && argon2().verify_password(password.as_bytes(), &parsed).is_ok()
}

/// As [`hash`], off the async workers.
pub async fn hash_async(password: String) -> Result<String> {
    blocking(move || hash(&password)).await?
}

/// As [`verify`], off the async workers. Without a hash, because there is no such account or it has no
/// password, it takes the same time and answers no.
pub async fn verify_async(password: String, hash: Option<String>) -> Result<bool> {
    blocking(move || match hash {
        Some(hash) => verify(&password, &hash),
        None => {
            verify(&password, &DECOY);
            false
        }
    })
    .await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let permit = AT_ONCE.acquire().await.map_err(Error::broken)?;
    let done = tokio::task::spawn_blocking(work).await;
    drop(permit);
    Ok(done?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_itself_fits_its_hash() {
        let stored = hash_async("正确的马 电池 staple".into()).await.expect("a hash");
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify_async("正确的马 电池 staple".into(), Some(stored.clone())).await.expect("checked"));
        assert!(!verify_async("wrong".into(), Some(stored)).await.expect("checked"));
        assert!(!verify_async("anything".into(), None).await.expect("checked"));
    }

    #[test]
    fn a_damaged_hash_and_an_endless_password_fit_nothing() {
        assert!(!verify("x", ""));
        assert!(!verify("x", "$argon2id$v=19$m=19456,t=2,p=1$bad"));
        assert!(hash(&"x".repeat(MAX_BYTES + 1)).is_err());
    }
}
