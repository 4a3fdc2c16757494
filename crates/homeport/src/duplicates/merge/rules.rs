//! Rows of which somebody may have several: what the two have alike becomes one.

use keel::db::Value;

use super::plan::{Two, agree, fit};
use super::rows::{Line, bytes, id, text};
use super::singles;
use crate::duplicates::model::ordered;
use crate::people::PersonId;

/// A name both have is there once, for whoever saw both.
pub fn names(lines: &mut [Line], two: &Two) {
    for (mine, theirs) in alike(lines, two, "people_name", |a, b| agree(a, b, &["folded", "kind"])) {
        let narrower = singles::narrower(lines[mine].was("audience"), lines[theirs].was("audience"));
        lines[mine].set("audience", narrower);
        lines[theirs].remove();
    }
}

/// A run of employment both have is there once, with what either knows of it. Of two with a departure each, both stay.
pub fn tenures(lines: &mut [Line], two: &Two) {
    let known = ["number", "department", "title", "ended_on"];
    let is_same = |a: &Line, b: &Line| agree(a, b, &["entity_id", "started_on"]) && fit(a, b, &known);
    for (mine, theirs) in alike(lines, two, "people_tenure", is_same) {
        let (stays, goes) = (lines[mine].was("tenure_id").clone(), lines[theirs].was("tenure_id").clone());
        let has_departure = |tenure: &Value| {
            lines.iter().any(|line| line.is("departures_departure") && line.was("tenure_id") == tenure)
        };
        if has_departure(&stays) && has_departure(&goes) {
            continue;
        }
        let other = lines[theirs].before.clone();
        for column in known.into_iter().chain(["manager_id"]) {
            if *lines[mine].was(column) == Value::Null {
                lines[mine].take(&other, &[column]);
            }
        }
        lines[theirs].remove();
        repoint(lines, &goes, &stays);
    }
    let stay = bytes(two.stay.0);
    for line in lines.iter_mut().filter(|line| line.is("people_tenure")) {
        let is_own = [&stay, &bytes(two.gone.0)].contains(&line.was("person_id"));
        let manages_self = [&stay, &bytes(two.gone.0)].contains(&line.was("manager_id"));
        if is_own && manages_self {
            // Nobody manages themselves.
            line.set("manager_id", Value::Null);
        }
    }
}

/// Whatever pointed to a row that goes points to the one that stays.
fn repoint(lines: &mut [Line], goes: &Value, stays: &Value) {
    for line in lines.iter_mut().filter(|line| super::tables::FIRST.contains(&line.table.as_str())) {
        for column in ["tenure_id", "contact_id", "target_id"] {
            if line.was(column) == goes {
                line.set(column, stays.clone());
            }
        }
    }
}

/// A contact both have is there once. Nobody gets into the account that stays by a contact that was on the other
/// record: until it is proved anew, it is there to be written to and opens nothing.
pub fn contacts(lines: &mut [Line], two: &Two) {
    for (mine, theirs) in alike(lines, two, "people_contact", |a, b| agree(a, b, &["address"])) {
        let other = lines[theirs].before.clone();
        if !two.has_account && *lines[mine].was("confirmed_at") == Value::Null {
            lines[mine].take(&other, &["confirmed_at"]);
        }
        let (stays, goes) = (lines[mine].was("contact_id").clone(), lines[theirs].was("contact_id").clone());
        lines[theirs].remove();
        repoint(lines, &goes, &stays);
    }
    if two.has_account {
        for line in lines.iter_mut().filter(|line| line.is("people_contact") && two.is_of_gone(line)) {
            line.set("confirmed_at", Value::Null);
            line.set("source", Value::from("merge"));
        }
    }
}

/// Rows of which there may be one for the two and something else.
pub fn twice(lines: &mut [Line], two: &Two) {
    let once: [(&str, &[&str]); 4] = [
        ("waves_turn", &["wave_id"]),
        ("imports_person", &["import_id"]),
        ("claims_vouch", &["claim_id"]),
        ("careers_news", &["position_id"]),
    ];
    for (table, columns) in once {
        for (_, theirs) in alike(lines, two, table, |a, b| agree(a, b, columns)) {
            lines[theirs].remove();
        }
    }
    let with_each_other = [
        ("welcome_wish", ["to_id", "from_id"]),
        ("welcome_exclusion", ["to_id", "from_id"]),
        ("lost_hint", ["person_id", "colleague_id"]),
    ];
    for (table, columns) in with_each_other {
        between(lines, two, table, columns);
    }
}

