//! Every column that names a person. A standing test holds this against the database: a new one that stands here
//! nowhere fails it.

/// What a merge does with a column that names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The row goes to whoever stays, unless a rule says that the two have one together.
    Moves,
    /// The row is the person's own, and one of two is left.
    One,
    /// The way into the account that goes; it ends, and comes back when the merge is undone.
    Ends,
    /// The way into the account that goes; it ends for good.
    Closes,
    /// Made anew from the others.
    Anew,
    /// Says who did something. It follows where its row is about one of the two; elsewhere it keeps the id, which leads
    /// to whoever stays.
    By,
    /// Nobody is merged who has one.
    Refused,
    /// A log: what was written stays, and is read under both ids.
    Log,
}

use Fate::{Anew, By, Closes, Ends, Log, Moves, One, Refused};

pub const COLUMNS: &[(&str, &str, Fate)] = &[
    ("people_person", "person_id", One),
    ("people_name", "person_id", Moves),
    ("people_word", "person_id", Anew),
    ("people_listing", "person_id", Anew),
    ("people_change", "person_id", Log),
    ("people_tenure", "person_id", Moves),
    ("people_tenure", "manager_id", Moves),
    ("people_number", "person_id", Moves),
    ("people_contact", "person_id", Moves),
    ("people_silence", "person_id", One),
    ("people_silence", "by_id", By),
    ("accounts_role", "person_id", Refused),
    ("accounts_role", "granted_by", By),
    ("accounts_password", "person_id", Ends),
    ("accounts_session", "person_id", Closes),
    ("accounts_link", "person_id", Closes),
    ("accounts_recovery", "person_id", Ends),
    ("accounts_recovery", "decided_by", By),
    ("settings_setting", "changed_by", By),
    ("journal_entry", "actor_id", Log),
    ("journal_entry", "about_id", Log),
    ("departures_departure", "person_id", Moves),
    ("departures_departure", "recorded_by", By),
    ("departures_departure", "completed_by", By),
    ("departures_leaving", "decided_by", By),
    ("departures_step", "done_by", By),
    ("invitations_invitation", "person_id", Moves),
    ("invitations_handover", "by_id", By),
    ("invitations_request", "person_id", Moves),
    ("invitations_request", "answered_by", By),
    ("members_member", "person_id", One),
    ("members_consent", "person_id", One),
    ("members_receipt", "person_id", Moves),
    ("members_field", "person_id", One),
    ("welcome_greeting", "signer_id", Moves),
    ("welcome_greeting", "written_by", By),
    ("welcome_exclusion", "to_id", Moves),
    ("welcome_exclusion", "from_id", Moves),
    ("welcome_exclusion", "by_id", By),
    ("welcome_wish", "to_id", Moves),
    ("welcome_wish", "from_id", Moves),
    ("tokens_token", "made_by", By),
    ("tokens_request", "person_id", Moves),
    ("waves_wave", "asked_by", By),
    ("waves_turn", "person_id", Moves),
    ("retention_clock", "person_id", One),
    ("retention_clock", "extended_by", By),
    ("exits_exit", "person_id", Refused),
    ("imports_import", "created_by", By),
    ("imports_person", "person_id", Moves),
    ("imports_change", "person_id", Moves),
    ("careers_position", "person_id", Moves),
    ("careers_position", "confirmed_by", By),
    ("careers_position", "removed_by", By),
    ("careers_revision", "person_id", Moves),
    ("careers_revision", "replaced_by", By),
    ("careers_news", "person_id", Moves),
    ("careers_news", "seen_by", By),
    ("people_person", "confirmed_by", By),
    ("careers_learnt", "person_id", Moves),
    ("careers_learnt", "removed_by", By),
    ("resumes_resume", "person_id", Moves),
    ("freshness_campaign", "made_by", By),
    ("freshness_ask", "person_id", Moves),
    ("freshness_wish", "person_id", One),
    ("budget_message", "person_id", Moves),
    ("lost_hint", "person_id", Moves),
    ("lost_hint", "colleague_id", Moves),
    ("segments_segment", "made_by", By),
    ("claims_claim", "person_id", Moves),
    ("claims_claim", "decided_by", By),
    ("claims_vouch", "person_id", Moves),
    ("suspensions_suspension", "person_id", Moves),
    ("suspensions_suspension", "began_by", By),
    ("suspensions_suspension", "ended_by", By),
    ("keel_delivery", "recipient_id", Moves),
    ("keel_delivery", "about_id", Moves),
    ("duplicates_pair", "one_id", Moves),
    ("duplicates_pair", "other_id", Moves),
    ("duplicates_pair", "decided_by", By),
    ("duplicates_block", "person_id", Anew),
    ("duplicates_merge", "stayed_id", Moves),
    ("duplicates_merge", "gone_id", Log),
    ("duplicates_merge", "merged_by", By),
    ("duplicates_merge", "undone_by", By),
];

