//! Organisations in words.

use keel::l10n::L;

use crate::organisations::Relation;
use crate::shell::Choice;

pub const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Client => "organisations-relation-client",
        Relation::Supplier => "organisations-relation-supplier",
        Relation::Partner => "organisations-relation-partner",
        Relation::Upstream => "organisations-relation-upstream",
        Relation::Downstream => "organisations-relation-downstream",
        Relation::OwnFirm => "organisations-relation-own-firm",
    }
}

pub fn relations(l: L, chosen: &[Relation]) -> Vec<Choice> {
    Relation::ALL
        .iter()
        .map(|one| Choice {
            value: one.word().to_owned(),
            label: l.t(relation(*one)).into_owned(),
            is_chosen: chosen.contains(one),
        })
        .collect()
}
