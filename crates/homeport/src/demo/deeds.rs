//! What happened to each person of the company: the departure, the invitation, the answer.

use std::time::Duration;

use keel::clock::Day;
use keel::db::Conn;
use keel::error::Result;

use super::fill::{by_start, language, settle};
use super::{Leaving, Membership, Person, Stage, Standing};
use crate::app::{App, Cx};
use crate::departures::{self, Decision, DepartureId, NewDeparture, Verdict, Who};
use crate::invitations::{self, actions::Answer};
use crate::members::{Field, Purpose};
use crate::people::{self, Audience, PersonId};

pub async fn happen(app: &App, person: &Person, id: PersonId) -> Result<()> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    match &person.standing {
        Standing::Working | Standing::OnRecord => {}
        Standing::Deceased => {
            people::actions::silence(&cx, &mut conn, id, people::SilenceKind::Deceased).await?;
        }
        Standing::Leaving(stage) => leave(&cx, &mut conn, id, *stage).await?,
        Standing::Held => {
            complete(&cx, &mut conn, person, id).await?;
        }
        Standing::Invited { .. }
        | Standing::Bounced { .. }
        | Standing::Declined { .. }
        | Standing::NeverWrite { .. } => {
            complete(&cx, &mut conn, person, id).await?;
            conn.commit().await?;
            return answer(app, person, id).await;
        }
        Standing::Member(membership) => {
            if person.open_tenure().is_some() {
                invitations::actions::invite(&cx, &mut conn, id, None).await?;
            } else if let Some((departure, Verdict::Held)) = complete(&cx, &mut conn, person, id).await? {
                let decision = Decision::Invite;
                departures::actions::decide(&cx, &mut conn, &[departure], decision, "").await?;
            }
            conn.commit().await?;
            settle(app).await?;
            return join(app, person, id, membership).await;
        }
    }
    conn.commit().await
}

async fn leave(cx: &Cx, conn: &mut Conn, id: PersonId, stage: Stage) -> Result<()> {
    let today = cx.today();
    let last_day = match stage {
        Stage::Intended => None,
        Stage::Agreed { last_day } => Some(last_day),
        Stage::CompleteSince { .. } | Stage::Today => Some(today),
    };
    let departure = record(cx, conn, id, departures::Kind::Resignation, last_day).await?;
    if let Stage::CompleteSince { .. } = stage {
        departures::actions::complete(cx, conn, departure).await?;
    }
    Ok(())
}

async fn record(
    cx: &Cx,
    conn: &mut Conn,
    id: PersonId,
    kind: departures::Kind,
    last_day: Option<Day>,
) -> Result<DepartureId> {
    let tenures = by_start(conn, id).await?;
    let tenure = tenures.last().ok_or(keel::error::Error::NotFound)?;
    let new = NewDeparture {
        who: Who::Known(tenure.tenure_id),
        last_day,
        kind,
        contacts: Vec::new(),
        language: None,
        manager: None,
    };
    departures::actions::record(cx, conn, &new).await
}

/// The departure of somebody who has left, and its formalities.
async fn complete(
    cx: &Cx,
    conn: &mut Conn,
    person: &Person,
    id: PersonId,
) -> Result<Option<(DepartureId, Verdict)>> {
    let Some(end) = person.tenures.last().and_then(|tenure| tenure.end) else { return Ok(None) };
    let departure = record(cx, conn, id, kind_of(end.how), Some(end.on)).await?;
    let verdict = departures::actions::complete(cx, conn, departure).await?;
    Ok(Some((departure, verdict)))
}

pub const fn kind_of(how: Leaving) -> departures::Kind {
    match how {
        Leaving::Resignation | Leaving::Transfer => departures::Kind::Resignation,
        Leaving::EndOfContract => departures::Kind::EndOfContract,
        Leaving::Retirement => departures::Kind::Retirement,
        Leaving::Dismissal => departures::Kind::Dismissal,
        Leaving::Layoff => departures::Kind::Layoff,
        Leaving::Medical => departures::Kind::Medical,
        Leaving::Dispute => departures::Kind::Dispute,
        Leaving::Unknown => departures::Kind::Unknown,
        Leaving::Deceased => departures::Kind::Deceased,
    }
}

/// What somebody did with the invitation who did not join.
async fn answer(app: &App, person: &Person, id: PersonId) -> Result<()> {
    if let Standing::Bounced { .. } = person.standing {
        return bounce(app, id).await;
    }
    settle(app).await?;
    app.clock.advance(Duration::from_secs(47 * 60));
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    let Some(invitation) = invitations::of_person(&mut conn, id).await? else { return Ok(()) };
    match person.standing {
        Standing::Invited { opened: true, .. } => {
            invitations::actions::open(&cx, &mut conn, invitation.invitation_id).await?;
        }
        Standing::Declined { .. } => invitations::actions::decline(&cx, &mut conn, &invitation).await?,
        Standing::NeverWrite { .. } => invitations::actions::never(&cx, &mut conn, &invitation).await?,
        _ => {}
    }
    conn.commit().await
}

/// The mail came back: the way is marked and the officer is told.
async fn bounce(app: &App, id: PersonId) -> Result<()> {
    settle(app).await?;
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    for contact in people::contacts(&mut conn, id).await? {
        people::actions::fail_contact(&cx, &mut conn, id, &contact.address).await?;
    }
    conn.commit().await
}

async fn join(app: &App, person: &Person, id: PersonId, membership: &Membership) -> Result<()> {
    app.clock.advance(Duration::from_secs(6 * 60));
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    let Some(invitation) = invitations::of_person(&mut conn, id).await? else { return Ok(()) };
    let given = [
        (Purpose::Listed, membership.listed),
        (Purpose::Letters, membership.letters),
        (Purpose::Openings, membership.openings),
        (Purpose::Photos, membership.photos),
        (Purpose::Wishes, membership.wishes),
        (Purpose::News, membership.listed && membership.photos),
        (Purpose::Vouching, membership.wishes),
        (Purpose::Freshness, membership.letters || membership.wishes),
    ];
    let fields = if membership.open {
        let fields = [Field::Number, Field::Place, Field::Career, Field::Contact];
        fields.map(|field| (field, Audience::Members)).to_vec()
    } else {
        vec![(Field::Tenures, Audience::Officers), (Field::Photo, Audience::Officers)]
    };
    let answer = Answer {
        consents: given.into_iter().filter(|(_, is_given)| *is_given).map(|(purpose, _)| purpose).collect(),
        fields,
        language: Some(language(person)),
        device: "demo".to_owned(),
        ..Answer::default()
    };
    invitations::actions::accept(&cx, &mut conn, &invitation, &answer).await?;
    conn.commit().await
}
