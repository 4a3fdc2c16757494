//! `homeport import FILE`: the same acts as in the browser, to the end in one go.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use keel::error::{Error, Result};
use keel::l10n::Lang;
use serde::Serialize;

use super::actions::{self, Terms};
use super::dates::Order;
use super::model::{About, Basis, Field, Import, Mapping, State};
use super::profile::SHOWN;
use super::{problems, sql, values};
use crate::app::{App, Cx};
use crate::cli::say;
use crate::people::{self, EntityId, folded};

#[derive(Args)]
pub struct Command {
    /// A CSV file or an Excel workbook (XLSX); of jobs elsewhere also vCard, JSON Resume, or a ZIP of them.
    file: PathBuf,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// What a column holds, HEADER=FIELD; FIELD is one of name, other_name, number, entity, department,
    /// title, kind, started_on, ended_on, status, reason, mail, mobile, place, language,
    /// as_of, and with --careers organisation, from, until, what; or nothing to leave it out. May be given several times. A column that would be left out
    /// because it holds salaries, health and the like is let in by it.
    #[arg(long = "map", value_name = "HEADER=FIELD")]
    map: Vec<String>,
    /// The rows are jobs elsewhere of people on file, one each.
    #[arg(long)]
    careers: bool,
    /// Another sheet of the workbook.
    #[arg(long)]
    sheet: Option<String>,
    /// In which order dates are written, for all columns or for one: mdy, or HEADER=dmy.
    #[arg(long, value_name = "[HEADER=]ORDER")]
    dates: Vec<String>,
    /// "Last, First" becomes "First Last".
    #[arg(long)]
    turn_names: bool,
    /// The company of rows that name none; needed where there are several.
    #[arg(long)]
    entity: Option<String>,
    /// On which ground the data is kept.
    #[arg(long, value_enum, default_value = "contract")]
    basis: Ground,
    /// Where it comes from, in words for the people themselves.
    #[arg(long, default_value = "")]
    source: String,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Ground {
    Contract,
    Interest,
    Consent,
    Law,
}

impl From<Ground> for Basis {
    fn from(ground: Ground) -> Self {
        match ground {
            Ground::Contract => Self::Contract,
            Ground::Interest => Self::Interest,
            Ground::Consent => Self::Consent,
            Ground::Law => Self::Law,
        }
    }
}

/// What came of it, with the names that stand in the help.
#[derive(Serialize)]
struct Report {
    rows: i64,
    created: i64,
    updated: i64,
    unchanged: i64,
    failed: i64,
    departures: i64,
    eligible: i64,
    held: i64,
    written_to: i64,
    no_contact: i64,
    positions: i64,
    known: i64,
    sensitive_columns: Vec<String>,
    charset: String,
    delimiter: String,
    sheet: String,
    other_sheets: Vec<String>,
    refused_sheets: Vec<String>,
    unseen_sheets: u64,
    rows_beyond_headers: u64,
    error_cells: u64,
    problems: Vec<Row>,
    /// How many there are that are not listed.
    problems_left_off: i64,
}

#[derive(Serialize)]
struct Row {
    row: i64,
    column: String,
    value: String,
    reason: String,
}

pub async fn run(app: &App, command: Command) -> Result<()> {
    let cx = app.machine();
    let name = command.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let terms = Terms {
        about: if command.careers { About::Careers } else { About::People },
        entity: entity(&cx, command.entity.as_deref()).await?,
        basis: command.basis.into(),
        source: if command.source.is_empty() { name.clone() } else { command.source.clone() },
    };
    if !command.file.is_file() {
        return Err(Error::broken(format!("there is no file {}", command.file.display())));
    }
    let unfolded = actions::unfolded(&command.file).await?;
    let path = unfolded.as_ref().map_or(command.file.as_path(), |(file, _)| file.path());
    let how = (terms.clone(), unfolded.as_ref().map(|(_, what)| what));
    let import = actions::take(&cx, path, &name, command.sheet.as_deref(), how).await?;
    let outcome = through(app, &cx, (&command, path), import.clone(), terms).await;
    if command.dry_run || outcome.is_err() {
        forget(&cx, &import).await?;
    }
    let (import, told) = outcome?;
    let report = report(&import, told);
    if command.json { say(&serde_json::to_string(&report)?) } else { tell(&import, &report) }
}

/// So many problems are told.
const MOST_TOLD: i64 = 10_000;

/// The rows that need a look, and how many more there are.
struct Told {
    rows: Vec<Row>,
    left_off: i64,
}

/// Corrects, decides, and takes in; the import as it ended, and its rows that need a look.
async fn through(
    app: &App,
    cx: &Cx,
    (command, path): (&Command, &Path),
    import: Import,
    terms: Terms,
) -> Result<(Import, Told)> {
    let mapping = corrected(&import, command)?;
    let import = if mapping == import.mapping {
        import
    } else {
        actions::remap(cx, import, path, mapping, terms).await?
    };
    if let Some(open) = import.profile.undecided() {
        let header =
            import.profile.columns.get(open.at).map(|column| column.header.as_str()).unwrap_or_default();
        let orders: Vec<&str> = open.candidates.iter().map(|order| order.word()).collect();
        return Err(Error::broken(format!(
            "the dates in {header:?} can be read in more than one order ({}); say which: --dates {header}={}",
            orders.join(", "),
            orders.first().copied().unwrap_or("mdy"),
        )));
    }
    if !command.json {
        explain(cx, &import)?;
    }
    let id = import.import_id;
    let mut conn = cx.begin().await?;
    if command.dry_run {
        actions::check(cx, &mut conn, id).await?;
    } else {
        actions::start(cx, &mut conn, id).await?;
    }
    cx.commit(conn).await?;
    actions::work(app, id, Some(path.to_owned())).await?;
    let mut read = cx.read().await?;
    let import = sql::import(&mut read, id).await?;
    let mut rows = Vec::new();
    for problem in problems(&mut read, id, 0, MOST_TOLD).await? {
        let reason = cx.app.catalog.l(Lang::En).t(super::words::reason(problem.reason)).into_owned();
        rows.push(Row { row: problem.row, column: problem.column, value: problem.value, reason });
    }
    let all: i64 = sql::reasons(&mut read, id).await?.iter().map(|(_, count)| count).sum();
    let left_off = all - i64::try_from(rows.len()).unwrap_or_default();
    Ok((import, Told { rows, left_off }))
}

async fn forget(cx: &Cx, import: &Import) -> Result<()> {
    let mut conn = cx.begin().await?;
    sql::delete(&mut conn, import.import_id).await?;
    cx.commit(conn).await
}

async fn entity(cx: &Cx, asked: Option<&str>) -> Result<EntityId> {
    let mut conn = cx.begin().await?;
    let all = people::entities(&mut conn).await?;
    let found = match (asked, all.as_slice()) {
        (Some(asked), _) => {
            let is = |name: &str| folded(name) == folded(asked);
            let known =
                all.iter().find(|entity| is(&entity.name) || entity.name_en.as_deref().is_some_and(is));
            match known {
                Some(known) => known.entity_id,
                None => people::actions::add_entity(cx, &mut conn, asked, None, None).await?,
            }
        }
        (None, [] | [_]) => people::actions::first_entity(cx, &mut conn).await?,
        (None, _) => {
            let names: Vec<_> = all.iter().map(|entity| entity.name.as_str()).collect();
            return Err(Error::broken(format!(
                "there are several companies; say which: --entity {}",
                names.join(" | ")
            )));
        }
    };
    cx.commit(conn).await?;
    Ok(found)
}

fn corrected(import: &Import, command: &Command) -> Result<Mapping> {
    let mut mapping = import.mapping.clone();
    let at = |header: &str| -> Result<usize> {
        let columns = &import.profile.columns;
        let found = columns.iter().position(|column| folded(&column.header) == folded(header));
        found.ok_or_else(|| Error::broken(format!("the file has no column {header:?}")))
    };
    for said in &command.map {
        let (header, field) =
            said.rsplit_once('=').ok_or_else(|| Error::broken("--map takes HEADER=FIELD"))?;
        let at = at(header)?;
        mapping.orders.remove(&at);
        if field.is_empty() {
            mapping.fields.remove(&at);
            continue;
        }
        let field =
            Field::from_word(field).ok_or_else(|| Error::broken(format!("there is no field {field:?}")))?;
        if !field.is_many() {
            mapping.fields.retain(|_, other| *other != field);
        }
        mapping.fields.insert(at, field);
    }
    for said in &command.dates {
        let (header, order) =
            said.rsplit_once('=').map_or((None, said.as_str()), |(header, order)| (Some(header), order));
        let order = Order::from_word(order).ok_or_else(|| Error::broken("--dates takes ymd, mdy or dmy"))?;
        let columns: Vec<usize> = match header {
            Some(header) => vec![at(header)?],
            None => mapping.fields.iter().filter(|(_, field)| field.is_date()).map(|(at, _)| *at).collect(),
        };
        mapping.orders.extend(columns.into_iter().map(|at| (at, order)));
    }
    mapping.turn_names |= command.turn_names;
    Ok(mapping)
}

/// What was understood, before anything is done.
fn explain(cx: &Cx, import: &Import) -> Result<()> {
    let profile = &import.profile;
    let sheet = if profile.sheet.is_empty() { String::new() } else { format!(", sheet {}", profile.sheet) };
    let delimiter = match profile.delimiter.as_str() {
        "" => String::new(),
        delimiter => format!(", divided by {delimiter:?}"),
    };
    say(&format!(
        "{} rows, {}{delimiter}{sheet}, headers in row {}",
        profile.rows, profile.encoding, profile.header_row
    ))?;
    for remark in super::words::remarks(profile) {
        say(&format!("  {}", cx.app.catalog.l(Lang::En).text(&remark)))?;
    }
    if !profile.other_sheets.is_empty() {
        say("  (--sheet NAME takes another)")?;
    }
    for (at, column) in profile.columns.iter().enumerate() {
        let taken = match (import.mapping.fields.get(&at), column.sensitive) {
            (Some(field), None) => field.word().to_owned(),
            (Some(field), Some(sensitive)) => format!("{field}, let in: {sensitive}"),
            (None, Some(sensitive)) => format!("left out: {sensitive}"),
            (None, None) => "left out".to_owned(),
        };
        let order = import.mapping.orders.get(&at).filter(|_| import.mapping.fields.contains_key(&at));
        let order = order.map(|order| format!(" ({order})")).unwrap_or_default();
        say(&format!("  {:<28} {taken}{order}", column.header))?;
    }
    let names = import.mapping.column_of(Field::Name).and_then(|at| profile.columns.get(at));
    if names.is_some_and(|column| column.commas.are_usual()) && !import.mapping.turn_names {
        let turned = names.and_then(|column| column.samples.iter().find_map(|name| values::turned(name)));
        say(&format!(
            "  Names stand as \"Last, First\"; --turn-names makes it {:?}",
            turned.unwrap_or_default()
        ))?;
    }
    let meanings =
        [Field::Status, Field::Reason].into_iter().flat_map(|field| import.mapping.columns_of(field));
    let mut told: BTreeMap<&str, &str> = BTreeMap::new();
    for (value, _) in meanings.filter_map(|at| profile.columns.get(at)).flat_map(|column| &column.values) {
        if let Some(meaning) = import.mapping.meanings.get(&folded(value)) {
            told.insert(value, meaning.word());
        }
    }
    told.into_iter().try_for_each(|(value, meaning)| {
        say(&format!("    {:<38} {meaning}", values::beginning(value, SHOWN)))
    })
}

fn report(import: &Import, told: Told) -> Report {
    let (counts, profile) = (&import.counts, &import.profile);
    let left_out = import.profile.left_out(&import.mapping);
    Report {
        rows: counts.rows,
        created: counts.created,
        updated: counts.updated,
        unchanged: counts.unchanged,
        failed: counts.failed,
        departures: counts.departures,
        eligible: counts.eligible,
        held: counts.held,
        written_to: counts.written_to,
        no_contact: counts.no_contact,
        positions: counts.positions,
        known: counts.known,
        sensitive_columns: left_out.map(|(header, _)| header.to_owned()).collect(),
        charset: profile.encoding.clone(),
        delimiter: profile.delimiter.clone(),
        sheet: profile.sheet.clone(),
        other_sheets: profile.other_sheets.clone(),
        refused_sheets: profile.refused_sheets.clone(),
        unseen_sheets: profile.unseen_sheets,
        rows_beyond_headers: profile.beyond.count,
        error_cells: profile.errors.count,
        problems: told.rows,
        problems_left_off: told.left_off,
    }
}

fn tell(import: &Import, report: &Report) -> Result<()> {
    let would = if import.state == State::Checked { "would be " } else { "" };
    say(&format!(
        "{} rows; people {would}created {}, updated {}, unchanged {}; rows left out {}",
        report.rows, report.created, report.updated, report.unchanged, report.failed
    ))?;
    if import.about == About::Careers {
        say(&format!("jobs {would}added {}, known already {}", report.positions, report.known))?;
    }
    say(&format!(
        "departures {}: to be invited {}, held {}, written to {}; without a contact {}",
        report.departures, report.eligible, report.held, report.written_to, report.no_contact
    ))?;
    if !report.sensitive_columns.is_empty() {
        say(&format!("not read at all: {}", report.sensitive_columns.join(", ")))?;
    }
    for problem in &report.problems {
        say(&format!("  row {}: {} {:?}: {}", problem.row, problem.column, problem.value, problem.reason))?;
    }
    if report.problems_left_off > 0 {
        say(&format!("  and {} more", report.problems_left_off))?;
    }
    Ok(())
}
