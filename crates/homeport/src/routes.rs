//! The table of contents: method · path · permission · handler. A route without a permission does
//! not compile. A function a feature, in the order of the alphabet.

mod own;
mod pool;
mod table;
mod upkeep;

pub use table::{Row, Table};

use crate::access::{Can, Scope};
use crate::{
    accounts, cards, claims, departures, desk, exits, imports, invitations, journal, members, operations,
    people, retention, settings, shell, suspensions, tokens, waves, welcome,
};

pub fn table() -> Table {
    let features = [
        accounts_routes,
        cards_routes,
        pool::careers,
        claims_routes,
        own::copies_routes,
        departures_routes,
        desk_routes,
        pool::duplicates,
        exits_routes,
        upkeep::freshness_routes,
        imports_routes,
        invitations_routes,
        journal_routes,
        upkeep::lost_routes,
        members_routes,
        upkeep::missing_routes,
        operations_routes,
        pool::organisations,
        people_routes,
        own::resumes_routes,
        pool::places,
        retention_routes,
        pool::segments,
        settings_routes,
        shell_routes,
        suspensions_routes,
        tokens_routes,
        waves_routes,
        welcome_routes,
    ];
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
        .get("/undo/{token}", Can::Visit, p::undo_page)
        .post("/undo/{token}", Can::Visit, p::undo)
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

fn cards_routes(table: Table) -> Table {
    use cards::pages as p;
    table
        .get("/card", Can::BeMember, p::own)
        .get("/card.vcf", Can::BeMember, p::address_book)
        .get("/c/{ticket}", Can::Visit, p::check)
        .get("/c/{ticket}/photo", Can::Visit, p::photo)
}

fn claims_routes(table: Table) -> Table {
    use claims::pages as p;
    table
        .get("/claims/new", Can::Visit, p::new)
        .post("/claims/new", Can::Visit, p::tell)
        .get("/claims/sent/{ticket}", Can::Visit, p::sent)
        .post("/claims/sent/{ticket}", Can::Visit, p::by_code)
        .get("/claims/mine/{ticket}", Can::Visit, p::mine)
        .post("/claims/mine/{ticket}/confirm", Can::Visit, p::confirm)
        .post("/claims/mine/{ticket}/appeal", Can::Visit, p::appeal)
        .post("/claims/mine/{ticket}/take-back", Can::Visit, p::take_back)
        .get("/v/{ticket}", Can::Visit, p::vouching)
        .post("/v/{ticket}", Can::Visit, p::vouch)
        .get("/claims", Can::RunDepartures, p::index)
        .get("/claims/{id}", Can::RunDepartures, p::show)
        .post("/claims/{id}/accept", Can::RunDepartures, p::accept)
        .post("/claims/{id}/enter", Can::RunDepartures, p::enter)
        .post("/claims/{id}/refuse", Can::RunDepartures, p::refuse)
}

fn departures_routes(table: Table) -> Table {
    use departures::pages as p;
    table
        .get("/departures", Can::SeeDesk, p::index)
        .post("/departures", Can::RunDepartures, p::record)
        .get("/departures/new", Can::RunDepartures, p::new)
        .get("/departures/held", Can::SeeDesk, p::held)
        .post("/departures/held", Can::RunDepartures, p::decide_batch)
        .get("/departures/held/all", Can::RunDepartures, p::held_all)
        .post("/departures/held/all", Can::RunDepartures, p::decide_all)
        .get("/departures/transfer/{tenure}", Can::EditPeople, p::transfer)
        .post("/departures/transfer/{tenure}", Can::EditPeople, p::set_transfer)
        .get("/departures/{id}", Can::SeeDesk, p::show)
        .post("/departures/{id}/agree", Can::RunDepartures, p::agree)
        .post("/departures/{id}/put-off", Can::RunDepartures, p::put_off)
        .post("/departures/{id}/complete", Can::RunDepartures, p::complete)
        .post("/departures/{id}/withdraw", Can::RunDepartures, p::withdraw)
        .post("/departures/{id}/decide", Can::RunDepartures, p::decide)
        .post("/departures/{id}/release", Can::RunDepartures, p::release)
        .post("/departures/{id}/contact", Can::EditPeople, p::add_contact)
        .post("/departures/{id}/silence", Can::EditPeople, p::silence)
        .post("/departures/{id}/silence/lift", Can::EditPeople, p::lift_silence)
        .post("/departures/{id}/steps", Can::RunDepartures, p::add_step)
        .post("/departures/{id}/steps/{step}/done", Can::RunDepartures, p::step_done)
        .post("/departures/{id}/steps/{step}/undone", Can::RunDepartures, p::step_undone)
        .post("/departures/{id}/steps/{step}/remove", Can::RunDepartures, p::remove_step)
        .get("/departures/{id}/leaving", Can::SeeLeaving, p::leaving)
        .post("/departures/{id}/leaving", Can::SeeLeaving, p::set_leaving)
        .get("/settings/policy", Can::Administer, p::policy)
        .post("/settings/policy", Can::Administer, p::set_policy)
        .api_post("/api/departures", Can::Token(Scope::DeparturesWrite), departures::api::report)
        .api_get("/api/departures/{id}", Can::Token(Scope::DeparturesRead), departures::api::show)
}

fn imports_routes(table: Table) -> Table {
    use imports::pages as p;
    table
        .get("/imports", Can::EditPeople, p::index)
        .post("/imports", Can::EditPeople, p::upload)
        .get("/imports/{id}", Can::EditPeople, p::show)
        .get("/imports/{id}/columns", Can::EditPeople, p::columns)
        .post("/imports/{id}/columns", Can::EditPeople, p::map)
        .post("/imports/{id}/sheet", Can::EditPeople, p::sheet)
        .get("/imports/{id}/rows", Can::EditPeople, p::problems_file)
        .post("/imports/{id}/start", Can::EditPeople, p::start)
        .post("/imports/{id}/pause", Can::EditPeople, p::pause)
        .post("/imports/{id}/resume", Can::EditPeople, p::resume)
        .post("/imports/{id}/undo", Can::EditPeople, p::undo)
        .post("/imports/{id}/discard", Can::EditPeople, p::discard)
}

fn invitations_routes(table: Table) -> Table {
    use invitations::pages as p;
    table
        .get("/i/{token}", Can::Visit, p::letter)
        .post("/i/{token}", Can::Visit, p::join)
        .post("/i/{token}/opened", Can::Visit, p::opened)
        .get("/i/{token}/decline", Can::Visit, p::declining)
        .post("/i/{token}/decline", Can::Visit, p::decline)
        .get("/i/{token}/never", Can::Visit, p::nevering)
        .post("/i/{token}/never", Can::Visit, p::never)
        .post("/i/{token}/again", Can::Visit, p::again)
        .get("/d/{token}", Can::Visit, p::short_decline)
        .get("/n/{token}", Can::Visit, p::short_never)
        .get("/join", Can::Visit, p::door)
        .post("/join", Can::Visit, p::knock)
        .get("/join/ask/{token}", Can::Visit, p::asking)
        .post("/join/ask/{token}", Can::Visit, p::ask)
        .get("/invitations", Can::SeeDesk, p::index)
        .get("/invitations/failed", Can::SeeDesk, p::failed)
        .get("/invitations/requests", Can::RunDepartures, p::requests)
        .post("/invitations/requests/{id}", Can::RunDepartures, p::answer)
        .get("/invitations/kits", Can::RunDepartures, p::kits)
        .post("/invitations/kits", Can::RunDepartures, p::note_kits)
        .get("/invitations/poster", Can::SeeDesk, p::poster)
        .post("/invitations/links.csv", Can::RunDepartures, p::links)
        .get("/invitations/{id}", Can::RunDepartures, p::show)
        .get("/invitations/{id}/kit", Can::RunDepartures, p::kit)
        .post("/invitations/{id}/handed", Can::RunDepartures, p::handed)
        .post("/invitations/{id}/send", Can::RunDepartures, p::send)
        .post("/invitations/{id}/renew", Can::RunDepartures, p::renew)
        .post("/invitations/{id}/revoke", Can::RunDepartures, p::revoke)
        .post("/invitations/{id}/contact", Can::RunDepartures, p::contact)
}

fn journal_routes(table: Table) -> Table {
    table.get("/journal", Can::Administer, journal::pages::index)
}

fn desk_routes(table: Table) -> Table {
    table.get("/desk", Can::SeeDesk, desk::pages::index).get("/desk/month", Can::SeeDesk, desk::pages::month)
}

fn exits_routes(table: Table) -> Table {
    use exits::pages as p;
    table
        .get("/me/exit", Can::BeSomebody, p::leave)
        .post("/me/exit", Can::BeSomebody, p::ask)
        .get("/exits/{ticket}", Can::Visit, p::waiting)
        .post("/exits/{ticket}/back", Can::Visit, p::back)
        .post("/exits/{ticket}/copy", Can::Visit, p::copy)
        .get("/exits/{ticket}/receipt", Can::Visit, p::receipt)
}

fn members_routes(table: Table) -> Table {
    use members::pages as p;
    table
        .get("/me/consents", Can::BeMember, p::consents)
        .post("/me/consents", Can::BeMember, p::set_consents)
        .get("/me/fields", Can::BeMember, p::fields)
        .post("/me/fields", Can::BeMember, p::set_fields)
        // One's own paper stays one's own, also while a membership rests.
        .get("/receipts/{id}", Can::BeSomebody, p::receipt)
        .get("/receipts/{id}/text", Can::BeSomebody, p::receipt_text)
}

fn operations_routes(table: Table) -> Table {
    table
        .get("/jobs", Can::Administer, operations::pages::jobs)
        .post("/jobs/{id}/retry", Can::Administer, operations::pages::retry)
        .post("/jobs/{id}/discard", Can::Administer, operations::pages::discard)
        .get("/outbox", Can::Administer, operations::pages::outbox)
        .get("/outbox/{id}", Can::Administer, operations::pages::message)
        .get("/outbox/{id}/html", Can::Administer, operations::pages::looks)
        .post("/outbox/{id}/try", Can::Administer, operations::pages::try_now)
        .get("/metrics", Can::Visit, operations::pages::metrics)
}

fn people_routes(table: Table) -> Table {
    use people::pages as p;
    table
        .get("/people", Can::BeMember, p::index)
        .get("/people/new", Can::EditPeople, p::new)
        .post("/people", Can::EditPeople, p::add)
        .get("/people/{id}", Can::BeMember, p::show)
        .get("/people/{id}/photo", Can::BeSomebody, p::photo)
        .get("/people/{id}/edit", Can::EditPeople, p::edit)
        .post("/people/{id}/names", Can::EditPeople, p::rename)
        .post("/people/{id}/invite", Can::RunDepartures, p::invite)
        .post("/people/{id}/contacts", Can::EditPeople, p::add_contact)
        .post("/people/{id}/contacts/{contact}/failed", Can::EditPeople, p::fail_contact)
        .post("/people/{id}/contacts/{contact}/remove", Can::EditPeople, p::remove_contact)
        .get("/people/{id}/tenures/new", Can::EditPeople, p::new_tenure)
        .post("/people/{id}/tenures", Can::EditPeople, p::open)
        .get("/people/{id}/tenures/{tenure}", Can::EditPeople, p::tenure)
        .post("/people/{id}/tenures/{tenure}/end", Can::EditPeople, p::end)
        .post("/people/{id}/tenures/{tenure}/reopen", Can::EditPeople, p::reopen)
        .post("/people/{id}/tenures/{tenure}/manager", Can::EditPeople, p::manage)
        .post("/people/{id}/silence", Can::EditPeople, p::silence)
        .post("/people/{id}/silence/lift", Can::EditPeople, p::lift)
        .get("/people/{id}/delete", Can::EditPeople, p::confirm_delete)
        .post("/people/{id}/delete", Can::EditPeople, p::delete)
        .get("/me", Can::BeSomebody, p::me)
        .post("/me/names", Can::BeSomebody, p::set_names)
        .post("/me/language", Can::BeSomebody, p::set_language)
        .post("/me/place", Can::BeSomebody, p::set_place)
        .post("/me/photo", Can::BeSomebody, p::put_photo)
        .post("/me/photo/remove", Can::BeSomebody, p::remove_photo)
        .api_get("/api/people/{entity}/{number}", Can::Token(Scope::PeopleRead), people::api::show)
        .api_put("/api/people/{entity}/{number}", Can::Token(Scope::PeopleWrite), people::api::tell)
}

fn retention_routes(table: Table) -> Table {
    use retention::pages as p;
    table
        .get("/retention", Can::SeeDesk, p::index)
        .post("/retention/{id}/extend", Can::EditPeople, p::extend)
        .get("/k/{ticket}", Can::Visit, p::choose)
        .post("/k/{ticket}/keep", Can::Visit, p::keep)
        .post("/k/{ticket}/delete", Can::Visit, p::forget)
}

fn settings_routes(table: Table) -> Table {
    use settings::pages as p;
    table
        .get("/settings", Can::Administer, p::house)
        .post("/settings", Can::Administer, p::save)
        .get("/settings/messages", Can::Administer, p::messages)
        .post("/settings/messages", Can::Administer, p::save_messages)
        .post("/settings/messages/try", Can::Administer, p::try_texts)
        .get("/settings/entities", Can::Administer, p::entities)
        .post("/settings/entities", Can::Administer, p::add)
        .post("/settings/entities/{id}", Can::Administer, p::change)
}

fn shell_routes(table: Table) -> Table {
    table
        .get("/", Can::Visit, shell::pages::front)
        .post("/language", Can::Visit, shell::pages::language)
        .get("/assets/{name}", Can::Visit, shell::pages::asset)
        .get("/healthz", Can::Visit, shell::pages::healthz)
        .get("/readyz", Can::Visit, shell::pages::readyz)
}

fn suspensions_routes(table: Table) -> Table {
    use suspensions::pages as p;
    table
        .get("/suspensions", Can::EditPeople, p::index)
        .get("/people/{id}/suspension", Can::EditPeople, p::of_person)
        .post("/people/{id}/suspension", Can::EditPeople, p::suspend)
        .post("/people/{id}/suspension/lift", Can::EditPeople, p::lift)
        .post("/people/{id}/suspension/answer", Can::EditPeople, p::answer)
        .get("/me/suspension", Can::BeSomebody, p::own)
        .get("/suspensions/{ticket}", Can::Visit, p::told)
        .post("/suspensions/{ticket}/appeal", Can::Visit, p::appeal)
}

fn tokens_routes(table: Table) -> Table {
    use tokens::pages as p;
    table
        .get("/settings/tokens", Can::Administer, p::index)
        .post("/settings/tokens", Can::Administer, p::make)
        .post("/settings/tokens/{id}/revoke", Can::Administer, p::revoke)
        .api_get("/api/openapi.json", Can::Visit, tokens::openapi::show)
}

fn waves_routes(table: Table) -> Table {
    use waves::pages as p;
    table
        .get("/waves", Can::SeeDesk, p::index)
        .post("/waves", Can::RunDepartures, p::ask)
        .get("/waves/new", Can::RunDepartures, p::new)
        .get("/waves/{id}", Can::SeeDesk, p::show)
        .post("/waves/{id}/start", Can::RunDepartures, p::start)
        .post("/waves/{id}/pause", Can::RunDepartures, p::pause)
        .post("/waves/{id}/resume", Can::RunDepartures, p::resume)
        .post("/waves/{id}/stop", Can::RunDepartures, p::stop)
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
