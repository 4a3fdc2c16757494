//! The only writers of tokens.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, OnUnique, Problems, Result, Text};
use keel::secret::{hash_token, random_token};

use super::model::{self, NewToken, TokenId};
use super::sql;
use crate::access::{Can, Scope};
use crate::app::Cx;
use crate::journal::{self, Act};

/// As long as a name fits a line.
const LONGEST: usize = 80;

/// A new token, which nobody can read again after this.
pub async fn make(cx: &Cx, conn: &mut Conn, new: &NewToken) -> Result<(TokenId, String)> {
    cx.viewer.must(Can::Administer)?;
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let expires_at = checked(cx, new, &name)?;
    let token = TokenId::next(&cx.app.ids, cx.now);
    let secret = format!("{}{}", model::PREFIX, random_token());
    let words: Vec<_> = Scope::ALL.iter().filter(|scope| new.scopes.contains(scope)).collect();
    let scopes = words.iter().map(|scope| scope.word()).collect::<Vec<_>>().join(" ");
    let row = sql::NewRow {
        token,
        hash: &hash_token(&secret),
        name: &name,
        scopes: &scopes,
        made_by: cx.viewer.person,
        expires_at,
    };
    let taken = Text::new("tokens-problem-name-taken");
    sql::insert_token(conn, &row, cx.now).await.on_unique("name", "name", taken)?;
    journal::note(cx, conn, Act::TokenMade, token.0, None).await?;
    Ok((token, secret))
}

/// Until when it is good, if nothing about it is wrong.
fn checked(cx: &Cx, new: &NewToken, name: &str) -> Result<Option<Time>> {
    let mut problems = Problems::new();
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        problems.add("name", Text::new("tokens-problem-name").with("most", LONGEST));
    }
    if new.scopes.is_empty() {
        problems.add("scopes", Text::new("tokens-problem-scopes"));
    }
    if new.expires_on.is_some_and(|day| day < cx.today()) {
        problems.add("expires_on", Text::new("tokens-problem-past"));
    }
    problems.ok()?;
    Ok(new.expires_on.map(|day| Time::at(day.plus_days(1), 0, 0, &cx.zone())))
}

/// From now on it opens nothing, whatever has not been committed yet included. Its name, which is free
/// again; revoked already, nothing changes.
pub async fn revoke(cx: &Cx, conn: &mut Conn, token: TokenId) -> Result<String> {
    cx.viewer.must(Can::Administer)?;
    let name = sql::name(conn, token).await?;
    if sql::revoke(conn, token, cx.now).await? > 0 {
        journal::note(cx, conn, Act::TokenRevoked, token.0, None).await?;
    }
    Ok(name)
}

/// A transaction for what a machine writes: its token is good until the end of it.
pub async fn begin(cx: &Cx) -> Result<Conn> {
    let mut conn = cx.begin().await?;
    let Some(bearer) = &cx.viewer.bearer else { return Ok(conn) };
    match sql::hold(&mut conn, bearer.token, cx.app.clock.now()).await? {
        Some(_) => Ok(conn),
        None => Err(Error::SignIn),
    }
}
