//! Rows of which a person has one, or one of a kind: which of two is left. Nothing is wider afterwards than it was for
//! either: a no, a silence, a suspension, the narrower audience win.

use keel::db::Value;
use keel::db::dump::some::Named;

use super::plan::Two;
use super::rows::{Line, text};
use crate::freshness::Rhythm;
use crate::members::Field;
use crate::people::{Audience, SilenceKind};

/// The places of the row of who stays and of who goes that agree in a column.
fn both(lines: &[Line], two: &Two, table: &str, column: &str) -> Vec<(Option<usize>, Option<usize>)> {
    let of = |is_gone: bool| {
        let is_own = move |at: &usize| lines[*at].is(table) && two.is_of_gone(&lines[*at]) == is_gone;
        (0..lines.len()).filter(is_own).collect::<Vec<_>>()
    };
    let (mine, mut theirs) = (of(false), of(true));
    let mut all = Vec::new();
    for own in mine {
        let same = |at: &usize| column.is_empty() || lines[*at].was(column) == lines[own].was(column);
        let at = theirs.iter().position(same);
        all.push((Some(own), at.map(|at| theirs.remove(at))));
    }
    all.extend(theirs.into_iter().map(|at| (None, Some(at))));
    all
}

fn weight(line: &Line) -> u8 {
    match text(line.was("kind")).and_then(SilenceKind::from_word) {
        Some(SilenceKind::Deceased) => 3,
        Some(SilenceKind::Exit) => 2,
        Some(SilenceKind::DoNotContact) => 1,
        None => 0,
    }
}

/// Nobody is written to who wanted no message under either record.
pub fn silence(lines: &mut [Line], two: &Two) {
    for (mine, theirs) in both(lines, two, "people_silence", "") {
        let (Some(mine), Some(theirs)) = (mine, theirs) else { continue };
        let other = lines[theirs].before.clone();
        if weight(&lines[theirs]) > weight(&lines[mine]) {
            lines[mine].take(&other, &["kind", "since_at", "by_id"]);
        }
        lines[theirs].remove();
    }
}

fn is_member(lines: &[Line], two: &Two, is_gone: bool) -> bool {
    lines.iter().any(|line| line.is("members_member") && two.is_of_gone(line) == is_gone)
}

/// Of two memberships the one that began first is left, with its place in the order; it rests if either did.
pub fn membership(lines: &mut [Line], two: &Two) {
    for (mine, theirs) in both(lines, two, "members_member", "") {
        let (Some(mine), Some(theirs)) = (mine, theirs) else { continue };
        let other = lines[theirs].before.clone();
        let ordinal = |row: &Named| if let Some(Value::Int(n)) = row.get("ordinal") { *n } else { i64::MAX };
        if ordinal(&other) < ordinal(&lines[mine].before) {
            lines[mine].take(&other, &["ordinal", "joined_at", "joined_by"]);
        }
        if *lines[mine].was("suspended_at") == Value::Null {
            lines[mine].take(&other, &["suspended_at"]);
        }
        lines[theirs].remove();
    }
}

/// A yes is left where both said yes, or where only one was ever a member, who said it.
pub fn consents(lines: &mut [Line], two: &Two) {
    let (i_am, they_are) = (is_member(lines, two, false), is_member(lines, two, true));
    let is_given = |line: &Line| *line.was("is_given") == Value::Int(1);
    for pair in both(lines, two, "members_consent", "purpose") {
        match pair {
            (Some(mine), Some(theirs)) => {
                let other = lines[theirs].before.clone();
                if is_given(&lines[mine]) && !is_given(&lines[theirs]) {
                    lines[mine].take(&other, &["is_given", "version", "at"]);
                }
                lines[theirs].remove();
            }
            (Some(mine), None) if they_are => deny(&mut lines[mine], two),
            (None, Some(theirs)) if i_am => deny(&mut lines[theirs], two),
            _ => {}
        }
    }
}

