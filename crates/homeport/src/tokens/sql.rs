use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, either, row, sql};

use super::TokenId;
use super::model::Token;
use crate::people::PersonId;

pub struct NewRow<'a> {
    pub token: TokenId,
    pub hash: &'a [u8],
    pub name: &'a str,
    pub scopes: &'a str,
    pub made_by: Option<PersonId>,
    pub expires_at: Option<Time>,
}

pub async fn insert_token(conn: &mut Conn, new: &NewRow<'_>, at: Time) -> Result<()> {
    conn.run(
        sql!(
            "insert into tokens_token (token_id, token_hash, name, scopes, made_at, made_by, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![new.token, new.hash, new.name, new.scopes, at, new.made_by, new.expires_at],
    )
    .await?;
    Ok(())
}

/// Those that open something first, then the latest made.
pub async fn tokens(conn: &mut Conn) -> Result<Vec<Token>> {
    conn.all(
        sql!(
            "select t.token_id, t.name, t.scopes, t.made_at, p.name, t.expires_at, t.used_at, t.revoked_at
             from tokens_token t
             left join people_person p on p.person_id = t.made_by
             order by t.revoked_at is not null, t.token_id desc
             limit 200"
        ),
        args![],
    )
    .await
}

/// What is known of whoever knocks.
pub struct Known {
    pub token_id: TokenId,
    pub scopes: String,
    pub used_at: Option<Time>,
}
row!(Known { token_id, scopes, used_at });

pub async fn known(conn: &mut Conn, hash: &[u8], now: Time) -> Result<Option<Known>> {
    conn.maybe(
        sql!(
            "select token_id, scopes, used_at
             from tokens_token
             where token_hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)"
        ),
        args![hash, now],
    )
    .await
}

/// Holds a good token until the end of the transaction, so that revoking it waits for what has begun
/// and nothing begins after. SQLite has one writer anyway.
pub async fn hold(conn: &mut Conn, token: TokenId, now: Time) -> Result<Option<TokenId>> {
    conn.maybe(
        either!(
            sqlite: "select token_id
                     from tokens_token
                     where token_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)",
            postgres: "select token_id
                       from tokens_token
                       where token_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
                       for share",
        ),
        args![token, now],
    )
    .await
}

pub async fn touch(conn: &mut Conn, token: TokenId, now: Time, before: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update tokens_token
             set used_at = $2
             where token_id = $1 and (used_at is null or used_at <= $3)"
        ),
        args![token, now, before],
    )
    .await
}

pub async fn revoke(conn: &mut Conn, token: TokenId, at: Time) -> Result<u64> {
    conn.run(
        sql!("update tokens_token set revoked_at = $2 where token_id = $1 and revoked_at is null"),
        args![token, at],
    )
    .await
}

pub async fn name(conn: &mut Conn, token: TokenId) -> Result<String> {
    conn.one(sql!("select name from tokens_token where token_id = $1"), args![token]).await
}

/// A request that came before under the same key.
pub struct Before {
    pub body_hash: Vec<u8>,
    pub status: Option<u16>,
    pub answer: Option<String>,
}
row!(Before { body_hash, status, answer });

/// No row changes when there was such a request before.
pub async fn insert_request(
    conn: &mut Conn,
    token: TokenId,
    (key_hash, body_hash): (&[u8], &[u8]),
    at: Time,
) -> Result<u64> {
    conn.run(
        sql!(
            "insert into tokens_request (token_id, key_hash, body_hash, created_at)
             values ($1, $2, $3, $4)
             on conflict (token_id, key_hash) do nothing"
        ),
        args![token, key_hash, body_hash, at],
    )
    .await
}

pub async fn request(conn: &mut Conn, token: TokenId, key_hash: &[u8]) -> Result<Before> {
    conn.one(
        sql!(
            "select body_hash, status, answer
             from tokens_request
             where token_id = $1 and key_hash = $2"
        ),
        args![token, key_hash],
    )
    .await
}

pub async fn answer_request(
    conn: &mut Conn,
    token: TokenId,
    key_hash: &[u8],
    (status, answer): (u16, &str),
    about: PersonId,
) -> Result<u64> {
    conn.run(
        sql!(
            "update tokens_request
             set status = $3, answer = $4, person_id = $5
             where token_id = $1 and key_hash = $2"
        ),
        args![token, key_hash, status, answer, about],
    )
    .await
}

/// One that is too old to count.
pub async fn forget_request(conn: &mut Conn, token: TokenId, key_hash: &[u8], before: Time) -> Result<u64> {
    conn.run(
        sql!("delete from tokens_request where token_id = $1 and key_hash = $2 and created_at <= $3"),
        args![token, key_hash, before],
    )
    .await
}

pub async fn forget_requests(conn: &mut Conn, before: Time) -> Result<u64> {
    conn.run(sql!("delete from tokens_request where created_at <= $1"), args![before]).await
}
