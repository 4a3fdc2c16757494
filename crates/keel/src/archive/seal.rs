//! The passphrase around everything: age with scrypt.

use std::io::{BufRead, Read, Write};
use std::iter;

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt};

use super::ArchiveError;
use crate::error::{Error, Result};
use crate::secret::Redacted;

/// 2^17 rounds of scrypt: what OWASP asks of it at least; 128 MB and about half a second, once.
const WORK: u8 = 17;
/// More than any archive of ours asks for; a made-up one could ask for all memory there is.
const MOST_WORK: u8 = 20;
const BEGINS: &[u8] = b"age-encryption.org/";

pub type Sealing<W> = age::stream::StreamWriter<W>;
pub type Opened<R> = age::stream::StreamReader<R>;

pub fn seal<W: Write>(out: W, passphrase: &Redacted<String>) -> Result<Sealing<W>> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.expose().clone()));
    recipient.set_work_factor(WORK);
    let encryptor = Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
        .map_err(|error| Error::broken(error.to_string()))?;
    Ok(encryptor.wrap_output(out)?)
}

pub fn open<R: BufRead>(mut archive: R, passphrase: &Redacted<String>) -> Result<Opened<R>> {
    let begin = archive.fill_buf()?;
    if !begin.starts_with(BEGINS) {
        return Err(ArchiveError::NotOne.into());
    }
    let decryptor = Decryptor::new_buffered(archive).map_err(refused)?;
    if !decryptor.is_scrypt() {
        return Err(ArchiveError::NotOne.into());
    }
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase.expose().clone()));
    identity.set_max_work_factor(MOST_WORK);
    decryptor.decrypt(iter::once(&identity as &dyn age::Identity)).map_err(refused)
}

fn refused(error: DecryptError) -> Error {
    match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            ArchiveError::WrongPassphrase.into()
        }
        DecryptError::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            ArchiveError::CutOff.into()
        }
        DecryptError::Io(error) => error.into(),
        _ => ArchiveError::Damaged("its first lines were changed").into(),
    }
}

/// Fills `bytes` from what was opened; `CutOff` where the archive ends too early, `Damaged` where age or
/// zlib find something else than was written.
pub fn fill(from: &mut impl Read, bytes: &mut [u8]) -> std::result::Result<(), ArchiveError> {
    from.read_exact(bytes).map_err(|error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => ArchiveError::CutOff,
        _ => ArchiveError::Damaged("a part of it is not what was written"),
    })
}
