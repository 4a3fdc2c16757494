//! The only writer of figures.

use keel::db::Conn;
use keel::error::Result;

use super::model::Name;
use super::sql;
use crate::access::Can;
use crate::app::Cx;

/// Counts the alliance anew. Counting reads whole tables, so it has a read of its own and only the
/// numbers are written.
pub async fn count(cx: &Cx) -> Result<()> {
    cx.viewer.must(Can::SeeDesk)?;
    let mut read = cx.read().await?;
    let people = sql::count_people(&mut read).await?;
    let members = sql::count_members(&mut read).await?;
    let (joined, handed) = sql::count_handed(&mut read).await?;
    drop(read);
    let mut conn = cx.begin().await?;
    write(&mut conn, cx, (people, members), (joined, handed)).await?;
    cx.commit(conn).await
}

async fn write(conn: &mut Conn, cx: &Cx, (people, members): (i64, i64), joined: (i64, i64)) -> Result<()> {
    sql::set_figure(conn, Name::People, people, people, cx.now).await?;
    sql::set_figure(conn, Name::Members, members, people, cx.now).await?;
    sql::set_figure(conn, Name::Joined, joined.0, joined.1, cx.now).await
}
