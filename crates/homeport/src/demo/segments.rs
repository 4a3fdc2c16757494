//! Whom the officer means again and again.

use keel::error::Result;

use super::Company;
use super::fill::speaking;
use crate::app::App;
use crate::people::PersonId;
use crate::segments::actions::{self, NewSegment};
use crate::segments::{Filter, SegmentId};

pub async fn keep(app: &App, company: &Company, ids: &[PersonId]) -> Result<()> {
    let cx = speaking(app, ids[company.cast.officer], keel::l10n::Lang::Zh);
    let last_year = cx.today().plus_months(-12);
    let stale = format!("stay=gone&fresh=since&fresh-on={last_year}&not=fresh");
    let all = [
        ("在深圳的老同事", "place=深圳&stay=gone", true),
        ("去了互联网公司的", "industry=internet", true),
        ("请过还没回音的", "engaged=quiet&contact=any", true),
        ("一年没确认过的", stale.as_str(), false),
    ];
    let mut conn = cx.begin().await?;
    for (name, query, is_shared) in all {
        let filter = Filter::from_query(query);
        let new = NewSegment { name, filter: &filter, is_shared };
        actions::make(&cx, &mut conn, SegmentId::next(&app.ids, cx.now), &new).await?;
    }
    conn.commit().await
}
