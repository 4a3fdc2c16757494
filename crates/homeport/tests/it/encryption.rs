//! The way to the database over a network.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::database::{self, Engine};

/// `homeport migrate`, which reaches the database or says why not.
fn migrate(folder: &Path, url: &str, authorities: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_homeport"))
        .current_dir(folder)
        .env_clear()
        .env("HOMEPORT_DATABASE_URL", url)
        .env("SSL_CERT_FILE", authorities)
        .arg("migrate")
        .output()
        .expect("it runs")
}

#[tokio::test]
async fn an_encrypted_way_leads_only_to_a_server_that_somebody_vouches_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let (Some(url), Some(ours)) =
        (database::fresh(Engine::Postgres, folder.path()).await, database::authority())
    else {
        return;
    };
    let encrypted = format!("{url}?sslmode=require");
    let made = migrate(folder.path(), &encrypted, &ours);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

    // The authorities of the machine know nothing of the one that was made for this run.
    let others = Path::new("/etc/ssl/certs/ca-certificates.crt");
    if others.exists() {
        let refused = migrate(folder.path(), &encrypted, others);
        let why = String::from_utf8_lossy(&refused.stderr);
        assert!(!refused.status.success() && why.contains("certificate"), "{why}");
    }
    let nobody = folder.path().join("none.pem");
    let refused = migrate(folder.path(), &encrypted, &nobody);
    let why = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && why.contains("no trusted certificates"), "{why}");
    let another = migrate(folder.path(), &encrypted.replace("127.0.0.1", "localhost"), &ours);
    assert!(!another.status.success(), "the certificate names another host");
}
