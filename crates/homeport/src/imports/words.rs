//! Words for what columns hold, values mean and rows lack.

use keel::error::Text;

use super::dates::Order;
use super::model::{About, Basis, Field, Reason, Sensitive, State};
use super::profile::{Profile, Seen};
use super::sheets;
use super::unfold::Unfolded;
use super::values::Meaning;

pub const fn field(field: Field) -> &'static str {
    match field {
        Field::Name => "imports-field-name",
        Field::OtherName => "imports-field-other-name",
        Field::Number => "imports-field-number",
        Field::Entity => "imports-field-entity",
        Field::Department => "imports-field-department",
        Field::Title => "imports-field-title",
        Field::Kind => "imports-field-kind",
        Field::StartedOn => "imports-field-started-on",
        Field::EndedOn => "imports-field-ended-on",
        Field::Status => "imports-field-status",
        Field::Reason => "imports-field-reason",
        Field::Mail => "imports-field-mail",
        Field::Mobile => "imports-field-mobile",
        Field::Place => "imports-field-place",
        Field::Language => "imports-field-language",
        Field::AsOf => "imports-field-as-of",
        Field::Organisation => "imports-field-organisation",
        Field::From => "imports-field-from",
        Field::Until => "imports-field-until",
        Field::What => "imports-field-what",
    }
}

pub const fn sensitive(sensitive: Sensitive) -> &'static str {
    match sensitive {
        Sensitive::IdentityCard => "imports-sensitive-identity-card",
        Sensitive::Pay => "imports-sensitive-pay",
        Sensitive::Marriage => "imports-sensitive-marriage",
        Sensitive::Ethnicity => "imports-sensitive-ethnicity",
        Sensitive::Religion => "imports-sensitive-religion",
        Sensitive::Health => "imports-sensitive-health",
        Sensitive::Birth => "imports-sensitive-birth",
        Sensitive::Bank => "imports-sensitive-bank",
    }
}

pub const fn meaning(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Nothing => "imports-meaning-nothing",
        Meaning::Works => "imports-meaning-works",
        Meaning::Resignation => "imports-meaning-resignation",
        Meaning::EndOfContract => "imports-meaning-end-of-contract",
        Meaning::Retirement => "imports-meaning-retirement",
        Meaning::Dismissal => "imports-meaning-dismissal",
        Meaning::Layoff => "imports-meaning-layoff",
        Meaning::Medical => "imports-meaning-medical",
        Meaning::Dispute => "imports-meaning-dispute",
        Meaning::Deceased => "imports-meaning-deceased",
        Meaning::Unknown => "imports-meaning-unknown",
    }
}

pub const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Torn => "imports-reason-torn",
        Reason::NoOne => "imports-reason-no-one",
        Reason::NoStart => "imports-reason-no-start",
        Reason::NoDate => "imports-reason-no-date",
        Reason::StartAhead => "imports-reason-start-ahead",
        Reason::EndBeforeStart => "imports-reason-end-before-start",
        Reason::TooLong => "imports-reason-too-long",
        Reason::Entity => "imports-reason-entity",
        Reason::NumberTaken => "imports-reason-number-taken",
        Reason::NumberGone => "imports-reason-number-gone",
        Reason::Deleted => "imports-reason-deleted",
        Reason::Mail => "imports-reason-mail",
        Reason::Mobile => "imports-reason-mobile",
        Reason::Shared => "imports-reason-shared",
        Reason::OtherStart => "imports-reason-other-start",
        Reason::OtherEnd => "imports-reason-other-end",
        Reason::NoOrganisation => "imports-reason-no-organisation",
        Reason::NotHere => "imports-reason-not-here",
        Reason::Several => "imports-reason-several",
        Reason::Full => "imports-reason-full",
        Reason::Other => "imports-reason-other",
    }
}

pub const fn state(state: State) -> &'static str {
    match state {
        State::Mapped => "imports-state-mapped",
        State::Checking => "imports-state-checking",
        State::Checked => "imports-state-checked",
        State::Running => "imports-state-running",
        State::Paused => "imports-state-paused",
        State::Done => "imports-state-done",
        State::Undoing => "imports-state-undoing",
        State::Undone => "imports-state-undone",
        State::Dropped => "imports-state-dropped",
    }
}

pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Contract => "imports-basis-contract",
        Basis::Interest => "imports-basis-interest",
        Basis::Consent => "imports-basis-consent",
        Basis::Law => "imports-basis-law",
    }
}

pub const fn order(order: Order) -> &'static str {
    match order {
        Order::YearMonthDay => "imports-order-ymd",
        Order::MonthDayYear => "imports-order-mdy",
        Order::DayMonthYear => "imports-order-dmy",
    }
}

pub const fn about(about: About) -> &'static str {
    match about {
        About::People => "imports-about-people",
        About::Careers => "imports-about-careers",
    }
}

/// What was in a file that was no table.
fn unfolded(unfolded: &Unfolded) -> Vec<Text> {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let left = unfolded.left_out;
    let told = Text::new("imports-remark-unfolded").with("people", count(unfolded.people));
    let told = told.with("stints", count(unfolded.stints)).with("idle", count(unfolded.idle));
    let rest = [
        ("resumes-left-schools", left.schools),
        ("resumes-left-skills", left.skills),
        ("imports-remark-photos", left.photos),
        ("resumes-left-others", left.others),
        ("resumes-left-beyond", left.beyond),
    ];
    let rest = rest.into_iter().filter(|(_, found)| *found > 0);
    [told].into_iter().chain(rest.map(|(key, found)| Text::new(key).with("count", count(found)))).collect()
}

/// What somebody should know of a file before they say what its columns mean.
pub fn remarks(profile: &Profile) -> Vec<Text> {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let seen = |key, seen: Seen| {
        let text = Text::new(key).with("count", count(seen.count)).with("first", count(seen.first));
        (seen.count > 0).then_some(text)
    };
    let named =
        |key, names: &[String]| (!names.is_empty()).then(|| Text::new(key).with("names", names.join(" · ")));
    let unseen = Text::new("imports-remark-unseen").with("count", count(profile.unseen_sheets));
    let unseen = unseen.with("most", count(sheets::MOST as u64));
    [
        seen("imports-remark-torn", profile.torn),
        seen("imports-remark-beyond", profile.beyond),
        seen("imports-remark-errors", profile.errors),
        named("imports-remark-others", &profile.other_sheets),
        named("imports-remark-refused", &profile.refused_sheets),
        (profile.unseen_sheets > 0).then_some(unseen),
    ]
    .into_iter()
    .flatten()
    .chain(profile.unfolded.iter().flat_map(unfolded))
    .collect()
}