/// Asked twice in one campaign, they were asked once; what came of the other goes with it.
pub fn asks(lines: &mut [Line], two: &Two) {
    for (_, theirs) in alike(lines, two, "freshness_ask", |a, b| agree(a, b, &["campaign_id"])) {
        let ask = lines[theirs].was("ask_id").clone();
        let goes = |line: &&mut Line| line.is("freshness_step") && *line.was("ask_id") == ask;
        lines.iter_mut().filter(goes).for_each(Line::remove);
        lines[theirs].remove();
    }
}

/// What two people have with each other: nothing with oneself, and one with each other.
fn between(lines: &mut [Line], two: &Two, table: &str, [to, from]: [&str; 2]) {
    let now = |value: &Value| if *value == bytes(two.gone.0) { bytes(two.stay.0) } else { value.clone() };
    let mut seen: Vec<(Value, Value)> = Vec::new();
    let is_moved = |line: &Line| [line.was(to), line.was(from)].contains(&&bytes(two.gone.0));
    let mut order: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].is(table)).collect();
    order.sort_by_key(|at| is_moved(&lines[*at]));
    for at in order {
        let pair = (now(lines[at].was(to)), now(lines[at].was(from)));
        if pair.0 == pair.1 || seen.contains(&pair) {
            lines[at].remove();
        } else {
            seen.push(pair);
        }
    }
}

/// One living invitation is left, the one that is further; none for a member or for somebody who wants no message.
pub fn invitations(lines: &mut [Line], two: &Two) {
    let has = |table: &str| lines.iter().any(|line| line.is(table));
    let keeps_none = has("members_member") || has("people_silence");
    let living = |line: &&mut Line| {
        line.is("invitations_invitation") && matches!(text(line.was("state")), Some("waiting" | "open"))
    };
    let mut all: Vec<&mut Line> = lines.iter_mut().filter(living).collect();
    all.sort_by_key(|line| (text(line.was("state")) == Some("waiting"), two.is_of_gone(line)));
    for line in all.into_iter().skip(usize::from(!keeps_none)) {
        line.set("state", Value::from("revoked"));
        line.set("ended_at", Value::from(two.now));
    }
}

/// Of two suspensions that run, the longer runs on.
pub fn suspensions(lines: &mut [Line], two: &Two) {
    let running =
        |line: &&mut Line| line.is("suspensions_suspension") && text(line.was("state")) == Some("running");
    let mut all: Vec<&mut Line> = lines.iter_mut().filter(running).collect();
    let until = |line: &Line| if let Value::Int(at) = line.was("until_at") { *at } else { 0 };
    all.sort_by_key(|line| std::cmp::Reverse(until(line)));
    for line in all.into_iter().skip(1) {
        line.set("state", Value::from("over"));
        line.set("ended_at", Value::from(two.now));
    }
}

/// The pair itself is settled. What was kept apart from one is kept apart from both; the rest is looked for anew.
pub fn pairs(lines: &mut [Line], two: &Two) {
    let person = |value: &Value| id(value).map(PersonId);
    let now = |value: &Value| person(value).map(|one| if one == two.gone { two.stay } else { one });
    let mut seen: Vec<(PersonId, PersonId)> = Vec::new();
    let names_gone =
        |line: &Line| [person(line.was("one_id")), person(line.was("other_id"))].contains(&Some(two.gone));
    let mut order: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].is("duplicates_pair")).collect();
    order.sort_by_key(|at| names_gone(&lines[*at]));
    for at in order {
        let (Some(one), Some(other)) = (now(lines[at].was("one_id")), now(lines[at].was("other_id"))) else {
            continue;
        };
        let pair = ordered(one, other);
        let is_open = text(lines[at].was("state")) == Some("open");
        if one == other || seen.contains(&pair) || (names_gone(&lines[at]) && is_open) {
            lines[at].remove();
            continue;
        }
        lines[at].set("one_id", bytes(pair.0.0));
        lines[at].set("other_id", bytes(pair.1.0));
        seen.push(pair);
    }
}

/// Places of rows of who stays and of who goes that are alike, each used once.
fn alike(
    lines: &[Line],
    two: &Two,
    table: &str,
    is_alike: impl Fn(&Line, &Line) -> bool,
) -> Vec<(usize, usize)> {
    let of = |is_gone: bool| {
        let is_own = move |at: &usize| {
            lines[*at].is(table) && !lines[*at].is_new() && two.is_of_gone(&lines[*at]) == is_gone
        };
        (0..lines.len()).filter(is_own).collect::<Vec<_>>()
    };
    let (mut mine, theirs) = (of(false), of(true));
    // A row that only mentions the person, as a manager does, is nobody's of the two.
    mine.retain(|at| *lines[*at].was("person_id") == bytes(two.stay.0));
    let mut found = Vec::new();
    for their in theirs {
        if let Some(at) = mine.iter().position(|own| is_alike(&lines[*own], &lines[their])) {
            found.push((mine.remove(at), their));
        }
    }
    found
}
