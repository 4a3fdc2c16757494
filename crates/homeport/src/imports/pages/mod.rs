//! The pages of imports: the list with its upload, and one page that shows an import as it stands.

mod acts;
mod columns;
mod index;
mod show;

pub use acts::{discard, map, pause, resume, start, undo};
pub use columns::columns;
pub use index::{index, upload};
pub use show::{problems_file, show};

use keel::db::Conn;
use keel::error::Result;

use super::{Basis, words};
use crate::app::Cx;
use crate::people;
use crate::shell::Choice;

async fn entities(cx: &Cx, conn: &mut Conn, chosen: &str) -> Result<Vec<Choice>> {
    let all = people::entities(conn).await?;
    Ok(all
        .iter()
        .map(|entity| {
            let value = entity.entity_id.to_string();
            Choice { is_chosen: value == chosen, label: entity.name_in(cx.lang).to_owned(), value }
        })
        .collect())
}

fn bases(cx: &Cx, chosen: &str) -> Vec<Choice> {
    let choice = |basis: &Basis| Choice {
        value: basis.word().to_owned(),
        label: cx.l().t(words::basis(*basis)).into_owned(),
        is_chosen: basis.word() == chosen,
    };
    Basis::ALL.iter().map(choice).collect()
}
