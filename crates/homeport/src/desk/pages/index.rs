use askama::Template;
use keel::db::Conn;
use keel::error::Result;
use keel::jobs;
use keel::l10n::L;

use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::departures::pages::RowView;
use crate::desk::model::{Figure, Name};
use crate::desk::sql;
use crate::invitations::Filter;
use crate::shell::Shell;
use crate::{accounts, careers, claims, departures, duplicates, invitations, retention, suspensions};

#[derive(Template)]
#[template(path = "desk/templates/index.html")]
struct Index {
    s: Shell,
    hello: String,
    today: String,
    may_record: bool,
    may_greet: bool,
    may_edit: bool,
    needs: Vec<Need>,
    unopened: i64,
    recent: Vec<RowView>,
    figures: Vec<FigureView>,
    counted: String,
    month: String,
}

/// Something that waits for the officer, with the list behind it.
struct Need {
    icon: &'static str,
    tone: &'static str,
    text: String,
    hint: &'static str,
    href: &'static str,
}

struct FigureView {
    number: String,
    text: String,
    href: &'static str,
}

pub async fn index(cx: Cx) -> Answer {
    let mut conn = cx.read().await?;
    let counted = sql::figures(&mut conn).await?;
    let needs = needs(&cx, &mut conn, &counted).await?;
    let recent = departures::recent(&mut conn).await?;
    let (views, counted) = figures(&cx, &counted);
    let l = cx.l();
    let today = cx.today();
    let count = needs.len();
    let what =
        if count == 0 { l.t("desk-nothing").into_owned() } else { l.t1("desk-something", "count", count) };
    cx.show(&Index {
        hello: l.t1(greeting(&cx), "name", cx.viewer.name.as_str()),
        today: format!("{} · {what}", l.t2("desk-today", "weekday", l.weekday(today), "day", l.day(today))),
        may_record: cx.viewer.may(Can::RunDepartures),
        may_greet: cx.viewer.may(Can::Greet),
        may_edit: cx.viewer.may(Can::EditPeople),
        needs,
        unopened: invitations::count(&mut conn, Filter::Unopened, cx.now).await?,
        recent: recent.iter().map(|row| RowView::of(&cx, row)).collect(),
        figures: views,
        counted,
        month: l.month(today),
        s: cx.shell("desk"),
    })
}

fn greeting(cx: &Cx) -> &'static str {
    match cx.now.hour_minute_in(&cx.zone()).0 {
        5..12 => "desk-morning",
        12..18 => "desk-afternoon",
        _ => "desk-evening",
    }
}

async fn needs(cx: &Cx, conn: &mut Conn, counted: &[Figure]) -> Result<Vec<Need>> {
    let l = cx.l();
    let late = invitations::count(conn, Filter::Late, cx.now).await?;
    let failed = invitations::count(conn, Filter::Failed, cx.now).await?;
    let no_contact = invitations::count(conn, Filter::NoContact, cx.now).await?;
    let held = departures::count_held(conn).await?;
    let requests = invitations::open_requests(conn).await?;
    let recoveries = accounts::open_recoveries(conn).await?;
    // Their lists are for those who decide; a count leads nowhere for anybody else.
    let may_decide = cx.viewer.may(Can::RunDepartures);
    let claims = if may_decide { claims::count_open(conn).await? } else { 0 };
    let appeals = if may_decide { suspensions::count_appeals(conn).await? } else { 0 };
    let unsigned = sql::count_unsigned(conn).await?;
    let waits = counted.iter().find(|figure| figure.name == Name::Waiting);
    let waits = waits.map_or(0, |figure| figure.numerator);
    let warned = retention::count_warned(conn).await?;
    let is_officer = cx.viewer.may(Can::EditPeople);
    let news = if is_officer { careers::count_news(conn).await? } else { 0 };
    let pairs = if is_officer { duplicates::count_open(conn).await? } else { 0 };
    let dead = i64::from(jobs::count_dead(conn).await?);
    let jobs_href = if cx.viewer.may(Can::Administer) { "/jobs" } else { "/desk" };
    let all = [
        (late, "bell", "alarm", "desk-late", "desk-late-hint", "/invitations?show=late"),
        (held, "clock", "b", "desk-held", "desk-held-hint", "/departures/held"),
        (waits, "people", "b", "desk-waits", "desk-waits-hint", "/waves"),
        (failed, "mail", "c", "desk-failed", "desk-failed-hint", "/invitations/failed"),
        (no_contact, "qr", "c", "desk-no-contact", "desk-no-contact-hint", "/invitations?show=no-contact"),
        (requests, "chat", "", "desk-requests", "desk-requests-hint", "/invitations/requests"),
        (claims, "anchor", "d", "desk-claims", "desk-claims-hint", "/claims"),
        (appeals, "chat", "", "desk-suspensions", "desk-suspensions-hint", "/suspensions"),
        (recoveries, "key", "d", "desk-recoveries", "desk-recoveries-hint", "/accounts/recoveries"),
        (unsigned, "pen", "", "desk-unsigned", "desk-unsigned-hint", "/departures"),
        (warned, "clock", "", "desk-retention", "desk-retention-hint", "/retention"),
        (news, "bell", "", "desk-news", "desk-news-hint", "/careers"),
        (pairs, "people", "d", "desk-duplicates", "desk-duplicates-hint", "/duplicates"),
        (dead, "alarm", "alarm", "desk-dead", "desk-dead-hint", jobs_href),
    ];
    Ok(all
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, icon, tone, key, hint, href)| Need {
            icon,
            tone,
            text: l.t1(key, "count", count),
            hint,
            href,
        })
        .collect())
}

/// The figures, and how old those are that were counted over the whole alliance.
fn figures(cx: &Cx, counted: &[Figure]) -> (Vec<FigureView>, String) {
    let l = cx.l();
    let age = counted.iter().map(|figure| figure.at).min();
    let age = age.map_or_else(String::new, |at| l.t1("desk-counted", "ago", l.ago(cx.now, at)));
    let views = Name::ALL
        .iter()
        .filter_map(|name| counted.iter().find(|figure| figure.name == *name))
        .filter_map(|figure| figure_view(l, figure))
        .collect();
    (views, age)
}

fn figure_view(l: L, figure: &Figure) -> Option<FigureView> {
    let view = match figure.name {
        Name::People => FigureView {
            number: l.number(figure.numerator),
            text: l.t("desk-figure-people").into_owned(),
            href: "/people",
        },
        Name::Members => FigureView {
            number: l.number(figure.numerator),
            text: l.t2(
                "desk-figure-members",
                "percent",
                figure.percent(),
                "of",
                l.number(figure.denominator),
            ),
            href: "/people",
        },
        Name::Joined => FigureView {
            number: format!("{} %", figure.percent()),
            text: l.t2(
                "desk-figure-joined",
                "joined",
                l.number(figure.numerator),
                "of",
                l.number(figure.denominator),
            ),
            href: "/invitations",
        },
        Name::Median => FigureView {
            number: l.minutes(figure.numerator),
            text: l.t1("desk-figure-median", "count", figure.denominator),
            href: "/departures?list=complete",
        },
        // It stands above, among what needs the officer.
        Name::Waiting => return None,
    };
    Some(view)
}
