//! `homeport offer skills|schools FILE`: the list that is offered while somebody types one.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use keel::error::{Error, Result, Text};
use keel::names::tidy;
use keel::sheet::{Book, Limits, Row};

use super::{LearntKind, actions};
use crate::app::App;
use crate::cli::say;

#[derive(Args)]
pub struct Offer {
    #[arg(value_enum)]
    what: What,
    /// A CSV file or an Excel workbook with a header. The column "name" or "preferredLabel" holds the name;
    /// "altLabels", "also", "alias", "name_en" hold others it goes by, divided by lines, bars or semicolons.
    file: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    Skills,
    Schools,
}

const NAMES: [&str; 4] = ["name", "preferredlabel", "名称", "名字"];
const OTHERS: [&str; 8] =
    ["altlabels", "hiddenlabels", "also", "alias", "aliases", "name_en", "别名", "英文名"];
/// A longer one is nobody's skill.
const LONGEST: usize = super::learnt::LONGEST;

/// Replaces the list by that of a file.
pub async fn run(app: &App, command: Offer) -> Result<()> {
    let kind = match command.what {
        What::Skills => LearntKind::Skill,
        What::Schools => LearntKind::School,
    };
    let rows = tokio::task::spawn_blocking(move || read(&command.file)).await??;
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    let count = actions::learnt::offer(&cx, &mut conn, kind, &rows).await?;
    conn.commit().await?;
    say(&format!("{count} offered from now on."))
}

/// The names of each thing, the one it is kept under first.
fn read(file: &std::path::Path) -> Result<Vec<Vec<String>>> {
    let book = Book::open(file, Limits::default())?;
    let sheet = book.sheets().first().map(|sheet| sheet.name.clone()).unwrap_or_default();
    let mut rows = book.rows(&sheet)?;
    let header = rows.next().transpose()?.map(texts).unwrap_or_default();
    let header: Vec<String> = header.iter().map(|cell| tidy(cell).to_lowercase()).collect();
    let Some(name) = header.iter().position(|cell| NAMES.contains(&cell.as_str())) else {
        return Err(Error::invalid("file", Text::new("careers-problem-offer-header")));
    };
    let others: Vec<usize> = (0..header.len()).filter(|at| OTHERS.contains(&header[*at].as_str())).collect();
    let mut all = Vec::new();
    for row in rows {
        let row = texts(row?);
        let cell = |at: &usize| row.get(*at).map_or("", String::as_str);
        let rest = others.iter().flat_map(|at| cell(at).split(['\n', '|', ';', '；']));
        let names: Vec<String> =
            std::iter::once(cell(&name)).chain(rest).map(tidy).filter(|text| is_name(text)).collect();
        if is_name(&tidy(cell(&name))) {
            all.push(names);
        }
    }
    Ok(all)
}

fn is_name(text: &str) -> bool {
    (1..=LONGEST).contains(&text.chars().count())
}

fn texts(row: Row) -> Vec<String> {
    row.cells.iter().map(|cell| cell.text().into_owned()).collect()
}
