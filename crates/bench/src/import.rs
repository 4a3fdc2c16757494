//! Files from HR systems: `homeport import` as somebody would run it, beside the same rows put into the same
//! tables by raw rusqlite; and the same for a million rows, where a row should cost no more.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use keel::clock::Stopwatch;
use keel::error::{Error, Result};
use rusqlite::Connection;
use rusqlite::types::Value;
use tokio::process::Command;

use crate::figure::Figure;
use crate::house;
use crate::multitude::Dice;

const HEADERS: &str = "EmployeeID,recorddate_key,orighiredate_key,terminationdate_key,city_name,department_name,\
                       job_title,gender_full,termreason_desc,termtype_desc,STATUS";
/// So many rows, yearly snapshots of the same people, has the file that the rest is measured beside.
const ROWS: usize = 49_653;
const MEGABYTE: f64 = 1_000_000.0;

/// What one run of the command took.
struct Run {
    rows: f64,
    seconds: f64,
    /// Bytes, at the most.
    memory: f64,
    database: PathBuf,
}

impl Run {
    fn rate(&self) -> f64 {
        self.rows / self.seconds
    }
}

pub async fn figures(is_quick: bool) -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let few = match real(folder.path()).await? {
        Some(file) => file,
        None => snapshots(&folder.path().join("few.csv"), ROWS)?,
    };
    let many = snapshots(&folder.path().join("many.csv"), if is_quick { 200_000 } else { 1_000_000 })?;
    // The first run of a program is slower than all that follow.
    import(&few, &folder.path().join("first.db")).await?;
    let few = import(&few, &folder.path().join("few.db")).await?;
    let many = import(&many, &folder.path().join("many.db")).await?;
    let raw_few = raw(&few.database, &folder.path().join("raw-few.db"))?;
    let raw_many = raw(&many.database, &folder.path().join("raw-many.db"))?;
    let cost = (many.seconds / many.rows) / (few.seconds / few.rows);
    let (few_mb, many_mb) = (few.memory / MEGABYTE, many.memory / MEGABYTE);
    Ok(vec![
        Figure::beside(
            "import: ten years of snapshots (49,653 rows), beside raw rusqlite",
            few.rate(),
            "rows/s",
            few.rows / raw_few,
            "≥ 0.2 of raw",
            0.2,
        ),
        Figure::alone("import: memory at most", few_mb, "MB", "", None),
        Figure::beside(
            "import: a million rows (quick: 200,000), beside raw rusqlite",
            many.rate(),
            "rows/s",
            many.rows / raw_many,
            "≥ 0.2 of raw",
            0.2,
        ),
        Figure::alone("import: cost of a row of many, in rows of few", cost, "", "≤ 1.3", Some(1.3)),
        Figure {
            beside: Some(few_mb),
            ..Figure::alone(
                "import: memory at most, of many",
                many_mb,
                "MB",
                "≤ 1.5 × few",
                Some(1.5 * few_mb),
            )
        },
    ])
}

/// The ten years of a real company where a folder of real data is given.
#[expect(clippy::disallowed_methods, reason = "where the real data lies is told to the benchmarks")]
async fn real(folder: &Path) -> Result<Option<PathBuf>> {
    let Some(data) = std::env::var_os("TEST_DATA_DIR") else { return Ok(None) };
    let packed = PathBuf::from(data).join("hr-mfg-10-years/MFG10YearTerminationData.csv.xz");
    if !packed.exists() {
        return Ok(None);
    }
    let output = Command::new("xz").arg("-dkc").arg(packed).output().await;
    let output = output.map_err(|error| Error::from(error).context("xz"))?;
    let file = folder.join("real.csv");
    std::fs::write(&file, output.stdout)?;
    Ok(Some(file))
}

