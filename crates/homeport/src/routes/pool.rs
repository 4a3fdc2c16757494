//! The talent pool: where everyone was and is, who is meant, who is there twice.

use super::Table;
use crate::access::Can;

pub fn careers(table: Table) -> Table {
    use crate::careers::pages as p;
    table
        .get("/careers", Can::EditPeople, p::index)
        .post("/careers/news/{id}/seen", Can::EditPeople, p::see)
        .get("/careers/offers", Can::BeSomebody, p::offers)
        .get("/careers/{person}", Can::BeSomebody, p::show)
        .post("/careers/{person}", Can::BeSomebody, p::add)
        .get("/careers/{person}/new", Can::BeSomebody, p::new)
        .post("/careers/{person}/learnt", Can::BeSomebody, p::learn)
        .post("/careers/{person}/learnt/{learnt}/remove", Can::BeSomebody, p::unlearn)
        .post("/careers/{person}/learnt/{learnt}/restore", Can::BeSomebody, p::relearn)
        .get("/careers/{person}/{position}", Can::BeSomebody, p::position)
        .post("/careers/{person}/{position}", Can::BeSomebody, p::correct)
        .post("/careers/{person}/{position}/confirm", Can::BeSomebody, p::confirm)
        .post("/careers/{person}/{position}/remove", Can::BeSomebody, p::remove)
        .post("/careers/{person}/{position}/restore", Can::BeSomebody, p::restore)
}

pub fn duplicates(table: Table) -> Table {
    use crate::duplicates::pages as p;
    table
        .get("/duplicates", Can::EditPeople, p::index)
        .get("/duplicates/merges/{id}", Can::EditPeople, p::merged)
        .post("/duplicates/merges/{id}/undo", Can::EditPeople, p::undo)
        .get("/duplicates/{one}/{other}", Can::EditPeople, p::show)
        .post("/duplicates/{one}/{other}/merge", Can::EditPeople, p::merge)
        .post("/duplicates/{one}/{other}/apart", Can::EditPeople, p::apart)
        .post("/duplicates/{one}/{other}/reopen", Can::EditPeople, p::reopen)
}

pub fn organisations(table: Table) -> Table {
    use crate::organisations::pages as p;
    table
        .get("/organisations", Can::BeMember, p::index)
        .get("/organisations/new", Can::EditPeople, p::new)
        .post("/organisations", Can::EditPeople, p::add)
        .get("/organisations/{id}", Can::BeMember, p::show)
        .post("/organisations/{id}", Can::EditPeople, p::change)
        .get("/organisations/{id}/edit", Can::EditPeople, p::edit)
        .post("/organisations/{id}/names", Can::EditPeople, p::add_name)
        .post("/organisations/{id}/names/{name}/remove", Can::EditPeople, p::remove_name)
        .get("/organisations/{id}/join", Can::EditPeople, p::ask_join)
        .post("/organisations/{id}/join", Can::EditPeople, p::join)
}

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
