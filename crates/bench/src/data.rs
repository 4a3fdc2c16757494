//! What the figures are measured on: the invented company, and as many leavers more as are needed.

use homeport::app::App;
use homeport::config::Config;
use homeport::demo::Demo;
use homeport::departures::{self, DepartureId, NewDeparture, Who};
use homeport::people::{self, NewPerson, PersonKind};
use keel::clock::Day;
use keel::contact::Contact;
use keel::error::{Error, Result};

/// So many departures in one transaction.
const BATCH: usize = 500;

/// A filled house that nobody serves yet.
pub struct Data {
    /// Signs in an officer, once.
    pub officer: String,
    pub leavers: Vec<Leaver>,
}

/// Somebody who leaves today; only the formalities are missing.
#[derive(Clone)]
pub struct Leaver {
    pub departure: DepartureId,
    pub address: String,
}

impl Leaver {
    /// Where the formalities are said to be complete.
    pub fn path(&self) -> String {
        format!("/departures/{}/complete", self.departure)
    }
}

pub async fn fill(config: &Config, leavers: usize) -> Result<Data> {
    let demo = Demo::open(config.clone()).await?;
    let links = demo.sign_in_links().await?;
    let officer = links.into_iter().find(|(role, _)| *role == "officer").map(|(_, link)| link);
    let officer = officer.ok_or_else(|| Error::broken("the demonstration has no officer"))?;
    let numbers: Vec<usize> = (0..leavers).collect();
    let mut all = Vec::with_capacity(leavers);
    for batch in numbers.chunks(BATCH) {
        all.extend(record(&demo.app, batch).await?);
    }
    Ok(Data { officer, leavers: all })
}

async fn record(app: &App, numbers: &[usize]) -> Result<Vec<Leaver>> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    let entities = people::entities(&mut conn).await?;
    let entity = entities.first().ok_or(Error::NotFound)?.entity_id;
    let started_on = Day::parse("2019-03-01").ok_or_else(|| Error::broken("no day"))?;
    let mut leavers = Vec::with_capacity(numbers.len());
    for number in numbers {
        let address = format!("leaver-{number}@bench.example");
        let person = NewPerson {
            name: format!("Bench Leaver {number}"),
            other_names: Vec::new(),
            language: None,
            place: None,
            entity,
            number: Some(format!("BENCH-{number}")),
            kind: PersonKind::Employee,
            department: Some("英语教学部 English".to_owned()),
            title: None,
            manager: None,
            started_on,
            ended_on: None,
            contacts: vec![Contact::parse(&address, "CN")?],
            source: "file".to_owned(),
        };
        let new = NewDeparture {
            who: Who::New(Box::new(person)),
            last_day: Some(cx.today()),
            kind: departures::Kind::Resignation,
            contacts: Vec::new(),
            language: None,
            manager: None,
        };
        let departure = departures::actions::record(&cx, &mut conn, &new).await?;
        leavers.push(Leaver { departure, address });
    }
    conn.commit().await?;
    Ok(leavers)
}