/// A file like those ten years, which has no names: eight snapshots of each, one in four leaves in the last.
fn snapshots(path: &Path, rows: usize) -> Result<PathBuf> {
    let mut dice = Dice::new(4046);
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(file, "{HEADERS}")?;
    let (mut written, mut person, mut line) = (0, 0, String::new());
    while written < rows {
        person += 1;
        let hired = 1_990 + dice.below(15);
        let (department, leaves) = (dice.below(20), dice.percent(25));
        for year in (2_006..2_014).take(rows - written) {
            let is_last = leaves && year == 2_013;
            line.clear();
            write!(line, "{person},12/31/{year} 0:00,{}/28/{hired},", 1 + department % 12)
                .map_err(Error::broken)?;
            let (end, why, status) = if is_last {
                ("10/15/2013", "Resignaton,Voluntary", "TERMINATED")
            } else {
                ("1/1/1900", "Not Applicable,Not Applicable", "ACTIVE")
            };
            write!(line, "{end},City {department},Department {department},Clerk,Female,{why},{status}")
                .map_err(Error::broken)?;
            writeln!(file, "{line}")?;
            written += 1;
        }
    }
    file.flush()?;
    Ok(path.to_owned())
}

async fn import(file: &Path, database: &Path) -> Result<Run> {
    let mut config = house::config(database.parent().unwrap_or(Path::new(".")), "mailbox:");
    config.database.url = format!("sqlite:{}", database.display());
    // An alliance that is there: its tables are not what an import takes its time for.
    let migrated = house::command(&config)?.arg("migrate").stdout(Stdio::null()).status().await?;
    if !migrated.success() {
        return Err(Error::broken("the database could not be made"));
    }
    let watch = Stopwatch::start();
    let mut process =
        house::command(&config)?.args(["import", "--json"]).arg(file).stdout(Stdio::piped()).spawn()?;
    let mut memory = 0;
    while process.try_wait()?.is_none() {
        // A high-water mark: what is missed after the last look is little.
        memory = process.id().and_then(|id| house::peak(id).ok()).unwrap_or(memory).max(memory);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let seconds = watch.elapsed().as_secs_f64();
    let output = process.wait_with_output().await?;
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let rows = report["rows"].as_f64().filter(|_| report["failed"] == 0);
    let rows = rows.ok_or_else(|| Error::broken(format!("not everything came in: {report}")))?;
    Ok(Run { rows, seconds, memory: memory as f64, database: database.to_owned() })
}

/// Seconds that raw rusqlite takes to put all rows of a database into the same tables of a new one, as
/// fast as it can: prepared statements, five thousand rows a transaction, foreign keys not looked at.
#[expect(clippy::disallowed_methods, reason = "raw rusqlite is what the import is measured beside")]
fn raw(from: &Path, to: &Path) -> Result<f64> {
    let from = Connection::open(from).map_err(Error::broken)?;
    let to = Connection::open(to).map_err(Error::broken)?;
    to.execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = off")
        .map_err(Error::broken)?;
    let schema: Vec<(String, Option<String>, String)> = from
        .prepare("select type, sql, name from sqlite_master where name not like 'sqlite_%' order by rowid")
        .and_then(|mut found| {
            found.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
        })
        .map_err(Error::broken)?;
    for text in schema.iter().filter_map(|(_, text, _)| text.as_deref()) {
        to.execute_batch(text).map_err(Error::broken)?;
    }
    let tables = schema.iter().filter(|(kind, ..)| kind == "table").map(|(.., name)| name);
    tables.map(|table| copy(&from, &to, table).map_err(Error::broken)).sum()
}

fn copy(from: &Connection, to: &Connection, table: &str) -> rusqlite::Result<f64> {
    const BATCH: usize = 5_000;
    let mut reading = from.prepare(&format!("select * from {table}"))?;
    let width = reading.column_count();
    let places = vec!["?"; width].join(", ");
    let insert = format!("insert into {table} values ({places})");
    let mut rows = reading.query([])?;
    let mut seconds = 0.0;
    loop {
        let mut batch: Vec<Vec<Value>> = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            let Some(row) = rows.next()? else { break };
            batch.push((0..width).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?);
        }
        if batch.is_empty() {
            return Ok(seconds);
        }
        let watch = Stopwatch::start();
        to.execute_batch("begin immediate")?;
        let mut writing = to.prepare_cached(&insert)?;
        for row in &batch {
            writing.execute(rusqlite::params_from_iter(row))?;
        }
        drop(writing);
        to.execute_batch("commit")?;
        seconds += watch.elapsed().as_secs_f64();
    }
}
