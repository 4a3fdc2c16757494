//! PostgreSQL with `pg_trgm` for characters and slips, and a `tsvector` of beginnings for what is typed in
//! letters.

use std::collections::HashMap;
use std::path::Path;

use bytes::Bytes;
use futures_util::SinkExt;
use keel::error::{Error, Result};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Statement};

use super::rivals::{Question, Row, rows, selected};

const SCHEMA: &str = "
    drop schema if exists homeport_bench cascade;
    create schema homeport_bench;
    create extension if not exists pg_trgm;
    create unlogged table homeport_bench.s
        (id bigint primary key, words text, letters text, from_year int, to_year int, fresh bigint);";
const INDEXES: &str = "
    alter table homeport_bench.s add column v tsvector generated always as (to_tsvector('simple', letters)) stored;
    create index on homeport_bench.s using gin (words gin_trgm_ops);
    create index on homeport_bench.s using gin (v);
    create index on homeport_bench.s (fresh desc);
    vacuum analyze homeport_bench.s;";

/// With the statements that were asked before.
pub struct Postgres(Client, tokio::sync::Mutex<HashMap<String, Statement>>);

impl Postgres {
    #[expect(clippy::disallowed_methods, reason = "raw SQL is what the search is measured beside")]
    pub async fn fill(database: &Path, url: &str) -> Result<Self> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.map_err(Error::broken)?;
        tokio::spawn(connection);
        client.batch_execute(SCHEMA).await.map_err(Error::broken)?;
        let sink = client
            .copy_in::<_, Bytes>(
                "copy homeport_bench.s (id, words, letters, from_year, to_year, fresh) from stdin",
            )
            .await
            .map_err(Error::broken)?;
        let mut sink = Box::pin(sink);
        let mut parts = Vec::new();
        let mut text = String::new();
        let plain = |text: &str| text.replace(['\\', '\t', '\n', '\r'], " ");
        rows(database, |Row { id, words, letters, from, to, fresh }| {
            let (words, letters) = (plain(&words), plain(&letters));
            text.push_str(&format!("{id}\t{words}\t{letters}\t{from}\t{to}\t{fresh}\n"));
            if text.len() > 1 << 20 {
                parts.push(Bytes::from(std::mem::take(&mut text)));
            }
            Ok(())
        })?;
        parts.push(Bytes::from(text));
        for part in parts {
            sink.send(part).await.map_err(Error::broken)?;
        }
        sink.as_mut().finish().await.map_err(Error::broken)?;
        for statement in INDEXES.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
            client.batch_execute(statement).await.map_err(Error::broken)?;
        }
        client
            .batch_execute("set random_page_cost = 1.1; set pg_trgm.word_similarity_threshold = 0.7")
            .await
            .map_err(Error::broken)?;
        Ok(Self(client, tokio::sync::Mutex::default()))
    }

    /// How many rows there are of ten, or how many in all. With `is_near`, letters are taken with a slip in them.
    pub async fn ask(&self, question: &Question, is_near: bool, counts: bool) -> Result<usize> {
        let (sql, all) = statement(question, is_near, counts);
        let mut known = self.1.lock().await;
        let asked = match known.get(&sql) {
            Some(asked) => asked.clone(),
            None => {
                let asked = self.0.prepare(&sql).await.map_err(Error::broken)?;
                known.insert(sql, asked.clone());
                asked
            }
        };
        let found = self.0.query(&asked, &borrowed(&all)).await.map_err(Error::broken)?;
        if counts {
            let count: i64 = found.first().map_or(0, |row| row.get(0));
            return Ok(usize::try_from(count).unwrap_or(0));
        }
        Ok(found.len())
    }

    /// What is asked for ten, and how that is looked up.
    pub async fn plan(&self, question: &Question, is_near: bool) -> Result<Vec<String>> {
        let (sql, all) = statement(question, is_near, false);
        let steps = self.0.query(&format!("explain (costs off) {sql}"), &borrowed(&all)).await;
        let steps = steps.map_err(Error::broken)?;
        Ok(std::iter::once(sql).chain(steps.iter().map(|row| row.get(0))).collect())
    }

    pub async fn leave(&self) -> Result<()> {
        self.0.batch_execute("drop schema homeport_bench cascade").await.map_err(Error::broken)
    }
}

type Values = Vec<Box<dyn ToSql + Sync + Send>>;

fn borrowed(values: &Values) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|one| one.as_ref() as &(dyn ToSql + Sync)).collect()
}

fn statement(question: &Question, is_near: bool, counts: bool) -> (String, Values) {
    let mut all: Values = Vec::new();
    let mut and = Vec::new();
    for part in &question.parts {
        let at = all.len() + 1;
        if part.is_ascii() && is_near {
            all.push(Box::new(part.clone()));
            and.push(format!("${at} <% words"));
        } else if part.is_ascii() {
            all.push(Box::new(format!("'{}':*", part.replace('\'', ""))));
            and.push(format!("v @@ to_tsquery('simple', ${at})"));
        } else {
            all.push(Box::new(format!("%{part}%")));
            and.push(format!("words like ${at}"));
        }
    }
    if let Some((from, to)) = question.years {
        // Years are numbers of ours.
        and.push(format!("from_year <= {to} and to_year >= {from}"));
    }
    (selected("homeport_bench.s", &and, counts), all)
}
