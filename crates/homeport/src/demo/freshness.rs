//! Two days ago the members of one company were asked whether all is still right: about half of them answered,
//! and three messages came back.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::l10n::Lang;
use keel::post::{Channel, Delivered, Fate};

use super::Company;
use super::fill::{settle, speaking};
use crate::app::App;
use crate::freshness::actions::Correction;
use crate::freshness::{self, Ask, CampaignId, Meant, actions};
use crate::people::{EntityId, PersonId};

const DAYS_AGO: i32 = 2;
const BOUNCED: usize = 3;
const TOWNS: [&str; 5] = ["苏州", "成都", "青岛", "厦门", "Melbourne"];
/// Those who are asked about a claim or for a wish while somebody watches have to be reached.
const NEEDED: [&str; 2] = ["英语教学部", "少儿部"];

pub async fn send(
    app: &App,
    company: &Company,
    people: &[PersonId],
    entity: EntityId,
    now: Time,
) -> Result<()> {
    let zone = app.settings().zone().clone();
    app.clock.set(Time::at(now.day_in(&zone).plus_days(-DAYS_AGO), 10, 30, &zone).min(now));
    let cx = speaking(app, people[company.cast.officer], Lang::Zh);
    let id = CampaignId::next(&app.ids, cx.now);
    let mut conn = cx.begin().await?;
    actions::make(&cx, &mut conn, id, Meant::List(&format!("entity={entity}"))).await?;
    conn.commit().await?;
    settle(app).await?;
    let mut conn = cx.begin().await?;
    actions::start(&cx, &mut conn, id).await?;
    conn.commit().await?;
    settle(app).await?;

    let asked = freshness::asked(&mut app.db.read().await?, id).await?;
    let (mut bounced, mut nth) = (0, 0);
    for ask in asked {
        let mut conn = cx.begin().await?;
        if bounced < BOUNCED && !is_needed(company, people, ask.person_id) {
            come_back(app, &mut conn, &ask).await?;
            bounced += 1;
        } else {
            answer(app, &mut conn, &ask, nth).await?;
            nth += 1;
        }
        conn.commit().await?;
        settle(app).await?;
    }
    Ok(())
}

fn is_needed(company: &Company, people: &[PersonId], person: PersonId) -> bool {
    let Some(place) = people.iter().position(|id| *id == person) else { return true };
    let cast = &company.cast;
    let parts = [cast.founder, cast.manager, cast.officer, cast.hr, cast.administrator, cast.alumna];
    let mut departments = company.people[place].tenures.iter().map(|tenure| tenure.department);
    let is_there = departments.any(|at| NEEDED.contains(&company.departments[at].name.zh));
    parts.contains(&place) || is_there
}

/// The mail server says never, at each address.
async fn come_back(app: &App, conn: &mut Conn, ask: &Ask) -> Result<()> {
    for _ in 0..2 {
        let delivered = Delivered {
            delivery_id: Id([0; 16]),
            channel: Channel::Mail,
            purpose: freshness::PURPOSE.to_owned(),
            about: Some(ask.ask_id.0),
            recipient: Some(ask.person_id.0),
            at: app.clock.now(),
            fate: Fate::Failed { is_permanent: true, reply: "550".to_owned() },
        };
        actions::delivered(&app.machine(), conn, &delivered).await?;
    }
    Ok(())
}

/// Of four, one says that all is right, one corrects something, one only looks, one does nothing.
async fn answer(app: &App, conn: &mut Conn, ask: &Ask, nth: usize) -> Result<()> {
    let cx = speaking(app, ask.person_id, Lang::Zh);
    match nth % 4 {
        0 => actions::confirm_from(&cx, conn, ask).await,
        1 => {
            let town = TOWNS[nth / 4 % TOWNS.len()];
            actions::correct(&cx, conn, ask, &Correction::Place(town.to_owned())).await
        }
        2 => actions::open(&cx, conn, ask).await,
        _ => Ok(()),
    }
}
