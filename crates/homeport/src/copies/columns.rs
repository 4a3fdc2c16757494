//! The columns of a copy: what each is called in JSON, and to people.

use super::model::{Column, Shape};

macro_rules! columns {
    ($($shape:ident { $($id:ident $name:literal $label:literal),+ $(,)? })+) => {
        $($(pub const $id: Column = Column { name: $name, label: $label, shape: Shape::$shape };)+)+
    };
}

columns! {
    Text {
        NAME "name" "copies-column-name",
        PLACE "place" "copies-column-place",
        ENTITY "entity" "copies-column-entity",
        NUMBER "number" "copies-column-number",
        DEPARTMENT "department" "copies-column-department",
        TITLE "title" "copies-column-title",
        MANAGER "manager" "copies-column-manager",
        ADDRESS "address" "copies-column-address",
        ORGANISATION "organisation" "copies-column-organisation",
        WHAT "what" "copies-column-what",
        WAS "was" "copies-column-was",
        STARTED "started" "copies-column-started",
        ENDED "ended" "copies-column-ended",
        LAST_DAY "last_day" "copies-column-last-day",
        STEP "step" "copies-column-step",
        WORDS "words" "copies-column-words",
        WHY "reason" "copies-column-reason",
        APPEAL "appeal" "copies-column-appeal",
        COLLEAGUE "colleague" "copies-column-colleague",
        FROM "from" "copies-column-from",
        TO "to" "copies-column-to",
        FILE "file" "copies-column-file",
        VERSION "version" "copies-column-version",
        DEVICE "device" "copies-column-device",
    }
    Word {
        LANGUAGE "language" "copies-column-language",
        SOURCE "source" "copies-column-source",
        KIND "kind" "copies-column-kind",
        AUDIENCE "audience" "copies-column-audience",
        STATE "state" "copies-column-state",
        VERDICT "verdict" "copies-column-verdict",
        GROUND "ground" "copies-column-ground",
        ROLE "role" "copies-column-role",
        PURPOSE "purpose" "copies-column-purpose",
        CHANNEL "channel" "copies-column-channel",
        FIELD "field" "copies-column-field",
        BASIS "basis" "copies-column-basis",
        OUTCOME "outcome" "copies-column-outcome",
        JOINED_BY "joined_by" "copies-column-joined-by",
    }
    Act {
        ACT "act" "copies-column-act",
    }
    Number {
        ORDINAL "ordinal" "copies-column-ordinal",
        FROM_YEAR "from_year" "copies-column-from-year",
        TO_YEAR "to_year" "copies-column-to-year",
        DAYS "days_together" "copies-column-days",
        REMINDERS "reminders" "copies-column-reminders",
    }
    Flag {
        IS_FOUNDER "is_founder" "copies-column-founder",
        IS_GIVEN "is_given" "copies-column-given",
        IS_PAST "is_past" "copies-column-past",
        WAS_MEMBER "was_member" "copies-column-was-member",
    }
    Time {
        CREATED_AT "recorded_at" "copies-column-recorded-at",
        CHANGED_AT "changed_at" "copies-column-changed-at",
        CONFIRMED_AT "confirmed_at" "copies-column-confirmed-at",
        FAILED_AT "failed_at" "copies-column-failed-at",
        REMOVED_AT "removed_at" "copies-column-removed-at",
        REPLACED_AT "replaced_at" "copies-column-replaced-at",
        SINCE_AT "since_at" "copies-column-since-at",
        AT "at" "copies-column-at",
        DECIDED_AT "decided_at" "copies-column-decided-at",
        COMPLETED_AT "completed_at" "copies-column-completed-at",
        WITHDRAWN_AT "withdrawn_at" "copies-column-withdrawn-at",
        APPEALED_AT "appealed_at" "copies-column-appealed-at",
        ANSWERED_AT "answered_at" "copies-column-answered-at",
        ASKED_AT "asked_at" "copies-column-asked-at",
        DONE_AT "done_at" "copies-column-done-at",
        SENT_AT "sent_at" "copies-column-sent-at",
        OPENED_AT "opened_at" "copies-column-opened-at",
        ENDED_AT "ended_at" "copies-column-ended-at",
        EXPIRES_AT "expires_at" "copies-column-expires-at",
        WARNED_AT "warned_at" "copies-column-warned-at",
        UNTIL_AT "until_at" "copies-column-until-at",
        EXTENDED_AT "extended_at" "copies-column-extended-at",
        USED_AT "used_at" "copies-column-used-at",
    }
    Json {
        BODY "body" "copies-column-body",
        BEFORE "before" "copies-column-before",
    }
}
