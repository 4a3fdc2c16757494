//! The list of segments, each with its number.

use askama::Template;

use super::words;
use crate::app::{Answer, Cx};
use crate::people::pages::dotted;
use crate::segments::{self, count};
use crate::shell::Shell;

/// People looked at for each of the first of a list's segments: what has more shows what was counted last, and when.
const EACH: usize = 500;
const LOOKS: usize = 40;

#[derive(Template)]
#[template(path = "segments/templates/index.html")]
struct Index {
    s: Shell,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    href: String,
    /// What it asks.
    said: String,
    /// Who made it and when, and for whom it is.
    by: String,
    count: String,
    aside: String,
}

/// `GET /segments`
pub async fn index(cx: Cx) -> Answer {
    let mut conn = cx.read().await?;
    let all = segments::all(&mut conn, &cx.viewer).await?;
    let l = cx.l();
    let mut rows = Vec::new();
    for (nth, segment) in all.into_iter().enumerate() {
        let said = words::said(&cx, &mut conn, &segment.filter).await?;
        let mut live = None;
        if nth < LOOKS {
            let stretch = count::stretch(&cx, &mut conn, &segment.filter, None, (EACH, 0, true)).await?;
            live = Some(stretch.tally).filter(|_| stretch.is_whole);
        }
        let (count, aside) = match (live, segment.counted) {
            (Some(tally), _) => words::counted(&cx, tally),
            (None, Some((tally, at))) => {
                let ago = l.t1("segments-counted", "ago", l.ago(cx.now, at));
                (words::counted(&cx, tally).0, ago)
            }
            (None, None) => (String::new(), l.t("segments-counting").into_owned()),
        };
        let by = segment.made_by_name.map(|name| l.t1("segments-made-by", "name", name));
        let whose = if segment.is_shared { "segments-shared" } else { "segments-own" };
        let parts = [Some(l.t(whose).into_owned()), by, Some(l.ago(cx.now, segment.made_at))];
        rows.push(Row {
            name: segment.name,
            href: format!("/segments/{}", segment.segment_id),
            said: said.join(" · "),
            by: dotted(parts),
            count,
            aside,
        });
    }
    cx.show(&Index { s: cx.shell("people"), rows })
}
