//! Giving and taking roles.

use keel::db::Conn;
use keel::error::{Error, Result, Text};

use crate::access::{Can, Role};
use crate::accounts::sql;
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{self, PersonId, SilenceKind};

/// Gives somebody a role; once is enough.
pub async fn grant(cx: &Cx, conn: &mut Conn, person: PersonId, role: Role) -> Result<()> {
    cx.viewer.must(Can::Administer)?;
    people::person(conn, person).await?;
    let silence = people::silence_of(conn, person).await?;
    // Nobody who has died, or is on their way out.
    if silence.is_some_and(|silence| matches!(silence.kind, SilenceKind::Deceased | SilenceKind::Exit)) {
        return Err(Error::NotFound);
    }
    if sql::insert_role(conn, person, role, cx.now, cx.viewer.person).await? {
        journal::note(cx, conn, Act::RoleGranted, person.0, Some(role.word())).await?;
    }
    Ok(())
}

/// Takes a role from somebody. Somebody must be left who can give it back.
pub async fn take(cx: &Cx, conn: &mut Conn, person: PersonId, role: Role) -> Result<()> {
    cx.viewer.must(Can::Administer)?;
    if !sql::delete_role(conn, person, role).await? {
        return Err(Error::NotFound);
    }
    if role == Role::Administrator && sql::holders(conn, role).await? == 0 {
        return Err(Error::Conflict(Text::new("accounts-last-administrator")));
    }
    journal::note(cx, conn, Act::RoleTaken, person.0, Some(role.word())).await
}

/// A colleague left: staff access ends, membership stays. The last administrator keeps the keys until
/// there is another; sessions live on, for they are the member's.
pub async fn drop_roles(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    for role in sql::roles(conn, person).await? {
        if role == Role::Administrator && sql::holders(conn, role).await? < 2 {
            continue;
        }
        if sql::delete_role(conn, person, role).await? {
            journal::note(cx, conn, Act::RoleTaken, person.0, Some(role.word())).await?;
        }
    }
    Ok(())
}
