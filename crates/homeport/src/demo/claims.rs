//! A few who left long before the alliance began and claim their place: one is on record, one is not, one
//! appeals.

use keel::clock::Time;
use keel::contact::Contact;
use keel::error::Result;
use keel::l10n::Lang;

use super::fill::{settle, speaking};
use super::{Company, Standing};
use crate::app::App;
use crate::claims::{self, ClaimId, Told};
use crate::invitations::Ground;
use crate::people::PersonId;

/// Longer ago than a week, so that whoever was asked about them may be asked for a wish today.
const DAYS_AGO: i32 = 12;

pub async fn send(app: &App, company: &Company, people: &[PersonId], now: Time) -> Result<()> {
    let zone = app.settings().zone().clone();
    app.clock.set(Time::at(now.day_in(&zone).plus_days(-DAYS_AGO), 20, 10, &zone).min(now));
    let told = |name: &str, years: (i64, i64), department: &str, mail: &str| -> Result<Told> {
        Ok(Told {
            name: name.to_owned(),
            from_year: years.0,
            to_year: years.1,
            entity: None,
            department: Some(department.to_owned()),
            colleague: None,
            contact: Contact::parse(mail, "CN")?,
            language: Lang::Zh,
            may_ask: false,
        })
    };
    let liang = told("梁启舟", (2018, 2021), "英语教学部", "qizhou.liang@example.net")?;
    claim(app, &Told { colleague: Some("李知微".to_owned()), may_ask: true, ..liang }).await?;
    let holloway = told("Margaret Holloway", (2012, 2014), "English teaching", "m.holloway@example.com")?;
    claim(app, &Told { language: Lang::En, ..holloway }).await?;
    if let Some(known) = of_record(company)? {
        claim(app, &known).await?;
    }
    let refused = claim(app, &told("卢家铭", (2016, 2016), "前台", "jiaming.lu@example.net")?).await?;
    let cx = speaking(app, people[company.cast.officer], Lang::Zh);
    let mut conn = cx.begin().await?;
    claims::actions::refuse(&cx, &mut conn, refused, Ground::Unproven).await?;
    let words = "我 2016 年夏天在前台实习过两个月，带我的是郑晓禾。";
    claims::actions::appeal(&app.machine(), &mut conn, refused, words).await?;
    conn.commit().await?;
    settle(app).await
}

/// As somebody does who fills in the page and follows the link.
async fn claim(app: &App, told: &Told) -> Result<ClaimId> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    let claim = claims::actions::tell(&cx, &mut conn, told).await?;
    conn.commit().await?;
    settle(app).await?;
    let mut conn = cx.begin().await?;
    let claim = claims::actions::confirm(&cx, &mut conn, claim).await?;
    conn.commit().await?;
    settle(app).await?;
    Ok(claim)
}

/// What somebody would tell who left before the alliance began, and stands in the old files.
fn of_record(company: &Company) -> Result<Option<Told>> {
    let found = company.people.iter().find_map(|person| {
        let tenure = person.tenures.last().filter(|_| person.standing == Standing::OnRecord)?;
        Some((person, tenure, tenure.end?))
    });
    let Some((person, tenure, end)) = found else { return Ok(None) };
    let departments = &company.departments;
    let department = departments.get(tenure.department).map(|department| department.name.zh.to_owned());
    Ok(Some(Told {
        name: person.name.clone(),
        from_year: i64::from(tenure.start_on.year()),
        to_year: i64::from(end.on.year()),
        entity: None,
        department,
        colleague: None,
        contact: Contact::parse("old.friend@example.org", "CN")?,
        language: Lang::Zh,
        may_ask: false,
    }))
}