/// The other was asked, too, and did not say yes.
fn deny(line: &mut Line, two: &Two) {
    if *line.was("is_given") == Value::Int(1) {
        line.set("is_given", Value::Int(0));
        line.set("at", Value::from(two.now));
    }
}

fn audience(value: &Value) -> Option<Audience> {
    text(value).and_then(Audience::from_word)
}

/// The narrower of two audiences, as a row holds it.
pub fn narrower(one: &Value, other: &Value) -> Value {
    let width = |value: &Value| audience(value).map_or(0, Audience::width);
    if width(other) < width(one) { other.clone() } else { one.clone() }
}

/// Each field is seen by whoever saw it of both.
pub fn fields(lines: &mut [Line], two: &Two) {
    let (i_am, they_are) = (is_member(lines, two, false), is_member(lines, two, true));
    let usual = |line: &Line| {
        let field = text(line.was("field")).and_then(Field::from_word);
        Value::from(field.map_or(Audience::Me, Field::usual).word())
    };
    for pair in both(lines, two, "members_field", "field") {
        let (at, other) = match pair {
            (Some(mine), Some(theirs)) => {
                let other = lines[theirs].was("audience").clone();
                lines[theirs].remove();
                (mine, other)
            }
            // Who is a member and chose nothing has the usual audience.
            (Some(mine), None) if they_are => (mine, usual(&lines[mine])),
            (None, Some(theirs)) if i_am => (theirs, usual(&lines[theirs])),
            _ => continue,
        };
        let narrow = narrower(lines[at].was("audience"), &other);
        lines[at].set("audience", narrow);
    }
}

/// For a name that comes to a record: whoever saw both names, and never more than members.
pub fn narrowest_name(lines: &[Line]) -> Audience {
    let chosen =
        lines.iter().filter(|line| line.is("members_field") && text(line.was("field")) == Some("name"));
    let narrowest = chosen.filter_map(|line| audience(line.was("audience"))).min_by_key(|one| one.width());
    narrowest.filter(|one| one.width() < Audience::Members.width()).unwrap_or(Audience::Members)
}

/// Whoever answered is kept; else the clock that runs out first is left.
pub fn clocks(lines: &mut [Line], two: &Two) {
    const ALL: &[&str] =
        &["starts_at", "due_at", "warned_at", "answered_at", "reason", "extended_at", "extended_by"];
    for (mine, theirs) in both(lines, two, "retention_clock", "purpose") {
        let (Some(mine), Some(theirs)) = (mine, theirs) else { continue };
        let has_answered = |line: &Line| *line.was("answered_at") != Value::Null;
        let due = |line: &Line| if let Value::Int(at) = line.was("due_at") { *at } else { i64::MAX };
        let other = lines[theirs].before.clone();
        let is_theirs = match (has_answered(&lines[mine]), has_answered(&lines[theirs])) {
            (true, _) => false,
            (false, true) => true,
            (false, false) => due(&lines[theirs]) < due(&lines[mine]),
        };
        if is_theirs {
            lines[mine].take(&other, ALL);
        }
        lines[theirs].remove();
    }
}

/// Whoever never wanted to be asked is not.
pub fn rhythm(lines: &mut [Line], two: &Two) {
    for (mine, theirs) in both(lines, two, "freshness_wish", "") {
        let (Some(mine), Some(theirs)) = (mine, theirs) else { continue };
        let other = lines[theirs].before.clone();
        if text(lines[theirs].was("rhythm")) == Some(Rhythm::Never.word()) {
            lines[mine].take(&other, &["rhythm", "said_at"]);
        }
        lines[theirs].remove();
    }
}

/// The account that goes has no way in any more.
pub fn ways_in(lines: &mut [Line], two: &Two) {
    for line in lines.iter_mut().filter(|line| two.is_of_gone(line)) {
        if line.is("accounts_password") || line.is("accounts_recovery") {
            line.remove();
        }
    }
}
