//! A database of one's own for each test.

use keel::clock::Clock;
use keel::db::{Db, migrate};
use keel::secret::random_token;
use tokio::sync::OnceCell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The URL of a fresh database, migrated or about to be; `None` where no PostgreSQL server was given.
pub async fn fresh(engine: Engine, folder: &std::path::Path) -> Option<String> {
    match engine {
        Engine::Sqlite => Some(format!("sqlite:{}", folder.join("homeport.db").display())),
        Engine::Postgres => Some(clone_of_template(&server()?).await),
    }
}

#[expect(clippy::disallowed_methods, reason = "bin/test says where its server is in a variable")]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn server() -> Option<String> {
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        eprintln!("skipped: TEST_POSTGRES_URL is not set; bin/test starts a server and sets it");
        return None;
    };
    Some(server)
}

/// Who vouches for the server of bin/test: a file in PEM. `None` where the tests were given another server.
#[expect(clippy::disallowed_methods, reason = "bin/test says where it lies in a variable")]
pub fn authority() -> Option<std::path::PathBuf> {
    std::env::var_os("TEST_POSTGRES_AUTHORITY").map(Into::into)
}

/// Migrating once and copying is many times faster than migrating each time.
async fn clone_of_template(server: &str) -> String {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let template = TEMPLATE
        .get_or_init(|| async {
            let name = made_up_name("template");
            statement(server, &format!("create database {name}")).await;
            let db = Db::open(&beside(server, &name)).expect("a PostgreSQL URL");
            migrate(&db, homeport::embedded::MIGRATIONS, &Clock::system()).await.expect("migrations run");
            name
        })
        .await;
    // The pool of the template closes a moment after it is dropped; PostgreSQL copies only what nobody uses.
    let name = made_up_name("house");
    let copy = format!("create database {name} template {template}");
    for _ in 0..50 {
        if try_statement(server, &copy).await.is_ok() {
            return beside(server, &name);
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    statement(server, &copy).await;
    beside(server, &name)
}

fn made_up_name(what: &str) -> String {
    let token = random_token().to_lowercase().replace(['-', '_'], "x");
    format!("{what}_{}", &token[..20])
}

/// The same server, another database.
fn beside(server: &str, name: &str) -> String {
    let mut url = url::Url::parse(server).expect("TEST_POSTGRES_URL is a URL");
    url.set_path(name);
    url.to_string()
}

async fn statement(server: &str, text: &str) {
    try_statement(server, text).await.expect("the server makes a database");
}

#[expect(clippy::disallowed_methods, reason = "a database is made outside of the database it makes")]
async fn try_statement(server: &str, text: &str) -> Result<(), tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(server, tokio_postgres::NoTls).await?;
    let driving = tokio::spawn(connection);
    let done = client.batch_execute(text).await;
    drop(client);
    drop(driving.await);
    done
}
