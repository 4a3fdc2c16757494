use askama::Template;
use keel::l10n::L;

use crate::app::{Answer, Cx};
use crate::cards::{self, CardView};
use crate::careers::{
    self,
    pages::{NewsLine, news_line},
};
use crate::lost;
use crate::people::{self, directory::Eye};
use crate::shell::Shell;
use crate::welcome::{Colleague, Wish, colleagues, wishes};

#[derive(Template)]
#[template(path = "welcome/templates/home.html")]
struct Home {
    s: Shell,
    name: String,
    wishes: Vec<WishLine>,
    more: Vec<WishLine>,
    people: Vec<PersonLine>,
    card: Option<CardView>,
    next: Option<Next>,
    news: Vec<NewsLine>,
    /// Names of those whom nothing reaches, and what to pass on.
    lost: String,
    way: String,
}

struct WishLine {
    name: String,
    line: String,
    words: String,
}

struct PersonLine {
    name: String,
    line: String,
    href: String,
}

/// What comes next: one thing, the most useful.
struct Next {
    title: &'static str,
    text: &'static str,
    href: &'static str,
    act: &'static str,
}

/// So many wishes stand open; the rest unfold.
const OPEN: usize = 3;
/// So much news of old colleagues.
const NEWS: usize = 8;
/// So many who are lost.
const LOST: usize = 3;

pub async fn home(cx: Cx) -> Answer {
    let me = cx.viewer.somebody()?;
    let mut conn = cx.read().await?;
    let mut first: Vec<WishLine> =
        wishes(&mut conn, me).await?.into_iter().map(|wish| wish_line(cx.l(), wish)).collect();
    let more = first.split_off(first.len().min(OPEN));
    let people = colleagues(&cx, &mut conn, me, 12).await?;
    let news = careers::news_for(&cx, &mut conn, NEWS).await?;
    let lost = lost::beside(&mut conn, &Eye::of(&cx.viewer), LOST).await?;
    let card = cards::card(&cx, &mut conn, me).await?;
    let person = people::person(&mut conn, me).await?;
    let contacts = people::contacts(&mut conn, me).await?;
    let is_confirmed = contacts.iter().any(|contact| contact.confirmed_at.is_some());
    cx.show(&Home {
        s: cx.shell("home"),
        name: cx.viewer.name.clone(),
        wishes: first,
        more,
        people: people.into_iter().map(|colleague| person_line(cx.l(), colleague)).collect(),
        card,
        lost: if lost.is_empty() { String::new() } else { cx.l().list(&lost) },
        way: lost::url(&cx.app),
        news: news.iter().map(|one| news_line(&cx, one)).collect(),
        next: next(is_confirmed, contacts.len(), person.photo_id.is_some()),
    })
}

fn wish_line(l: L, wish: Wish) -> WishLine {
    let months = i32::try_from(wish.days_together / 30).unwrap_or(1).max(1);
    let together = l.t1("welcome-together", "time", l.months(months));
    WishLine { name: wish.from_name, line: joined(wish.department, together), words: wish.words }
}

fn person_line(l: L, colleague: Colleague) -> PersonLine {
    let from = colleague.from.year();
    let line = match colleague.to.map(|to| to.year()) {
        Some(to) if to == from => l.t1("welcome-worked-in", "year", i64::from(to)),
        Some(to) => l.t2("welcome-worked-between", "from", i64::from(from), "to", i64::from(to)),
        None => l.t1("welcome-worked-since", "from", i64::from(from)),
    };
    PersonLine {
        name: colleague.name,
        line: joined(colleague.department, line),
        href: format!("/people/{}", colleague.person_id),
    }
}

fn joined(department: Option<String>, line: String) -> String {
    match department {
        Some(department) => format!("{department} · {line}"),
        None => line,
    }
}

fn next(is_confirmed: bool, contacts: usize, has_photo: bool) -> Option<Next> {
    if !is_confirmed {
        return Some(Next {
            title: "welcome-next-confirm",
            text: "welcome-next-confirm-text",
            href: "/me/security",
            act: "welcome-next-confirm-act",
        });
    }
    if contacts < 2 {
        return Some(Next {
            title: "welcome-next-second",
            text: "welcome-next-second-text",
            href: "/me/security",
            act: "welcome-next-second-act",
        });
    }
    (!has_photo).then_some(Next {
        title: "welcome-next-photo",
        text: "welcome-next-photo-text",
        href: "/me",
        act: "welcome-next-photo-act",
    })
}
