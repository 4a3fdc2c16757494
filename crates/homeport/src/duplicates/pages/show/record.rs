//! One record as it stands beside another: only what the officer may see of it.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;

use crate::accounts;
use crate::app::Cx;
use crate::careers;
use crate::duplicates::actions;
use crate::members::{self, Field};
use crate::people::directory::{self, Eye};
use crate::people::pages as words;
use crate::people::{self, PersonId};

pub struct Record {
    pub name: String,
    pub place: String,
    pub language: String,
    /// An address of the picture, if the officer may see one.
    pub photo: String,
    pub is_member: bool,
    pub has_account: bool,
    pub has_role: bool,
    pub is_short_name: bool,
    pub created_at: Time,
    /// What comes together, by the key of its label; the same labels in the same order for every record.
    pub rows: Vec<(&'static str, Vec<String>)>,
}

pub async fn record(cx: &Cx, conn: &mut Conn, id: PersonId) -> Result<Record> {
    let eye = Eye::of(&cx.viewer);
    let seen = directory::seen(conn, &eye, id).await?;
    let person = people::person(conn, id).await?;
    let name = person.name;
    Ok(Record {
        place: seen.place.unwrap_or_default(),
        language: person.language.map(|lang| lang.name().to_owned()).unwrap_or_default(),
        photo: seen.photo_id.map(|photo| format!("/people/{id}/photo?v={photo}")).unwrap_or_default(),
        is_member: members::has_joined(conn, id).await?,
        has_account: actions::account(conn, id).await?,
        has_role: !accounts::roles(conn, id).await?.is_empty(),
        is_short_name: name.split_whitespace().any(|part| part.trim_end_matches('.').chars().count() == 1),
        created_at: person.created_at,
        rows: rows(cx, conn, &eye, id).await?,
        name,
    })
}

async fn rows(cx: &Cx, conn: &mut Conn, eye: &Eye, id: PersonId) -> Result<Vec<(&'static str, Vec<String>)>> {
    let l = cx.l();
    let mut names: Vec<String> =
        directory::other_names(conn, eye, id).await?.into_iter().map(|name| name.name).collect();
    names.sort_unstable();
    names.dedup();
    let contacts = people::contacts(conn, id).await?;
    let contacts = contacts.iter().map(|contact| {
        let tag =
            if contact.confirmed_at.is_some() { "duplicates-confirmed" } else { "duplicates-unconfirmed" };
        format!("{} · {}", contact.address, l.t(tag))
    });
    let tenures = people::tenures(conn, id).await?;
    let tenures = tenures.iter().map(|tenure| {
        // To the day: two that are a week apart look alike otherwise.
        let until = tenure.ended_on.map(|last| l.day(last)).unwrap_or_default();
        let years = format!("{} – {until}", l.day(tenure.started_on));
        words::dotted([
            Some(tenure.entity_in(cx.lang).to_owned()),
            tenure.number.clone(),
            tenure.department.clone(),
            tenure.title.clone(),
            Some(years),
        ])
    });
    let positions = careers::positions(conn, eye, id).await?;
    let positions = positions.iter().map(|position| {
        let stop = careers::pages::elsewhere(cx, position, String::new());
        words::dotted(
            [Some(stop.organisation), Some(stop.title), Some(stop.line)]
                .map(|it| it.filter(|it| !it.is_empty())),
        )
    });
    let silence = people::silence_of(conn, id).await?;
    let silence = silence.map(|it| words::stopped(cx, it.kind, it.since_at));
    let (contacts, tenures, positions) = (contacts.collect(), tenures.collect(), positions.collect());
    let person = people::person(conn, id).await?;
    Ok(vec![
        ("duplicates-row-names", names),
        ("duplicates-row-contacts", contacts),
        ("duplicates-row-tenures", tenures),
        ("duplicates-row-careers", positions),
        ("duplicates-row-membership", membership(cx, conn, id).await?),
        ("duplicates-row-consents", consents(cx, conn, id).await?),
        ("duplicates-row-fields", fields(cx, conn, id).await?),
        ("duplicates-row-silence", silence.into_iter().collect()),
        ("duplicates-row-source", vec![words::known_from(cx, &person.source, person.created_at)]),
    ])
}

async fn membership(cx: &Cx, conn: &mut Conn, id: PersonId) -> Result<Vec<String>> {
    let seen = directory::seen(conn, &Eye::of(&cx.viewer), id).await?;
    let (Some(ordinal), Some(at)) = (seen.ordinal, seen.joined_at) else {
        let rests = members::has_joined(conn, id).await?;
        return Ok(rests.then(|| cx.l().t("suspensions-membership").into_owned()).into_iter().collect());
    };
    let day = cx.l().day(at.day_in(&cx.zone()));
    Ok(vec![cx.l().t2("people-membership", "ordinal", ordinal, "day", day)])
}

/// What they agreed to, in the words in which they were asked.
async fn consents(cx: &Cx, conn: &mut Conn, id: PersonId) -> Result<Vec<String>> {
    if !members::has_joined(conn, id).await? {
        return Ok(Vec::new());
    }
    let given = members::consents(conn, id).await?;
    let all = members::choices(cx.l(), &given);
    let said =
        all.into_iter().filter(|choice| choice.is_given).map(|choice| choice.title).collect::<Vec<_>>();
    let none = vec![cx.l().t("duplicates-none").into_owned()];
    Ok(if said.is_empty() { none } else { said })
}

async fn fields(cx: &Cx, conn: &mut Conn, id: PersonId) -> Result<Vec<String>> {
    if !members::has_joined(conn, id).await? {
        return Ok(Vec::new());
    }
    let audiences = members::audiences(conn, id).await?;
    let line = |field: &Field| {
        let audience = audiences.of(*field);
        let options = members::options(cx.l(), *field, audience);
        let chosen = options.into_iter().find(|option| option.is_chosen).map(|option| option.label);
        format!("{}: {}", members::field_label(cx.l(), *field), chosen.unwrap_or_default())
    };
    Ok(Field::ALL.iter().map(line).collect())
}
