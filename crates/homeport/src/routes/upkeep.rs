//! The rows of what keeps the pool true: asking, finding again, groups.

use super::Table;
use crate::access::Can;
use crate::{freshness, lost, missing};

pub(super) fn freshness_routes(table: Table) -> Table {
    use freshness::pages as p;
    table
        .get("/freshness", Can::EditPeople, p::index)
        .post("/freshness", Can::EditPeople, p::make)
        .get("/freshness/new", Can::EditPeople, p::new)
        .get("/freshness/{id}", Can::EditPeople, p::show)
        .get("/freshness/{id}/people", Can::EditPeople, p::reached)
        .post("/freshness/{id}/start", Can::EditPeople, p::start)
        .post("/freshness/{id}/pause", Can::EditPeople, p::pause)
        .post("/freshness/{id}/end", Can::EditPeople, p::end)
        .post("/people/{id}/confirm", Can::EditPeople, p::confirm_person)
        .post("/me/confirm", Can::BeSomebody, p::confirm_me)
        .post("/me/rhythm", Can::BeSomebody, p::set_rhythm)
        .get("/f/{ticket}", Can::Visit, p::answer)
        .post("/f/{ticket}", Can::Visit, p::confirm)
        .post("/f/{ticket}/opened", Can::Visit, p::opened)
        .post("/f/{ticket}/name", Can::Visit, p::name)
        .post("/f/{ticket}/place", Can::Visit, p::place)
        .post("/f/{ticket}/contact", Can::Visit, p::contact)
        .post("/f/{ticket}/job", Can::Visit, p::job)
        .post("/f/{ticket}/rhythm", Can::Visit, p::rhythm)
        .get("/f/{ticket}/never", Can::Visit, p::nevering)
        .post("/f/{ticket}/never", Can::Visit, p::never)
        .get("/f/{ticket}/leave", Can::Visit, p::leaving)
        .post("/f/{ticket}/leave", Can::Visit, p::leave)
}

pub(super) fn lost_routes(table: Table) -> Table {
    use lost::pages as p;
    table.get("/lost", Can::EditPeople, p::index).post("/lost/{id}/ask", Can::EditPeople, p::ask).get(
        "/lost/way",
        Can::Visit,
        p::way,
    )
}

pub(super) fn missing_routes(table: Table) -> Table {
    use missing::pages as p;
    table.get("/missing", Can::EditPeople, p::index).post("/missing", Can::EditPeople, p::compare).post(
        "/missing/list.csv",
        Can::EditPeople,
        p::list,
    )
}
