//! Many rows into one table.

use std::pin::Pin;

use bytes::Bytes;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::{Table, quoted};
use crate::db::{Conn, DbError, Value};
use crate::error::{Error, Result};

/// Takes rows, in plain values, as fast as the engine does.
pub struct Filler<'a> {
    columns: usize,
    kind: FillKind<'a>,
}

enum FillKind<'a> {
    Sqlite(rusqlite::Statement<'a>),
    Postgres(Pin<Box<BinaryCopyInWriter>>),
}

impl<'a> Filler<'a> {
    pub async fn open(conn: &'a mut Conn, table: &Table) -> Result<Self> {
        let conn: &'a Conn = conn;
        let (columns, name, list) = (table.columns.len(), quoted(&table.name), table.column_list());
        if let Some(conn) = conn.sqlite()? {
            let places: Vec<String> = (1..=columns).map(|at| format!("?{at}")).collect();
            let text = format!("insert into {name} ({list}) values ({})", places.join(", "));
            let statement = conn.prepare(&text).map_err(DbError::from)?;
            return Ok(Self { columns, kind: FillKind::Sqlite(statement) });
        }
        let client = conn.postgres()?;
        let types = client.prepare(&format!("select {list} from {name}")).await.map_err(DbError::from)?;
        let types: Vec<Type> = types.columns().iter().map(|column| column.type_().clone()).collect();
        let text = format!("copy {name} ({list}) from stdin (format binary)");
        let sink = client.copy_in::<_, Bytes>(text.as_str()).await.map_err(DbError::from)?;
        let writer = Box::pin(BinaryCopyInWriter::new(sink, &types));
        Ok(Self { columns, kind: FillKind::Postgres(writer) })
    }

    pub async fn push(&mut self, row: &[Value]) -> Result<()> {
        if row.len() != self.columns {
            return Err(Error::broken("a row has too many columns, or too few"));
        }
        match &mut self.kind {
            FillKind::Sqlite(statement) => {
                for (at, value) in row.iter().enumerate() {
                    statement.raw_bind_parameter(at + 1, value).map_err(DbError::from)?;
                }
                statement.raw_execute().map_err(DbError::from)?;
            }
            FillKind::Postgres(writer) => {
                writer.as_mut().write_raw(row.iter().map(Fitted)).await.map_err(DbError::from)?;
            }
        }
        Ok(())
    }

    /// Must be called, or PostgreSQL keeps nothing of it.
    pub async fn finish(self) -> Result<()> {
        if let FillKind::Postgres(mut writer) = self.kind {
            writer.as_mut().finish().await.map_err(DbError::from)?;
        }
        Ok(())
    }
}

/// A plain value as the column wants it.
#[derive(Debug)]
pub(super) struct Fitted<'a>(pub(super) &'a Value);

impl ToSql for Fitted<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self.0, ty) {
            (Value::Int(n), &Type::BOOL) => (*n != 0).to_sql(ty, out),
            (Value::Bytes(bytes), &Type::UUID) => {
                let id = <[u8; 16]>::try_from(bytes.as_slice())?;
                Value::Id(id).to_sql(ty, out)
            }
            (value, _) => value.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
