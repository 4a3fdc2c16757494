//! Where the passphrase comes from: a file, the configuration, or whoever sits at the terminal.

use std::path::Path;

use keel::error::{Error, Result};
use keel::secret::Redacted;

use crate::config::Config;

/// Whoever finds an archive may try as many as they like, for years.
const SHORTEST: usize = 12;

/// One that is not used yet; typed twice.
pub fn new(config: &Config, file: Option<&Path>) -> Result<Redacted<String>> {
    let passphrase = match given(config, file)? {
        Some(passphrase) => passphrase,
        None => {
            let first = ask("Passphrase for the archive: ")?;
            if first != ask("Once more: ")? {
                return Err(Error::broken("these were two different passphrases"));
            }
            first
        }
    };
    if passphrase.expose().chars().count() < SHORTEST {
        return Err(Error::broken(format!(
            "a passphrase needs {SHORTEST} characters: take four or five words"
        )));
    }
    Ok(passphrase)
}

/// The one that an archive was closed with.
pub fn known(config: &Config, file: Option<&Path>) -> Result<Redacted<String>> {
    match given(config, file)? {
        Some(passphrase) => Ok(passphrase),
        None => ask("Passphrase of the archive: "),
    }
}

fn given(config: &Config, file: Option<&Path>) -> Result<Option<Redacted<String>>> {
    if let Some(path) = file {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Error::from(error).context(path.display().to_string()))?;
        let line = text.lines().next().unwrap_or_default();
        return if line.is_empty() {
            Err(Error::broken(format!("{}: its first line is empty", path.display())))
        } else {
            Ok(Some(Redacted::new(line.to_owned())))
        };
    }
    let passphrase = &config.backup.passphrase;
    Ok((!passphrase.expose().is_empty()).then(|| passphrase.clone()))
}

fn ask(prompt: &str) -> Result<Redacted<String>> {
    let typed = rpassword::prompt_password(prompt).map_err(|_| {
        Error::broken("nobody is here to type a passphrase: --passphrase-file or HOMEPORT_BACKUP_PASSPHRASE")
    })?;
    Ok(Redacted::new(typed))
}
