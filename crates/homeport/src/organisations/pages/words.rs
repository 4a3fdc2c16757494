//! Organisations in words.

use keel::l10n::L;

use crate::organisations::{Industry, Relation};
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

pub const fn industry(industry: Industry) -> &'static str {
    match industry {
        Industry::Education => "organisations-industry-education",
        Industry::Internet => "organisations-industry-internet",
        Industry::Manufacturing => "organisations-industry-manufacturing",
        Industry::Finance => "organisations-industry-finance",
        Industry::Advice => "organisations-industry-advice",
        Industry::Health => "organisations-industry-health",
        Industry::Trade => "organisations-industry-trade",
        Industry::Media => "organisations-industry-media",
        Industry::Building => "organisations-industry-building",
        Industry::Transport => "organisations-industry-transport",
        Industry::Energy => "organisations-industry-energy",
        Industry::Travel => "organisations-industry-travel",
        Industry::Farming => "organisations-industry-farming",
        Industry::Public => "organisations-industry-public",
        Industry::Charity => "organisations-industry-charity",
        Industry::Other => "organisations-industry-other",
    }
}

/// Every industry, after the choice of none.
pub fn industries(l: L, none: &str, chosen: Option<Industry>) -> Vec<Choice> {
    let none = Choice { value: String::new(), label: l.t(none).into_owned(), is_chosen: chosen.is_none() };
    let all = Industry::ALL.iter().map(|one| Choice {
        value: one.word().to_owned(),
        label: l.t(industry(*one)).into_owned(),
        is_chosen: chosen == Some(*one),
    });
    std::iter::once(none).chain(all).collect()
}
