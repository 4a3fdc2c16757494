//! What whoever it concerns reads, and where old addresses lead.

use keel::db::Conn;
use keel::error::Result;

use crate::app::Cx;
use crate::duplicates::sql;
use crate::people::PersonId;

/// What somebody is told on their own page about the latest merge of their record, while it can be undone.
pub async fn told(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<String> {
    let last = sql::merges::last(conn, person).await?;
    let Some(merge) = last.filter(|merge| merge.until_at > cx.now) else { return Ok(String::new()) };
    let day = |at: keel::clock::Time| cx.l().day(at.day_in(&cx.zone()));
    Ok(match merge.undone_at {
        None => cx.l().t1("duplicates-told", "day", day(merge.merged_at)),
        Some(at) => cx.l().t1("duplicates-told-undone", "day", day(at)),
    })
}

/// The same address about whoever stayed, when this one names a record that went.
pub async fn leads_on(cx: &Cx) -> Result<Option<String>> {
    let mut parts: Vec<String> = cx.path.split('/').map(str::to_owned).collect();
    for part in &mut parts {
        let (id, rest) = part.split_at(part.find('?').unwrap_or(part.len()));
        let Ok(person) = id.parse::<PersonId>() else { continue };
        if let Some(stayed) = sql::stayed(&mut cx.read().await?, person).await? {
            *part = format!("{stayed}{rest}");
            return Ok(Some(parts.join("/")));
        }
    }
    Ok(None)
}
