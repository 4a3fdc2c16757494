//! PostgreSQL: a pool of connections, statements prepared once on each.

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use tokio_postgres::config::SslMode;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{NoTls, Row as PgRow};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::DbError;
use super::row::{FromRow, Row};
use super::value::Value;
use crate::error::{Error, Result};

pub(super) struct Postgres {
    pool: Pool,
}

impl Postgres {
    pub(super) fn open(url: &str, size: usize) -> Result<Self> {
        let config: tokio_postgres::Config = url.parse().map_err(DbError::from)?;
        let recycled = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = if config.get_ssl_mode() == SslMode::Require {
            Manager::from_config(config, encrypted()?, recycled)
        } else {
            Manager::from_config(config, NoTls, recycled)
        };
        let pool = Pool::builder(manager)
            .max_size(size)
            .wait_timeout(Some(std::time::Duration::from_secs(10)))
            .create_timeout(Some(std::time::Duration::from_secs(10)))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(Error::broken)?;
        Ok(Self { pool })
    }

    pub(super) async fn read(&self) -> Result<Object> {
        self.pool.get().await.map_err(|error| DbError::Unreachable(in_full(&error)).into())
    }

    pub(super) async fn begin(&self) -> Result<WriteConn> {
        self.begin_with("begin").await
    }

    pub(super) async fn begin_with(&self, begin: &'static str) -> Result<WriteConn> {
        let client = self.read().await?;
        client.batch_execute(begin).await.map_err(DbError::from)?;
        Ok(WriteConn { client: Some(client) })
    }
}

/// With what caused it: that a handshake failed does not say what is wrong with the certificate.
fn in_full(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.map(ToString::to_string).fold(error.to_string(), |told, cause| {
        if told.ends_with(&cause) { told } else { format!("{told}: {cause}") }
    })
}

/// TLS to a server whose certificate somebody vouches for whom this machine trusts. To encrypt towards a
/// stranger, as others do when they are asked for no more than encryption, would only look safe.
fn encrypted() -> Result<MakeRustlsConnect> {
    match MakeRustlsConnect::with_native_certs() {
        Ok((connect, _)) => Ok(connect),
        Err(errors) => {
            let why = errors.first().map_or_else(|| "there are none".to_owned(), ToString::to_string);
            Err(Error::broken(format!("no trusted certificates on this machine: {why}")))
        }
    }
}

pub(super) struct WriteConn {
    client: Option<Object>,
}

impl WriteConn {
    pub(super) fn client(&self) -> Result<&Object> {
        self.client.as_ref().ok_or_else(|| Error::broken("the writer is gone"))
    }

    pub(super) async fn commit(mut self) -> Result<()> {
        // Taken only after COMMIT: if this future is dropped meanwhile, Drop must see the client.
        self.client()?.batch_execute("commit").await.map_err(DbError::from)?;
        self.client = None;
        Ok(())
    }
}

impl Drop for WriteConn {
    /// A connection inside a transaction never goes back into the pool: it is closed, and closing
    /// rolls back.
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            drop(Object::take(client));
        }
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(n) => match *ty {
                Type::INT8 => n.to_sql(ty, out),
                Type::INT4 => i32::try_from(*n)?.to_sql(ty, out),
                Type::INT2 => i16::try_from(*n)?.to_sql(ty, out),
                _ => Err(format!("an integer does not go into {ty}").into()),
            },
            Value::Real(x) => x.to_sql(ty, out),
            Value::Text(text) => text.to_sql(ty, out),
            Value::Bytes(bytes) => bytes.to_sql(ty, out),
            Value::Id(id) => match *ty {
                Type::UUID | Type::BYTEA => {
                    out.extend_from_slice(id);
                    Ok(IsNull::No)
                }
                _ => Err(format!("an id does not go into {ty}").into()),
            },
            Value::Flag(flag) => flag.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A UUID as the sixteen bytes it travels in.
struct Raw([u8; 16]);

impl<'a> tokio_postgres::types::FromSql<'a> for Raw {
    fn from_sql(
        _: &Type,
        raw: &'a [u8],
    ) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(raw.try_into()?))
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::UUID
    }
}

pub(super) fn column(row: &PgRow, at: usize) -> std::result::Result<Value, DbError> {
    let value = match *row.columns()[at].type_() {
        Type::BOOL => row.try_get::<_, Option<bool>>(at)?.map(Value::Flag),
        Type::INT8 => row.try_get::<_, Option<i64>>(at)?.map(Value::Int),
        Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map(Value::from),
        Type::INT2 => row.try_get::<_, Option<i16>>(at)?.map(|n| Value::Int(i64::from(n))),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(at)?.map(Value::Real),
        Type::TEXT | Type::VARCHAR | Type::NAME => row.try_get::<_, Option<String>>(at)?.map(Value::Text),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at)?.map(Value::Bytes),
        Type::UUID => row.try_get::<_, Option<Raw>>(at)?.map(|raw| Value::Id(raw.0)),
        ref other => return Err(DbError::Other(format!("cast column {at}: {other} is not read"))),
    };
    Ok(value.unwrap_or(Value::Null))
}

fn read<T: FromRow>(row: &PgRow) -> Result<T> {
    let mut out = Row::default();
    for at in 0..row.len() {
        out.push(column(row, at)?);
    }
    T::from_row(&mut out)
}

async fn rows(client: &Object, sql: &str, args: &[Value]) -> Result<Vec<PgRow>> {
    let statement = client.prepare_cached(sql).await.map_err(DbError::from)?;
    let args: Vec<&(dyn ToSql + Sync)> = args.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
    Ok(client.query(&statement, &args).await.map_err(DbError::from)?)
}

pub(super) async fn all<T: FromRow>(client: &Object, sql: &str, args: &[Value]) -> Result<Vec<T>> {
    rows(client, sql, args).await?.iter().map(read).collect()
}

pub(super) async fn maybe<T: FromRow>(client: &Object, sql: &str, args: &[Value]) -> Result<Option<T>> {
    rows(client, sql, args).await?.first().map(read).transpose()
}

pub(super) async fn run(client: &Object, sql: &str, args: &[Value]) -> Result<u64> {
    let statement = client.prepare_cached(sql).await.map_err(DbError::from)?;
    let args: Vec<&(dyn ToSql + Sync)> = args.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
    Ok(client.execute(&statement, &args).await.map_err(DbError::from)?)
}
