//! A house for one test: a fresh database, the router in process, a clock to move, a mailbox to read,
//! jobs to drain, and a fixed cast of people.

mod cast;
pub mod database;
mod house;
mod http;
mod listing;
mod mailbox;

pub use cast::{Cast, Person, day, newcomer, reached};
pub use database::Engine;
pub use house::{House, START};
pub use http::Reply;
pub use mailbox::Sent;

/// Runs a test on SQLite and on PostgreSQL. Afterwards nothing may be left undone.
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($t:ident: $house:ty) $body:block) => {
        async fn $name($t: &$house) $body

        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let house = $crate::support::House::open_on($crate::support::Engine::Sqlite).await;
                let house = house.expect("SQLite is always there");
                super::$name(&house).await;
                house.close().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let Some(house) = $crate::support::House::open_on($crate::support::Engine::Postgres).await else {
                    return;
                };
                super::$name(&house).await;
                house.close().await;
            }
        }
    };
}