/// Columns that hold an id and say by no foreign key of what; of a person they are not.
pub const NOBODY: &[(&str, &str)] = &[
    ("people_person", "photo_id"),
    ("people_listing", "entity_id"),
    ("freshness_campaign", "looked_id"),
    ("freshness_ask", "contact_id"),
    ("waves_wave", "entity_id"),
    ("waves_wave", "looked_id"),
    ("waves_turn", "invitation_id"),
    ("imports_import", "file_id"),
    ("imports_change", "target_id"),
    ("duplicates_block", "entity_id"),
    ("duplicates_search", "walked_id"),
    ("duplicates_search", "log_id"),
    ("duplicates_merge", "photo_id"),
];

/// Where an id of a person stands inside a job or a text, no column names it: jobs look again and find who stayed.
pub const PERSON: &str = "people_person";

/// Tables whose rows point to another row that may be taken out, so they are changed before it goes.
pub const FIRST: &[&str] =
    &["departures_departure", "invitations_handover", "imports_change", "freshness_ask"];

/// Rows that hang on another, name nobody and are gone with it: table, column, the other table.
pub const HANGING: &[(&str, &str, &str)] = &[
    ("invitations_handover", "contact_id", "people_contact"),
    ("freshness_step", "ask_id", "freshness_ask"),
];

/// What somebody may have got since a merge, and an officer gives to one of the two when it is undone.
pub const PLACED: &[(&str, &str)] = &[
    ("people_name", "person_id"),
    ("people_contact", "person_id"),
    ("people_tenure", "person_id"),
    ("careers_position", "person_id"),
    ("careers_learnt", "person_id"),
    ("welcome_greeting", "signer_id"),
    ("welcome_wish", "to_id"),
    ("claims_claim", "person_id"),
];

/// Rows that hang on another row go where that goes: table, column, the other table.
pub const FOLLOW: &[(&str, &str, &str)] = &[
    ("departures_departure", "tenure_id", "people_tenure"),
    ("invitations_invitation", "departure_id", "departures_departure"),
    ("waves_turn", "departure_id", "departures_departure"),
    ("careers_revision", "position_id", "careers_position"),
    ("careers_news", "position_id", "careers_position"),
];

/// The columns by which rows about a person are found.
pub fn leading() -> impl Iterator<Item = (&'static str, &'static str)> {
    let leads = |fate: &Fate| matches!(fate, Moves | One | Ends);
    COLUMNS.iter().filter(move |(_, _, fate)| leads(fate)).map(|(table, column, _)| (*table, *column))
}

/// The columns of a table that name a person and change with a row about them.
pub fn of(table: &str) -> impl Iterator<Item = &'static str> {
    let follows = |fate: &Fate| matches!(fate, Moves | One | By);
    COLUMNS
        .iter()
        .filter(move |(name, _, fate)| *name == table && follows(fate))
        .map(|(_, column, _)| *column)
}
