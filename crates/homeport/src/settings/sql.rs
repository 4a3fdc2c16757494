use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::Key;
use crate::people::PersonId;

pub async fn all(conn: &mut Conn) -> Result<Vec<(String, String)>> {
    conn.all(sql!("select key, value from settings_setting"), args![]).await
}

pub async fn set(conn: &mut Conn, key: Key, value: &str, at: Time, by: Option<PersonId>) -> Result<()> {
    conn.run(
        sql!(
            "insert into settings_setting (key, value, changed_at, changed_by)
             values ($1, $2, $3, $4)
             on conflict (key) do update
             set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by"
        ),
        args![key, value, at, by],
    )
    .await?;
    Ok(())
}
