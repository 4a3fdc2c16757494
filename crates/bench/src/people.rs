//! The list of people and a profile at a million people, beside the same bytes from a bare handler; what the
//! server takes to start and to keep in memory then.

use keel::clock::Stopwatch;
use keel::db::Db;
use keel::error::Result;

use crate::figure::Figure;
use crate::house::{self, House};
use crate::http::Client;
use crate::pages::{self, Page};
use crate::{data, multitude};

const GIGABYTE: f64 = 1_000_000_000.0;

/// Lists with one filter that leaves many, some that leave few, and the beginning of a name.
const LISTS: [(&str, [&str; 2]); 4] = [
    ("/people", ["people: the list, beside bare axum", "people: the list, p99"]),
    (
        "/people?department=Sales&from=2019&to=2021",
        ["people: a department and years, beside bare axum", "people: a department and years, p99"],
    ),
    ("/people?to=2003", ["people: years long ago, beside bare axum", "people: years long ago, p99"]),
    ("/people?q=zhang", ["people: a common name, beside bare axum", "people: a common name, p99"]),
];

pub async fn figures(is_quick: bool) -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let config = house::config(folder.path(), "mailbox:");
    let data = data::fill(&config, 0).await?;
    multitude::fill(&Db::open(&config.database.url)?, if is_quick { 100_000 } else { 1_000_000 }).await?;
    let watch = Stopwatch::start();
    let house = House::open(&config).await?;
    let ready = watch.elapsed().as_secs_f64();
    let cookie = house.sign_in(&data.officer).await?;
    let mut client = Client::connect(house.host, &cookie).await?;
    let mut all = Vec::new();
    for (path, names) in LISTS {
        all.push(Page::ask(&mut client, path.to_owned(), names).await?);
    }
    let person = pages::first_link(&mut client, "/people").await?;
    let names = ["people: a profile, beside bare axum", "people: a profile, p99"];
    all.push(Page::ask(&mut client, person, names).await?);
    let mut figures = pages::measured(&house, &cookie, &all, if is_quick { 2 } else { 8 }).await?;
    let memory = house.memory()? as f64 / GIGABYTE;
    figures.push(Figure::alone("people: serve until ready", ready, "s", "≤ 5 s", Some(5.0)));
    figures.push(Figure::alone("people: resident memory after that", memory, "GB", "≤ 1 GB", Some(1.0)));
    Ok(figures)
}
