//! The table of contents: method · path · permission · handler. A route without a permission does
//! not compile. A function a feature, in the order of the alphabet.

mod table;

pub use table::{Row, Table};

use crate::access::Can;
use crate::{shell, welcome};

pub fn table() -> Table {
    let features = [shell_routes, welcome_routes];
    features.into_iter().fold(Table::default(), |table, feature| feature(table))
}

fn shell_routes(table: Table) -> Table {
    table
        .get("/", Can::Visit, shell::pages::front)
        .post("/language", Can::Visit, shell::pages::language)
        .get("/assets/{name}", Can::Visit, shell::pages::asset)
        .get("/healthz", Can::Visit, shell::pages::healthz)
        .get("/readyz", Can::Visit, shell::pages::readyz)
}

fn welcome_routes(table: Table) -> Table {
    table
        .get("/home", Can::BeMember, welcome::pages::home)
        .get("/w/{ticket}", Can::Visit, welcome::pages::show)
        .post("/w/{ticket}", Can::Visit, welcome::pages::wish)
        .post("/w/{ticket}/decline", Can::Visit, welcome::pages::decline)
        .get("/g/{ticket}", Can::Visit, welcome::pages::approval)
        .post("/g/{ticket}", Can::Visit, welcome::pages::approve)
        .get("/greetings", Can::Greet, welcome::pages::greetings)
        .post("/greetings/standing", Can::Greet, welcome::pages::standing)
        .get("/departures/{id}/greeting", Can::RunDepartures, welcome::pages::desk)
        .post("/departures/{id}/greeting", Can::RunDepartures, welcome::pages::write)
        .post("/departures/{id}/exclusions", Can::RunDepartures, welcome::pages::exclude)
}
