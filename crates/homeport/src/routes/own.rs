//! Everybody's own, below /me: taking everything along, and bringing one's jobs.

use super::Table;
use crate::access::Can;
use crate::{copies, resumes};

pub fn copies_routes(table: Table) -> Table {
    use copies::pages as p;
    table.get("/me/copy", Can::BeSomebody, p::index).post("/me/copy", Can::BeSomebody, p::make)
}

pub fn resumes_routes(table: Table) -> Table {
    use resumes::pages as p;
    table
        .get("/me/resumes", Can::BeSomebody, p::index)
        .post("/me/resumes", Can::BeSomebody, p::send)
        .post("/me/resumes/discard", Can::BeSomebody, p::discard)
        .get("/me/resumes/{id}", Can::BeSomebody, p::show)
        .post("/me/resumes/{id}", Can::BeSomebody, p::take)
        .post("/me/resumes/{id}/take-back", Can::BeSomebody, p::take_back)
}
