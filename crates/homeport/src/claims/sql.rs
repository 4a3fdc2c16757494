pub mod find;
pub mod vouches;

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

use super::model::{Claim, ClaimId, State};
use crate::access::Role;
use crate::invitations::Ground;
use crate::people::PersonId;

macro_rules! claims {
    () => {
        "select claim_id, state, name, from_year, to_year, entity_id, department, colleague, address, language,
                may_ask, told_at, confirmed_at, until_at, decided_at, decided_role, ground, is_vouched, appeal,
                person_id
         from claims_claim "
    };
}

pub async fn insert(conn: &mut Conn, claim: &Claim) -> Result<()> {
    conn.run(
        sql!(
            "insert into claims_claim
                 (claim_id, state, name, from_year, to_year, entity_id, department, colleague, address, language,
                  may_ask, tries, told_at, until_at, is_vouched)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $14)"
        ),
        args![
            claim.claim_id,
            claim.state,
            &claim.name,
            claim.from_year,
            claim.to_year,
            claim.entity_id,
            claim.department.as_deref(),
            claim.colleague.as_deref(),
            &claim.address,
            claim.language,
            claim.may_ask,
            claim.told_at,
            claim.until_at,
            claim.is_vouched
        ],
    )
    .await?;
    Ok(())
}

/// Nothing for one that is over and gone.
pub async fn claim(conn: &mut Conn, claim: ClaimId) -> Result<Option<Claim>> {
    conn.maybe(sql!(claims!(), "where claim_id = $1"), args![claim]).await
}

/// The claim of a contact that was confirmed before.
pub async fn of_address(conn: &mut Conn, address: &str) -> Result<Option<Claim>> {
    conn.maybe(sql!(claims!(), "where address = $1 and state <> 'new'"), args![address]).await
}

/// Confirmed or not.
pub async fn at_address(conn: &mut Conn, address: &str) -> Result<Vec<ClaimId>> {
    conn.all(sql!("select claim_id from claims_claim where address = $1"), args![address]).await
}

/// Makes whoever changes the same claim at the same moment wait.
pub async fn hold(conn: &mut Conn, claim: ClaimId) -> Result<()> {
    conn.run(sql!("update claims_claim set until_at = until_at where claim_id = $1"), args![claim]).await?;
    Ok(())
}

/// False when a code was sent already.
pub async fn set_code(conn: &mut Conn, claim: ClaimId, hash: &[u8]) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update claims_claim set code_hash = $2
                 where claim_id = $1 and code_hash is null and state = 'new'"
            ),
            args![claim, hash.to_vec()],
        )
        .await?;
    Ok(changed > 0)
}

/// What a typed code is held against.
pub struct Code {
    pub code_hash: Option<Vec<u8>>,
    pub tries: i64,
    pub told_at: Time,
}
row!(Code { code_hash, tries, told_at });

pub async fn code(conn: &mut Conn, claim: ClaimId) -> Result<Option<Code>> {
    conn.maybe(
        sql!("select code_hash, tries, told_at from claims_claim where claim_id = $1 and state = 'new'"),
        args![claim],
    )
    .await
}

pub async fn count_try(conn: &mut Conn, claim: ClaimId) -> Result<()> {
    conn.run(sql!("update claims_claim set tries = tries + 1 where claim_id = $1"), args![claim]).await?;
    Ok(())
}

/// False when it was confirmed before.
pub async fn confirm(conn: &mut Conn, claim: ClaimId, at: Time, until: Time) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update claims_claim set state = 'waiting', confirmed_at = $2, until_at = $3, code_hash = null
                 where claim_id = $1 and state = 'new'"
            ),
            args![claim, at, until],
        )
        .await?;
    Ok(changed > 0)
}

/// What was decided, by whom.
pub struct Decided {
    pub state: State,
    pub ground: Option<Ground>,
    pub role: Option<Role>,
    pub by: Option<PersonId>,
    pub at: Time,
    pub until: Time,
    pub is_vouched: bool,
}

/// False when somebody else decided first.
pub async fn decide(conn: &mut Conn, claim: ClaimId, decided: &Decided) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update claims_claim
                 set state = $2, ground = $3, decided_role = $4, decided_by = $5, decided_at = $6, until_at = $7,
                     is_vouched = $8
                 where claim_id = $1 and state in ('waiting', 'appealed')"
            ),
            args![
                claim,
                decided.state,
                decided.ground,
                decided.role,
                decided.by,
                decided.at,
                decided.until,
                decided.is_vouched
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// As whom a claim was accepted.
pub async fn set_person(conn: &mut Conn, claim: ClaimId, person: PersonId) -> Result<()> {
    conn.run(sql!("update claims_claim set person_id = $2 where claim_id = $1"), args![claim, person])
        .await?;
    Ok(())
}

pub async fn appeal(conn: &mut Conn, claim: ClaimId, words: &str, until: Time) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update claims_claim set state = 'appealed', appeal = $2, until_at = $3
                 where claim_id = $1 and state in ('refused', 'appealed')"
            ),
            args![claim, words, until],
        )
        .await?;
    Ok(changed > 0)
}

pub async fn delete(conn: &mut Conn, claim: ClaimId) -> Result<bool> {
    Ok(conn.run(sql!("delete from claims_claim where claim_id = $1"), args![claim]).await? > 0)
}

/// Whose day has come.
pub async fn over(conn: &mut Conn, now: Time, limit: usize) -> Result<Vec<ClaimId>> {
    conn.all(
        sql!("select claim_id from claims_claim where until_at <= $1 order by until_at limit $2"),
        args![now, limit],
    )
    .await
}

/// The oldest first: who waits longest is answered first.
pub async fn list(conn: &mut Conn, state: State, after: ClaimId, limit: usize) -> Result<Vec<Claim>> {
    conn.all(
        sql!(claims!(), "where state = $1 and claim_id > $2 order by claim_id limit $3"),
        args![state, after, limit],
    )
    .await
}

/// Counted up to a thousand.
pub async fn count(conn: &mut Conn, state: State) -> Result<i64> {
    conn.count(
        sql!("select count(*) from (select 1 from claims_claim where state = $1 limit 1000) c"),
        args![state],
    )
    .await
}

pub async fn count_open(conn: &mut Conn) -> Result<i64> {
    conn.count(
        sql!(
            "select count(*) from (
                 select 1 from claims_claim where state in ('waiting', 'appealed') limit 1000
             ) c"
        ),
        args![],
    )
    .await
}
