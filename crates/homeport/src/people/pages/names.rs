//! Names in a form: the first one, and as many further ones as there are, each with who sees it.

use keel::db::Conn;
use keel::error::Result;
use keel::l10n::{L, Lang};
use serde::Deserialize;

use super::words;
use crate::app::Cx;
use crate::members::{self, Field};
use crate::people::{self, Audience, Name, NameKind, Person, PersonId, actions};
use crate::shell::Choice;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NamesForm {
    pub name: String,
    pub language: String,
    /// Asked for on the officer's page only; on one's own it has a form of its own.
    pub place: Option<String>,
    pub other_name: Vec<String>,
    pub other_kind: Vec<String>,
    pub other_audience: Vec<String>,
}

/// One further name in the form.
pub struct NameRow {
    pub at: usize,
    pub name: String,
    pub kinds: Vec<Choice>,
    pub audiences: Vec<Choice>,
}

/// Further names that one person may have.
const MOST: usize = 12;
/// Empty rows to write new ones into.
const EMPTY: usize = 2;

impl NamesForm {
    pub fn of(person: &Person, others: &[Name]) -> Self {
        Self {
            name: person.name.clone(),
            language: person.language.map(Lang::code).unwrap_or_default().to_owned(),
            place: person.place.clone(),
            other_name: others.iter().map(|other| other.name.clone()).collect(),
            other_kind: others.iter().map(|other| other.kind.word().to_owned()).collect(),
            other_audience: others.iter().map(|other| other.audience.word().to_owned()).collect(),
        }
    }

    /// What is filled in; an emptied row is a name taken out.
    fn others(&self) -> Vec<(String, NameKind, Audience)> {
        let word = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        let rows = self.other_name.iter().enumerate().filter(|(_, name)| !name.trim().is_empty());
        rows.take(MOST)
            .map(|(at, name)| {
                let kind = NameKind::from_word(&word(&self.other_kind, at)).unwrap_or(NameKind::Other);
                let audience = Audience::from_word(&word(&self.other_audience, at));
                (name.clone(), kind, audience.unwrap_or(Audience::Officers))
            })
            .collect()
    }

    /// The rows of the form, and empty ones; `narrowest` is the narrowest audience its reader may choose.
    pub fn rows(&self, l: L, narrowest: Audience) -> (Vec<NameRow>, Vec<NameRow>) {
        let mut others = self.others();
        let filled = others.len();
        let wanted = (filled + EMPTY).min(MOST.max(filled));
        others.resize(wanted, (String::new(), NameKind::Other, Audience::Members));
        let mut rows: Vec<NameRow> = others
            .into_iter()
            .enumerate()
            .map(|(at, (name, kind, audience))| NameRow {
                at,
                name,
                kinds: kinds(l, kind),
                audiences: audiences(l, audience, narrowest),
            })
            .collect();
        let spare = rows.split_off(filled);
        (rows, spare)
    }
}

fn kinds(l: L, chosen: NameKind) -> Vec<Choice> {
    let choice = |kind: &NameKind| {
        let key = match kind {
            NameKind::Other => "people-name-other",
            NameKind::Former => "people-name-former",
        };
        words::choice(kind.word(), l.t(key).into_owned(), *kind == chosen)
    };
    NameKind::ALL.iter().map(choice).collect()
}

fn audiences(l: L, chosen: Audience, narrowest: Audience) -> Vec<Choice> {
    let all = members::options(l, Field::Photo, chosen);
    all.into_iter().filter(|one| Audience::from_word(&one.value).is_some_and(|it| it >= narrowest)).collect()
}

/// Writes the names. Those that the viewer does not see stay as they are.
pub async fn write(cx: &Cx, conn: &mut Conn, person: PersonId, form: &NamesForm) -> Result<()> {
    if people::person(conn, person).await?.name != form.name.trim() {
        actions::set_name(cx, conn, person, &form.name).await?;
    }
    let kept = people::names(conn, person).await?;
    let mut others: Vec<_> = kept
        .iter()
        .filter(|name| !members::may_see(&cx.viewer, person, name.audience))
        .map(|name| (name.name.clone(), name.kind, name.audience))
        .collect();
    others.extend(form.others());
    let before: Vec<_> = kept.into_iter().map(|name| (name.name, name.kind, name.audience)).collect();
    if before != others {
        actions::set_names(cx, conn, person, &others).await.map_err(|error| error.in_field("others"))?;
    }
    Ok(())
}
