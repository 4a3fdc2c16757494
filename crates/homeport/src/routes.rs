//! The table of contents: method · path · permission · handler. A route without a permission does
//! not compile. A function a feature, in the order of the alphabet.

mod table;

pub use table::{Row, Table};

use crate::access::Can;
use crate::{accounts, journal, shell, welcome};

pub fn table() -> Table {
    let features = [accounts_routes, journal_routes, shell_routes, welcome_routes];
    features.into_iter().fold(Table::default(), |table, feature| feature(table))
}

fn accounts_routes(table: Table) -> Table {
    use accounts::pages as p;
    table
        .get("/sign-in", Can::Visit, p::sign_in)
        .post("/sign-in", Can::Visit, p::ask_link)
        .get("/sign-in/sent", Can::Visit, p::sent)
        .post("/sign-in/code", Can::Visit, p::by_code)
        .post("/sign-in/password", Can::Visit, p::by_password)
        .get("/sign-in/{token}", Can::Visit, p::link)
        .post("/sign-in/{token}", Can::Visit, p::by_link)
        .post("/sign-out", Can::Visit, p::sign_out)
        .get("/found/{token}", Can::Visit, p::founding)
        .post("/found/{token}", Can::Visit, p::found)
        .get("/confirm/{token}", Can::Visit, p::confirm_link)
        .post("/confirm/{token}", Can::Visit, p::confirm)
        .get("/recover", Can::Visit, p::recover)
        .post("/recover", Can::Visit, p::ask)
        .get("/recover/asked", Can::Visit, p::asked)
        .get("/recover/stop/{token}", Can::Visit, p::stop_page)
        .post("/recover/stop/{token}", Can::Visit, p::stop)
        .get("/accounts/recoveries", Can::EditPeople, p::recoveries)
        .post("/accounts/recoveries/{id}/approve", Can::EditPeople, p::approve)
        .post("/accounts/recoveries/{id}/refuse", Can::EditPeople, p::refuse)
        .get("/me/security", Can::BeSomebody, p::security)
        .post("/me/security/sessions/{id}/close", Can::BeSomebody, p::close)
        .post("/me/security/close-others", Can::BeSomebody, p::close_others)
        .post("/me/security/password", Can::BeSomebody, p::set_password)
        .post("/me/security/password/remove", Can::BeSomebody, p::remove_password)
        .post("/me/security/contacts", Can::BeSomebody, p::add_contact)
        .post("/me/security/contacts/{id}/send", Can::BeSomebody, p::send_again)
        .post("/me/security/contacts/{id}/confirm", Can::BeSomebody, p::confirm_contact)
        .post("/me/security/contacts/{id}/remove", Can::BeSomebody, p::remove_contact)
        .get("/roles", Can::Administer, p::roles)
        .post("/roles/give", Can::Administer, p::give)
        .post("/roles/take", Can::Administer, p::take_back)
        .get("/privacy", Can::Visit, p::privacy)
}

fn journal_routes(table: Table) -> Table {
    table.get("/journal", Can::Administer, journal::pages::index)
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
