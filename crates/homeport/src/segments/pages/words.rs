//! Segments in words: what is asked, how many there are.

use keel::db::Conn;
use keel::error::Result;

use crate::app::Cx;
use crate::members;
use crate::organisations::pages::industry;
use crate::people;
use crate::people::pages::whom;
use crate::segments::filter::{Asked, Engaged, Fresh, Reached, Stay, When};
use crate::segments::{Filter, Tally};

pub const fn stay(stay: Stay) -> &'static str {
    match stay {
        Stay::Here => "segments-stay-here",
        Stay::Gone => "segments-stay-gone",
    }
}

pub const fn when(when: When) -> &'static str {
    match when {
        When::Now => "segments-when-now",
        When::Ever => "segments-when-ever",
    }
}

pub const fn fresh(fresh: Fresh) -> &'static str {
    match fresh {
        Fresh::Before => "segments-fresh-before",
        Fresh::Since => "segments-fresh-since",
        Fresh::Never => "segments-fresh-never",
    }
}

pub const fn engaged(engaged: Engaged) -> &'static str {
    match engaged {
        Engaged::Joined => "segments-engaged-joined",
        Engaged::Invited => "segments-engaged-invited",
        Engaged::Answered => "segments-engaged-answered",
        Engaged::Quiet => "segments-engaged-quiet",
        Engaged::Uninvited => "segments-engaged-uninvited",
    }
}

pub const fn reached(by: Reached) -> &'static str {
    match by {
        Reached::Any => "segments-contact-any",
        Reached::Mail => "segments-contact-mail",
        Reached::Mobile => "segments-contact-mobile",
    }
}

/// What a filter asks, a phrase each, in the order of the form.
pub async fn said(cx: &Cx, conn: &mut Conn, filter: &Filter) -> Result<Vec<String>> {
    let entities = people::entities(conn).await?;
    let l = cx.l();
    let mut all = whom::said(cx, &entities, &filter.who);
    let except = whom::said(cx, &entities, &filter.except);
    all.extend(except.into_iter().map(|said| l.t1("segments-said-not", "said", said)));
    let consents: Vec<_> = members::choices(l, &filter.consents)
        .into_iter()
        .filter(|choice| choice.is_given)
        .map(|choice| choice.title)
        .collect();
    let mut push = |what: Asked, text: Option<String>| {
        let said = text.map(|text| match filter.wanted(what) {
            Some(false) => l.t1("segments-said-not", "said", text),
            _ => text,
        });
        all.extend(said);
    };
    push(Asked::Kind, filter.kind.map(|kind| people::pages::kind(l, kind)));
    push(Asked::Work, at_work(cx, filter));
    push(Asked::Skill, filter.skill.as_ref().map(|name| l.t1("segments-said-skill", "name", name.as_str())));
    push(
        Asked::School,
        filter.school.as_ref().map(|name| l.t1("segments-said-school", "name", name.as_str())),
    );
    push(Asked::Fresh, filter.fresh.map(|word| dated(cx, fresh(word), filter.fresh_on)));
    push(
        Asked::Consent,
        (!consents.is_empty()).then(|| l.t1("segments-said-consent", "what", l.list(&consents))),
    );
    push(Asked::Engaged, filter.engaged.map(|word| l.t(engaged(word)).into_owned()));
    push(Asked::Seen, filter.seen_on.map(|day| dated(cx, "segments-said-seen", Some(day))));
    push(Asked::Contact, filter.contact.map(|by| l.t(reached(by)).into_owned()));
    all.extend(filter.stay.map(|word| l.t(stay(word)).into_owned()));
    Ok(all)
}

fn at_work(cx: &Cx, filter: &Filter) -> Option<String> {
    let l = cx.l();
    let where_to = [filter.organisation.clone(), filter.industry.map(|one| l.t(industry(one)).into_owned())];
    let said: Vec<String> = where_to.into_iter().flatten().collect();
    let word = filter.when?;
    Some(l.t2("segments-said-work", "when", l.t(when(word)), "where", said.join(" · ")))
}

fn dated(cx: &Cx, key: &str, day: Option<keel::clock::Day>) -> String {
    let l = cx.l();
    match day {
        Some(day) => l.t2("segments-said-day", "said", l.t(key), "day", l.day(day)),
        None => l.t(key).into_owned(),
    }
}

/// "128 people", and of whom nobody hears anything.
pub fn counted(cx: &Cx, tally: Tally) -> (String, String) {
    let l = cx.l();
    let count = l.t1("segments-people", "count", tally.people);
    let mut aside = Vec::new();
    if tally.people > 0 {
        aside.push(l.t1("segments-reachable", "count", tally.reachable()));
    }
    if tally.silent > 0 {
        aside.push(l.t1("segments-silent", "count", tally.silent));
    }
    if tally.unreachable > 0 {
        aside.push(l.t1("segments-unreachable", "count", tally.unreachable));
    }
    (count, aside.join(" · "))
}
