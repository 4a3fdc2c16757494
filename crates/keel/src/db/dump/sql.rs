//! What the engines' catalogs say about our tables.

use crate::db::Conn;
use crate::error::Result;
use crate::{args, either};

/// Table, column, its place in the key (0: none), whether it is text that some locale could sort.
pub(super) type Found = (String, String, i64, bool);

/// The columns of every table, in their order.
pub(super) async fn columns(conn: &mut Conn) -> Result<Vec<Found>> {
    conn.all(
        either!(
            sqlite: "select t.name, c.name, c.pk, false
                     from sqlite_schema t join pragma_table_info(t.name) c
                     where t.type = 'table' and t.name not like 'sqlite%'
                     order by t.name, c.cid",
            postgres: "select cast(t.relname as text), cast(c.attname as text),
                              coalesce(cast(array_position(k.conkey, c.attnum) as bigint), 0),
                              c.attcollation <> 0
                       from pg_class t
                       join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
                       left join pg_constraint k on k.conrelid = t.oid and k.contype = 'p'
                       where t.relkind = 'r'
                         and t.relnamespace = to_regnamespace(cast(current_schema() as text))
                       order by cast(t.relname as text) collate \"C\", c.attnum"
        ),
        args![],
    )
    .await
}

/// Table, and one that its rows point to.
pub(super) async fn references(conn: &mut Conn) -> Result<Vec<(String, String)>> {
    conn.all(
        either!(
            sqlite: "select distinct t.name, f.\"table\"
                     from sqlite_schema t join pragma_foreign_key_list(t.name) f
                     where t.type = 'table'
                     order by 1, 2",
            postgres: "select distinct cast(t.relname as text), cast(r.relname as text)
                       from pg_constraint k
                       join pg_class t on t.oid = k.conrelid
                       join pg_class r on r.oid = k.confrelid
                       where k.contype = 'f'
                         and t.relnamespace = to_regnamespace(cast(current_schema() as text))
                       order by 1, 2"
        ),
        args![],
    )
    .await
}

/// What only slows filling down, as the statement that takes it away and the one that makes it again:
/// indexes that no key needs, and PostgreSQL's foreign keys, which it checks faster all at once.
pub(super) async fn trimmings(conn: &mut Conn) -> Result<Vec<(String, String)>> {
    conn.all(
        either!(
            sqlite: "select 'drop index ' || name, sql
                     from sqlite_schema
                     where type = 'index' and sql is not null
                     order by name",
            postgres: "select 'drop index ' || quote_ident(i.indexname), i.indexdef
                       from pg_indexes i
                       where i.schemaname = current_schema()
                         and not exists (select 1 from pg_constraint k where k.conname = i.indexname)
                       union all
                       select 'alter table ' || quote_ident(t.relname) || ' drop constraint ' || quote_ident(k.conname),
                              'alter table ' || quote_ident(t.relname) || ' add constraint ' || quote_ident(k.conname)
                              || ' ' || pg_get_constraintdef(k.oid)
                       from pg_constraint k
                       join pg_class t on t.oid = k.conrelid
                       where k.contype = 'f'
                         and t.relnamespace = to_regnamespace(cast(current_schema() as text))"
        ),
        args![],
    )
    .await
}
