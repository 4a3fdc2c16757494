//! People of a segment with what an officer may take along of them: on a list to call, in a file.

use keel::db::Conn;
use keel::error::Result;
use keel::l10n::Lang;

use super::Filter;
use super::look::Look;
use super::sql;
pub use super::sql::Line;
use crate::app::Cx;
use crate::people::{self, PersonId};

keel::words! {
    /// What a file can have a column for.
    pub enum Column {
        Name = "name",
        Number = "number",
        Entity = "entity",
        Department = "department",
        Title = "title",
        Kind = "kind",
        Started = "started",
        Ended = "ended",
        Place = "place",
        Language = "language",
        Organisation = "organisation",
        Position = "position",
        Mail = "mail",
        Mobile = "mobile",
        Joined = "joined",
    }
}

/// Those of a page's worth of people who fit and may be written to, in the order given.
pub async fn of(cx: &Cx, conn: &mut Conn, filter: &Filter, people: &[PersonId]) -> Result<Vec<Line>> {
    let look = Look::of(cx, conn, filter, None).await?;
    among(cx, conn, &look, people).await
}

pub async fn among(cx: &Cx, conn: &mut Conn, look: &Look<'_>, people: &[PersonId]) -> Result<Vec<Line>> {
    let looked = look.at(conn, people).await?;
    let people: Vec<_> = looked.iter().filter(|one| !one.is_silent).map(|one| one.person_id).collect();
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let mut lines = sql::lines(conn, cx.today(), &people).await?;
    lines.sort_by_key(|line| people.iter().position(|person| *person == line.person_id));
    Ok(lines)
}

/// What one has in mind when calling: department and years, where they are now.
pub fn about(cx: &Cx, line: &Line) -> String {
    let years = line.started_on.map(|from| people::pages::years(cx.l(), from, line.ended_on, cx.today()));
    people::pages::dotted([
        years,
        line.department.clone(),
        line.position.clone(),
        line.organisation.clone(),
        line.place.clone(),
    ])
}

/// What stands in a column.
pub fn cell(cx: &Cx, line: &Line, column: Column) -> String {
    let day = |day: Option<keel::clock::Day>| day.map(|day| day.to_string());
    let said = match column {
        Column::Name => Some(line.name.clone()),
        Column::Number => line.number.clone(),
        Column::Entity => match cx.lang {
            Lang::En => line.entity_en.clone().filter(|name| !name.is_empty()).or(line.entity.clone()),
            Lang::Zh => line.entity.clone(),
        },
        Column::Department => line.department.clone(),
        Column::Title => line.title.clone(),
        Column::Kind => line.kind.map(|kind| people::pages::kind(cx.l(), kind)),
        Column::Started => day(line.started_on),
        Column::Ended => day(line.ended_on),
        Column::Place => line.place.clone(),
        Column::Language => line.language.clone(),
        Column::Organisation => line.organisation.clone(),
        Column::Position => line.position.clone(),
        Column::Mail => line.mail.clone(),
        Column::Mobile => line.mobile.clone(),
        Column::Joined => day(line.joined_at.map(|at| at.day_in(&cx.zone()))),
    };
    said.unwrap_or_default()
}
