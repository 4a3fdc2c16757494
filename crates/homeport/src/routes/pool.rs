//! The talent pool: who is meant, and where everyone is.

use super::Table;
use crate::access::Can;

pub fn places(table: Table) -> Table {
    use crate::places::pages as p;
    table.get("/places", Can::BeMember, p::index).get(
        "/places/industries/{industry}",
        Can::BeMember,
        p::industry,
    )
}

pub fn segments(table: Table) -> Table {
    use crate::segments::pages as p;
    table
        .get("/segments", Can::EditPeople, p::index)
        .post("/segments", Can::EditPeople, p::make)
        .get("/segments/new", Can::EditPeople, p::new)
        .get("/segments/{id}", Can::EditPeople, p::show)
        .post("/segments/{id}", Can::EditPeople, p::change)
        .get("/segments/{id}/edit", Can::EditPeople, p::edit)
        .get("/segments/{id}/calls", Can::EditPeople, p::calls)
        .get("/segments/{id}/export", Can::ExportPeople, p::columns)
        .post("/segments/{id}/export", Can::ExportPeople, p::export)
        .post("/segments/{id}/remove", Can::EditPeople, p::remove)
        .post("/segments/{id}/restore", Can::EditPeople, p::restore)
}
