//! What a copy has not, and why: said in the copy itself.

keel::words! {
    /// Why a table is not in a copy.
    pub enum Why {
        /// HR alone may know it: whoever wants it asks HR, who answer by law.
        Hr = "hr",
        /// Made from what is in the copy, and says no more.
        Made = "made",
        /// A hash from which nobody can read anything, we neither.
        Hash = "hash",
        /// Work on its way, as ids, for moments.
        Moment = "moment",
        /// Rows of files that could not be read: nobody knows whose they are.
        Unknown = "unknown",
        /// What somebody set up or asked for in office, by id: it stands in the journal, which is in the copy.
        Office = "office",
        /// Is about organisations or the alliance, and names nobody.
        Nobody = "nobody",
    }
}

impl Why {
    /// Nothing to say to a person about what names nobody.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Hr => Some("copies-left-hr"),
            Self::Made => Some("copies-left-made"),
            Self::Hash => Some("copies-left-hash"),
            Self::Moment => Some("copies-left-moment"),
            Self::Unknown => Some("copies-left-unknown"),
            Self::Office => Some("copies-left-office"),
            Self::Nobody => None,
        }
    }
}

pub struct LeftOut {
    pub table: &'static str,
    pub why: Why,
}

const fn left(table: &'static str, why: Why) -> LeftOut {
    LeftOut { table, why }
}

/// Every table of docs/privacy.md that a copy has no rows of.
pub const LEFT_OUT: &[LeftOut] = &[
    left("departures_leaving", Why::Hr),
    left("resumes_position", Why::Made),
    left("resumes_learnt", Why::Made),
    left("people_word", Why::Made),
    left("people_listing", Why::Made),
    left("people_change", Why::Made),
    left("people_tombstone", Why::Hash),
    left("keel_attempt", Why::Hash),
    left("tokens_request", Why::Hash),
    left("keel_job", Why::Moment),
    left("imports_problem", Why::Unknown),
    left("imports_import", Why::Office),
    left("settings_setting", Why::Office),
    left("tokens_token", Why::Office),
    left("waves_wave", Why::Office),
    left("waves_leaving", Why::Hr),
    left("freshness_campaign", Why::Office),
    left("segments_segment", Why::Office),
    left("duplicates_pair", Why::Made),
    left("duplicates_block", Why::Hash),
    left("duplicates_search", Why::Nobody),
    left("freshness_tally", Why::Nobody),
    left("careers_offer", Why::Nobody),
    left("places_figure", Why::Nobody),
    left("people_entity", Why::Nobody),
    left("organisations_organisation", Why::Nobody),
    left("organisations_name", Why::Nobody),
    left("organisations_word", Why::Nobody),
    left("organisations_relation", Why::Nobody),
    left("imports_mapping", Why::Nobody),
    left("waves_tally", Why::Nobody),
    left("desk_figure", Why::Nobody),
    left("keel_timetable", Why::Nobody),
];
