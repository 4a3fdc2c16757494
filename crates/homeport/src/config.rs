//! What must exist before the database: `homeport.toml`, each key overridable as
//! `HOMEPORT_SECTION_KEY`. Nothing needs to be set to start.

use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub server: Server,
    pub database: Database,
    pub secret: Secret,
    pub mail: Mail,
    pub sms: Sms,
    pub files: Files,
    pub backup: Backup,
    pub search: Search,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: String,
    /// The public address, as people type it; links in mails begin with it. By default the listen address.
    pub url: String,
    /// How many proxies of ours stand before us, each adding to `X-Forwarded-For`.
    pub proxies: usize,
}

impl Default for Server {
    fn default() -> Self {
        Self { listen: "127.0.0.1:8017".to_owned(), url: String::new(), proxies: 0 }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite:homeport-data/homeport.db".to_owned() }
    }
}

/// Where the secret key is: in `key`, or in the file `path`, which is made at the first start.
#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Secret {
    pub key: String,
    pub path: String,
}

impl Default for Secret {
    fn default() -> Self {
        Self { key: String::new(), path: "homeport-data/key".to_owned() }
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secret").field("path", &self.path).finish_non_exhaustive()
    }
}

#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// `smtp://host:port`, `smtps://user:password@host`, or `mailbox:` (nothing leaves; a page shows it).
    pub url: String,
    /// The sender's address.
    pub from: String,
}

impl Default for Mail {
    fn default() -> Self {
        Self { url: "mailbox:".to_owned(), from: "homeport@localhost.localdomain".to_owned() }
    }
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("from", &self.from).finish_non_exhaustive()
    }
}

/// The gateway for text messages; what an administrator sets on the settings page comes second.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sms {
    /// `https://…`, or `mailbox:`.
    pub url: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    /// `file:PATH`.
    pub url: String,
}

impl Default for Files {
    fn default() -> Self {
        Self { url: "file:homeport-data/files".to_owned() }
    }
}

/// What the commands `backup` and `restore` need to work without asking.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Backup {
    pub passphrase: keel::secret::Redacted<String>,
}

/// Where the search index lies. It is made from the database and may be deleted at any time.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// A folder; empty: `search` beside the database file, or beside the folder of files. `:memory:` keeps none.
    pub path: String,
}
