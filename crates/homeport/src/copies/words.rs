//! What a copy says to people.

use keel::l10n::L;

use crate::journal::{self, Act};

keel::words! {
    /// What belongs together in a copy, in its order.
    pub enum Part {
        Person = "person",
        Contacts = "contacts",
        Work = "work",
        Careers = "careers",
        Upkeep = "upkeep",
        Leaving = "leaving",
        Files = "files",
        Invitations = "invitations",
        Membership = "membership",
        Claims = "claims",
        Welcome = "welcome",
        Signing = "signing",
        Messages = "messages",
        Journal = "journal",
    }
}

impl Part {
    pub const fn title(self) -> &'static str {
        match self {
            Self::Person => "copies-part-person",
            Self::Contacts => "copies-part-contacts",
            Self::Work => "copies-part-work",
            Self::Careers => "copies-part-careers",
            Self::Upkeep => "copies-part-upkeep",
            Self::Leaving => "copies-part-leaving",
            Self::Files => "copies-part-files",
            Self::Invitations => "copies-part-invitations",
            Self::Membership => "copies-part-membership",
            Self::Claims => "copies-part-claims",
            Self::Welcome => "copies-part-welcome",
            Self::Signing => "copies-part-signing",
            Self::Messages => "copies-part-messages",
            Self::Journal => "copies-part-journal",
        }
    }

    /// What it is kept for.
    pub const fn why(self) -> &'static str {
        match self {
            Self::Person => "copies-why-person",
            Self::Contacts => "copies-why-contacts",
            Self::Work => "copies-why-work",
            Self::Careers => "copies-why-careers",
            Self::Upkeep => "copies-why-upkeep",
            Self::Leaving => "copies-why-leaving",
            Self::Files => "copies-why-files",
            Self::Invitations => "copies-why-invitations",
            Self::Membership => "copies-why-membership",
            Self::Claims => "copies-why-claims",
            Self::Welcome => "copies-why-welcome",
            Self::Signing => "copies-why-signing",
            Self::Messages => "copies-why-messages",
            Self::Journal => "copies-why-journal",
        }
    }
}

/// Until when something is kept.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    Person,
    Number,
    Removed,
    Claim,
    Exit,
    /// Until either of the two it is about is deleted.
    Both,
    /// As long as a merge can be undone.
    Merge,
    Month,
    Session,
    Link,
    Sent,
    Journal,
}

impl Until {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Person => "copies-until-person",
            Self::Number => "copies-until-number",
            Self::Removed => "copies-until-removed",
            Self::Claim => "copies-until-claim",
            Self::Exit => "copies-until-exit",
            Self::Both => "copies-until-both",
            Self::Merge => "copies-until-merge",
            Self::Month => "copies-until-month",
            Self::Session => "copies-until-session",
            Self::Link => "copies-until-link",
            Self::Sent => "copies-until-sent",
            Self::Journal => "copies-until-journal",
        }
    }
}

/// One of our words as people say it; what is none stays as it is.
pub fn word(l: L, word: &str) -> String {
    let known = WORDS.iter().find(|(known, _)| *known == word);
    known.map_or_else(|| word.to_owned(), |(_, key)| l.t(key).into_owned())
}

pub fn act(l: L, word: &str) -> String {
    Act::from_word(word).map_or_else(|| word.to_owned(), |act| l.t(journal::words_of(act)).into_owned())
}

/// The texts of something kept as JSON, one a line: a receipt reads as it was given.
pub fn told(body: &str) -> String {
    let mut texts = Vec::new();
    if let Ok(value) = serde_json::from_str(body) {
        gather(&value, &mut texts);
    }
    texts.join("\n")
}

fn gather(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) if !text.is_empty() => texts.push(text.clone()),
        serde_json::Value::Array(all) => all.iter().for_each(|one| gather(one, texts)),
        serde_json::Value::Object(all) => all.values().for_each(|one| gather(one, texts)),
        _ => {}
    }
}

