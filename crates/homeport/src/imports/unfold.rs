//! Files that are no table but tell of many people's jobs, business cards and résumés, become one: a row for each
//! stint, and one for each person without any, so that whatever comes after is the same for all.

use std::io::{BufWriter, Write as _};
use std::path::Path;

use keel::error::Result;
use keel::sheet::line;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::resumes::{self, Kind, LeftOut, Resume, Stint};

/// What was in the file, each counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Unfolded {
    pub people: u64,
    pub stints: u64,
    /// People of whom the file tells no job: a row each, which stays out and says so.
    pub idle: u64,
    pub left_out: LeftOut,
}

/// The headers, which the guess understands; the first, by which somebody is found again in the file, means nothing.
const HEADERS: [&str; 10] =
    ["nth", "name", "mail", "mobile", "organisation", "title", "place", "from", "until", "what"];

/// `None` for a file that is a table, or nothing that can be read at all: whoever reads tables says so.
pub fn unfold(path: &Path) -> Result<Option<(NamedTempFile, Unfolded)>> {
    let kind = match resumes::kind_of(path) {
        // One person's export does not say whose it is.
        Ok(Some(Kind::LinkedIn) | None) => return Ok(None),
        Ok(Some(kind)) => kind,
        Err(error) => return Err(error),
    };
    let mut unfolded = Unfolded::default();
    let file = NamedTempFile::new()?;
    let mut out = BufWriter::new(file.reopen()?);
    writeln!(out, "{}", line(HEADERS).trim_end())?;
    resumes::each(path, kind, &mut |resume| {
        unfolded.people += 1;
        unfolded.left_out.add(resume.left_out);
        unfolded.left_out.schools += resume.schools.len() as u64;
        unfolded.left_out.skills += resume.skills.len() as u64;
        unfolded.stints += resume.stints.len() as u64;
        if resume.stints.is_empty() {
            unfolded.idle += 1;
            writeln!(
                out,
                "{}",
                row(unfolded.people, &resume, &Stint::default()).trim_end_matches(['\r', '\n'])
            )?;
        }
        for stint in &resume.stints {
            writeln!(out, "{}", row(unfolded.people, &resume, stint).trim_end_matches(['\r', '\n']))?;
        }
        Ok(())
    })?;
    out.flush()?;
    drop(out);
    Ok(Some((file, unfolded)))
}

fn row(nth: u64, resume: &Resume, stint: &Stint) -> String {
    let nth = nth.to_string();
    let (mails, mobiles) = (resume.mails.join(";"), resume.mobiles.join(";"));
    let cells = [
        &nth,
        &resume.name,
        &mails,
        &mobiles,
        &stint.organisation,
        &stint.title,
        &stint.place,
        &stint.started,
        &stint.ended,
        &stint.what,
    ];
    line(cells.map(|cell| shortened(cell)))
}

/// A cell has a limit, and what is longer is no text of ours.
fn shortened(cell: &str) -> String {
    cell.chars().filter(|c| *c != '\0').take(8_000).collect()
}
