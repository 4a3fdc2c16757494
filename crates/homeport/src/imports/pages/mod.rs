//! The pages of imports: the list with its upload, and one page that shows an import as it stands.

mod acts;
mod columns;
mod index;
mod show;

pub use acts::{discard, map, pause, resume, sheet, start, undo};
pub use columns::columns;
pub use index::{index, upload};
pub use show::{problems_file, show};

use super::{Basis, words};
use crate::app::Cx;
use crate::people::pages::entities;
use crate::shell::Choice;

fn bases(cx: &Cx, chosen: &str) -> Vec<Choice> {
    let choice = |basis: &Basis| Choice {
        value: basis.word().to_owned(),
        label: cx.l().t(words::basis(*basis)).into_owned(),
        is_chosen: basis.word() == chosen,
    };
    Basis::ALL.iter().map(choice).collect()
}