const WORDS: &[(&str, &str)] = &[
    ("chosen", "copies-word-chosen"),
    ("bounced", "copies-word-bounced"),
    ("opened", "copies-word-opened"),
    ("confirmed", "copies-word-confirmed"),
    ("corrected", "copies-word-corrected"),
    ("left", "copies-word-left"),
    ("deleted", "copies-word-deleted"),
    ("no_address", "copies-word-no-address"),
    ("no_consent", "copies-word-no-consent"),
    ("recent", "copies-word-recent"),
    ("budget", "copies-word-budget"),
    ("suspended", "copies-word-suspended"),
    ("yearly", "copies-word-yearly"),
    ("now_and_then", "copies-word-now-and-then"),
    ("skill", "copies-word-skill"),
    ("school", "copies-word-school"),
    ("freshness", "copies-word-freshness"),
    ("lost", "copies-word-lost"),
    ("claims", "copies-word-claims"),
    ("welcome", "copies-word-welcome"),
    ("gathered", "copies-word-gathered"),
    ("skipped", "copies-word-skipped"),
    ("zh-CN", "copies-word-zh"),
    ("en", "copies-word-en"),
    ("vouching", "copies-word-vouching"),
    ("linkedin", "copies-word-linkedin"),
    ("json_resume", "copies-word-json-resume"),
    ("vcard", "copies-word-vcard"),
    ("read", "copies-word-read"),
    ("taken", "copies-word-taken"),
    ("taken_back", "copies-word-taken-back"),
    ("self", "copies-word-self"),
    ("officer", "copies-word-officer"),
    ("colleague", "copies-word-colleague"),
    ("file", "copies-word-file"),
    ("letter", "copies-word-letter"),
    ("api", "copies-word-api"),
    ("claim", "copies-word-claim"),
    ("departure", "copies-word-departure"),
    ("transfer", "copies-word-transfer"),
    ("founded", "copies-word-founded"),
    ("import", "copies-word-import"),
    ("mail", "copies-word-mail"),
    ("mobile", "copies-word-mobile"),
    ("sms", "copies-word-sms"),
    ("wechat", "copies-word-wechat"),
    ("paper", "copies-word-paper"),
    ("csv", "copies-word-csv"),
    ("both", "copies-word-both"),
    ("kit", "copies-word-kit"),
    ("employee", "copies-word-employee"),
    ("intern", "copies-word-intern"),
    ("dispatched", "copies-word-dispatched"),
    ("contractor", "copies-word-contractor"),
    ("unknown", "copies-word-unknown"),
    ("other", "copies-word-other"),
    ("former", "copies-word-former"),
    ("me", "copies-word-me"),
    ("officers", "copies-word-officers"),
    ("members", "copies-word-members"),
    ("colleagues", "copies-word-colleagues"),
    ("everyone", "copies-word-everyone"),
    ("do_not_contact", "copies-word-do-not-contact"),
    ("exit", "copies-word-exit"),
    ("deceased", "copies-word-deceased"),
    ("intended", "copies-word-intended"),
    ("agreed", "copies-word-agreed"),
    ("complete", "copies-word-complete"),
    ("withdrawn", "copies-word-withdrawn"),
    ("invite", "copies-word-invite"),
    ("held", "copies-word-held"),
    ("not_invited", "copies-word-not-invited"),
    ("never", "copies-word-never"),
    ("policy", "copies-word-policy"),
    ("minimum", "copies-word-minimum"),
    ("silence", "copies-word-silence"),
    ("waiting", "copies-word-waiting"),
    ("open", "copies-word-open"),
    ("joined", "copies-word-joined"),
    ("declined", "copies-word-declined"),
    ("revoked", "copies-word-revoked"),
    ("expired", "copies-word-expired"),
    ("sending", "copies-word-sending"),
    ("sent", "copies-word-sent"),
    ("kept", "copies-word-kept"),
    ("handed", "copies-word-handed"),
    ("failed", "copies-word-failed"),
    ("ask", "copies-word-ask"),
    ("appeal", "copies-word-appeal"),
    ("refused", "copies-word-refused"),
    ("approved", "copies-word-approved"),
    ("accepted", "copies-word-accepted"),
    ("appealed", "copies-word-appealed"),
    ("stopped", "copies-word-stopped"),
    ("new", "copies-word-new"),
    ("asked", "copies-word-asked"),
    ("yes", "copies-word-yes"),
    ("no", "copies-word-no"),
    ("written", "copies-word-written"),
    ("running", "copies-word-running"),
    ("over", "copies-word-over"),
    ("lifted", "copies-word-lifted"),
    ("rule", "copies-word-rule"),
    ("unsettled", "copies-word-unsettled"),
    ("tenure", "copies-word-tenure"),
    ("unproven", "copies-word-unproven"),
    ("conduct", "copies-word-conduct"),
    ("privacy", "copies-word-privacy"),
    ("advertising", "copies-word-advertising"),
    ("identity", "copies-word-identity"),
    ("name", "copies-word-name"),
    ("photo", "copies-word-photo"),
    ("tenures", "copies-word-tenures"),
    ("number", "copies-word-number"),
    ("place", "copies-word-place"),
    ("career", "copies-word-career"),
    ("contact", "copies-word-contact"),
    ("listed", "copies-word-listed"),
    ("letters", "copies-word-letters"),
    ("openings", "copies-word-openings"),
    ("photos", "copies-word-photos"),
    ("wishes", "copies-word-wishes"),
    ("news", "copies-word-news"),
    ("job", "copies-word-job"),
    ("moved", "copies-word-moved"),
    ("manager", "copies-word-manager"),
    ("hr", "copies-word-hr"),
    ("administrator", "copies-word-administrator"),
    ("invitation", "copies-word-invitation"),
    ("retention", "copies-word-retention"),
    ("wish", "copies-word-wish"),
    ("greeting", "copies-word-greeting"),
    ("sign_in", "copies-word-sign-in"),
    ("sign-in", "copies-word-sign-in"),
    ("confirm", "copies-word-confirm"),
    ("found", "copies-word-found"),
    ("stop", "copies-word-stop"),
    ("undo", "copies-word-undo"),
    ("recovery", "copies-word-recovery"),
    ("recovered", "copies-word-recovered"),
    ("changed", "copies-word-changed"),
    ("suspension", "copies-word-suspension"),
    ("invitation-answer", "copies-word-invitation-answer"),
    ("test", "copies-word-test"),
    ("contract", "copies-word-contract"),
    ("interest", "copies-word-interest"),
    ("consent", "copies-word-consent"),
    ("law", "copies-word-law"),
    ("created", "copies-word-created"),
    ("updated", "copies-word-updated"),
    ("unchanged", "copies-word-unchanged"),
    ("silent", "copies-word-silent"),
    ("invited", "copies-word-invited"),
    ("here", "copies-word-here"),
    ("stays", "copies-word-stays"),
    ("decided", "copies-word-decided"),
];
