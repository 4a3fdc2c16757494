//! "Get a copy of your data", as LinkedIn gives it: a CSV file for each part of a profile.
//!
//! Profile.csv: First Name, Last Name, Maiden Name, Address, Birth Date, Headline, Summary, Industry, Zip Code,
//! Geo Location, Twitter Handles, Websites, Instant Messengers. Positions.csv: Company Name, Title, Description,
//! Location, Started On, Finished On. Education.csv: School Name, Start Date, End Date, Notes, Degree Name,
//! Activities. Skills.csv: Name. Of these the name, where somebody lives, positions, schools with degree and years, and
//! skills are read, nothing else: notes and activities are nobody's business here.

use std::path::Path;

use keel::error::{Error, Result, Text};
use keel::sheet::{Book, Cell, Kind, Limits};

use crate::people::folded;
use crate::resumes::model::{Resume, School, Stint};

/// In small letters.
pub const FILES: [&str; 4] = ["profile.csv", "positions.csv", "education.csv", "skills.csv"];

/// Which of them it is.
#[derive(Clone, Copy)]
enum Part {
    Profile,
    Positions,
    Education,
    Skills,
}

impl Part {
    fn of(headers: &[String]) -> Option<Self> {
        let has = |wanted: &[&str]| wanted.iter().all(|wanted| headers.iter().any(|known| known == wanted));
        if has(&["companyname", "title", "startedon"]) {
            Some(Self::Positions)
        } else if has(&["schoolname", "degreename"]) {
            Some(Self::Education)
        } else if has(&["firstname", "lastname", "headline"]) {
            Some(Self::Profile)
        } else {
            matches!(headers, [only] if only == "name").then_some(Self::Skills)
        }
    }
}

/// Whether it is one of the files that tell of somebody.
pub fn is_export(path: &Path) -> Result<bool> {
    let Ok(book) = Book::open(path, Limits::default()) else { return Ok(false) };
    if book.kind() != Kind::Csv {
        return Ok(false);
    }
    let Some(Ok(first)) = book.rows("")?.next() else { return Ok(false) };
    Ok(matches!(Part::of(&headers(&first.cells)), Some(Part::Positions | Part::Education | Part::Profile)))
}

/// One of the files alone.
pub fn of_file(path: &Path) -> Result<Resume> {
    let mut resume = Resume::default();
    read(path, &mut resume)?;
    Ok(resume)
}

/// Reads one of the files; one without anything in it tells nothing.
pub fn read(path: &Path, resume: &mut Resume) -> Result<()> {
    if std::fs::metadata(path)?.len() == 0 {
        return Ok(());
    }
    let book = Book::open(path, Limits::default())?;
    let mut rows = book.rows("")?;
    let Some(first) = rows.next() else { return Ok(()) };
    let headers = headers(&first?.cells);
    let Some(part) = Part::of(&headers) else {
        return Err(Error::invalid("file", Text::new("resumes-problem-headers")));
    };
    for row in rows {
        let row = row?;
        if row.cells.iter().all(Cell::is_empty) {
            continue;
        }
        let cell = |name: &str| {
            let at = headers.iter().position(|known| known == name);
            at.and_then(|at| row.cells.get(at)).map(|cell| cell.text().into_owned()).unwrap_or_default()
        };
        match part {
            Part::Profile => {
                resume.name = super::named(cell("lastname").trim(), cell("firstname").trim());
                let place = cell("geolocation");
                resume.place = Some(place).filter(|place| !place.trim().is_empty());
            }
            Part::Positions => resume.note(Stint {
                organisation: cell("companyname"),
                title: cell("title"),
                place: cell("location"),
                started: cell("startedon"),
                ended: cell("finishedon"),
                what: cell("description"),
            }),
            Part::Education => resume.note_school(School {
                name: cell("schoolname"),
                detail: cell("degreename"),
                started: cell("startdate"),
                ended: cell("enddate"),
            }),
            Part::Skills => resume.note_skill(&cell("name")),
        }
    }
    Ok(())
}

fn headers(cells: &[Cell]) -> Vec<String> {
    let mut headers: Vec<String> = cells.iter().map(|cell| folded(&cell.text())).collect();
    while headers.last().is_some_and(String::is_empty) {
        headers.pop();
    }
    headers
}
