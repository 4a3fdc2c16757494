//! Counting where everyone is; the only writer of figures.

use keel::db::Conn;
use keel::error::Result;

use super::model::{Figure, Figures, Kind};
use super::sql;
use crate::access::Can;
use crate::app::Cx;
use crate::people::Audience;

/// Rows that are counted while somebody waits for the page.
const FEW_LISTED: usize = 10_000;
const FEW_POSITIONS: usize = 5_000;

/// The audiences that people are shown to, each with numbers of its own.
const AUDIENCES: [Audience; 4] =
    [Audience::Officers, Audience::Members, Audience::Colleagues, Audience::Everyone];

/// As an audience may know them: counted now where they are few, else as they were kept.
pub async fn figures(cx: &Cx, conn: &mut Conn, audience: Audience, kind: Kind) -> Result<Figures> {
    if is_small(conn, audience, kind).await? {
        return Ok(Figures { all: counted(cx, conn, audience, kind).await?, at: None });
    }
    sql::figures(conn, audience, kind).await
}

async fn is_small(conn: &mut Conn, audience: Audience, kind: Kind) -> Result<bool> {
    let (rows, few) = match kind {
        Kind::Place | Kind::Left => (sql::count_listed(conn, audience, FEW_LISTED + 1).await?, FEW_LISTED),
        Kind::Organisation | Kind::Industry => {
            (sql::count_positions(conn, FEW_POSITIONS + 1).await?, FEW_POSITIONS)
        }
    };
    Ok(usize::try_from(rows).is_ok_and(|rows| rows <= few))
}

async fn counted(cx: &Cx, conn: &mut Conn, audience: Audience, kind: Kind) -> Result<Vec<Figure>> {
    let today = cx.today();
    match kind {
        Kind::Place => sql::by_place(conn, audience).await,
        Kind::Left => sql::by_year(conn, audience, today.year()).await,
        Kind::Organisation => sql::by_organisation(conn, audience, today).await,
        Kind::Industry => sql::by_industry(conn, audience, today).await,
    }
}

/// Counts anew what is too much for a page, and forgets what is not any more. Counting has reads of its own and
/// only the numbers are written.
pub async fn count(cx: &Cx) -> Result<()> {
    cx.viewer.must(Can::SeeDesk)?;
    for audience in AUDIENCES {
        for kind in Kind::ALL {
            let mut read = cx.read().await?;
            let all = match is_small(&mut read, audience, *kind).await? {
                true => Vec::new(),
                false => counted(cx, &mut read, audience, *kind).await?,
            };
            drop(read);
            let mut conn = cx.begin().await?;
            sql::delete_figures(&mut conn, audience, *kind).await?;
            for figure in &all {
                sql::insert_figure(&mut conn, audience, *kind, figure, cx.now).await?;
            }
            cx.commit(conn).await?;
        }
    }
    Ok(())
}
